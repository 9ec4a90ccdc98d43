/** What happened in the workspace: the last of it is kept, and whoever listens is told at once. */
import type { Clock } from '../clock';

/** One state change. `topic` and `item` are those of a webhook. */
export interface Happening {
	topic: string;
	item: unknown;
	/** Milliseconds since 1970 by the simulator's clock. */
	at: number;
}

export type Listener = (happening: Happening) => void;

const KEPT = 1000;

export class Happenings {
	/** Oldest first, at most the last thousand. */
	readonly recent: Happening[] = [];
	private readonly listeners = new Set<Listener>();
	private muted = false;

	constructor(private readonly clock: Clock) {}

	/** @param item made at once, so that it shows the moment and not what came later */
	tell(topic: string, item: () => unknown): void {
		if (this.muted) return;
		const happening = { topic, item: structuredClone(item()), at: this.clock.ms() };
		this.recent.push(happening);
		if (this.recent.length > KEPT) this.recent.shift();
		for (const listener of this.listeners) listener(happening);
	}

	/** Listens until the returned function is called; survives `clear`. */
	subscribe(listener: Listener): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	/** Does something nobody hears of: sample records have always been there. */
	silently<T>(task: () => T): T {
		const before = this.muted;
		this.muted = true;
		try {
			return task();
		} finally {
			this.muted = before;
		}
	}

	clear(): void {
		this.recent.length = 0;
	}
}
