/** Server-Sent Events: how Fin tells what it does while it does it. */

import { type IHttpRequestOptions, type IN8nHttpFullResponse, sleep } from 'n8n-workflow';
import type { Json } from '../intercom/json';
import type { FileStream, Host } from './session';

export interface Listening {
	/** Stop listening after this many milliseconds. */
	limitMs: number;
	/** For the answer to begin. */
	timeoutMs: number;
	signal?: AbortSignal;
}

/** How often a cancelled execution is noticed while nothing comes. */
const STEP_MS = 200;

/**
 * The JSON data of each event. Ends with the stream, with the time or with the execution; a stream that cannot be had is an
 * empty one. The address carries a token of its own: the credential is not sent.
 */
export async function* eventsAt(host: Host, url: string, { limitMs, timeoutMs, signal }: Listening): AsyncGenerator<Json> {
	const stream = await open(host, url, timeoutMs);
	if (!stream) return;
	const pieces = stream[Symbol.asyncIterator]();
	const decoder = new TextDecoder();
	let text = '';
	let next = attempt(pieces);
	try {
		for (let left = limitMs; left > 0 && !signal?.aborted; ) {
			const result = await Promise.race([next, sleep(STEP_MS)]);
			if (!result) {
				left -= STEP_MS;
				continue;
			}
			if (result.done) return;
			text = (text + decoder.decode(result.value, { stream: true })).replace(/\r\n?/g, '\n');
			const events = text.split('\n\n');
			text = events.pop() ?? '';
			yield* events.flatMap(dataOf);
			next = attempt(pieces);
		}
	} finally {
		(stream as { destroy?: () => void }).destroy?.();
	}
}

async function open(host: Host, url: string, timeout: number): Promise<FileStream | undefined> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		headers: { Accept: 'text/event-stream' },
		encoding: 'stream',
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	try {
		const { statusCode, body } = (await host.helpers.httpRequest(options)) as IN8nHttpFullResponse;
		return statusCode < 400 ? (body as unknown as FileStream) : undefined;
	} catch {
		return undefined;
	}
}

/** A connection that breaks ends the stream. */
async function attempt(pieces: AsyncIterator<string | Buffer>): Promise<{ done: boolean; value: Uint8Array }> {
	try {
		const { done, value } = await pieces.next();
		return { done: done === true, value: Buffer.from(done ? '' : value) };
	} catch {
		return { done: true, value: Buffer.from('') };
	}
}

/** What an event says, if it is a JSON object. */
function dataOf(event: string): Json[] {
	const data = event
		.split('\n')
		.flatMap((line) => (line.startsWith('data:') ? [line.slice(5).replace(/^ /, '')] : []))
		.join('\n');
	try {
		const value = JSON.parse(data) as unknown;
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Json] : [];
	} catch {
		return [];
	}
}
