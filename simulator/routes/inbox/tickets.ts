/** Tickets: make, read, change, answer, link, search, delete. */
import { z } from 'zod';
import { fields, id, timestamp } from '../../manners/check';
import { badRequest, notFound } from '../../manners/errors';
import { cursorPage } from '../../manners/paging';
import { route } from '../../manners/route';
import { compile, sortOrder } from '../../search/query';
import type { Workspace } from '../../workspace';
import { conversationView } from '../../workspace/inbox/conversations/view';
import { replyAsAdmin, replyAsContact } from '../../workspace/inbox/replies';
import { isConversation } from '../../workspace/inbox/notices';
import { ticketPartView, ticketView } from '../../workspace/inbox/tickets/view';
import type { Thread, Ticket } from '../../workspace/inbox/types';
import type { Version } from '../../manners/versions';
import { searchBody } from '../people/contacts';
import { latestChange } from './conversations';
import { adminReply, contactReply, speaker } from './replies';

const skip = { skip_notifications: z.boolean().optional() };
const values = z.record(z.unknown()).optional();

const newTicket = fields({
	ticket_type_id: id,
	contacts: z.array(z.union([fields({ id: z.string() }), fields({ external_id: id }), fields({ email: z.string() })])),
	conversation_to_link_id: id.optional(),
	company_id: z.string().optional(),
	created_at: timestamp.optional(),
	ticket_attributes: values,
	assignment: fields({ admin_assignee_id: id.optional(), team_assignee_id: id.optional() }).optional(),
	...skip,
});

const change = fields({
	ticket_attributes: values,
	ticket_state_id: id.optional(),
	company_id: z.string().nullable().optional(),
	open: z.boolean().optional(),
	is_shared: z.boolean().optional(),
	snoozed_until: timestamp.optional(),
	admin_id: id.optional(),
	assignee_id: id.optional(),
	...skip,
});

const reply = z.discriminatedUnion('type', [
	fields({ ...adminReply, cross_post: z.boolean().optional() }),
	fields({ ...contactReply, ...skip }),
]);

/** The ticket and the conversation of a link. @throws 404 in the words of these endpoints */
function pair(workspace: Workspace, ticketId: string, threadId: string): { ticket: Ticket; thread: Thread } {
	const ticket = workspace.inbox.tickets.get(ticketId);
	if (!ticket) throw notFound('Ticket not found', 'ticket_not_found');
	const thread = workspace.inbox.threads.get(threadId);
	if (!thread || thread === ticket) throw notFound('Conversation not found', 'conversation_not_found');
	return { ticket, thread };
}

/** What links answer: the conversation, or the customer ticket if it never was one. */
const linkedView = (workspace: Workspace, thread: Thread, version: Version) =>
	isConversation(thread)
		? conversationView(workspace, thread, { version, parts: null })
		: ticketView(workspace, thread as Ticket, { version });

export const tickets = [
	route('POST /tickets', { body: newTicket }, ({ workspace, version, body }) =>
		ticketView(workspace, workspace.inbox.tickets.create(body), { version }),
	),

	route('POST /tickets/enqueue', { body: newTicket }, ({ workspace, origin, body }) => {
		workspace.inbox.tickets.check(body);
		const task = workspace.tasks.accept({ type: 'ticket', path: '/tickets' }, () => workspace.inbox.tickets.create(body).id);
		return workspace.tasks.view(task, origin);
	}),

	route('GET /jobs/status/{id}', {}, ({ workspace, origin, params }) => workspace.tasks.view(workspace.tasks.need(params.id), origin)),

	route('POST /tickets/search', { body: searchBody }, ({ workspace, settings, version, body }) => {
		const matches = compile(workspace, 'ticket', body.query, settings.dateRule);
		const order = sortOrder(workspace, 'ticket', body.sort, settings.inboxSorting) ?? latestChange;
		const page = cursorPage(workspace.inbox.tickets.all().filter(matches), body.pagination ?? {}, settings, order, 20);
		return {
			type: 'ticket.list',
			pages: page.pages,
			total_count: page.total_count,
			tickets: page.items.map((ticket) => ticketView(workspace, ticket, { version })),
		};
	}),

	route('GET /tickets/{id}', {}, ({ workspace, version, params }) =>
		ticketView(workspace, workspace.inbox.tickets.need(params.id), { version }),
	),

	route('PUT /tickets/{id}', { body: change }, ({ workspace, version, params, body }) => {
		const ticket = workspace.inbox.tickets.need(params.id);
		return ticketView(workspace, workspace.inbox.tickets.update(ticket, body), { version });
	}),

	route('DELETE /tickets/{id}', {}, ({ workspace, params }) => {
		const ticket = workspace.inbox.tickets.need(params.id);
		workspace.inbox.tickets.delete(ticket);
		return { id: ticket.id, object: 'ticket', deleted: true };
	}),

	route('POST /tickets/{id}/reply', { body: reply }, ({ workspace, version, params, body }) => {
		const ticket = workspace.inbox.tickets.need(params.id);
		const category = workspace.inbox.tickets.categoryOf(ticket);
		if (body.type === 'user') {
			if (category !== 'Customer') throw badRequest('parameter_mismatch', 'User replies are not allowed on Backoffice tickets');
			return ticketPartView(workspace, replyAsContact(workspace, ticket, speaker(workspace, body), body), { version });
		}
		const part = replyAsAdmin(workspace, ticket, body);
		if (body.cross_post && body.message_type === 'note' && category === 'Back-office') {
			for (const linkedId of ticket.linked) {
				const thread = workspace.inbox.threads.get(linkedId);
				if (thread) replyAsAdmin(workspace, thread, body);
			}
		}
		return ticketPartView(workspace, part, { version });
	}),

	route(
		'POST /tickets/{id}/change_type',
		{ since: '2.16', body: fields({ ticket_type_id: id, ticket_state_id: id, ticket_attributes: values }) },
		({ workspace, version, params, body }) => {
			const ticket = workspace.inbox.tickets.need(params.id);
			return ticketView(workspace, workspace.inbox.tickets.changeType(ticket, body), { version });
		},
	),

	route(
		'POST /tickets/{ticket_id}/linked_conversations',
		{ since: '2.16', body: fields({ conversation_id: id }) },
		({ workspace, version, params, body }) => {
			const { ticket, thread } = pair(workspace, params.ticket_id, body.conversation_id);
			workspace.inbox.tickets.track(ticket, thread);
			return linkedView(workspace, thread, version);
		},
	),

	route('DELETE /tickets/{ticket_id}/linked_conversations/{id}', { since: '2.16' }, ({ workspace, version, params }) => {
		const { ticket, thread } = pair(workspace, params.ticket_id, params.id);
		workspace.inbox.tickets.untrack(ticket, thread);
		return linkedView(workspace, thread, version);
	}),
];
