/** Whether the credential and its app are set up for what the nodes of the package do. Nothing of it changes the workspace. */

import { flag } from '../../language/fields';
import type { Resource } from '../../language/types';
import { probes } from '../../permissions';

export const setup: Resource = {
	id: 'workspace',
	name: 'Workspace',
	about: 'The workspace as a whole: whether n8n is set up for it',
	operations: [
		{
			id: 'checkSetup',
			name: 'Check Setup',
			action: 'Check setup of workspace',
			about:
				'Check the token, region, API version, permissions and secrets of the credential. The output is one item per check, with what to do; nothing is changed.',
			request: ['GET /me', ...probes.map(({ endpoint }) => endpoint)],
			inputs: {
				check_permissions: flag(
					'Check Permissions',
					'Whether to send one reading request per kind of record, to see which of them the app may read',
					{ alwaysShown: true, initial: true, param: 'checkPermissions' },
				),
				ask_other_regions: flag(
					'Ask Other Regions',
					"Whether to ask Intercom's other regions for the token where the region of the credential does not know it",
					{ alwaysShown: true, initial: true, param: 'askOtherRegions' },
				),
			},
			procedure: 'checkSetup',
		},
	],
};
