/**
 * The reading of one list: page after page to its end, each record once, whatever is created, deleted or moved meanwhile.
 * No answer makes it endless; where it has to stop early, or something is missing all the same, it is told.
 */

import { identityOf, itemsOf, withJoined } from './answers';
import { IntercomError } from './errors';
import type { Json } from './json';
import { rethrown } from './rethrown';
import type { ListRequest, Reader } from './paging';
import { after, at, countOf, markOf, NOWHERE, type Position, totalOf } from './position';

/**
 * What people should know of a list beside its items.
 * - `cut`: reading stopped before the end
 * - `short`: the list was read to its end, and still Intercom counts more
 * - `scrolled`: the rest was read in another way, and comes in another order
 */
export interface Note {
	kind: 'cut' | 'short' | 'scrolled' | 'skipped';
	text: string;
}

export interface Page {
	items: Json[];
	position: Position;
	/** How many records Intercom counts in the whole list. */
	total?: number;
	next: Position | typeof NOWHERE | undefined;
	/** The last page by the answer's own count. */
	lastPage?: number;
}

type Sender = Pick<Reader, 'send' | 'told'>;

/** After so many pages in a row without a record that is new, no page is asked for any more. */
const MOST_IDLE_PAGES = 20;

const itemsIn = (count: number): string => `${count} item${count === 1 ? '' : 's'}`;

/** Records as they come: which were there before. Without an ID the whole record counts. */
class Known {
	private readonly marks = new Set<string>();

	/** Whether it is the first time. */
	add(item: Json): boolean {
		const size = this.marks.size;
		return this.marks.add(identityOf(item) ?? JSON.stringify(item)).size > size;
	}
}

/** Whether it is a number that leads there. */
const isNumbered = ({ cursor, link }: Position): boolean => cursor === undefined && link === undefined;

/** Rejects with `IntercomError`. */
export async function pageAt(list: ListRequest, position: Position, { send }: Pick<Reader, 'send'>): Promise<Page> {
	const { body } = await send({ ...at(list.request, list.paging, list.limit, position), holds: { list: list.items } });
	const items = withJoined(itemsOf(body, list.items, list.textsAs), body, list.join);
	const pages = (body as Json | undefined)?.pages ?? body;
	return { items, position, total: totalOf(body), next: after(list.paging, position, body, items.length), lastPage: countOf((pages as Json | undefined)?.total_pages) };
}

/** The pages as they come. Rejects with `IntercomError`. */
export async function* walk(list: ListRequest, reader: Sender): AsyncGenerator<Page> {
	const asked = new Set<string>();
	const known = new Known();
	const tell = (text: string) => reader.told?.({ kind: 'cut', text });
	let count = 0;
	let idle = 0;
	let position: Position = { page: 1 };
	for (;;) {
		asked.add(markOf(position));
		const page = await pageAt(list, position, reader);
		const fresh = page.items.filter((item) => known.add(item)).length;
		count += fresh;
		idle = fresh ? 0 : idle + 1;
		yield page;
		const { next, lastPage, items } = page;
		const isLater = isNumbered(position) && position.page > 1;
		if (!fresh && isLater && lastPage !== undefined && position.page > lastPage) return;
		if (next === undefined) {
			// an endpoint that ignores the number answers one page again and again
			if (isLater && !fresh && items.length) tell(`The list was cut off after ${itemsIn(count)}: the last ${idle === 1 ? 'page' : `${idle} pages`} brought nothing but records that had been there before`);
			return;
		}
		const why = next === NOWHERE ? 'Intercom says that there is more, but not where' : idle >= MOST_IDLE_PAGES ? `${idle} pages in a row brought nothing new, and each names another one` : undefined;
		// a scroll keeps one parameter to its end; any other position that comes back is a circle
		const circle = next !== NOWHERE && list.paging?.kind !== 'scroll' && asked.has(markOf(next)) ? "Intercom's answer leads back to a page that was read before" : undefined;
		if (next === NOWHERE || why || circle) return tell(`The list was cut off after ${itemsIn(count)}: ${why ?? circle}`);
		position = next;
	}
}

