/** Tickets: made, moved through states, changed, linked and deleted. */
import { badRequest, contactNotFound, invalid, notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';
import type { Attributes, Contact } from '../../types';
import { adminAuthor, botAuthor } from '../authors';
import { isTicket, tell } from '../notices';
import type { Author, Conversation, Part, Thread, Ticket, TicketType } from '../types';
import { attributePart, carryOver } from './attributes';

export interface ContactWish {
	id?: string;
	external_id?: string;
	email?: string;
}

export interface NewTicket {
	ticket_type_id: string;
	contacts: ContactWish[];
	conversation_to_link_id?: string;
	company_id?: string;
	created_at?: number;
	ticket_attributes?: Attributes;
	assignment?: { admin_assignee_id?: string; team_assignee_id?: string };
}

export interface TicketChange {
	ticket_attributes?: Attributes;
	ticket_state_id?: string;
	company_id?: string | null;
	open?: boolean;
	is_shared?: boolean;
	snoozed_until?: number;
	/** Who does it; without it the bot. */
	admin_id?: string;
	assignee_id?: string;
}

const MAX_LINKED = 2500;

export class TicketBook {
	private readonly byId = new Map<string, Ticket>();
	private numbers = 0;

	constructor(private readonly workspace: Workspace) {}

	/** Oldest first. */
	all(): Ticket[] {
		return [...this.byId.values()];
	}

	get(id: string): Ticket | undefined {
		return this.byId.get(id);
	}

	/** @throws 404 */
	need(id: string): Ticket {
		const ticket = this.byId.get(id);
		if (!ticket) throw notFound();
		return ticket;
	}

	/** Says what would be refused, without doing anything. @throws 400, 404 */
	check(wish: NewTicket): void {
		const { inbox, companies } = this.workspace;
		const type = inbox.ticketTypes.need(wish.ticket_type_id);
		if (type.archived) throw invalid('Ticket type is archived', 'ticket_type_id');
		if (wish.contacts.length !== 1) throw invalid('contacts must hold exactly one contact', 'contacts');
		const [contact] = wish.contacts;
		if (contact.email === undefined && !this.findContact(contact)) throw contactNotFound();
		const values = inbox.ticketTypes.readValues(type, wish.ticket_attributes ?? {});
		inbox.ticketTypes.requireAll(type, values);
		if (wish.company_id !== undefined) companies.need(wish.company_id);
		if (wish.conversation_to_link_id !== undefined) this.checkLink(type, inbox.threads.get(wish.conversation_to_link_id));
		const { admin_assignee_id: admin, team_assignee_id: team } = wish.assignment ?? {};
		if ((admin && !this.workspace.admins.has(admin)) || (team && !inbox.teams.has(team))) throw assigneeNotFound();
	}

	/** @throws 400, 404 */
	create(wish: NewTicket): Ticket {
		this.check(wish);
		const { inbox } = this.workspace;
		const type = inbox.ticketTypes.need(wish.ticket_type_id);
		const contact = this.findContact(wish.contacts[0]) ?? this.workspace.contacts.create({ role: 'lead', email: wish.contacts[0].email });
		const ticket = inbox.threads.file({
			...inbox.threads.begin([contact.id], wish.created_at),
			...this.fields(type, inbox.ticketTypes.readValues(type, wish.ticket_attributes ?? {})),
		});
		ticket.company_id = wish.company_id ?? null;
		this.byId.set(ticket.id, ticket);
		this.statePart(ticket, ticket.ticket_state_id, botAuthor(this.workspace));
		const other = wish.conversation_to_link_id === undefined ? undefined : inbox.threads.get(wish.conversation_to_link_id);
		if (other) inbox.threads.link(ticket, other);
		tell(this.workspace, 'ticketCreated', ticket, ticket.parts[0]);
		const { admin_assignee_id: admin, team_assignee_id: team } = wish.assignment ?? {};
		if (admin) this.assign(ticket, 'admin', admin, botAuthor(this.workspace));
		if (team) this.assign(ticket, 'team', team, botAuthor(this.workspace));
		return ticket;
	}

	/** Makes a conversation a ticket as well; both stay one. @throws 400, 404 */
	convert(conversation: Conversation, wish: { ticket_type_id: string; ticket_state_id?: string; attributes?: Attributes }): Ticket {
		const { ticketTypes } = this.workspace.inbox;
		const type = ticketTypes.need(wish.ticket_type_id);
		if (type.category !== 'Customer') throw invalid('Ticket type is not a customer ticket type');
		if (this.byId.has(conversation.id)) throw invalid('Conversation is already a ticket');
		const state = ticketTypes.stateFor(type, wish.ticket_state_id);
		const ticket: Ticket = Object.assign(conversation, this.fields(type, ticketTypes.readValues(type, wish.attributes ?? {})), {
			ticket_state_id: state.id,
		});
		this.byId.set(ticket.id, ticket);
		const part = this.statePart(ticket, state.id, botAuthor(this.workspace));
		tell(this.workspace, 'ticketCreated', ticket, part);
		return ticket;
	}

	/** Everything is checked before anything is changed. @throws 400, 404 */
	update(ticket: Ticket, wish: TicketChange): Ticket {
		const { admins, inbox, clock, companies } = this.workspace;
		const type = inbox.ticketTypes.need(ticket.ticket_type_id);
		const values = inbox.ticketTypes.readValues(type, wish.ticket_attributes ?? {});
		const state = wish.ticket_state_id === undefined ? undefined : inbox.ticketTypes.stateFor(type, wish.ticket_state_id);
		if (wish.admin_id !== undefined && !admins.has(wish.admin_id)) throw assigneeNotFound();
		const { assignee_id: assignee } = wish;
		if (assignee && assignee !== '0' && !admins.has(assignee) && !inbox.teams.has(assignee)) throw assigneeNotFound();
		if (wish.company_id) companies.need(wish.company_id);
		if (wish.snoozed_until !== undefined && wish.snoozed_until <= clock.seconds())
			throw invalid('snoozed_until must be in the future', 'snoozed_until');
		const author = wish.admin_id === undefined ? botAuthor(this.workspace) : adminAuthor(this.workspace, wish.admin_id);
		for (const [name, value] of Object.entries(values)) this.setAttribute(ticket, type, name, value, author);
		if (state && state.id !== ticket.ticket_state_id) this.move(ticket, state.id, author);
		if (assignee !== undefined) this.reassign(ticket, assignee, author);
		if (wish.company_id !== undefined) ticket.company_id = wish.company_id || null;
		if (wish.is_shared !== undefined) ticket.is_shared = wish.is_shared;
		if (wish.open !== undefined && wish.open !== (ticket.state !== 'closed')) this.openOrClose(ticket, wish.open, author);
		if (wish.snoozed_until !== undefined) this.snooze(ticket, wish.snoozed_until, author);
		ticket.updated_at = clock.seconds();
		return ticket;
	}

	/** Attributes with the same name and type come along. @throws 400 */
	changeType(ticket: Ticket, wish: { ticket_type_id: string; ticket_state_id: string; ticket_attributes?: Attributes }): Ticket {
		const { ticketTypes } = this.workspace.inbox;
		const [from, to] = [ticketTypes.need(ticket.ticket_type_id), ticketTypes.need(wish.ticket_type_id)];
		if (from === to) throw invalid('Cannot change to the same ticket type');
		if (from.category !== to.category) throw invalid('The new ticket type must be in the same category');
		if (!to.states.includes(wish.ticket_state_id)) throw invalid("Ticket custom state doesn't belong to the new ticket type");
		const values = ticketTypes.readValues(to, wish.ticket_attributes ?? {});
		ticket.ticket_attributes = { ...carryOver(from, to, ticket.ticket_attributes), ...values };
		ticket.ticket_type_id = to.id;
		this.move(ticket, wish.ticket_state_id, botAuthor(this.workspace));
		return ticket;
	}

	/** Links a conversation or customer ticket to a tracker ticket. @throws 400 */
	track(tracker: Ticket, thread: Thread): void {
		this.requireTracker(tracker);
		const isTracker = (id: string) => this.categoryOf(this.byId.get(id)) === 'Tracker';
		if (thread.linked.some(isTracker)) throw badRequest('already_linked_to_tracker', 'A conversation can only have one tracker ticket');
		if (tracker.linked.length >= MAX_LINKED)
			throw badRequest('linked_conversation_limit_exceeded', 'Ticket has reached the maximum number of conversations that can be linked');
		this.workspace.inbox.threads.link(tracker, thread);
		tracker.updated_at = thread.updated_at = this.workspace.clock.seconds();
	}

	/** @throws 400, 404 if they are not linked */
	untrack(tracker: Ticket, thread: Thread): void {
		this.requireTracker(tracker);
		if (!tracker.linked.includes(thread.id)) throw notFound('Conversation not found', 'conversation_not_found');
		this.workspace.inbox.threads.unlink(tracker, thread);
		tracker.updated_at = thread.updated_at = this.workspace.clock.seconds();
	}

	delete(ticket: Ticket): void {
		this.forget(ticket.id);
		this.workspace.inbox.conversations.forget(ticket.id);
		this.workspace.inbox.threads.forget(ticket);
	}

	/** Takes it out of the tickets only. */
	forget(id: string): void {
		this.byId.delete(id);
	}

	clear(): void {
		this.byId.clear();
		this.numbers = 0;
	}

	categoryOf(ticket: Ticket | undefined) {
		return ticket && this.workspace.inbox.ticketTypes.need(ticket.ticket_type_id).category;
	}

	private fields(type: TicketType, values: Attributes) {
		return {
			ticket_id: String(++this.numbers),
			ticket_type_id: type.id,
			ticket_state_id: this.workspace.inbox.ticketTypes.stateFor(type).id,
			previous_ticket_state_id: null as string | null,
			ticket_attributes: values,
			is_shared: type.category === 'Customer',
		};
	}

	private findContact(wish: ContactWish): Contact | undefined {
		const { contacts } = this.workspace;
		if (wish.id !== undefined) return contacts.get(wish.id);
		if (wish.external_id !== undefined) return contacts.byExternalId(wish.external_id);
		return wish.email === undefined ? undefined : contacts.byEmail(wish.email);
	}

	/** The four ways to link: conversation or customer ticket on one side, back-office or tracker ticket on the other. */
	private checkLink(type: TicketType, thread: Thread | undefined): void {
		if (!thread) throw notFound('Conversation not found', 'conversation_not_found');
		const other = isTicket(thread) ? this.categoryOf(thread) : 'Conversation';
		if (type.category === 'Customer' || (other !== 'Conversation' && other !== 'Customer'))
			throw invalid('These two can not be linked', 'conversation_to_link_id');
	}

	private requireTracker(ticket: Ticket): void {
		if (this.categoryOf(ticket) !== 'Tracker')
			throw badRequest('invalid_ticket_type', 'Only tracker tickets support linking conversations');
	}

	private statePart(ticket: Ticket, before: string, author: Author): Part {
		const category = (id: string) => this.workspace.inbox.ticketTypes.needState(id).category;
		return this.workspace.inbox.threads.add(ticket, {
			part_type: 'ticket_state_updated_by_admin',
			author,
			ticket: { ticket_state: category(ticket.ticket_state_id), previous_ticket_state: category(before) },
		});
	}

	private move(ticket: Ticket, stateId: string, author: Author): void {
		const before = ticket.ticket_state_id;
		ticket.previous_ticket_state_id = before;
		ticket.ticket_state_id = stateId;
		const part = this.statePart(ticket, before, author);
		tell(this.workspace, 'state', ticket, part);
		if (part.ticket?.ticket_state === 'resolved' && part.ticket.previous_ticket_state !== 'resolved')
			tell(this.workspace, 'resolved', ticket, part);
	}

	private setAttribute(ticket: Ticket, type: TicketType, name: string, value: unknown, author: Author): void {
		if (JSON.stringify(ticket.ticket_attributes[name] ?? null) === JSON.stringify(value)) return;
		ticket.ticket_attributes[name] = value;
		const part = this.workspace.inbox.threads.add(ticket, {
			part_type: 'ticket_attribute_updated_by_admin',
			author,
			ticket: { updated_attribute_data: attributePart(type, name, value) },
		});
		tell(this.workspace, 'attribute', ticket, part);
	}

	private reassign(ticket: Ticket, assignee: string, author: Author): void {
		if (assignee !== '0' && assignee !== '') {
			this.assign(ticket, this.workspace.admins.has(assignee) ? 'admin' : 'team', assignee, author);
			return;
		}
		ticket.admin_assignee_id = ticket.team_assignee_id = null;
		this.workspace.inbox.threads.add(ticket, { part_type: 'assignment', author });
	}

	private assign(ticket: Ticket, type: 'admin' | 'team', id: string, author: Author): void {
		const assigned = this.workspace.inbox.threads.assign(ticket, type, id);
		const part = this.workspace.inbox.threads.add(ticket, { part_type: 'assignment', author, assigned_to: assigned });
		tell(this.workspace, type === 'team' ? 'teamAssigned' : 'assigned', ticket, part);
	}

	private openOrClose(ticket: Ticket, open: boolean, author: Author): void {
		const slept = ticket.state === 'snoozed';
		this.workspace.inbox.threads.settleOn(ticket, open ? 'open' : 'closed');
		const part = this.workspace.inbox.threads.add(ticket, { part_type: open ? 'open' : 'close', author });
		if (!open) tell(this.workspace, 'closed', ticket, part);
		if (slept) tell(this.workspace, 'unsnoozed', ticket, part);
	}

	private snooze(ticket: Ticket, until: number, author: Author): void {
		this.workspace.inbox.threads.snooze(ticket, until);
		tell(this.workspace, 'snoozed', ticket, this.workspace.inbox.threads.add(ticket, { part_type: 'snoozed', author }));
	}
}

const assigneeNotFound = () => notFound('Assignee not found', 'assignee_not_found');
