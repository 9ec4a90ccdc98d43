import type { IDataObject, Workflow } from 'n8n-workflow';

/**
 * The static data of one workflow as n8n's database holds it: one value, read and written as a whole. What several
 * copies of it are worth depends on who saves last, as in n8n.
 */
export class StaticDatabase {
	private text: string;
	/** How often n8n has written it, and how many characters each time. */
	readonly writes: number[] = [];

	/** Node -> its durable cursor: a table of its own, which the static data of the workflow knows nothing of. */
	private readonly cursors = new Map<string, string>();

	constructor(staticData: IDataObject = {}) {
		this.text = JSON.stringify(staticData);
	}

	/** A copy, as every request and every activation gets one. */
	read(): IDataObject {
		return JSON.parse(this.text) as IDataObject;
	}

	/** @param initial what the node had in the static data before there was a cursor */
	cursor(node: string, initial: IDataObject): IDataObject {
		const text = this.cursors.get(node) ?? JSON.stringify(initial);
		this.cursors.set(node, text);
		return JSON.parse(text) as IDataObject;
	}

	advance(node: string, cursor: IDataObject): void {
		const text = JSON.stringify(cursor);
		// n8n compares the copies
		if (text === this.cursors.get(node)) return;
		this.cursors.set(node, text);
		this.writes.push(text.length);
	}

	get isEmpty(): boolean {
		return this.text === '{}';
	}

	/** What n8n does with a workflow whose static data is marked as changed; with another one, nothing. `until`: when the database is done. */
	async save({ staticData }: Workflow, until?: Promise<unknown>): Promise<void> {
		if (staticData.__dataChanged !== true) return;
		const text = JSON.stringify(staticData);
		if (until) await until;
		this.text = text;
		this.writes.push(text.length);
		staticData.__dataChanged = false;
	}
}
