/**
 * Runs the tasks of an execution: several at once, started in input order, tasks of one lane one after the other.
 */

export interface Task {
	/** Tasks with the same lane never overlap and keep their order; absent: independent. */
	lane?: string;
	/** Must not reject: what went wrong is the task's own result. */
	run: () => Promise<void>;
}

/** Resolves when all started tasks have ended. `stopped` is asked before each start; true leaves the rest undone. */
export async function schedule(tasks: readonly Task[], concurrency: number, stopped: () => boolean): Promise<void> {
	const busy = new Set<string>();
	const waiting = new Map<string, Task[]>();
	const freed: Task[] = [];
	let next = 0;

	/** The next task that may start. Tasks whose lane is busy step aside until it is free. */
	const take = (): Task | undefined => {
		if (stopped()) return undefined;
		const ready = freed.shift();
		if (ready) return ready;
		while (next < tasks.length) {
			const task = tasks[next++];
			if (task.lane === undefined) return task;
			if (!busy.has(task.lane)) {
				busy.add(task.lane);
				return task;
			}
			const queue = waiting.get(task.lane);
			if (queue) queue.push(task);
			else waiting.set(task.lane, [task]);
		}
		return undefined;
	};

	/** Hands the lane to the task that waits for it, or frees it. */
	const leave = ({ lane }: Task): void => {
		if (lane === undefined) return;
		const queue = waiting.get(lane);
		const follower = queue?.shift();
		if (queue?.length === 0) waiting.delete(lane);
		if (follower) freed.push(follower);
		else busy.delete(lane);
	};

	const work = async (): Promise<void> => {
		for (let task = take(); task; task = take()) {
			await task.run();
			leave(task);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, tasks.length) }, work));
}
