/** Waiting for something that Intercom does in the background: politely, and no longer than people allow. */

import type { Calls } from './procedure';

export interface Patience {
	limitMs: number;
	/** Before the first look; it grows by half with every look. */
	firstMs?: number;
	mostMs?: number;
}

export const MINUTE = 60_000;

/**
 * What `look` finds, or undefined when the time is over. Rejects as `look` does, and when the execution is cancelled.
 * Time counts by the clock and by the pauses, whichever is more: a clock that stands still must not make it endless.
 */
export async function until<T>(
	{ now, wait }: Pick<Calls, 'now' | 'wait'>,
	{ limitMs, firstMs = 1_000, mostMs = 30_000 }: Patience,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const start = now();
	let waited = 0;
	for (let pause = firstMs; ; pause = Math.min(pause * 1.5, mostMs)) {
		const left = limitMs - Math.max(now() - start, waited);
		if (left <= 0) return undefined;
		const ms = Math.min(pause, left);
		await wait(ms);
		waited += ms;
		const found = await look();
		if (found !== undefined) return found;
	}
}
