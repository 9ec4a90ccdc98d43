/** Requests that are under way together, looked at and answered in any order. */

import { breath } from '../../scripts/machine.js';

/** Several requests are under way, and Intercom looks at them in an order of its own. */
export interface Crowd {
	atOnce: number;
	/** Which of those that wait is looked at, or answered, next. */
	order: number[];
}

/** Looks at requests, and lets their answers go, one at a time in the order of the crowd; whoever asks alone has the answer at once. */
export class Desk {
	private readonly waiting: Array<() => boolean> = [];
	private steps = 0;
	/** The most requests that were under way. */
	most = 0;

	constructor(private readonly crowd: Crowd) {}

	async ask<T>(look: () => T): Promise<T> {
		return await new Promise<T>((resolve, reject) => {
			let seen: { answer: T } | undefined;
			this.waiting.push(() => {
				if (seen) {
					resolve(seen.answer);
					return true;
				}
				try {
					seen = { answer: look() };
					return false;
				} catch (error) {
					reject(error as Error);
					return true;
				}
			});
			this.most = Math.max(this.most, this.waiting.length);
			if (this.waiting.length === 1) void this.work();
		});
	}

	private async work(): Promise<void> {
		// whoever asks ahead has asked by then
		for (await breath(); this.waiting.length; await breath()) {
			const { order } = this.crowd;
			const chosen = (order[this.steps++ % Math.max(1, order.length)] ?? 0) % this.waiting.length;
			const one = this.waiting[chosen];
			if (one()) this.waiting.splice(this.waiting.indexOf(one), 1);
		}
	}
}
