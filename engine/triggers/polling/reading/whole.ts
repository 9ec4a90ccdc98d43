/**
 * All pages of one answer, where its order cannot be relied on: it is read until nothing new is in it and as much was met as
 * Intercom counts. That may take more than one poll has time for, so it is read a page at a time, and the next poll goes on.
 */

import { rethrown } from '../../../../intercom/rethrown';
import { type Page, PositionLost, type Question } from './list';
import type { Poll } from './poll';

/** Where a reading is. */
export interface Whole {
	question: Question;
	/** The page that follows. */
	position?: string;
	/** Of all readings so far. */
	ids: ReadonlySet<string>;
	/** Of this reading: when it began, its pages, what was new, how many records Intercom counted, and whether it counted the same every time. */
	began: number;
	pages: number;
	fresh: number;
	total?: number;
	isSteady: boolean;
	/** How often it was begun, this time included. */
	readings: number;
}

/** After so many readings without calm, what was found is passed on and the rest is left to the next poll. */
const MOST_READINGS = 5;

export const wholeOf = (question: Question): Whole => ({
	question,
	ids: new Set(),
	began: 0,
	pages: 0,
	fresh: 0,
	isSteady: true,
	readings: 1,
});

/** From its first page once more. */
const again = (whole: Whole): Whole => ({
	...whole,
	position: undefined,
	pages: 0,
	fresh: 0,
	total: undefined,
	isSteady: true,
	readings: whole.readings + 1,
});

/** Reads a page. @param first its first page, where that has been read  @returns where the reading is then; `done`: nothing can have slipped past */
export async function readPage(poll: Poll, whole: Whole, first?: Page): Promise<Whole | 'done'> {
	const page = first ?? (await pageOf(poll, whole));
	if (!page) return { ...again(whole), readings: whole.readings };
	const began = whole.pages ? whole.began : poll.source.now();
	const { total } = page;
	const next: Whole = {
		...whole,
		position: page.next,
		ids: new Set([...whole.ids, ...page.rows.map(({ id }) => id)]),
		began,
		pages: whole.pages + 1,
		fresh: whole.fresh + poll.gather(page, began, whole.question.until),
		total,
		isSteady: whole.isSteady && (whole.pages === 0 || whole.total === total),
	};
	if (page.next !== undefined) return next;
	return next.pages === 1 || isCalm(poll, next) ? 'done' : again(next);
}

function isCalm({ source }: Poll, { ids, total, isSteady, fresh, readings }: Whole): boolean {
	// what comes can only push others to pages that are still to be read
	if (source.traits.isFixed) return true;
	// Intercom does not count: two readings agree
	if (total === undefined) return readings > 1 && fresh === 0;
	return ids.size >= total && (isSteady || fresh === 0);
}

/** Undefined where Intercom does not know the position any more. */
async function pageOf(poll: Poll, { question, position }: Whole): Promise<Page | undefined> {
	try {
		return await poll.source.page(question, position);
	} catch (error) {
		if (!(error instanceof PositionLost)) throw rethrown(error);
		poll.lose(error);
		return undefined;
	}
}

/**
 * Reads what is new of it, until nothing can have slipped past: then it answers when that reading began. Undefined where it does not
 * come to rest, or the time is over: what was found is passed on, and the next poll goes on.
 */
export async function readWhole(poll: Poll, question: Question, first?: Page): Promise<number | undefined> {
	let page = first;
	let whole = poll.whole ?? wholeOf(question);
	for (;;) {
		const began = whole.pages ? whole.began : undefined;
		const next = await readPage(poll, whole, page);
		page = undefined;
		poll.whole = next === 'done' || next.readings > MOST_READINGS ? undefined : next;
		if (next === 'done') return began ?? poll.source.now();
		if (!poll.whole || !poll.hasTime) {
			poll.isStuck = true;
			return undefined;
		}
		whole = next;
	}
}
