/** Conversations: write, read, list, search, delete. */
import { z } from 'zod';
import { fields, id, queryFlag, queryNumber, since, timestamp } from '../../manners/check';
import { contactNotFound, invalid } from '../../manners/errors';
import { cursorPage, numberedPage, type Order } from '../../manners/paging';
import { route, type Call } from '../../manners/route';
import { compile, sortOrder } from '../../search/query';
import { toPlain } from '../../workspace/inbox/texts';
import { conversationView, partView, type Extras } from '../../workspace/inbox/conversations/view';
import type { Conversation, Thread } from '../../workspace/inbox/types';
import { cursorQuery, searchBody } from '../people/contacts';
import { attachmentUrls } from './replies';

const PAGE = 20;
const displayAs = { display_as: z.enum(['plaintext', 'html']).optional() };
const quality = { include_monitors: queryFlag.optional(), include_scorecards: queryFlag.optional() };
const qualityLater = {
	include_monitors: since('Preview', quality.include_monitors),
	include_scorecards: since('Preview', quality.include_scorecards),
};
const beginning = {
	body: z.string().min(1),
	subject: z.string().optional(),
	attachment_urls: attachmentUrls,
	created_at: timestamp.optional(),
	brand_id: id.optional(),
};

/** Lists nobody sorted: the latest change first, so they shift while people work. */
export const latestChange: Order<Thread> = { value: (thread) => thread.updated_at, direction: 'descending' };

type Shown = Extras & { display_as?: 'plaintext' | 'html' };
const shown = (call: Call<Shown>, conversation: Conversation) =>
	conversationView(call.workspace, conversation, { version: call.version, plain: call.query.display_as === 'plaintext' }, call.query);

/** A list leaves out the parts. */
function conversationList(call: Call<Extras>, page: { items: Conversation[]; total_count: number; pages: unknown }) {
	const conversations = page.items.map((conversation) =>
		conversationView(call.workspace, conversation, { version: call.version, parts: null }, call.query),
	);
	return { type: 'conversation.list', pages: page.pages, total_count: page.total_count, conversations };
}

export const conversations = [
	route(
		'POST /conversations',
		{ body: fields({ from: fields({ type: z.enum(['lead', 'user', 'contact']), id: z.string() }), ...beginning }) },
		({ workspace, body }) => {
			const contact =
				workspace.contacts.get(body.from.id) ?? (body.from.type === 'contact' ? workspace.visitors.promote(body.from.id) : undefined);
			if (!contact) throw contactNotFound();
			const { source, created_at, id: conversationId } = workspace.inbox.conversations.beginAsContact(contact, body);
			return {
				type: 'user_message',
				id: source.id,
				created_at,
				body: toPlain(source.body),
				message_type: 'inapp',
				conversation_id: conversationId,
			};
		},
	),

	route('GET /conversations', { query: { ...cursorQuery, ...qualityLater } }, (call) =>
		conversationList(call, cursorPage(call.workspace.inbox.conversations.all(), call.query, call.settings, latestChange, PAGE)),
	),

	route(
		'POST /conversations/search',
		{
			query: { include_monitors: since('2.16', quality.include_monitors), include_scorecards: since('2.16', quality.include_scorecards) },
			body: searchBody,
		},
		(call) => {
			const { workspace, settings, body } = call;
			const matches = compile(workspace, 'conversation', body.query, settings.dateRule);
			const order = sortOrder(workspace, 'conversation', body.sort, settings.inboxSorting) ?? latestChange;
			return conversationList(
				call,
				cursorPage(workspace.inbox.conversations.all().filter(matches), body.pagination ?? {}, settings, order, PAGE),
			);
		},
	),

	route(
		'GET /conversations/deleted',
		{ since: '2.16', query: { page: queryNumber.optional(), per_page: queryNumber.optional(), order: z.enum(['asc', 'desc']).optional() } },
		(call) => {
			const { workspace, settings, query, origin, path } = call;
			const oldestFirst = workspace.inbox.conversations.deleted();
			const page = numberedPage(query.order === 'asc' ? oldestFirst : [...oldestFirst].reverse(), query, settings, origin + path, PAGE, {
				order: query.order,
			});
			return {
				type: 'conversations.list',
				total_count: page.total_count,
				pages: page.pages,
				conversations: page.items.map((one) => ({ type: 'conversation', ...one })),
			};
		},
	),

	route(
		'GET /conversations/{id}',
		{
			query: {
				...displayAs,
				include_translations: queryFlag.optional(),
				include_email_history: since('Preview', queryFlag.optional()),
				...qualityLater,
			},
		},
		(call) => shown(call, call.workspace.inbox.conversations.need(call.params.id)),
	),

	route(
		'PUT /conversations/{id}',
		{
			query: displayAs,
			body: fields({
				read: z.boolean().optional(),
				title: z.string().nullable().optional(),
				custom_attributes: z.record(z.unknown()).optional(),
				company_id: z.string().nullable().optional(),
				priority: since('Preview', z.enum(['none', 'low', 'medium', 'high', 'urgent']).optional()),
				admin_id: since('Preview', id.optional()),
			}),
		},
		(call) => {
			const { conversations: book } = call.workspace.inbox;
			return shown(call, book.update(book.need(call.params.id), call.body));
		},
	),

	route('DELETE /conversations/{id}', { query: { retain_metrics: queryFlag.optional() } }, ({ workspace, params, query }) => {
		const conversation = workspace.inbox.conversations.need(params.id);
		workspace.inbox.conversations.delete(conversation, query.retain_metrics ?? true);
		return { id: conversation.id, object: 'conversation', deleted: true };
	}),

	route('GET /conversations/{id}/handling_events', {}, ({ workspace, params }) => {
		const events = workspace.inbox.conversations.need(params.id).handling_events;
		const view = (event: Conversation['handling_events'][number]) => {
			const admin = workspace.admins.get(event.admin_id);
			const teammate = { type: 'admin', id: Number(event.admin_id), name: admin?.name ?? null, email: admin?.email ?? null };
			return {
				teammate,
				type: event.type,
				timestamp: new Date(event.at * 1000).toISOString().replace('.000', ''),
				...(event.reason !== null && { reason: event.reason }),
			};
		};
		return { handling_events: events.map(view) };
	}),

	route(
		'GET /conversations/{id}/side_conversations',
		{ since: '2.16', query: { page: queryNumber.optional(), per_page: queryNumber.optional() } },
		(call) => {
			const { workspace, settings, query, version, origin, path } = call;
			if ((query.per_page ?? 0) > 50) throw invalid('per_page must be between 1 and 50', 'per_page');
			const page = numberedPage(workspace.inbox.conversations.need(call.params.id).side_conversations, query, settings, origin + path, 25);
			const view = ({ id: sideId, parts }: Conversation['side_conversations'][number]) => ({
				side_conversation_id: sideId,
				conversation_parts: parts.map((part) => partView(workspace, part, { version })),
				total_count: parts.length,
			});
			return { type: 'side_conversation.list', side_conversations: page.items.map(view), total_count: page.total_count, pages: page.pages };
		},
	),
];
