/**
 * Reads lists page by page, however Intercom pages them, to the end or up to a limit. position.ts has the positions, reading.ts the loop.
 */

import type { IntercomRequest, WireResponse } from './client';
import type { Join } from './answers';
import type { Json } from './json';
import type { Sleep, Turnstile } from './pacing';
import { markOf, NOWHERE, type Position } from './position';
import { type Note, pageAt, Reading, walk } from './reading';

export { itemsOf } from './answers';
export type { Note } from './reading';

/**
 * - `query` / `body`: cursor `starting_after` in the query, or in `pagination` of the body (searches)
 * - `page`: `page` and `per_page`; `bodyPage`: the same, in the body
 * - `either`: as the answer says, for lists with undocumented paging
 * - `link`: `next` is a URL whose query leads to the next page
 * - `scroll`: `scroll_param`; one at a time, restarted after a fault
 * - `nextCursor`: `cursor`, answered by `next_cursor` and `has_more`
 */
export type PagingKind = 'query' | 'body' | 'page' | 'bodyPage' | 'either' | 'link' | 'scroll' | 'nextCursor';

export interface Paging {
	kind: PagingKind;
	/** Maximum page size. */
	pageSize: number;
	/** The first request goes without paging parameters (see the catalog's `undocumented`). */
	bareFirst?: boolean;
}

export interface ListRequest {
	request: IntercomRequest;
	/** Absent: the endpoint does not page. */
	paging?: Paging;
	/** Path of the items in the answer. */
	items: string;
	/** A second list whose entries belong to the items (see the catalog's `join`). */
	join?: Join;
	/** The items are strings; the key each gets. */
	textsAs?: string;
	/** Maximum number of items; absent: all. */
	limit?: number;
	/** How to read what pages cannot reach. */
	beyond?: Beyond;
}

export interface Beyond {
	/** Maximum number of records that pages reach. */
	reach: number;
	/** A scroll over all records. */
	list: ListRequest;
	/**
	 * Query parameter -> the key of a record that lists objects with the `id` it filters by; null for parameters that only
	 * sort. With any other parameter the list cannot be scrolled.
	 */
	keeps: Record<string, string | null>;
}

export interface Reader {
	send: (request: IntercomRequest) => Promise<WireResponse>;
	sleep: Sleep;
	signal?: AbortSignal;
	/** Serializes scrolls of one credential. */
	scroll: Pick<Turnstile, 'pass'>;
	/** Called with what people should know about the list. */
	told?: (note: Note) => void;
}

/** All items up to the limit, in Intercom's order, each record once. Rejects with `IntercomError`. */
export async function readAll(list: ListRequest, reader: Reader): Promise<Json[]> {
	return list.limit !== undefined && list.limit <= 0 ? [] : await new Reading(list, reader).all();
}

/** Yields pages as they arrive, empty ones too, for callers that may stop early. Rejects with `IntercomError`. */
export async function* readPages(list: ListRequest, reader: Pick<Reader, 'send' | 'told'>): AsyncGenerator<Json[]> {
	for await (const { items } of walk(list, reader)) yield items;
}

/** Maximum number of empty pages skipped at a time. */
const MOST_EMPTY_PAGES = 20;

/** The next page with items, for lists that people scroll in the panel. `token`: `next` of the previous page. Rejects with `IntercomError`. */
export async function readPage(list: ListRequest, token: string | undefined, send: Reader['send']): Promise<{ items: Json[]; next?: string }> {
	let position: Position = token === undefined ? { page: 1 } : (JSON.parse(token) as Position);
	for (let empty = 0; ; empty++) {
		const { items, next } = await pageAt(list, position, { send });
		const leads = next !== undefined && next !== NOWHERE && markOf(next) !== markOf(position);
		if (items.length || !leads || empty >= MOST_EMPTY_PAGES) return { items, ...(leads ? { next: JSON.stringify(next) } : {}) };
		position = next;
	}
}
