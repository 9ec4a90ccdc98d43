/**
 * Handles a request to a trigger's URL: an answer for Intercom, and an execution if the event is wanted. What differs between the
 * webhooks of Intercom is in their channels.
 *
 * | request | answer | execution |
 * |---|---|---|
 * | HEAD: Intercom checks a URL before saving it | 200 | no |
 * | no or wrong signature; no credential to verify it with | 401 | no |
 * | signed, but the credential cannot be read at the moment | 503 | no |
 * | signed, but not an event | 400 | no |
 * | ping, not selected, filtered out, duplicate | 200 | no |
 * | any other event | 200 | yes |
 * | one that a trigger of *Also Deliver To* has rejected | 503 | as above |
 *
 * Intercom considers 2xx as delivered, and retries once after a minute on 4xx and 5xx; only thousands of failures in a row have
 * consequences. A body that is not an event gets 400, so that it shows in the Developer Hub. 410 would end the subscription and 429
 * pause all events, so these two are never used (docs/intercom-behavior.md#webhook-delivery).
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

/** One kind of webhook. */
export interface Channel<Event> {
	signature: Scheme;
	secret: Secret;
	/** Validates all parameters. Throws `BadValue`. */
	check: (panel: Panel) => void;
	/** Undefined if the body is not an event. */
	read: (body: Buffer) => Event | undefined;
	isWanted: (host: IWebhookFunctions, event: Event) => boolean;
	/** Equal for two deliveries of one event, and only for them. Null if it cannot be told. */
	identityOf: (event: Event) => string | null;
	/** URLs to forward the delivery to. Throws `BadValue`. */
	alsoTo?: (host: IWebhookFunctions) => string[];
	/** The JSON of the item. */
	output: (host: IWebhookFunctions, event: Event) => Json | Promise<Json>;
}

const ACKNOWLEDGED: IWebhookResponseData = { webhookResponse: 'OK' };

export async function receive<Event>(host: IWebhookFunctions, channel: Channel<Event>): Promise<IWebhookResponseData> {
	if (host.getWebhookName() === 'setup') return answer(host, 200);

	// the raw bytes; without them (a form, say) there is nothing signed
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
		// a parameter became invalid after activation: n8n answers 500 and shows the error, and Intercom retries
		throw toNodeError(error, { node: host.getNode() });
	}
}

/** Starts the workflow regardless of the others; the answer to Intercom depends on all of them. */
async function handedOn<Event>(
	host: IWebhookFunctions,
	channel: Channel<Event>,
	event: Event,
	{ others, body }: { others: string[]; body: Buffer },
): Promise<IWebhookResponseData> {
	const delivering = deliverTo(host, others, body, channel.signature.header);
	let areTaken = true;
	const response = takeOver(host.getResponseObject() as unknown as Response, {
		decide: (status, given) =>
			areTaken || status >= 400 ? { status, body: given } : { status: 503, body: 'Another workflow did not take the event' },
	});
	const answer = await started(host, channel, event, response);
	areTaken = await delivering;
	return answer;
}

async function started<Event>(
	host: IWebhookFunctions,
	channel: Channel<Event>,
	event: Event,
	response?: Answered,
): Promise<IWebhookResponseData> {
	const admission = channel.isWanted(host, event) ? await admit(host, channel.identityOf(event), { response }) : undefined;
	if (!admission) return ACKNOWLEDGED;

	const item = { json: (await channel.output(host, event)) as IDataObject };
	const { key, keep } = admission;
	keep();
	return { workflowData: [[key === undefined ? item : named(item, key)]] };
}

/** n8n itself always answers 200 to requests that start nothing. */
export function answer(host: IWebhookFunctions, status: number, text?: string): IWebhookResponseData {
	const response = host.getResponseObject().status(status);
	if (text === undefined) response.end();
	else response.type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** An unreadable option counts as on. */
function mustVerify(host: IWebhookFunctions): boolean {
	try {
		return verifies(host);
	} catch {
		return true;
	}
}

/** `unknown`: the credential could not be read; a genuine delivery has to come again. */
export async function trustIn(
	host: IWebhookFunctions,
	{ signature: scheme, secret }: Pick<Channel<never>, 'signature' | 'secret'>,
	body: Buffer,
): Promise<'full' | 'none' | 'unknown'> {
	if (!mustVerify(host)) return 'full';
	const signature = host.getHeaderData()[scheme.header];
	if (!isSignature(scheme, signature)) return 'none';
	try {
		return isSignedBy(scheme, { body, signature, secret: await secretOf(host, secret) }) ? 'full' : 'none';
	} catch (error) {
		// without a credential strangers must not be able to start failing executions
		return isCredentialGone(host, error) ? 'none' : 'unknown';
	}
}
