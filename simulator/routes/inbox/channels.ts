/** Messages that go out, phone calls, macros. */
import { z } from 'zod';
import { fields, id, queryNumber, timestamp } from '../../manners/check';
import { badRequest, invalid, missing, notFound, unprocessable } from '../../manners/errors';
import { cursorPage, numberedPage } from '../../manners/paging';
import { Answer, route } from '../../manners/route';
import { has } from '../../manners/versions';
import type { Workspace } from '../../workspace';
import { adminAuthor } from '../../workspace/inbox/authors';
import { transcriptText } from '../../workspace/inbox/channels/calls';
import { adminView } from '../../workspace/views';

const recipient = fields({ type: z.enum(['user', 'lead']), id: z.string() });
const recipients = z.union([recipient, z.array(recipient)]).optional();
const ids = (given: z.infer<typeof recipients>) => (given === undefined ? [] : Array.isArray(given) ? given : [given]).map((one) => one.id);
/** WhatsApp goes to a number; whoever has none of ours becomes a lead. */
const phone = fields({ phone: id, name: z.string().optional() });

/** Ids of those a message goes to. @throws 400 */
function addressees(workspace: Workspace, kind: string, to: z.infer<typeof recipients> | z.infer<typeof phone>): string[] {
	if (to === undefined || Array.isArray(to) || !('phone' in to)) return ids(to);
	if (kind !== 'whatsapp') throw invalid('to.phone is for WhatsApp only', 'to');
	const digits = (text: string | null) => text?.replace(/\D/g, '');
	const known = workspace.contacts.listed().find((contact) => digits(contact.phone) === digits(to.phone));
	return [(known ?? workspace.contacts.create({ role: 'lead', phone: `+${digits(to.phone)}`, name: to.name ?? null })).id];
}

/** `inapp` stands in the list of required fields, `in_app` in the list of values. */
const KINDS = { in_app: 'inapp', inapp: 'inapp', email: 'email', sms: 'sms', whatsapp: 'whatsapp' } as const;

const message = fields({
	message_type: z.enum(['in_app', 'inapp', 'email', 'sms', 'whatsapp']),
	subject: z.string().nullable().optional(),
	body: z.string().nullable().optional(),
	template: z.string().optional(),
	/** WhatsApp only: the variables of the template, and its language. */
	components: z.array(z.unknown()).optional(),
	locale: z.string().optional(),
	from: fields({ type: z.literal('admin'), id }).optional(),
	to: z.union([recipient, z.array(recipient), phone]).optional(),
	cc: recipients,
	bcc: recipients,
	created_at: timestamp.optional(),
	create_conversation_without_contact_reply: z.boolean().optional(),
});

const messages = [
	route('POST /messages', { body: message }, ({ workspace, version, body: wish }) => {
		const kind = KINDS[wish.message_type];
		if (kind === 'sms' && !has(version, 'Preview')) throw invalid('message_type is invalid: sms came with Preview', 'message_type');
		if (kind !== 'whatsapp' && !wish.body) throw invalid('Body is required');
		if (kind === 'whatsapp' && !wish.template) throw missing('template not specified', 'template');
		if (kind === 'whatsapp' && !wish.components) throw missing('components not specified', 'components');
		if (kind === 'email' && !wish.subject) throw unprocessable('parameter_not_found', 'No subject supplied for email message');
		if (kind === 'email' && !['plain', 'personal'].includes(wish.template ?? ''))
			throw invalid('template must be plain or personal', 'template');
		if (wish.to === undefined || (Array.isArray(wish.to) && wish.to.length === 0)) throw missing('to not specified', 'to');
		const adminId = wish.from === undefined ? workspace.owner().id : adminAuthor(workspace, wish.from.id).id;
		const sent = workspace.inbox.messages.send(
			{
				message_type: kind,
				subject: wish.subject ?? null,
				body: wish.body ?? `Template ${wish.template}`,
				admin_id: adminId,
				to: addressees(workspace, kind, wish.to),
				cc: ids(wish.cc),
				bcc: ids(wish.bcc),
				created_at: wish.created_at,
			},
			wish.create_conversation_without_contact_reply ?? false,
		);
		const owner = workspace.admins.get(adminId);
		return {
			type: 'admin_message',
			id: sent.id,
			created_at: sent.created_at,
			...(kind === 'email' && { subject: sent.subject }),
			body: wish.body ?? sent.body,
			message_type: kind,
			owner: owner ? adminView(owner) : null,
			...(sent.conversation_id !== null && { conversation_id: sent.conversation_id }),
		};
	}),

	route(
		'GET /messages/status',
		{ since: '2.16', query: { ruleset_id: z.string(), per_page: queryNumber.optional(), starting_after: z.string().optional() } },
		({ workspace, settings, query }) => {
			if ((query.per_page ?? 0) > 100) throw invalid('per_page must be between 1 and 100', 'per_page');
			const { messages: book } = workspace.inbox;
			const page = cursorPage(book.ofRuleset(query.ruleset_id), query, settings, undefined, 50);
			const { next, per_page, total_pages } = page.pages;
			const events = page.items.map(
				({ id: eventId, conversation_id, user_id, created_at, whatsapp_message_id, template_name, ...rest }) => {
					const { status, updated_at } = book.status({
						id: eventId,
						conversation_id,
						user_id,
						created_at,
						whatsapp_message_id,
						template_name,
						...rest,
					});
					return {
						id: eventId,
						conversation_id,
						user_id,
						status,
						type: 'broadcast_outbound',
						created_at,
						updated_at,
						whatsapp_message_id,
						template_name,
					};
				},
			);
			return {
				type: 'list',
				ruleset_id: query.ruleset_id,
				pages: { type: 'pages', per_page, total_pages, next: next ? { starting_after: next.starting_after } : null },
				total_count: page.total_count,
				events,
			};
		},
	),

	route('GET /messages/whatsapp/status', { since: '2.16', query: { message_id: z.string() } }, ({ workspace, query }) => {
		const found = workspace.inbox.messages.needWhatsapp(query.message_id);
		const { status, updated_at } = workspace.inbox.messages.status(found);
		const { conversation_id, created_at, template_name, whatsapp_message_id, error } = found;
		return {
			conversation_id,
			status,
			type: 'broadcast_outbound',
			created_at,
			updated_at,
			template_name,
			message_id: whatsapp_message_id,
			...(error && { error }),
		};
	}),
];

