/**
 * Cancellation with many subscribers: one listener per signal, and none while nobody subscribes. (An execution's signal outlives
 * the node, and Node.js warns of a leak from the eleventh listener on.)
 */

export class Cancellation {
	private readonly tasks = new Set<() => void>();
	private readonly tell = (): void => {
		for (const task of [...this.tasks]) task();
	};

	constructor(readonly signal?: AbortSignal) {}

	get cancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/** Runs `task` when the signal fires, unless the returned function is called before. */
	on(task: () => void): () => void {
		if (!this.signal) return () => {};
		if (!this.tasks.size) this.signal.addEventListener('abort', this.tell);
		this.tasks.add(task);
		return () => {
			this.tasks.delete(task);
			if (!this.tasks.size) this.signal?.removeEventListener('abort', this.tell);
		};
	}
}
