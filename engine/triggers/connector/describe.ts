/** Properties of the Intercom Fin Connector Trigger. */

import type { INodeProperties } from 'n8n-workflow';
import { authenticationProperty, optionsOf } from '../../options';
import { answerProperty } from '../answering/describe';

const options: INodeProperties[] = [
	{
		displayName: 'Confirm Customer First',
		name: 'customerAuthentication',
		type: 'boolean',
		default: false,
		description: 'Whether the customer has to prove who they are before Fin uses it',
	},
	{
		displayName: 'Fin May Use It',
		name: 'directFinUsage',
		type: 'boolean',
		default: true,
		description: 'Whether Fin uses it by itself, and not only workflows and macros',
	},
	{
		displayName: 'For',
		name: 'audiences',
		type: 'multiOptions',
		options: [
			{ name: 'Leads', value: 'leads' },
			{ name: 'Users', value: 'users' },
			{ name: 'Visitors', value: 'visitors' },
		],
		default: ['leads', 'users', 'visitors'],
		description: 'Whom it is used for',
	},
	{
		displayName: 'Sample Response',
		name: 'sampleResponse',
		type: 'json',
		default: '{}',
		description:
			'What the workflow answers, for example: copy it from the output of a test. Intercom learns from it which fields there are.',
	},
];

export const properties: INodeProperties[] = [
	authenticationProperty,
	{
		displayName: 'Connector Name',
		name: 'connectorName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Order status',
		description: 'Name of the data connector in Intercom',
	},
	{
		displayName: 'Description',
		name: 'connectorDescription',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Looks up where an order is',
		description: 'Fin decides by it when to use the connector',
	},
	{
		displayName: 'Inputs',
		name: 'inputs',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Input',
		default: {},
		description: 'What the workflow needs to know',
		options: [
			{
				displayName: 'Input',
				name: 'rows',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. order_id' },
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Decimal Number', value: 'decimal' },
							{ name: 'Text', value: 'string' },
							{ name: 'True or False', value: 'boolean' },
							{ name: 'Whole Number', value: 'integer' },
						],
						default: 'string',
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. Number of the order, as in the confirmation',
						description: 'Fin reads here what to ask for',
					},
					{ displayName: 'Required', name: 'isRequired', type: 'boolean', default: true, description: 'Whether there has to be a value' },
				],
			},
		],
	},
	answerProperty,
	{
		displayName: 'In Intercom',
		name: 'inIntercom',
		type: 'options',
		options: [
			{
				name: 'Create or Update on Activation',
				value: 'keep',
				description: 'The data connector is made, or brought up to date, whenever this workflow is activated (published)',
			},
			{ name: 'Leave as It Is', value: 'byHand', description: 'Nothing is changed in Intercom' },
		],
		default: 'keep',
	},
	optionsOf(options),
];
