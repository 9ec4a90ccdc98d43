/**
 * Searches sorted by the watched moment, the oldest first: an order in which nothing can slip past the reader.
 *
 * - Every page is a question of its own, from the last second of the page before: whatever moves in the meantime, and
 *   whatever Intercom's positions stand for, one answer is the oldest there is from a second on.
 * - Where Intercom compares by the day, a question from a second on begins with the day. Then positions are used, and they
 *   are kept until the next poll: the day is not read again. What came lately is read from the newest on.
 * - An answer in another order is no answer to this question: the list is read in spans.
 */

import { rethrown } from '../../../../intercom/rethrown';
import { type Page, PositionLost, type Question } from './list';
import { readNewest } from './newest';
import { isAscending, ordersOf } from './order';
import { type Poll, SLACK } from './poll';
import type { Deep } from './state';
import { readSpan } from './spans';
import { readPage, readWhole, type Whole, wholeOf } from './whole';

const DAY = 86_400;
/** A second with more records than this is read by positions, which the next poll can go on with. */
const MOST_AT_ONCE = 3000;

export async function readAscending(poll: Poll): Promise<void> {
	if (poll.manner === 'unsorted') return await readSpan(poll);
	if (poll.walk) return await readCoarse(poll);
	if (poll.place) return await readOn(poll);
	if (poll.manner === 'coarse') return await readCoarse(poll);
	await readBySecond(poll);
}

async function readBySecond(poll: Poll): Promise<void> {
	if (poll.hasBegun) return await readFrom(poll, poll.front);
	const { source, deep } = poll;
	if (deep?.whole) return await readSecondAgain(poll, deep);
	const { at: from, position } = deep ?? { at: poll.low };
	const page = await pageOf(poll, from, position);
	if (!page) return await readAscending(poll);
	const now = source.now();
	const since = deep?.since ?? poll.sureNow;
	poll.hasBegun = true;
	poll.gather(page, now);
	const last = lastOf(page) ?? from;
	const isEnd = page.next === undefined && position === undefined;
	if (!isEnd && last < poll.upTo) {
		// more is to be read again than a page: the next poll goes on with it
		poll.deep = after(poll, page, { at: from, position, since });
		return await readFrom(poll, Math.max(last, poll.upTo - SLACK));
	}
	[poll.deep, poll.since] = [undefined, since];
	if (isEnd) return poll.reach(now, true);
	poll.reach(last);
	if (isOn(poll, page)) poll.place = { from, position: page.next as string };
}

/** Where the next poll goes on to read again. */
function after(poll: Poll, page: Page, { at, position, since }: Deep): Deep {
	const last = lastOf(page) ?? at;
	if (page.next === undefined) return { at: poll.upTo - SLACK, since };
	if (last > at) return { at: last, since };
	// nothing but one second: positions, if they can be relied on, or all of it
	if (position !== undefined || poll.isSorted || (page.total ?? 0) > MOST_AT_ONCE) return { at, position: page.next, since };
	return { at, since, whole: wholeOf(second(at)) };
}

/** A page of one second; the next poll goes on. */
async function readSecondAgain(poll: Poll, { at, since, whole }: Deep): Promise<void> {
	let next = await readPage(poll, whole ?? wholeOf(second(at)));
	while (next !== 'done' && poll.isInHaste) next = await readPage(poll, next);
	poll.hasBegun = true;
	if (next !== 'done') poll.deep = { at, since, whole: next };
	else if (at + 1 < poll.upTo - SLACK) poll.deep = { at: at + 1, since };
	else [poll.deep, poll.since] = [undefined, since];
	await readFrom(poll, poll.front);
}

const second = (from: number): Question => ({ from, until: from + 1, way: 'ascending' });

/** One page from a second on. */
async function readFrom(poll: Poll, from: number): Promise<void> {
	if (poll.whole) return await readSecond(poll);
	const page = await pageOf(poll, from);
	if (!page) return await readAscending(poll);
	const now = poll.source.now();
	poll.gather(page, now);
	if (page.next === undefined) return poll.reach(now, true);
	const last = lastOf(page) ?? from;
	if (last > from || (page.total ?? 0) > MOST_AT_ONCE) {
		poll.reach(last);
		if (last === from || isOn(poll, page)) poll.place = { from, position: page.next };
	} else {
		poll.whole = wholeOf(second(from));
		await readSecond(poll);
	}
}

