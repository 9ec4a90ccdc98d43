/** The example itself: its rows, its workflow, one run of it, and what came out. */
import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import type { Host, Progress, WorkflowJson } from '../host';
import { fs, path, root } from '../machine.js';

export const files = { rows: 'examples/data/crm-contacts.csv', workflow: 'examples/crm-sync.json', failures: 'out/crm-sync-failures.csv' };

/** A row of the CSV file, its columns as text, and where it stands. */
export type Row = IDataObject & { line: number; external_id: string };

/** A row that failed at one step of the workflow. */
export interface Failure {
	line: number;
	external_id: string;
	step: string;
	error: string;
	message: string;
}

export interface SyncResult {
	created: number;
	updated: number;
	attached: number;
	tagged: number;
	untagged: number;
	failures: Failure[];
	ms: number;
	/** What broke the workflow, if anything did. */
	broken: string | undefined;
}

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

export function readRows(limit?: number): Row[] {
	const rows = parse(read(files.rows), { columns: true, info: true }) as unknown as Array<{ record: IDataObject; info: { lines: number } }>;
	return rows.slice(0, limit).map(({ record, info }) => ({ line: info.lines, ...record }) as Row);
}

export const readWorkflow = (): WorkflowJson => JSON.parse(read(files.workflow)) as WorkflowJson;

/** An attribute of contacts that the workflow writes and that a workspace therefore needs. */
export interface NeededAttribute {
	name: string;
	data_type: 'string' | 'float' | 'boolean';
}

export function neededAttributes({ nodes }: WorkflowJson): NeededAttribute[] {
	const types: Record<string, NeededAttribute['data_type']> = { number: 'float', boolean: 'boolean' };
	const schemas = nodes.flatMap(
		({ parameters }) => (parameters?.customAttributes as { schema?: Array<{ id: string; type: string }> } | undefined)?.schema ?? [],
	);
	return schemas.map(({ id, type }) => ({ name: id, data_type: types[type] ?? 'string' }));
}

export interface SyncOptions {
	/** Of the type `intercomAccessTokenApi`. */
	credential: IDataObject;
	rows: Row[];
	onProgress?: (progress: Progress) => void;
	signal?: AbortSignal;
}

export async function sync(host: Host, { credential, rows, ...watching }: SyncOptions): Promise<SyncResult> {
	const begin = Date.now();
	const { status, error, runData, itemsOf } = await host.runWorkflow({
		workflow: readWorkflow(),
		startItems: rows,
		credentials: { intercomAccessTokenApi: credential },
		...watching,
	});
	// a node that broke off hands on what it was given, in n8n as well; that is no result of its
	const done = (node: string) => (runData[node]?.some((task) => task.error) ? [] : itemsOf(node));
	const outcomes = done('Create or Update Contact').map(({ json }) => json.outcome);
	const created = outcomes.filter((outcome) => outcome === 'created').length;
	return {
		created,
		updated: outcomes.length - created,
		attached: done('Add to Company').length,
		tagged: done('Add Plan Tag').length,
		untagged: done('Remove Old Plan Tag').length,
		failures: itemsOf('Failures')
			.map(({ json }) => json as unknown as Failure)
			.sort((a, b) => a.line - b.line),
		ms: Date.now() - begin,
		broken: status === 'success' ? undefined : error ? [error.message, error.description].filter(Boolean).join('\n') : `it was ${status}`,
	};
}
