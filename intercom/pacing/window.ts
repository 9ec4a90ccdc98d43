/**
 * The rate limit window: what is left of it for this process. If nobody else uses it, our own count is exact. Otherwise only Intercom's
 * count is right, and it is as old as the last answer: so only part of what that answer left is in flight, a new window begins with a
 * single probe, and no process uses up a window in its first moments.
 */

import type { RateReport } from './headers';

/** One window and our requests in it; compared by identity. */
interface Count {
	/** Our requests that it may have counted. */
	sent: number;
}

/** The window in which a request was sent. */
export interface InWindow {
	count: Count;
	/** An answer had reported it by then. */
	told: boolean;
}

/** Reserved for other clients: 2 %, at most 50 requests. */
const reserveOf = (limit: number): number => Math.min(50, Math.floor(limit * 0.02));
/** Maximum share of the remaining requests in flight, those of others included; the rest covers what others sent meanwhile. */
const UNDER_WAY = 2 / 3;
const LARGEST_PART = 1 / 2;
const SMALLEST_PART = 1 / 12;
/** Factor on that share after refusals; recovers with every window without one. */
const LEAST_CAUTION = 1 / 8;
const REGAIN = 1.25;
/** Share of the limit before the first answer of a window (alone), or at its beginning (beside others). */
const AT_ONCE = 0.1;
/** Multiples of the rate that would just use the window up, beside others and alone, so that newcomers find something left. */
const PACE = 1.25;
const PACE_ALONE = 3;
/** Upper bound of that rate: more in flight would only queue elsewhere. */
const PACE_ENOUGH = 1.5;
/** A window used up this early calls for less concurrency. */
const EARLY = 0.4;
/** Beside others, a new window is entered with a delay, except by those refused in the last one. */
const LATER_MS = 150;
/** Consecutive windows with only our own requests before others count as gone. */
const QUIET_WINDOWS = 2;
const USUAL_LENGTH_S = 10;
const LONGEST_LENGTH_S = 60;
/** Number of window lengths remembered, so that a wrong one is forgotten. */
const GAPS = 6;
/** Variation of the reset within one window, where servers count it from the moment of the answer. */
const SAME_S = 1;
/** Resets are whole seconds, so a window may end up to one later. Learned by doubling. */
const LATE_STEP_MS = 250;
const LATEST_MS = 1000;

export class RateWindow {
	private limit = 0;
	/** Lowest remaining count reported in this window. */
	private left = 0;
	/** The last window reported by an answer, Unix seconds. */
	private reset = 0;
	/** By our clock; Infinity until an answer reports this window. */
	private endsAt = Infinity;
	/** When the first answer reported this window: it had begun by then, whatever end and usual length suggest. */
	private toldAt = Infinity;
	private seen = false;
	private count: Count = { sent: 0 };
	/** Lower bound of the requests of others in this window. */
	private others = 0;
	/** Our requests and those of others in the previous window. */
	private before = { ours: 0, others: 0 };
	private quiet = QUIET_WINDOWS;
	private caution = 1;
	private refused = false;
	private lengthS = USUAL_LENGTH_S;
	/** Seconds between the latest windows. */
	private gaps = [USUAL_LENGTH_S];
	private heardAt = -Infinity;
	/** How much later than its reset a window ends. */
	private lateMs = 0;
	/** Our delay before entering the next one. */
	private laterMs = 0;
	/** A window began as predicted. */
	private proved = false;

	constructor(private readonly random: () => number) {}

	/** Requests per millisecond that the limit allows; undefined while unknown. */
	get perMs(): number | undefined {
		return this.seen ? this.limit / this.lengthS / 1000 : undefined;
	}

	/** This window was reported by an answer. */
	get told(): boolean {
		return this.endsAt !== Infinity;
	}

	/** At this pace the window will not be used up. */
	isBehind(now: number): boolean {
		return this.told && this.count.sent < PACE_ENOUGH * (this.perMs ?? 0) * (now - this.startsAt);
	}

