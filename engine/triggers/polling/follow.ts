/**
 * Following a list that grows: every change of a record is passed on once, none is missed.
 *
 * What has to be reckoned with (field.md F1 to F3, facts.md 5): a date is compared by the second or by the whole day;
 * a record shows up in searches minutes after it changed, later ones before earlier ones; many carry the same second;
 * records change while the pages are read; a second is not over when it is read; the clock of this machine is wrong;
 * there is more than one poll may take; a poll fails, or what it found is never passed on.
 *
 * Hence:
 * - Intercom is asked for a span that is wide enough under either rule, and the exact seconds are looked up in the records.
 * - The last minutes are read again with every poll (`lookBackSeconds`); what was passed on is remembered by record and second.
 * - The second that is still running is left to the next poll.
 * - "Now" is what Intercom's answers say.
 * - If a span holds more than a poll may take, it is halved until it does not; the next poll goes on where it ended.
 * - Nothing is changed in place: the caller keeps the new state only together with what was found.
 */

import { Seen } from './seen';

/** One change of one record. */
export interface Found {
	/** Tells this change from every other: the record's ID and its moment as Intercom writes it. */
	identity: string;
	/** Unix seconds. */
	at: number;
	/** The moment by which the list is sorted, Unix seconds; see `Source.newestFirst`. */
	order?: number;
	json: Record<string, unknown>;
}

/** A list in Intercom, by what happened when. */
export interface Source {
	/** Pages with everything from `from` until (without) `until`, and maybe with more; Unix seconds. May be left early. */
	read(from: number, until: number | undefined): AsyncIterable<Found[]>;
	/** Intercom's clock as of its last answer; Unix seconds. */
	now(): number;
	/** Asks Intercom for nothing but the time; Unix seconds. */
	askTime(): Promise<number>;
	/** Whether the list begins with the newest. Nothing is lost where it does not. */
	newestFirst: boolean;
	/** By how many seconds `at` may lie behind `order`. */
	lagSeconds: number;
	/** Whether a record can move to the beginning of the list while its `at` stays what it was, and so slip past the reader. */
	moves: boolean;
}

export interface State {
	/** Everything older is done with; Unix seconds. */
	low: number;
	/** Everything older has been read at least once; Unix seconds. */
	upTo: number;
	/** While there is more than one poll may take: how many seconds are read at a time. */
	span?: number;
	seen: Seen;
}

export interface Limits {
	/** How many changes one poll passes on; a single second with more is passed on whole. */
	most: number;
	/** How far back every poll reads again; seconds. */
	lookBackSeconds: number;
	/** Whether there is time to read another span. */
	hasTime: () => boolean;
}

/** Clocks of Intercom's own machines may differ by so much; seconds. */
const SLACK = 5;
/** A moment further ahead is no difference of clocks: it is passed on like any other. */
const AHEAD = 60;

/** From now on: what is there already is done with, what is late will still come. */
export async function beginNow(source: Source): Promise<State> {
	const now = await source.askTime();
	const state: State = { low: now - SLACK, upTo: now, seen: new Seen() };
	const { kept } = await readSpan(source, state, now, { room: Infinity, lookBackSeconds: 0 });
	for (const { at, identity } of kept) state.seen.add(at, identity);
	return state;
}

/** @param from Unix seconds */
export const beginAt = (from: number): State => ({ low: from, upTo: from, seen: new Seen() });

/** One poll: what is new, the oldest first, and the state to keep once it has been passed on. */
export async function follow(before: State, source: Source, { most, lookBackSeconds, hasTime }: Limits): Promise<{ found: Found[]; state: State }> {
	const found: Found[] = [];
	const state: State = { ...before, seen: new Seen(before.seen.text()) };
	for (;;) {
		const until = state.span === undefined ? undefined : state.upTo + state.span;
		// a span of one second cannot be halved
		const room = state.span === 1 ? Infinity : most - found.length;
		const { fresh, kept, now, isTooMuch } = await readSpan(source, state, until, { room, lookBackSeconds });
		const end = Math.min(until ?? now, now);
		if (isTooMuch) {
			state.span = Math.max(1, Math.floor((end - state.upTo) / 2));
			if (found.length || !hasTime()) break;
			continue;
		}
		found.push(...fresh);
		for (const { at, identity } of kept) state.seen.add(at, identity);
		state.upTo = Math.max(state.upTo, end);
		state.low = state.seen.trim(Math.max(state.low, Math.min(state.upTo, now - lookBackSeconds)));
		if (until === undefined || until >= now) {
			state.span = undefined;
			break;
		}
		if (found.length >= most / 2 || !hasTime()) break;
		if (fresh.length <= most / 4) state.span = (state.span ?? 1) * 2;
	}
	return { found: found.sort((a, b) => a.at - b.at || (a.identity < b.identity ? -1 : 1)), state };
}

interface Span {
	/** Of `kept`, what was not passed on before. */
	fresh: Found[];
	/** Everything of the span. */
	kept: Found[];
	now: number;
	/** Reading ended because there was more than `room`. */
	isTooMuch: boolean;
}

interface Reach {
	/** How many new changes there is room for. */
	room: number;
	lookBackSeconds: number;
}

async function readSpan(source: Source, { low, seen }: State, until: number | undefined, { room, lookBackSeconds }: Reach): Promise<Span> {
	const span: Span = { fresh: [], kept: [], now: 0, isTooMuch: false };
	const inThisSpan = new Set<string>();
	/** Answers how many pages there were. */
	const readDownTo = async (oldest: number): Promise<number> => {
		const order = new Order(source.newestFirst);
		let pages = 0;
		for await (const page of source.read(low, until)) {
			pages += 1;
			// what is read later may be newer than what the first page could show
			span.now ||= source.now();
			for (const one of page) {
				order.meet(one.order);
				if (one.at < low || !isDue(one.at, until, span.now, source.now()) || inThisSpan.has(one.identity)) continue;
				inThisSpan.add(one.identity);
				span.kept.push(one);
				if (!seen.has(one.at, one.identity)) span.fresh.push(one);
			}
			span.isTooMuch = span.fresh.length > room;
			if (span.isTooMuch || order.isPast(oldest)) break;
		}
		return pages;
	};
	let pages = await readDownTo(low - source.lagSeconds);
	// a record that moved meanwhile is now where the index puts what changed last
	for (let known = -1; source.moves && pages > 1 && !span.isTooMuch && known < span.kept.length; ) {
		known = span.kept.length;
		pages = await readDownTo(span.now - lookBackSeconds);
	}
	return span;
}

/** Whether a second was over when the reading began: then nothing can be added to it any more. `latest`: the time by now. */
function isDue(at: number, until: number | undefined, now: number, latest: number): boolean {
	if (until !== undefined && until < now) return at < until;
	return at < now || at > latest + AHEAD;
}

/** Whether a list that should begin with the newest does. */
class Order {
	private last?: number;
	private falls = false;
	private rises = false;

	constructor(private readonly isExpected: boolean) {}

	meet(order: number | undefined): void {
		if (order === undefined) return;
		if (this.last !== undefined) {
			this.falls ||= order < this.last;
			this.rises ||= order > this.last;
		}
		this.last = order;
	}

	/** Everything that follows is older than `moment`. */
	isPast(moment: number): boolean {
		return this.isExpected && this.falls && !this.rises && this.last !== undefined && this.last < moment;
	}
}
