/**
 * Forwards deliveries, with body and signature unchanged, to other Intercom Triggers before Intercom gets its answer: an app has a single
 * webhook URL. If one of them rejects it, the answer is 503, Intercom retries after a minute, and each trigger deduplicates.
 *
 * Forwarded deliveries are not forwarded again, so triggers that name each other do not loop.
 */

import type { IHttpRequestOptions, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';
import { texts } from '../../convert/list';
import { BadValue } from '../../convert/refusal';

/** Intercom waits five seconds; fetching the full object may take the others three. */
const TIMEOUT_MS = 4000;

/** Loopback hosts, which may be reached without https. */
const HERE = ['localhost', '127.0.0.1', '[::1]'];

export const HANDED_ON = 'x-n8n-intercom-handed-on';

/** The entered URLs. @param own URL of this trigger, if known. Throws `BadValue`. */
export function addressesIn(value: unknown, own: string | undefined): string[] {
	const addresses = texts(value ?? '', 'Also Deliver To').map((address) => {
		const url = parsedUrl(address);
		if (!url)
			throw new BadValue('Also Deliver To', `is not an address: ${address}`, 'Copy the production URL of another Intercom Trigger.');
		if (url.protocol !== 'https:' && url.origin !== parsedUrl(own ?? '')?.origin && !HERE.includes(url.hostname))
			throw new BadValue(
				'Also Deliver To',
				`must begin with https://: ${address}`,
				'Plain http is allowed only for this n8n and this machine.',
			);
		if (url.username || url.password) throw new BadValue('Also Deliver To', 'cannot have a user name or a password in an address');
		if (url.pathname.includes('/webhook-test/'))
			throw new BadValue(
				'Also Deliver To',
				`is a test URL: ${address}`,
				'It answers only while somebody listens in the editor. Copy the production URL.',
			);
		return url.href;
	});
	if (own !== undefined && addresses.includes(parsedUrl(own)?.href ?? own))
		throw new BadValue('Also Deliver To', 'is the address of this trigger itself', 'Leave it out.');
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

/** Resolves to whether all have accepted it. Never rejects. */
export async function deliverTo(host: IWebhookFunctions, addresses: string[], body: Buffer, header: string): Promise<boolean> {
	const headers = host.getHeaderData();
	if (!addresses.length || headers[HANDED_ON] !== undefined) return true;
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: '',
		headers: {
			'Content-Type': String(headers['content-type'] ?? 'application/json'),
			[header]: String(headers[header] ?? ''),
			[HANDED_ON]: '1',
		},
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
