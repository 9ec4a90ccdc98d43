/**
 * n8n around the triggers, as its 2.41 does it. One workflow with several triggers; a database that holds its static data
 * as one value; a main process that polls, and processes that take webhooks.
 *
 * - A workflow that polls stays in the main's memory. When a poll has found something, n8n writes the static data and, side by
 *   side with that, creates the execution, whose first step is the trigger's `execute`. A poll without a result writes nothing.
 * - Every webhook reads the workflow, with its static data, anew. When the node has answered, the execution is created, then
 *   static data that is marked as changed is written, then the sender gets its answer. The execution runs in the same process or,
 *   in queue mode, in a worker.
 * - The table of processed data has a row for each ID of a node. Reading and writing are two steps; a row that is there cannot
 *   be made once more.
 */

import { EventEmitter } from '../../scripts/machine.js';
import { ObservableObject } from 'n8n-workflow';
import type { Dice } from './dice';
import type { Intercom } from './intercom';
import { Program } from './program';
import type { Time } from './time';

type Json = Record<string, unknown>;

export interface TriggerNode {
	id: string;
	name: string;
	type: 'IntercomPollingTrigger' | 'IntercomTrigger';
	typeVersion: number;
	parameters: Json;
}

/** What goes wrong around n8n, as probabilities. */
export interface Misfortune {
	/** An execution cannot be created. */
	noExecution: number;
	/** The database takes long for one thing. */
	slow: number;
}

export interface Execution {
	trigger: string;
	items: Json[];
	at: number;
}

class Crash extends Error {}

type Item = { json: Json };
interface Context extends Json {
	__emit: (items: Item[][], response?: unknown, done?: Done) => void;
}
interface Done {
	resolve: (run: undefined) => void;
	reject: (error: Error) => void;
}

/** A promise with its ends, as n8n gives them to nodes. */
function createDeferredPromise(): Done & { promise: Promise<undefined> } {
	let ends: Done = { resolve: () => {}, reject: () => {} };
	const promise = new Promise<undefined>((resolve, reject) => (ends = { resolve, reject }));
	return { promise, ...ends };
}

/** `options.maxItems` */
const parameter = ({ parameters }: TriggerNode, name: string): unknown => name.split('.').reduce<unknown>((place, part) => (place as Json | undefined)?.[part], parameters);

/** What all processes share. */
export class Database {
	readonly executions: Execution[] = [];
	private text = '{}';
	/** Executions that could not be created. */
	refused = 0;
	/** Executions that were under way when their process ended. */
	readonly interrupted: Execution[] = [];
	private created = 0;
	private readonly table = new Map<string, string[]>();

	constructor(
		readonly time: Time,
		private readonly dice: Dice,
		private readonly misfortune: Misfortune,
	) {}

	read(): Json {
		return ObservableObject.create(JSON.parse(this.text), undefined, { ignoreEmptyOnFirstChild: true }) as Json;
	}

	/** What is given is written as it is at this moment; it is there when the disk is done. */
	async write(staticData: Json, process: Process): Promise<void> {
		if (staticData.__dataChanged !== true) return;
		const text = JSON.stringify(staticData);
		await this.wait();
		if (!process.isAlive) return;
		this.text = text;
		staticData.__dataChanged = false;
	}

	/** Stores a new execution; answers its ID. */
	async create(process: Process): Promise<string> {
		await this.wait();
		if (!process.isAlive) throw new Crash();
		if (this.dice.is(this.misfortune.noExecution)) {
			this.refused++;
			throw new Error('The database is not there');
		}
		return String(++this.created);
	}

	/** An execution has come past its trigger. */
	begun(trigger: string, items: Json[]): void {
		if (items.length) this.executions.push({ trigger, items, at: this.time.ms });
	}

	/** n8n's table of processed data: a row is read, and then made, or written with the newest entries that fit. */
	async processed(row: string, values: string[], most: number): Promise<{ new: string[]; processed: string[] }> {
		await this.wait();
		const before = this.table.get(row);
		const [old, fresh] = [values.filter((value) => before?.includes(value)), values.filter((value) => !before?.includes(value))];
		await this.wait();
		if (!before && this.table.has(row)) throw new Error('The row is there already');
		if (!before || this.table.has(row)) this.table.set(row, [...(before ?? []), ...fresh].slice(-most));
		return { new: fresh, processed: old };
	}

	async unprocess(row: string, values: string[]): Promise<void> {
		await this.wait();
		const before = this.table.get(row);
		await this.wait();
		if (before && this.table.has(row)) this.table.set(row, before.filter((value) => !values.includes(value)));
	}

