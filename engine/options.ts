/** The properties every node has: how to sign in, and how to speak with Intercom. */

import type { INodeProperties } from 'n8n-workflow';
import { allowedProperty, dryRunProperty, longestTextProperty } from './agents/options';

export const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'Access Token', value: 'accessToken' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'accessToken',
};

/** As many requests at once as the limit and the answer time ask for. */
export const AUTOMATIC_AT_ONCE = 0;
export const MOST_AT_ONCE = 500;
export const DEFAULT_TIMEOUT_SECONDS = 60;

/** The collection 'Options' of a node. */
export const optionsOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
});

export const optionsProperty: INodeProperties = optionsOf([
	allowedProperty,
	{
		displayName: 'API Version',
		name: 'apiVersion',
		type: 'options',
		options: [
			{ name: '2.14', value: '2.14' },
			{ name: '2.15', value: '2.15' },
			{ name: '2.16', value: '2.16' },
			{ name: 'Automatic', value: 'auto', description: 'The newest stable version, or Preview where an operation or field needs it' },
			{ name: 'Preview', value: 'Preview' },
		],
		default: 'auto',
		description: "Version of Intercom's API to use instead of the one the operation chooses",
	},
	dryRunProperty,
	{
		displayName: 'Ignore Empty Values',
		name: 'ignoreEmpty',
		type: 'boolean',
		default: false,
		description:
			'Whether fields without a value are left as they are in Intercom. Otherwise a field you added and left empty is emptied there, and so is an attribute whose field is null or empty in automatic mapping.',
	},
	longestTextProperty,
	{
		displayName: 'Requests at Once',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MOST_AT_ONCE },
		default: AUTOMATIC_AT_ONCE,
		description:
			'The most requests that may be under way at the same time. 0 is automatic: as many as the rate limit allows at the answer time of Intercom. 1 sends them strictly one after another.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description: 'Seconds that one request may take until its whole answer is there. A file may take longer; this is until it begins.',
	},
]);
