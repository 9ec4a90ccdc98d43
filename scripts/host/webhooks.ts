import fastify from 'fastify';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	IWebhookDescription,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { StaticDatabase } from './database';
import { core, workflow as n8n } from './engine';
import { type Execution, firstStep } from './first-step';
import type { Packages } from './packages';
import { ProcessedTable } from './processed';
import { buildAdditionalData } from './additional-data';
import { buildWorkflow } from './run';
import { process, wait } from '../machine.js';

export interface WebhookRequest {
	type: string;
	parameters?: IDataObject;
	credentials?: CredentialData;
	typeVersion?: number;
	/** What the database holds of earlier runs. */
	staticData?: IDataObject;
	/** The database itself, where other triggers of the workflow share it. */
	database?: StaticDatabase;
	/** Of the workflow; two with different IDs are two workflows. */
	id?: string;
	/** Of the node in its workflow: its ID and its name. The name of the type where left out. */
	node?: { id: string; name: string };
	/** `manual` is the test URL; without it, the production URL. */
	mode?: WorkflowExecuteMode;
	/** What the workflow answers, where the node waits for it; rejects for a workflow that fails. */
	respond?: (items: INodeExecutionData[]) => Promise<unknown>;
	/** Where executions run in other processes (queue mode). */
	queue?: Queue;
}

/** The processes that run executions, which take turns, and the table they share. */
export interface Queue {
	table: ProcessedTable;
	workers: Packages[];
}

export interface IncomingRequest {
	/** POST where left out. */
	method?: string;
	/** `Content-Type: application/json` is added to a body without one. */
	headers?: Record<string, string | string[] | undefined>;
	body?: string | Buffer;
	/** The webhook of the node by its name, where it has several of one method. */
	webhook?: string;
	/** Whoever asks hangs up when this is aborted. */
	signal?: AbortSignal;
}

export interface WebhookAnswer {
	/** 0 for whoever has hung up. */
	status: number;
	body: string;
	/** Items of the execution that was started. */
	items?: INodeExecutionData[];
}

/** The address of an active workflow with one trigger, answered as n8n's live webhooks answer. */
export interface Webhook {
	call: (request?: IncomingRequest) => Promise<WebhookAnswer>;
	/** Opens a port and tells the address. */
	listen: () => Promise<string>;
	/** What n8n does when the workflow is switched on; rejects where the node refuses. */
	activate: () => Promise<void>;
	deactivate: () => Promise<void>;
	/** What the trigger put out in each execution so far, but for those in which it put out nothing. */
	runs: INodeExecutionData[][];
	/** How many executions there were. */
	executions: () => number;
	/** The last execution is run once more, by n8n (a job that was lost) or by a user (`retry`). Answers what comes out of the trigger. */
	rerun: (mode: 'webhook' | 'retry') => Promise<INodeExecutionData[]>;
	/** Errors thrown by the node: n8n records each as a failed execution. */
	failures: Error[];
	/** As the database holds it. */
	staticData: () => IDataObject;
	/** So many of the next executions cannot be created, as with a database that is down. */
	failStarts: (count: number) => void;
	/** How long the database takes, in milliseconds. */
	slow: (ms: number) => void;
	/** Why the credential cannot be read from now on; undefined: it can. */
	credentialFault: (error: Error | undefined) => void;
	/** Resolves when n8n is done with all requests, also those of callers who have hung up. */
	settled: () => Promise<void>;
	/** The status of every answer n8n has given, in this order, whether anybody was there to hear it or not. */
	answered: number[];
	close: () => Promise<void>;
}

/** Executions of all workflows: each has an ID of its own. */
let created = 0;

