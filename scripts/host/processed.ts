import type { INode } from 'n8n-workflow';

import { wait } from '../machine.js';

interface Output {
	new: string[];
	processed: string[];
}

/**
 * n8n's table of processed data, as its 2.41 uses it for lists of entries: a row per workflow and node. Reading and writing are two
 * steps; a row that is there already cannot be made, and what is written is the whole row.
 */
export class ProcessedTable {
	private readonly rows = new Map<string, string[]>();
	/** How often it was read or written. */
	asked = 0;
	private failing = 0;

	get size(): number {
		return this.rows.size;
	}

	/** So many of the next things asked of it fail, as with a database that is away. */
	fail(count: number): void {
		this.failing = count;
	}

	/** Takes away the rows whose name ends like this: what was not written yet when a process was killed. */
	remove(ending: string): void {
		for (const key of [...this.rows.keys()].filter((name) => name.endsWith(ending))) this.rows.delete(key);
	}

	/** What the context of an execution offers. The name of the row is made at once, the rest waits for the database. */
	helpersFor(workflowId: string | undefined, node: INode) {
		const key = () => `${workflowId} n:${node.id}`;
		return {
			checkProcessedAndRecord: async (
				entries: unknown[],
				_scope: unknown,
				{ maxEntries = Infinity }: { maxEntries?: number },
			): Promise<Output> => await this.check(key(), entries.map(String), maxEntries),
			removeProcessed: async (entries: unknown[]): Promise<void> => await this.take(key(), entries.map(String)),
			getProcessedDataCount: async (): Promise<number> => {
				const row = key();
				await this.wait();
				return this.rows.get(row)?.length ?? 0;
			},
			clearAllProcessedItems: async (): Promise<void> => {
				const row = key();
				await this.wait();
				this.rows.delete(row);
			},
		};
	}

	private async check(key: string, entries: string[], most: number): Promise<Output> {
		await this.wait();
		const found = this.rows.get(key)?.slice();
		const old = entries.filter((entry) => found?.includes(entry));
		const fresh = entries.filter((entry) => !old.includes(entry));
		await this.wait();
		if (!found && this.rows.has(key)) throw new Error('duplicate key value violates unique constraint "PK_processed_data"');
		// an update of a row that was deleted meanwhile changes nothing
		if (!found || this.rows.has(key)) this.rows.set(key, [...(found ?? []), ...fresh].slice(-most));
		return { new: fresh, processed: old };
	}

	private async take(key: string, entries: string[]): Promise<void> {
		await this.wait();
		const found = this.rows.get(key)?.slice();
		await this.wait();
		if (found && this.rows.has(key))
			this.rows.set(
				key,
				found.filter((entry) => !entries.includes(entry)),
			);
	}

	private async wait(): Promise<void> {
		this.asked++;
		await wait(0);
		if (this.failing > 0) {
			this.failing--;
			throw new Error('Connection terminated');
		}
	}
}
