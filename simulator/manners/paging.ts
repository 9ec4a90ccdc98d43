/** The two ways to page: cursors (contacts, searches) and page numbers (companies, notes). */
import type { Settings } from '../settings';
import { badRequest, invalid } from './errors';

/** How a cursor list is ordered: by `value`, then by the record's place in the workspace. */
export interface Order<T> {
	value: (item: T) => string | number | null;
	direction: 'ascending' | 'descending';
}

interface Placed {
	seq: number;
}

/** Newest first, the order of a list nobody sorted. */
export const newestFirst: Order<Placed> = { value: (item) => item.seq, direction: 'descending' };

/**
 * One page of a cursor list (facts section 5). `pages.next` is absent on the last page. The cursor names the last record
 * seen, so records that move while someone pages are skipped or repeated, as in the field.
 */
export function cursorPage<T extends Placed>(
	items: T[],
	ask: { per_page?: number; starting_after?: string | null },
	settings: Settings,
	order: Order<T> = newestFirst as unknown as Order<T>,
	usual = 50,
) {
	const perPage = pageSize(ask.per_page, settings, usual);
	const cursor = ask.starting_after ? readCursor(ask.starting_after) : undefined;
	const sorted = items.map((item) => ({ item, at: place(item, order) })).sort((a, b) => compare(a.at, b.at, order.direction));
	const start = cursor ? sorted.findIndex(({ at }) => compare(at, cursor, order.direction) > 0) : 0;
	const page = start < 0 ? [] : sorted.slice(start, start + perPage);
	const number = cursor?.page ?? 1;
	const more = start >= 0 && start + perPage < sorted.length;
	return {
		items: page.map(({ item }) => item),
		total_count: items.length,
		pages: {
			type: 'pages',
			...(more && { next: { page: number + 1, per_page: perPage, starting_after: writeCursor(page[page.length - 1].at, number + 1) } }),
			page: number,
			per_page: perPage,
			total_pages: Math.ceil(items.length / perPage),
		},
	};
}

/** One page of a page-numbered list. @param here address of the list, to build `pages.next` */
export function numberedPage<T>(
	items: T[],
	ask: { page?: number; per_page?: number },
	settings: Settings,
	here: string,
	usual: number,
	extra: Record<string, string | undefined> = {},
) {
	const perPage = pageSize(ask.per_page, settings, usual);
	const page = ask.page ?? 1;
	if (page < 1) throw invalid('page must be 1 or more', 'page');
	if (page * perPage > settings.maxListed && page > 1) throw badRequest('bad_request', 'page limit reached, please use scroll API');
	const total = Math.ceil(items.length / perPage);
	const query = new URLSearchParams({ page: String(page + 1), per_page: String(perPage) });
	for (const [name, value] of Object.entries(extra)) if (value !== undefined) query.set(name, value);
	const next =
		settings.pageLinks === 'url'
			? `${here}?${query}`
			: { page: page + 1, starting_after: writeCursor({ value: page, seq: page * perPage }, page + 1) };
	return {
		items: items.slice((page - 1) * perPage, page * perPage),
		total_count: items.length,
		pages: { type: 'pages', next: page < total ? next : null, page, per_page: perPage, total_pages: total },
	};
}

/** @throws 400 outside 1..maxPageSize */
export function pageSize(asked: number | undefined, settings: Settings, usual: number): number {
	const size = asked ?? usual;
	if (size < 1 || size > settings.maxPageSize) throw invalid(`per_page must be between 1 and ${settings.maxPageSize}`, 'per_page');
	return size;
}

interface Place {
	value: string | number | null;
	seq: number;
}

const place = <T extends Placed>(item: T, order: Order<T>): Place => ({ value: order.value(item), seq: item.seq });

/** Records without a value come last in either direction. */
function compare(a: Place, b: Place, direction: 'ascending' | 'descending'): number {
	if (a.value !== b.value) {
		if (a.value === null) return 1;
		if (b.value === null) return -1;
		const less = a.value < b.value ? -1 : 1;
		return direction === 'ascending' ? less : -less;
	}
	return direction === 'ascending' ? a.seq - b.seq : b.seq - a.seq;
}

const writeCursor = (at: Place, page: number) => Buffer.from(JSON.stringify([at.value, at.seq, page])).toString('base64');

/** @throws 400 for text that is no cursor of ours */
function readCursor(text: string): Place & { page: number } {
	try {
		const [value, seq, page] = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as [string | number | null, number, number];
		if (typeof seq === 'number' && typeof page === 'number') return { value, seq, page };
	} catch {
		// falls through to the refusal
	}
	throw invalid('starting_after is not a valid cursor', 'starting_after');
}
