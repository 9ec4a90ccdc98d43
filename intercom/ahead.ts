/**
 * Pages of a numbered list that are asked for before their turn, several at a time.
 *
 * A list may move meanwhile, and Intercom may look at a later page first: then a record can slip from the page that is looked at
 * last to one that was looked at before. One after the other that cannot happen, so a page that was asked for before its turn
 * counts only while the list stands still for all that can be seen: Intercom counts as many records and pages as on the page before,
 * the page is as full, and no record in it has been there before. Otherwise it and all that were asked for after it are asked for again,
 * in their turn.
 *
 * Why that is enough in a list that begins with the newest: what is created or moved to the front shifts records one way, so a boundary of
 * pages at which one slips through has one before it at which another one comes twice. What is deleted as well shows in the count, or
 * leaves the boundary where it was (`test/intercom/moving-lists.test.ts` tries it). In a list that begins with the oldest, a record that is
 * created at the end makes up in the count for one that was deleted: it is read one page after the other. A record that moves from
 * a later page into the middle can slip through, as it can one after the other; where Intercom counts the list is then called short.
 */

import type { ListRequest, Reader } from './paging';
import { isNumbered, markOf, type Position } from './position';
import { type Known, type Page, pageAt, type Walker } from './walking';

/** Pages that lie around until it is their turn. */
const MOST_AHEAD = 100;
const NUMBERED = ['page', 'bodyPage', 'either'];

interface Asked {
	position: Position;
	answer: Promise<Page>;
	/** The page before it was there. */
	inTurn: boolean;
}

export class Ahead {
	private readonly underWay = new Map<number, Asked>();
	/** The page before. */
	private last?: Page;
	/** The last page followed on the one before as in a list that stands still. */
	private isStill = false;
	private most = MOST_AHEAD;
	private isOff: boolean;

	constructor(
		private readonly list: ListRequest,
		private readonly walker: Walker,
		private readonly known: Known,
	) {
		// where new records come at the end, one that was deleted is made up for in the count
		const isOldestFirst = list.request.query?.order === 'asc';
		this.isOff = isOldestFirst || !walker.wanted || !walker.atOnce || !NUMBERED.includes(list.paging?.kind ?? 'either');
	}

	/** The page whose turn it is. Rejects with `IntercomError`. */
	async page(position: Position): Promise<Page> {
		const asked = this.underWay.get(position.page);
		this.underWay.delete(position.page);
		const isAsked = asked !== undefined && isSame(asked.position, position);
		const page = isAsked ? await asked.answer : await this.ask(position);
		if (this.isOff) return page;
		this.isStill = this.last !== undefined && follows(this.last, page) && this.known.lacks(page.items);
		if (this.isStill) {
			this.most = Math.min(MOST_AHEAD, this.most + 1);
			return (this.last = page);
		}
		const isAlone = this.underWay.size === 0;
		if (!isAlone) this.most = Math.max(1, Math.floor(Math.min(this.most, this.underWay.size + 1) / 2));
		await this.drop();
		// also where it was its turn: what changed while the others were looked at is looked for from its count on
		this.last = isAlone && asked?.inTurn !== false ? page : await this.ask(position);
		// numbers that do not count by the size of the pages lead elsewhere when the pages before are not there yet
		if (isUneven(this.last)) this.isOff = true;
		return this.last;
	}

	/** The page at this position is the next one: asks for it, and for those after it that may be asked for already. */
	look(next: Position): void {
		const { last, walker } = this;
		if (this.isOff || !this.isStill || !last?.lastPage || !isNumbered(next)) return;
		const size = last.items.length;
		const wanted = Math.ceil((walker.wanted?.() ?? 0) / size);
		const atOnce = Math.min(this.most, walker.atOnce?.() ?? 1, wanted);
		const reached = this.list.beyond ? Math.floor(this.list.beyond.reach / size) : Infinity;
		for (let page = next.page; page < next.page + atOnce && page <= Math.min(last.lastPage, reached); page++) {
			if (this.underWay.has(page)) continue;
			const position = { ...next, page };
			const answer = this.ask(position);
			// whoever waits for it hears of it
			answer.catch(() => {});
			this.underWay.set(page, { position, answer, inTurn: page === next.page });
		}
	}

	/** Nobody wants the pages ahead any more. Resolves when none of them is under way. */
	async drop(): Promise<void> {
		const answers = [...this.underWay.values()].map(({ answer }) => answer);
		this.underWay.clear();
		await Promise.allSettled(answers);
	}

	private async ask(position: Position): Promise<Page> {
		return await pageAt(this.list, position, this.walker as Pick<Reader, 'send'>);
	}
}

const isSame = (one: Position, other: Position): boolean => markOf(one) === markOf(other) && one.perPage === other.perPage;

/** Whether a page looks as the one after another does where nothing has changed. */
function follows(before: Page, { position, items, total, lastPage }: Page): boolean {
	if (lastPage === undefined || !isNumbered(before.position) || !isNumbered(position) || position.page !== before.position.page + 1)
		return false;
	const isFull = position.page < lastPage ? items.length === before.items.length : items.length <= before.items.length;
	return isFull && items.length > 0 && total === before.total && lastPage === before.lastPage;
}

/** A page with nothing in it, although others follow. */
const isUneven = ({ position, items, lastPage }: Page): boolean => !items.length && (lastPage === undefined || position.page < lastPage);
