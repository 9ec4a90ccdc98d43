/**
 * A composite is an operation that takes more than one request. It is a function over plain values and the
 * four ways of asking Intercom below; it knows nothing of n8n.
 */

import type { Endpoint } from '../../intercom/client';

export type Json = Record<string, unknown>;

/** What a composite can do. Every call is paced, retried and versioned like that of a plain row. */
export interface Calls {
	/** Sends one request and answers its JSON body. Rejects with `IntercomError`. */
	/** Shared by all items of one execution: what an earlier item made, for those that come after it. */
	memo: Map<string, string>;
	send: (endpoint: Endpoint, parts?: { path?: Record<string, string>; query?: Json; body?: unknown; repeatable?: boolean }) => Promise<Json>;
}

/** Wire name -> converted value of every field in `inputs`. */
export type Values = Record<string, unknown>;

/** Answers the record to output. */
export type Composite = (values: Values, calls: Calls) => Promise<Json | Json[]>;

/** A composite's own refusal: what is the matter, and what to do about it. */
export class Refusal extends Error {
	override name = 'Refusal';

	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}
