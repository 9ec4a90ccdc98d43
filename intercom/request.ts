/** A request as the catalog and the engine give it, as it goes over the wire, and what comes back. */

import type { Holds } from './answers';
import type { ApiVersion } from './versions';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Endpoint = `${Method} /${string}`;

/** POSTs that change nothing, beside those that end in `/search`. */
const READING = new Set<Endpoint>(['POST /companies/list', 'POST /contacts/merge/preview', 'POST /fin/capabilities']);

/** Whether a request changes nothing. */
export const isReading = (endpoint: Endpoint): boolean => endpoint.startsWith('GET ') || endpoint.endsWith('/search') || READING.has(endpoint);

export interface IntercomRequest {
	/** Method and path, identifiers in braces: `PUT /contacts/{contact_id}`. */
	endpoint: Endpoint;
	version: ApiVersion;
	/** Values for the braces; encoded here. */
	path?: Record<string, string>;
	query?: Record<string, unknown>;
	/** JSON body; `undefined` sends none, `{}` sends an empty object. */
	body?: unknown;
	/** What an answer of success has to hold; absent: any JSON object. Texts, files and redirects hold what they hold. */
	holds?: Holds;
	/** Whether a second sending does no harm (a fact of the catalog's row). Defaults to true for GET, PUT and DELETE. */
	repeatable?: boolean;
	/** Takes something away: 404 after an attempt whose answer got lost means that this attempt did it. Defaults to true for DELETE. */
	removes?: boolean;
	/** A multipart body instead of JSON: texts, numbers and files. */
	form?: Record<string, string | number | boolean | FilePart>;
	/** The answer is text, not JSON. */
	text?: boolean;
	/** The answer is a file: its body is a stream that nobody has read yet. */
	stream?: boolean;
	/** The answer may be a redirect that is not followed: the caller wants its address. */
	redirect?: boolean;
	/** The media type that is wanted, where it is not the usual one. */
	accept?: string;
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

/**
 * Sends once and follows no redirect. Rejects only when there is no whole answer; error statuses are answers. `timeoutMs`: the
 * longest silence; `signal` fires when the time for the whole is over, or when nobody wants the answer any more.
 */
export type Transport = (request: WireRequest, limits: { timeoutMs: number; signal: AbortSignal }) => Promise<WireResponse>;

/** Throws where an identifier cannot be part of an address. */
export function toWire(baseUrl: string, request: IntercomRequest): WireRequest {
	const [method, template] = request.endpoint.split(' ') as [Method, string];
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(request.path?.[name]));
	const hasBody = request.body !== undefined;
	return {
		method,
		url: baseUrl + path,
		...(request.query ? { query: request.query } : {}),
		headers: { Accept: request.accept ?? (request.stream ? 'application/octet-stream' : request.text || request.redirect ? '*/*' : 'application/json'), 'Intercom-Version': request.version, ...(hasBody ? { 'Content-Type': 'application/json' } : {}) },
		// text, because the helper sends an empty object as an empty form
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
