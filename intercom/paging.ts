/**
 * Reads a list page by page, whatever way Intercom pages it, and always comes to an end: at the last page,
 * an empty page, a cursor that was there before, or when enough items are read.
 * Sources: facts.md 5 (cursor, page, scroll), field.md F6 and F7, the API description (merge history).
 */

import type { IntercomRequest, WireResponse } from './client';
import { IntercomError } from './errors';
import type { Sleep, Turnstile } from './pacing';

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
	join?: { items: string; by: string; as: string };
	/** The items are texts; the key each gets. */
	textsAs?: string;
	/** Stop after this many items; absent: read all. */
	limit?: number;
}

export interface Reader {
	send: (request: IntercomRequest) => Promise<WireResponse>;
	sleep: Sleep;
	signal?: AbortSignal;
	/** Keeps scrolls of one credential apart. */
	scroll: Turnstile;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** All items up to the limit, in Intercom's order. Rejects with `IntercomError`. */
export async function readAll(list: ListRequest, reader: Reader): Promise<Json[]> {
	if (list.limit !== undefined && list.limit <= 0) return [];
	if (list.paging?.kind === 'scroll') return await reader.scroll.pass(async () => await scrollAll(list, reader));
	const found: Json[] = [];
	for await (const page of readPages(list, reader)) {
		for (const item of page) found.push(item);
		if (list.limit !== undefined && found.length >= list.limit) return found.slice(0, list.limit);
	}
	return found;
}

/** The pages of a list, for whoever may stop early. Rejects with `IntercomError`. */
export async function* readPages(list: ListRequest, reader: Pick<Reader, 'send'>): AsyncGenerator<Json[]> {
	const cursors = new Set<string>();
	let firstItem: string | undefined;
	let position: Position | undefined = { page: 1 };
	while (position) {
		const { body } = await reader.send(at(list, position));
		const items = joined(itemsOf(body, list.items, list.textsAs), body, list.join);
		// an endpoint that ignores where we are answers its first page again and again
		const first = JSON.stringify(items[0]?.id ?? items[0]);
		if (items.length && first === firstItem) return;
		firstItem ??= first;
		yield items;
		position = items.length && list.paging ? after(list.paging, position, body) : undefined;
		// a scroll keeps one parameter to its end; any other cursor that comes back is a circle
		const mark: string = JSON.stringify(position);
		if (cursors.has(mark) && list.paging?.kind !== 'scroll') return;
		cursors.add(mark);
	}
}

interface Position {
	cursor?: string;
	page?: number;
	/** The size the answer gave its pages, by which the next one is counted: not what was asked for where paging is undocumented. */
	perPage?: number;
}

/** One page, for lists that people leaf through. `token` is the `next` of the page before. Rejects with `IntercomError`. */
export async function readPage(list: ListRequest, token: string | undefined, send: Reader['send']): Promise<{ items: Json[]; next?: string }> {
	const position: Position = list.paging?.kind === 'page' || list.paging?.kind === 'bodyPage' ? pageOf(token) : { page: 1, cursor: token };
	const { body } = await send(at(list, position));
	const items = itemsOf(body, list.items, list.textsAs);
	const next = items.length && list.paging ? after(list.paging, position, body) : undefined;
	return { items, next: next?.cursor ?? (next?.page ? [next.page, next.perPage].filter((part) => part !== undefined).join('/') : undefined) };
}

/** `2/25`: page and size. */
function pageOf(token = '1'): Position {
	const [page, perPage] = token.split('/').map(Number);
	return { page, ...(perPage ? { perPage } : {}) };
}

/** The request for one position of the list. */
function at({ request, paging, limit }: ListRequest, { cursor, page, perPage: given }: Position): IntercomRequest {
	if (!paging || (paging.bareFirst && cursor === undefined && page === 1)) return request;
	const perPage = given ?? Math.min(paging.pageSize, limit ?? paging.pageSize);
	switch (paging.kind) {
		case 'query':
			return { ...request, query: { ...request.query, per_page: perPage, ...(cursor ? { starting_after: cursor } : {}) } };
		case 'body':
			return { ...request, body: { ...(request.body as Json), pagination: { per_page: perPage, ...(cursor ? { starting_after: cursor } : {}) } } };
		case 'page':
			return { ...request, query: { ...request.query, page, per_page: perPage } };
		case 'bodyPage':
			return { ...request, body: { ...(request.body as Json), page, per_page: perPage } };
		case 'either':
			return { ...request, query: { ...request.query, per_page: perPage, ...(cursor ? { starting_after: cursor } : { page }) } };
		case 'link':
			return { ...request, query: { ...request.query, ...(cursor ? Object.fromEntries(new URLSearchParams(cursor)) : {}) } };
		case 'nextCursor':
			return { ...request, query: { ...request.query, per_page: perPage, ...(cursor ? { cursor } : {}) } };
		case 'scroll':
			return { ...request, repeatable: false, query: { ...request.query, ...(cursor ? { scroll_param: cursor } : {}) } };
	}
}

/** The position after a page, or undefined at the end. */
function after(paging: Paging, position: Position, body: unknown): Position | undefined {
	if (!isObject(body)) return undefined;
	const text = (value: unknown): Position | undefined => (typeof value === 'string' && value !== '' ? { cursor: value } : undefined);
	const pages = isObject(body.pages) ? body.pages : {};
	switch (paging.kind) {
		case 'query':
		case 'body':
			return text(cursorIn(pages.next));
		case 'page':
		case 'bodyPage':
			// audiences count their pages beside the items
			return nextPage(isObject(body.pages) ? body.pages : body, position);
		case 'either':
			return text(cursorIn(pages.next)) ?? (position.cursor ? undefined : nextPage(pages, position));
		case 'link':
			return text(typeof pages.next === 'string' ? pages.next.split('?')[1] : undefined);
		case 'nextCursor':
			return body.has_more === false ? undefined : text(body.next_cursor);
		case 'scroll':
			return text(body.scroll_param);
	}
}

function nextPage({ total_pages: total, per_page: perPage, next }: Json, { page = 1 }: Position): Position | undefined {
	const more = typeof total === 'number' ? page < total : Boolean(next);
	return more ? { page: page + 1, ...(typeof perPage === 'number' && perPage > 0 ? { perPage } : {}) } : undefined;
}

/** `pages.next` is an object with the cursor, in older versions an address that holds it. */
function cursorIn(next: unknown): unknown {
	if (isObject(next)) return next.starting_after;
	return typeof next === 'string' ? (/[?&]starting_after=([^&]+)/.exec(next)?.[1] ?? undefined) : undefined;
}

const inside = (body: Json, key: string): unknown => key.split('.').reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), body);

