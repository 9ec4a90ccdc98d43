/**
 * One process of n8n around the triggers, as its 2.41 does it.
 *
 * - A workflow that polls stays in the main's memory until it is saved. When a poll has found something, n8n writes the static
 *   data and, side by side with that, creates the execution, whose first step is the trigger's `execute`. A poll without a
 *   result writes nothing. With durable cursors, every poll gets a copy of the node's data, stored with the execution.
 * - Every webhook reads the workflow, with its static data, anew. When the node has answered, the execution is created, then
 *   static data that is marked as changed is written, then the sender gets its answer.
 * - In queue mode executions run in workers. The main hears of one only when it has ended.
 */

import type { Intercom } from '../intercom';
import { Program } from '../program';
import type { Time } from '../time';
import { type Done, executeContext, pollContext, SECRETS, type TriggerNode, webhookContext } from './context';
import { Crash, type Database, type Item, type Json } from './database';
import { Response } from './response';

export interface Setup {
	/** Executions run in workers. */
	isQueue: boolean;
	/** Cursors of polls are stored together with executions. */
	isDurable: boolean;
	/** n8n says how an execution ended, and that it could not be created. */
	tells: boolean;
	/** There is a table of processed data. */
	hasTable: boolean;
}

export interface World {
	time: Time;
	database: Database;
	nodes: TriggerNode[];
	setup: Setup;
	log: string[];
	/** The workspace that the credential points to at the moment. */
	intercom: () => Intercom;
	/** From when on every trigger watches that had nothing stored when a process began: n8n could not store that it watches. Milliseconds. */
	beginnings: Map<string, number[]>;
	/** Whom a job of the queue goes to. */
	worker: () => Process | undefined;
	pause: (from: number, to: number) => Promise<void>;
	is: (probability: number) => boolean;
}

/** A poll that was done. */
export interface Polled {
	node: string;
	/** At the activation of the workflow, which asks whose workspace it is and what time. */
	isFirst: boolean;
	began: number;
	ended: number;
	requests: number;
	items: number;
	error?: string;
}

/** A copy of the data of a node that a poll works on, and what it was when n8n last looked. */
interface Cursor {
	seed: string;
	staged: Json;
}

class Stalled extends Error {
	override message = 'job stalled more than allowable limit';
}

/** What is to be stored of it, if anything has changed. */
function takenFrom(cursor: Cursor): Json | undefined {
	const text = JSON.stringify(cursor.staged);
	if (text === cursor.seed) return undefined;
	cursor.seed = text;
	return JSON.parse(text) as Json;
}

export class Process {
	isAlive = true;
	readonly program: Program;
	/** Every poll so far. */
	readonly polls: Polled[] = [];
	/** Requests of webhooks that were not answered when the process ended. */
	readonly open = new Set<string>();
	/** Ends the process after so many awaits. */
	diesAfter = Infinity;
	private workflow?: Json;
	/** Of each node. */
	private readonly requests = new Map<string, number>();

	constructor(
		readonly world: World,
		/** What is to be done when it has ended by itself. */
		private readonly whenDead: (process: Process) => void,
		wrongMs: number,
	) {
		this.program = new Program(world.time, this, wrongMs);
	}

	get setup(): Setup {
		return this.world.setup;
	}

	get log(): string[] {
		return this.world.log;
	}

	/** What is to be done when it ends. */
	private readonly whenEnded: Array<() => void> = [];

	kill(): void {
		this.isAlive = false;
		for (const task of this.whenEnded.splice(0)) task();
	}

	step(): void {
		this.diesAfter--;
		if (this.diesAfter > 0 || !this.isAlive) return;
		this.kill();
		this.whenDead(this);
	}

	async credential(): Promise<Json> {
		const { database, intercom, is } = this.world;
		if (is(database.misfortune.noCredential)) throw new Error('The database is not there');
		return { accessToken: `token of ${intercom().appId}`, region: 'us', ...SECRETS };
	}

