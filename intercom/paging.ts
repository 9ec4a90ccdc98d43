/**
 * Reads a list page by page, whatever way Intercom pages it: to the page that names no other, or until enough items are
 * read. How is said in position.ts (where a list goes on), walking.ts (from page to page), ahead.ts (pages
 * before their turn) and reading.ts (what happens on the way).
 */

import type { IntercomRequest, WireResponse } from './client';
import type { Join } from './answers';
import type { Json } from './json';
import type { Sleep, Turnstile } from './pacing';
import { markOf, NOWHERE, type Position } from './position';
import { type Note, Reading } from './reading';
import { SpanReading, type Spans } from './spans';
import { pageAt, walk } from './walking';

export { itemsOf } from './answers';
export type { Note } from './reading';

/**
 * - `query` / `body`: cursor `starting_after` in the query, or in `pagination` of the body (searches)
 * - `page`: `page` and `per_page`; `bodyPage`: the same, in the body
 * - `either`: the answer tells which of the two ways goes on, for lists whose paging is not documented
 * - `link`: `next` is an address whose query asks for the next page
 * - `scroll`: `scroll_param`; one at a time, starts over after a fault
 * - `nextCursor`: `cursor`, answered by `next_cursor` and `has_more`
 */
export type PagingKind = 'query' | 'body' | 'page' | 'bodyPage' | 'either' | 'link' | 'scroll' | 'nextCursor';

export interface Paging {
	kind: PagingKind;
	/** The most items Intercom gives in one page. */
	pageSize: number;
	/** The first request goes without paging parameters (see the catalog's `undocumented`). */
	bareFirst?: boolean;
}

export interface ListRequest {
	request: IntercomRequest;
	/** Absent: the endpoint answers everything at once. */
	paging?: Paging;
	/** Where the answer keeps its items; dots go into objects. */
	items: string;
	/** A second list whose entries belong to the items (see the catalog's `join`). */
	join?: Join;
	/** The items are texts; the key each gets. */
	textsAs?: string;
	/** Stop after this many items; absent: read all. */
	limit?: number;
	/** What the list can be cut by, to be read several spans of time at a time. */
	spans?: Spans;
	/** How the list goes on where its pages reach no further. */
	beyond?: Beyond;
}

export interface Beyond {
	/** How many records the pages reach. */
	reach: number;
	/** A scroll over all records. */
	list: ListRequest;
	/**
	 * What becomes of the query in the scroll. Where a record says what it filters by: a list of objects with an `id`, by
	 * its key. Null: it only sorts. Any other value in the query hinders the scroll.
	 */
	keeps: Record<string, string | null>;
}

export interface Reader {
	send: (request: IntercomRequest) => Promise<WireResponse>;
	sleep: Sleep;
	signal?: AbortSignal;
	/** Keeps scrolls of one credential apart. */
	scroll: Pick<Turnstile, 'pass'>;
	/** How many requests are worth having under way at this moment; absent: one. */
	atOnce?: () => number;
	/** Hears what people should know of the list beside its items. */
	told?: (note: Note) => void;
}

/** All items up to the limit, in Intercom's order, each record once. Rejects with `IntercomError`. */
export async function readAll(list: ListRequest, reader: Reader): Promise<Json[]> {
	return await read<Json>(list, reader);
}

/** The same, each record as `convert` makes it: a page at a time, while the next one is under way. Rejects with `IntercomError`. */
export async function readAllAs<T>(list: ListRequest, reader: Reader, convert: (records: Json[]) => T[]): Promise<T[]> {
	return await read(list, reader, convert);
}

async function read<T>(list: ListRequest, reader: Reader, convert?: (records: Json[]) => T[]): Promise<T[]> {
	const { limit, spans } = list;
	if (limit !== undefined && limit <= 0) return [];
	const isCut = spans && limit === undefined && (reader.atOnce?.() ?? 1) > 1;
	return isCut ? await new SpanReading(list, spans, reader, convert).all() : await new Reading(list, reader, convert).all();
}

/** The pages of a list as they come, empty ones too, for whoever may stop early. Rejects with `IntercomError`. */
export async function* readPages(list: ListRequest, reader: Pick<Reader, 'send' | 'told'>): AsyncGenerator<Json[]> {
	for await (const { items } of walk(list, { send: reader.send, told: reader.told })) yield items;
}

/** Empty pages that are passed over in one leafing. */
const MOST_EMPTY_PAGES = 20;

/** The next page that has something, for lists that people leaf through. `token` is the `next` of the page before. Rejects with `IntercomError`. */
export async function readPage(
	list: ListRequest,
	token: string | undefined,
	send: Reader['send'],
): Promise<{ items: Json[]; next?: string }> {
	let position: Position = token === undefined ? { page: 1 } : (JSON.parse(token) as Position);
	for (let empty = 0; ; empty++) {
		const { items, next } = await pageAt(list, position, { send });
		const leads = next !== undefined && next !== NOWHERE && markOf(next) !== markOf(position);
		if (items.length || !leads || empty >= MOST_EMPTY_PAGES) return { items, ...(leads ? { next: JSON.stringify(next) } : {}) };
		position = next;
	}
}
