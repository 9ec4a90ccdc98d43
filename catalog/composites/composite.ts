/**
 * A composite is an operation that takes more than one request. It is a function over plain values and the
 * four ways of asking Intercom below; it knows nothing of n8n.
 */

import type { Endpoint } from '../../intercom/client';
import type { PagingKind } from '../../intercom/paging';

export type Json = Record<string, unknown>;

/** What a composite can do. Every call is paced, retried and versioned like that of a plain row. */
export interface Calls {
	/** Shared by all items of one execution: what an earlier item made, for those that come after it. */
	memo: Map<string, string>;
	/** What `make` gives, asked for once per execution however many items want it. */
	once: <T>(key: string, make: () => Promise<T>) => Promise<T>;
	/** A list to its end. Rejects with `IntercomError`. */
	list: (endpoint: Endpoint, how?: { items?: string; query?: Json; paging?: PagingKind; pageSize?: number; undocumented?: boolean }) => Promise<Json[]>;
	/** Sends one request and answers its JSON body. Rejects with `IntercomError`. */
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
