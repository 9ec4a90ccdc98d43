/**
 * Runs the tasks of an execution: several at once, started in input order, tasks that share a lane one after the other.
 */

export interface Task {
	/** Tasks that have a lane in common never overlap and keep their order; none: independent. */
	lanes?: readonly string[];
	/** Must not reject: what went wrong is the task's own result. */
	run: () => Promise<void>;
}

interface Entry {
	task: Task;
	/** Tasks before this one in its lanes that have not ended. */
	before: number;
	/** The next ones in the lanes of this task. */
	followers: Entry[];
	/** It was its turn while a lane was busy: it starts when the lane is free. */
	aside: boolean;
}

/**
 * Resolves when all started tasks have ended. `atOnce` and `stopped` are asked before each start: how many may run, and whether
 * the rest is left undone.
 */
export async function schedule(tasks: readonly Task[], atOnce: () => number, stopped: () => boolean): Promise<void> {
	const entries = inLanes(tasks);
	const freed: Entry[] = [];
	let next = 0;
	let running = 0;

	/** The next task that may start. Those with a busy lane step aside until it is free. */
	const take = (): Entry | undefined => {
		if (stopped()) return undefined;
		const ready = freed.shift();
		if (ready) return ready;
		while (next < entries.length) {
			const entry = entries[next++];
			if (entry.before === 0) return entry;
			entry.aside = true;
		}
		return undefined;
	};

	const leave = ({ followers }: Entry): void => {
		for (const follower of followers) if (--follower.before === 0 && follower.aside) freed.push(follower);
	};

	await new Promise<void>((resolve, reject) => {
		const start = (): void => {
			while (running < atOnce()) {
				const entry = take();
				if (!entry) break;
				running++;
				entry.task.run().then(() => {
					running--;
					leave(entry);
					start();
				}, reject);
			}
			if (running === 0) resolve();
		};
		start();
	});
}

/** Every task behind the last one of each of its lanes. */
function inLanes(tasks: readonly Task[]): Entry[] {
	const last = new Map<string, Entry>();
	return tasks.map((task) => {
		const entry: Entry = { task, before: 0, followers: [], aside: false };
		for (const lane of new Set(task.lanes)) {
			const previous = last.get(lane);
			last.set(lane, entry);
			if (!previous || previous.followers.includes(entry)) continue;
			previous.followers.push(entry);
			entry.before++;
		}
		return entry;
	});
}
