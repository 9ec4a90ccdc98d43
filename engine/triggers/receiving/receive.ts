/**
 * One request to a trigger's address -> an answer for Intercom, and an execution where the event is wanted. What differs
 * between the ways Intercom sends events is in their channel; what follows from a request is the same for all.
 *
 * | request | answer | execution |
 * |---|---|---|
 * | HEAD: Intercom checks an address before it saves it | 200 | no |
 * | no signature, or a wrong one; no credential to verify it with | 401 | no |
 * | signed, but the credential cannot be read just now | 503 | no |
 * | signed, but not an event | 400 | no |
 * | ping, not chosen, filtered out, seen before | 200 | no |
 * | any other event | 200 | yes |
 * | one that another trigger of *Also Deliver To* has not taken | 503 | as above |
 *
 * What an answer does at Intercom decides which one is right: 2xx ends it. 4xx and 5xx bring the same delivery once
 * more after a minute, and count as a fault of the address; only thousands in a row have consequences. A body that
 * is not an event gets 400, so that it shows in the Developer Hub instead of vanishing. 410 would end the
 * subscription and 429 would hold back all events, so these two are never given (docs/intercom-behavior.md#webhook-delivery).
 */

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Json } from '../../../intercom/json';
import { isSignature, isSignedBy, type Scheme } from '../../../intercom/signature';
import { toNodeError } from '../../execute/errors';
import { type Response, takeOver } from '../answering/take-over';
import { named } from './first-step';
import { type Panel, verifies } from './options';
import { isCredentialGone, type Secret, secretOf } from './secret';
import { deliverTo } from './deliver';
import { admit, type Answered } from './admission';

/** One way in which Intercom sends events. */
export interface Channel<Event> {
	signature: Scheme;
	secret: Secret;
	/** Reads everything the panel has. Throws `BadValue` where a value cannot be right. */
	check: (panel: Panel) => void;
	/** Undefined where the body is not an event. */
	read: (body: Buffer) => Event | undefined;
	isWanted: (host: IWebhookFunctions, event: Event) => boolean;
	/** What an event has in common with its second delivery, and with nothing else. Null: it cannot be told. */
	identityOf: (event: Event) => string | null;
	/** Addresses that get the delivery as well. Throws `BadValue`. */
	alsoTo?: (host: IWebhookFunctions) => string[];
	/** The JSON of the item. */
	output: (host: IWebhookFunctions, event: Event) => Json | Promise<Json>;
}

const ACKNOWLEDGED: IWebhookResponseData = { webhookResponse: 'OK' };

export async function receive<Event>(host: IWebhookFunctions, channel: Channel<Event>): Promise<IWebhookResponseData> {
	if (host.getWebhookName() === 'setup') return answer(host, 200);

	// n8n keeps the bytes as they came; without them (a form, say) there is nothing that could be signed
	const { rawBody: body = Buffer.alloc(0) } = host.getRequestObject() as { rawBody?: Buffer };
	const trust = await trustIn(host, channel, body);
	if (trust === 'unknown') return answer(host, 503, 'The signature cannot be verified at the moment');
	if (trust === 'none') return answer(host, 401, 'Unauthorized');

	const event = channel.read(body);
	if (!event) return answer(host, 400, 'Not a notification');

	try {
		const others = channel.alsoTo?.(host) ?? [];
		return others.length ? await handedOn(host, channel, event, { others, body }) : await started(host, channel, event);
	} catch (error) {
		// a parameter that turned wrong since the activation: n8n answers 500 and shows what it was, and Intercom tries once more
		throw toNodeError(error, { node: host.getNode() });
	}
}

/** The workflow starts whatever the others say; what Intercom is told depends on all of them. */
async function handedOn<Event>(host: IWebhookFunctions, channel: Channel<Event>, event: Event, { others, body }: { others: string[]; body: Buffer }): Promise<IWebhookResponseData> {
	const delivering = deliverTo(host, others, body, channel.signature.header);
	let areTaken = true;
	const response = takeOver(host.getResponseObject() as unknown as Response, {
		decide: (status, given) => (areTaken || status >= 400 ? { status, body: given } : { status: 503, body: 'Another workflow did not take the event' }),
	});
	const answer = await started(host, channel, event, response);
	areTaken = await delivering;
	return answer;
}

async function started<Event>(host: IWebhookFunctions, channel: Channel<Event>, event: Event, response?: Answered): Promise<IWebhookResponseData> {
	const admission = channel.isWanted(host, event) ? await admit(host, channel.identityOf(event), { response }) : undefined;
	if (!admission) return ACKNOWLEDGED;

	const item = { json: (await channel.output(host, event)) as IDataObject };
	const { key, keep } = admission;
	keep();
	return { workflowData: [[key === undefined ? item : named(item, key)]] };
}

/** Written here, because n8n's own answers to requests that start nothing are always 200. */
export function answer(host: IWebhookFunctions, status: number, text?: string): IWebhookResponseData {
	const response = host.getResponseObject().status(status);
	if (text === undefined) response.end();
	else response.type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** What cannot be read does not open the door. */
function mustVerify(host: IWebhookFunctions): boolean {
	try {
		return verifies(host);
	} catch {
		return true;
	}
}

/** `unknown`: n8n could not read the credential, so nobody can tell; a genuine delivery has to come again. */
export async function trustIn(host: IWebhookFunctions, { signature: scheme, secret }: Pick<Channel<never>, 'signature' | 'secret'>, body: Buffer): Promise<'full' | 'none' | 'unknown'> {
	if (!mustVerify(host)) return 'full';
	const signature = host.getHeaderData()[scheme.header];
	if (!isSignature(scheme, signature)) return 'none';
	try {
		return isSignedBy(scheme, { body, signature, secret: await secretOf(host, secret) }) ? 'full' : 'none';
	} catch (error) {
		// without a credential, whoever sends this must not be able to start failing executions
		return isCredentialGone(host, error) ? 'none' : 'unknown';
	}
}
