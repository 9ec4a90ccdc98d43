/**
 * Which notifications have started an execution. Intercom sends a notification again when it got no timely answer,
 * with the same ID, and only once: an ID that is remembered although nothing was started is an event lost. So an
 * attempt is under way, and neither known nor new, until it is decided what became of it.
 *
 * There are two places to remember, and both are needed. n8n's static data survives a restart, but every delivery
 * reads it on its own and writes it back whole. So the process keeps a memory of its own, which decides, and every
 * write to the static data is made from it. Attempts that are under way are never written.
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

/** To be called once: whether the attempt has started an execution. */
export type Decide = (hasStarted: boolean) => void;

export class Memory {
	/** Key -> moment in seconds; the oldest first. */
	private seen = new Map<string, number>();
	/** Key -> resolved when the attempt is decided. */
	private readonly attempts = new Map<string, Promise<void>>();
	/** As long as nothing changes, what `text` answers. */
	private written?: string;

	constructor(
		private readonly most: number = MOST_REMEMBERED,
		private readonly ageMs: number = REMEMBERED_MS,
		private readonly now: () => number = Date.now,
	) {}

	get size(): number {
		return this.seen.size;
	}

	/** Whether it has started an execution, as far as that is not too old, and not too many have come since. */
	has(id: string): boolean {
		this.expire();
		return this.seen.has(keyOf(id));
	}

	/** Resolves when the attempt that is under way is decided; undefined where there is none. */
	underWay(id: string): Promise<void> | undefined {
		return this.attempts.get(keyOf(id));
	}

	/** From now on an attempt is under way. Only one that has started an execution is remembered. */
	attempt(id: string): Decide {
		const key = keyOf(id);
		let end = (): void => {};
		this.attempts.set(key, new Promise((resolve) => (end = resolve)));
		return (hasStarted) => {
			this.attempts.delete(key);
			if (hasStarted) this.add(key);
			end();
		};
	}

	/** Adds what `text()` of another process, or of an earlier run, has kept. Anything else adds nothing. */
	recall(text: unknown): void {
		if (text === this.written) return;
		const strangers = entriesIn(text).filter(([key]) => !this.seen.has(key));
		if (!strangers.length) return;
		this.seen = new Map([...this.seen, ...strangers].sort(([, a], [, b]) => a - b));
		this.written = undefined;
		this.expire();
	}

	/**
	 * The newest of it, to be kept.
	 * @param started an ID that counts as well: what is written with it is kept only if its execution has started
	 */
	text(started?: string): string {
		this.written ??= [...this.seen].slice(-MOST_KEPT).map(entryOf).join(' ');
		if (started === undefined || this.seen.has(keyOf(started))) return this.written;
		return [...(this.written ? [this.written] : []), entryOf([keyOf(started), this.seconds()])].join(' ');
	}

	private add(key: string): void {
		this.seen.delete(key);
		this.seen.set(key, this.seconds());
		this.written = undefined;
		this.expire();
	}

	private expire(): void {
		const oldest = this.seconds() - this.ageMs / 1000;
		for (const [key, seconds] of this.seen) {
			if (this.seen.size <= this.most && seconds >= oldest) break;
			this.seen.delete(key);
			this.written = undefined;
		}
	}

	private seconds(): number {
		return Math.floor(this.now() / 1000);
	}
}

const entryOf = ([key, seconds]: [string, number]): string => key + seconds.toString(36);

/** What `text()` has kept: keys, and moments in seconds. Anything else has no entries. */
export function entriesIn(text: unknown): Array<[string, number]> {
	return (typeof text === 'string' ? text : '').split(' ').flatMap((entry): Array<[string, number]> => {
		const [key, seconds] = [entry.slice(0, KEY_LENGTH), parseInt(entry.slice(KEY_LENGTH), 36)];
		return key.length === KEY_LENGTH && seconds > 0 ? [[key, seconds]] : [];
	});
}

/** What an ID is remembered by. */
export const keyOf = (id: string): string => shortened(id, KEY_LENGTH);

const MOST_TRIGGERS = 500;
const memories = new Map<string, Memory>();

/** The memory of one trigger in this process. The ones not used for longest are given up: static data has their content. */
export function memoryOf(trigger: string, ageMs = REMEMBERED_MS): Memory {
	const memory = memories.get(trigger) ?? new Memory(MOST_REMEMBERED, ageMs);
	memories.delete(trigger);
	memories.set(trigger, memory);
	if (memories.size > MOST_TRIGGERS) memories.delete(memories.keys().next().value as string);
	return memory;
}
