/**
 * Replies to a customer, and waits for what the customer does next. The node runs once to ask, and then again and again to look
 * (see again.ts); what it remembers says which it is.
 */

import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { IntercomError } from '../../intercom/errors';
import type { Json } from '../../intercom/json';
import { rethrown } from '../../intercom/rethrown';
import { customerOf, partsOf, repliesLike } from '../../procedures/customer-answer';
import { Refusal } from '../../procedures/procedure';
import { BadValue } from '../convert/refusal';
import { failedItem, toNodeError } from '../execute/errors';
import type { ReadParameter } from '../review/question';
import { type Wire, wireOf, writerOf } from '../review/wire';
import { Session } from '../session';
import { requireComingBack, runAgain } from './again';
import { Line } from './line';
import { conversationAt, look } from './look';
import { type CustomerQuestion, keyOf, readCustomerQuestion, replyOf } from './question';
import { type Attempt, forget, type Memory, memoryOf, nextLook } from './state';

const TIMEOUT_MS = 60_000;
/** So long an attempt without an answer may still be carried out. */
const UNDER_WAY_MS = 60_000;
const ACTION = 'Send reply and wait for customer';

/**
 * How a wait ended that failed. With *Retry On Fail*, n8n runs a node again that answers an item with an error, with the same entry of its
 * stack: the customer must not be asked a second time for that.
 */
const ended = new WeakMap<object, INodeExecutionData>();

/** One run of the node: it asks, or it looks. */
export async function askCustomer(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const before = ended.get(host.getExecuteData());
	if (before) return [[{ ...before }]];
	const memory = memoryOf(host);
	try {
		const session = async () =>
			await Session.open(host, host.getNodeParameter('authentication', 0, 'accessToken'), TIMEOUT_MS, {
				signal: host.getExecutionCancelSignal?.(),
			});
		const answered = memory.waiting ? await look(host, memory.waiting, session) : await ask(host, memory, session);
		if (!answered) return await runAgain(host, nextLook(memory.waiting as NonNullable<Memory['waiting']>, Date.now()));
		forget(memory);
		return [[{ json: answered, pairedItem: { item: 0 } }]];
	} catch (error) {
		const failure = toNodeError(error, { node: host.getNode(), itemIndex: 0, action: ACTION });
		if (!host.continueOnFail() || host.getExecutionCancelSignal?.()?.aborted) throw failure;
		const item = failedItem(failure, 0);
		// nobody comes back for the answer
		if (memory.waiting) {
			await new Line(host, memory.waiting.conversationId).leave(memory.waiting);
			ended.set(host.getExecuteData(), item);
		}
		// of an attempt to send it is still to be known that there was one
		delete memory.waiting;
		return [[item]];
	}
}

async function ask(host: IExecuteFunctions, memory: Memory, open: () => Promise<Session>): Promise<undefined> {
	const items = host.getInputData();
	if (items.length !== 1)
		throw new NodeOperationError(host.getNode(), `One customer can be asked at a time, and there are ${items.length} items`, {
			itemIndex: 0,
			description: "Put a 'Loop Over Items' node with batch size 1 around this node, or let an earlier node make one item of them.",
		});
	const read: ReadParameter = (name) => host.getNodeParameter(name, 0, null) ?? undefined;
	const question = readCustomerQuestion(read);
	requireComingBack(host);

	const session = await open();
	const wire = wireOf(session);
	const adminId = await writerOf(read, wire);
	const conversation = await conversationAt(wire, question.conversationId);
	const customerId = question.customerId ?? customerOf(conversation);
	if (customerId === undefined) throw new BadValue('Conversation', 'has no customer who could answer');
	const line = new Line(host, question.conversationId);
	const key = keyOf(question, adminId, items[0].json);
	const sent = await sendOnce({ memory, line, key, question, adminId, wire, conversation, wait: async (ms) => await session.wait(ms) });

	const now = Date.now();
	memory.waiting = {
		...sent,
		conversationId: question.conversationId,
		customerId,
		key,
		sinceMs: now,
		untilMs: now + question.waitMs,
		pauseMs: question.pauseMs,
		behind: {},
	};
	delete memory.attempt;
	return undefined;
}