/** The surroundings of a webhook call: n8n's `WebhookContext` and what its server does before and after it. */
export function openWebhook(packages: Packages, request: WebhookRequest): Webhook {
	const {
		type,
		parameters = {},
		credentials = {},
		typeVersion,
		id = 'workflow',
		mode = 'webhook',
		database = new StaticDatabase(request.staticData),
	} = request;
	const path = '/webhook/b3c2d1e0-0000-4000-8000-000000000000/webhook';
	const { name, ...identity } = request.node ?? {
		name: packages.getByNameAndVersion(type, typeVersion).description.defaults.name ?? 'Trigger',
	};
	const runs: INodeExecutionData[][] = [];
	const failures: Error[] = [];
	const executions: Execution[] = [];
	const { table, workers } = request.queue ?? { table: new ProcessedTable(), workers: [packages] };
	const answered: number[] = [];
	const working = new Set<Promise<unknown>>();
	let failing = 0;
	let databaseMs = 0;
	let fault: Error | undefined;
	const servers: Array<{ close: () => Promise<unknown> }> = [];

	/** n8n reads the workflow, with its static data, from the database for every call. */
	function load(): { workflow: Workflow; node: INode; webhooks: IWebhookDescription[]; additionalData: IWorkflowExecuteAdditionalData } {
		const webhookId = path.split('/')[2];
		const nodes = [{ ...identity, name, type, typeVersion, parameters: parameters as INode['parameters'], webhookId }];
		const workflow = buildWorkflow(packages, { id, nodes, connections: {}, staticData: database.read() }, credentials);
		const node = workflow.nodes[name];
		const { webhooks = [] } = packages.getByNameAndVersion(type, node.typeVersion).description;
		const additionalData = buildAdditionalData(packages, credentials);
		const { credentialsHelper } = additionalData;
		const read = credentialsHelper.getDecrypted.bind(credentialsHelper);
		credentialsHelper.getDecrypted = async (...request) => {
			if (fault) throw fault;
			return await read(...request);
		};
		return { workflow, node, webhooks, additionalData };
	}

	const dataOf = (description: IWebhookDescription, additionalData: IWorkflowExecuteAdditionalData): IWebhookData => ({
		node: name,
		webhookDescription: description,
		httpMethod: description.httpMethod as IWebhookData['httpMethod'],
		path,
		workflowId: id,
		workflowExecuteAdditionalData: additionalData,
		isTest: mode === 'manual',
	});

	async function call({ signal, ...incoming }: IncomingRequest = {}): Promise<WebhookAnswer> {
		const response = new Response();
		const hungUp = new Promise<WebhookAnswer>((resolve) => {
			const hangUp = () => {
				response.hangUp();
				resolve({ status: 0, body: '' });
			};
			if (signal?.aborted) hangUp();
			signal?.addEventListener('abort', hangUp, { once: true });
		});
		const work = answer(incoming, response).then((given) => {
			answered.push(given.status);
			return given;
		});
		working.add(work);
		void work.finally(() => working.delete(work)).catch(() => {});
		return await Promise.race([work, hungUp]);
	}

	async function answer({ method = 'POST', headers = {}, body, webhook }: IncomingRequest, response: Response): Promise<WebhookAnswer> {
		await wait(databaseMs);
		const isNew = database.isEmpty;
		const { workflow, node, webhooks, additionalData } = load();
		const description = webhooks.find(
			({ httpMethod, name: called }) => httpMethod === method && (webhook === undefined || called === webhook),
		);
		if (!description) return response.status(404).send('The requested webhook is not registered').answer();

		const incoming = parse(method, headers, body);
		if (incoming.refused) return response.status(422).json({ message: 'Failed to parse request body' }).answer();
		Object.assign(additionalData, { httpRequest: incoming.request, httpResponse: response });
		const context = new core.WebhookContext(workflow, node, additionalData, mode, dataOf(description, additionalData), [], null);
		let result: IWebhookResponseData;
		try {
			result = await packages.getByNameAndVersion(type, node.typeVersion).webhook!.call(context);
		} catch (error) {
			failures.push(error as Error);
			return response.status(500).json({ message: 'Workflow Webhook Error: Workflow could not be started!' }).answer();
		}
		const items = result.workflowData?.[0];
		if (items) {
			// To prepare the execution n8n 2.41 makes a second workflow over the same static data, which takes the mark away
			// that something changed in it; only static data that did not exist before is another object.
			if (!isNew) workflow.staticData.__dataChanged = false;
			await wait(databaseMs);
			if (failing > 0) {
				failing -= 1;
				return response.status(500).json({ message: 'There was a problem executing the workflow' }).answer();
			}
			const execution = { id: String(++created), items };
			executions.push(execution);
			const out = await step(execution, mode);
			if (out.length) runs.push(out);
		}
		if (items && description.responseMode !== 'onReceived') {
			const finished = new Promise<void>((resolve) => response.once('finish', resolve));
			const told = request.respond ? request.respond(items) : Promise.resolve(undefined);
			void told.then(
				(given) => {
					// n8n 2.41 sends the answer when static data that changed is saved, and ends the response without waiting for that
					void database.save(workflow, wait(databaseMs)).then(() => response.json(given));
					process.nextTick(() => response.end());
				},
				() => response.status(500).json({ message: 'Error in workflow' }),
			);
			await finished;
			return { ...response.answer(), items };
		}
		await database.save(workflow, wait(databaseMs));
		if (!result.noWebhookResponse)
			response.send(
				items ? String(description.responseData ?? 'firstEntryJson') : (result.webhookResponse ?? '{"message":"Webhook call received"}'),
			);
		return { ...response.answer(), ...(items && { items }) };
	}

	const step = async (execution: Execution, how: WorkflowExecuteMode): Promise<INodeExecutionData[]> => {
		const { workflow, additionalData } = load();
		return await firstStep(workers[executions.length % workers.length], execution, how, { workflow, name, additionalData, table });
	};

	async function lifecycle(act: (methods: Record<string, () => Promise<boolean>>) => Promise<unknown>): Promise<void> {
		const { workflow, node, webhooks, additionalData } = load();
		for (const description of webhooks) {
			const methods = packages.getByNameAndVersion(type, node.typeVersion).webhookMethods?.[description.name];
			if (!methods) continue;
			const context = new core.HookContext(workflow, node, additionalData, mode, 'activate', dataOf(description, additionalData));
			await act(Object.fromEntries(Object.entries(methods).map(([key, method]) => [key, async () => await method.call(context)])));
		}
		await database.save(workflow);
	}

	async function listen(): Promise<string> {
		const app = fastify({ bodyLimit: 16 * 1024 * 1024, exposeHeadRoutes: false, forceCloseConnections: true });
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
		app.all(path, async ({ method, headers, body }, reply) => {
			const caller = new AbortController();
			reply.raw.once('close', () => caller.abort());
			const { status, body: text } = await call({ method, headers, body: body as Buffer | undefined, signal: caller.signal });
			return status === 0 ? reply.hijack() : await reply.status(status).send(method === 'HEAD' ? undefined : text);
		});
		servers.push(app);
		const address = await app.listen({ port: 0, host: '127.0.0.1' });
		return address + path;
	}

	return {
		call,
		listen,
		activate: async () => await lifecycle(async ({ checkExists, create }) => (await checkExists()) || (await create())),
		deactivate: async () => await lifecycle(async (methods) => await methods.delete()),
		runs,
		executions: () => executions.length,
		rerun: async (how) => await step(executions.at(-1) as Execution, how),
		failures,
		staticData: () => database.read(),
		failStarts: (count) => (failing = count),
		slow: (ms) => (databaseMs = ms),
		credentialFault: (error) => (fault = error),
		settled: async () => {
			while (working.size) await Promise.allSettled(working);
		},
		answered,
		close: async () => {
			await Promise.all(servers.map(async (server) => await server.close()));
		},
	};
}

