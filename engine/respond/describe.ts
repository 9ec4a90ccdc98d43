/** The panel of the node Intercom App: what is answered to a card, to a configuration, or to Fin. */

import type { INodeProperties } from 'n8n-workflow';
import { componentForm } from '../canvas/describe';
import { optionsOf } from '../options';

const on = (operation: string, more: Record<string, string[]> = {}) => ({ show: { operation: [operation], ...more } });

/** A list of names and values. */
const pairs = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Value',
	default: {},
	description,
	options: [
		{
			displayName: 'Value',
			name: 'rows',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. order_id' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
});

const cardOptions: INodeProperties[] = [
	{
		displayName: 'Flow Is Completed',
		name: 'completed',
		type: 'boolean',
		default: false,
		description: 'Whether to tell Intercom that the app has done what it is for',
	},
	pairs(
		'Insert Card With',
		'cardCreationOptions',
		"From the Inbox: inserts a card into the reply. Intercom asks the Messenger's Initialize URL for it, with these values.",
	),
	pairs('Stored Data', 'storedData', 'Kept in the card and given back with its next button, as storedData'),
];

export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Finish Configuration',
				value: 'results',
				action: 'Finish configuration of card',
				description: 'End what a teammate configures, with the settings the card gets',
			},
			{
				name: 'Respond to Fin',
				value: 'connector',
				action: 'Respond to data connector',
				description: 'Answer the data connector that called the workflow',
			},
			{ name: 'Respond With Card', value: 'card', action: 'Respond with card', description: 'Answer with what the card shows now' },
		],
		default: 'card',
	},
	{
		displayName: 'Card From',
		name: 'cardFrom',
		type: 'options',
		options: [
			{ name: 'Components', value: 'form', description: 'Put it together here' },
			{ name: 'Input Items', value: 'items', description: 'One item is a table of its fields, several are a list' },
			{ name: 'JSON', value: 'json', description: 'As Canvas Kit has it' },
		],
		default: 'form',
		displayOptions: on('card'),
	},
	{
		displayName: 'Components',
		name: 'components',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Component',
		default: { rows: [{ component: 'text', text: 'Hello' }] },
		description: 'What the card shows, from top to bottom',
		displayOptions: on('card', { cardFrom: ['form'] }),
		options: [{ displayName: 'Component', name: 'rows', values: componentForm }],
	},
	{
		displayName: 'Canvas (JSON)',
		name: 'canvas',
		type: 'json',
		default: '{\n  "content": {\n    "components": [\n      { "type": "text", "text": "Hello" }\n    ]\n  }\n}',
		description: 'A canvas, or a list of components. It is checked before it is sent.',
		displayOptions: on('card', { cardFrom: ['json'] }),
	},
	{ ...optionsOf(cardOptions), displayOptions: on('card') },
	{
		...pairs('Results', 'results', 'Settings of the card. Intercom gives them to every card that is opened, as configured.'),
		displayOptions: on('results'),
	},
	{
		displayName: 'Respond With',
		name: 'respondWith',
		type: 'options',
		options: [
			{ name: 'All Input Items', value: 'allItems', description: "An object with the list 'items'" },
			{ name: 'First Input Item', value: 'firstItem' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'firstItem',
		displayOptions: on('connector'),
	},
	{
		displayName: 'Response (JSON)',
		name: 'response',
		type: 'json',
		default: '{}',
		displayOptions: on('connector', { respondWith: ['json'] }),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: on('connector'),
		options: [
			{
				displayName: 'Status Code',
				name: 'statusCode',
				type: 'number',
				typeOptions: { minValue: 200, maxValue: 599 },
				default: 200,
				description: 'HTTP status of the answer. From 400 on, Intercom takes it for a failure of the connector.',
			},
		],
	},
];
