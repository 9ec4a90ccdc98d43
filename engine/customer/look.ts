/** One look whether the customer has answered. */

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { IntercomError } from '../../intercom/errors';
import type { Json } from '../../intercom/json';
import { rethrown } from '../../intercom/rethrown';
import { type CustomerAnswer, endOf, messagesSince, repliesBefore, shareOf, plainTextOf } from '../../procedures/customer-answer';
import { type Wire, wireOf } from '../review/wire';
import type { Session } from '../session';
import { Line } from './line';
import { graceMs, type Waiting } from './state';

/** The conversation with its parts. Rejects with `IntercomError`. */
export const conversationAt = async (wire: Wire, id: string): Promise<Json> =>
	await wire.send('GET /conversations/{conversation_id}', { path: { conversation_id: id } });

/** What comes out of the node; undefined: the customer has not answered, and there is time left. */
export async function look(host: IExecuteFunctions, waiting: Waiting, open: () => Promise<Session>): Promise<IDataObject | undefined> {
	let conversation: Json;
	// the moment before the look: what is said during it is found
	const now = Date.now();
	try {
		conversation = await conversationAt(wireOf(await open()), waiting.conversationId);
	} catch (error) {
		// what can pass by itself, or be repaired in the credential, does not end days of waiting
		if (isPassing(error) && now < waiting.untilMs) return undefined;
		throw rethrown(error);
	}
	const line = new Line(host, waiting.conversationId);
	const answer = await answerIn(conversation, waiting, line, now);
	if (!answer && now < waiting.untilMs) return undefined;
	await line.leave(waiting);
	await tidied(conversation, waiting, line);
	return outputOf(waiting, answer);
}

const PASSING = [401, 402, 403, 429];
const isPassing = (error: unknown): boolean =>
	error instanceof IntercomError && (error.kind !== 'http' || (error.status ?? 0) >= 500 || PASSING.includes(error.status ?? 0));

/** A message, a chosen button, a rating or the end of the conversation, whichever came first. */
async function answerIn(conversation: Json, waiting: Waiting, line: Line, now: number): Promise<CustomerAnswer | undefined> {
	const end = endOf(conversation, waiting);
	const messages = messagesSince(conversation, waiting);
	if (!messages.length) return end;
	const before = await line.waiting(repliesBefore(conversation, waiting));
	const taken = await line.taken(messages);
	const isGone = (part: string): boolean => now - (waiting.behind[part] ?? now) > graceMs(waiting);
	for (;;) {
		const { answer, others } = shareOf(conversation, waiting, { before: new Set([...before].filter((part) => !isGone(part))), taken });
		waiting.behind = Object.fromEntries(
			[...others, ...Object.keys(waiting.behind).filter(isGone)].map((part) => [part, waiting.behind[part] ?? now]),
		);
		if (!answer || (end && end.at < answer.at)) return end;
		if (await line.take(answer.id)) return answer;
		taken.add(answer.id);
	}
}

async function tidied(conversation: Json, waiting: Waiting, line: Line): Promise<void> {
	const messages = messagesSince(conversation, waiting);
	if (messages.length && !(await line.waiting(repliesBefore(conversation, { ...waiting, partId: '', askedAt: Infinity }))).size)
		await line.tidy(messages);
}

function outputOf({ conversationId, partId }: Waiting, answer: CustomerAnswer | undefined): IDataObject {
	const shared = { conversationId, questionId: partId, noticedBy: 'polling' };
	if (!answer)
		return {
			data: {
				outcome: 'timedOut',
				kind: null,
				text: null,
				body: null,
				quickReply: null,
				rating: null,
				attachments: [],
				respondedAt: null,
				respondedBy: null,
				timedOut: true,
			},
			...shared,
		};
	const { kind, body, quickReply, rating, attachments, at, by } = answer;
	const data = {
		outcome: kind === 'closed' ? 'closed' : 'answered',
		kind,
		text: plainTextOf(body),
		body,
		quickReply,
		rating,
		attachments,
		respondedAt: new Date(at * 1000).toISOString(),
		respondedBy: by,
		timedOut: false,
	};
	return { data: data as unknown as IDataObject, ...shared };
}
