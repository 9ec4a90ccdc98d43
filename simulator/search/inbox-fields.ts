/** Fields by which conversations and tickets are searched: the tables of both endpoints. */
import type { Workspace } from '../workspace';
import { statistics } from '../workspace/inbox/conversations/statistics';
import { teammateIds } from '../workspace/inbox/conversations/view';
import { toPlain } from '../workspace/inbox/texts';
import type { Conversation, ConversationDataType, Ticket, TicketDataType } from '../workspace/inbox/types';
import type { Field, FieldType } from './fields';

type Row = Omit<Field, 'name'>;
type Entry = readonly [string, Row];

const of = (type: FieldType, read: (conversation: Conversation) => unknown): Row => ({ type, read: read as Field['read'] });
const own = (type: FieldType, ...names: Array<keyof Conversation>) =>
	names.map((name): Entry => [name, of(type, (conversation) => conversation[name])]);
const figure = (type: FieldType, ...names: Array<keyof ReturnType<typeof statistics>>) =>
	names.map((name): Entry => [`statistics.${name}`, of(type, (conversation) => statistics(conversation)[name])]);
const source = (...names: Array<'type' | 'id' | 'delivered_as' | 'subject' | 'url'>) =>
	names.map((name): Entry => [`source.${name}`, of('string', (conversation) => conversation.source[name])]);
const author = (...names: Array<'id' | 'type' | 'name' | 'email'>) =>
	names.map((name): Entry => [`source.author.${name}`, of('string', (conversation) => conversation.source.author[name])]);
const agent = (type: FieldType, ...names: Array<keyof NonNullable<Conversation['ai_agent']>>) =>
	names.map((name): Entry => [`ai_agent.${name}`, of(type, (conversation) => conversation.ai_agent?.[name])]);
const rating = (type: FieldType, name: string, key: keyof NonNullable<Conversation['rating']>): Entry => [
	`conversation_rating.${name}`,
	of(type, (conversation) => conversation.rating?.[key]),
];

/** One name is misspelt in the original and stays so. */
const CONVERSATION = new Map<string, Row>([
	...own('string', 'id', 'state', 'priority'),
	...own('datetime', 'created_at', 'updated_at', 'waiting_since', 'snoozed_until'),
	...own('assignee', 'admin_assignee_id', 'team_assignee_id'),
	...own('boolean', 'read'),
	...source('type', 'id', 'delivered_as', 'subject', 'url'),
	['source.body', of('words', (conversation) => toPlain(conversation.source.body))],
	...author('id', 'type', 'name', 'email'),
	['contact_ids', of('ids', (conversation) => conversation.contacts)],
	['teammate_ids', of('ids', (conversation) => teammateIds(conversation))],
	['tag_ids', of('ids', (conversation) => conversation.tags.map((tag) => tag.id))],
	['channel_initiated', of('string', (conversation) => conversation.source.type)],
	['open', of('boolean', (conversation) => conversation.state !== 'closed')],
	...figure(
		'integer',
		'time_to_assignment',
		'time_to_admin_reply',
		'time_to_first_close',
		'time_to_last_close',
		'median_time_to_reply',
		'count_reopens',
		'count_assignments',
		'count_conversation_parts',
	),
	...figure(
		'datetime',
		'first_contact_reply_at',
		'first_assignment_at',
		'first_admin_reply_at',
		'first_close_at',
		'last_assignment_at',
		'last_assignment_admin_reply_at',
	),
	...figure('datetime', 'last_contact_reply_at', 'last_admin_reply_at', 'last_close_at'),
	...figure('string', 'last_closed_by_id'),
	rating('datetime', 'requested_at', 'requested_at'),
	rating('datetime', 'replied_at', 'replied_at'),
	rating('integer', 'score', 'rating'),
	rating('string', 'remark', 'remark'),
	rating('string', 'contact_id', 'contact_id'),
	rating('string', 'admin_d', 'admin_id'),
	['ai_agent_participated', of('boolean', (conversation) => conversation.ai_agent !== null)],
	...agent('string', 'resolution_state', 'last_answer_type', 'rating_remark', 'source_type', 'source_title'),
	...agent('integer', 'rating'),
]);

const ofTicket = (type: FieldType, read: (ticket: Ticket) => unknown): Row => ({ type, read: read as Field['read'] });
const ownOfTicket = (type: FieldType, ...names: Array<keyof Ticket>) =>
	names.map((name): Entry => [name, ofTicket(type, (ticket) => ticket[name])]);

const TICKET = new Map<string, Row>([
	...ownOfTicket('string', 'id', 'ticket_type_id'),
	...ownOfTicket('datetime', 'created_at', 'updated_at', 'snoozed_until'),
	...ownOfTicket('assignee', 'admin_assignee_id', 'team_assignee_id'),
	['title', ofTicket('string', (ticket) => ticket.ticket_attributes._default_title_)],
	['description', ofTicket('string', (ticket) => ticket.ticket_attributes._default_description_)],
	['contact_ids', ofTicket('ids', (ticket) => ticket.contacts)],
	['teammate_ids', ofTicket('ids', (ticket) => teammateIds(ticket))],
	['open', ofTicket('boolean', (ticket) => ticket.state !== 'closed')],
]);

/** Search has words of its own for the categories. */
const CATEGORIES = { Customer: 'request', 'Back-office': 'task', Tracker: 'tracker' };

const TYPES: Record<ConversationDataType | TicketDataType, FieldType> = {
	string: 'string',
	list: 'ids',
	integer: 'integer',
	decimal: 'float',
	boolean: 'boolean',
	datetime: 'datetime',
	relationship: 'ids',
	files: 'ids',
};

export function conversationField(workspace: Workspace, name: string): Row | undefined {
	if (!name.startsWith('custom_attributes.')) return CONVERSATION.get(name);
	const attribute = workspace.inbox.attributes.find(name.slice('custom_attributes.'.length));
	return (
		attribute &&
		of(TYPES[attribute.data_type], (conversation) => comparable(attribute.data_type, conversation.custom_attributes[attribute.name]))
	);
}

export function ticketField(workspace: Workspace, name: string): Row | undefined {
	const { ticketTypes, tickets } = workspace.inbox;
	if (name === 'category') return ofTicket('string', (ticket) => CATEGORIES[tickets.categoryOf(ticket) ?? 'Customer']);
	if (name === 'state') return ofTicket('ids', (ticket) => [ticketTypes.needState(ticket.ticket_state_id).category, ticket.state]);
	const id = /^ticket_attribute\.(.+)$/.exec(name)?.[1];
	if (id === undefined) return TICKET.get(name);
	const type = ticketTypes.all().find((one) => one.attributes.some((attribute) => attribute.id === id));
	const attribute = type?.attributes.find((one) => one.id === id);
	if (!type || !attribute) return undefined;
	return ofTicket(TYPES[attribute.data_type], (ticket) =>
		ticket.ticket_type_id === type.id ? comparable(attribute.data_type, ticket.ticket_attributes[attribute.name]) : null,
	);
}

/** Moments as seconds, lists as lists; everything else as it is. */
function comparable(type: ConversationDataType | TicketDataType, value: unknown): unknown {
	if (value === undefined || value === null) return null;
	if (type === 'datetime') return typeof value === 'string' ? Math.floor(Date.parse(value) / 1000) : value;
	return TYPES[type] === 'ids' && !Array.isArray(value) ? [value] : value;
}
