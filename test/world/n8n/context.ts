/** What n8n gives to a trigger: the context of a poll, of a request to its address, and of the first step of an execution. */

import { ObservableObject } from 'n8n-workflow';
import type { Item, Json } from './database';
import type { Process } from './process';
import type { Response } from './response';

export interface TriggerNode {
	id: string;
	name: string;
	type: 'IntercomPollingTrigger' | 'IntercomTrigger' | 'IntercomFinTrigger';
	typeVersion: number;
	parameters: Json;
}

export const SECRETS = { clientSecret: 'a client secret', finSigningSecret: 'a secret of Fin' };

export interface Done {
	resolve: (run: undefined) => void;
	reject: (error: Error) => void;
}

export interface Context extends Json {
	__emit: (items: Item[][], response?: unknown, done?: Done) => void;
}

/** A promise with its ends, as n8n gives them to nodes. */
function createDeferredPromise(): Done & { promise: Promise<undefined> } {
	let ends: Done = { resolve: () => {}, reject: () => {} };
	const promise = new Promise<undefined>((resolve, reject) => (ends = { resolve, reject }));
	return { promise, ...ends };
}

/** `options.maxItems` */
const parameter = ({ parameters }: TriggerNode, name: string): unknown =>
	name.split('.').reduce<unknown>((place, part) => (place as Json | undefined)?.[part], parameters);

const loggerOf = ({ log }: Process) => ({ warn: (text: string) => log.push(text), error: () => {}, info: () => {}, debug: () => {} });

/** What every context has. */
function common(process: Process, node: TriggerNode): Json {
	return {
		getNode: () => ({ ...node, position: [0, 0], credentials: { intercomAccessTokenApi: { id: '1', name: 'Intercom' } } }),
		getWorkflow: () => ({ id: 'workflow', name: 'World', active: true }),
		getTimezone: () => 'UTC',
		logger: loggerOf(process),
	};
}

/** @param workflow the static data, as a whole  @param staged the copy of the node's that a poll works on, where cursors are durable */
function triggerContext(process: Process, node: TriggerNode, workflow: Json, staged?: Json): Json {
	const key = `node:${node.name}`;
	const { program } = process;
	const ask = async (options: { method: string; url: string; qs?: Json; body?: unknown; abortSignal?: AbortSignal }): Promise<unknown> =>
		await program.unlessDead(process.ask(node.name, options));
	return {
		...common(process, node),
		workflow: { staticData: workflow },
		getNodeParameter: (name: string, fallback?: unknown) => parameter(node, name) ?? fallback,
		getCredentials: async () => await program.unlessDead(process.credential()),
		getWorkflowStaticData: (kind: string) => {
			const name = kind === 'global' ? 'global' : key;
			if (kind !== 'global' && staged) return staged;
			if (!workflow[name]) workflow[name] = ObservableObject.create({}, workflow as never);
			return workflow[name];
		},
		helpers: {
			createDeferredPromise,
			httpRequest: ask,
			httpRequestWithAuthentication: async (_type: string, options: never) => await ask(options),
		},
	};
}

/** @param commit stores the copy, where cursors are durable */
export function pollContext(
	process: Process,
	node: TriggerNode,
	workflow: Json,
	emit: Context['__emit'],
	staged?: Json,
	commit?: () => Promise<void>,
): Context {
	return {
		...triggerContext(process, node, workflow, staged),
		__emit: emit,
		...(process.setup.tells ? { __commitCursor: async () => await process.program.unlessDead(commit?.() ?? Promise.resolve()) } : {}),
		...(staged ? { getPollBudgetMs: () => 48_000 } : {}),
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
	};
}

export function webhookContext(
	process: Process,
	node: TriggerNode,
	workflow: Json,
	{ request, response, headers }: { request: { body: unknown }; response: Response; headers: Json },
): Json {
	return {
		...triggerContext(process, node, workflow),
		getMode: () => 'webhook',
		getWebhookName: () => 'default',
		getRequestObject: () => request,
		getResponseObject: () => response,
		getHeaderData: () => headers,
		getBodyData: () => request.body,
	};
}

/** @param processed n8n's table of processed data; undefined where there is none */
export function executeContext(
	process: Process,
	node: TriggerNode,
	id: string,
	items: Item[],
	processed?: (values: string[], most: number) => Promise<unknown>,
): Json {
	return {
		...common(process, node),
		getInputData: () => items,
		getMode: () => 'trigger',
		getExecutionId: () => id,
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => parameter(node, name) ?? fallback,
		helpers: processed
			? {
					checkProcessedAndRecord: async (values: string[], _scope: string, { maxEntries }: { maxEntries: number }) =>
						await processed(values, maxEntries),
				}
			: {},
	};
}
