/** Bulk jobs: tasks that run a while after they were accepted, seen by whoever asks next. */
import type { Clock } from '../clock';
import { forbidden, notFound } from '../manners/errors';
import type { Settings } from '../settings';
import type { Model } from './types';

interface Task {
	id: string;
	item_count: number;
	created_at: number;
	/** Milliseconds when it starts and when it is done. */
	startsAt: number;
	dueAt: number;
	/** One function per item; one that throws is a rejected item. */
	items: Array<() => void>;
	outcome: 'completed' | 'completed_with_errors' | null;
}

interface Job {
	id: string;
	model: Model;
	created_at: number;
	tasks: Task[];
}

export class JobBook {
	private readonly jobs = new Map<string, Job>();
	private tasks = 0;

	constructor(private readonly house: { clock: Clock; settings: Settings }) {}

	/** @throws 404 `job_not_found` */
	need(model: Model, id: string): Job {
		const job = this.jobs.get(id);
		if (!job || job.model !== model) throw notFound(`job ${id} not found`, 'job_not_found');
		return job;
	}

	/** Accepts work for a new job, or for one that still runs. @throws 403 for a finished one, 404 for an unknown one */
	accept(model: Model, items: Array<() => void>, append?: string): Job {
		const { clock, settings } = this.house;
		const job = append === undefined ? this.open(model) : this.need(model, append);
		if (append !== undefined && job.tasks.every((task) => task.outcome !== null))
			throw forbidden(`job ${append} is closed for new task updates`);
		const now = clock.ms();
		job.tasks.push({
			id: `task_v2_${++this.tasks}`,
			item_count: items.length,
			created_at: clock.seconds(),
			startsAt: now + settings.bulkJobMs / 2,
			dueAt: now + settings.bulkJobMs,
			items,
			outcome: null,
		});
		return job;
	}

	/** Carries out what is due. Called before every request and whenever the clock is pushed. */
	settle(): void {
		for (const job of this.jobs.values()) {
			for (const task of job.tasks) {
				if (task.outcome !== null || task.dueAt > this.house.clock.ms()) continue;
				const rejected = task.items.filter((item) => !succeeds(item)).length;
				task.outcome = rejected === 0 ? 'completed' : 'completed_with_errors';
				task.items = [];
			}
		}
	}

	/** The job as the API tells it. @param origin base address for its `url` */
	view(job: Job, origin: string) {
		const now = this.house.clock.ms();
		const plural = job.model === 'contact' ? 'contacts' : 'companies';
		const done = job.tasks.every((task) => task.outcome !== null);
		const failed = job.tasks.some((task) => task.outcome === 'completed_with_errors');
		const started = job.tasks.some((task) => task.startsAt <= now);
		const last = Math.max(...job.tasks.map((task) => (task.outcome !== null ? seconds(task.dueAt) : task.created_at)));
		return {
			id: job.id,
			type: `${plural}.bulk.job`,
			state: done ? (failed ? 'completed_with_errors' : 'completed') : started ? 'running' : 'pending',
			created_at: job.created_at,
			updated_at: last,
			completed_at: done ? last : null,
			tasks: job.tasks.map((task) => ({
				id: task.id,
				item_count: task.item_count,
				state: task.outcome ?? (task.startsAt <= now ? 'running' : 'pending'),
				created_at: task.created_at,
				started_at: task.startsAt <= now ? seconds(task.startsAt) : null,
				completed_at: task.outcome !== null ? seconds(task.dueAt) : null,
			})),
			url: `${origin}/${plural}/bulk/${job.id}`,
		};
	}

	clear(): void {
		this.jobs.clear();
		this.tasks = 0;
	}

	private open(model: Model): Job {
		const job: Job = { id: `job_v2_${this.jobs.size + 1}`, model, created_at: this.house.clock.seconds(), tasks: [] };
		this.jobs.set(job.id, job);
		return job;
	}
}

const seconds = (ms: number) => Math.floor(ms / 1000);

function succeeds(item: () => void): boolean {
	try {
		item();
		return true;
	} catch {
		return false;
	}
}
