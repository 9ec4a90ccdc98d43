/**
 * Ask Fin and wait for what it says. Fin answers by events: over a stream whose address comes with the question, where the
 * workspace has streams, else by webhook only. There is no request for "how far are you", so without a stream the
 * conversation is looked for, and followed, among the user's conversations in Intercom. That second way rests on what the
 * API description says about Fin's conversations in passing; it was not tried against a workspace of Intercom's.
 *
 * Without an answer in time the item says so instead of failing: the question was asked, and asking again costs again.
 */

import { IntercomError } from '../intercom/errors';
import { comparisonOf, isSame } from '../catalog/records/identity';
import { type Json, objectsOf, textOf } from '../intercom/json';
import { rethrown } from '../intercom/rethrown';
import type { Calls, Procedure, Values } from './procedure';
import { nestedValues } from './nesting';
import { until } from './waiting';

const SECOND = 1000;

interface Said {
	status: string;
	answer: string | null;
	parts: Array<{ id: string | null; body: string; at: string | null }>;
	reason: string | null;
	/** How the answer came. */
	via: 'stream' | 'conversation' | null;
}

const inner = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** Fin has nothing more to say: it ended, waits for the user, or gave up. */
const isDone = (status: string): boolean => ['complete', 'awaiting_user_reply', 'escalated', 'resolved'].includes(status);

export const askFin: Procedure = async ({ time_limit, ...question }, calls) => {
	const limitMs = Number(time_limit ?? 120) * SECOND;
	const start = calls.now();
	const asked = await calls.send('POST /fin/ask', { body: nestedValues(question), holds: ['status'] });
	const address = textOf(asked.sse_subscription_url);
	let said = nothing(textOf(asked.status));
	if (address) said = await listen(address, limitMs, said, calls);
	if (!said.parts.length && !isDone(said.status)) {
		const left = address ? Math.min(limitMs - (calls.now() - start), FALLBACK_MS) : limitMs;
		said = (await follow(question, start, Math.max(left, 1), calls)) ?? said;
	}
	const { parts, via, ...rest } = said;
	const answered = parts.length > 0;
	return {
		conversation_id: asked.conversation_id ?? question.conversation_id,
		user_id: asked.user_id ?? question['user.id'],
		answered,
		...rest,
		parts,
		via,
		...(asked.errors ? { errors: asked.errors } : {}),
		...(answered ? {} : { hint: HINT }),
	};
};

/** After a stream that said nothing, the conversation is looked for this long. */
const FALLBACK_MS = 20 * SECOND;
const HINT =
	'Fin has been asked and may still answer: its answer comes by webhook (Intercom Fin Trigger), and in the conversation in Intercom. Asking again asks a second time.';

const nothing = (status: string): Said => ({ status, answer: null, parts: [], reason: null, via: null });

const withPart = (said: Said, part: Said['parts'][number]): Said => {
	if (part.id !== null && said.parts.some(({ id }) => id === part.id)) return said;
	const parts = [...said.parts, part];
	return { ...said, parts, answer: plain(parts.map(({ body }) => body).join('\n\n')) };
};

/** The events of the stream until Fin is done. */
async function listen(address: string, limitMs: number, first: Said, { events }: Calls): Promise<Said> {
	let said = first;
	for await (const event of events(address, limitMs)) {
		if (event.event_name === 'fin_replied') {
			const message = inner(event.message);
			said = {
				...withPart(said, { id: textOf(message.id) || null, body: textOf(message.body), at: textOf(message.timestamp_ms) || null }),
				status: textOf(event.status) || 'replying',
				via: 'stream',
			};
		} else if (event.event_name === 'fin_status_updated') {
			said = { ...said, status: textOf(event.status), reason: textOf(event.reason) || said.reason, via: 'stream' };
			if (isDone(said.status)) return said;
		}
	}
	return said;
}

/** Looks into the user's conversations until the one of this question has an answer. */
async function follow(question: Values, start: number, limitMs: number, calls: Calls): Promise<Said | undefined> {
	let found: string | undefined;
	return await until(calls, { limitMs, firstMs: 3 * SECOND, mostMs: 10 * SECOND }, async () => {
		found ??= await conversationOf(question, start, calls);
		if (!found) return undefined;
		const conversation = await calls.send('GET /conversations/{conversation_id}', { path: { conversation_id: found } });
		return answerIn(conversation);
	});
}

/** Search may show a new conversation late, and a new user may not be there yet: both are asked for again. */
async function conversationOf(question: Values, start: number, { send }: Calls): Promise<string | undefined> {
	const user = await orNothing(
		async () => await send('GET /contacts/find_by_external_id/{external_id}', { path: { external_id: textOf(question['user.id']) } }),
	);
	if (!user || !isSame(comparisonOf('contact', 'externalId'), user.external_id, question['user.id'])) return undefined;
	const since = Math.floor(start / 1000) - 60;
	const query = {
		operator: 'AND',
		value: [
			{ field: 'contact_ids', operator: '=', value: textOf(user.id) },
			{ field: 'created_at', operator: '>', value: since - 1 },
		],
	};
	const found = await orNothing(
		async () =>
			await send('POST /conversations/search', {
				body: { query, pagination: { per_page: 20 } },
				repeatable: true,
				holds: { list: 'conversations' },
			}),
	);
	const words = plain(textOf(question['message.body']));
	const same = objectsOf(found?.conversations).filter(
		({ created_at, source }) => Number(created_at) >= since && plain(textOf(inner(source).body)) === words,
	);
	return textOf(same.sort((a, b) => Number(b.created_at) - Number(a.created_at))[0]?.id) || undefined;
}

/** Not there, and not allowed to look, both mean: nothing found this way. */
async function orNothing(ask: () => Promise<Json>): Promise<Json | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof IntercomError && [403, 404].includes(error.status ?? 0)) return undefined;
		throw rethrown(error);
	}
}

/** What Fin said in a conversation, once it is finished with it. */
function answerIn(conversation: Json): Said | undefined {
	const agent = inner(conversation.ai_agent);
	const state = textOf(agent.resolution_state);
	const replies = objectsOf(inner(conversation.conversation_parts).conversation_parts).filter(
		({ author, body }) => textOf(inner(author).type) === 'bot' && textOf(body) !== '',
	);
	if (!replies.length || !(state || conversation.state === 'closed')) return undefined;
	const status = /escalat|routed/.test(state) ? 'escalated' : 'complete';
	return replies.reduce<Said>(
		(said, { id, body, created_at }) =>
			withPart(said, {
				id: textOf(id) || null,
				body: textOf(body),
				at: created_at ? new Date(Number(created_at) * 1000).toISOString() : null,
			}),
		{ ...nothing(status), via: 'conversation' as const },
	);
}

/** Fin answers in HTML. */
function plain(html: string): string {
	return html
		.replace(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, '\n')
		.replace(/<[a-z/!][^>]*>/gi, '')
		.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };
