/**
 * The way from n8n to Intercom for one execution or one picker: which credential, which address, which shared
 * pacer, and n8n's HTTP helper as the transport (proxy settings, network policy and credentials are n8n's).
 */

import { createHash } from 'node:crypto';
import { type IAllExecuteFunctions, type IHttpRequestOptions, type IN8nHttpFullResponse, sleep as pause } from 'n8n-workflow';
import { type Download, type FileStream, Refusal } from '../catalog/composites/composite';
import { IntercomClient, type IntercomRequest, type Transport, type WireResponse } from '../intercom/client';
import { IntercomError } from '../intercom/errors';
import { type Shared, sharedFor, type Sleep } from '../intercom/pacing';
import { type ListRequest, type Note, readAll, readPage } from '../intercom/paging';
import { baseUrlFor } from '../intercom/regions';
import { eventsAt } from './events';

/** The credential type behind a value of the 'Authentication' parameter. */
const credentialTypeOf = (authentication: unknown): string => (authentication === 'oAuth2' ? 'intercomAppOAuth2Api' : 'intercomAccessTokenApi');

/** What is needed of n8n's `this`; execute, list search and option loading all have it. */
export type Host = Pick<IAllExecuteFunctions, 'getNode' | 'getCredentials' | 'helpers'>;

export type { FileStream } from '../catalog/composites/composite';

export class CancelledError extends Error {
	override name = 'CancelledError';
}

const STEP_MS = 200;

/** Waits in steps, so that a cancelled execution ends at once (n8n's own sleep cannot be interrupted on older hosts). */
export const sleep: Sleep = async (ms, signal) => {
	for (let left = ms; left > 0; left -= STEP_MS) {
		if (signal?.aborted) throw new CancelledError('The execution was cancelled');
		await pause(Math.min(left, STEP_MS));
	}
};

export class Session {
	private constructor(
		private readonly client: IntercomClient,
		private readonly shared: Shared,
		private readonly signal: AbortSignal | undefined,
		private readonly fetchFile: (address: string, endpoint: string) => Promise<FileStream>,
		private readonly listen: (address: string, limitMs: number) => AsyncIterable<Record<string, unknown>>,
	) {}

	/** `authentication`: the value of the parameter of that name. */
	static async open(host: Host, authentication: unknown, timeoutMs: number, signal?: AbortSignal): Promise<Session> {
		const type = credentialTypeOf(authentication);
		const credential = await host.getCredentials(type);
		const baseUrl = baseUrlFor(credential.region as string | undefined, credential.baseUrl as string | undefined);
		const shared = sharedFor(fingerprint(baseUrl, credential), sleep);
		const client = new IntercomClient({ baseUrl, transport: transportOf(host, type, timeoutMs), line: shared.pacer.line(signal), sleep, signal });
		const fetchFile = async (address: string, endpoint: string) => await fileAt(host, address, endpoint, timeoutMs);
		return new Session(client, shared, signal, fetchFile, (address, limitMs) => eventsAt(host, address, { limitMs, timeoutMs, signal }));
	}

	/** Rejects with `IntercomError`, or `CancelledError`. */
	async send(request: IntercomRequest): Promise<WireResponse> {
		if (this.signal?.aborted) throw new CancelledError('The execution was cancelled');
		try {
			return await this.client.send(request);
		} catch (error) {
			throw this.signal?.aborted ? new CancelledError('The execution was cancelled') : asIs(error);
		}
	}

	/**
	 * The file behind a redirect. It lies on another host, which must not see the credential: the redirect is not
	 * followed with it, the file is fetched by a request of its own. Rejects with `IntercomError`.
	 */
	async download(request: IntercomRequest): Promise<FileStream> {
		const { status, headers } = await this.send({ ...request, redirect: true });
		const address = headers.location;
		if (status < 300 || !address) throw new IntercomError('answer', 'The answer does not say where the file is', { request: request.endpoint, status });
		return await this.fetchFile(address, request.endpoint);
	}

