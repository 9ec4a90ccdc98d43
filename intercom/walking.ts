/** From page to page of a list, in its order, to the page that names no other. No answer makes it endless. */

import { identityOf, itemsOf, withJoined } from './answers';
import { Ahead } from './ahead';
import type { Json } from './json';
import type { ListRequest, Reader } from './paging';
import { after, at, countOf, isNumbered, markOf, NOWHERE, type Position, totalOf } from './position';

export interface Page {
	items: Json[];
	position: Position;
	/** How many records Intercom counts in the whole list. */
	total?: number;
	next: Position | typeof NOWHERE | undefined;
	/** The last page by the answer's own count. */
	lastPage?: number;
}

export interface Walker extends Pick<Reader, 'send' | 'told' | 'atOnce'> {
	/** How many items are still wanted; absent: whoever reads may stop at any page, so none is asked for ahead. */
	wanted?: () => number;
	/** The first page, where it has been read. */
	first?: Page;
}

/** After so many pages in a row without a record that is new, no page is asked for any more. */
const MOST_IDLE_PAGES = 20;

export const itemsIn = (count: number): string => `${count} item${count === 1 ? '' : 's'}`;

const markOfItem = (item: Json): string => identityOf(item) ?? JSON.stringify(item);

/** Records as they come: which were there before. Without an ID the whole record counts. */
export class Known {
	private readonly marks = new Set<string>();

	/** Whether it is the first time. */
	add(item: Json): boolean {
		const size = this.marks.size;
		return this.marks.add(markOfItem(item)).size > size;
	}

	/** Whether none of them was there before, and none is among them twice. */
	lacks(items: Json[]): boolean {
		const marks = new Set(items.map(markOfItem));
		return marks.size === items.length && [...marks].every((mark) => !this.marks.has(mark));
	}
}

/** Rejects with `IntercomError`. */
export async function pageAt(list: ListRequest, position: Position, { send }: Pick<Reader, 'send'>): Promise<Page> {
	const { body } = await send({ ...at(list.request, list.paging, list.limit, position), holds: { list: list.items } });
	const items = withJoined(itemsOf(body, list.items, list.textsAs), body, list.join);
	const pages = (body as Json | undefined)?.pages ?? body;
	return {
		items,
		position,
		total: totalOf(body),
		next: after(list.paging, position, body, items.length),
		lastPage: countOf((pages as Json | undefined)?.total_pages),
	};
}

/** The pages as they come; the next one is asked for when it is. Rejects with `IntercomError`. */
export async function* walk(list: ListRequest, walker: Walker): AsyncGenerator<Page> {
	const asked = new Set<string>();
	const known = new Known();
	const ahead = new Ahead(list, walker, known);
	const tell = (text: string) => walker.told?.({ kind: 'cut', text });
	let count = 0;
	let idle = 0;
	let position: Position = { page: 1 };
	try {
		for (;;) {
			asked.add(markOf(position));
			const page = asked.size === 1 && walker.first ? walker.first : await ahead.page(position);
			const fresh = page.items.filter((item) => known.add(item)).length;
			count += fresh;
			idle = fresh ? 0 : idle + 1;
			yield page;
			const { next, lastPage, items } = page;
			const isLater = isNumbered(position) && position.page > 1;
			if (!fresh && isLater && lastPage !== undefined && position.page > lastPage) return;
			if (next === undefined) {
				// an endpoint that ignores the number answers one page again and again
				if (isLater && !fresh && items.length)
					tell(
						`The list was cut off after ${itemsIn(count)}: the last ${idle === 1 ? 'page' : `${idle} pages`} brought nothing but records that had been there before`,
					);
				return;
			}
			const why =
				next === NOWHERE
					? 'Intercom says that there is more, but not where'
					: idle >= MOST_IDLE_PAGES
						? `${idle} pages in a row brought nothing new, and each names another one`
						: undefined;
			// a scroll keeps one parameter to its end; any other position that comes back is a circle
			const circle =
				next !== NOWHERE && list.paging?.kind !== 'scroll' && asked.has(markOf(next))
					? "Intercom's answer leads back to a page that was read before"
					: undefined;
			if (next === NOWHERE || why || circle) return tell(`The list was cut off after ${itemsIn(count)}: ${why ?? circle}`);
			position = next;
			ahead.look(position);
		}
	} finally {
		await ahead.drop();
	}
}
