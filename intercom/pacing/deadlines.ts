/**
 * Deadlines of requests, from sending to the last byte of the answer. The HTTP helper's own timeout restarts with every byte, so a
 * dripping answer would never end. One loop watches all requests of a client, and only while there are any.
 */

import { Cancellation } from './cancel';
import type { Sleep } from './pacer';
import { TooSlow } from '../reach';
import { steadyNow } from '../steady';

/** Interval of the loop. */
const STEP_MS = 100;

interface Open {
	endsAt: number;
	ms: number;
	end: (reason: unknown) => void;
}

export class Deadlines {
	private readonly open = new Set<Open>();
	private readonly cancellation: Cancellation;
	private watching = false;

	constructor(
		private readonly sleep: Sleep,
		private readonly now: () => number = steadyNow,
		signal?: AbortSignal,
	) {
		this.cancellation = new Cancellation(signal);
	}

	/**
	 * Resolves like `task`. When the time is over or the user cancels, the task's signal fires and this rejects with `TooSlow` or
	 * the signal's reason, whatever the task does.
	 */
	async within<T>(ms: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
		const stop = new AbortController();
		let forget = (): void => {};
		const ended = new Promise<never>((_, reject) => {
			const entry: Open = {
				endsAt: this.now() + ms,
				ms,
				end: (reason) => {
					reject(reason as Error);
					stop.abort(reason);
				},
			};
			const cancelled = this.cancellation.on(() => entry.end(this.cancellation.signal?.reason));
			this.open.add(entry);
			forget = () => {
				cancelled();
				this.open.delete(entry);
			};
		});
		void this.watch();
		try {
			return await Promise.race([task(stop.signal), ended]);
		} finally {
			forget();
		}
	}

	private async watch(): Promise<void> {
		if (this.watching) return;
		this.watching = true;
		while (this.open.size) {
			await this.sleep(STEP_MS);
			for (const { endsAt, ms, end } of [...this.open])
				if (endsAt <= this.now()) end(new TooSlow(`The answer was not complete after ${ms / 1000} seconds`));
		}
		this.watching = false;
	}
}
