/**
 * How many requests are under way at a time. What the limit allows needs as many as its rate times the time of an answer
 * (Little's law); nobody has to know either beforehand. The number grows towards that while answers come in well, at first
 * by doubling with every answer time, and is halved when many end in a fault, a time-out or a cut connection (additive increase,
 * multiplicative decrease). A single one among many good answers says nothing about the number.
 */

/** Where it begins, and what it may always be while answers come in well. */
const USUAL = 10;
/** More connections than this are not opened at once. */
const MOST = 500;
/** So much more than what is needed in the long run makes up for the time a window loses at its beginning. */
const HEADROOM = 2;
/** What is left of the number after a window that was used up early. */
const LESS = 0.8;
/** Weight of the newest answer time in the mean. */
const NEWEST = 0.1;
/** Share of failures among the latest answers from which the number is halved, and the weight of the newest. */
const TOO_MANY_FAIL = 0.1;
const FAILURE_WEIGHT = 1 / 16;
/** Once halved, it takes so many answer times to come back. */
const STEPS_BACK = 20;

export class Concurrency {
	private current = USUAL;
	/** Below this it doubles, above it grows step by step. */
	private threshold = MOST;
	private latencyMs?: number;
	private halvedAt = -Infinity;
	private failing = 0;
	private wanted = USUAL;

	/** Requests that may be under way. */
	get most(): number {
		return Math.max(1, Math.floor(Math.min(this.current, this.wanted)));
	}

	/**
	 * A request came back well. `perMs`: the requests the limit allows per millisecond, if known; `wantsMore`: as many were under way
	 * as might be, and they are not enough for the window.
	 */
	succeeded(tookMs: number, perMs: number | undefined, wantsMore: boolean): void {
		this.failing -= FAILURE_WEIGHT * this.failing;
		this.latencyMs = this.latencyMs === undefined ? tookMs : this.latencyMs + NEWEST * (tookMs - this.latencyMs);
		this.wanted = perMs === undefined ? USUAL : Math.min(MOST, Math.max(USUAL, Math.ceil(HEADROOM * perMs * this.latencyMs)));
		// answer times grow when this process is busy: more under way would not help then
		if (wantsMore && this.current < this.wanted) this.current += this.current < this.threshold ? 1 : Math.max(1, this.wanted / STEPS_BACK) / this.current;
		this.current = Math.min(this.current, Math.max(this.wanted, USUAL));
	}

	/** The window was used up early: less would do. */
	relax(): void {
		this.current = Math.max(USUAL, this.current * LESS);
	}

	/** It came back with a fault, or not at all. What was sent before the last halving does not halve again. */
	failed(sentAt: number, now: number): void {
		this.failing += FAILURE_WEIGHT * (1 - this.failing);
		if (this.failing < TOO_MANY_FAIL || sentAt < this.halvedAt) return;
		this.current = Math.max(1, this.most / 2);
		this.threshold = this.current;
		this.halvedAt = now;
	}
}
