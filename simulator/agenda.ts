/**
 * What happens by itself at moments to come: somebody writes, a teammate edits. Each is carried out as of its own moment as
 * soon as the clock has got there. Together with `settings.tickMs` (every request takes so long on the frozen clock) records
 * change while somebody reads them page by page.
 */
import type { Clock } from './clock';

interface Entry {
	/** Milliseconds since 1970. */
	at: number;
	task: () => void;
}

export class Agenda {
	/** The next last. */
	private entries: Entry[] = [];
	private isSorted = true;

	constructor(private readonly clock: Clock) {}

	/** @param at milliseconds since 1970 */
	add(at: number, task: () => void): void {
		this.entries.push({ at, task });
		this.isSorted = false;
	}

	get size(): number {
		return this.entries.length;
	}

	/** Carries out what is due, in its order. */
	settle(): void {
		if (!this.isSorted) this.entries.sort((a, b) => b.at - a.at);
		this.isSorted = true;
		for (let next = this.entries.at(-1); next && next.at <= this.clock.ms(); next = this.entries.at(-1)) {
			const { at, task } = next;
			this.entries.pop();
			this.clock.during(at, task);
		}
	}

	clear(): void {
		this.entries = [];
	}
}