	async clear(row: string): Promise<void> {
		await this.wait();
		this.table.delete(row);
	}

	async wait(): Promise<void> {
		await this.time.sleep(this.dice.is(this.misfortune.slow) ? this.dice.whole(1000, 20_000) : this.dice.whole(1, 40));
	}
}

/** One process of n8n. */
export class Process {
	isAlive = true;
	readonly program: Program;
	private workflow?: Json;

	constructor(
		private readonly time: Time,
		private readonly database: Database,
		private readonly intercom: Intercom,
		private readonly nodes: TriggerNode[],
		private readonly log: string[],
	) {
		this.program = new Program(time, () => this.isAlive);
	}

	kill(): void {
		this.isAlive = false;
	}

	/** Switches the workflow on: every poller polls once, then the static data is written. */
	async activate(): Promise<void> {
		this.workflow = this.database.read();
		for (const node of this.nodes.filter(({ type }) => type === 'IntercomPollingTrigger')) await this.poll(node);
		await this.database.write(this.workflow, this);
	}

	/** One tick of the schedule. */
	async poll(node: TriggerNode): Promise<void> {
		const workflow = this.workflow;
		if (!workflow || !this.isAlive) return;
		const context = this.context(node, workflow, 'trigger', {});
		const began = this.time.ms;
		let answer: Item[][] | null;
		try {
			answer = (await this.program.node(node.type).poll.call(context)) as typeof answer;
		} catch (error) {
			this.log.push(`poll of ${node.name} failed: ${(error as Error).message}`);
			return;
		}
		this.log.push(`poll of ${node.name} at ${began / 1000} took ${this.time.ms - began} ms: ${answer ? answer[0].length : 'nothing'}`);
		if (answer && this.isAlive) context.__emit(answer);
	}

	/** Creates an execution and takes it past its trigger. `done` hears how it ended, or that there is none. */
	private async execute(node: TriggerNode, items: Item[], done: Done | undefined): Promise<void> {
		try {
			const id = await this.database.create(this);
			await this.run(node, id, items, 'trigger');
			if (this.isAlive) done?.resolve(undefined);
		} catch (error) {
			if (error instanceof Crash || !this.isAlive) return;
			this.log.push(`no execution: ${(error as Error).message}`);
			done?.reject(error as Error);
		}
	}

	/** Takes an execution past its trigger. */
	async run(trigger: TriggerNode, id: string, items: Item[], mode: string): Promise<void> {
		const { database, program, log } = this;
		const node = { ...trigger };
		const recorded = (): void => {
			// the execution was under way when its process ended: n8n shows it as failed, with these items
			if (!this.isAlive) database.interrupted.push({ trigger: node.name, items: items.map(({ json }) => json), at: this.time.ms });
		};
		await database.wait();
		// a poll must hand out again what did not begin; a webhook was answered
		if (mode === 'webhook') recorded();
		if (!this.isAlive) return;
		const { execute } = program.node(node.type);
		const row = (): string => `n:${node.id}`;
		const workflow = database.read();
		const host = {
			getInputData: () => items,
			getMode: () => mode,
			getExecutionId: () => id,
			getExecuteData: () => ({ node }),
			getNode: () => ({ ...node }),
			getWorkflow: () => ({ id: 'workflow', name: 'World', active: true }),
			getNodeParameter: (name: string, _item: number, fallback?: unknown) => parameter(node, name) ?? fallback,
			getWorkflowStaticData: (of: string) => workflow[of === 'node' ? `node:${node.name}` : of] ?? {},
			logger: { warn: (text: string) => log.push(text) },
			helpers: {
				checkProcessedAndRecord: async (values: string[], _scope: string, { maxEntries }: { maxEntries: number }) => await program.unlessDead(database.processed(row(), values, maxEntries).finally(recorded)),
				removeProcessed: async (values: string[]) => await program.unlessDead(database.unprocess(row(), values)),
				clearAllProcessedItems: async () => await program.unlessDead(database.clear(row())),
			},
		};
		const output = execute ? ((await execute.call(host)) as Item[][]) : [items];
		if (this.isAlive) database.begun(node.name, output[0].map(({ json }) => json));
	}