/** All of a second, and of this one what is new. */
async function readSecond(poll: Poll): Promise<void> {
	const { question } = poll.whole as Whole;
	const began = await readWhole(poll, question);
	if (began === undefined) return;
	poll.readAt(began);
	poll.reach(question.from + 1);
}

/**
 * Whether the list is better gone on with from the position than from the last second: it is shorter where many have the same
 * second, and as safe where no record moves, or where the position is that of a record. Only records of several seconds
 * show that the list is in order.
 */
function isOn({ source }: Poll, { rows, isAnchored }: Page): boolean {
	const orders = ordersOf(rows);
	const last = orders.at(-1);
	if (orders[0] === last) return false;
	return (source.traits.isSteady || isAnchored === true) && orders.filter((order) => order === last).length > orders.length / 20;
}

const lastOf = ({ rows }: Page): number | undefined => ordersOf(rows).at(-1);

/** Undefined where the answer is none to the question. */
async function pageOf(poll: Poll, from: number, position?: string): Promise<Page | undefined> {
	const page = await asked(poll, from, position);
	if (!page) return await pageOf(poll, from);
	// all there is, in whatever order; or a part of what is read again
	if (page.next === undefined || position !== undefined) return page;
	const orders = ordersOf(page.rows);
	const isOrdered = isAscending(orders);
	poll.isSorted ||= isOrdered && new Set(orders).size > PROOF;
	if (isOrdered && orders[0] >= from && (await isFirst(poll, from, page))) return page;
	poll.manner = poll.isSorted && isOrdered ? 'coarse' : 'unsorted';
	poll.deep = undefined;
	return undefined;
}

/** So many moments one after the other are in order because the list is. */
const PROOF = 8;

/** Whether the page has everything from a second on until its last one: a page of few seconds may look sorted by chance. */
async function isFirst(poll: Poll, from: number, { rows }: Page): Promise<boolean> {
	const orders = ordersOf(rows);
	const last = orders.at(-1) ?? from;
	if (poll.isSorted || last <= from) return true;
	const before = await poll.source.page({ from, until: last, way: 'ascending' });
	const ids = new Set(rows.map(({ id }) => id));
	return before.next === undefined && before.rows.every(({ id, order = last }) => order >= last || ids.has(id));
}

/** Undefined where Intercom does not know the position any more. */
async function asked(poll: Poll, from: number, position: string | undefined): Promise<Page | undefined> {
	try {
		return await poll.source.page({ from, way: 'ascending' }, position);
	} catch (error) {
		if (!(error instanceof PositionLost)) throw rethrown(error);
		poll.lose(error);
		return undefined;
	}
}

async function readCoarse(poll: Poll): Promise<void> {
	const isLately = poll.source.now() - poll.upTo <= DAY;
	if (isLately && (await readNewest(poll, 'descending'))) return;
	if (poll.manner === 'unsorted') return await readSpan(poll);
	await readOn(poll);
}

/** The page at the place, or the first one. */
async function readOn(poll: Poll): Promise<void> {
	const { source, place } = poll;
	const from = place?.from ?? poll.reached;
	const page = await asked(poll, from, place?.position);
	if (!page) {
		poll.place = undefined;
		return await readOn(poll);
	}
	const orders = ordersOf(page.rows);
	if (!isAscending(orders)) {
		[poll.manner, poll.place] = ['unsorted', undefined];
		return await readSpan(poll);
	}
	const now = source.now();
	if (!poll.hasBegun) [poll.hasBegun, poll.since] = [true, poll.sureNow];
	if (place) poll.mark(poll.reached, place);
	poll.gather(page, now);
	poll.place = page.next === undefined ? undefined : { from, position: page.next };
	if (!poll.place) return poll.reach(now, true);
	poll.reach(Math.min(orders.at(-1) ?? poll.reached, now));
}
