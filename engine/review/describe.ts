/** The properties of Human Review. Names of parameters that n8n's own nodes for this have are theirs: n8n builds its approval of AI tools on them. */

import type { INodeProperties } from 'n8n-workflow';
import { authenticationProperty, optionsOf } from '../options';
import { locator } from '../fields/ref';
import { ASK_CUSTOMER, customerProperties } from '../customer/describe';
import { FORM_KINDS } from './question';

const only = (show: Record<string, string[]>): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show } });

const FORM_NAMES: Record<(typeof FORM_KINDS)[number], string> = {
	checkbox: 'Checkbox',
	date: 'Date',
	dropdown: 'Dropdown',
	email: 'Email',
	number: 'Number',
	text: 'Text',
	textarea: 'Text, Several Lines',
};

const formFields: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Form Field',
	default: {},
	...only({ responseType: ['customForm'] }),
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Choices',
					name: 'fieldOptions',
					type: 'string',
					default: '',
					placeholder: 'e.g. Refund, Replacement, Nothing',
					description: 'Separate several with commas',
					...only({ fieldType: ['dropdown'] }),
				},
				{
					displayName: 'Label',
					name: 'fieldLabel',
					type: 'string',
					default: '',
					placeholder: 'e.g. Amount',
					description: 'What the form says above the field; the name of the answer in the output',
				},
				{
					displayName: 'Placeholder',
					name: 'placeholder',
					type: 'string',
					default: '',
					...only({ fieldType: ['email', 'number', 'text', 'textarea'] }),
				},
				{
					displayName: 'Required',
					name: 'requiredField',
					type: 'boolean',
					default: false,
					description: 'Whether the form has to have a value for it',
				},
				{
					displayName: 'Type',
					name: 'fieldType',
					type: 'options',
					options: FORM_KINDS.map((kind) => ({ name: FORM_NAMES[kind], value: kind })),
					default: 'text',
				},
			],
		},
	],
};

const approvalOptions: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add Option',
	default: {},
	...only({ responseType: ['approval', 'editAndApprove'] }),
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					options: [
						{ name: 'Approve Only', value: 'single' },
						{ name: 'Approve and Decline', value: 'double' },
					],
					default: 'double',
				},
				{ displayName: 'Approve Button Label', name: 'approveLabel', type: 'string', default: 'Approve' },
				{
					displayName: 'Decline Button Label',
					name: 'disapproveLabel',
					type: 'string',
					default: 'Decline',
					...only({ approvalType: ['double'] }),
				},
			],
		},
	],
};

const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description: 'Whether to wait for a limited time only',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					...only({ limitType: ['afterTimeInterval'] }),
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					...only({ limitType: ['afterTimeInterval'] }),
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					...only({ limitType: ['atSpecifiedTime'] }),
				},
			],
		},
	],
};

const options: INodeProperties[] = [
	{
		displayName: 'Admin',
		name: 'noteAdminId',
		description: 'The teammate who writes the notes; the one the credential belongs to when left empty',
		...locator({ to: 'admin' }, false),
	},
	{
		displayName: 'Ask for Name',
		name: 'askName',
		type: 'boolean',
		default: true,
		description: 'Whether the page asks for the name of whoever answers. It is not verified: everybody who sees the note can answer.',
	},
	limitWaitTime,
	{
		displayName: 'Note the Decision',
		name: 'noteDecision',
		type: 'boolean',
		default: true,
		description: 'Whether a second note says afterwards what was decided, when and by whom',
	},
	{
		displayName: 'When Time Is Up',
		name: 'whenTimeIsUp',
		type: 'options',
		options: [
			{ name: 'Count as Approved', value: 'approve', description: 'Approved is true; of a draft, the text is the draft' },
			{ name: 'Count as Declined', value: 'decline', description: 'Approved is false' },
			{ name: 'Leave Undecided', value: 'undecided', description: 'Approved is null' },
		],
		default: 'decline',
		description: "What the output says if nobody answers within 'Limit Wait Time'; 'timedOut' is true in any case",
	},
];

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Send and Wait for Response',
			value: 'sendAndWait',
			action: 'Send note and wait for response',
			description: 'Ask teammates in a note, and go on when one of them has answered',
		},
		{
			name: 'Send Reply and Wait for Customer',
			value: ASK_CUSTOMER,
			action: 'Send reply and wait for customer',
			description: 'Reply to the customer, and go on with what the customer answers',
		},
	],
	default: 'sendAndWait',
};

/** What belongs to a question to teammates. */
const questionProperties: INodeProperties[] = [
	{
		displayName: 'Ask In',
		name: 'askIn',
		type: 'options',
		options: [
			{ name: 'Conversation', value: 'conversation' },
			{ name: 'Ticket', value: 'ticket' },
		],
		default: 'conversation',
		description: 'Where to put the note. Customers never see it.',
	},
	{
		displayName: 'Conversation',
		name: 'conversationId',
		required: true,
		...locator({ to: 'conversation' }, false),
		...only({ askIn: ['conversation'] }),
	},
	{ displayName: 'Ticket', name: 'ticketId', required: true, ...locator({ to: 'ticket' }, false), ...only({ askIn: ['ticket'] }) },
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Refund 40 euros to Ann Lee?',
		description: 'What to ask',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: [
			{ name: 'Approval', value: 'approval', description: 'A click to approve, or one to approve and one to decline' },
			{ name: 'Custom Form', value: 'customForm', description: 'A form with fields of your choice' },
			{ name: 'Edit and Approve', value: 'editAndApprove', description: 'A drafted text that can be changed before it is approved' },
			{ name: 'Free Text', value: 'freeText', description: 'An answer in words' },
		],
		default: 'approval',
	},
	{
		displayName: 'Draft',
		name: 'draft',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		description: 'The text to be approved; the output has the final one',
		...only({ responseType: ['editAndApprove'] }),
	},
	formFields,
	approvalOptions,
	{
		displayName: 'Ask',
		name: 'askWhom',
		type: 'options',
		options: [
			{ name: 'A Team', value: 'team' },
			{ name: 'A Teammate', value: 'admin' },
			{ name: 'Whoever Sees It', value: 'nobody' },
		],
		default: 'nobody',
		description: 'Whom the note names. Everybody who sees it can answer.',
	},
	{ displayName: 'Teammate', name: 'adminId', required: true, ...locator({ to: 'admin' }, false), ...only({ askWhom: ['admin'] }) },
	{ displayName: 'Team', name: 'teamId', required: true, ...locator({ to: 'team' }, false), ...only({ askWhom: ['team'] }) },
	{
		displayName: 'Assign',
		name: 'assign',
		type: 'boolean',
		default: true,
		description:
			'Whether to assign the conversation or ticket to them as well, so that Intercom notifies them: a name in a note alone does not',
		...only({ askWhom: ['admin', 'team'] }),
	},
	// which question the execution waits for, where it is read by the page; see send.ts
	{ displayName: 'Question', name: 'question', type: 'hidden', default: '={{ $json.data?.question ?? "" }}' },
	optionsOf(options),
];

const forTeammates = ({ displayOptions, ...property }: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { ...displayOptions, show: { operation: ['sendAndWait'], ...displayOptions?.show } },
});

export const reviewProperties: INodeProperties[] = [
	authenticationProperty,
	operation,
	...questionProperties.map(forTeammates),
	...customerProperties,
];
