/**
 * What time it is at Intercom, from the `Date` of its answers, and whether that is sure. Our own clock may be wrong, but it
 * goes on: an answer is sure if it differs from ours as the answers of the last polls did; or not at all, and none of them did. What
 * follows from an answer that is not sure is in follow.ts.
 */

import { steadyNow } from '../../../../intercom/steady';

/** By so much a clock may be ahead of what is expected; an answer may be on its way for longer. Milliseconds. */
const AHEAD_MS = 5000;
const LATE_MS = 60_000;
/** So many polls that agree show how far our own clock is off. */
const MANY = 3;

export class IntercomClock {
	private dateMs?: number;
	private tookMs = 0;
	/** Intercom's clock minus ours, of the last polls. */
	private readonly skews: number[] = [];
	private isDoubtful = false;

	/** @param local our own clock; milliseconds */
	constructor(private readonly local: () => number = steadyNow) {}

	/** From now on, answers belong to another poll. */
	begin(): void {
		this.isDoubtful = false;
		this.skews.push(NaN);
		if (this.skews.length > MANY + 1) this.skews.shift();
	}

	/** @param dateMs the moment an answer names; milliseconds since 1970  @param tookMs how long it took, from the question on */
	hear(dateMs: number, tookMs = 0): void {
		this.tookMs = tookMs;
		if (!this.skews.length) this.begin();
		const skew = dateMs - this.local();
		const before = this.skews.slice(0, -1);
		const isUsual = before.length >= MANY && before.every((one) => agree(skew, one));
		const isOursRight = before.every((one) => Number.isNaN(one) || agree(one, 0));
		this.isDoubtful ||= !isUsual && !(isOursRight && agree(skew, 0));
		this.skews[this.skews.length - 1] = skew;
		this.dateMs = dateMs;
	}

	/** As of the last answer; Unix seconds. */
	now(): number {
		return Math.floor((this.dateMs ?? this.local()) / 1000);
	}

	/** How long the last answer took; whole seconds. */
	took(): number {
		return Math.ceil(this.tookMs / 1000);
	}

	/** Whether all answers of this poll are. */
	get isSure(): boolean {
		return this.dateMs !== undefined && !this.isDoubtful;
	}
}

const agree = (skew: number, usual: number): boolean => skew - usual <= AHEAD_MS && usual - skew <= LATE_MS;
