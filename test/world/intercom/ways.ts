/** How one world's Intercom behaves, where its reference allows more than one way, and what goes wrong with it. */

import type { Dice } from '../dice';

export interface Ways {
	/** Timestamps of contacts are compared by the second, or by the day of the workspace. */
	contactDates: 'second' | 'day';
	/** The workspace's day: milliseconds from UTC, and the moment at which they become others. */
	zone: { beforeMs: number; changesAt: number; afterMs: number };
	/** Searches of conversations and tickets obey `sort`, or show the latest change first whatever is asked. */
	sortsInbox: boolean;
	/** ">" includes the second itself where the reference says "greater (or equal)". */
	greaterIncludes: boolean;
	/** A cursor is a place in the list, which moves under the reader; the record that came last; or that record's moment. */
	cursors: 'place' | 'record' | 'moment';
	/** So long a cursor is known; 0: always. Milliseconds. */
	cursorsLiveMs: number;
	/** Most records per page, whatever is asked. */
	pageSize: number;
	/** How long an answer takes, milliseconds. What it holds is what was there at some moment in between. */
	answerMs: number;
	/** `X-RateLimit-*` headers, or none. */
	tellsLimit: boolean;
	/** The index shows a change up to so many seconds late, a later one before an earlier one. */
	lateSeconds: number;
	/** Every so many-th answer (0: none) is a fault. */
	faultEvery: number;
	/** Every so many-th answer (0: none) has a wrong clock. */
	wrongClock: { every: number; byMs: number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SLOW_MS = 1000;

/** @param beginsAt when the history begins, milliseconds */
export function waysOf(dice: Dice, beginsAt: number): Ways {
	const answerMs = dice.one([5, 5, 60, 60, 300, 1500, 4000]);
	const beforeMs = dice.whole(-22, 26) * 30 * MINUTE;
	return {
		contactDates: dice.one(['second', 'second', 'day']),
		zone: {
			beforeMs,
			changesAt: beginsAt + dice.whole(-60, 60) * MINUTE,
			afterMs: dice.is(0.4) ? beforeMs + dice.one([HOUR, -HOUR]) : beforeMs,
		},
		sortsInbox: dice.is(0.6),
		greaterIncludes: dice.is(0.5),
		cursors: dice.one(['place', 'record', 'moment', 'moment']),
		cursorsLiveMs: dice.is(0.15) ? answerMs * 3 + dice.one([100, 3000, 50_000]) : 0,
		// small pages have records move between them; with slow answers nobody could read them in the time of a poll
		pageSize: answerMs < SLOW_MS ? dice.one([1, 2, 3, 5, 5, 20, 20, 150]) : dice.one([20, 20, 50, 150]),
		answerMs,
		tellsLimit: dice.is(0.8),
		lateSeconds: dice.one([0, 0, 2, 30, 120, 600]),
		faultEvery: dice.is(0.3) ? dice.whole(2, 20) : 0,
		wrongClock: dice.is(0.25)
			? { every: dice.whole(3, 20), byMs: dice.one([HOUR, -HOUR, 30_000, -30_000, 10 * MINUTE, 24 * HOUR]) }
			: { every: 0, byMs: 0 },
	};
}