/** Pages that are read a second time, because records were deleted meanwhile, before it is left at that. */
const MOST_SECOND_READS = 50;

/** A list up to its limit. */
export class Reading {
	private readonly known = new Known();
	private readonly found: Json[] = [];
	/** The fewest records that Intercom counted in the list. */
	private fewest?: number;
	private secondReads = 0;
	private isCut = false;

	constructor(
		private readonly list: ListRequest,
		private readonly reader: Reader,
	) {}

	/** In Intercom's order, each once. Rejects with `IntercomError`. */
	async all(): Promise<Json[]> {
		if (this.list.paging?.kind === 'scroll') await this.reader.scroll.pass(async () => await this.scroll());
		else await this.pages();
		return this.list.limit === undefined ? this.found : this.found.slice(0, this.list.limit);
	}

	private get isFull(): boolean {
		return this.list.limit !== undefined && this.found.length >= this.list.limit;
	}

	private tell(kind: Note['kind'], text: string): void {
		if (kind === 'cut') this.isCut = true;
		this.reader.told?.({ kind, text });
	}

	private take(items: Json[], wanted: (item: Json) => boolean = () => true): void {
		for (const item of items) if (wanted(item) && (identityOf(item) === undefined || this.known.add(item))) this.found.push(item);
	}

	private get sender(): Sender {
		return { send: this.reader.send, told: ({ kind, text }) => this.tell(kind, text) };
	}

	private async pages(): Promise<void> {
		let last: Page | undefined;
		try {
			for await (const page of walk(this.list, this.sender)) {
				this.take(page.items);
				if (page.total !== undefined) this.fewest = Math.min(page.total, this.fewest ?? Infinity);
				if (this.isFull) return;
				if (last) await this.catchUp(last, page);
				last = page;
				if (this.isFull) return;
			}
		} catch (error) {
			if (!this.list.beyond || !last || !isBeyondPages(error)) throw rethrown(error);
			return await this.goBeyond(error as IntercomError);
		}
		if (this.isCut) return;
		const { beyond } = this.list;
		if (beyond && this.isShort && this.found.length + (last?.items.length ?? 0) > beyond.reach) return await this.goBeyond();
		if (last && isNumbered(last.position) && last.position.page > 1) await this.lookAgain();
		if (this.isShort && !this.isFull) this.tell('short', `Intercom counts ${this.fewest} records in this list, but its pages held ${this.found.length}`);
	}

	private get isShort(): boolean {
		return this.fewest !== undefined && this.found.length < this.fewest;
	}

	/**
	 * Records that were deleted from pages which had been read let others slide into these, past the reader: as many as the
	 * list became shorter, and they lie just before the page that shows it. They are looked for there, a little further on
	 * either side where the list changes again meanwhile.
	 */
	private async catchUp(before: Page, { position, total }: Page): Promise<void> {
		if (!isNumbered(position) || total === undefined || before.total === undefined || before.total <= total) return;
		const size = before.items.length || 1;
		const place = (position.page - 1) * size;
		let [first, last] = [place - (before.total - total), place - 1];
		for (let now = total, isStill = false; !isStill; ) {
			isStill = true;
			for (let page = Math.max(1, Math.floor(first / size) + 1); page <= Math.floor(last / size) + 1; page++) {
				if (++this.secondReads > MOST_SECOND_READS) return this.giveUpCatching();
				const again = await pageAt(this.list, { ...position, page }, this.reader);
				this.take(again.items);
				const change = (again.total ?? now) - now;
				now += change;
				if (change < 0) first += change;
				else last += change;
				isStill &&= change === 0;
			}
		}
	}

