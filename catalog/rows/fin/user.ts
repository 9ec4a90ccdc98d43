/** What requests to Fin have in common: who asks, what is said, files, and what is known of the conversation. */

import { choice, date, email, files, flag, json, rows, text, textList } from '../../language/fields';
import type { Fields } from '../../language/types';

/** Your own ID of the conversation; made up when empty. */
export const conversation = text('Conversation ID', {
	alwaysShown: true,
	generate: 'uuid',
	param: 'conversationId',
	about: 'Your own ID of the conversation, to find it again. A new one is made up when left empty.',
});
export const known = text('Conversation ID', {
	required: true,
	param: 'conversationId',
	about: 'The ID the conversation was started with',
	identifies: true,
});

export const user: Fields = {
	'user.id': text('User ID', {
		required: true,
		param: 'userId',
		example: 'user-1024',
		about: 'ID of the user in your own system. A user who is unknown is created.',
	}),
	'user.name': text('User Name'),
	'user.email': email('User Email'),
	'user.attributes': json('User Attributes', 'object', { about: 'Up to ten attributes of the user as names and values' }),
};

const AUTHORS = [
	{ value: 'user', name: 'User' },
	{ value: 'agent', name: 'Agent' },
	{ value: 'fin', name: 'Fin' },
];
const words = text('Message', { required: true, rows: 4, param: 'messageBody', about: 'What the user says; plain text or HTML' });
const sayer: Fields = {
	'message.author': choice('Message Author', AUTHORS, {
		sendWhenOmitted: 'user',
		onlyWith: 'message.body',
		initial: 'user',
		about: 'Who wrote the message; the user when left out',
	}),
	'message.timestamp': date('Message Time', {
		as: 'iso',
		now: true,
		onlyWith: 'message.body',
		about: 'When it was written; now when left out. The same message twice within five minutes counts once.',
	}),
	'message.timestamp_ms': date('Message Time in Events', {
		as: 'iso',
		onlyWith: 'message.body',
		about: 'The moment as events of Fin repeat it, to the millisecond',
	}),
};
export const message: Fields = { 'message.body': words, ...sayer };
/** The same, for requests that do without. */
export const maybeMessage: Fields = { 'message.body': { ...words, required: false, alwaysShown: true }, ...sayer };

/** Intercom takes ten together. */
export const attachments: Fields = {
	'attachments#urls': textList('Attachment URLs', {
		param: 'attachmentUrls',
		each: { key: 'url', also: { type: 'url' } },
		about: 'Public addresses of files, ten at most',
	}),
	'attachments#files': files('Attachment Binary Fields', 10, { param: 'attachmentFiles', also: { type: 'file' } }),
};

export const attributes: Fields = {
	'conversation_metadata.attributes': json('Conversation Attributes', 'object', {
		param: 'finConversationAttributes',
		about: 'Up to ten attributes of the conversation as names and values',
	}),
};
export const metadata: Fields = {
	'conversation_metadata.history': rows(
		'History',
		'Message',
		{
			author: choice('Author', AUTHORS, { initial: 'user', required: true }),
			body: text('Message', { required: true, rows: 2 }),
			timestamp: date('Time', { as: 'iso', required: true }),
			timestamp_ms: date('Time in Events', { as: 'iso' }),
		},
		{ param: 'history', about: 'What was said before; the last ten messages' },
	),
	...attributes,
};

const asEmail = flag('Email Style', 'Whether Fin writes like in an email instead of a chat', { param: 'emailStyle', since: 'Preview' });
export const style: Fields = { 'settings.email': asEmail };
export const settings: Fields = {
	'settings.follow_up_questions': flag('Follow-Up Questions', 'Whether Fin may ask back, and hand over to people', {
		initial: true,
		since: 'Preview',
		param: 'followUpQuestions',
	}),
	...style,
};
