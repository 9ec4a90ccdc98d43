/**
 * Lists without an order that can be relied on: a record may move to the front while the pages are read, and so slip past
 * the reader. One page is one moment, so such a list is read in spans of time that fit on one page each; what does not, a second
 * with more than a page, until it has come to rest (whole.ts). What is new comes first. The minutes that are read again take one
 * request per poll: all at once where they fit on a page, else a span with each poll.
 */

import type { Page, Question } from './list';
import { type Poll, SLACK } from './poll';
import type { Deep } from './state';
import { readPage, readWhole, wholeOf } from './whole';

/** How full a page is meant to be: an answer that does not fit is of no use. */
const FULL = 0.85;
/** A log stays as it is: only so many records at a time that they can be read in one poll. */
const MOST_FIXED = 5000;

export async function readSpan(poll: Poll): Promise<void> {
	const { front } = poll;
	if (poll.hasBegun) return await readOn(poll, front);
	if (poll.low < front) {
		for (let left = poll.pagesAgain; left > 0; left--) {
			if (await readAgain(poll, front)) return;
			if (!poll.deep || !poll.hasTime) break;
		}
	}
	poll.hasBegun = true;
	await readOn(poll, front);
}

/** One request for what is read again. True if its answer has what is new as well. */
async function readAgain(poll: Poll, front: number): Promise<boolean> {
	const { source, low } = poll;
	const { at, since, span, count = 0, whole } = poll.deep ?? { at: low, span: poll.deepSpan };
	if (poll.deep && whole) {
		await goOn(poll, front, poll.deep);
		return false;
	}
	const until = span === undefined ? undefined : Math.min(at + span, front);
	const question: Question = { from: at, until, way: 'ascending' };
	const page = await source.page(question);
	poll.hasRead = true;
	const now = source.now();
	const deep: Deep = { at, since: since ?? poll.sureNow, span, count };
	if (until !== undefined && !isWithin(page, at, until)) {
		// a shorter span does not help: all of it, a page with each poll
		poll.deep = { ...deep, span: undefined, whole: wholeOf({ ...question, until: undefined }) };
	} else if (page.next === undefined) {
		poll.gather(page, now, until);
		if (until === undefined) return done(poll, deep, now);
		const size = Math.max(poll.pageSize, page.rows.length);
		advance(poll, front, { ...deep, at: until, span: wider(page, until - at, size), count: count + page.rows.length });
	} else {
		poll.pageSize = page.rows.length;
		const width = (until ?? now) - at;
		if (width > 1 && !isLogOf(poll, page)) poll.deep = { ...deep, span: narrower(poll, page, width) };
		else if (until === undefined) poll.deep = { ...deep, whole: wholeOf({ ...question, until: front }) };
		else await goOn(poll, front, { ...deep, whole: wholeOf(question) }, page);
	}
	return false;
}

/** A page of a second, or of a log. */
async function goOn(poll: Poll, front: number, deep: Deep, first?: Page): Promise<void> {
	const { whole = wholeOf({ from: deep.at, way: 'ascending' }) } = deep;
	let next = await readPage(poll, whole, first);
	while (next !== 'done' && poll.isInHaste) next = await readPage(poll, next);
	if (next === 'done')
		return advance(poll, front, {
			...deep,
			at: whole.question.until ?? front,
			count: (deep.count ?? 0) + whole.ids.size,
			whole: undefined,
		});
	poll.deep = { ...deep, whole: next };
}

/** Everything older than a moment has been read again. */
function advance(poll: Poll, front: number, deep: Deep): void {
	if (deep.at < front) {
		poll.deep = deep;
		return;
	}
	// all at once the next time, if it is as little as that
	poll.deepSpan = (deep.count ?? 0) < FULL * poll.pageSize ? undefined : deep.span;
	[poll.deep, poll.since] = [undefined, deep.since];
}

function done(poll: Poll, { since }: Deep, now: number): true {
	[poll.deep, poll.since, poll.hasBegun] = [undefined, since, true];
	// one page is all there is: the next poll may find it in order again
	poll.manner = undefined;
	poll.reach(now, true);
	return true;
}

/** The next span of what is new. */
async function readOn(poll: Poll, from: number): Promise<void> {
	const { source } = poll;
	const isAll = poll.low >= poll.upTo - SLACK;
	for (let isCoarse = false; ; ) {
		const until = poll.whole?.question.until ?? (poll.span === undefined ? undefined : from + poll.span);
		const question: Question = poll.whole?.question ?? { from, until, way: 'ascending' };
		const page = poll.whole ? undefined : await source.page(question);
		poll.hasRead = true;
		const now = source.now();
		const end = Math.min(until ?? now, now);
		const width = end - from;
		const isWhole = page !== undefined && page.next === undefined;
		if (page && !isWhole && until !== undefined && !isWithin(page, from, until)) {
			// all of it at once
			[isCoarse, poll.span] = [true, undefined];
			continue;
		}
		if (page && !isWhole && !isCoarse && width > 1 && isWithin(page, from) && !isLogOf(poll, page)) {
			poll.pageSize = page.rows.length;
			poll.span = narrower(poll, page, width);
			if (!poll.hasTime) return;
			continue;
		}
		if (isAll) poll.since ??= poll.sureNow;
		const began = await readWhole(poll, question, page);
		if (began === undefined) return;
		poll.readAt(began);
		poll.reach(Math.min(until ?? began, began), until === undefined || until >= began);
		poll.span = poll.isPresent || !page ? undefined : wider(page, width, Math.max(poll.pageSize, page.rows.length));
		if (isAll && poll.isPresent && isWhole && until === undefined) poll.manner = undefined;
		return;
	}
}

/** A search that compares by the day answers more than was asked for: then a shorter span does not help. */
const isWithin = ({ rows }: Page, from: number, until = Infinity): boolean =>
	rows.every(({ order }) => order === undefined || (order >= from && order <= until));

/** A log of so few records that all its pages can be read. */
const isLogOf = ({ source }: Poll, { total = 0 }: Page): boolean => source.traits.isFixed && total <= MOST_FIXED;

function narrower({ source }: Poll, { rows, total }: Page, width: number): number {
	const wanted = source.traits.isFixed ? MOST_FIXED : rows.length;
	const share = total ? Math.min(0.5, (FULL * wanted) / total) : 0.5;
	return Math.max(1, Math.floor(width * share));
}

/** @param size how many records a page holds */
function wider({ rows, next }: Page, width: number, size: number): number {
	if (next !== undefined) return width;
	return Math.max(1, rows.length * 4 < size ? width * 4 : width * 2);
}