	private giveUpCatching(): void {
		if (this.secondReads === MOST_SECOND_READS + 1) this.tell('short', `Records were deleted while the list was read, too many to follow: some of those that are left may be missing among the first ${this.found.length}`);
	}

	/** A record that moved to the beginning while the list was read slipped past the reader. */
	private async lookAgain(): Promise<void> {
		for (let position: Page['next'] = { page: 1 }; this.isShort && !this.isFull && position && position !== NOWHERE; ) {
			const count = this.found.length;
			const page: Page = await pageAt(this.list, position, this.reader);
			this.take(page.items);
			if (this.found.length === count) return;
			position = page.next;
		}
	}

	/** Where pages reach no further, the rest is scrolled. `refusal`: how that showed. Rejects with an `IntercomError` that says so. */
	private async goBeyond(refusal?: IntercomError): Promise<void> {
		const { beyond, request } = this.list;
		if (!beyond) return;
		const paged = this.found.length;
		const unfinished = { what: `the list has more than its pages reach, ${itemsIn(paged)} were read`, advice: `Intercom's pages reach ${beyond.reach.toLocaleString('en-US')} records; the rest can only be scrolled` };
		const filters = Object.entries(request.query ?? {}).filter(([name, value]) => value !== undefined && beyond.keeps[name] !== null);
		const hinders = filters.find(([name]) => beyond.keeps[name] === undefined);
		if (hinders && refusal) throw refusal.during(unfinished);
		if (hinders) return this.tell('short', `Intercom counts ${this.fewest} records in this list, but its pages reach ${beyond.reach} at most and held ${paged}`);
		const wanted = (item: Json): boolean => filters.every(([name, value]) => itemsOf(item, beyond.keeps[name] ?? '').some(({ id }) => String(id) === String(value)));
		const rest = new Reading({ ...beyond.list, limit: undefined }, this.reader);
		try {
			await this.reader.scroll.pass(async () => await rest.scroll((items) => {
				this.take(items, wanted);
				return this.isFull;
			}));
		} catch (error) {
			throw error instanceof IntercomError ? error.during(unfinished) : rethrown(error);
		}
		this.tell('scrolled', `Intercom's pages end after ${paged} of these ${this.found.length} items: the others were read by scrolling, come after them and are not sorted`);
		if (this.isShort && !this.isFull) this.tell('short', `Intercom counts ${this.fewest} records in this list, but its pages and the scroll held ${this.found.length}`);
	}

	/** After a fault the page cannot be asked for again: the scroll starts over. `took` answers whether that is enough. */
	private async scroll(took = (items: Json[]): boolean => (this.take(items), this.isFull)): Promise<void> {
		const { sleep, signal } = this.reader;
		for (let waits = 0, restarts = 0; ; ) {
			try {
				for await (const { items } of walk(this.list, this.sender)) if (took(items)) return;
				return;
			} catch (error) {
				if (isScrollTaken(error) && waits++ < MOST_SCROLL_WAITS) await sleep(SCROLL_WAIT_MS, signal);
				else if (!isScrollBroken(error) || restarts++ >= MOST_SCROLL_RESTARTS) throw rethrown(error);
			}
		}
	}
}

/** Intercom's refusal of a page too far: "page limit reached, please use scroll API". */
const isBeyondPages = (error: unknown): boolean => error instanceof IntercomError && error.status === 400 && /page limit|scroll/i.test(error.message);

/** Another scroll of the app, or one that was left open, ends by itself after a minute without use. */
const SCROLL_WAIT_MS = 5_000;
const MOST_SCROLL_WAITS = 14;
const MOST_SCROLL_RESTARTS = 3;

const isScrollTaken = (error: unknown): boolean =>
	error instanceof IntercomError && error.status === 400 && (error.code === 'scroll_exists' || /scroll/i.test(error.message));
const isScrollBroken = (error: unknown): boolean => error instanceof IntercomError && (error.kind !== 'http' || (error.status ?? 0) >= 500 || error.status === 404);
