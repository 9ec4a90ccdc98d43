/**
 * Conversations; replies, assignment, tags and participants are in conversation-inbox.ts.
 * Source: the API description's tags Conversations and Conversation Parts.
 */

import { attributes, choice, flag, inParallel, listOrder, optionalRef, override, ref, search, text, textList } from '../../language/fields';
import { simplified } from '../../language/output';
import type { Fields, Operation, Resource } from '../../language/types';
import { inboxOperations } from './conversation-inbox';
import { message, sentAt } from './replies';

const conversation = ref('conversation');
const path = { conversation_id: conversation };
const displayAs = {
	display_as: choice(
		'Message Format',
		[
			{ value: 'html', name: 'HTML' },
			{ value: 'plaintext', name: 'Plain Text' },
		],
		{ initial: 'plaintext', about: 'How the texts of the conversation are given' },
	),
};
const quality = (since: 'Preview' | '2.16'): Fields => ({
	include_monitors: flag('Include Monitors', 'Whether to add the results of quality monitors', { since }),
	include_scorecards: flag('Include Scorecards', 'Whether to add the results of quality scorecards', { since }),
});

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create conversation',
		about: 'Create a new conversation that a contact starts',
		request: 'POST /conversations',
		body: {
			'from.id': ref('contact', 'Contact', { param: 'contactId', about: 'Who starts the conversation' }),
			'from.type': choice(
				'Contact Type',
				[
					{ value: 'contact', name: 'Contact' },
					{ value: 'lead', name: 'Lead' },
					{ value: 'user', name: 'User' },
				],
				{ required: true, initial: 'contact', about: 'Contact fits users and leads' },
			),
			body: override(message, { about: 'What the contact writes; plain text' }),
			subject: text('Subject', { about: 'For conversations by email' }),
			attachment_urls: textList('Attachment URLs', { about: 'Addresses of images to attach, ten at most' }),
			...sentAt,
			brand_id: optionalRef('brand', 'Brand', { param: 'brandId' }),
		},
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get conversation',
		about: 'Retrieve a conversation with its newest 500 parts',
		request: 'GET /conversations/{conversation_id}',
		path,
		query: {
			...displayAs,
			include_translations: flag('Include Translations', 'Whether to add translations of the messages'),
			include_email_history: flag('Include Email History', 'Whether to add the emails quoted in the first message', { since: 'Preview' }),
			...quality('Preview'),
		},
		...simplified('conversationWithParts'),
	},
	{
		id: 'getTranscript',
		name: 'Get Transcript',
		action: 'Get transcript of conversation',
		about:
			'Retrieve a conversation as plain text and as a list of turns, ready for an AI prompt. Each turn begins with time, role and name; further lines of it are indented.',
		request: ['GET /conversations/{conversation_id}'],
		inputs: { conversation_id: conversation, include_notes: flag('Include Notes', 'Whether to add what teammates noted among themselves') },
		procedure: 'getTranscript',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many conversations',
		about: 'Retrieve a list of conversations',
		request: 'GET /conversations',
		query: quality('Preview'),
		list: { items: 'conversations', paging: 'query', pageSize: 150 },
		simplify: 'conversation',
	},
	{
		id: 'search',
		name: 'Search',
		action: 'Search conversations',
		about: 'Find conversations by their fields and attributes',
		request: 'POST /conversations/search',
		repeatable: true,
		body: { query: search('conversation'), ...inParallel },
		query: quality('2.16'),
		list: { items: 'conversations', paging: 'body', pageSize: 150, spans: 'created_at' },
		simplify: 'conversation',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update conversation',
		about: 'Update the title, attributes and other data of a conversation',
		request: 'PUT /conversations/{conversation_id}',
		path,
		body: {
			title: text('Title'),
			read: flag('Read', 'Whether the conversation counts as read'),
			company_id: optionalRef('company', 'Company', { param: 'companyId', nullable: true }),
			priority: choice(
				'Priority',
				['high', 'low', 'medium', 'none', 'urgent'].map((value) => ({ value, name: value.charAt(0).toUpperCase() + value.slice(1) })),
				{ since: 'Preview', initial: 'high' },
			),
			admin_id: optionalRef('admin', 'Admin', {
				param: 'adminId',
				since: 'Preview',
				isNoChange: true,
				about: 'The teammate who changes the priority',
			}),
			custom_attributes: attributes('conversation'),
		},
		query: displayAs,
		...simplified('conversation'),
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete conversation',
		about: 'Delete a conversation permanently',
		request: 'DELETE /conversations/{conversation_id}',
		path,
		query: { retain_metrics: flag('Retain Metrics', 'Whether reports keep counting the conversation', { initial: true }) },
		deletes: true,
	},
	...inboxOperations,
	{
		id: 'convertToTicket',
		name: 'Convert to Ticket',
		action: 'Convert conversation to ticket',
		about: 'Make a ticket of a conversation',
		request: 'POST /conversations/{conversation_id}/convert',
		path,
		body: {
			ticket_type_id: ref('ticketType', { param: 'ticketTypeId' }),
			ticket_state_id: optionalRef('ticketState', 'Ticket State', { param: 'ticketStateId' }),
			attributes: attributes('ticket'),
		},
		...simplified('ticket'),
	},
	{
		id: 'merge',
		name: 'Merge',
		action: 'Merge conversations',
		about: 'Merge a conversation into another one',
		request: 'POST /conversations/{conversation_id}/merge',
		since: '2.16',
		path: { conversation_id: ref('conversation', 'Conversation', { about: 'The conversation that disappears' }) },
		body: {
			merge_into_conversation_id: ref('conversation', 'Merge Into', {
				param: 'intoConversationId',
				numeric: true,
				identifies: true,
				about: 'The conversation that stays',
			}),
		},
		...simplified('conversation'),
	},
	{
		id: 'redactPart',
		name: 'Redact Part',
		action: 'Redact part of conversation',
		about: 'Erase what a reply or note says, for good; that it was there stays visible',
		request: 'POST /conversations/redact',
		constants: { type: 'conversation_part' },
		body: {
			conversation_id: conversation,
			conversation_part_id: text('Part ID', {
				required: true,
				param: 'partId',
				example: '14',
				about: 'ID of the reply or note, as Get lists it among the parts of the conversation',
			}),
		},
		...simplified('conversation'),
	},
	{
		id: 'redactSource',
		name: 'Redact First Message',
		action: 'Redact first message of conversation',
		about: 'Erase what the message a conversation began with says, for good',
		request: 'POST /conversations/redact',
		constants: { type: 'source' },
		body: {
			conversation_id: conversation,
			source_id: text('Source ID', {
				required: true,
				example: '403918330',
				about: 'The ID that Get shows in the source of the conversation',
			}),
		},
		...simplified('conversation'),
	},
	{
		id: 'updatePart',
		name: 'Update Part',
		action: 'Update part of conversation',
		about: 'Report on a reply that another system delivers. An experiment of Intercom that needs a secret from them.',
		request: 'PUT /conversations/{conversation_id}/conversation_parts/{part_id}',
		since: 'Preview',
		path: { ...path, part_id: text('Part ID', { required: true, example: '14' }) },
		constants: { experimental: true },
		body: {
			secret: text('Experiment Secret', {
				required: true,
				secret: true,
				param: 'experimentSecret',
				isNoChange: true,
				about: 'The HMAC secret Intercom gave for this experiment',
			}),
			seen: flag('Seen', 'Whether the contact has seen it'),
			admin_id: optionalRef('admin', 'Admin', { param: 'adminId', isNoChange: true, about: 'The teammate who marks it as seen' }),
			send_state: text('Send State', { about: 'State of its delivery' }),
			info_message: text('Info Message', { about: 'What to say about the delivery' }),
		},
	},
	{
		id: 'getHandlingEvents',
		name: 'Get Many Handling Events',
		action: 'Get many handling events of conversation',
		about: 'Retrieve a list of who worked on a conversation, and when',
		request: 'GET /conversations/{conversation_id}/handling_events',
		path,
		list: { items: 'handling_events' },
	},
	{
		id: 'getSideConversations',
		name: 'Get Many Side Conversations',
		action: 'Get many side conversations of conversation',
		about: 'Retrieve a list of the side conversations of a conversation',
		request: 'GET /conversations/{conversation_id}/side_conversations',
		since: '2.16',
		path,
		list: { items: 'side_conversations', paging: 'page', pageSize: 50 },
	},
	{
		id: 'getDeleted',
		name: 'Get Many Deleted',
		action: 'Get many deleted conversations',
		about: 'Retrieve a list of the IDs of conversations that were deleted',
		request: 'GET /conversations/deleted',
		since: '2.16',
		query: {
			order: listOrder,
		},
		list: { items: 'conversations', paging: 'page', pageSize: 60 },
	},
];

export const conversations: Resource = {
	id: 'conversation',
	name: 'Conversation',
	about: 'What contacts and teammates say to each other',
	operations,
};
