/**
 * Positions in a list: the next one, as the answer names it, and the request for one. `pages.next` is documented as an object with a
 * cursor for some endpoints and as a URL for others, and one endpoint may answer either way (https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination).
 */

import { inside } from './answers';
import type { IntercomRequest } from './client';
import { isObject, type Json } from './json';
import type { Paging } from './paging';

type Cursor = string | number;

/** One place in a list. */
export interface Position {
	/** From 1; with cursors it only distinguishes the first page. */
	page: number;
	cursor?: Cursor;
	/** Query of a next URL without a cursor. */
	link?: Record<string, string>;
	/** Page size that `page` counts by, where it differs from the requested one. */
	perPage?: number;
}

/** There is more, but the answer does not say where. */
export const NOWHERE = 'nowhere';

/** Equal for positions that lead to the same request. */
export const markOf = ({ page, cursor, link }: Position): string => JSON.stringify(cursor ?? link ?? page);

/** A positive integer, also as a string. */
export function countOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
}

const cursorOf = (value: unknown): Cursor | undefined => ((typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value)) ? value : undefined);

/** What `next` says. */
interface Lead {
	cursor?: Cursor;
	page?: number;
	perPage?: number;
	link?: Record<string, string>;
}

/** Undefined if `next` is absent, null or empty. */
function leadOf(next: unknown): Lead | undefined {
	if (typeof next === 'string') return /[?]|^(https?:)?\/\//i.test(next) ? leadOfAddress(next) : some({ cursor: cursorOf(next), page: countOf(next) });
	if (typeof next === 'number') return some({ page: countOf(next) });
	return isObject(next) ? some({ cursor: cursorOf(next.starting_after), page: countOf(next.page) }, countOf(next.per_page)) : undefined;
}

const some = (lead: Lead, perPage?: number): Lead | undefined => (lead.cursor === undefined && lead.page === undefined ? undefined : { ...lead, perPage });

/** Only the query is used: the endpoint stays the same. */
function leadOfAddress(address: string): Lead | undefined {
	const query = address.split('#')[0].split('?').slice(1).join('?');
	const link = Object.fromEntries(new URLSearchParams(query));
	if (!Object.keys(link).length) return undefined;
	// cursors are base64, in which + is no space
	const cursor = new URLSearchParams(query.replace(/\+/g, '%2B')).get('starting_after') ?? undefined;
	return { cursor: cursorOf(cursor), page: countOf(link.page), perPage: countOf(link.per_page), link };
}

/** The position after a page of `count` items, `NOWHERE`, or undefined at the end of the list. */
export function after(paging: Paging | undefined, position: Position, body: unknown, count: number): Position | typeof NOWHERE | undefined {
	if (!isObject(body)) return undefined;
	const pages = isObject(body.pages) ? body.pages : {};
	const step = (cursor: unknown): Position | undefined => (cursorOf(cursor) === undefined ? undefined : { page: position.page + 1, cursor: cursorOf(cursor) });
	switch (paging?.kind) {
		case 'scroll':
			// the documented end of a scroll is an empty page
			return count ? step(body.scroll_param) : undefined;
		case 'nextCursor':
			return body.has_more === false ? undefined : (step(body.next_cursor) ?? (body.has_more === true ? NOWHERE : undefined));
		case 'query':
		case 'body':
		case 'link':
			return byLead(paging.kind, leadOf(pages.next), position);
		case 'page':
		case 'bodyPage':
			// audiences and content snippets have no `pages` object
			return byNumber(isObject(body.pages) ? pages : body, position, count);
		default: {
			const lead = leadOf(pages.next);
			if (lead?.cursor !== undefined) return byLead('query', lead, position);
			return position.cursor === undefined ? byNumber(pages, position, count) : undefined;
		}
	}
}

function byLead(kind: 'query' | 'body' | 'link', lead: Lead | undefined, position: Position): Position | undefined {
	if (!lead) return undefined;
	const { cursor, page, perPage, link } = lead;
	if (kind !== 'link' && cursor !== undefined) return { page: position.page + 1, cursor };
	if (link) return { page: page ?? position.page + 1, link, perPage };
	return kind !== 'link' && page !== undefined ? { page, perPage } : undefined;
}

function byNumber(pages: Json, position: Position, count: number): Position | undefined {
	const lead = leadOf(pages.next);
	const total = countOf(pages.total_pages);
	const perPage = lead?.perPage ?? sizeOf(pages, position, count);
	const size = perPage === undefined ? {} : { perPage };
	if (lead?.page !== undefined && lead.page > position.page) return { page: lead.page, ...size };
	if (total !== undefined && position.page < total && (count > 0 || lead)) return { page: position.page + 1, ...size };
	if (lead?.page !== undefined) return { page: lead.page, ...size };
	return lead && byLead('query', lead, position);
}

/**
 * The page size that the answer names, which counts for the next page: Intercom may give smaller pages than requested. Ignored where the
 * page has more items than that.
 */
function sizeOf(pages: Json, position: Position, count: number): number | undefined {
	const named = countOf(pages.per_page);
	return named !== undefined && count <= named ? named : position.perPage;
}

/** The request for one position. `limit`: the number of items wanted. */
export function at(request: IntercomRequest, paging: Paging | undefined, limit: number | undefined, { cursor, page, link, perPage: given }: Position): IntercomRequest {
	if ((!paging || paging.bareFirst) && cursor === undefined && link === undefined && page === 1) return request;
	const { kind, pageSize } = paging ?? UNPAGED;
	const size = given ?? Math.min(pageSize, limit ?? pageSize);
	// after a first page of unknown size no size is sent
	const sized = given === undefined && (!paging || paging.bareFirst) && page > 1 ? {} : { per_page: size };
	const inQuery = (more: Json): IntercomRequest => ({ ...request, query: { ...request.query, ...more } });
	const inBody = (more: Json): IntercomRequest => ({ ...request, body: { ...(request.body as Json), ...more } });
	const after = cursor === undefined ? {} : { starting_after: cursor };
	switch (kind) {
		case 'link':
			return inQuery(link ?? {});
		case 'scroll':
			return { ...inQuery(cursor === undefined ? {} : { scroll_param: cursor }), repeatable: false };
		case 'nextCursor':
			return inQuery({ per_page: size, ...(cursor === undefined ? {} : { cursor }) });
		case 'body': {
			const asked = inBody({ pagination: { per_page: size, ...(cursor === undefined && !link && page > 1 ? { page } : after) } });
			return link ? { ...asked, query: { ...asked.query, ...link } } : asked;
		}
		case 'bodyPage':
			return inBody(cursor === undefined ? { page, ...sized } : { per_page: size, ...after });
		default:
			if (link) return inQuery({ ...sized, ...link });
			// lists with cursors have no number for the first page
			return inQuery(cursor !== undefined || (kind === 'query' && page === 1) ? { per_page: size, ...after } : { page, ...sized });
	}
}

/** Endpoints without documented paging whose answer pages all the same. */
const UNPAGED: Paging = { kind: 'either', pageSize: 50 };

/** `total_count`, if there is one. */
export const totalOf = (body: unknown): number | undefined => countOf(inside(body, 'total_count'));
