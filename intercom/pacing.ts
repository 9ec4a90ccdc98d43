/** How requests of one credential share Intercom's rate limit, in this process and with others. */

import { Pacer, type Sleep } from './pacing/pacer';

export { type Flight, Line, Pacer, type Sleep } from './pacing/pacer';

/** Runs tasks one after another: Intercom allows one open company scroll per app. */
export class Turnstile {
	private last: Promise<unknown> = Promise.resolve();

	async pass<T>(task: () => Promise<T>): Promise<T> {
		const mine = this.last.then(task, task);
		this.last = mine.catch(() => {});
		return await mine;
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
