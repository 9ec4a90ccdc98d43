/**
 * What happens in a channel of your own, told to Intercom, so that Fin and workflows take part there ("Fin over API").
 * Source: Intercom's reference and SDK; the descriptions since 2.15 do not have it, and Intercom opens it per workspace.
 */

import { choice, email, text } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';

const isA = (is: string) => ({ when: { field: 'contact.type', is } });

/** What every event says. */
const event: Fields = {
	external_conversation_id: text('External Conversation ID', {
		required: true,
		param: 'externalConversationId',
		example: 'conv_67890',
		about: 'The ID of the conversation in your own system. Its events reach Intercom one after another.',
		identifies: true,
	}),
	'contact.external_id': text('External Contact ID', {
		required: true,
		param: 'externalContactId',
		example: 'user_001',
		about: 'The ID of the contact in your own system',
	}),
	'contact.type': choice(
		'Contact Type',
		[
			{ value: 'lead', name: 'Lead' },
			{ value: 'user', name: 'User' },
		],
		{ required: true, initial: 'user' },
	),
	'contact.name#user': text('Contact Name', { required: true, param: 'contactName', ...isA('user') }),
	'contact.email#user': email('Contact Email', { required: true, param: 'contactEmail', ...isA('user') }),
	'contact.name#lead': text('Contact Name', { param: 'leadName', ...isA('lead') }),
	'contact.email#lead': email('Contact Email', { param: 'leadEmail', ...isA('lead') }),
	event_id: text('Event ID', {
		generate: 'uuid',
		param: 'eventId',
		example: 'evt_12345',
		about: 'Your own ID of the event; made up when left out',
	}),
};

const ENDPOINT = 'POST /custom_channel_events/';
const refusals: Operation['refusals'] = {
	'403': {
		what: 'The workspace may not send events of a custom channel',
		advice: 'Intercom opens this per workspace: ask your account team there',
	},
	'404': {
		what: 'Intercom does not know the custom channel or the conversation',
		advice: 'The first event of a conversation is a new one; and Intercom opens custom channels per workspace: ask your account team there',
	},
};
const managed = { availability: 'managed', defaultVersion: '2.14', holds: [], refusals } as const satisfies Partial<Operation>;

const operations: Operation[] = [
	{
		id: 'newConversation',
		name: 'Submit New Conversation',
		action: 'Submit new conversation as custom channel event',
		about: 'Tell Intercom that a conversation began in your own channel',
		request: `${ENDPOINT}notify_new_conversation`,
		...managed,
		body: event,
	},
	{
		id: 'newMessage',
		name: 'Submit New Message',
		action: 'Submit new message as custom channel event',
		about: 'Tell Intercom what a contact wrote in your own channel',
		request: `${ENDPOINT}notify_new_message`,
		...managed,
		body: { body: text('Message', { required: true, rows: 4, param: 'messageBody', about: 'What the contact wrote' }), ...event },
	},
	{
		id: 'quickReplySelected',
		name: 'Submit Selected Quick Reply',
		action: 'Submit selected quick reply as custom channel event',
		about: 'Tell Intercom which of the quick replies a contact chose in your own channel',
		request: `${ENDPOINT}notify_quick_reply_selected`,
		...managed,
		body: {
			quick_reply_option_id: text('Quick Reply ID', {
				required: true,
				param: 'quickReplyOptionId',
				example: '1234',
				about: 'As the event with the quick replies named it',
			}),
			...event,
		},
	},
	{
		id: 'attributeCollected',
		name: 'Submit Collected Attribute',
		action: 'Submit collected attribute as custom channel event',
		about: 'Tell Intercom what a contact answered to a question for an attribute in your own channel',
		request: `${ENDPOINT}notify_attribute_collected`,
		...managed,
		body: {
			'attribute.id': text('Attribute ID', { required: true, param: 'attributeId', about: 'As the event with the question named it' }),
			'attribute.value': text('Value', { required: true, param: 'attributeValue', about: 'What the contact answered' }),
			...event,
		},
	},
];

export const customChannelEvents: Resource = {
	id: 'customChannelEvent',
	name: 'Custom Channel Event',
	about: 'What happens in a channel of your own that Fin takes part in',
	operations,
};
