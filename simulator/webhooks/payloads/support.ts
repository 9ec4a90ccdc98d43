/** Sample items about conversations, tickets, calls and procedures, in the shape of version 2.15 and newer. */
import { AT, contactItem, WORKSPACE } from './people';
import type { Item, Samples } from './types';

const contact = { type: 'user', id: contactItem().id, name: 'Noor Haddad', email: 'noor.haddad@example.org' };
const teammate = {
	type: 'admin',
	id: '5000002',
	name: 'Gus Moreau',
	email: 'gus@simulator.example',
	from_ai_agent: false,
	is_ai_answer: false,
};
const fin = {
	type: 'bot',
	id: '5000099',
	name: 'Fin',
	email: `operator+${WORKSPACE}@intercom.io`,
	from_ai_agent: true,
	is_ai_answer: true,
};
const contacts = { type: 'contact.list', contacts: [{ type: 'contact', id: contact.id, external_id: 'shop-7310' }] };
const none = { type: 'list', data: [], total_count: 0, has_more: false };

const part = (part_type: string, author: Item, body: string | null = null, more: Item = {}): Item => ({
	type: 'conversation_part',
	id: '730001',
	part_type,
	body,
	created_at: AT,
	updated_at: AT,
	notified_at: AT,
	assigned_to: null,
	author,
	attachments: [],
	external_id: null,
	redacted: false,
	...more,
});

function conversationItem(parts: Item[], more: Item = {}): Item {
	return {
		type: 'conversation',
		id: '215100040',
		created_at: AT - 600,
		updated_at: AT,
		waiting_since: null,
		snoozed_until: null,
		source: {
			type: 'conversation',
			id: '40010',
			delivered_as: 'customer_initiated',
			subject: '',
			body: 'Where is my order?',
			author: contact,
			attachments: [],
			url: 'https://shop.example.org/orders',
			redacted: false,
		},
		contacts,
		admin_assignee_id: null,
		team_assignee_id: null,
		company: null,
		open: true,
		state: 'open',
		read: false,
		tags: { type: 'tag.list', tags: [] },
		priority: 'not_priority',
		statistics: {
			type: 'conversation_statistics',
			first_contact_reply_at: AT - 600,
			count_reopens: 0,
			count_assignments: 1,
			count_conversation_parts: 4,
		},
		conversation_rating: null,
		teammates: { type: 'admin.list', admins: [] },
		title: '',
		custom_attributes: {},
		topics: { type: 'topic.list', topics: [], total_count: 0 },
		ticket: null,
		linked_objects: none,
		ai_agent: null,
		ai_agent_participated: false,
		conversation_parts: { type: 'conversation_part.list', conversation_parts: parts, total_count: parts.length },
		...more,
	};
}
const withPart =
	(part_type: string, author: Item, body?: string | null, more?: Item): (() => Item) =>
	() =>
		conversationItem([part(part_type, author, body, more)]);

/** Fields of Intercom's own database come along here. */
const joined = (): Item => ({
	conversation: {
		parts: [{ id: 73000100001, app_id: 900100, conversation_id: 215100040, body: '' }],
		options: { expand_for_notification: true },
		model: { id: 215100040, user_id: contact.id, app_id: 900100, message_id: 40010, deleted: false },
	},
	contact: contactItem(),
});

const ticketPart = (part_type: string, author: Item, more: Item = {}): Item => ({
	type: 'ticket_part',
	id: '840001',
	part_type,
	created_at: AT,
	updated_at: AT,
	author,
	attachments: [],
	redacted: false,
	...more,
});
const stateOf = (category: string, label: string) => ({
	type: 'ticket_state',
	id: '6001',
	category,
	internal_label: label,
	external_label: label,
});
const submitted = stateOf('submitted', 'Submitted');

