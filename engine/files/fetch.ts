/**
 * Files that Intercom gives, or says where they are. Elsewhere they are fetched without the credential, by a request of their
 * own: asked for again after a fault, and from a fresh link where the one that Intercom gave is refused.
 */

import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { rethrown } from '../../intercom/rethrown';
import type { Arrival, FileStream } from '../../procedures/procedure';
import type { IntercomRequest, WireResponse } from '../../intercom/client';
import { errorFromFailure, IntercomError } from '../../intercom/errors';
import { nameIn, typeIn, typeOfName } from '../../intercom/media';
import { toWire } from '../../intercom/request';
import { type Host, lowerCased } from '../transport';

export interface Fetching {
	host: Host;
	/** For the answer to begin. */
	timeoutMs: number;
	/** Asks Intercom. */
	send: (request: IntercomRequest) => Promise<WireResponse>;
	wait: (ms: number) => Promise<void>;
}

/** How often a file is asked for at one address, and how many addresses Intercom is asked for. */
const MOST_ATTEMPTS = 4;
const MOST_LINKS = 2;
const FIRST_BACKOFF_MS = 400;

/** Rejects with `IntercomError`, which names the host where it is the file that failed. */
export async function fetchFile(request: IntercomRequest, baseUrl: string, fetching: Fetching): Promise<Arrival> {
	const asked = toWire(baseUrl, request).url;
	for (let links = 1; ; links++) {
		const { status, headers, body } = await fetching.send({ ...request, stream: true, redirect: true });
		if (status < 300) return arrivalOf(body as FileStream, headers, asked);
		discard(body);
		try {
			return await fileAt(addressIn(headers.location, asked, request, status), request, fetching);
		} catch (error) {
			if (links >= MOST_LINKS || !isRefused(error)) throw rethrown(error);
		}
	}
}

/** Also a relative one; words with blanks between them are none. */
function addressIn(location: string | undefined, asked: string, { endpoint }: IntercomRequest, status: number): URL {
	try {
		const address = new URL(location ?? '', asked);
		const isAddress = location !== undefined && location !== '' && (!/\s/.test(location) || /^https?:/i.test(location));
		if (isAddress && /^https?:$/.test(address.protocol)) return address;
	} catch {
		// falls through to the refusal
	}
	throw new IntercomError('answer', 'The answer does not say where the file is', { request: endpoint, status, file: new URL(asked).host });
}

async function fileAt(address: URL, { endpoint }: IntercomRequest, { host, timeoutMs, wait }: Fetching): Promise<Arrival> {
	for (let attempts = 1; ; attempts++) {
		const outcome = await request(address, host, timeoutMs);
		if (!('failed' in outcome) && outcome.status < 300) return arrivalOf(outcome.body, outcome.headers, address.href);
		if (!('failed' in outcome)) discard(outcome.body);
		const failure = failureOf(outcome, { request: endpoint, attempts, file: address.host });
		if (!isTransient(failure) || attempts >= MOST_ATTEMPTS) throw failure;
		await wait(FIRST_BACKOFF_MS * 2 ** (attempts - 1) * (1 + Math.random()));
	}
}

interface Answer {
	status: number;
	headers: Record<string, string | undefined>;
	body: FileStream;
}
type Outcome = Answer | { failed: unknown };

async function request(address: URL, { helpers }: Host, timeout: number): Promise<Outcome> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: address.href,
		headers: { Accept: '*/*' },
		encoding: 'stream',
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	try {
		const { statusCode: status, headers, body } = (await helpers.httpRequest(options)) as IN8nHttpFullResponse;
		return { status, headers: lowerCased(headers), body: body as unknown as FileStream };
	} catch (failed) {
		return { failed };
	}
}

/** Links are signed: whoever has one has the file. */
const unsigned = (text: string): string => text.replace(/(https?:\/\/[^\s?#]+)[?#][^\s]*/gi, '$1');

function failureOf(outcome: Outcome, details: { request: string; attempts: number; file: string }): IntercomError {
	if (!('failed' in outcome))
		return new IntercomError('http', `The file was answered with status ${outcome.status}`, { ...details, status: outcome.status });
	const { kind, message, details: found } = errorFromFailure(outcome.failed, { ...details, once: false });
	return new IntercomError(kind, unsigned(message), { ...found, file: details.file });
}

const isTransient = ({ kind, status = 0 }: IntercomError): boolean =>
	kind === 'network' || status >= 500 || status === 408 || status === 429;
const isRefused = (error: unknown): boolean =>
	error instanceof IntercomError && error.kind === 'http' && error.details.file !== undefined && !isTransient(error);

/** Where nothing is said of the type, the address may show it. */
function arrivalOf(stream: FileStream, headers: Record<string, string | undefined>, address: string): Arrival {
	const { pathname, host } = new URL(address);
	const name = nameIn(headers['content-disposition']);
	return { stream, name, type: typeIn(headers['content-type']) ?? (name === undefined ? typeOfName(pathname) : undefined), from: host };
}

/** An answer that nobody reads keeps its connection. */
function discard(body: unknown): void {
	const stream = body as { on?: (event: string, listener: () => void) => void; destroy?: () => void } | undefined;
	stream?.on?.('error', () => {});
	stream?.destroy?.();
}
