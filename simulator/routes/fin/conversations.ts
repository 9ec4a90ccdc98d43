/** Talking with Fin, its procedures, its phone calls. */
import { z } from 'zod';
import { fields } from '../../manners/check';
import { conflict, invalid, notFound } from '../../manners/errors';
import { type Call, route } from '../../manners/route';
import { has } from '../../manners/versions';
import type { FinConversation, FinUser } from '../../workspace/fin';

const user = fields({
	id: z.string().min(1),
	name: z.string().optional(),
	email: z.string().email().optional(),
	attributes: z.record(z.unknown()).optional(),
});
const author = z.enum(['user', 'agent', 'fin']);
const moment = z.string().datetime({ offset: true });
const message = fields({ author, body: z.string().min(1), timestamp: moment.optional(), timestamp_ms: moment.optional() });
const attachments = z
	.array(
		z.union([
			fields({ type: z.literal('url'), url: z.string().url() }),
			fields({ type: z.literal('file'), name: z.string(), content_type: z.string(), data: z.string() }),
		]),
	)
	.max(10);
const metadata = fields({
	history: z.array(message).max(10, 'Conversation history cannot contain more than 10 items').optional(),
	attributes: z.record(z.unknown()).optional(),
});
const settings = fields({ follow_up_questions: z.boolean().optional(), email: z.boolean().optional() });

/** Only Preview knows `settings`; stable versions want to know when a message was written. */
function refine({ version, body }: Call<unknown, { settings?: unknown; message?: { timestamp?: string } }>): void {
	if (has(version, 'Preview')) return;
	if (body.settings !== undefined) throw invalid(`unknown field 'settings' in version ${version.name} (it came with Preview)`, 'settings');
	if (body.message && body.message.timestamp === undefined) throw invalid('message.timestamp not specified', 'message.timestamp');
}

/** @throws 400 for more than ten attributes */
function tenAtMost(...hashes: Array<Record<string, unknown> | undefined>): void {
	for (const hash of hashes)
		if (hash && Object.keys(hash).length > 10) throw invalid('attributes cannot contain more than 10 items', 'attributes');
}

/** Attributes that contacts do not have are told, and ignored. */
function attributeErrors({ workspace }: Call, { attributes = {} }: FinUser) {
	const unknown = Object.keys(attributes).filter((name) => !workspace.attributes.find('contact', name));
	return unknown.length === 0
		? {}
		: { errors: { user: { attributes: Object.fromEntries(unknown.map((name) => [name, `User attribute '${name}' does not exist`])) } } };
}

function accepted(call: Call, conversation: FinConversation, { rewind }: { rewind: boolean }, more: object = {}) {
	const { clock, settings: all, origin, workspace } = call;
	const address = `${origin}/_simulator/event-stream?channels=fin_agent_api:${workspace.id}:${encodeURIComponent(conversation.id)}&accessToken=ey.simulated${rewind ? '&rewind=2m' : ''}`;
	return {
		conversation_id: conversation.id,
		user_id: conversation.user.id,
		...more,
		status: 'thinking',
		created_at_ms: new Date(clock.ms()).toISOString(),
		...attributeErrors(call, conversation.user),
		...(all.finStreams && { sse_subscription_url: address }),
	};
}

const question = {
	conversation_id: z.string().min(1),
	message,
	user,
	conversation_metadata: metadata.optional(),
	attachments: attachments.optional(),
};

