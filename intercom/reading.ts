/**
 * The reading of one list: page after page to its end, each record once, whatever is created, deleted or moved meanwhile.
 * No answer makes it endless; where it has to stop early, or something is missing all the same, it is told.
 */

import { identityOf, itemsOf } from './answers';
import { IntercomError } from './errors';
import type { Json } from './json';
import { rethrown } from './rethrown';
import type { ListRequest, Reader } from './paging';
import { isNumbered, NOWHERE, type Position } from './position';
import { itemsIn, Known, type Page, pageAt, walk } from './walking';

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

/** Pages that are read a second time, because records were deleted meanwhile, before it is left at that. */
const MOST_SECOND_READS = 50;

/** So long conversion waits for the request of the next page to leave, milliseconds. */
const BREATH_MS = 1;

/** A list up to its limit. `convert` makes of records what is wanted of them, while the next page is under way. */
export class Reading<T> {
	private readonly known = new Known();
	private readonly made: T[] = [];
	/** Records of the last page, not converted yet. */
	private pending: Json[] = [];
	/** How many records were found. */
	private count = 0;
	/** The fewest records that Intercom counted in the list. */
	private fewest?: number;
	private secondReads = 0;
	private isCut = false;

	constructor(
		private readonly list: ListRequest,
		private readonly reader: Reader,
		private readonly convert?: (records: Json[]) => T[],
		/** The first page, where it has been read. */
		private readonly first?: Page,
	) {}

	/** In Intercom's order, each once. Rejects with `IntercomError`. */
	async all(): Promise<T[]> {
		if (this.list.paging?.kind === 'scroll') await this.reader.scroll.pass(async () => await this.scroll());
		else await this.pages();
		this.settle();
		return this.made;
	}

	private get wanted(): number {
		return (this.list.limit ?? Infinity) - this.count;
	}

	private get isFull(): boolean {
		return this.wanted <= 0;
	}

	private settle(): void {
		if (!this.pending.length) return;
		const { limit = Infinity } = this.list;
		const records = this.pending.slice(0, limit - this.count + this.pending.length);
		for (const one of this.convert?.(records) ?? (records as T[])) this.made.push(one);
		this.pending = [];
	}

	private tell(kind: Note['kind'], text: string): void {
		if (kind === 'cut') this.isCut = true;
		this.reader.told?.({ kind, text });
	}

	private take(items: Json[], wanted: (item: Json) => boolean = () => true): void {
		for (const item of items) {
			if (!wanted(item) || (identityOf(item) !== undefined && !this.known.add(item))) continue;
			this.pending.push(item);
			this.count++;
		}
	}

	/** Each page, until `took` answers that it is enough. What is pending is converted while the next page is under way. */
	private async eachPage(took: (page: Page) => Promise<boolean>): Promise<void> {
		const { send, atOnce, sleep } = this.reader;
		const pages = walk(this.list, {
			send,
			atOnce,
			told: ({ kind, text }) => this.tell(kind, text),
			wanted: () => this.wanted,
			first: this.first,
		});
		try {
			for (let page = await pages.next(); !page.done; ) {
				if (await took(page.value)) return;
				const coming = pages.next();
				// whoever waits for it hears of it
				coming.catch(() => {});
				if (this.convert && this.pending.length) {
					await sleep(BREATH_MS);
					this.settle();
				}
				page = await coming;
			}
		} finally {
			await pages.return(undefined);
		}
	}

	private async pages(): Promise<void> {
		let last: Page | undefined;
		try {
			await this.eachPage(async (page) => {
				this.take(page.items);
				if (page.total !== undefined) this.fewest = Math.min(page.total, this.fewest ?? Infinity);
				if (this.isFull) return true;
				if (last) await this.catchUp(last, page);
				last = page;
				return this.isFull;
			});
			if (this.isFull) return;
		} catch (error) {
			if (!this.list.beyond || !last || !isBeyondPages(error)) throw rethrown(error);
			return await this.goBeyond(error as IntercomError);
		}
		if (this.isCut) return;
		const { beyond } = this.list;
		if (beyond && this.isShort && this.count + (last?.items.length ?? 0) > beyond.reach) return await this.goBeyond();
		if (last && isNumbered(last.position) && last.position.page > 1) await this.lookAgain();
		if (this.isShort && !this.isFull)
			this.tell('short', `Intercom counts ${this.fewest} records in this list, but its pages held ${this.count}`);
	}

