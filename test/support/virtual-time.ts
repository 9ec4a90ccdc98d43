/** A clock that stands still while anything is left to do, and then jumps to the next moment somebody waits for. */

import type { Sleep } from '../../intercom/pacing';
import { breath } from '../../scripts/machine';

interface Due {
	at: number;
	ring: () => void;
}

export class VirtualTime {
	private readonly due: Due[] = [];

	/** @param time where it begins, milliseconds since 1970 */
	constructor(private time = 1_700_000_000_000) {}

	readonly now = (): number => this.time;

	readonly sleep: Sleep = async (ms, signal) => {
		await new Promise<void>((resolve, reject) => {
			const stopped = (): void => {
				this.due.splice(this.due.indexOf(entry), 1);
				reject(new Error('The wait was stopped'));
			};
			const entry = this.at(this.time + Math.max(ms, 0), () => {
				signal?.removeEventListener('abort', stopped);
				resolve();
			});
			if (signal?.aborted) stopped();
			else signal?.addEventListener('abort', stopped, { once: true });
		});
	};

	/** Calls `ring` at a moment. */
	at(at: number, ring: () => void): Due {
		const entry = { at, ring };
		let index = this.due.length;
		while (index > 0 && this.due[index - 1].at > at) index--;
		this.due.splice(index, 0, entry);
		return entry;
	}

	/** Lets time pass until the task has ended, or until nobody waits for anything any more. */
	async run<T>(task: Promise<T>): Promise<T> {
		let ended = false;
		const end = (): void => void (ended = true);
		void task.then(end, end);
		for (await breath(); !ended; await breath()) {
			const next = this.due.shift();
			if (!next) throw new Error('Nothing is left that could happen');
			this.time = next.at;
			next.ring();
		}
		return await task;
	}

	/** Lets so many milliseconds pass. */
	async pass(ms: number): Promise<void> {
		const until = this.time + ms;
		for (await breath(); this.due.length && this.due[0].at <= until; await breath()) {
			this.time = this.due[0].at;
			this.due.shift()?.ring();
		}
		this.time = until;
	}
}
