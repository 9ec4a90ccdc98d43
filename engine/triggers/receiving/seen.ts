/** Whether an event has started an execution before, and seeing to it that this is known the next time. */

import { type IDataObject, type IWebhookFunctions, sleep } from 'n8n-workflow';
import { type Memory, memoryOf } from '../memory';

/** Call `keep` when the execution is about to start. */
export interface Admission {
	keep: () => void;
}

/** Undefined for an event that was admitted before. One without an identity always is a new one. */
export function admit(host: IWebhookFunctions, identity: string | null): Admission | undefined {
	// tests in the editor may be repeated with the same event
	if (identity === null || host.getMode() === 'manual') return { keep: () => {} };
	const kept = host.getWorkflowStaticData('node');
	const memory = memoryOf(`${host.getWorkflow().id} ${host.getNode().id}`);
	memory.recall(kept.seen);
	// no await before this: of two deliveries at the same moment only one gets through
	if (!memory.admit(identity)) return undefined;
	const response = host.getResponseObject();
	let isAnswered = false;
	response.once('finish', () => {
		isAnswered = true;
		// n8n could not start the execution and says so: Intercom's next attempt has to count
		if (response.statusCode >= 400) memory.forget(identity);
	});
	return { keep: () => void write(memory, kept, () => isAnswered) };
}

/** Ends the waiting for an answer that never goes out, because whoever asked has hung up. */
const LONGEST_PAUSE_MS = 30_000;

/**
 * n8n saves changed static data when it has begun the execution, before it answers. In between it makes a second
 * workflow over the same data, which takes away the mark that something has changed (n8n 2.41,
 * `establishContextForPersistence`; only data that was empty before is saved all the same). So the data is written
 * again, at first while n8n is still busy with the database, then now and then until the answer is out.
 */
async function write(memory: Memory, kept: IDataObject, isAnswered: () => boolean): Promise<void> {
	for (let ms = 0; !isAnswered() && ms < LONGEST_PAUSE_MS; ms = 2 * ms + 1) {
		kept.seen = memory.text();
		await sleep(ms);
	}
}
