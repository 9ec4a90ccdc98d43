/**
 * Which notifications a trigger has already turned into executions. Intercom sends a notification again when it
 * got no timely answer, with the same ID.
 *
 * There are two places to remember, and both are needed. n8n's static data survives a restart, but every delivery
 * reads it on its own and writes it back whole: of two at the same moment, the one that is written last wins. So
 * the process keeps a memory of its own, which decides, and every write to the static data is made from it.
 */

import { shortened } from './short';

/** So many are remembered by the process: several minutes' worth for the busiest of workspaces. */
export const MOST_REMEMBERED = 10_000;

/** So many of them, the newest, are written to the static data with every delivery: 45 kB at most. */
export const MOST_KEPT = 2_000;

/** Longer than Intercom keeps trying: two hours at most. */
export const REMEMBERED_MS = 3 * 3_600_000;

/** 96 bits of a hash: short enough to be stored by the thousand, long enough never to meet by chance. */
const KEY_LENGTH = 16;

export class Memory {
	/** Key -> moment in seconds; the oldest first. */
	private seen = new Map<string, number>();
	/** Taken back, although they may still stand in static data that another delivery has written meanwhile. */
	private readonly forgotten = new Set<string>();

	constructor(
		private readonly most: number = MOST_REMEMBERED,
		private readonly ageMs: number = REMEMBERED_MS,
		private readonly now: () => number = Date.now,
	) {}

	get size(): number {
		return this.seen.size;
	}

	/** True the first time; from then on false, until it is forgotten or too old or too many have come since. */
	admit(id: string): boolean {
		this.expire();
		const key = keyOf(id);
		if (this.seen.has(key)) return false;
		this.forgotten.delete(key);
		this.seen.set(key, this.seconds());
		this.expire();
		return true;
	}

	/** As if it had never come. */
	forget(id: string): void {
		const key = keyOf(id);
		if (this.seen.delete(key)) this.forgotten.add(key);
		for (const old of this.forgotten) {
			if (this.forgotten.size <= this.most) break;
			this.forgotten.delete(old);
		}
	}

	/** Adds what `text()` of another process, or of an earlier run, has kept. Anything else adds nothing. */
	recall(text: unknown): void {
		const entries = typeof text === 'string' ? text.split(' ') : [];
		const strangers = entries.flatMap((entry): Array<[string, number]> => {
			const [key, seconds] = [entry.slice(0, KEY_LENGTH), parseInt(entry.slice(KEY_LENGTH), 36)];
			return key.length === KEY_LENGTH && seconds > 0 && !this.seen.has(key) && !this.forgotten.has(key) ? [[key, seconds]] : [];
		});
		if (!strangers.length) return;
		this.seen = new Map([...this.seen, ...strangers].sort(([, a], [, b]) => a - b));
		this.expire();
	}

	/** The newest of it, to be kept. */
	text(): string {
		return [...this.seen].slice(-MOST_KEPT).map(([key, seconds]) => key + seconds.toString(36)).join(' ');
	}

	private expire(): void {
		const oldest = this.seconds() - this.ageMs / 1000;
		for (const [key, seconds] of this.seen) {
			if (this.seen.size <= this.most && seconds >= oldest) break;
			this.seen.delete(key);
		}
	}

	private seconds(): number {
		return Math.floor(this.now() / 1000);
	}
}

const keyOf = (id: string): string => shortened(id, KEY_LENGTH);

const MOST_TRIGGERS = 500;
const memories = new Map<string, Memory>();

/** The memory of one trigger in this process. The ones not used for longest are given up: static data has their content. */
export function memoryOf(trigger: string): Memory {
	const memory = memories.get(trigger) ?? new Memory();
	memories.delete(trigger);
	memories.set(trigger, memory);
	if (memories.size > MOST_TRIGGERS) memories.delete(memories.keys().next().value as string);
	return memory;
}
