/** Product catalogs: uploaded whole, or in parts that are put together when the upload is finished. */
import { badRequest, conflict, notFound, unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';

export interface Product extends Record<string, unknown> {
	id: string;
	title: string;
	url: string;
}

interface ImportJob {
	id: string;
	connector: string;
	/** By part number; the same number again replaces. */
	parts: Map<number, Product[]>;
	finished: boolean;
}

export class CatalogBook {
	/** The shops; `12` is there from the first day. */
	readonly connectors = new Set<string>();
	/** What a shop sells, by its connector. */
	readonly products = new Map<string, Product[]>();
	private readonly jobs = new Map<string, ImportJob>();

	constructor(private readonly workspace: Workspace) {}

	/** @throws 404 */
	needConnector(id: string): string {
		if (!this.connectors.has(id)) throw notFound('Ecommerce connector not found');
		return id;
	}

	/** All at once. */
	upload(connector: string, catalog: string): ImportJob {
		const job = this.open(connector);
		job.parts.set(1, read(catalog));
		return this.finish(job);
	}

	/** @returns the job, and the number the next part has. @throws 400, 409, 422 */
	uploadPart(connector: string, catalog: string, id: string | undefined, number: number | undefined): { job: ImportJob; next: number } {
		if (id === undefined && number !== undefined && number !== 1)
			throw badRequest('bad_request', 'import_job_id is required for part_number 2 and more');
		const job = id === undefined ? this.open(connector) : this.need(connector, id);
		if (job.finished) throw conflict('The import job is finished');
		const at = number ?? 1;
		if (at > job.parts.size + 1) throw badRequest('bad_request', `part_number must be ${job.parts.size + 1} or less`);
		job.parts.set(at, read(catalog));
		return { job, next: at + 1 };
	}

	/** @throws 409, 422 */
	finish(job: ImportJob): ImportJob {
		if (job.finished) throw conflict('The import job is finished');
		if (job.parts.size === 0) throw unprocessable('unprocessable_entity', 'The import job has no parts');
		job.finished = true;
		this.products.set(
			job.connector,
			[...job.parts.entries()].sort(([a], [b]) => a - b).flatMap(([, products]) => products),
		);
		return job;
	}

	/** @throws 404 */
	need(connector: string, id: string): ImportJob {
		const job = this.jobs.get(id);
		if (!job || job.connector !== connector) throw notFound('Import job not found');
		return job;
	}

	/** Jobs that were begun. */
	all(): ImportJob[] {
		return [...this.jobs.values()];
	}

	clear(): void {
		this.connectors.clear();
		this.connectors.add('12');
		this.products.clear();
		this.jobs.clear();
	}

	private open(connector: string): ImportJob {
		const job: ImportJob = { id: `import_${this.workspace.ids.digits()}`, connector, parts: new Map(), finished: false };
		this.jobs.set(job.id, job);
		return job;
	}
}

/** @throws 422 for anything but a list of products */
function read(catalog: string): Product[] {
	const products = parse(catalog);
	if (!Array.isArray(products)) throw unprocessable('unprocessable_entity', 'The catalog must be a JSON array');
	const wrong = products.findIndex((product) => !['id', 'title', 'url'].every((name) => typeof (product as Product)?.[name] === 'string'));
	if (wrong >= 0) throw unprocessable('unprocessable_entity', `Product ${wrong} needs id, title and url`);
	return products as Product[];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw unprocessable('unprocessable_entity', 'The catalog is not valid JSON');
	}
}