function ticketItem(parts: Item[], more: Item = {}): Item {
	return {
		type: 'ticket',
		id: '215100077',
		ticket_id: '64',
		ticket_attributes: { _default_title_: 'Drawer does not close', _default_description_: 'It stops half way.' },
		ticket_state: submitted,
		ticket_type: {
			type: 'ticket_type',
			id: '12',
			name: 'Complaint',
			description: '',
			icon: '',
			workspace_id: WORKSPACE,
			archived: false,
			is_internal: false,
			ticket_type_attributes: { type: 'list', data: [] },
			category: 'Customer',
		},
		contacts,
		admin_assignee_id: 0,
		team_assignee_id: 0,
		created_at: AT - 900,
		updated_at: AT,
		ticket_parts: { type: 'ticket_part.list', ticket_parts: parts, total_count: parts.length },
		open: true,
		snoozed_until: null,
		linked_objects: none,
		category: 'Customer',
		is_shared: true,
		company_id: null,
		...more,
	};
}
/** The ticket, and beside it the part that caused the event. */
function wrapped(part_type: string, author: Item, more?: Item): () => Item {
	const cause = ticketPart(part_type, author, more);
	return () => ({ type: 'ticket_ticket_part', ticket: ticketItem([cause]), ticket_part: cause });
}
const bare =
	(part_type: string, author: Item, more?: Item): (() => Item) =>
	() =>
		ticketItem([ticketPart(part_type, author)], more);

/** Another ticket object: compact, and with a number as its ID. */
const compact = (): Item => ({
	ticket: {
		type: 'ticket',
		id: 215100077,
		url: `https://app.intercom.com/a/apps/${WORKSPACE}/conversations/215100077`,
		custom_attributes: { _default_title_: { value: 'Drawer does not close', type: 'string' } },
		state: 'submitted',
		ticket_type: 'Complaint',
	},
	contact: contactItem(),
});

const call =
	(state: string, more: Item = {}) =>
	(): Item => ({
		type: 'call',
		id: '51007',
		conversation_id: '215100040',
		admin_id: teammate.id,
		contact_id: contact.id,
		state,
		initiated_at: AT - 300,
		answered_at: AT - 290,
		ended_at: null,
		created_at: AT - 300,
		updated_at: AT,
		recording_url: null,
		transcription_url: null,
		call_type: 'phone',
		direction: 'inbound',
		phone: '+4915112345678',
		...more,
	});

const toTeammate = { assigned_to: { type: 'admin', id: teammate.id } };
const translations = { translations: { original: 'en', en: '<p>On its way</p>', de: '<p>Unterwegs</p>' } };

