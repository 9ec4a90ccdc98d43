/**
 * What can go wrong between us and Intercom, as one class that keeps every detail Intercom gave.
 * Body shape: `{ type: 'error.list', request_id, errors: [{ code, message?, field? }] }` (facts.md 5).
 */

import type { WireResponse } from './client';

export interface IntercomErrorEntry {
	code?: string;
	message?: string;
	field?: string;
}

/** `http`: Intercom answered with an error status. `network`: no whole answer. `answer`: an answer that cannot be read. */
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
			/** Where a merged contact went: the ID in the `Link` header of a 410 (facts.md 5). */
			canonicalId?: string;
			/** How often the request was sent. */
			attempts?: number;
			/** The failed attempt may have been carried out by Intercom before the connection was lost. */
			mayHaveHappened?: boolean;
			/** What had been done before it failed, and how to go on from there. */
			unfinished?: { what: string; advice: string };
		},
	) {
		super(message);
	}

	/** The same error, which says what had been done before. */
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

/** Builds the error for an answer with status 400 or above. `request` is the endpoint, not the address; `once`: it was not, and must not be, sent again. */
export function errorFromResponse(response: WireResponse, request: string, attempts: number, once: boolean): IntercomError {
	const body = isObject(response.body) ? response.body : {};
	const errors = (Array.isArray(body.errors) ? body.errors : [])
		.filter(isObject)
		.map((entry) => ({ code: text(entry.code), message: text(entry.message), field: text(entry.field) }));
	const canonicalId = /<[^>]*\/contacts\/([^>/?]+)>\s*;\s*rel="?canonical/i.exec(response.headers.link ?? '')?.[1];
	return new IntercomError('http', errors[0]?.message ?? `Intercom answered with status ${response.status}`, {
		request,
		status: response.status,
		errors,
		requestId: text(body.request_id) ?? text(response.headers['x-request-id']),
		canonicalId,
		attempts,
		mayHaveHappened: once && response.status >= 500,
	});
}

/**
 * Whether a 429 is not about the rate but about jobs: one pending message export, five pending reporting exports.
 * Intercom uses one code for both; only the message tells them apart. Waiting for a new window does not help.
 */
export const isJobLimit = (error: unknown): boolean =>
	error instanceof IntercomError && error.status === 429 && (error.details.errors ?? []).some((entry) => /pending .*jobs?/i.test(entry.message ?? ''));

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

/** Whether the conflicting record is archived, as the message of the 409 says it. */
export const conflictIsArchived = (error: unknown): boolean =>
	error instanceof IntercomError && (error.details.errors ?? []).some((entry) => /archived/i.test(entry.message ?? ''));
