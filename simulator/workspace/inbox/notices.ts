/** Which topic tells what, for conversations and for tickets, and with which item. */
import { appVersion } from '../../manners/versions';
import type { Workspace } from '../index';
import { contactItem, withIsoTimes } from '../notices';
import { conversationView } from './conversations/view';
import { ticketPartView, ticketView } from './tickets/view';
import type { Conversation, Part, Thread, Ticket } from './types';

/** What can happen to either: the topic of a conversation, the topic of a ticket. */
const TOPICS = {
	replied: ['conversation.admin.replied', 'ticket.admin.replied'],
	botReplied: ['conversation.operator.replied', undefined],
	contactReplied: ['conversation.user.replied', 'ticket.contact.replied'],
	noted: ['conversation.admin.noted', 'ticket.note.created'],
	closed: ['conversation.admin.closed', 'ticket.closed'],
	opened: ['conversation.admin.opened', undefined],
	snoozed: ['conversation.admin.snoozed', 'ticket.admin.snoozed'],
	unsnoozed: ['conversation.admin.unsnoozed', 'ticket.admin.unsnoozed'],
	assigned: ['conversation.admin.assigned', 'ticket.admin.assigned'],
	teamAssigned: ['conversation.admin.assigned', 'ticket.team.assigned'],
	openAssigned: ['conversation.admin.open.assigned', undefined],
	redacted: ['conversation_part.redacted', undefined],
	tagged: ['conversation_part.tag.created', undefined],
	priority: ['conversation.priority.updated', undefined],
	rated: ['conversation.rating.added', 'ticket.rating.provided'],
	read: ['conversation.read', undefined],
	company: ['conversation.company.updated', undefined],
	userCreated: ['conversation.user.created', undefined],
	adminCreated: ['conversation.admin.single.created', undefined],
	ticketCreated: [undefined, 'ticket.created'],
	state: [undefined, 'ticket.state.updated'],
	resolved: [undefined, 'ticket.resolved'],
	attribute: [undefined, 'ticket.attribute.updated'],
} as const;

export type Event = keyof typeof TOPICS;

/** Ticket topics that wrap the ticket together with the part. */
const WRAPPED: Event[] = ['replied', 'contactReplied', 'noted', 'assigned', 'teamAssigned'];

export const isTicket = (thread: Thread): thread is Ticket => 'ticket_type_id' in thread;
export const isConversation = (thread: Thread): thread is Conversation => 'source' in thread;

/** Tells what happened to a thread. @param part what caused it; only this part is in the item */
export function tell(workspace: Workspace, event: Event, thread: Thread, part?: Part, more: Record<string, unknown> = {}): void {
	const [conversationTopic, ticketTopic] = TOPICS[event];
	const topic = isTicket(thread) ? ticketTopic : conversationTopic;
	if (topic === undefined) return;
	workspace.happened(topic, () =>
		isTicket(thread)
			? ticketItem(workspace, event, thread, part)
			: { ...conversationItem(workspace, thread as Conversation, part), ...more },
	);
}

/** From 2.15 on webhooks carry plain text, and statistics in Unix seconds. */
function conversationItem(workspace: Workspace, conversation: Conversation, part?: Part) {
	const version = appVersion(workspace.settings);
	const isNew = version.rank >= 15;
	const item = conversationView(workspace, conversation, { version, plain: isNew, parts: part ? [part] : [] });
	return isNew ? item : { ...item, statistics: withIsoTimes(item.statistics) };
}

function ticketItem(workspace: Workspace, event: Event, ticket: Ticket, part?: Part): unknown {
	const telling = { version: appVersion(workspace.settings), parts: part ? [part] : [] };
	const item = ticketView(workspace, ticket, telling);
	if (event === 'closed' && telling.version.rank >= 15) return { ticket: item };
	return WRAPPED.includes(event) && part
		? { type: 'ticket_ticket_part', ticket: item, ticket_part: ticketPartView(workspace, part, telling) }
		: item;
}

/** Tells that a contact joined or left. The thread is told in a short form of its own. */
export function tellParticipant(workspace: Workspace, what: 'attached' | 'detached', thread: Thread, contactId: string): void {
	const contact = workspace.contacts.get(contactId);
	if (!contact) return;
	const kind = isTicket(thread) ? 'ticket' : 'conversation';
	workspace.happened(`${kind}.contact.${what}`, () => ({
		[kind]: isTicket(thread) ? compactTicket(workspace, thread) : compactConversation(thread),
		contact: contactItem(workspace, contact),
	}));
}

/** Tells that a conversation or ticket is gone. Deleted tickets have no topic. */
export function tellDeleted(workspace: Workspace, thread: Thread): void {
	if (!isTicket(thread)) workspace.happened('conversation.deleted', { type: 'conversation', conversation_id: thread.id });
}

function compactConversation(thread: Thread) {
	return {
		parts: [],
		options: {},
		model: { id: Number(thread.id), created_at: thread.created_at, updated_at: thread.updated_at, state: thread.state },
	};
}

function compactTicket(workspace: Workspace, ticket: Ticket) {
	const { name } = workspace.inbox.ticketTypes.need(ticket.ticket_type_id);
	const attributes = Object.entries(ticket.ticket_attributes).map(([key, value]) => [key, { value, type: typeof value }]);
	return {
		id: Number(ticket.id),
		custom_attributes: Object.fromEntries(attributes),
		state: workspace.inbox.ticketTypes.needState(ticket.ticket_state_id).category,
		ticket_type: name,
	};
}
