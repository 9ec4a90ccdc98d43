/** The properties of Send Reply and Wait for Customer. */

import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../fields/ref';

/** Not `sendAndWait`: what n8n makes an approval of tools of has to be answered by a teammate. */
export const ASK_CUSTOMER = 'askCustomer';

const properties: INodeProperties[] = [
	{ displayName: 'Conversation', name: 'conversationId', required: true, ...locator({ to: 'conversation' }, false) },
	{
		displayName: 'Message',
		name: 'replyBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Which size shall we send instead?',
		description: 'What to say to the customer; HTML is kept where Intercom shows it',
	},
	{
		displayName: 'Quick Replies',
		name: 'quickReplies',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Quick Reply',
		default: {},
		description: 'Buttons that the customer can choose instead of writing',
		options: [
			{
				displayName: 'Quick Reply',
				name: 'rows',
				values: [{ displayName: 'Text', name: 'text', type: 'string', default: '', description: 'What the button says' }],
			},
		],
	},
	{
		displayName: 'Wait for at Most',
		name: 'waitAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 1,
		description: 'How long to wait for the customer',
	},
	{
		displayName: 'Unit',
		name: 'waitUnit',
		type: 'options',
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		default: 'days',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Admin',
				name: 'noteAdminId',
				description: 'The teammate who replies; the one the credential belongs to when left empty',
				...locator({ to: 'admin' }, false),
			},
			{
				displayName: 'Customer ID',
				name: 'customerId',
				type: 'string',
				default: '',
				description: 'The contact whose answer counts, in a conversation with several; the one who began it when left empty',
			},
			{
				displayName: 'Longest Pause',
				name: 'longestPause',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 30,
				description:
					'The most minutes between two looks into the conversation. Soon after the question there is one a minute, later one after a tenth of the time that has passed.',
			},
		],
	},
];

export const customerProperties: INodeProperties[] = properties.map((property) => ({
	...property,
	displayOptions: { show: { operation: [ASK_CUSTOMER] } },
}));
