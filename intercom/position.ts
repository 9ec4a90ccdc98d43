/**
 * Where a list goes on: what an answer says of the next page, read as what it is, and the request for it.
 * Intercom describes `pages.next` as an object with a cursor for some endpoints and as an address for others, and one
 * endpoint can answer either way (https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination).
 */

import { inside } from './answers';
import type { IntercomRequest } from './client';
import { isObject, type Json } from './json';
import type { Paging } from './paging';

type Cursor = string | number;

/** One place in a list. */
export interface Position {
	/** Counted from 1; in lists with cursors too, where it only tells the first page from the others. */
	page: number;
	cursor?: Cursor;
	/** The query of an address that leads on without a cursor. */
	link?: Record<string, string>;
	/** Size of the pages by which `page` counts, where it is not the one we ask for. */
	perPage?: number;
}

/** An answer that says there is more and does not say where. */
export const NOWHERE = 'nowhere';

/** Whether two positions are the same question. */
export const markOf = ({ page, cursor, link }: Position): string => JSON.stringify(cursor ?? link ?? page);

/** Whether it is a number that leads there. */
export const isNumbered = ({ cursor, link }: Position): boolean => cursor === undefined && link === undefined;

/** A whole number above zero, also where it comes as a text. */
export function countOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
}

const cursorOf = (value: unknown): Cursor | undefined =>
	(typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value)) ? value : undefined;

/** What `next` says, each part only if it is there. */
interface Lead {
	cursor?: Cursor;
	page?: number;
	perPage?: number;
	link?: Record<string, string>;
}

/** Undefined where `next` leads nowhere: absent, null, empty. */
function leadOf(next: unknown): Lead | undefined {
	if (typeof next === 'string')
		return /[?]|^(https?:)?\/\//i.test(next) ? leadOfAddress(next) : some({ cursor: cursorOf(next), page: countOf(next) });
	if (typeof next === 'number') return some({ page: countOf(next) });
	return isObject(next) ? some({ cursor: cursorOf(next.starting_after), page: countOf(next.page) }, countOf(next.per_page)) : undefined;
}

const some = (lead: Lead, perPage?: number): Lead | undefined =>
	lead.cursor === undefined && lead.page === undefined ? undefined : { ...lead, perPage };

/** Only the query counts: the request goes to the endpoint that was asked. */
function leadOfAddress(address: string): Lead | undefined {
	const query = address.split('#')[0].split('?').slice(1).join('?');
	const link = Object.fromEntries(new URLSearchParams(query));
	if (!Object.keys(link).length) return undefined;
	// cursors are base64, in which a plus sign is a plus sign
	const cursor = new URLSearchParams(query.replace(/\+/g, '%2B')).get('starting_after') ?? undefined;
	return { cursor: cursorOf(cursor), page: countOf(link.page), perPage: countOf(link.per_page), link };
}

/** The position after a page of `count` items, `NOWHERE`, or undefined at the end of the list. */
export function after(paging: Paging | undefined, position: Position, body: unknown, count: number): Position | typeof NOWHERE | undefined {
	if (!isObject(body)) return undefined;
	const pages = isObject(body.pages) ? body.pages : {};
	const step = (cursor: unknown): Position | undefined =>
		cursorOf(cursor) === undefined ? undefined : { page: position.page + 1, cursor: cursorOf(cursor) };
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
			// audiences and content snippets count their pages beside the items
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
 * The size of the pages as the answer names it: where Intercom gives smaller pages than we asked for, or was not asked for
 * any size, the next page is counted by its own. A size smaller than the page that came with it is no size.
 */
function sizeOf(pages: Json, position: Position, count: number): number | undefined {
	const named = countOf(pages.per_page);
	return named !== undefined && count <= named ? named : position.perPage;
}

/** The request for one position of the list. `limit`: no more than this many are wanted. */
export function at(
	request: IntercomRequest,
	paging: Paging | undefined,
	limit: number | undefined,
	{ cursor, page, link, perPage: given }: Position,
): IntercomRequest {
	if ((!paging || paging.bareFirst) && cursor === undefined && link === undefined && page === 1) return request;
	const { kind, pageSize } = paging ?? UNPAGED;
	const size = given ?? Math.min(pageSize, limit ?? pageSize);
	// pages after a first one of unknown size are counted by the same
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
			// the first page of a list with cursors has no number
			return inQuery(cursor !== undefined || (kind === 'query' && page === 1) ? { per_page: size, ...after } : { page, ...sized });
	}
}

/** An endpoint that answers everything at once, until it says otherwise. */
const UNPAGED: Paging = { kind: 'either', pageSize: 50 };

/** How many records Intercom counts in the list, where it says so. */
export const totalOf = (body: unknown): number | undefined => countOf(inside(body, 'total_count'));
