/**
 * n8n around the triggers, as its 2.41 does it. One workflow with several triggers; a database that holds its static data
 * as one value; a main process that polls, and processes that take webhooks.
 *
 * - A workflow that polls stays in the main's memory. When a poll has found something, n8n writes the static data and, side by
 *   side with that, creates the execution. A poll without a result writes nothing.
 * - Every webhook reads the workflow, with its static data, anew. When the node has answered, the execution is created, then
 *   static data that is marked as changed is written, then the sender gets its answer.
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

/** What all processes share. */
export class Database {
	readonly executions: Execution[] = [];
	private text = '{}';
	/** Executions that could not be created. */
	refused = 0;

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

	async create(execution: Omit<Execution, 'at'>, process: Process): Promise<void> {
		await this.wait();
		if (!process.isAlive) throw new Crash();
		if (this.dice.is(this.misfortune.noExecution)) {
			this.refused++;
			throw new Error('The database is not there');
		}
		this.executions.push({ ...execution, at: this.time.ms });
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
		let answer: Array<Array<{ json: Json }>> | null;
		const began = this.time.ms;
		try {
			answer = (await this.program.node(node.type).poll.call(this.context(node, workflow, 'trigger', {}))) as typeof answer;
		} catch (error) {
			this.log.push(`poll of ${node.name} failed: ${(error as Error).message}`);
			return;
		}
		this.log.push(`poll of ${node.name} at ${began / 1000} took ${this.time.ms - began} ms: ${answer ? answer[0].length : 'nothing'}`);
		if (!answer || !this.isAlive) return;
		const items = answer[0].map(({ json }) => json);
		void this.database.write(workflow, this);
		void this.database.create({ trigger: node.name, items }, this).catch((error: Error) => this.log.push(`no execution: ${error.message}`));
	}

	/** One request to the address of a trigger. Resolves to the status that was sent, 0 where the sender has hung up before. */
	async webhook(node: TriggerNode, body: string, headers: Json, patienceMs: number): Promise<number> {
		const response = new Response();
		const answered = new Promise<number>((resolve) => {
			response.once('finish', () => resolve(response.statusCode));
			this.time.in(patienceMs, () => {
				response.hangUp();
				resolve(0);
			});
		});
		void this.serve(node, body, headers, response);
		return await answered;
	}

	private async serve(node: TriggerNode, body: string, headers: Json, response: Response): Promise<void> {
		await this.database.wait();
		if (!this.isAlive) return;
		const workflow = this.database.read();
		const isEmpty = Object.keys(workflow).length === 0;
		const request = { rawBody: Buffer.from(body), headers, body: JSON.parse(body) as unknown };
		try {
			const result = (await this.program.node(node.type).webhook.call(this.context(node, workflow, 'webhook', { request, response, headers }))) as { workflowData?: Array<Array<{ json: Json }>>; noWebhookResponse?: boolean };
			if (!this.isAlive) return;
			if (result.workflowData) {
				// n8n makes a second workflow over the same data, which takes the mark of a change away
				if (!isEmpty) workflow.__dataChanged = false;
				await this.database.create({ trigger: node.name, items: result.workflowData[0].map(({ json }) => json) }, this);
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
	private context(node: TriggerNode, workflow: Json, mode: string, { request, response, headers }: { request?: unknown; response?: Response; headers?: Json }): unknown {
		const key = `node:${node.name}`;
		const { intercom, time, program } = this;
		const ask = async (options: { method: string; url: string; qs?: Json; body?: unknown }): Promise<unknown> => {
			await time.sleep(intercom.ways.answerMs);
			const answer = intercom.answer(options.method, options.url, options.qs ?? {}, typeof options.body === 'string' ? JSON.parse(options.body) : options.body);
			if (!answer) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
			return answer;
		};
		return {
			getMode: () => mode,
			getActivationMode: () => 'activate',
			getNode: () => ({ ...node, position: [0, 0], typeVersion: node.typeVersion }),
			getWorkflow: () => ({ id: 'workflow', name: 'World', active: true }),
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, fallback?: unknown) => name.split('.').reduce<unknown>((place, part) => (place as Json | undefined)?.[part], node.parameters) ?? fallback,
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
