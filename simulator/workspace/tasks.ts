/** Work that is accepted now and done a while later; `GET /jobs/status/{id}` tells how it stands. */
import { notFound } from '../manners/errors';
import type { Workspace } from './index';

interface Task {
	id: string;
	/** What comes out: `ticket` ... */
	resource_type: string;
	/** Path of what comes out, without its id. */
	path: string;
	dueAt: number;
	/** Gives the id of what was made; throwing is failure. */
	act: () => string;
	status: 'pending' | 'success' | 'failed';
	resource_id: string | null;
}

export class TaskBook {
	private readonly byId = new Map<string, Task>();

	constructor(private readonly workspace: Workspace) {}

	/** @throws 404 `job_not_found` */
	need(id: string): Task {
		const task = this.byId.get(id);
		if (!task) throw notFound('Job Not Found', 'job_not_found');
		return task;
	}

	accept(resource: { type: string; path: string }, act: () => string): Task {
		const { clock, settings, ids } = this.workspace;
		const task: Task = {
			id: ids.digits(),
			resource_type: resource.type,
			path: resource.path,
			dueAt: clock.ms() + settings.bulkJobMs,
			act,
			status: 'pending',
			resource_id: null,
		};
		this.byId.set(task.id, task);
		return task;
	}

	/** Carries out what is due. */
	settle(): void {
		for (const task of this.byId.values()) {
			if (task.status !== 'pending' || task.dueAt > this.workspace.clock.ms()) continue;
			try {
				task.resource_id = task.act();
				task.status = 'success';
			} catch {
				task.status = 'failed';
			}
			this.workspace.happened('job.completed', () => this.view(task, 'https://api.intercom.io'));
		}
	}

	/** @param origin base address for the urls */
	view(task: Task, origin: string) {
		const { id, status, resource_type, resource_id, path } = task;
		return {
			type: 'job',
			id,
			status,
			url: `${origin}/jobs/status/${id}`,
			resource_type,
			resource_id,
			resource_url: resource_id === null ? null : `${origin}${path}/${resource_id}`,
		};
	}

	clear(): void {
		this.byId.clear();
	}
}
