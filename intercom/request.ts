/** Requests as the engine builds them, as they go over the wire, and responses. */

import type { Holds } from './answers';
import type { ApiVersion } from './versions';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Endpoint = `${Method} /${string}`;

/** POSTs that only read, besides those ending in `/search`. */
const READING = new Set<Endpoint>(['POST /companies/list', 'POST /contacts/merge/preview', 'POST /fin/capabilities']);

/** Whether a request only reads. */
export const isReading = (endpoint: Endpoint): boolean =>
	endpoint.startsWith('GET ') || endpoint.endsWith('/search') || READING.has(endpoint);

export interface IntercomRequest {
	/** Method and path with placeholders: `PUT /contacts/{contact_id}`. */
	endpoint: Endpoint;
	version: ApiVersion;
	/** Values of the placeholders, not encoded. */
	path?: Record<string, string>;
	query?: Record<string, unknown>;
	/** JSON body; `undefined` sends none, `{}` sends an empty object. */
	body?: unknown;
	/** What a successful answer must hold; absent: any JSON object. Not checked for texts, files and redirects. */
	holds?: Holds;
	/** Whether the request may safely be sent twice. Defaults to true for GET, PUT and DELETE. */
	repeatable?: boolean;
	/** Removes something: 404 after a lost answer counts as success. Defaults to true for DELETE. */
	removes?: boolean;
	/** A multipart body instead of JSON: texts, numbers and files. */
	form?: Record<string, string | number | boolean | FilePart>;
	/** The answer is text, not JSON. */
	text?: boolean;
	/** The answer is a file; its body is an unread stream. */
	stream?: boolean;
	/** Redirects are not followed: the caller wants the location. */
	redirect?: boolean;
	/** `Accept`, where it is not JSON. */
	accept?: string;
}

/** A file in a multipart body. */
export interface FilePart {
	name: string;
	type: string;
	data: Uint8Array;
}

/** The request on the wire; n8n's HTTP helper adds the credential. */
export interface WireRequest {
	method: Method;
	url: string;
	query?: Record<string, unknown>;
	headers: Record<string, string>;
	/** JSON text, or a form, whose media type the helper adds. */
	body?: string | FormData;
	/** Successful bodies are streamed; error bodies are read. */
	stream?: boolean;
	/** Redirects are returned, not followed. */
	redirect?: boolean;
}

export interface WireResponse {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	/** Parsed JSON, otherwise text. */
	body: unknown;
}

/**
 * Sends once, without following redirects. Rejects only if there is no complete answer; error statuses resolve. `timeoutMs`: maximum
 * silence; `signal` fires at the deadline of the whole request, or on cancellation.
 */
export type Transport = (request: WireRequest, limits: { timeoutMs: number; signal: AbortSignal }) => Promise<WireResponse>;

/** Throws if a value cannot be part of a path. */
export function toWire(baseUrl: string, request: IntercomRequest): WireRequest {
	const [method, template] = request.endpoint.split(' ') as [Method, string];
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(request.path?.[name]));
	const hasBody = request.body !== undefined;
	return {
		method,
		url: baseUrl + path,
		...(request.query ? { query: request.query } : {}),
		headers: {
			Accept:
				request.accept ?? (request.stream ? 'application/octet-stream' : request.text || request.redirect ? '*/*' : 'application/json'),
			'Intercom-Version': request.version,
			...(hasBody ? { 'Content-Type': 'application/json' } : {}),
		},
		// as text: the helper would send an empty object as an empty form
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

/** A value as one path segment. Dot segments change the path, even when encoded. */
function segment(identifier = ''): string {
	if (['', '.', '..'].includes(identifier)) throw new Error(`"${identifier}" cannot be an ID`);
	return encodeURIComponent(identifier);
}
