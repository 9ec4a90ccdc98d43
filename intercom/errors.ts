/**
 * Errors of requests, as one class with every detail Intercom gave.
 * Body shape: `{ type: 'error.list', request_id, errors: [{ code, message?, field? }] }`.
 */

import { type Holds, isErrorList, NOT_JSON, wrongWith } from './answers';
import { glimpse, isIntercoms } from './foreign';
import { type Loss, lossOf } from './reach';
import type { WireResponse } from './request';

export interface IntercomErrorEntry {
	code?: string;
	message?: string;
	field?: string;
}

/** `http`: an error status. `network`: no complete answer. `answer`: a success status without the expected content. */
export type IntercomErrorKind = 'http' | 'network' | 'answer';

export class IntercomError extends Error {
	override name = 'IntercomError';

	constructor(
		readonly kind: IntercomErrorKind,
		message: string,
		readonly details: {
			/** e.g. `PUT /contacts/{id}`, without identifiers or query. */
			request: string;
			status?: number;
			errors?: IntercomErrorEntry[];
			requestId?: string;
			/** Where a merged contact went: the ID in the `Link` header of a 410. */
			canonicalId?: string;
			/** Number of attempts. */
			attempts?: number;
			/** The request may have been processed although it failed. */
			mayHaveHappened?: boolean;
			/** What a procedure had done before, and how to continue. */
			unfinished?: { what: string; advice: string };
			/** The answer is not JSON: truncated, or from an intermediary. */
			unreadable?: boolean;
			/** Why there is no answer. */
			loss?: Loss;
			/** The beginning of an answer that is not Intercom's, such as a proxy's page. */
			foreign?: string;
			/** Host of a redirect that was not followed. */
			redirectedTo?: string;
			/** Host of a file, if its download failed and not the request for it. */
			file?: string;
			/** Not sent, because an earlier request had shown that it would fail the same way. */
			notSent?: boolean;
		},
	) {
		super(message);
	}

	/** The same error with what had been done before. */
	during(unfinished: { what: string; advice: string }): IntercomError {
		return new IntercomError(this.kind, this.message, { ...this.details, unfinished });
	}

	get status(): number | undefined {
		return this.details.status;
	}

	/** Code of the first entry, e.g. `parameter_invalid`. */
	get code(): string | undefined {
		return this.details.errors?.[0]?.code;
	}

	get field(): string | undefined {
		return this.details.errors?.[0]?.field;
	}
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The request that an error is about. */
export interface Attempted {
	/** Endpoint, without values. */
	request: string;
	attempts: number;
	/** Must not be sent twice. */
	once: boolean;
	/** What a successful answer must hold. */
	holds?: Holds;
	/** The request changes something. */
	writes?: boolean;
}

/** The error for a failed or unexpected answer. */
export function errorFromResponse(response: WireResponse, { request, attempts, once, holds, writes = false }: Attempted): IntercomError {
	const { status, headers } = response;
	const body = isObject(response.body) ? response.body : {};
	const errors = entriesOf(body.errors);
	const requestId = text(body.request_id) ?? text(headers['x-request-id']);
	const details = { request, status, attempts, ...(isIntercoms(response.body) ? {} : { foreign: glimpse(response.body) }) };
	if (status < 300) {
		const wrong = wrongWith(response.body, holds) ?? 'is empty';
		const unreadable = wrong === NOT_JSON;
		const said = isErrorList(body) ? { errors, requestId } : {};
		return new IntercomError('answer', `The answer ${wrong}`, {
			...details,
			...said,
			unreadable,
			mayHaveHappened: unreadable ? once : writes,
		});
	}
	if (status < 400)
		return new IntercomError('http', 'The answer is a redirect', {
			...details,
			foreign: undefined,
			redirectedTo: hostOf(headers.location),
		});
	const canonicalId = /<[^>]*\/contacts\/([^>/?]+)>\s*;\s*rel="?canonical/i.exec(headers.link ?? '')?.[1];
	return new IntercomError('http', errors[0]?.message ?? `Intercom answered with status ${status}`, {
		...details,
		errors,
		requestId,
		canonicalId,
		mayHaveHappened: once && status >= 500,
	});
}

const entriesOf = (errors: unknown): IntercomErrorEntry[] =>
	(Array.isArray(errors) ? errors : [])
		.filter(isObject)
		.map((entry) => ({ code: text(entry.code), message: text(entry.message), field: text(entry.field) }));

/** The error without a complete answer; `failed`: the transport's rejection. */
export function errorFromFailure(failed: unknown, { request, attempts, once }: Attempted): IntercomError {
	const loss = lossOf(failed);
	return new IntercomError('network', failed instanceof Error ? failed.message : String(failed), {
		request,
		attempts,
		loss,
		mayHaveHappened: once && loss !== 'unreached',
	});
}

/** The same error for a request that was not sent because of it. */
export const unsent = ({ kind, message, details }: IntercomError, request: string): IntercomError =>
	new IntercomError(kind, message, { ...details, request, attempts: 0, mayHaveHappened: false, notSent: true });

/** The host of an address, without what else it may hold. */
function hostOf(address = ''): string | undefined {
	try {
		return new URL(address).host || undefined;
	} catch {
		return undefined;
	}
}

/**
 * Whether a 429 is not about the rate but about jobs: one pending message export, five pending reporting exports.
 * Intercom uses one code for both; only the message tells them apart. Waiting for a new window does not help.
 */
export const isJobLimit = (error: unknown): boolean =>
	error instanceof IntercomError &&
	error.status === 429 &&
	(error.details.errors ?? []).some((entry) => /pending .*jobs?/i.test(entry.message ?? ''));

/**
 * Whether the app lacks the permission for what was asked. The description has 403 for it, and 401 with a code of its own
 * (docs/intercom-behavior.md#permissions).
 */
export const isNotPermitted = (error: IntercomError): boolean =>
	error.kind === 'http' &&
	((error.status === 403 && error.code !== 'api_plan_restricted' && error.details.foreign === undefined) ||
		(error.status === 401 && error.code === 'token_unauthorized'));

/**
 * The ID of the record that is in the way when Intercom refuses a create or update as a duplicate (409).
 * Intercom names it only in the message: "... already exists with id=...".
 */
export function conflictingId(error: unknown): string | undefined {
	if (!(error instanceof IntercomError) || error.status !== 409) return undefined;
	for (const entry of error.details.errors ?? []) {
		const id = /\bid=([0-9a-zA-Z_-]+)/.exec(entry.message ?? '')?.[1];
		if (id) return id;
	}
	return undefined;
}

/** Whether the message of a 409 says that the conflicting record is archived. */
export const conflictIsArchived = (error: unknown): boolean =>
	error instanceof IntercomError && (error.details.errors ?? []).some((entry) => /archived/i.test(entry.message ?? ''));