interface Sending {
	memory: Memory;
	line: Line;
	key: string;
	question: CustomerQuestion;
	adminId: string;
	wire: Wire;
	/** As it was before. */
	conversation: Json;
	wait: (ms: number) => Promise<void>;
}

type Sent = { partId: string; askedAt: number; buttons: string[] };

/** The reply is in the conversation: this attempt sent it, or one before whose answer got lost. */
async function sendOnce(sending: Sending): Promise<Sent> {
	const { memory, line, key, conversation } = sending;
	const earlier = memory.attempt?.key === key ? memory.attempt : undefined;
	if ((await line.wasTried(key)) || earlier) {
		const found = await find(sending, conversation, { after: earlier?.after, again: true });
		if (found) return found;
		if (earlier?.sent) throw notShown;
		if (earlier && Date.now() - earlier.at < UNDER_WAY_MS) throw underWay;
	}
	const after = partsOf(conversation).at(-1)?.id;
	memory.attempt = { key, after: after === undefined ? null : String(after), at: Date.now() };
	return await sendNow(sending, memory.attempt);
}

async function sendNow(sending: Sending, attempt: Attempt): Promise<Sent> {
	const { memory, line, key, question, adminId, wire, wait } = sending;
	const path = { conversation_id: question.conversationId };
	const now = async () => await conversationAt(wire, question.conversationId);
	try {
		const answer = await wire.send('POST /conversations/{conversation_id}/reply', { path, body: replyOf(question, adminId) });
		attempt.sent = true;
		const found =
			(await find(sending, answer, attempt)) ??
			(await find(sending, await now(), attempt)) ??
			(await find(sending, answer, { ...attempt, anyWords: true }));
		if (found) return found;
	} catch (error) {
		if (!(error instanceof IntercomError) || attempt.sent) throw rethrown(error);
		if (!error.details.mayHaveHappened) {
			delete memory.attempt;
			await line.untried(key);
			throw rethrown(error);
		}
		await wait(LOOK_AFTER_MS);
		const found = await now().then(
			async (conversation) => await find(sending, conversation, attempt),
			() => undefined,
		);
		if (!found) throw rethrown(error.during({ what: 'the reply may have been sent', advice: LOOKS_FIRST }));
		return found;
	}
	throw notShown;
}

const LOOKS_FIRST = 'A retry of this execution looks for the reply in the conversation first, and sends it only if it is not there';
const underWay = new Refusal(
	'The reply may have been sent: Intercom has not answered, and it is not in the conversation yet',
	`It is not sent again within a minute. ${LOOKS_FIRST}.`,
);
const notShown = new Refusal(
	'The reply was sent, but Intercom does not show it in the conversation',
	'A retry of this execution looks for it again, and does not send it a second time.',
);

interface Wanted {
	after?: string | null;
	/** The same reply may have been sent before. */
	again?: boolean;
	/** Intercom may have written it in another way. */
	anyWords?: boolean;
}

/** The reply in the conversation, if it is there and is not the question of another execution. */
async function find(
	{ question: { body }, adminId, line, key }: Sending,
	conversation: Json,
	{ after, again = false, anyWords = false }: Wanted,
): Promise<Sent | undefined> {
	const parts = repliesLike(conversation, { body: anyWords ? undefined : body, adminId, after });
	for (const part of parts) if (await line.enter(String(part.id), key, again)) return sentAs(part);
	return undefined;
}

/** A lost answer does not mean that the reply is there at once. */
const LOOK_AFTER_MS = 2_000;

function sentAs({ id, created_at, metadata }: Json): Sent {
	const options = (metadata as { quick_reply_options?: Array<{ uuid?: unknown }> } | null | undefined)?.quick_reply_options ?? [];
	return { partId: String(id), askedAt: Number(created_at), buttons: options.map(({ uuid }) => String(uuid)) };
}