function joined(items: Json[], body: unknown, join: ListRequest['join']): Json[] {
	if (!join || !isObject(body)) return items;
	const others = new Map(itemsOf({ data: inside(body, join.items) }, 'data').map((other) => [String(other[join.by]), other]));
	return items.map((item) => (others.has(String(item.id)) ? { ...item, [join.as]: others.get(String(item.id)) } : item));
}

/** The items of an answer; a filter that can match one record only answers the record itself. */
export function itemsOf(body: unknown, key: string, textsAs?: string): Json[] {
	if (!isObject(body)) return Array.isArray(body) ? body.filter(isObject) : [];
	const wanted = inside(body, key);
	if (textsAs !== undefined && Array.isArray(wanted)) return wanted.map((text) => ({ [textsAs]: text }));
	for (const value of [wanted, body.data]) if (Array.isArray(value)) return value.filter(isObject);
	return body.id !== undefined && body.type !== 'list' ? [body] : [];
}

/** Another scroll of the app, or one that was left open, ends by itself after a minute without use. */
const SCROLL_WAIT_MS = 5_000;
const MOST_SCROLL_WAITS = 14;
const MOST_SCROLL_RESTARTS = 3;

/** After a fault the page cannot be asked for again: the scroll starts over, and what was read is read anew. */
async function scrollAll(list: ListRequest, reader: Reader): Promise<Json[]> {
	for (let waits = 0, restarts = 0; ; ) {
		const found: Json[] = [];
		try {
			for await (const page of readPages(list, reader)) {
				for (const item of page) found.push(item);
				if (list.limit !== undefined && found.length >= list.limit) break;
			}
			return list.limit === undefined ? found : found.slice(0, list.limit);
		} catch (error) {
			if (isScrollTaken(error) && waits++ < MOST_SCROLL_WAITS) await reader.sleep(SCROLL_WAIT_MS, reader.signal);
			else if (!isScrollBroken(error) || restarts++ >= MOST_SCROLL_RESTARTS) throw unchanged(error);
		}
	}
}

const isScrollTaken = (error: unknown): boolean =>
	error instanceof IntercomError && error.status === 400 && (error.code === 'scroll_exists' || /scroll/i.test(error.message));
const isScrollBroken = (error: unknown): boolean => error instanceof IntercomError && (error.kind !== 'http' || (error.status ?? 0) >= 500 || error.status === 404);
/** An error on its way up: whoever turns it into n8n's own does so in one place (engine/execute/errors.ts). */
const unchanged = (error: unknown): unknown => error;
