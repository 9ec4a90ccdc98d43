/**
 * One request to the trigger's address -> an answer for Intercom, and an execution where the event is wanted.
 *
 * | request | answer | execution |
 * |---|---|---|
 * | HEAD: the Developer Hub checks an address before it saves it | 200 | no |
 * | no signature, or a wrong one | 401 | no |
 * | signed, but not a notification | 400 | no |
 * | ping, topic not chosen, other workspace, ignored actor, seen before | 200 | no |
 * | any other notification | 200 | yes |
 *
 * What an answer does at Intercom decides which one is right: 2xx ends it. 4xx and 5xx bring the same delivery once
 * more after a minute, and count as a fault of the address; only thousands in a row have consequences. A body that
 * is not a notification gets 400, so that it shows in the Developer Hub instead of vanishing. 410 would end the
 * subscription and 429 would hold back all events, so these two are never given (facts.md 3).
 */

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from '../../session';
import { isSignedBy, SIGNATURE_HEADER } from '../../../intercom/signature';
import { memoryOf } from '../memory';
import { isWanted } from './filter';
import { fullObjectOf } from './full-object';
import { type Notification, readNotification } from './notification';
import { readOptions } from './options';
import { secretOf, verifies } from './secret';
import { tidy } from './tidy';

const ACKNOWLEDGED: IWebhookResponseData = { webhookResponse: 'OK' };

export async function receive(host: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (host.getWebhookName() === 'setup') return answer(host, 200);

	// n8n keeps the bytes as they came; without them (a form, say) there is nothing that could be signed
	const { rawBody: body = Buffer.alloc(0) } = host.getRequestObject() as { rawBody?: Buffer };
	if (!(await isTrusted(host, body))) return answer(host, 401, 'Unauthorized');

	const notification = readNotification(body);
	if (!notification) return answer(host, 400, 'Not a notification');

	const options = readOptions(host);
	if (!isWanted(notification, options) || !isNew(host, notification)) return ACKNOWLEDGED;

	const json = options.fullNotification ? notification.envelope : tidy(notification);
	const more = options.fetchFullObject ? await fullObjectOf(host, notification) : {};
	return { workflowData: [[{ json: { ...json, ...more } as IDataObject }]] };
}

/** Written here, because n8n's own answers to requests that start nothing are always 200. */
function answer(host: IWebhookFunctions, status: number, text?: string): IWebhookResponseData {
	const response = host.getResponseObject().status(status);
	if (text === undefined) response.end();
	else response.type('text/plain').send(text);
	return { noWebhookResponse: true };
}

async function isTrusted(host: IWebhookFunctions, body: Buffer): Promise<boolean> {
	if (!verifies(host)) return true;
	const signature = host.getHeaderData()[SIGNATURE_HEADER];
	try {
		return isSignedBy({ body, signature, secret: await secretOf(host) });
	} catch {
		// the credential is gone: whoever sends this must not be able to start failing executions
		return false;
	}
}

const LONGEST_PAUSE_MS = 100;
/** Ends the waiting for an answer that never goes out, because whoever asked has hung up. */
const MOST_PAUSES = 600;

/**
 * n8n saves changed static data after it has begun the execution and before it answers. In between it takes the same
 * object for a new workflow, which makes it forget that anything was changed (n8n 2.41, `establishContextForPersistence`;
 * only data that was empty before is saved anyway). So the change is made once more every now and then until the answer is out.
 */
async function keepChanged(kept: IDataObject, isAnswered: () => boolean): Promise<void> {
	for (let pauses = 0, ms = 1; !isAnswered() && pauses < MOST_PAUSES; pauses++, ms = Math.min(ms * 1.5, LONGEST_PAUSE_MS)) {
		await sleep(ms);
		const { seen } = kept;
		kept.seen = seen;
	}
}

/** False for a notification that has already started an execution; from now on, this one has. */
function isNew(host: IWebhookFunctions, { id, workspaceId }: Notification): boolean {
	// tests in the editor may be repeated with the same event
	if (id === null || host.getMode() === 'manual') return true;
	const kept = host.getWorkflowStaticData('node');
	const memory = memoryOf(`${host.getWorkflow().id} ${host.getNode().id}`);
	// IDs are unique within a workspace only
	const identity = JSON.stringify([workspaceId, id]);
	memory.recall(kept.seen);
	// no await from here to the end: of two deliveries at the same moment only one gets through
	if (!memory.admit(identity)) return false;
	kept.seen = memory.text();
	const response = host.getResponseObject();
	let isAnswered = false;
	response.once('finish', () => (isAnswered = true));
	void keepChanged(kept, () => isAnswered);
	// n8n could not start the execution and says so: Intercom's next attempt has to count
	response.once('finish', () => {
		if (response.statusCode >= 400) memory.forget(identity);
	});
	return true;
}