/** What n8n's body parser makes of a request: the raw bytes, and JSON where the content type says so. */
function parse(method: string, headers: IncomingRequest['headers'], body?: string | Buffer): { request: object; refused: boolean } {
	const lower: Record<string, string | string[] | undefined> = Object.fromEntries(
		Object.entries(headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
	);
	if (body !== undefined) lower['content-type'] ??= 'application/json';
	const contentType = String(lower['content-type'] ?? '')
		.split(';')[0]
		.trim();
	const rawBody = body === undefined ? Buffer.alloc(0) : Buffer.from(body as Buffer);
	const request = {
		method,
		headers: lower,
		params: {},
		query: {},
		body: {} as unknown,
		contentType,
		...(contentType.startsWith('multipart/') ? {} : { rawBody }),
	};
	if (contentType === 'application/json' && rawBody.length) {
		try {
			request.body = n8n.jsonParse(rawBody.toString('utf8').replace(/^\uFEFF/, ''));
		} catch {
			return { request, refused: true };
		}
	}
	return { request, refused: false };
}

/**
 * As much of Express's response as webhook nodes use. As in Node, one whose caller has hung up closes at once and can still
 * be answered, which ends it without `finish`.
 */
class Response {
	statusCode = 200;
	headersSent = false;
	writableEnded = false;
	writableFinished = false;
	destroyed = false;
	readonly locals = {};
	private body = '';
	private readonly listeners: Record<string, Array<() => void>> = { finish: [], close: [] };

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	type(): this {
		return this;
	}

	header(): this {
		return this;
	}

	json(value: unknown): this {
		return this.send(value === undefined ? undefined : JSON.stringify(value));
	}

	send(body?: unknown): this {
		if (this.writableEnded) throw new Error('Cannot set headers after they are sent to the client');
		this.body = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
		return this.end();
	}

	end(): this {
		if (this.writableEnded) return this;
		this.writableEnded = true;
		this.writableFinished = true;
		if (this.destroyed) return this;
		this.headersSent = true;
		this.emit('finish');
		this.hangUp();
		return this;
	}

	hangUp(): void {
		if (this.destroyed) return;
		this.destroyed = true;
		this.emit('close');
	}

	once(event: string, listener: () => void): this {
		this.listeners[event]?.push(listener);
		return this;
	}

	on(event: string, listener: () => void): this {
		return this.once(event, listener);
	}

	answer(): WebhookAnswer {
		return { status: this.statusCode, body: this.body };
	}

	private emit(event: string): void {
		for (const listener of this.listeners[event].splice(0)) listener();
	}
}