export const support: Samples = {
	'call.started': call('in-progress'),
	'call.ended': call('completed', { ended_at: AT, ended_reason: 'completed' }),
	'call.recording_available': call('completed', { ended_at: AT, recording_url: 'https://api.intercom.io/calls/51007/recording' }),
	'call.transcription_available': call('completed', { ended_at: AT, transcription_url: 'https://api.intercom.io/calls/51007/transcript' }),

	'conversation.admin.assigned': withPart('assignment', teammate, null, toTeammate),
	'conversation.admin.closed': withPart('close', teammate),
	'conversation.admin.noted': withPart('note', teammate, 'Asked the warehouse'),
	'conversation.admin.open.assigned': withPart('assign_and_reopen', teammate, null, toTeammate),
	'conversation.admin.opened': withPart('open', teammate),
	'conversation.admin.replied': withPart('comment', teammate, 'It is on its way'),
	'conversation.admin.replied.translated': withPart('comment', teammate, 'On its way', translations),
	'conversation.admin.single.created': () =>
		conversationItem([], {
			source: {
				type: 'conversation',
				id: '40011',
				delivered_as: 'admin_initiated',
				subject: '',
				body: 'Your order has left',
				author: teammate,
				attachments: [],
				redacted: false,
			},
		}),
	'conversation.admin.snoozed': withPart('snoozed', teammate),
	'conversation.admin.unsnoozed': withPart('timer_unsnooze', { type: 'bot', id: '5000098', name: 'Operator', email: fin.email }),
	'conversation.operator.replied': () =>
		conversationItem([part('comment', fin, 'Your order has left our house')], {
			ai_agent_participated: true,
			ai_agent: { source_type: 'workflow', last_answer_type: 'ai_answer' },
		}),
	'conversation.deleted': () => ({ type: 'conversation', conversation_id: '215100040' }),
	'conversation_part.redacted': withPart('comment', teammate, 'This message was deleted', { redacted: true }),
	'conversation_part.tag.created': () =>
		conversationItem([part('comment', contact, 'Where is my order?')], {
			tags_added: { type: 'tag.list', tags: [{ type: 'tag', id: '902', name: 'delivery' }] },
		}),
	'conversation.priority.updated': () =>
		conversationItem([part('conversation_attribute_updated_by_admin', teammate)], { priority: 'priority' }),
	'conversation.rating.added': () =>
		conversationItem([part('conversation_rating_changed', contact)], {
			conversation_rating: {
				rating: 5,
				remark: 'Quick',
				created_at: AT,
				contact: { type: 'contact', id: contact.id },
				teammate: { type: 'admin', id: teammate.id },
			},
		}),
	'conversation.read': () => conversationItem([], { read: true }),
	// a bot detects the language at once: the part is its, the conversation is the contact's
	'conversation.user.created': withPart('language_detection_details', { ...fin, from_ai_agent: false, is_ai_answer: false }),
	'conversation.user.replied': withPart('comment', contact, 'Any news?'),
	'conversation.contact.attached': joined,
	'conversation.contact.detached': joined,
	'conversation.company.updated': () => conversationItem([], { company: { type: 'company', id: '66f1ab31c9d84b7e5f3a2001' } }),

	'procedure.hitl_notification.created': () => ({
		type: 'procedure.hitl_notification',
		app_id: WORKSPACE,
		conversation_id: '215100040',
		step_id: '3f1c9a52-6d1e-4d63-8e0d-2b7c4a5f6e70',
		procedure_name: 'Return of goods',
		hitl_question: 'Do we take it back?',
		attributes_to_collect: [
			{ type: 'data_attribute', identifier: 'workflow_local_variables.accept', name: 'Accept', label: 'Accept', data_type: 'boolean' },
		],
		callback_url: 'https://api.intercom.io/procedures/215100040/collect_agent_input',
		expires_at: AT + 86_400,
		priority: 'not_priority',
		recent_messages: [],
	}),

	'ticket.admin.assigned': wrapped('assignment', teammate, toTeammate),
	'ticket.team.assigned': wrapped('assignment', teammate, { assigned_to: { type: 'team', id: '70001' } }),
	'ticket.admin.replied': wrapped('comment', teammate, { body: '<p>We send a new one.</p>' }),
	'ticket.admin.replied.translated': wrapped('comment', teammate, { body: '<p>We send a new one.</p>', ...translations }),
	'ticket.contact.replied': wrapped('comment', contact, { body: '<p>Thank you</p>' }),
	'ticket.note.created': wrapped('note', teammate, { body: '<p>Out of stock</p>' }),
	'ticket.admin.snoozed': bare('snoozed', teammate),
	'ticket.admin.unsnoozed': bare('unsnoozed', teammate),
	'ticket.attribute.updated': bare('ticket_attribute_updated_by_admin', teammate),
	'ticket.created': bare('ticket_state_updated_by_admin', contact),
	'ticket.rating.provided': bare('conversation_rating_changed', contact),
	'ticket.resolved': bare('ticket_state_updated_by_admin', teammate, { ticket_state: stateOf('resolved', 'Resolved') }),
	'ticket.state.updated': bare('ticket_state_updated_by_admin', teammate, { ticket_state: stateOf('in_progress', 'In progress') }),
	// the ticket in a wrapper without a type
	'ticket.closed': () => ({ ticket: ticketItem([ticketPart('close', teammate)], { open: false }) }),
	'ticket.contact.attached': compact,
	'ticket.contact.detached': compact,
};
