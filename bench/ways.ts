/** The ways to create contacts that are compared, as nodes in n8n's engine. */

import type { NodeRequest } from '../scripts/host';
import { path, root } from '../scripts/machine';
import type { Workspace } from './child';

/** What n8n has to load for them. */
export const PACKAGES = [root, path.join(root, 'bench/probe')];

/** Of every item the field `ext` is the external ID. */
const EXTERNAL_ID = '={{ $json.ext }}';

/** The node of this package; without a number of requests at once, it is automatic. */
export const ourNode = (concurrency?: number): NodeRequest => ({
	type: 'n8n-nodes-intercom.intercom',
	parameters: {
		resource: 'contact',
		operation: 'create',
		role: 'user',
		externalId: EXTERNAL_ID,
		options: concurrency ? { concurrency } : {},
	},
});

/** One request after another through n8n's helper, as n8n's built-in Intercom node works. */
export const oneByOne = (): NodeRequest => ({ type: 'n8n-nodes-probe.probe', parameters: { atOnce: 1, externalId: EXTERNAL_ID } });

/** n8n's HTTP Request node; without batching it sends everything at once. */
export const httpRequest = ({ url }: Workspace, batch?: { batchSize: number; batchInterval: number }): NodeRequest => ({
	type: 'n8n-nodes-base.httpRequest',
	parameters: {
		method: 'POST',
		url: `${url}/contacts`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'intercomAccessTokenApi',
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Intercom-Version', value: '2.16' }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify({ role: "user", external_id: $json.ext }) }}',
		options: batch ? { batching: { batch } } : {},
	},
	settings: { credentials: { intercomAccessTokenApi: { id: 'intercomAccessTokenApi', name: 'intercomAccessTokenApi' } } },
});

export const credentialsFor = ({ url, token }: Workspace): NodeRequest['credentials'] => ({
	intercomAccessTokenApi: { accessToken: token, region: 'custom', baseUrl: url },
});

/** Headers of the same request by hand. */
export const headersFor = ({ token }: Workspace): Record<string, string> => ({
	authorization: `Bearer ${token}`,
	'content-type': 'application/json',
	'intercom-version': '2.16',
});
