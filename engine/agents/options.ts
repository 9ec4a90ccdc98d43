/** Options of the action nodes for agents, and for whoever tries out a workflow. */

import type { INodeProperties } from 'n8n-workflow';

/** Values of 'Allowed for Agents'. */
export const ALLOWANCES = ['everything', 'nothingDestructive', 'readingOnly'] as const;
export type Allowance = (typeof ALLOWANCES)[number];

export const allowedProperty: INodeProperties = {
	displayName: 'Allowed for Agents',
	name: 'allowedForAgents',
	type: 'options',
	options: [
		{ name: 'Everything', value: 'everything' },
		{ name: 'Nothing That Deletes, Blocks, Redacts or Merges', value: 'nothingDestructive' },
		{ name: 'Reading Only', value: 'readingOnly' },
	],
	default: 'everything',
	description:
		'What this node may do, whoever decides what it does. Anything else is refused before a request is sent, and an agent is told so.',
};

export const dryRunProperty: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'options',
	options: [
		{ name: 'No', value: false },
		{ name: 'Yes', value: true },
	],
	default: false,
	description:
		'Whether to output what would be sent instead of sending it. Operations that only read run as usual, and so do the look-ups of names.',
};

export const longestTextProperty: INodeProperties = {
	displayName: 'Longest Text',
	name: 'longestText',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 2000,
	description:
		'The most characters of one text in the output, so that a model is not flooded; what is cut off is counted in its place. 0 is no limit.',
};
