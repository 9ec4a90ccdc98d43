/**
 * Following a list that grows: every change of a record is passed on once, none is missed.
 *
 * What has to be reckoned with: a date is compared by the second or by the whole day; a record shows up in searches minutes
 * after it changed, later ones before earlier ones; many carry the same second; records change and move while the pages are
 * read; a second is not over when it is read; there is more than one poll may take; a poll fails, or what it found is never
 * passed on; a moment of the future was taken for the present.
 *
 * Hence:
 * - How a list is read depends on the order it promises, and on whether it keeps the promise (reading/).
 * - The exact seconds are looked up in the records. The last minutes are read again (`lookBackSeconds`); what was passed on
 *   is remembered by record and second. The second that is still running is left to the next poll.
 * - "Now" is what Intercom's answers say; one that is not sure does not move what is done with, and a moment of the future heals.
 * - What was read beyond what one poll may pass on is kept for the next one, by the process; where it is lost, it is read again.
 * - Nothing is changed in place: the caller keeps the new state only together with what was found.
 */

import { rethrown } from '../../../intercom/rethrown';
import { readAscending } from './reading/ascending';
import { type Found, OutOfTime, type Source } from './reading/list';
import { readNewest } from './reading/newest';
import { AHEAD, Poll, SLACK } from './reading/poll';
import type { Limits, State } from './reading/state';
import { readSpan } from './reading/spans';
import { Seen } from './seen';

export type { Found, Page, Question, Row, Source, Traits } from './reading/list';
export { OutOfTime, PositionLost } from './reading/list';
export type { Limits, State } from './reading/state';

/** From now on: what is there already is done with, what is late will still come. */
export async function beginNow(source: Source, hasTime: () => boolean = () => true): Promise<State> {
	const first = await source.askTime();
	// a wrong clock would begin in the future
	const now = source.isSure() ? first : Math.min(first, await source.askTime());
	const begin: State = { began: now - SLACK, low: now - SLACK, upTo: now, seen: new Seen(), times: [now] };
	const { found, state } = await follow(begin, source, { most: Infinity, lookBackSeconds: SLACK, hasTime });
	// what comes during the reading is not there already
	for (const { at, identity } of found) if (at < now) begin.seen.add(at, identity);
	return { ...begin, ...(state.open ? { open: state.open } : {}), passing: state.passing?.walk ? state.passing : undefined };
}

/** @param from Unix seconds */
export const beginAt = (from: number): State => ({ start: from, low: from, upTo: from, seen: new Seen() });

/** One poll: what is new, the oldest first, and the state to keep once it has been passed on. */
export async function follow(before: State, source: Source, limits: Limits): Promise<{ found: Found[]; state: State }> {
	const poll = new Poll(source, before, limits);
	while (!poll.isPresent && !poll.isEnough && !poll.isStuck) {
		if (!(await isReadOn(poll))) break;
		// one answer alone does not turn the time back
		if (isAhead(before, source.now()) && isAhead(before, await source.askTime()))
			return await follow(back(before, source.now(), limits), source, limits);
		if (!poll.hasTime) break;
	}
	return poll.handOut();
}

/** A beginning that people chose may lie in the future. */
const isAhead = ({ start, low, upTo }: State, now: number): boolean => Math.max(low, upTo) > Math.max(now + AHEAD, start ?? 0);

/** A moment of the future is no moment that was reached: back to one that may have been. */
function back({ start, began, low, seen, open, former }: State, now: number, { lookBackSeconds, elapsedSeconds = 0 }: Limits): State {
	const reached = low <= now ? low : Math.floor(now - lookBackSeconds - Math.max(0, elapsedSeconds));
	// what was there before the watching began is not new, unless that moment was none either
	const moment = Math.max(start ?? 0, began !== undefined && began <= now ? began : 0, reached);
	return {
		...(start === undefined ? {} : { start }),
		...(began === undefined ? {} : { began }),
		low: moment,
		upTo: moment,
		seen: new Seen(seen.text()),
		times: [now],
		...(open ? { open } : {}),
		...(former ? { former } : {}),
	};
}

/** False where the time is over. What was read until then counts; nothing at all is a failure. */
async function isReadOn(poll: Poll): Promise<boolean> {
	try {
		await readOn(poll);
		return true;
	} catch (error) {
		if (error instanceof OutOfTime && poll.hasRead) return false;
		throw rethrown(error);
	}
}

async function readOn(poll: Poll): Promise<void> {
	switch (poll.source.traits.kind) {
		case 'search':
			return await readAscending(poll);
		case 'spans':
			return await readSpan(poll);
		case 'newestFirst':
			await readNewest(poll, 'descending');
	}
}
