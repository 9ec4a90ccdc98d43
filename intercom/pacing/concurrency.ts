/**
 * Concurrency. Using the limit needs rate times latency requests in flight (Little's law), both unknown beforehand. The number grows towards
 * that while answers succeed, first by doubling per latency, and is halved when many fail with a fault, a time-out or a cut
 * connection (additive increase, multiplicative decrease). A single failure among many good answers changes nothing.
 */

/** Initial number, and the minimum while answers succeed. */
const USUAL = 10;
/** Maximum number of connections. */
const MOST = 500;
/** Factor above the average need, to make up for the start of a window. */
const HEADROOM = 2;
/** Factor after a window that was used up early. */
const LESS = 0.8;
/** Weight of the newest latency in the mean. */
const NEWEST = 0.1;
/** Share of recent failures at which the number is halved, and the weight of the newest answer. */
const TOO_MANY_FAIL = 0.1;
const FAILURE_WEIGHT = 1 / 16;
/** Latencies it takes to recover from halving. */
const STEPS_BACK = 20;

export class Concurrency {
	private current = USUAL;
	/** Exponential growth below, linear growth above. */
	private threshold = MOST;
	private latencyMs?: number;
	private halvedAt = -Infinity;
	private failing = 0;
	private wanted = USUAL;

	/** Requests allowed in flight. */
	get most(): number {
		return Math.max(1, Math.floor(Math.min(this.current, this.wanted)));
	}

	/**
	 * Takes a success. `perMs`: requests per millisecond allowed by the limit, if known; `wantsMore`: concurrency was exhausted, and
	 * the window will not be used up.
	 */
	succeeded(tookMs: number, perMs: number | undefined, wantsMore: boolean): void {
		this.failing -= FAILURE_WEIGHT * this.failing;
		this.latencyMs = this.latencyMs === undefined ? tookMs : this.latencyMs + NEWEST * (tookMs - this.latencyMs);
		this.wanted = perMs === undefined ? USUAL : Math.min(MOST, Math.max(USUAL, Math.ceil(HEADROOM * perMs * this.latencyMs)));
		// latency grows when this process is busy: more requests in flight would not help
		if (wantsMore && this.current < this.wanted)
			this.current += this.current < this.threshold ? 1 : Math.max(1, this.wanted / STEPS_BACK) / this.current;
		this.current = Math.min(this.current, Math.max(this.wanted, USUAL));
	}

	/** Takes less after a window that was used up early. */
	relax(): void {
		this.current = Math.max(USUAL, this.current * LESS);
	}

	/** Takes a failure. Requests sent before the last halving do not halve again. */
	failed(sentAt: number, now: number): void {
		this.failing += FAILURE_WEIGHT * (1 - this.failing);
		if (this.failing < TOO_MANY_FAIL || sentAt < this.halvedAt) return;
		this.current = Math.max(1, this.most / 2);
		this.threshold = this.current;
		this.halvedAt = now;
	}
}
