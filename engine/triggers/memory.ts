/**
 * Deduplicates notifications. Intercom retries a notification that got no timely answer once, with the same ID: an ID that is
 * remembered although no execution started is a lost event. So a delivery is pending, neither known nor new, until its outcome is known.
 *
 * Memory and static data are both needed. n8n's static data survives a restart, but every delivery reads its own copy and writes it
 * back as a whole. So the process has a memory of its own, which decides, and writes to static data are made from it. Pending
 * deliveries are never written.
 */

import { shortened } from './short';

/** Entries per trigger in memory: several minutes of the busiest workspaces. */
export const MOST_REMEMBERED = 10_000;

/** Newest entries persisted per delivery: at most 45 kB. */
export const MOST_KEPT = 2_000;

/** Longer than Intercom's retries, which last two hours at most. */
export const REMEMBERED_MS = 3 * 3_600_000;

/** 96 bits of a hash: small enough to store thousands, without collisions. */
const KEY_LENGTH = 16;

/** Call once with whether the delivery has started an execution. */
export type Decide = (hasStarted: boolean) => void;

export class Memory {
	/** Key -> Unix seconds, oldest first. */
	private seen = new Map<string, number>();
	/** Key -> resolves when the delivery is decided. */
	private readonly attempts = new Map<string, Promise<void>>();
	/** Cached result of `text`. */
	private written?: string;

	constructor(
		private readonly most: number = MOST_REMEMBERED,
		private readonly ageMs: number = REMEMBERED_MS,
		private readonly now: () => number = Date.now,
	) {}

	get size(): number {
		return this.seen.size;
	}

	/** Whether the ID has started an execution, unless the entry has expired. */
	has(id: string): boolean {
		this.expire();
		return this.seen.has(keyOf(id));
	}

	/** Resolves when the pending delivery is decided; undefined if there is none. */
	underWay(id: string): Promise<void> | undefined {
		return this.attempts.get(keyOf(id));
	}

	/** Begins a delivery, pending until the result is called. Only deliveries that start an execution are remembered. */
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

	/** Adds the entries of a `text()` of another process or an earlier run; ignores anything else. */
	recall(text: unknown): void {
		if (text === this.written) return;
		const strangers = entriesIn(text).filter(([key]) => !this.seen.has(key));
		if (!strangers.length) return;
		this.seen = new Map([...this.seen, ...strangers].sort(([, a], [, b]) => a - b));
		this.written = undefined;
		this.expire();
	}

	/**
	 * The newest entries as text.
	 * @param started a pending ID to include: this copy is saved only if its execution starts
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

/** Parses a `text()`: keys and Unix seconds; nothing for other values. */
export function entriesIn(text: unknown): Array<[string, number]> {
	return (typeof text === 'string' ? text : '').split(' ').flatMap((entry): Array<[string, number]> => {
		const [key, seconds] = [entry.slice(0, KEY_LENGTH), parseInt(entry.slice(KEY_LENGTH), 36)];
		return key.length === KEY_LENGTH && seconds > 0 ? [[key, seconds]] : [];
	});
}

/** The key of an ID. */
export const keyOf = (id: string): string => shortened(id, KEY_LENGTH);

const MOST_TRIGGERS = 500;
const memories = new Map<string, Memory>();

/** The memory of one trigger in this process. The least recently used are dropped: static data has their content. */
export function memoryOf(trigger: string, ageMs = REMEMBERED_MS): Memory {
	const memory = memories.get(trigger) ?? new Memory(MOST_REMEMBERED, ageMs);
	memories.delete(trigger);
	memories.set(trigger, memory);
	if (memories.size > MOST_TRIGGERS) memories.delete(memories.keys().next().value as string);
	return memory;
}
