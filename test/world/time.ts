/** Virtual time. Nothing passes by itself: the loop goes from one timer to the next, and everything in between is done at once. */

import { promisesSettled as settled } from '../../scripts/machine.js';

interface Timer {
	at: number;
	order: number;
	task: () => void;
}

export class Time {
	private readonly timers: Timer[] = [];
	private count = 0;

	/** @param ms since 1970 @param chance what stands for `Math.random` in this world */
	constructor(
		public ms: number,
		readonly chance: () => number = () => 0.5,
	) {}

	/** Runs a task in so many milliseconds; tasks of one moment in the order they were given. */
	in(ms: number, task: () => void): void {
		const timer = { at: this.ms + Math.max(0, ms), order: this.count++, task };
		// kept in order, the next one last: there are few of them
		let place = this.timers.length;
		while (place > 0 && isBefore(this.timers[place - 1], timer)) place--;
		this.timers.splice(place, 0, timer);
	}

	/** Resolves after so many milliseconds. */
	readonly sleep = async (ms: number): Promise<void> => await new Promise((resolve) => this.in(ms, resolve));

	/** Lets everything happen until this moment. */
	async until(end: number): Promise<void> {
		await settled();
		for (let next = this.timers.at(-1); next && next.at <= end; next = this.timers.at(-1)) {
			this.timers.pop();
			this.ms = Math.max(this.ms, next.at);
			next.task();
			await settled();
		}
		this.ms = end;
	}
}

const isBefore = (one: Timer, other: Timer): boolean => one.at < other.at || (one.at === other.at && one.order < other.order);
