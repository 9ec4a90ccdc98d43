/** What people chose in the panel, as plain values. */

import type { IWebhookFunctions } from 'n8n-workflow';
import type { Actor } from '../../../catalog/events';
import { texts } from '../receiving/json';

export interface Options {
	topics: string[];
	/** Workspace IDs; none means all. */
	workspaces: string[];
	ignored: Actor[];
	fullNotification: boolean;
	fetchFullObject: boolean;
}

export function readOptions(host: Pick<IWebhookFunctions, 'getNodeParameter'>): Options {
	const option = (name: string): unknown => host.getNodeParameter(`options.${name}`, null);
	return {
		topics: texts(host.getNodeParameter('events', [])),
		workspaces: texts(option('workspaceId')),
		ignored: texts(option('ignoreActionsBy')) as Actor[],
		fullNotification: option('fullNotification') === true,
		fetchFullObject: option('fetchFullObject') === true,
	};
}