	private get isShort(): boolean {
		return this.fewest !== undefined && this.count < this.fewest;
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
		if (this.secondReads === MOST_SECOND_READS + 1)
			// the list goes on, but nobody may conclude from it that something is not there
			this.reader.told?.({
				kind: 'cut',
				text: `Records were deleted while the list was read, too many to follow: some of those that are left may be missing among the first ${this.count}`,
			});
	}

	/** A record that moved to the beginning while the list was read slipped past the reader. */
	private async lookAgain(): Promise<void> {
		for (
			let position: Position | typeof NOWHERE | undefined = { page: 1 };
			this.isShort && !this.isFull && position && position !== NOWHERE;

		) {
			const count = this.count;
			const page: Page = await pageAt(this.list, position, this.reader);
			this.take(page.items);
			if (this.count === count) return;
			position = page.next;
		}
	}

	/** Where pages reach no further, the rest is scrolled. `refusal`: how that showed. Rejects with an `IntercomError` that says so. */
	private async goBeyond(refusal?: IntercomError): Promise<void> {
		const { beyond, request } = this.list;
		if (!beyond) return;
		const paged = this.count;
		const unfinished = {
			what: `the list has more than its pages reach, ${itemsIn(paged)} were read`,
			advice: `Intercom's pages reach ${beyond.reach.toLocaleString('en-US')} records; the rest can only be scrolled`,
		};
		const filters = Object.entries(request.query ?? {}).filter(([name, value]) => value !== undefined && beyond.keeps[name] !== null);
		const hinders = filters.find(([name]) => beyond.keeps[name] === undefined);
		if (hinders && refusal) throw refusal.during(unfinished);
		if (hinders)
			return this.tell(
				'short',
				`Intercom counts ${this.fewest} records in this list, but its pages reach ${beyond.reach} at most and held ${paged}`,
			);
		const wanted = (item: Json): boolean =>
			filters.every(([name, value]) => itemsOf(item, beyond.keeps[name] ?? '').some(({ id }) => String(id) === String(value)));
		const rest = new Reading<Json>({ ...beyond.list, limit: undefined }, this.reader);
		try {
			await this.reader.scroll.pass(
				async () =>
					await rest.scroll((items) => {
						this.take(items, wanted);
						return this.isFull;
					}),
			);
		} catch (error) {
			throw error instanceof IntercomError ? error.during(unfinished) : rethrown(error);
		}
		this.tell(
			'scrolled',
			`Intercom's pages end after ${paged} of these ${this.count} items: the others were read by scrolling, come after them and are not sorted`,
		);
		if (this.isShort && !this.isFull)
			this.tell('short', `Intercom counts ${this.fewest} records in this list, but its pages and the scroll held ${this.count}`);
	}

	/** After a fault the page cannot be asked for again: the scroll starts over. `took` answers whether that is enough. */
	private async scroll(took = (items: Json[]): boolean => (this.take(items), this.isFull)): Promise<void> {
		const { sleep, signal } = this.reader;
		for (let waits = 0, restarts = 0; ; ) {
			try {
				return await this.eachPage(async ({ items }) => took(items));
			} catch (error) {
				if (isScrollTaken(error) && waits++ < MOST_SCROLL_WAITS) await sleep(SCROLL_WAIT_MS, signal);
				else if (!isScrollBroken(error) || restarts++ >= MOST_SCROLL_RESTARTS) throw rethrown(error);
			}
		}
	}
}

/** Intercom's refusal of a page too far: "page limit reached, please use scroll API". */
const isBeyondPages = (error: unknown): boolean =>
	error instanceof IntercomError && error.status === 400 && /page limit|scroll/i.test(error.message);

/** Another scroll of the app, or one that was left open, ends by itself after a minute without use. */
const SCROLL_WAIT_MS = 5_000;
const MOST_SCROLL_WAITS = 14;
const MOST_SCROLL_RESTARTS = 3;

const isScrollTaken = (error: unknown): boolean =>
	error instanceof IntercomError && error.status === 400 && (error.code === 'scroll_exists' || /scroll/i.test(error.message));
const isScrollBroken = (error: unknown): boolean =>
	error instanceof IntercomError && (error.kind !== 'http' || (error.status ?? 0) >= 500 || error.status === 404);
