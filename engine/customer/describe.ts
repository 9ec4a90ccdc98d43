/** The properties of Send Reply and Wait for Customer. */

import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../fields/ref';

export const ASK_CUSTOMER = 'askCustomer';

const shown: Pick<INodeProperties, 'displayOptions'> = { displayOptions: { show: { operation: [ASK_CUSTOMER] } } };

export const customerProperties: INodeProperties[] = [
	{ displayName: 'Conversation', name: 'conversationId', required: true, ...locator({ to: 'conversation' }, false), ...shown },
	{ displayName: 'Message', name: 'replyBody', type: 'string', typeOptions: { rows: 4 }, default: '', required: true, description: 'What to say to the customer; HTML is kept where Intercom shows it', ...shown },
	{
		displayName: 'Quick Replies',
		name: 'quickReplies',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Quick Reply',
		default: {},
		description: 'Buttons that the customer can answer with instead of writing',
		options: [{ displayName: 'Quick Reply', name: 'rows', values: [{ displayName: 'Text', name: 'text', type: 'string', default: '', description: 'What the button says' }] }],
		...shown,
	},
	{ displayName: 'Wait for at Most', name: 'waitAmount', type: 'number', typeOptions: { minValue: 0, numberPrecision: 2 }, default: 1, description: 'How long to wait for the customer', ...shown },
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
		...shown,
	},
	// the sub-workflow that looks is made of the same node
	{ displayName: 'Looking', name: 'looking', type: 'hidden', default: false, ...shown },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{ displayName: 'Admin', name: 'noteAdminId', description: 'The teammate who replies; the one the credential belongs to when left empty', ...locator({ to: 'admin' }, false) },
			{ displayName: 'Longest Pause', name: 'longestPause', type: 'number', typeOptions: { minValue: 1 }, default: 30, description: 'The most minutes between two looks into the conversation. Soon after the question it is once a minute, later a tenth of the time that has passed.' },
		],
		...shown,
	},
];
