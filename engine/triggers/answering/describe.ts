/** The parameter 'Answer' of triggers that respond. */

import type { INodeProperties } from 'n8n-workflow';

/** The values are n8n's response modes. */
export const answerProperty: INodeProperties = {
	displayName: 'Answer',
	name: 'answer',
	type: 'options',
	options: [
		{
			name: "Using 'Intercom App' Node",
			value: 'responseNode',
			description: "What the node 'Intercom App' answers, wherever it stands in the workflow",
		},
		{ name: 'When Workflow Finishes', value: 'lastNode', description: 'What the last node outputs' },
	],
	default: 'responseNode',
	description: 'What is sent back',
};
