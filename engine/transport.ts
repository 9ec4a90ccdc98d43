/** n8n's HTTP helper as the way to Intercom: proxy settings, network policy and credentials are n8n's. */

import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { FileStream } from '../procedures/procedure';
import type { Transport } from '../intercom/client';

/** What is needed of n8n's `this`; execute, list search and option loading all have it. */
export type Host = Pick<IAllExecuteFunctions, 'getNode' | 'getCredentials' | 'helpers'>;

/** Longer than the time a request may take in all, so that its own end comes first. */
const SILENCE_MS = 5_000;

/** `secret`: what no text may show, even where a proxy repeats it. */
export function transportOf(host: Host, credentialType: string, secret: string): Transport {
	return async ({ method, url, query, headers, body, stream }, { timeoutMs, signal }) => {
		const options: IHttpRequestOptions = {
			method,
			url,
			// the media type travels with the text: the helper would otherwise guess a form
			headers,
			...(query ? { qs: query as IHttpRequestOptions['qs'] } : {}),
			...(body === undefined ? {} : { body }),
			timeout: timeoutMs + SILENCE_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			sendCredentialsOnCrossOriginRedirect: false,
			disableFollowRedirect: true,
			...(stream ? { encoding: 'stream' as const } : { abortSignal: signal }),
		};
		const asker = stream ? host : endedBy(host, signal);
		const response = (await host.helpers.httpRequestWithAuthentication.call(
			asker as IAllExecuteFunctions,
			credentialType,
			options,
		)) as IN8nHttpFullResponse;
		const { statusCode: status } = response;
		// a refusal is a text also where a file was asked for
		const answer: unknown = stream && status >= 400 ? await textOf(response.body as unknown as FileStream) : response.body;
		return {
			status,
			headers: lowerCased(response.headers),
			body: stream && status < 400 ? answer : status < 300 && typeof answer !== 'string' ? answer : hidden(parsed(answer), secret),
		};
	};
}

/** What a refusal says, the secret nowhere in it: the helper has parsed JSON already, so every text is looked at. */
function hidden(value: unknown, secret: string): unknown {
	if (secret === '') return value;
	if (typeof value === 'string') return value.includes(secret) ? value.replaceAll(secret, '***') : value;
	if (Array.isArray(value)) return value.map((entry) => hidden(entry, secret));
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [hidden(name, secret) as string, hidden(entry, secret)]));
}

/** The helper ends a request with the execution only, by the signal it asks `this` for; it gets the request's own, which covers that. */
const endedBy = (host: Host, signal: AbortSignal): Host =>
	Object.create(host, { getExecutionCancelSignal: { value: () => signal } }) as Host;

async function textOf(stream: FileStream): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of stream) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces).toString('utf8');
}

export const lowerCased = (headers: Record<string, unknown> | undefined): Record<string, string | undefined> =>
	Object.fromEntries(
		Object.entries(headers ?? {}).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(', ') : value === undefined ? undefined : String(value),
		]),
	);

/** The helper parses JSON by itself where the answer says so; text that is JSON all the same is read here. */
function parsed(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
