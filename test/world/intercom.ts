/**
 * Intercom, as far as triggers ask it: lists and searches of records that keep changing while they are read. Written from
 * Intercom's API reference (developers.intercom.com); where that says nothing, every world behaves in a way of its own.
 */

import type { Dice } from './dice';
import type { Time } from './time';

export type Kind = 'contact' | 'company' | 'conversation' | 'ticket' | 'article' | 'call' | 'deleted';

/** How one world's Intercom behaves, where the reference allows more than one way. */
export interface Ways {
	/** Timestamps of contacts are compared by the second, or by the day of the workspace. */
	contactDates: 'second' | 'day';
	/** Start of the workspace's day, hours from UTC. */
	zoneHours: number;
	/** Searches of conversations and tickets obey `sort`, or show the latest change first whatever is asked. */
	sortsInbox: boolean;
	/** ">" includes the second itself where the reference says "greater (or equal)". */
	greaterIncludes: boolean;
	/** A cursor is a place in the list, which moves under the reader, or the record that came last. */
	cursors: 'place' | 'record';
	/** Most records per page, whatever is asked. */
	pageSize: number;
	/** How long an answer takes, milliseconds. */
	answerMs: number;
	/** `X-RateLimit-*` headers, or none. */
	tellsLimit: boolean;
	/** The index shows a change up to so many seconds late. */
	lateSeconds: number;
	/** Every so many-th answer (0: none) is a fault: 500, 429 or a cut connection. */
	faultEvery: number;
	/** Every so many-th answer (0: none) has a clock that is wrong by an hour. */
	wrongClockEvery: number;
}

interface Version {
	at: number;
	visibleAt: number;
	data: Row;
}
export type Row = Record<string, unknown> & { id: string };

export interface Happening {
	kind: Kind;
	id: string;
	/** Unix seconds. */
	at: number;
	/** Milliseconds: when the index shows it. */
	visibleAt: number;
	isNew: boolean;
}

export interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

const DAY = 86_400;
const LISTS: Record<string, Kind> = { 'POST /contacts/search': 'contact', 'POST /companies/search': 'company', 'POST /conversations/search': 'conversation', 'POST /tickets/search': 'ticket', 'GET /articles': 'article', 'GET /calls': 'call', 'GET /conversations/deleted': 'deleted' };
const NAMES: Record<Kind, string> = { contact: 'data', company: 'data', conversation: 'conversations', ticket: 'tickets', article: 'data', call: 'data', deleted: 'data' };

export class Intercom {
	/** All that has ever happened, in order. */
	readonly happened: Happening[] = [];
	requests = 0;
	appId = 'ws_world';
	private readonly records = new Map<Kind, Map<string, Version[]>>();
	private count = 0;

	constructor(
		private readonly time: Time,
		private readonly dice: Dice,
		readonly ways: Ways,
	) {}

	/** Something new, or a change of what is there. */
	touch(kind: Kind, id?: string): void {
		const { ways, dice, time } = this;
		const all = this.records.get(kind) ?? new Map<string, Version[]>();
		this.records.set(kind, all);
		const known = id === undefined ? undefined : all.get(id);
		const at = Math.floor(time.ms / 1000);
		const name = id ?? String(++this.count);
		const before = known?.at(-1)?.data;
		const data = rowOf(kind, name, at, before);
		// a change is never shown before the one it follows
		const visibleAt = Math.max(time.ms + (dice.is(0.3) ? dice.whole(0, ways.lateSeconds * 1000) : 0), known?.at(-1)?.visibleAt ?? 0);
		all.set(name, [...(known ?? []), { at, visibleAt, data }]);
		this.happened.push({ kind, id: name, at, visibleAt, isNew: !known });
	}

	ids(kind: Kind): string[] {
		return [...(this.records.get(kind)?.keys() ?? [])];
	}

	/** Answers a request, or undefined for a connection that is cut. */
	answer(method: string, url: string, query: Record<string, unknown>, body: unknown): Answer | undefined {
		this.requests++;
		const { ways } = this;
		const path = new URL(url).pathname;
		if (ways.faultEvery && this.requests % ways.faultEvery === 0) {
			const fault = this.dice.one(['cut', '500', '429'] as const);
			if (fault === 'cut') return undefined;
			if (fault === '500') return this.reply(500, { type: 'error.list', errors: [{ code: 'server_error' }] });
			return this.reply(429, { type: 'error.list', errors: [{ code: 'rate_limit_exceeded' }] }, { 'retry-after': '2' });
		}
		if (path === '/me') return this.reply(200, { type: 'admin', id: '1', app: { type: 'app', id_code: this.appId, region: 'US' } });
		const kind = LISTS[`${method} ${path}`];
		if (!kind) return this.reply(404, { type: 'error.list', errors: [{ code: 'not_found', message: `${method} ${path}` }] });
		return this.reply(200, method === 'POST' ? this.search(kind, body as Search) : this.list(kind, query));
	}

	private reply(statusCode: number, body: unknown, more: Record<string, string> = {}): Answer {
		const { ways, time } = this;
		const wrong = ways.wrongClockEvery && this.requests % ways.wrongClockEvery === 0 ? 3_600_000 : 0;
		const limit: Record<string, string> = ways.tellsLimit ? { 'x-ratelimit-limit': '1667', 'x-ratelimit-remaining': '1600', 'x-ratelimit-reset': String(Math.floor(time.ms / 10_000) * 10 + 10) } : {};
		return { statusCode, headers: { 'content-type': 'application/json', date: new Date(time.ms + wrong).toUTCString(), ...limit, ...more }, body };
	}

