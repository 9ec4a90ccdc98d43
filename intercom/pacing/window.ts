/**
 * The window of the rate limit: what is left of it for us. Two ways to know, and the right one depends on whether others use it too.
 * Alone, what we sent is what is used: exact. With others, only Intercom's count tells, and it is as old as the last answer; so no
 * more are under way than a part of what that answer left, a new window begins with one request that goes and looks, and nobody
 * takes the whole window in its first moments.
 */

import type { RateReport } from './headers';

/** One window, as far as our requests are concerned; compared by identity. */
interface Count {
	/** Requests of ours that it may have counted. */
	sent: number;
}

/** The window that a request was sent in. */
export interface InWindow {
	count: Count;
	/** An answer had told of it by then. */
	told: boolean;
}

/** Kept free for others, so that theirs are not refused: 2 %, at most 50 requests. */
const reserveOf = (limit: number): number => Math.min(50, Math.floor(limit * 0.02));
/** Of what is left, under way at once at most, those of the others included: the rest is for what nobody knows of the others yet. */
const UNDER_WAY = 2 / 3;
const LARGEST_PART = 1 / 2;
const SMALLEST_PART = 1 / 12;
/** After refusals a part of that part, which comes back with every window that has none. */
const LEAST_CAUTION = 1 / 8;
const REGAIN = 1.25;
/** So much of the limit before an answer has told of a new window (alone), or at its beginning at all (beside others). */
const AT_ONCE = 0.1;
/** So many times the rate that would just use the window up, beside others and alone: others who come find something left. */
const PACE = 1.25;
const PACE_ALONE = 3;
/** Faster than this nobody has to be: more under way would only wait elsewhere. */
const PACE_ENOUGH = 1.5;
/** A window that is used up so early could do with less under way. */
const EARLY = 0.4;
/** Beside others everybody begins a new window a little later, but for those that were refused in the one before. */
const LATER_MS = 150;
/** Windows in which only our own requests were counted, until others are taken to be gone. */
const QUIET_WINDOWS = 2;
const USUAL_LENGTH_S = 10;
const LONGEST_LENGTH_S = 60;
/** So many times between windows are remembered: one that was wrong is forgotten. */
const GAPS = 6;
/** Resets of one window differ by so much, where they are counted from the moment of the answer. */
const SAME_S = 1;
/** A reset has whole seconds: the window may end up to one later. Learned by doubling. */
const LATE_STEP_MS = 250;
const LATEST_MS = 1000;

export class RateWindow {
	private limit = 0;
	/** The lowest count of this window that an answer told. */
	private left = 0;
	/** The last window that an answer told of, Unix seconds. */
	private reset = 0;
	/** By our clock; Infinity while no answer has told of this window. */
	private endsAt = Infinity;
	/** When the first answer told of this window: it had begun by then, whatever its end and the usual length say. */
	private toldAt = Infinity;
	private seen = false;
	private count: Count = { sent: 0 };
	/** Requests of others that this window has counted, at least. */
	private others = 0;
	/** Requests of ours and of others in the window before. */
	private before = { ours: 0, others: 0 };
	private quiet = QUIET_WINDOWS;
	private caution = 1;
	private refused = false;
	private lengthS = USUAL_LENGTH_S;
	/** Seconds between the latest windows. */
	private gaps = [USUAL_LENGTH_S];
	private heardAt = -Infinity;
	/** How much later than its reset says a window ends. */
	private lateMs = 0;
	/** How much later than that the next one begins for us. */
	private laterMs = 0;
	/** A window began when we thought it would. */
	private proved = false;

	constructor(private readonly random: () => number) {}

	/** Requests per millisecond that the limit allows; undefined while unknown. */
	get perMs(): number | undefined {
		return this.seen ? this.limit / this.lengthS / 1000 : undefined;
	}

	/** An answer has told of this window. */
	get told(): boolean {
		return this.endsAt !== Infinity;
	}

	/** This window would not be used up if it went on like this. */
	isBehind(now: number): boolean {
		return this.told && this.count.sent < PACE_ENOUGH * (this.perMs ?? 0) * (now - this.startsAt);
	}

	/** This window was used up by us when a good part of it was still to come. */
	isEarly(now: number): boolean {
		return this.told && this.count.sent >= this.limit - reserveOf(this.limit) && now - this.startsAt < EARLY * this.lengthS * 1000;
	}

	/** A request of ours is sent now. */
	sent(): InWindow {
		this.count.sent++;
		return { count: this.count, told: this.told };
	}

	/** An answer tells of a window. `endsAt`: its end by our clock. */
	report({ limit, remaining, reset }: RateReport, { count }: InWindow, endsAt: number, inFlight: number, now: number): void {
		// a window cannot end that much later than another: the one that said so was wrong
		const isNext = !this.seen || reset > this.reset + SAME_S || (reset < this.reset - LONGEST_LENGTH_S && endsAt > now);
		if (isNext) this.enter(reset, count, inFlight);
		else if (reset < this.reset - SAME_S || !this.told) return this.countedBefore(count, remaining, now);
		this.reset = Math.min(this.reset, reset);
		if (isNext || !this.refused) this.heardAt = now;
		this.limit = limit;
		this.left = isNext ? Math.min(limit, remaining) : Math.min(this.left, remaining);
		this.others = Math.max(this.others, limit - remaining - this.count.sent);
		if (this.others > 0) this.quiet = 0;
		if (isNext) this.toldAt = now;
		if (isNext) this.laterMs = this.isAlone(now) ? 0 : this.random() * LATER_MS;
		this.endsAt = endsAt + this.lateMs + this.laterMs;
	}

