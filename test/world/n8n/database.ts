/** What all processes of n8n share: the static data of the workflow as one value, executions, and the table of processed data. */

import { ObservableObject } from 'n8n-workflow';
import type { Dice } from '../dice';
import type { Time } from '../time';

export type Json = Record<string, unknown>;
export type Item = { json: Json };

/** What goes wrong around n8n, as probabilities. */
export interface Misfortune {
	/** An execution cannot be created. */
	noExecution: number;
	/** Static data cannot be written. */
	noSave: number;
	/** A credential cannot be read. */
	noCredential: number;
	/** The database takes long for one thing. */
	slow: number;
	/** Another node of the workflow keeps something: the execution writes static data at its end, as it was at its beginning. */
	others: number;
	/** An execution takes up to so many milliseconds. */
	longestMs: number;
}

export interface Execution {
	id: string;
	trigger: string;
	items: Json[];
	/** Milliseconds. */
	at: number;
}

/** What a process does not live to see. */
export class Crash extends Error {}

/** Whoever does something with the database. */
interface Client {
	isAlive: boolean;
	/** Something is waited for: the process may end here. */
	step: () => void;
}

export class Database {
	/** What came out of triggers, by execution: one that runs once more is the same. */
	readonly executions = new Map<string, Execution>();
	/** Executions that have asked the table. */
	readonly reached = new Set<string>();
	/** Executions that had not come past their trigger when their process ended. */
	readonly interrupted: Execution[] = [];
	/** Executions that could not be created, and writes that failed. */
	refused = 0;
	unsaved = 0;
	private text = '{}';
	private created = 0;
	/** Executions that n8n ran once more, because their worker was lost. */
	readonly rerun = new Set<string>();
	private readonly table = new Map<string, string[]>();
	private readonly cursors = new Map<string, string>();

	constructor(
		readonly time: Time,
		private readonly dice: Dice,
		readonly misfortune: Misfortune,
	) {}

	read(): Json {
		return ObservableObject.create(JSON.parse(this.text) as never, undefined, { ignoreEmptyOnFirstChild: true }) as Json;
	}

	/** Static data that is marked as changed. What is given is written as it is at this moment; it is there when the disk is done. */
	async write(staticData: Json, client: Client): Promise<void> {
		if (staticData.__dataChanged !== true) return;
		const text = JSON.stringify(staticData);
		await this.wait(client);
		if (this.dice.is(this.misfortune.noSave)) {
			this.unsaved++;
			return;
		}
		this.text = text;
		staticData.__dataChanged = false;
	}

	/**
	 * Stores a new execution; answers its ID.
	 * @param cursor what is stored in the same transaction
	 */
	async create(client: Client, cursor?: { node: string; data: Json }): Promise<string> {
		await this.wait(client);
		if (this.dice.is(this.misfortune.noExecution)) {
			this.refused++;
			throw new Error('The database is not there');
		}
		if (cursor) this.cursors.set(cursor.node, JSON.stringify(cursor.data));
		return String(++this.created);
	}

	/** The cursor of a poll, where they are durable. */
	cursorOf(node: string): Json | undefined {
		const text = this.cursors.get(node);
		return text === undefined ? undefined : (JSON.parse(text) as Json);
	}

	/** The triggers of which nothing is stored. */
	strangers<N extends { id: string; name: string }>(nodes: readonly N[]): N[] {
		const stored = JSON.parse(this.text) as Json;
		return nodes.filter(({ id, name }) => !this.cursors.has(id) && !Object.keys((stored[`node:${name}`] ?? {}) as Json).length);
	}

	async commit(client: Client, node: string, data: Json): Promise<void> {
		await this.wait(client);
		this.cursors.set(node, JSON.stringify(data));
	}

	/** An execution has begun; what another node of the workflow keeps is written when it ends. Answers what writes it. */
	keepsElsewhere(): (() => void) | undefined {
		if (!this.dice.is(this.misfortune.others)) return undefined;
		const copy = JSON.parse(this.text) as Json;
		return () => {
			const { runs = 0 } = (copy['node:Code'] ?? {}) as { runs?: number };
			this.text = JSON.stringify({ ...copy, 'node:Code': { runs: runs + 1 } });
		};
	}

	/**
	 * An execution that was created did not come to its end: n8n shows it as failed.
	 * @param isStored its cursor was stored with it; otherwise it counts if it had begun
	 */
	isCutOff(id: string, trigger: string, items: Json[], isStored: boolean): void {
		if (!this.executions.has(id) && (isStored || this.reached.has(id))) this.interrupted.push({ id, trigger, items, at: this.time.ms });
	}

	/** An execution has come past its trigger. */
	begun(id: string, trigger: string, items: Json[]): void {
		if (items.length) this.executions.set(id, { id, trigger, items, at: this.time.ms });
	}

	/** n8n's table of processed data: read, and then written, with the newest entries that fit. */
	async processed(client: Client, node: string, values: string[], most: number): Promise<{ new: string[]; processed: string[] }> {
		await this.wait(client);
		const before = this.table.get(node) ?? [];
		const fresh = values.filter((value) => !before.includes(value));
		this.table.set(node, [...before, ...fresh].slice(-most));
		return { new: fresh, processed: values.filter((value) => before.includes(value)) };
	}

	/** Something is done with the database. @throws Crash when the process has ended meanwhile */
	async wait(client: Client): Promise<void> {
		client.step();
		if (!client.isAlive) throw new Crash();
		await this.time.sleep(this.dice.is(this.misfortune.slow) ? this.dice.whole(1000, 20_000) : this.dice.whole(1, 40));
		client.step();
		if (!client.isAlive) throw new Crash();
	}
}
