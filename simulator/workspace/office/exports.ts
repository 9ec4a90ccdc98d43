/** Exports: jobs that make a file a while after they were started. Files are written while they are read, at any size. */
import { invalid, notFound, Refusal } from '../../manners/errors';
import type { Workspace } from '../index';

export type ExportKind = 'content' | 'reporting';

export interface Export {
	id: string;
	kind: ExportKind;
	/** Milliseconds by the simulator's clock. */
	dueAt: number;
	/** Without an outcome it is under way. */
	outcome: 'completed' | 'failed' | 'no_data' | 'canceled' | null;
	/** Names of the columns. */
	columns: string[];
	/** Bytes of the file before it is compressed, roughly. */
	bytes: number;
	/** Unix seconds. */
	expiresAt: number;
}

/** How many may be under way. */
const MOST: Record<ExportKind, { count: number; name: string }> = {
	content: { count: 1, name: 'message data export' },
	reporting: { count: 5, name: 'reporting dataset export' },
};
const TWO_DAYS = 2 * 24 * 3600;
const STARTS_AFTER = 0.3;

/** What can be exported as a report: dataset -> columns by their own name. */
export const DATASETS: Record<
	string,
	{ name: string; description: string; time: string; prefix: string; columns: Record<string, string> }
> = {
	conversation: {
		name: 'Conversation',
		description: 'One row for each conversation.',
		time: 'conversation_started_at',
		prefix: 'conversation',
		columns: {
			conversation_id: 'Conversation ID',
			conversation_started_at: 'Conversation started at',
			state: 'State',
			Brand: 'Brand',
			first_response_seconds: 'First response (seconds)',
		},
	},
	ticket: {
		name: 'Ticket',
		description: 'One row for each ticket.',
		time: 'ticket_created_at',
		prefix: 'ticket',
		columns: { ticket_id: 'Ticket ID', ticket_created_at: 'Ticket created at', state: 'State', Brand: 'Brand' },
	},
};

export class ExportBook {
	private readonly byId = new Map<string, Export>();

	constructor(private readonly workspace: Workspace) {}

	/** @throws 404 */
	need(kind: ExportKind, id: string): Export {
		const job = this.byId.get(id);
		if (!job || job.kind !== kind) throw notFound(`Export job not found for identifier: ${id}`);
		return job;
	}

	/** @throws 429 while as many as allowed are under way */
	start(kind: ExportKind, columns: string[]): Export {
		const { clock, settings, ids } = this.workspace;
		const { count, name } = MOST[kind];
		const pending = [...this.byId.values()].filter((job) => job.kind === kind && job.outcome === null).length;
		if (pending >= count)
			throw new Refusal(429, [{ code: 'rate_limit_exceeded', message: `Exceeded rate limit of ${count} pending ${name} jobs` }]);
		const job: Export = {
			id: `export${ids.digits()}`,
			kind,
			dueAt: clock.ms() + settings.exportMs,
			outcome: null,
			columns,
			bytes: settings.exportBytes,
			expiresAt: 0,
		};
		this.byId.set(job.id, job);
		return job;
	}

	/** @throws 400 for one that is over */
	cancel(job: Export): void {
		if (job.outcome !== null) throw invalid(`The export is ${job.outcome} and cannot be cancelled`);
		job.outcome = 'canceled';
	}

	/** @throws 404 without a file, or two days later */
	file(job: Export): Export {
		if (job.outcome !== 'completed' || job.expiresAt < this.workspace.clock.seconds()) throw notFound(`No file for export job ${job.id}`);
		return job;
	}

	settle(): void {
		const { clock, settings } = this.workspace;
		for (const job of this.byId.values()) {
			if (job.outcome !== null || job.dueAt > clock.ms()) continue;
			job.outcome = job.bytes === 0 ? 'no_data' : settings.exportOutcome;
			job.expiresAt = Math.floor(job.dueAt / 1000) + TWO_DAYS;
		}
	}

	/** @param download where its file is */
	view(job: Export, download: string) {
		const { clock, settings } = this.workspace;
		const started = job.dueAt - clock.ms() < settings.exportMs * (1 - STARTS_AFTER);
		const status = job.outcome ?? (started ? 'in_progress' : 'pending');
		const done = job.outcome === 'completed';
		// reports are "complete" where message data is "completed"
		return {
			job_identifier: job.id,
			status: done && job.kind === 'reporting' ? 'complete' : status,
			download_url: done ? download : '',
			download_expires_at: done ? String(job.expiresAt) : '',
		};
	}

	clear(): void {
		this.byId.clear();
	}
}

/** How much is made at a time. */
const PIECE = 64 * 1024;

/** The rows of an export as CSV, made while they are read. */
export async function* csv({ columns, bytes }: Pick<Export, 'columns' | 'bytes'>): AsyncGenerator<Uint8Array> {
	let piece = `${columns.join(',')}\r\n`;
	let written = 0;
	for (let row = 1; written + piece.length < bytes; row++) {
		piece += `${columns.map((column, index) => `${column}-${row * (index + 1)}`).join(',')}\r\n`;
		if (piece.length < PIECE) continue;
		yield new TextEncoder().encode(piece);
		written += piece.length;
		piece = '';
	}
	if (piece) yield new TextEncoder().encode(piece);
}
