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
import { isSignedBy, SIGNATURE_HEADER } from '../../../intercom/signature';
import { isWanted } from './filter';
import { fullObjectOf } from './full-object';
import { readNotification } from './notification';
import { readOptions } from './options';
import { secretOf, verifies } from './secret';
import { admit } from './seen';
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
	const admission = isWanted(notification, options) ? admit(host, notification) : undefined;
	if (!admission) return ACKNOWLEDGED;

	const json = options.fullNotification ? notification.envelope : tidy(notification);
	const more = options.fetchFullObject ? await fullObjectOf(host, notification) : {};
	admission.keep();
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
