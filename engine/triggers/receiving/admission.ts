/** Whether an event has started an execution before, and seeing to it that this is known the next time. */

import { type IWebhookFunctions, sleep } from 'n8n-workflow';
import { introduce, keepFor, keptFor, remark } from '../keeping/place';
import { keyOf, type Memory, memoryOf } from '../memory';

/** Call `keep` when the execution is about to start. `key` is what the event is remembered by, where it is. */
export interface Admission {
	keep: () => void;
	key?: string;
}

/**
 * Undefined for an event that has started an execution before. One without an identity always is a new one. An event of
 * which another delivery is under way waits for what becomes of that: it is Intercom's last attempt, so it counts if the
 * other one fails, and it may take longer than Intercom listens, because n8n starts executions for those who have hung up.
 */
export async function admit(host: IWebhookFunctions, identity: string | null, { response = host.getResponseObject(), rememberedMs }: How = {}): Promise<Admission | undefined> {
	// tests in the editor may be repeated with the same event
	if (identity === null || host.getMode() === 'manual') return { keep: () => {} };
	const memory = remembered(host, rememberedMs);
	for (let other = memory.underWay(identity); other; other = memory.underWay(identity)) await other;
	if (memory.has(identity)) return undefined;
	// no await between looking and this: of several that wait, only one goes on
	const decide = memory.attempt(identity);
	void hasStarted(response).then(decide);
	return { key: keyOf(identity), keep: () => void untilAnswered(response, () => write(host, memory, identity)) };
}

export interface How {
	/** What tells whether n8n has started an execution, where its answer is not the one that goes out. */
	response?: Answered;
	/** For so long; see `Memory`. */
	rememberedMs?: number;
}

/** The trigger's memory, with all that static data has for it; other triggers of the workflow keep it too. */
function remembered(host: IWebhookFunctions, ageMs?: number): Memory {
	const memory = memoryOf(`${host.getWorkflow().id} ${host.getNode().id}`, ageMs);
	for (const { seen } of keptFor(host)) memory.recall(seen);
	introduce(host, (found) => {
		memory.recall(found?.seen);
		return { seen: memory.text() };
	});
	return memory;
}

/** This delivery's copy of the static data is saved only if its execution has started: so it may say that it has. */
function write(host: IWebhookFunctions, memory: Memory, identity: string): void {
	keepFor(host, { seen: memory.text(identity) });
	remark(host);
}

/** As much of the response as tells what n8n answers. */
export interface Answered {
	statusCode: number;
	writableEnded: boolean;
	once: (event: 'finish', listener: () => void) => unknown;
}

/** Longer than n8n waits for its database or its queue. What is undecided by then counts as not started. */
export const LONGEST_MS = 10 * 60_000;

const LONGEST_PAUSE_MS = 1000;

/**
 * Whether n8n has started an execution. It answers when it has (2.41: after the execution is created, and queued where
 * there is a queue), with an error when it cannot. Where Intercom has hung up there is no event `finish`, and `close`
 * came before n8n knew: so the response is looked at, until it is ended.
 */
export async function hasStarted(response: Answered, longestMs = LONGEST_MS): Promise<boolean> {
	const finished = new Promise<void>((resolve) => response.once('finish', resolve));
	await Promise.race([finished, untilAnswered(response, () => {}, longestMs)]);
	return response.writableEnded && response.statusCode < 400;
}

/**
 * Does something at once, and again and again until n8n has answered. n8n saves changed static data when it has begun the
 * execution, before it answers. In between it makes a second workflow over the same data, which takes away the mark that
 * something has changed (`establishContextForPersistence`; only data that was empty before is saved all the same), and other
 * triggers may have something new to keep. So the data is written again, at first while n8n is still busy with the
 * database, then once a second.
 */
async function untilAnswered(response: Answered, task: () => void, longestMs = LONGEST_MS): Promise<void> {
	for (let [pause, waited] = [0, 0]; !response.writableEnded && waited < longestMs; pause = Math.min(2 * pause + 1, LONGEST_PAUSE_MS)) {
		task();
		await sleep(pause);
		waited += pause;
	}
}
