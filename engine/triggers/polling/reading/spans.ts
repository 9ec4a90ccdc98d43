/**
 * Lists without an order that can be relied on: a record may move to the front while the pages are read, and so slip past
 * the reader. One page is one moment, so such a list is read in spans of time that fit on one page each. What does not,
 * a second with more than a page, is read until nothing new is in it and as much was met as Intercom counts.
 */

import type { Page, Question } from './list';
import type { Poll } from './poll';

/** How full a page is meant to be: an answer that does not fit is of no use. */
const FULL = 0.85;
/** A log stays as it is: only so many records at a time that they can be read in one poll. */
const MOST_FIXED = 5000;
/** After so many readings without calm, what was found is passed on and the rest is left to the next poll. */
const MOST_READINGS = 5;

export async function readSpan(poll: Poll): Promise<void> {
	const { source } = poll;
	const { isFixed } = source.traits;
	const from = poll.reached;
	for (let isCoarse = false; ; ) {
		const until = poll.span === undefined ? undefined : from + poll.span;
		const question: Question = { from, until, way: 'ascending' };
		const page = await source.page(question);
		const now = source.now();
		const end = Math.min(until ?? now, now);
		const width = end - from;
		const isWhole = page.next === undefined;
		if (!isWhole && until !== undefined && !isWithin(page, from, until)) {
			// all of it at once
			[isCoarse, poll.span] = [true, undefined];
			continue;
		}
		if (!isWhole && !isCoarse && width > 1 && isWithin(page, from) && !(isFixed && (page.total ?? 0) <= MOST_FIXED)) {
			poll.span = narrower(page, width, isFixed);
			if (!poll.hasTime) return;
			continue;
		}
		poll.since ??= poll.sureNow;
		if (!(await readWhole(poll, question, page))) {
			poll.isStuck = true;
			return;
		}
		poll.reach(end, until === undefined || until >= now);
		poll.span = poll.isPresent ? undefined : wider(page, width);
		// one page is all there is: the next poll may find it in order again
		if (poll.isPresent && isWhole && until === undefined) poll.manner = undefined;
		return;
	}
}

/** A search that compares by the day answers more than was asked for: then a shorter span does not help. */
const isWithin = ({ rows }: Page, from: number, until = Infinity): boolean => rows.every(({ order }) => order === undefined || (order >= from && order <= until));

function narrower({ rows, total }: Page, width: number, isFixed: boolean): number {
	const wanted = isFixed ? MOST_FIXED : rows.length;
	const share = total ? Math.min(0.5, (FULL * wanted) / total) : 0.5;
	return Math.max(1, Math.floor(width * share));
}

function wider({ rows, total = rows.length, next }: Page, width: number): number {
	if (next !== undefined) return width;
	return Math.max(1, total * 4 < rows.length ? width * 4 : width * 2);
}

/**
 * Reads all pages of the answer. @param first its first page, where that has been read
 * @returns whether nothing can have slipped past
 */
export async function readWhole(poll: Poll, question: Question, first?: Page): Promise<boolean> {
	const { source } = poll;
	const ids = new Set<string>();
	for (let readings = 1; readings <= MOST_READINGS; readings += 1) {
		let page = readings === 1 && first ? first : await source.page(question);
		const now = source.now();
		let isSteady = true;
		let fresh = 0;
		for (let pages = 1; ; pages += 1) {
			for (const { id } of page.rows) ids.add(id);
			fresh += poll.gather(page, now, question.until);
			if (page.next === undefined) {
				if (pages === 1) return true;
				break;
			}
			if (!poll.hasTime) return false;
			const { total } = page;
			page = await source.page(question, page.next);
			isSteady &&= page.total === total;
		}
		const isComplete = page.total !== undefined && ids.size >= page.total;
		if (source.traits.isFixed ? isComplete || readings > 1 : isComplete && (isSteady || fresh === 0)) return true;
		// Intercom does not count: two readings agree
		if (page.total === undefined && readings > 1 && fresh === 0) return true;
	}
	return false;
}
