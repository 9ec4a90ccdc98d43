/** One poll under way: what was read and has not been passed on yet, and how far that reaches. */

import type { Found, Page, PositionLost, Source } from './list';
import { Seen } from '../seen';
import type { Deep, Limits, Manner, Mark, Passing, Place, State, Stock, Walk } from './state';
import type { Whole } from './whole';

/** Allowed skew between the clocks of Intercom's machines; seconds. */
export const SLACK = 5;
/** A timestamp further in the future is not clock skew: it is passed on like any other; seconds. */
export const AHEAD = 60;

export class Poll {
	/** Read, new, and not passed on yet. */
	changes: Found[];
	/** Everything older has been read. */
	end: number;
	isPresent: boolean;
	/** When a reading began that goes through everything from `low` on, and how far it has come; absent: there is none. */
	since?: number;
	reached: number;
	place?: Place;
	manner?: Manner;
	span?: number;
	deepSpan?: number;
	pageSize: number;
	expires: boolean;
	whole?: Whole;
	deep?: Deep;
	walk?: Walk;
	asked: Map<string, number>;
	/** Whether this poll did without asking for an open record. */
	turn: boolean;
	isSorted: boolean;
	falls: boolean;
	open?: Map<string, number>;
	/** Whether there was an answer. */
	hasRead = false;
	/** What comes next is not to be read now: it does not come to rest. */
	isStuck = false;
	/** Whether the reading of this poll goes on from what was read before, or begins at `low`. */
	hasBegun: boolean;
	readonly low: number;
	readonly upTo: number;
	readonly lookBackSeconds: number;
	private hasLost = false;
	private marks: Mark[];
	private readonly taken: Set<string>;
	private readonly seen: Seen;
	private readonly most: number;

	constructor(
		readonly source: Source,
		private readonly state: State,
		private readonly limits: Limits,
	) {
		const {
			stock,
			manner,
			span,
			deepSpan,
			pageSize = 0,
			expires = false,
			whole,
			deep,
			walk,
			asked,
			turn = false,
			isSorted = false,
			falls = false,
		} = state.passing ?? {};
		[this.low, this.upTo, this.seen, this.most, this.lookBackSeconds] = [
			state.low,
			state.upTo,
			state.seen,
			limits.most,
			limits.lookBackSeconds,
		];
		// a reading goes on where it was: a poll that fails must not have moved it
		Object.assign(this, {
			manner,
			span,
			deepSpan,
			whole,
			deep,
			walk: walk && { ...walk, order: walk.order.copy(), ...(walk.open ? { open: new Map(walk.open) } : {}) },
		});
		[this.turn, this.isSorted, this.falls, this.pageSize, this.expires] = [turn, isSorted, falls, pageSize, expires];
		this.open = state.open && new Map(state.open);
		this.asked = new Map(asked);
		this.changes = [...(stock?.changes ?? [])];
		this.taken = new Set(this.changes.map(({ identity }) => identity));
		this.end = stock?.end ?? state.upTo;
		this.reached = stock?.reached ?? state.low;
		this.isPresent = stock?.isPresent ?? false;
		this.since = stock?.since;
		this.place = stock ? stock.place : state.place;
		this.marks = [...(stock?.marks ?? [])];
		this.hasBegun = stock !== undefined;
	}

	/** A list that does not know its own positions cannot be read page by page. Throws what Intercom said. */
	lose(error: PositionLost): void {
		if (this.hasLost) throw error.cause;
		[this.hasLost, this.expires] = [true, true];
	}

	/** Whether to go on with what is read again: a page per poll is enough where the next one can go on. */
	get isInHaste(): boolean {
		return this.expires && this.hasTime;
	}

	/** Requests for what is read again: one while it is quiet; otherwise so many that it is through after some polls, however fast it grows. */
	get pagesAgain(): number {
		const { isBusy = false, pageSize = USUAL_PAGE } = this.state.passing ?? {};
		return isBusy ? 1 + Math.ceil(this.seen.size / (pageSize || USUAL_PAGE) / POLLS_AGAIN) : 1;
	}

	get hasTime(): boolean {
		return this.limits.hasTime();
	}

	/** When the last answer was asked for, or a moment that is sure not to be later. */
	get sureNow(): number {
		const { low, times = [] } = this.state;
		const now = this.source.now() - (this.source.took?.() ?? 0);
		if (this.source.isSure()) return now;
		return times.length < MOST_TIMES ? Math.min(now, low + this.lookBackSeconds) : Math.min(now, ...times);
	}

	/** From where on this reading has not read what is new. */
	get front(): number {
		return Math.max(this.reached, this.upTo - SLACK);
	}

	/** A part of what is new was read at a moment: what was late by then is still to be read again. */
	readAt(moment: number): void {
		if (this.since !== undefined) this.since = Math.min(this.since, moment);
		if (this.deep) this.deep = { ...this.deep, since: Math.min(this.deep.since, moment) };
	}

	/** Everything older than the moment has been read. @param isPresent and there is nothing that is newer */
	reach(moment: number, isPresent = false): void {
		this.reached = Math.max(this.reached, moment);
		this.end = Math.max(this.end, moment);
		this.isPresent ||= isPresent;
	}

	/** Whether there is as much as one poll passes on, of seconds that were read whole. */
	get isEnough(): boolean {
		return this.changes.filter(({ at }) => at < this.end).length >= this.most;
	}