	/** We used this window up well before its end. */
	isEarly(now: number): boolean {
		return this.told && this.count.sent >= this.limit - reserveOf(this.limit) && now - this.startsAt < EARLY * this.lengthS * 1000;
	}

	/** Counts a request that is sent now. */
	sent(): InWindow {
		this.count.sent++;
		return { count: this.count, told: this.told };
	}

	/** Takes the report of an answer. `endsAt`: the window's end by our clock. */
	report({ limit, remaining, reset }: RateReport, { count }: InWindow, endsAt: number, inFlight: number, now: number): void {
		// no window ends that much later than another: the earlier report was wrong
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

	/** Takes a refusal. Returns whether it was about a window that is over. */
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

	/** Requests allowed in flight now, including current ones; `urgent` ones may use the reserve. */
	mostInFlight(now: number, inFlight: number, urgent: boolean): number {
		if (!this.seen) return Infinity;
		if (this.endsAt <= now) this.begin(inFlight);
		const reserve = urgent ? 0 : reserveOf(this.limit);
		return this.isAlone(now) ? this.alone(now, inFlight, reserve) : this.besideOthers(now, inFlight, reserve);
	}

	/** When there may be room again even without an answer. */
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
		// what others may have taken since the last answer
		const taken = (now - this.heardAt) * PACE * perMs;
		return Math.max(1, Math.min(Math.floor((free - taken) * this.part), inFlight + due));
	}

	/** Requests that may have been sent by now, beyond those that were. */
	private due(now: number, pace: number): number {
		return Math.max(1, Math.floor(this.limit * AT_ONCE + pace * (this.perMs ?? 0) * (now - this.startsAt) + 1e-6)) - this.count.sent;
	}

	/** Our share of the requests in flight, by recent counts. */
	private get part(): number {
		const { before, count, others } = this;
		const ours = before.ours + count.sent;
		return this.caution * Math.min(LARGEST_PART, Math.max(SMALLEST_PART, (UNDER_WAY * ours) / (ours + before.others + others)));
	}

	private get startsAt(): number {
		return Math.min(this.toldAt, this.endsAt - this.lateMs - this.laterMs - this.lengthS * 1000);
	}

	/** Enters a new window that no answer has reported yet. */
	private begin(sent: number): void {
		if (!this.refused) this.caution = Math.min(1, this.caution * REGAIN);
		this.quiet += this.others > 0 || this.refused ? 0 : 1;
		this.before = { ours: this.count.sent, others: this.others };
		this.count = { sent };
		this.others = 0;
		this.refused = false;
		this.endsAt = Infinity;
	}

	/** Takes the first report of a window, by a request that was counted in it. */
	private enter(reset: number, count: Count, inFlight: number): void {
		if (this.seen) this.measure(reset - this.reset);
		if (this.told) this.begin(inFlight + 1);
		else if (this.seen && count === this.count) this.proved = true;
		this.seen = true;
		this.reset = reset;
	}

	/** Takes a late report of the previous window. */
	private countedBefore(count: Count, remaining: number, now: number): void {
		if (this.told || count !== this.count) {
			if (count !== this.count) this.count.sent = Math.max(0, this.count.sent - 1);
			return;
		}
		this.wasEarly();
		this.left = Math.min(this.left, remaining);
		this.endsAt = now + LATE_STEP_MS;
	}

	/** A request meant for the new window was counted in the old one, which was not over. */
	private wasEarly(): void {
		this.lateMs = Math.min(LATEST_MS, this.lateMs * 2 || LATE_STEP_MS);
		this.proved = false;
	}

	/** The window length: the shortest recent time between two windows, except for one outlier. */
	private measure(seconds: number): void {
		if (seconds <= 0 || seconds > LONGEST_LENGTH_S) return;
		this.gaps = [...this.gaps, seconds].slice(-GAPS);
		const [first, second = first] = [...this.gaps].sort((a, b) => a - b);
		this.lengthS = second;
	}
}
