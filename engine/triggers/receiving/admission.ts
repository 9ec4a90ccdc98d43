/** Admits each event once: looks it up, and records it when its execution starts. */

import { type IWebhookFunctions, sleep } from 'n8n-workflow';
import { introduce, keepFor, keptFor, remark } from '../keeping/place';
import { keyOf, type Memory, memoryOf } from '../memory';

/** `keep`: call when the execution is about to start. `key`: of the event in `Memory`, if it has an identity. */
export interface Admission {
	keep: () => void;
	key?: string;
}

/**
 * Undefined for an event that has started an execution before. Events without an identity are always new. While another delivery of
 * the event is pending, waits for its outcome: this one is Intercom's last attempt, so it counts if the other fails. That may
 * take longer than Intercom listens, because n8n starts executions also for closed connections.
 */
export async function admit(
	host: IWebhookFunctions,
	identity: string | null,
	{ response = host.getResponseObject(), rememberedMs }: How = {},
): Promise<Admission | undefined> {
	// tests in the editor may repeat an event
	if (identity === null || host.getMode() === 'manual') return { keep: () => {} };
	const memory = remembered(host, rememberedMs);
	for (let other = memory.underWay(identity); other; other = memory.underWay(identity)) await other;
	if (memory.has(identity)) return undefined;
	// no await between the check and this: of several waiting deliveries only one continues
	const decide = memory.attempt(identity);
	void hasStarted(response).then(decide);
	return { key: keyOf(identity), keep: () => void untilAnswered(response, () => write(host, memory, identity)) };
}

export interface How {
	/** Shows whether n8n has started an execution, if its answer is replaced. */
	response?: Answered;
	/** See `Memory`. */
	rememberedMs?: number;
}

/** The trigger's memory, including static data; registered with the other triggers of the workflow. */
function remembered(host: IWebhookFunctions, ageMs?: number): Memory {
	const memory = memoryOf(`${host.getWorkflow().id} ${host.getNode().id}`, ageMs);
	for (const { seen } of keptFor(host)) memory.recall(seen);
	introduce(host, (found) => {
		memory.recall(found?.seen);
		return { seen: memory.text() };
	});
	return memory;
}

/** This delivery's copy of the static data is saved only if its execution starts, so the event may be in it. */
function write(host: IWebhookFunctions, memory: Memory, identity: string): void {
	keepFor(host, { seen: memory.text(identity) });
	remark(host);
}

/** The part of a response that shows n8n's answer. */
export interface Answered {
	statusCode: number;
	writableEnded: boolean;
	once: (event: 'finish', listener: () => void) => unknown;
}

/** Longer than n8n waits for its database or queue. Undecided deliveries then count as not started. */
export const LONGEST_MS = 10 * 60_000;

const LONGEST_PAUSE_MS = 1000;

/**
 * Whether n8n has started an execution. It answers when it has (2.41: after creating and, in queue mode, enqueueing it), and with an
 * error otherwise. After Intercom has closed the connection there is no `finish` event, so the response is polled until it has ended.
 */
export async function hasStarted(response: Answered, longestMs = LONGEST_MS): Promise<boolean> {
	const finished = new Promise<void>((resolve) => response.once('finish', resolve));
	await Promise.race([finished, untilAnswered(response, () => {}, longestMs)]);
	return response.writableEnded && response.statusCode < 400;
}

/**
 * Runs a task now and repeatedly until n8n has answered. n8n saves changed static data after starting the execution, before it answers.
 * In between it creates a second workflow over the same data, which resets the changed mark (`establishContextForPersistence`; only data
 * that was empty before is saved all the same), and other triggers may have new state. So the data is written again, first
 * while n8n is busy with the database, then once a second.
 */
async function untilAnswered(response: Answered, task: () => void, longestMs = LONGEST_MS): Promise<void> {
	for (let [pause, waited] = [0, 0]; !response.writableEnded && waited < longestMs; pause = Math.min(2 * pause + 1, LONGEST_PAUSE_MS)) {
		task();
		await sleep(pause);
		waited += pause;
	}
}