	/**
	 * Takes from a page what is new. @param now when the reading began: a second that was not over by then is left to the next
	 * poll, because something can be added to it. Answers how much was new.
	 */
	gather({ rows }: Page, now: number, until = Infinity): number {
		this.hasRead = true;
		const before = this.changes.length;
		for (const { id, order, found, isOpen } of rows) {
			// one that came to its moment since the reading began is still to be heard of
			if (order !== undefined && (isOpen || (found && !this.isDue(found.at, now)))) this.open?.set(id, order);
			const wasOpen = this.open?.has(id) === true || this.state.former?.has(id) === true;
			if (!found || found.at >= until || !this.isDue(found.at, now)) continue;
			if (wasOpen) this.open?.delete(id);
			// whoever was open is heard of, however long ago it ended
			const isKnown = wasOpen ? this.seen.lists(found.at, found.identity) : found.at < this.low || this.seen.has(found.at, found.identity);
			if (isKnown || this.taken.has(found.identity)) continue;
			this.taken.add(found.identity);
			this.changes.push(wasOpen ? { ...found, wasOpen: [id, order ?? found.at] } : found);
		}
		return this.changes.length - before;
	}

	/** What is newer than `after` is at the place or behind it. */
	mark(after: number, place: Place): void {
		this.marks.push({ after, place });
	}

	/** Of more changes than can be kept, the newest are left to the next reading. */
	keepOldest(most: number): void {
		if (this.changes.length <= most) return;
		this.changes.sort((a, b) => a.at - b.at);
		const { at } = this.changes[most];
		const kept = this.changes.filter((one) => one.at < at);
		if (!kept.length) return;
		for (const { identity } of this.changes.splice(0, this.changes.length, ...kept)) this.taken.delete(identity);
		[this.end, this.isPresent] = [at, false];
	}

	/** What one poll passes on, the oldest first, and the state when it has been. */
	handOut(): { found: Found[]; state: State } {
		const sorted = this.changes.sort((a, b) => a.at - b.at || (a.identity < b.identity ? -1 : 1));
		const found = sorted.slice(0, this.cut(sorted));
		const rest = sorted.slice(found.length);
		const seen = new Seen(this.seen.text());
		for (const { at, identity } of found) seen.add(at, identity);
		// what is left to the next poll is still to be heard of, should this process end
		const open =
			this.open && !this.walk?.open ? new Map([...this.open, ...rest.flatMap(({ wasOpen }) => (wasOpen ? [wasOpen] : []))]) : undefined;
		const former = open ? undefined : this.formerly(found);
		const next = rest[0]?.at ?? Infinity;
		const upTo = Math.max(this.upTo, Math.min(this.end, next));
		const { start, began, times = [] } = this.state;
		const covered = this.since === undefined ? this.low : Math.min(upTo, next, this.reached, this.since - this.lookBackSeconds);
		const low = seen.trim(Math.max(this.low, covered), { spareSeconds: this.lookBackSeconds });
		const isDone = this.isPresent && !rest.length;
		const place = isDone ? undefined : rest.length ? this.placeOf(rest[0].at) : this.place;
		const marks = this.marks.slice(-MOST_MARKS);
		const stock: Stock | undefined =
			isDone || !(rest.length || this.place || this.walk)
				? undefined
				: { changes: rest, end: this.end, isPresent: this.isPresent, since: this.since, reached: this.reached, place: this.place, marks };
		const passing: Passing = {
			manner: this.manner,
			span: this.span,
			deepSpan: this.deepSpan,
			pageSize: this.pageSize,
			expires: this.expires,
			whole: this.whole,
			stock,
			deep: this.deep,
			walk: this.walk,
			asked: this.asked,
			turn: this.turn,
			isSorted: this.isSorted,
			falls: this.falls,
			isBusy: found.length > 0,
		};
		return {
			found,
			state: {
				...(start === undefined ? {} : { start }),
				...(began === undefined ? {} : { began }),
				low,
				upTo,
				seen,
				times: this.hasRead ? [this.source.now(), ...times].slice(0, MOST_TIMES) : times,
				...(place ? { place } : {}),
				...(open ? { open } : {}),
				...(former?.size ? { former } : {}),
				passing,
			},
		};
	}

	/** How many of the oldest are passed on: whole seconds. */
	private cut(sorted: readonly Found[]): number {
		const whole = this.isPresent ? sorted.length : sorted.findIndex(({ at }) => at >= this.end);
		const complete = whole < 0 ? sorted.length : whole;
		// it does not come to rest: what there is of it
		if (complete === 0) return this.isStuck ? Math.min(sorted.length, this.most) : 0;
		if (complete <= this.most) return complete;
		const { at } = sorted[this.most];
		const before = sorted.findIndex((one) => one.at >= at);
		if (before > 0) return before;
		const after = sorted.findIndex((one) => one.at > at);
		return after < 0 ? complete : Math.min(after, complete);
	}

	/** The last place known that nothing from `at` on lies before. */
	private placeOf(at: number): Place | undefined {
		return this.marks.filter(({ after }) => after < at).at(-1)?.place;
	}

	/** Those of them that were open and have not been passed on. */
	private formerly(passed: readonly Found[]): Map<string, number> {
		const former = new Map(this.state.former);
		for (const { wasOpen } of passed) if (wasOpen) former.delete(wasOpen[0]);
		return former;
	}

	private isDue(at: number, now: number): boolean {
		return at < now || at > this.source.now() + AHEAD;
	}
}

/** So many answers in a row with a wrong clock, but one, do no harm. */
const MOST_TIMES = 2;
const USUAL_PAGE = 50;
/** In so many polls everything has been read again. */
const POLLS_AGAIN = 2;
/** A page holds far more than one poll of the smallest size passes on. */
const MOST_MARKS = 100;