	/** One request to the address of a trigger; `worker` runs what it starts. Resolves to the status that was sent, 0 where the sender has hung up before. */
	async webhook(node: TriggerNode, body: string, headers: Json, patienceMs: number, worker: Process): Promise<number> {
		const response = new Response();
		const answered = new Promise<number>((resolve) => {
			response.once('finish', () => resolve(response.statusCode));
			this.time.in(patienceMs, () => {
				response.hangUp();
				resolve(0);
			});
		});
		void this.serve(node, body, headers, response, worker);
		return await answered;
	}

	private async serve(node: TriggerNode, body: string, headers: Json, response: Response, worker: Process): Promise<void> {
		await this.database.wait();
		if (!this.isAlive) return;
		const workflow = this.database.read();
		const isEmpty = Object.keys(workflow).length === 0;
		const request = { rawBody: Buffer.from(body), headers, body: JSON.parse(body) as unknown };
		try {
			const result = (await this.program.node(node.type).webhook.call(this.context(node, workflow, 'webhook', { request, response, headers }))) as { workflowData?: Item[][]; noWebhookResponse?: boolean };
			if (!this.isAlive) return;
			if (result.workflowData) {
				// n8n makes a second workflow over the same data, which takes the mark of a change away
				if (!isEmpty) workflow.__dataChanged = false;
				const id = await this.database.create(this);
				void worker.run(node, id, result.workflowData[0], 'webhook');
			}
			if (!this.isAlive) return;
			await this.database.write(workflow, this);
			if (this.isAlive && !result.noWebhookResponse) response.status(200).send();
		} catch (error) {
			if (error instanceof Crash || !this.isAlive) return;
			this.log.push(`webhook of ${node.name}: ${(error as Error).message}`);
			response.status(500).send();
		}
	}

	/** What n8n gives to a node of ours. */
	private context(node: TriggerNode, workflow: Json, mode: string, { request, response, headers }: { request?: unknown; response?: Response; headers?: Json }): Context {
		const key = `node:${node.name}`;
		const { intercom, time, program } = this;
		const ask = async (options: { method: string; url: string; qs?: Json; body?: unknown }): Promise<unknown> => {
			await time.sleep(intercom.ways.answerMs);
			const answer = intercom.answer(options.method, options.url, options.qs ?? {}, typeof options.body === 'string' ? JSON.parse(options.body) : options.body);
			if (!answer) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
			return answer;
		};
		return {
			// n8n 2.41 does both side by side, and tells a promise how the execution ended
			__emit: (items, _response, done) => {
				void this.database.write(workflow, this);
				void this.execute(node, items[0], done);
			},
			__commitCursor: () => {},
			workflow: { staticData: workflow },
			getMode: () => mode,
			getActivationMode: () => 'activate',
			getNode: () => ({ ...node, position: [0, 0], typeVersion: node.typeVersion }),
			getWorkflow: () => ({ id: 'workflow', name: 'World', active: true }),
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, fallback?: unknown) => parameter(node, name) ?? fallback,
			getCredentials: async () => await program.unlessDead(Promise.resolve({ accessToken: 'token', region: 'us', clientSecret: SECRET })),
			getWorkflowStaticData: () => {
				if (!workflow[key]) workflow[key] = ObservableObject.create({}, workflow as never);
				return workflow[key];
			},
			getWebhookName: () => 'default',
			getRequestObject: () => request,
			getResponseObject: () => response,
			getHeaderData: () => headers,
			getBodyData: () => (request as { body?: unknown } | undefined)?.body,
			logger: { warn: (text: string) => this.log.push(text), error: () => {}, info: () => {}, debug: () => {} },
			helpers: {
				createDeferredPromise,
				httpRequest: async (options: never) => await program.unlessDead(ask(options)),
				httpRequestWithAuthentication: async (_type: string, options: never) => await program.unlessDead(ask(options)),
			},
		};
	}
}

export const SECRET = 'a client secret';

/** As much of an answer as n8n and nodes touch. Whoever has hung up hears nothing: `close` comes, `finish` never. */
class Response extends EventEmitter {
	statusCode = 200;
	writableEnded = false;
	writableFinished = false;
	destroyed = false;
	headersSent = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}
	type(): this {
		return this;
	}
	set(): this {
		return this;
	}
	send(): this {
		return this.end();
	}
	json(): this {
		return this.end();
	}
	end(): this {
		if (this.writableEnded) return this;
		this.writableEnded = true;
		if (this.destroyed) return this;
		this.headersSent = true;
		this.writableFinished = true;
		this.emit('finish');
		this.emit('close');
		return this;
	}
	hangUp(): void {
		if (this.writableEnded || this.destroyed) return;
		this.destroyed = true;
		this.emit('close');
	}
}