export const fin = [
	route('POST /fin/start', { body: fields({ ...question, settings: settings.optional() }) }, (call) => {
		refine(call);
		const { conversation_id: id, message: said, user: who, conversation_metadata: meta } = call.body;
		tenAtMost(who.attributes, meta?.attributes);
		return accepted(call as Call, call.workspace.fin.begin(id, who, said.body, false), { rewind: true });
	}),
	route('POST /fin/ask', { since: 'Preview', body: fields(question) }, (call) => {
		const { conversation_id: id, message: said, user: who, conversation_metadata: meta } = call.body;
		tenAtMost(who.attributes, meta?.attributes);
		return accepted(call as Call, call.workspace.fin.begin(id, who, said.body, true), { rewind: true });
	}),
	route(
		'POST /fin/reply',
		{
			body: fields({
				conversation_id: z.string().min(1),
				message,
				user,
				attachments: attachments.optional(),
				settings: settings.optional(),
			}),
		},
		(call) => {
			refine(call);
			const { conversation_id: id, message: said, user: who } = call.body;
			tenAtMost(who.attributes);
			return accepted(call as Call, call.workspace.fin.goOn(id, said.body), { rewind: false });
		},
	),
	route(
		'POST /fin/procedures/{id}/run',
		{
			since: 'Preview',
			body: fields({
				conversation_id: z.string().min(1),
				user,
				message: message.optional(),
				conversation_metadata: metadata.optional(),
				settings: fields({ email: z.boolean().optional() }).optional(),
			}),
		},
		(call) => {
			const procedure = call.workspace.fin.procedures.get(call.params.id);
			if (!procedure) throw notFound('Procedure not found');
			const { conversation_id: id, message: said, user: who } = call.body;
			return accepted(
				call as Call,
				call.workspace.fin.begin(id, who, said?.body ?? procedure.name, false),
				{ rewind: true },
				{ procedure_id: procedure.id },
			);
		},
	),
	route(
		'POST /fin/escalate',
		{
			since: 'Preview',
			body: fields({
				conversation_id: z.string().optional(),
				user: user.optional(),
				message: z.string().optional(),
				context: z.string().optional(),
			}),
		},
		({ workspace, body }) => {
			const { conversation_id: id, user: who, message: said = 'Requesting human support', context } = body;
			if ((id === undefined) === (who === undefined)) throw invalid('Provide either conversation_id or user');
			const { fin: agent, inbox } = workspace;
			if (id !== undefined) agent.escalate(agent.need(id), 'Escalation requested by user');
			const thread =
				id === undefined
					? inbox.conversations.beginAsContact(agent.contactOf(who as FinUser), { body: said })
					: inbox.conversations.need(agent.need(id).intercomId);
			if (context !== undefined)
				inbox.threads.add(thread, {
					part_type: 'note',
					author: { type: 'bot', id: '278', name: 'Fin', email: 'fin@simulator.example' },
					body: context,
				});
			return { ...(id !== undefined && { conversation_id: id }), intercom_conversation_id: thread.id, status: 'escalated' };
		},
	),
	route(
		'POST /fin/csat',
		{
			body: fields({
				conversation_id: z.string().min(1),
				rating: z.enum(['terrible', 'bad', 'ok', 'good', 'amazing']),
				remark: z.string().optional(),
			}),
		},
		({ workspace, body }) => {
			const conversation = workspace.fin.rate(body.conversation_id, body.rating, body.remark);
			return { conversation_id: conversation.id, rating: body.rating, status: 'recorded' };
		},
	),
	route('POST /fin/capabilities', { since: 'Preview', body: fields({ user }) }, ({ workspace }) => ({
		version: 'Preview',
		capabilities: [
			...[...workspace.fin.procedures.values()].map((procedure) => ({
				type: 'procedure',
				...procedure,
				endpoint: `/fin/procedures/${procedure.id}/run`,
				method: 'POST',
			})),
			{ type: 'reply', description: 'Reply to a conversation that is under way.', endpoint: '/fin/reply', method: 'POST' },
			{ type: 'ask', description: 'Ask a single question.', endpoint: '/fin/ask', method: 'POST' },
		],
	})),
	route(
		'POST /procedures/{id}/collect_agent_input',
		{
			since: 'Preview',
			body: fields({ step_id: z.string(), attribute_values: z.array(fields({ identifier: z.string(), value: z.unknown() })).min(1) }),
		},
		({ workspace, params, body }) => {
			workspace.inbox.conversations.need(params.id);
			const step = workspace.fin.waiting.get(params.id);
			if (step?.stepId !== body.step_id) throw conflict('The step is not waiting for input');
			const values = Object.fromEntries(body.attribute_values.map(({ identifier, value }) => [identifier, value]));
			const missing = step.identifiers.filter((identifier) => values[identifier] === undefined);
			if (missing.length > 0) throw invalid(`attribute_values is missing: ${missing.join(', ')}`, 'attribute_values');
			workspace.fin.waiting.delete(params.id);
			workspace.fin.collected.push({ conversation: params.id, values });
			return { success: true };
		},
	),
];

export const voice = [
	route(
		'POST /fin_voice/register',
		{
			body: fields({
				phone_number: z.string(),
				call_id: z.string().min(1),
				source: z.enum(['five9', 'zoom_phone', 'aws_connect']).optional(),
				data: z.record(z.unknown()).nullable().optional(),
			}),
		},
		({ workspace, body }) => {
			if (!/^\+\d{7,15}$/.test(body.phone_number)) throw invalid('phone_number is invalid', 'phone_number');
			return workspace.fin.voice.view(workspace.fin.voice.register(body));
		},
	),
	route(
		'GET /fin_voice/collect/{id}',
		{},
		({
			workspace: {
				fin: { voice: book },
			},
			params,
		}) => book.view(book.need(({ id }) => String(id) === params.id)),
	),
	route(
		'GET /fin_voice/external_id/{id}',
		{},
		({
			workspace: {
				fin: { voice: book },
			},
			params,
		}) => book.view(book.need(({ external_call_id: id }) => id === params.id)),
	),
	route(
		'GET /fin_voice/phone_number/{phone}',
		{},
		({
			workspace: {
				fin: { voice: book },
			},
			params,
		}) => book.view(book.need(({ user_phone_number: phone }) => phone === params.phone)),
	),
	route(
		'GET /fin_voice/conversation/{id}',
		{},
		({
			workspace: {
				fin: { voice: book },
			},
			params,
		}) =>
			book
				.all()
				.filter(({ intercom_conversation_id: id }) => id === params.id)
				.map((one) => book.view(one)),
	),
];
