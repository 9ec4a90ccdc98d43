/** Messages that start a conversation: in the Messenger, by email, SMS and WhatsApp. Source: the API description's tag Messages. */

import { choice, date, flag, html, json, optionalRef, ref, rows, text } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';
import { ROLES } from './contact-fields';

const sender: Fields = {
	'from.id': optionalRef('admin', 'From Admin', {
		param: 'fromAdminId',
		fallback: 'me',
		numeric: true,
		about: "The teammate who writes; defaults to the credential's own teammate",
	}),
};
const recipient: Fields = {
	'to.id': ref('contact', 'To', { param: 'contactId', about: 'Who gets the message' }),
	'to.type': choice('Contact Role', ROLES, {
		required: true,
		initial: 'user',
		param: 'contactRole',
		about: 'Whether the contact is a user or a lead',
	}),
};
const recipients = (label: string, more: { required?: boolean } = {}) =>
	rows(
		label,
		'Recipient',
		{ id: text('Contact ID', { required: true }), type: choice('Role', ROLES, { initial: 'user', required: true }) },
		more,
	);
const copy = (wire: string, label: string): Fields => ({
	[`${wire}.id`]: optionalRef('contact', label, { param: `${wire}ContactId` }),
	[`${wire}.type`]: choice(`${label}: Contact Role`, ROLES, {
		initial: 'user',
		sendWhenOmitted: 'user',
		onlyWith: `${wire}.id`,
		param: `${wire}ContactRole`,
		about: 'User when left out',
	}),
});
const opened: Fields = {
	created_at: date('Created At', { about: 'When it was written, for imports; now when left empty' }),
	create_conversation_without_contact_reply: flag(
		'Open Conversation at Once',
		'Whether the conversation appears in the inbox before the contact answers',
		{ param: 'createConversation' },
	),
};
const said = html('Message', { required: true, param: 'messageBody', about: 'What to say; HTML and plain text' });
const email: Fields = {
	subject: text('Subject', { required: true }),
	body: said,
	template: choice(
		'Template',
		[
			{ value: 'personal', name: 'Personal' },
			{ value: 'plain', name: 'Plain' },
		],
		{ required: true, initial: 'plain', about: 'How the email looks' },
	),
};

const send: Operation[] = [
	{
		id: 'sendInApp',
		name: 'Send in App',
		action: 'Send message in app',
		about: 'Write to a contact in the Messenger',
		request: 'POST /messages',
		// Intercom's list of types says in_app; the requests it shows, and what it answers, say inapp
		constants: { message_type: 'inapp', 'from.type': 'admin' },
		body: { ...recipient, body: said, ...sender, ...opened },
	},
	{
		id: 'sendEmail',
		name: 'Send Email',
		action: 'Send message by email',
		about: 'Write an email to a contact',
		request: 'POST /messages',
		constants: { message_type: 'email', 'from.type': 'admin' },
		body: { ...recipient, ...email, ...sender, ...copy('cc', 'CC'), ...copy('bcc', 'BCC'), ...opened },
	},
	{
		id: 'sendEmailToSeveral',
		name: 'Send Email to Several',
		action: 'Send message by email to several',
		about: 'Write one email to several contacts, who see each other',
		request: 'POST /messages',
		constants: { message_type: 'email', 'from.type': 'admin' },
		body: { to: recipients('To', { required: true }), ...email, ...sender, cc: recipients('CC'), bcc: recipients('BCC'), ...opened },
	},
	{
		id: 'sendSms',
		name: 'Send SMS',
		action: 'Send SMS message',
		about: 'Write a text message to a contact',
		request: 'POST /messages',
		since: 'Preview',
		constants: { message_type: 'sms', 'from.type': 'admin' },
		body: { ...recipient, body: said, ...sender, ...opened },
	},
	{
		id: 'sendWhatsApp',
		name: 'Send WhatsApp',
		action: 'Send WhatsApp message',
		about: 'Send an approved WhatsApp template to a phone number',
		request: 'POST /messages',
		constants: { message_type: 'whatsapp', 'from.type': 'admin' },
		body: {
			'to.phone': text('Phone', { required: true, example: '+353871234567' }),
			template: text('Template Name', { required: true, param: 'templateName', example: 'order_update', about: 'As WhatsApp approved it' }),
			locale: text('Template Language', {
				required: true,
				initial: 'en',
				param: 'templateLocale',
				example: 'en',
				about: 'Language code of the template',
			}),
			'to.name': text('Recipient Name'),
			// required, also by templates without placeholders
			components: json('Template Components', 'array', {
				sendWhenOmitted: [],
				about: 'Values for the placeholders of the template, in the form WhatsApp uses; none when left out',
			}),
			...sender,
			created_at: opened.created_at,
		},
	},
];

export const messages: Resource = {
	id: 'message',
	name: 'Message',
	about: 'Messages that start a conversation with a contact',
	operations: [
		...send,
		{
			id: 'getStatuses',
			name: 'Get Many Statuses',
			action: 'Get many statuses of messages',
			about: 'Retrieve a list of how the messages of one rule set were delivered',
			request: 'GET /messages/status',
			since: '2.16',
			query: { ruleset_id: text('Ruleset ID', { required: true, example: '12345', about: 'ID of the rule set that sent them' }) },
			list: { items: 'events', paging: 'query', pageSize: 100 },
		},
		{
			id: 'getWhatsAppStatus',
			name: 'Get WhatsApp Status',
			action: 'Get status of WhatsApp message',
			about: 'Retrieve how a WhatsApp message was delivered',
			request: 'GET /messages/whatsapp/status',
			holds: ['status'],
			since: '2.16',
			query: { message_id: text('Message ID', { required: true, example: 'wamid.HBgNMTU1' }) },
		},
	],
};
