/**
 * Lists that begin with the newest: reading ends at the first record that is too old. That a list is in this order is seen
 * from its records; where all of them are of one moment, from its last page. One that begins with the oldest is read from its
 * end, one in no order to its end.
 */

import { rethrown } from '../../../../intercom/rethrown';
import { type Page, PositionLost, type Question } from './list';
import { askFor, nextOpen } from './open';
import { Order, ordersOf } from './order';
import { type Poll, SLACK } from './poll';
import type { Deep, Walk } from './state';

/** A search of fewer records is quickly read in either direction. */
const FEW = 3000;
/** So many changes are kept until they are passed on; of more, the oldest. */
const MOST_STOCK = 20_000;

/** False where a search is better read from the oldest on. */
export async function readNewest(poll: Poll, way: Question['way']): Promise<boolean> {
	const walk = poll.walk ?? begin(poll);
	[poll.walk, poll.open] = [walk, walk.open ?? poll.open];
	const outcome = await new Descent(poll, walk, { from: poll.low, way }).down();
	if (outcome === 'late') return true;
	poll.walk = undefined;
	if (outcome === 'tooFar') return false;
	poll.reach(walk.since, true);
	poll.keepOldest(MOST_STOCK);
	return true;
}

function begin({ source, open }: Poll): Walk {
	// what was open before is not known: all that may be
	const isFirst = source.traits.lagSeconds > 0 && open === undefined;
	return {
		since: 0,
		sureSince: 0,
		order: new Order(),
		pages: 0,
		readings: 1,
		fresh: 0,
		...(isFirst ? { open: new Map<string, number>() } : {}),
	};
}

class Descent {
	constructor(
		private readonly poll: Poll,
		private readonly walk: Walk,
		private readonly question: Question,
	) {}

	async down(): Promise<'done' | 'late' | 'tooFar'> {
		const { poll, walk } = this;
		const { traits } = poll.source;
		for (;;) {
			const page = await this.read(walk.position);
			if (walk.isUpward) {
				if (this.oldestOf(page) < this.bottom || page.before === undefined) return await this.settle(page);
				walk.position = page.before;
			} else {
				if (traits.kind === 'search' && !walk.order.isFalling && !walk.order.isFlat) {
					poll.manner = 'unsorted';
					return 'tooFar';
				}
				if (await this.isOver(page)) {
					if (!this.isToBeReadAgain) return await this.settle(page);
					[walk.position, walk.order, walk.pages, walk.fresh] = [undefined, new Order(), 0, 0];
					walk.readings += 1;
				} else if (traits.kind === 'search' && this.isTooFar(page)) {
					return 'tooFar';
				} else if (!walk.isUpward) {
					walk.position = page.next;
				}
			}
			if (!poll.hasTime) return 'late';
		}
	}

	private async read(position: string | undefined): Promise<Page> {
		const { poll, walk, question } = this;
		const page = await this.asked(position);
		walk.since ||= poll.source.now();
		walk.sureSince ||= poll.sureNow;
		walk.newest ??= ordersOf(page.rows)[0];
		walk.order.meet(page.rows);
		walk.pages += 1;
		walk.fresh += poll.gather(page, walk.since);
		// what was deleted from pages that had been read let others slide there
		if (
			position !== undefined &&
			page.before !== undefined &&
			page.total !== undefined &&
			walk.total !== undefined &&
			page.total < walk.total
		)
			poll.gather(await poll.source.page(question, page.before), walk.since);
		walk.total = page.total;
		return page;
	}

	/** From the beginning, where Intercom does not know the position any more. */
	private async asked(position: string | undefined): Promise<Page> {
		try {
			return await this.poll.source.page(this.question, position);
		} catch (error) {
			if (!(error instanceof PositionLost)) throw rethrown(error);
			this.poll.lose(error);
			[this.walk.order, this.walk.pages] = [new Order(), 0];
			return await this.poll.source.page(this.question);
		}
	}

