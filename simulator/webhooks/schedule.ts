/** Things to do later: when the time has really passed, or when a test pushes the clock forward. */
import { later } from '../../scripts/machine.js';
import type { Clock } from '../clock';

interface Task {
	due: number;
	run: () => void;
	cancel: () => void;
}

export class Schedule {
	private readonly tasks = new Set<Task>();

	constructor(private readonly clock: Clock) {}

	/** Runs `run` once, after `ms` milliseconds. */
	in(ms: number, run: () => void): void {
		const once = () => {
			task.cancel();
			if (this.tasks.delete(task)) run();
		};
		const task: Task = { due: this.clock.ms() + ms, run: once, cancel: later(ms, once) };
		this.tasks.add(task);
	}

	/** Runs what has become due. */
	settle(): void {
		const due = [...this.tasks].filter((task) => task.due <= this.clock.ms());
		for (const task of due.sort((a, b) => a.due - b.due)) task.run();
	}

	clear(): void {
		for (const task of this.tasks) task.cancel();
		this.tasks.clear();
	}
}
