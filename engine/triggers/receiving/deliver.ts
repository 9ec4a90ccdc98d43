/**
 * One app of Intercom has one address, and several workflows want its events: the trigger hands a delivery on as it came, body and
 * signature, to other Intercom Triggers, before Intercom gets its answer. If one of them has not taken it, the answer is 503: Intercom
 * sends it once more after a minute, and the memory of each trigger keeps every event single.
 *
 * What was handed on is not handed on again, so triggers that name each other go round once.
 */

import type { IHttpRequestOptions, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';
import { texts } from '../../convert/list';
import { BadValue } from '../../convert/refusal';

/** Intercom waits five seconds; the others may take three to fetch an object. */
const TIMEOUT_MS = 4000;

/** The machine itself. */
const HERE = ['localhost', '127.0.0.1', '[::1]'];

export const HANDED_ON = 'x-n8n-intercom-handed-on';

/** Addresses as they were entered. @param own address of this trigger, where n8n tells it. Throws `BadValue`. */
export function addressesIn(value: unknown, own: string | undefined): string[] {
	const addresses = texts(value ?? '', 'Also Deliver To').map((address) => {
		const url = parsedUrl(address);
		if (!url) throw new BadValue('Also Deliver To', `is not an address: ${address}`, 'Copy the production URL of another Intercom Trigger.');
		if (url.protocol !== 'https:' && url.origin !== parsedUrl(own ?? '')?.origin && !HERE.includes(url.hostname)) throw new BadValue('Also Deliver To', `has to begin with https://: ${address}`, 'Only this n8n itself and this machine may be reached without.');
		if (url.username || url.password) throw new BadValue('Also Deliver To', 'cannot have a user name or a password in an address');
		if (url.pathname.includes('/webhook-test/')) throw new BadValue('Also Deliver To', `is a test URL: ${address}`, 'It answers only while somebody listens in the editor. Copy the production URL.');
		return url.href;
	});
	if (own !== undefined && addresses.includes(parsedUrl(own)?.href ?? own)) throw new BadValue('Also Deliver To', 'is the address of this trigger itself', 'Leave it out.');
	return [...new Set(addresses)];
}

function parsedUrl(address: string): URL | undefined {
	try {
		const url = new URL(address);
		return /^https?:$/.test(url.protocol) ? url : undefined;
	} catch {
		return undefined;
	}
}

/** Whether all have taken it. Never rejects. */
export async function deliverTo(host: IWebhookFunctions, addresses: string[], body: Buffer, header: string): Promise<boolean> {
	const headers = host.getHeaderData();
	if (!addresses.length || headers[HANDED_ON] !== undefined) return true;
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: '',
		headers: { 'Content-Type': String(headers['content-type'] ?? 'application/json'), [header]: String(headers[header] ?? ''), [HANDED_ON]: '1' },
		body,
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	const taken = await Promise.all(addresses.map(async (url) => await isTaken(host, { ...options, url })));
	return taken.every(Boolean);
}

async function isTaken(host: IWebhookFunctions, options: IHttpRequestOptions): Promise<boolean> {
	const { origin, pathname } = new URL(options.url);
	try {
		const { statusCode } = (await host.helpers.httpRequest(options)) as IN8nHttpFullResponse;
		if (statusCode < 300) return true;
		host.logger.warn(`${host.getNode().name}: ${origin}${pathname} did not take an event (status ${statusCode})`);
	} catch {
		host.logger.warn(`${host.getNode().name}: ${origin}${pathname} could not be reached with an event`);
	}
	return false;
}
