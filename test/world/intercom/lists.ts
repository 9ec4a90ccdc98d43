/** What Intercom's searches and lists answer: which records, in which order, on which page. */

import { type Kind, type Records, type Row, secondsOf } from './records';
import type { Ways } from './ways';

export interface Asked {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: Search & Record<string, unknown>;
	/** The moment, milliseconds. */
	ms: number;
}

interface Condition {
	field?: string;
	operator: string;
	value: unknown;
}

interface Search {
	query?: Condition;
	pagination?: { per_page?: number; starting_after?: string | null };
	sort?: { field: string; order: string };
}

const SEARCHES: Record<string, { kind: Kind; items: string }> = {
	'POST /contacts/search': { kind: 'contact', items: 'data' },
	'POST /companies/search': { kind: 'company', items: 'data' },
	'POST /conversations/search': { kind: 'conversation', items: 'conversations' },
	'POST /tickets/search': { kind: 'ticket', items: 'tickets' },
};

type Shelf = (kind: Kind) => Records;

/** Undefined: there is no such thing. */
export function answerOf(asked: Asked, ways: Ways, of: Shelf): object | 'lostCursor' | undefined {
	const { method, path, query, body } = asked;
	const search = SEARCHES[`${method} ${path}`];
	if (search) return searched(asked, ways, of(search.kind), search);
	switch (`${method} ${path.replace(/\/calls\/\w+$/, '/calls/{id}').replace(/\/data_connectors\/\w+\//, '/data_connectors/{id}/')}`) {
		case 'GET /articles':
			return numbered(of('article').by('updated_at', true), query, 25, ways, { items: 'data', link: true });
		case 'GET /calls':
			return numbered(of('call').by('created_at', true), query, 25, ways, { items: 'data', link: true });
		case 'GET /calls/{id}':
			return of('call')
				.by('created_at', true)
				.find(({ id }) => id === path.split('/').at(-1));
		case 'POST /admins/activity_logs/search': {
			const fits = (at: number): boolean =>
				ways.greaterIncludes
					? at >= Number(body.created_at_after) && at <= Number(body.created_at_before ?? Infinity)
					: at > Number(body.created_at_after) && at < Number(body.created_at_before ?? Infinity);
			return numbered(
				of('activity')
					.by('created_at', true)
					.filter((row) => fits(Number(row.created_at))),
				body,
				20,
				ways,
				{ items: 'activity_logs' },
			);
		}
		case 'GET /macros': {
			const since = Number(query.updated_since ?? 0);
			return cursored(
				{
					found: of('macro')
						.by('updated_at', true)
						.filter((row) => secondsOf(row.updated_at) > since),
					field: 'updated_at',
					items: 'data',
					isCounted: false,
				},
				Number(query.per_page ?? 50),
				query.starting_after,
				{ ...ways, cursors: 'moment' },
				asked.ms,
			);
		}
		case 'GET /conversations/deleted':
			return cursored(
				{ found: of('deleted').by('deleted_at', true), field: 'deleted_at', items: 'data', isCounted: true },
				Number(query.per_page ?? 20),
				query.starting_after,
				ways,
				asked.ms,
			);
		case 'GET /data_connectors/{id}/execution_results': {
			const [from, to] = [Number(query.start_ts ?? 0), Number(query.end_ts ?? Infinity)];
			const fits = (at: number): boolean => at >= from && at <= to;
			return cursored(
				{
					found: of('execution')
						.by('created_at', true)
						.filter((row) => fits(secondsOf(row.created_at))),
					field: 'created_at',
					items: 'data',
					isCounted: false,
				},
				Number(query.per_page ?? 10),
				query.starting_after,
				{ ...ways, cursors: 'record' },
				asked.ms,
			);
		}
		case 'GET /events':
			return backwards(of('event').by('created_at', true), query, ways);
		default:
			return undefined;
	}
}

function searched(
	{ body, ms }: Asked,
	ways: Ways,
	records: Records,
	{ kind, items }: { kind: Kind; items: string },
): object | 'lostCursor' {
	const obeys = kind === 'contact' || kind === 'company' || ways.sortsInbox;
	const { field, order } = obeys && body.sort ? body.sort : { field: 'updated_at', order: 'descending' };
	const fits = conditionOf(kind, body.query, ways);
	const isDescending = /^desc/.test(order);
	return cursored(
		{ found: records.by(field, isDescending).filter(fits), field, items, isCounted: true, isAscending: !isDescending },
		Number(body.pagination?.per_page ?? 20),
		body.pagination?.starting_after,
		ways,
		ms,
	);
}

interface Listed {
	found: Row[];
	/** By which it is sorted. */
	field: string;
	/** The key of the items. */
	items: string;
	/** Whether the answer says how many there are. */
	isCounted: boolean;
	isAscending?: boolean;
}