	/** A request was refused. Answers whether that was about a window that is over. */
	refuse({ told }: InWindow, report: RateReport | undefined): boolean {
		if (report && report.remaining > 0 && !told) {
			this.wasEarly();
			return true;
		}
		this.left = 0;
		this.quiet = 0;
		if (!this.refused) this.caution = Math.max(LEAST_CAUTION, this.caution / 2);
		this.refused = true;
		return false;
	}

	/** Requests that may be under way now, those that are included; `urgent` ones may use what is kept free for others. */
	mostInFlight(now: number, inFlight: number, urgent: boolean): number {
		if (!this.seen) return Infinity;
		if (this.endsAt <= now) this.begin(inFlight);
		const reserve = urgent ? 0 : reserveOf(this.limit);
		return this.isAlone(now) ? this.alone(now, inFlight, reserve) : this.besideOthers(now, inFlight, reserve);
	}

	/** When there may be room again without an answer. */
	nextAt(now: number): number {
		if (!this.told || this.left === 0) return this.endsAt;
		const pace = (this.isAlone(now) ? PACE_ALONE : PACE) * (this.perMs ?? 1);
		const dueAt = Math.ceil(this.startsAt + (this.count.sent + 1 - this.limit * AT_ONCE) / pace);
		return dueAt > now ? Math.min(dueAt, this.endsAt) : this.endsAt;
	}

	private isAlone(now: number): boolean {
		return this.quiet >= QUIET_WINDOWS && now - this.heardAt < 1.5 * this.lengthS * 1000;
	}

	private alone(now: number, inFlight: number, reserve: number): number {
		const unused = inFlight + this.limit - this.others - this.count.sent;
		if (this.told) return Math.min(unused - reserve, this.left - reserve, inFlight + this.due(now, PACE_ALONE));
		// the limit may have changed since, and the window may not have begun
		return this.proved ? Math.max(1, Math.min(unused - reserve, Math.floor(this.limit * AT_ONCE))) : 1;
	}

	private besideOthers(now: number, inFlight: number, reserve: number): number {
		if (!this.told) return 1;
		const free = this.left - reserve;
		const perMs = this.perMs ?? 0;
		const due = this.due(now, PACE);
		if (free <= 0 || due <= 0) return 0;
		// what another one may have taken since the last answer
		const taken = (now - this.heardAt) * PACE * perMs;
		return Math.max(1, Math.min(Math.floor((free - taken) * this.part), inFlight + due));
	}

	/** Requests that may be sent by now, beyond those that were. */
	private due(now: number, pace: number): number {
		return Math.max(1, Math.floor(this.limit * AT_ONCE + pace * (this.perMs ?? 0) * (now - this.startsAt) + 1e-6)) - this.count.sent;
	}

	/** Our share of what may be under way, by what was counted lately. */
	private get part(): number {
		const { before, count, others } = this;
		const ours = before.ours + count.sent;
		return this.caution * Math.min(LARGEST_PART, Math.max(SMALLEST_PART, (UNDER_WAY * ours) / (ours + before.others + others)));
	}

	private get startsAt(): number {
		return Math.min(this.toldAt, this.endsAt - this.lateMs - this.laterMs - this.lengthS * 1000);
	}

	/** A new window that no answer has told of yet. */
	private begin(sent: number): void {
		if (!this.refused) this.caution = Math.min(1, this.caution * REGAIN);
		this.quiet += this.others > 0 || this.refused ? 0 : 1;
		this.before = { ours: this.count.sent, others: this.others };
		this.count = { sent };
		this.others = 0;
		this.refused = false;
		this.endsAt = Infinity;
	}

	/** The first answer of a window, to a request that was counted in it. */
	private enter(reset: number, count: Count, inFlight: number): void {
		if (this.seen) this.measure(reset - this.reset);
		if (this.told) this.begin(inFlight + 1);
		else if (this.seen && count === this.count) this.proved = true;
		this.seen = true;
		this.reset = reset;
	}

	/** An answer of the window before this one. */
	private countedBefore(count: Count, remaining: number, now: number): void {
		if (this.told || count !== this.count) {
			if (count !== this.count) this.count.sent = Math.max(0, this.count.sent - 1);
			return;
		}
		this.wasEarly();
		this.left = Math.min(this.left, remaining);
		this.endsAt = now + LATE_STEP_MS;
	}

	/** A request of a new window met the one before: that was not over yet. */
	private wasEarly(): void {
		this.lateMs = Math.min(LATEST_MS, this.lateMs * 2 || LATE_STEP_MS);
		this.proved = false;
	}

	/** The shortest time between two windows is their length; of the latest, but for one that may be wrong. */
	private measure(seconds: number): void {
		if (seconds <= 0 || seconds > LONGEST_LENGTH_S) return;
		this.gaps = [...this.gaps, seconds].slice(-GAPS);
		const [first, second = first] = [...this.gaps].sort((a, b) => a - b);
		this.lengthS = second;
	}
}