	/** Everything as the index shows it now. */
	private visible(kind: Kind): Row[] {
		return [...(this.records.get(kind)?.values() ?? [])].flatMap((versions) => versions.filter(({ visibleAt }) => visibleAt <= this.time.ms).at(-1)?.data ?? []);
	}

	private search(kind: Kind, { query, pagination = {}, sort }: Search): object {
		const obeys = kind === 'contact' || kind === 'company' || this.ways.sortsInbox;
		const wanted = obeys && sort ? sort : { field: 'updated_at', order: 'descending' };
		const found = sorted(this.visible(kind).filter((row) => this.fits(kind, row, query)), wanted);
		return this.page(kind, found, Number(pagination.per_page ?? 20), pagination.starting_after);
	}

	/** Lists without a search. Articles are sorted by their last change, calls by their beginning, and page by number; both newest first. */
	private list(kind: Kind, query: Record<string, unknown>): object {
		const field = kind === 'call' ? 'created_at' : kind === 'deleted' ? 'deleted_at' : 'updated_at';
		const found = sorted(this.visible(kind), { field, order: 'descending' });
		if (kind === 'deleted') return this.page(kind, found, Number(query.per_page ?? 20), query.starting_after as string | undefined);
		const size = Math.min(Number(query.per_page ?? 25), this.ways.pageSize);
		const page = Number(query.page ?? 1);
		const pages = Math.max(1, Math.ceil(found.length / size));
		return { type: 'list', data: found.slice((page - 1) * size, page * size), total_count: found.length, pages: { type: 'pages', page, per_page: size, total_pages: pages, ...(page < pages ? { next: `https://api.intercom.io/x?per_page=${size}&page=${page + 1}` } : { next: null }) } };
	}

	private page(kind: Kind, found: Row[], perPage: number, after: string | null | undefined): object {
		const size = Math.min(perPage, this.ways.pageSize);
		const from = after ? this.placeAfter(found, after) : 0;
		const page = found.slice(from, from + size);
		const isLast = from + size >= found.length;
		const cursor = this.ways.cursors === 'place' ? `p${from + size}` : `r${String(page.at(-1)?.id)}`;
		return { type: `${kind}.list`, [NAMES[kind]]: page, total_count: found.length, pages: { type: 'pages', per_page: size, ...(isLast ? {} : { next: { per_page: size, starting_after: cursor } }) } };
	}

	private placeAfter(found: Row[], cursor: string): number {
		if (cursor.startsWith('p')) return Number(cursor.slice(1));
		return found.findIndex(({ id }) => id === cursor.slice(1)) + 1;
	}

	private fits(kind: Kind, row: Row, query: Query | undefined): boolean {
		if (!query) return true;
		if (Array.isArray(query.value) && (query.operator === 'AND' || query.operator === 'OR')) {
			const each = (query.value as Query[]).map((one) => this.fits(kind, row, one));
			return query.operator === 'AND' ? each.every(Boolean) : each.some(Boolean);
		}
		const theirs = row[query.field as string];
		const value = query.value;
		if (!/_at$/.test(String(query.field))) return this.compare(query.operator, String(theirs), String(value), false);
		if (kind === 'contact' && this.ways.contactDates === 'day') return this.compareDays(query.operator, Number(theirs), Number(value));
		return this.compare(query.operator, Number(theirs), Number(value), this.ways.greaterIncludes && kind !== 'contact');
	}

	private compare(operator: string, theirs: number | string, value: number | string, includes: boolean): boolean {
		switch (operator) {
			case '>': return theirs > value || (includes && theirs === value);
			case '<': return theirs < value || (includes && theirs === value);
			case '=': return theirs === value;
			case '!=': return theirs !== value;
			default: throw new Error(`operator ${operator}`);
		}
	}

	/** By the day: after is from the next day on, before is until the end of the day before. */
	private compareDays(operator: string, theirs: number, value: number): boolean {
		const day = (seconds: number): number => Math.floor((seconds + this.ways.zoneHours * 3600) / DAY);
		return this.compare(operator, day(theirs), day(value), false);
	}
}

interface Query {
	field?: string;
	operator: string;
	value: unknown;
}
interface Search {
	query?: Query;
	pagination?: { per_page?: number; starting_after?: string | null };
	sort?: { field: string; order: string };
}

/** Equal moments stand in the order of their IDs turned over, which is as good as any. */
function sorted(rows: Row[], { field, order }: { field: string; order: string }): Row[] {
	const sign = /^desc/.test(order) ? -1 : 1;
	return rows.sort((a, b) => sign * (Number(a[field]) - Number(b[field])) || (a.id < b.id ? 1 : -1));
}

function rowOf(kind: Kind, id: string, at: number, before: Row | undefined): Row {
	if (kind === 'deleted') return { id, deleted_at: at, metrics_retained: true };
	if (kind === 'call') return { id, type: 'call', created_at: before?.created_at ?? at, ended_at: before ? at : null, updated_at: at };
	return { id, type: kind, created_at: before?.created_at ?? at, updated_at: at, name: `${kind} ${id} at ${at}` };
}
