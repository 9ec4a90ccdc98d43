/**
 * One request to Intercom, from an endpoint and its values to an answer or an `IntercomError`:
 * builds the address, waits for its turn, sends, and sends again where that cannot do harm.
 *
 * - 429: Intercom did not process the request, so any method is sent again after the window.
 * - 5xx, cut connection, unreadable answer: only `repeatable` requests are sent again (GET, PUT, DELETE and
 *   searches); a POST may have been carried out, and twice is worse than an error that says so.
 */

import { errorFromResponse, IntercomError, isJobLimit } from './errors';
import type { Pacer, Sleep } from './pacing';
import type { ApiVersion } from './versions';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Endpoint = `${Method} /${string}`;

export interface IntercomRequest {
	/** Method and path, identifiers in braces: `PUT /contacts/{contact_id}`. */
	endpoint: Endpoint;
	version: ApiVersion;
	/** Values for the braces; encoded here. */
	path?: Record<string, string>;
	query?: Record<string, unknown>;
	/** JSON body; `undefined` sends none, `{}` sends an empty object. */
	body?: unknown;
	/** Whether a second sending does no harm. Defaults to true for GET, PUT and DELETE. */
	repeatable?: boolean;
	/** A multipart body instead of JSON: texts, numbers and files. */
	form?: Record<string, string | number | boolean | FilePart>;
	/** The answer is text, not JSON. */
	text?: boolean;
	/** The answer is a file: its body is a stream that nobody has read yet. */
	stream?: boolean;
	/** The answer is a redirect that is not followed: the caller wants its address. */
	redirect?: boolean;
}

/** A file in a multipart body. */
export interface FilePart {
	name: string;
	type: string;
	data: Uint8Array;
}

/** What goes over the wire; the platform's HTTP helper adds the credential. */
export interface WireRequest {
	method: Method;
	url: string;
	query?: Record<string, unknown>;
	headers: Record<string, string>;
	/** JSON text, or a form whose media type the platform adds. */
	body?: string | FormData;
	/** The body of a good answer is wanted as a stream; a refusal is read all the same. */
	stream?: boolean;
	/** Redirects are answers, not followed. */
	redirect?: boolean;
}

export interface WireResponse {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	/** Parsed JSON, or text where it is none. */
	body: unknown;
}

/** Sends once. Rejects only when there is no whole answer; error statuses are answers. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

/** After this many 429s in a row (each waits for a new window) something else uses up the limit. */
const MOST_REFUSALS = 10;
const MOST_REPEATS = 3;
const FIRST_BACKOFF_MS = 400;

export interface ClientOptions {
	baseUrl: string;
	transport: Transport;
	pacer: Pacer;
	sleep: Sleep;
	signal?: AbortSignal;
}

export class IntercomClient {
	constructor(private readonly options: ClientOptions) {}

	/** Resolves to the answer of a status below 400; rejects with `IntercomError` otherwise. */
	async send(request: IntercomRequest): Promise<WireResponse> {
		const { pacer, sleep, signal } = this.options;
		const wire = toWire(this.options.baseUrl, request);
		const repeatable = request.repeatable ?? ['GET', 'PUT', 'DELETE'].includes(wire.method);
		let refusals = 0;
		let repeats = 0;
		for (;;) {
			const outcome = await this.once(wire);
			const attempts = refusals + repeats + 1;
			if ('status' in outcome && outcome.status < 400 && (request.text || request.redirect || request.stream || isReadable(outcome))) return outcome;
			if ('status' in outcome && outcome.status === 429 && refusals < MOST_REFUSALS && !isJobLimit(toError(outcome, request.endpoint, attempts, false))) {
				pacer.refused(outcome.headers, Math.random() * 250 * ++refusals);
				continue;
			}
			const failure = toError(outcome, request.endpoint, attempts, !repeatable);
			if (!repeatable || !isTransient(failure) || repeats >= MOST_REPEATS) throw failure;
			await sleep(FIRST_BACKOFF_MS * 2 ** repeats++ * (1 + Math.random()), signal);
		}
	}

	private async once(wire: WireRequest): Promise<WireResponse | { failed: unknown }> {
		const { pacer, transport, signal } = this.options;
		await pacer.turn(signal);
		let response: WireResponse | undefined;
		try {
			response = await transport(wire);
			return response;
		} catch (failed) {
			return { failed };
		} finally {
			pacer.done(response?.headers);
		}
	}
}

function toWire(baseUrl: string, request: IntercomRequest): WireRequest {
	const [method, template] = request.endpoint.split(' ') as [Method, string];
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(request.path?.[name]));
	const hasBody = request.body !== undefined;
	return {
		method,
		url: baseUrl + path,
		...(request.query ? { query: request.query } : {}),
		headers: { Accept: request.stream ? 'application/octet-stream' : request.text || request.redirect ? '*/*' : 'application/json', 'Intercom-Version': request.version, ...(hasBody ? { 'Content-Type': 'application/json' } : {}) },
		// text, because the helper sends an empty object as an empty form (n8n-rules.md 3.2)
		...(hasBody ? { body: JSON.stringify(request.body) } : {}),
		...(request.form ? { body: formOf(request.form) } : {}),
		...(request.redirect ? { redirect: true } : {}),
		...(request.stream ? { stream: true } : {}),
	};
}

function formOf(parts: NonNullable<IntercomRequest['form']>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(parts)) {
		if (typeof value === 'object') form.append(name, new Blob([value.data], { type: value.type }), value.name);
		else form.append(name, String(value));
	}
	return form;
}

/** An identifier as one part of the path. Dots alone lead to another place, also when they are encoded. */
function segment(identifier = ''): string {
	if (['', '.', '..'].includes(identifier)) throw new Error(`"${identifier}" cannot be an ID`);
	return encodeURIComponent(identifier);
}

/** Every endpoint sent from here answers with JSON, or with nothing. */
const isReadable = ({ body }: WireResponse): boolean => typeof body !== 'string' || body.trim() === '';

function toError(outcome: WireResponse | { failed: unknown }, request: string, attempts: number, mayHaveHappened: boolean): IntercomError {
	if ('failed' in outcome) {
		const reason = outcome.failed instanceof Error ? outcome.failed.message : String(outcome.failed);
		return new IntercomError('network', reason, { request, attempts, mayHaveHappened });
	}
	if (outcome.status >= 400) return errorFromResponse(outcome, request, attempts, mayHaveHappened);
	return new IntercomError('answer', 'The answer is not JSON', { request, status: outcome.status, attempts, mayHaveHappened });
}

const isTransient = (error: IntercomError): boolean => error.kind !== 'http' || (error.status ?? 0) >= 500;