	/** A file as it comes, under the address that was asked, and the name that comes with it. Rejects with `IntercomError`. */
	async stream(request: IntercomRequest): Promise<Download> {
		const { body, headers } = await this.send({ ...request, stream: true });
		const name = /filename="?([^";]+)/i.exec(headers['content-disposition'] ?? '')?.[1]?.trim();
		return { stream: body as FileStream, name };
	}

	/** The events at an address that Intercom gave; see `eventsAt`. */
	events(address: string, limitMs: number): AsyncIterable<Record<string, unknown>> {
		return this.listen(address, limitMs);
	}

	/** Lets time pass. Rejects with `CancelledError`. */
	async wait(ms: number): Promise<void> {
		await sleep(ms, this.signal);
	}

	/** One page of a list; see `readPage`. */
	async readPage(list: ListRequest, token?: string): ReturnType<typeof readPage> {
		return await readPage(list, token, async (request) => await this.send(request));
	}

	/** A list to its end, for whoever draws conclusions from what is not in it. Rejects with `Refusal` where it is cut off. */
	async readWhole(list: ListRequest): Promise<Array<Record<string, unknown>>> {
		return await this.readAll(list, ({ kind, text }) => {
			if (kind === 'cut') throw new Refusal(text, 'What is not among them would be taken for missing, so nothing was done. Give the record by its ID, or run it again.');
		});
	}

	/** A list up to its limit; see `readAll`. `told` hears what people should know beside the items. */
	async readAll(list: ListRequest, told?: (note: Note) => void): Promise<Array<Record<string, unknown>>> {
		return await readAll(list, { send: async (request) => await this.send(request), sleep, signal: this.signal, scroll: this.shared.scroll, told });
	}
}

const asIs = (error: unknown): unknown => error;

/** Fetched without the credential. */
async function fileAt(host: Host, url: string, endpoint: string, timeoutMs: number): Promise<FileStream> {
	const options: IHttpRequestOptions = { method: 'GET', url, encoding: 'stream', timeout: timeoutMs, returnFullResponse: true, ignoreHttpStatusErrors: true };
	const { statusCode, body } = (await host.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	if (statusCode >= 400) throw new IntercomError('http', `The file could not be fetched (status ${statusCode})`, { request: endpoint, status: statusCode });
	return body as unknown as FileStream;
}

/** Tells credentials apart without keeping them. */
function fingerprint(baseUrl: string, credential: Record<string, unknown>): string {
	const token = credential.accessToken ?? (credential.oauthTokenData as { access_token?: unknown } | undefined)?.access_token;
	return createHash('sha256').update(`${baseUrl} ${String(token)}`).digest('hex');
}

/** The media type travels with the text: n8n's helper would otherwise guess a form. */
function transportOf(host: Host, credentialType: string, timeoutMs: number): Transport {
	return async ({ method, url, query, headers, body, redirect, stream }) => {
		const options: IHttpRequestOptions = {
			method,
			url,
			headers,
			...(query ? { qs: query as IHttpRequestOptions['qs'] } : {}),
			...(body === undefined ? {} : { body }),
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			sendCredentialsOnCrossOriginRedirect: false,
			...(redirect ? { disableFollowRedirect: true } : {}),
			...(stream ? { encoding: 'stream' as const } : {}),
		};
		const response = (await host.helpers.httpRequestWithAuthentication.call(host as IAllExecuteFunctions, credentialType, options)) as IN8nHttpFullResponse;
		const { statusCode: status } = response;
		// a refusal is a text also where a file was asked for
		const answer: unknown = stream && status >= 400 ? await textOf(response.body as unknown as FileStream) : response.body;
		return { status, headers: lowerCased(response.headers), body: stream && status < 400 ? answer : parsed(answer) };
	};
}

async function textOf(stream: FileStream): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of stream) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces).toString('utf8');
}

const lowerCased = (headers: Record<string, unknown> | undefined): Record<string, string | undefined> =>
	Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value === undefined ? undefined : String(value)]));

/** The helper parses JSON by itself where the answer says so; text that is JSON all the same is read here. */
function parsed(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