function cursored(
	{ found, field, items, isCounted, isAscending = false }: Listed,
	perPage: number,
	after: unknown,
	ways: Ways,
	ms: number,
): object | 'lostCursor' {
	const size = Math.min(perPage, ways.pageSize);
	const from = typeof after === 'string' && after !== '' ? placeAfter(found, field, isAscending, after, ways, ms) : 0;
	if (from === undefined) return 'lostCursor';
	const page = found.slice(from, from + size);
	const last = page.at(-1);
	const isLast = from + size >= found.length || !last;
	return {
		type: 'list',
		[items]: page,
		...(isCounted ? { total_count: found.length } : {}),
		pages: {
			type: 'pages',
			per_page: size,
			...(isLast ? {} : { next: { per_page: size, starting_after: cursorOf(last, from + size, field, ways, ms) } }),
		},
	};
}

/** The moment at which it was given, and what it stands for, in a form that looks like nothing. */
function cursorOf(last: Row, place: number, field: string, { cursors }: Ways, ms: number): string {
	const what = cursors === 'place' ? place : cursors === 'record' ? last.id : [secondsOf(last[field]), last.id];
	const text = JSON.stringify(cursors === 'moment' ? what : [cursors, what]);
	return `${Buffer.from(text).toString('base64')}.${ms}`;
}

/** Undefined: Intercom does not know it any more. */
function placeAfter(
	found: Row[],
	field: string,
	isAscending: boolean,
	cursor: string,
	{ cursors, cursorsLiveMs }: Ways,
	ms: number,
): number | undefined {
	const [text, given] = cursor.split('.');
	if (cursorsLiveMs && ms - Number(given) > cursorsLiveMs) return undefined;
	const [first, second] = JSON.parse(Buffer.from(text, 'base64').toString()) as [string | number, string | number];
	if (cursors === 'place') return Number(second);
	if (cursors === 'record') {
		const place = found.findIndex(({ id }) => id === second);
		return place < 0 ? undefined : place + 1;
	}
	const isBehind = (row: Row): boolean => {
		const at = secondsOf(row[field]);
		return at === first ? row.id < String(second) : isAscending ? at > Number(first) : at < Number(first);
	};
	const place = found.findIndex(isBehind);
	return place < 0 ? found.length : place;
}

function numbered(
	found: Row[],
	asked: Record<string, unknown>,
	usual: number,
	{ pageSize }: Ways,
	{ items, link = false }: { items: string; link?: boolean },
): object {
	const size = Math.min(Number(asked.per_page ?? usual), pageSize);
	const page = Number(asked.page ?? 1);
	const pages = Math.max(1, Math.ceil(found.length / size));
	const next =
		page < pages ? (link ? `https://api.intercom.io/x?per_page=${size}&page=${page + 1}` : { page: page + 1, per_page: size }) : null;
	return {
		type: 'list',
		[items]: found.slice((page - 1) * size, page * size),
		...(link ? { total_count: found.length } : {}),
		pages: { type: 'pages', page, per_page: size, total_pages: pages, next },
	};
}

/** Data events: what follows is what came before a moment in milliseconds, of which each event has one of its own. */
function backwards(found: Row[], query: Record<string, unknown>, { pageSize }: Ways): object {
	const marked = found
		.map((row) => ({ row, mark: Number(row.created_at) * 1000 + (Number(row.id) % 1000) }))
		.sort((a, b) => b.mark - a.mark);
	const left = query.before === undefined ? marked : marked.filter(({ mark }) => mark < Number(query.before));
	const size = Math.min(Number(query.per_page ?? 50), pageSize);
	const page = left.slice(0, size);
	return {
		type: 'event.list',
		events: page.map(({ row }) => row),
		pages:
			left.length > size
				? { next: `https://api.intercom.io/events?type=user&intercom_user_id=1&per_page=${size}&before=${page.at(-1)?.mark}` }
				: {},
	};
}

type Fits = (row: Row) => boolean;

function conditionOf(kind: Kind, condition: Condition | undefined, ways: Ways): Fits {
	if (!condition) return () => true;
	const { field = '', operator, value } = condition;
	if (Array.isArray(value) && (operator === 'AND' || operator === 'OR')) {
		const each = (value as Condition[]).map((one) => conditionOf(kind, one, ways));
		return operator === 'AND' ? (row) => each.every((fits) => fits(row)) : (row) => each.some((fits) => fits(row));
	}
	if (!field.endsWith('_at')) return (row) => compare(operator, String(row[field]), String(value), false);
	const includes = ways.greaterIncludes && kind !== 'contact';
	if (kind !== 'contact' || ways.contactDates === 'second') return (row) => compare(operator, Number(row[field]), Number(value), includes);
	// by the day: after is from the next day on, before is until the end of the day before
	const day = dayOf(Number(value), ways);
	return (row) => compare(operator, dayOf(Number(row[field]), ways), day, false);
}

const DAY = 86_400_000;

/** The day of a moment where the workspace is. */
function dayOf(seconds: number, { zone: { beforeMs, changesAt, afterMs } }: Ways): number {
	const ms = seconds * 1000;
	return Math.floor((ms + (ms < changesAt ? beforeMs : afterMs)) / DAY);
}

function compare(operator: string, theirs: number | string, value: number | string, includes: boolean): boolean {
	switch (operator) {
		case '>':
			return theirs > value || (includes && theirs === value);
		case '<':
			return theirs < value || (includes && theirs === value);
		case '=':
			return theirs === value;
		case '!=':
			return theirs !== value;
		default:
			throw new Error(`operator ${operator}`);
	}
}
