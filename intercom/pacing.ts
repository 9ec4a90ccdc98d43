/** Pacers per credential: how requests share Intercom's rate limit. */

import { Cancellation } from './pacing/cancel';
import { Pacer, type Sleep } from './pacing/pacer';

export { type Flight, Line, type LineOptions } from './pacing/line';
export { Pacer, type Sleep } from './pacing/pacer';

/** Runs tasks one at a time: Intercom allows one open company scroll per app. */
export class Turnstile {
	private busy = false;
	private readonly waiting: Array<() => void> = [];

	/** Resolves like the task. Rejects with the signal's reason when cancelled before its turn. */
	async pass<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		await this.enter(new Cancellation(signal));
		try {
			return await task();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.busy = false;
		}
	}

	private async enter(cancellation: Cancellation): Promise<void> {
		if (!this.busy) {
			this.busy = true;
			return;
		}
		await new Promise<void>((resolve, reject) => {
			const go = (): void => {
				forget();
				resolve();
			};
			const forget = cancellation.on(() => {
				forget();
				this.waiting.splice(this.waiting.indexOf(go), 1);
				reject(cancellation.signal?.reason as Error);
			});
			this.waiting.push(go);
		});
	}
}

/** What all users of one credential in this process share. */
export interface Shared {
	pacer: Pacer;
	scroll: Turnstile;
}

const MOST_CREDENTIALS = 200;
const shared = new Map<string, Shared>();

/** The shared state of a credential. `key` identifies it without revealing it (a hash). The least recently used are forgotten. */
export function sharedFor(key: string, sleep: Sleep): Shared {
	const found = shared.get(key) ?? { pacer: new Pacer(sleep), scroll: new Turnstile() };
	shared.delete(key);
	shared.set(key, found);
	if (shared.size > MOST_CREDENTIALS) shared.delete(shared.keys().next().value as string);
	return found;
}