	/** n8n's helper for requests. @throws what it throws when the connection breaks, or when it was told to stop */
	async ask(
		node: string,
		{ method, url, qs, body, abortSignal }: { method: string; url: string; qs?: Json; body?: unknown; abortSignal?: AbortSignal },
	): Promise<unknown> {
		this.requests.set(node, this.requestsOf(node) + 1);
		const answered = this.world.intercom().answer(method, url, qs ?? {}, typeof body === 'string' ? (JSON.parse(body) as unknown) : body);
		const stopped = new Promise<never>((_, reject) =>
			abortSignal?.addEventListener('abort', () => reject(Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' }))),
		);
		const answer = await Promise.race([answered, stopped]);
		if (!answer) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		return answer;
	}

	private requestsOf(node: string): number {
		return this.requests.get(node) ?? 0;
	}

	/** Switches the workflow on, or reads it anew after it was saved: every poller polls once, then the static data is written. */
	async activate(): Promise<void> {
		const workflow = this.world.database.read();
		this.workflow = workflow;
		const strangers = this.world.database.strangers(this.world.nodes);
		for (const node of this.world.nodes.filter(({ type }) => type === 'IntercomPollingTrigger')) {
			await this.poll(node, true);
			if (strangers.includes(node))
				this.world.beginnings.set(node.name, [...(this.world.beginnings.get(node.name) ?? []), this.world.time.ms]);
		}
		if (!this.setup.isDurable) await this.world.database.write(workflow, this).catch(() => {});
	}

	deactivate(): void {
		this.workflow = undefined;
	}

	/** One tick of the schedule. @param isFirst at the activation */
	async poll(node: TriggerNode, isFirst = false): Promise<void> {
		const { workflow } = this;
		const { database, time } = this.world;
		if (!workflow || !this.isAlive) return;
		const cursor = this.setup.isDurable ? this.cursorOf(node, workflow) : undefined;
		const commit = async (): Promise<void> => {
			const data = cursor && takenFrom(cursor);
			if (data) await database.commit(this, node.id, data);
		};
		const context = pollContext(
			this,
			node,
			workflow,
			(items, _response, done) => this.emit(node, items[0], workflow, cursor, done),
			cursor?.staged,
			commit,
		);
		const [began, before] = [time.ms, this.requestsOf(node.name)];
		const done = (items: number, error?: string): void => {
			const requests = this.requestsOf(node.name) - before;
			this.polls.push({ node: node.name, isFirst, began, ended: time.ms, requests, items, error });
			this.log.push(`poll of ${node.name} at ${began / 1000} took ${time.ms - began} ms and ${requests} requests: ${error ?? items}`);
		};
		let answer: Item[][] | null;
		try {
			answer = (await this.program.node(node.type).poll.call(context)) as typeof answer;
		} catch (error) {
			return done(0, `failed: ${(error as Error).message}`);
		}
		done(answer?.[0].length ?? 0);
		// the workflow was saved or switched off meanwhile: n8n throws the result away
		if (!this.isAlive || (!isFirst && this.workflow !== workflow)) return;
		if (answer) context.__emit(answer);
		else if (!isFirst) await commit().catch(() => {});
	}

	private cursorOf(node: TriggerNode, workflow: Json): Cursor {
		const data = this.world.database.cursorOf(node.id) ?? (JSON.parse(JSON.stringify(workflow[`node:${node.name}`] ?? {})) as Json);
		return { seed: JSON.stringify(data), staged: data };
	}

	/** n8n 2.41 does both side by side, and tells a promise how the execution ended. */
	private emit(node: TriggerNode, items: Item[], workflow: Json, cursor: Cursor | undefined, done: Done | undefined): void {
		const data = cursor && takenFrom(cursor);
		void this.world.database.write(workflow, this).catch(() => {});
		this.start(node, items, data && { node: node.id, data }).then(
			() => this.isAlive && done?.resolve(undefined),
			(error: Error) => {
				if (error instanceof Crash || !this.isAlive) return;
				this.log.push(`no execution: ${error.message}`);
				done?.reject(error);
			},
		);
	}

	/** Creates an execution and sees it to its end. */
	private async start(node: TriggerNode, items: Item[], cursor?: { node: string; data: Json }): Promise<void> {
		const { database, pause, worker } = this.world;
		const id = await database.create(this, cursor);
		// what is stored is a text
		const stored = JSON.parse(JSON.stringify(items)) as Item[];
		try {
			if (!this.setup.isQueue) return await this.run(id, node, stored);
			for (let attempts = 1; ; attempts++) {
				await pause(1, 50);
				if (!this.isAlive) throw new Crash();
				const runner = worker();
				if (!runner) continue;
				try {
					return await runner.run(id, node, stored);
				} catch (error) {
					if (!(error instanceof Crash)) return await Promise.reject(error as Error);
					// the job has stalled: n8n runs it once more, or gives it up
					await pause(30_000, 60_000);
					if (attempts > 1 || this.world.is(0.5)) return await Promise.reject(new Stalled());
					database.rerun.add(id);
				}
			}
		} catch (error) {
			// n8n shows it as failed, with these items; n8n before 2.41 does not tell the trigger that it has created one, so what it shows as failed is not output again
			database.isCutOff(
				id,
				node.name,
				stored.map(({ json }) => json),
				cursor !== undefined || !this.setup.tells,
			);
			return await Promise.reject(error as Error);
		}
	}

	/** Takes an execution past its trigger and to its end. @throws Crash if the process ends before */
	private async run(id: string, node: TriggerNode, items: Item[]): Promise<void> {
		const { database, pause } = this.world;
		await database.wait(this);
		const writes = database.keepsElsewhere();
		const { execute } = this.program.node(node.type);
		// a step of which nothing comes any more when the process ends
		const ended = new Promise<never>((_, reject) => this.whenEnded.push(() => reject(new Crash())));
		const processed = async (values: string[], most: number): Promise<unknown> =>
			await database.processed(this, node.name, values, most).finally(() => database.reached.add(id));
		const context = executeContext(this, node, id, items, this.setup.hasTable ? processed : undefined);
		if (!this.setup.hasTable) database.reached.add(id);
		const output = execute ? await Promise.race([execute.call(context) as Promise<Item[][]>, ended]) : [items];
		if (!this.isAlive) throw new Crash();
		database.begun(
			id,
			node.name,
			output[0].map(({ json }) => json),
		);
		await pause(0, database.misfortune.longestMs);
		if (!this.isAlive) throw new Crash();
		writes?.();
	}

	/** One request to the address of a trigger. Resolves to the status that was sent, 0 where the sender has hung up before. */
	async webhook(node: TriggerNode, name: string, body: string, headers: Json, patienceMs: number): Promise<number> {
		const response = new Response();
		const answered = new Promise<number>((resolve) => {
			response.once('finish', () => resolve(response.statusCode));
			this.world.time.in(patienceMs, () => {
				response.hangUp();
				resolve(0);
			});
		});
		this.open.add(name);
		void this.serve(node, body, headers, response).finally(() => this.isAlive && this.open.delete(name));
		return await answered;
	}

	private async serve(node: TriggerNode, body: string, headers: Json, response: Response): Promise<void> {
		const { database } = this.world;
		try {
			await database.wait(this);
			const workflow = database.read();
			const isEmpty = Object.keys(workflow).length === 0;
			const request = { rawBody: Buffer.from(body), headers, body: JSON.parse(body) as unknown };
			const result = (await this.program
				.node(node.type)
				.webhook.call(webhookContext(this, node, workflow, { request, response, headers }))) as {
				workflowData?: Item[][];
				noWebhookResponse?: boolean;
			};
			if (!this.isAlive) return;
			if (result.workflowData) {
				// n8n makes a second workflow over the same data, which takes the mark of a change away
				if (!isEmpty) workflow.__dataChanged = false;
				const id = await database.create(this);
				const writes = database.keepsElsewhere();
				database.begun(
					id,
					node.name,
					result.workflowData[0].map(({ json }) => json),
				);
				if (writes) void this.world.pause(0, database.misfortune.longestMs).then(() => this.isAlive && writes());
			}
			await database.write(workflow, this);
			if (!result.noWebhookResponse) response.status(200).send();
		} catch (error) {
			if (error instanceof Crash || !this.isAlive) return;
			this.log.push(`webhook of ${node.name}: ${(error as Error).message}`);
			response.status(500).send();
		}
	}
}