	/** How far down everything is read now. */
	private get depth(): number {
		const { low, upTo, lookBackSeconds } = this.poll;
		if (this.walk.readings > 1) return Math.max(this.walk.sureSince, this.walk.newest ?? 0) - lookBackSeconds;
		return this.walk.open ? this.bottom : Math.max(low, upTo - SLACK);
	}

	/** How far down there can be anything. */
	private get bottom(): number {
		return this.walk.open ? this.poll.low - this.poll.source.traits.lagSeconds : this.poll.low;
	}

	/** Whether nothing that follows can matter. It turns round where the list begins with the oldest. */
	private async isOver(page: Page): Promise<boolean> {
		const { poll, walk } = this;
		if (page.next === undefined) return true;
		const { order } = walk;
		const { isSteady, isDocumented } = poll.source.traits;
		if (order.isRising && isSteady && page.last !== undefined && walk.pages === 1) {
			[walk.isUpward, walk.position] = [true, page.last];
			return false;
		}
		if (order.last === undefined || order.last >= this.depth) return false;
		poll.falls ||= order.isFalling;
		if (order.isFalling) return true;
		if (!order.isFlat) return false;
		// all of one moment, but it was seen before what the list begins with
		if (poll.falls) return true;
		if (page.last === undefined) return isDocumented;
		if (walk.pages > 1) return false;
		const last = await poll.source.page(this.question, page.last);
		walk.fresh += poll.gather(last, walk.since);
		const moments = ordersOf(last.rows);
		if (moments.every((moment) => moment <= this.oldestOf(page))) {
			poll.falls = moments.some((moment) => moment < this.oldestOf(page));
			return true;
		}
		if (isSteady && last.before !== undefined) [walk.isUpward, walk.position] = [true, last.before];
		return false;
	}

	private oldestOf({ rows }: Page): number {
		return Math.min(...ordersOf(rows));
	}

	/** A record that moved to the front meanwhile is where the list puts what changed last. */
	private get isToBeReadAgain(): boolean {
		const { pages, readings, fresh } = this.walk;
		return this.poll.source.traits.reorders && pages > 1 && (readings === 1 || fresh > 0);
	}

	/** Whether the search has hardly more records than are to be read anyway: then the oldest first, a part with each poll. */
	private isTooFar({ total = 0, rows }: Page): boolean {
		const { poll, walk } = this;
		if (poll.changes.length > MOST_STOCK) return true;
		if (total <= FEW || walk.pages > Math.max(1, (total / rows.length) * 0.05)) return false;
		const { count, first = 0, last = 0 } = walk.order;
		const perSecond = count / Math.max(1, first - last);
		return count + perSecond * (last - this.depth) > total * 0.9;
	}

	/**
	 * What is read again reaches further down than what is new: with a page of it per poll, that is made up for. Where there is
	 * a record to be asked for as well, they take turns.
	 */
	private async settle(page: Page): Promise<'done'> {
		const { poll, walk } = this;
		const isRead = walk.isUpward === true || page.next === undefined || this.oldestOf(page) < this.bottom || walk.open !== undefined;
		const open = nextOpen(poll, walk);
		poll.turn = !isRead && open !== undefined && !poll.turn;
		if (isRead) [poll.deep, poll.since] = [undefined, walk.sureSince];
		else if (!poll.turn) await this.slice(poll.deep ?? { at: 0, position: page.next, since: walk.sureSince });
		if (open !== undefined && (isRead || poll.turn)) await askFor(open, poll, walk);
		return 'done';
	}

	private async slice({ at, position, since }: Deep): Promise<void> {
		const { poll } = this;
		let page: Page;
		try {
			page = await poll.source.page(this.question, position);
		} catch (error) {
			if (!(error instanceof PositionLost)) throw rethrown(error);
			[poll.deep, poll.expires] = [undefined, true];
			return;
		}
		poll.gather(page, this.walk.since);
		const isRead = page.next === undefined || this.oldestOf(page) < this.bottom;
		poll.deep = isRead ? undefined : { at, position: page.next, since };
		if (isRead) poll.since = since;
		else if (poll.isInHaste) await this.slice(poll.deep as Deep);
	}
}