const MOST_CONVERSATIONS = 20;

const calls = [
	route(
		'GET /calls',
		{ query: { page: queryNumber.optional(), per_page: queryNumber.optional() } },
		({ workspace, settings, version, query, origin, path }) => {
			if ((query.per_page ?? 0) > 25) throw invalid('per_page must be between 1 and 25', 'per_page');
			const page = numberedPage(workspace.inbox.calls.all(), query, settings, origin + path, 25);
			return {
				type: 'list',
				data: page.items.map((call) => workspace.inbox.calls.view(call, origin, version)),
				total_count: page.total_count,
				pages: page.pages,
			};
		},
	),

	route('POST /calls/search', { body: fields({ conversation_ids: z.array(id) }) }, ({ workspace, version, origin, body }) => {
		const { conversation_ids: wanted } = body;
		if (wanted.length === 0 || wanted.length > MOST_CONVERSATIONS)
			throw badRequest('conversation_id_limit_exceeded', `A list of up to ${MOST_CONVERSATIONS} conversation IDs is required`);
		const found = workspace.inbox.calls.all().filter((call) => call.conversation_id !== null && wanted.includes(call.conversation_id));
		const data = found.map((call) => ({
			...workspace.inbox.calls.view(call, origin, version),
			transcript: call.transcript ?? [],
			transcript_status: call.transcript === null ? null : 'completed',
		}));
		return { type: 'list', data };
	}),

	route('GET /calls/{id}', {}, ({ workspace, version, origin, params }) =>
		workspace.inbox.calls.view(workspace.inbox.calls.need(params.id), origin, version),
	),

	/** The recording is on another server, under a signed address that needs no token. */
	route('GET /calls/{id}/recording', {}, ({ workspace, params }) => {
		const { recording } = workspace.inbox.calls.need(params.id);
		if (recording === null) throw notFound('Recording Not Found');
		return new Answer(302, undefined, { Location: workspace.inbox.files.sign(recording) });
	}),

	route('GET /calls/{id}/transcript', {}, ({ workspace, params }) => {
		const { transcript, created_at } = workspace.inbox.calls.need(params.id);
		if (transcript === null) throw notFound('Not Found');
		const day = new Date(created_at * 1000).toISOString().slice(0, 10);
		return new Answer(200, transcriptText(transcript), {
			'Content-Type': 'text/plain; charset=utf-8',
			'Content-Disposition': `attachment; filename=transcription_data-${day}.txt`,
		});
	}),
];

const macros = [
	route(
		'GET /macros',
		{
			since: '2.16',
			query: { per_page: queryNumber.optional(), starting_after: z.string().optional(), updated_since: z.string().optional() },
		},
		({ workspace, settings, query }) => {
			if (query.updated_since !== undefined && !/^\d+$/.test(query.updated_since)) throw invalid('Invalid updated_since timestamp');
			const since = Number(query.updated_since ?? 0);
			const visible = workspace.inbox.macros.visible().filter((macro) => macro.updated_at > since || since === 0);
			const page = cursorPage(visible, query, settings, { value: (macro) => macro.updated_at, direction: 'descending' });
			const { next, per_page } = page.pages;
			return {
				type: 'list',
				data: page.items.map((macro) => workspace.inbox.macros.view(macro)),
				pages: { type: 'pages', per_page, ...(next && { next: { starting_after: next.starting_after } }) },
			};
		},
	),

	route('GET /macros/{id}', { since: '2.16' }, ({ workspace, params }) =>
		workspace.inbox.macros.view(workspace.inbox.macros.need(params.id)),
	),
];

export const channels = [...messages, ...calls, ...macros];
