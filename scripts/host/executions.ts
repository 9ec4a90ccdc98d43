import type { ExecutionStatus, IDataObject, INodeExecutionData, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { adopt, core, workflow as n8n } from './engine';
import type { Packages } from './packages';
import { ProcessedTable } from './processed';
import { buildAdditionalData } from './additional-data';
import { buildWorkflow, describeWorkflow, findStart, toItem, type Item, type WorkflowJson } from './run';

/** An execution as n8n's database holds it. */
export interface StoredExecution {
	id: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	/** When n8n wakes it. */
	waitTill?: Date;
	error?: { message: string; description?: string | null } & IDataObject;
	data: IRunExecutionData;
	itemsOf: (node: string, outputIndex?: number) => INodeExecutionData[];
}

/** The executions of one workflow, which may wait: what n8n's `WaitTracker` and its retry do with them. */
export interface Executions {
	start: (items?: Item[]) => Promise<StoredExecution>;
	/** Its time has come. */
	wake: (id: string) => Promise<StoredExecution>;
	/** A person retries one that failed: another execution, with the data of this one. */
	retry: (id: string) => Promise<StoredExecution>;
	/** n8n was killed in the middle of this one, so that a retry begins at the start. */
	crashed: (id: string) => void;
	/** The process ends and another one begins: only what the database holds is left. */
	restart: () => void;
	/** n8n's table of processed data. */
	table: ProcessedTable;
}

export interface ExecutionsRequest {
	workflow: WorkflowJson;
	credentials?: CredentialData;
}

/** What n8n saves is a copy, as is what it reads: nothing is shared with the process that ran it. */
const copyOf = <T>(value: T): T => adopt(value);

export function openExecutions(packages: Packages, { workflow: json, credentials = {} }: ExecutionsRequest): Executions {
	const stored = new Map<string, StoredExecution>();
	const begun = new Map<string, IRunExecutionData>();
	const table = new ProcessedTable();
	let process = Promise.resolve(packages);

	async function run(id: string, mode: WorkflowExecuteMode, data: IRunExecutionData): Promise<StoredExecution> {
		const loaded = await process;
		share(table);
		const workflow = buildWorkflow(loaded, json, credentials);
		const additionalData = { ...buildAdditionalData(loaded, credentials), executionId: id };
		additionalData.hooks = new core.ExecutionLifecycleHooks(mode, id, describeWorkflow(workflow));
		const result = await new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
		const saved = copyOf(result.data);
		const { runData, error } = saved.resultData;
		const execution: StoredExecution = {
			id,
			mode,
			status: result.status,
			waitTill: result.waitTill ? new Date(result.waitTill) : undefined,
			error: error as unknown as StoredExecution['error'],
			data: saved,
			itemsOf: (node, outputIndex = 0) => (runData[node] ?? []).flatMap((task) => task.data?.main[outputIndex] ?? []),
		};
		stored.set(id, execution);
		return execution;
	}

	const need = (id: string): StoredExecution => {
		const found = stored.get(id);
		if (!found) throw new n8n.UserError(`There is no execution ${id}`);
		return found;
	};

	let last = 0;
	return {
		table,
		start: async (items = [{}]) => {
			const loaded = await process;
			const node = findStart(buildWorkflow(loaded, json, credentials), loaded);
			const data = n8n.createRunExecutionData({
				executionData: { nodeExecutionStack: [{ node, data: { main: [items.map(toItem)] }, source: null }] },
			});
			const id = String(++last);
			begun.set(id, copyOf(data));
			return await run(id, 'webhook', data);
		},
		wake: async (id) => {
			const { status, mode, data } = need(id);
			if (status !== 'waiting') throw new n8n.UserError(`Execution ${id} does not wait: ${status}`);
			return await run(id, mode, copyOf(data));
		},
		retry: async (id) => {
			const data = copyOf(need(id).data);
			const { lastNodeExecuted, runData } = data.resultData;
			if (lastNodeExecuted) {
				delete data.resultData.error;
				if (runData[lastNodeExecuted]?.at(-1)?.error !== undefined) runData[lastNodeExecuted].pop();
			}
			return await run(String(++last), 'retry', data);
		},
		crashed: (id) => {
			stored.set(id, { ...need(id), status: 'crashed', data: copyOf(begun.get(id) as IRunExecutionData) });
		},
		restart: () => {
			process = Promise.resolve(packages.inAnotherProcess());
		},
	};
}

/** The contexts of n8n ask a table that belongs to the process. */
function share(table: ProcessedTable): void {
	type Deduplicator = Parameters<typeof core.DataDeduplicationService.init>[0];
	const of = ({ workflow, node }: Parameters<Deduplicator['clearAllProcessedItems']>[1]) =>
		table.helpersFor(workflow.id, node as NonNullable<typeof node>);
	const deduplicator: Deduplicator = {
		checkProcessedAndRecord: async (items, scope, context, options) => await of(context).checkProcessedAndRecord(items, scope, options),
		removeProcessed: async (items, _scope, context) => await of(context).removeProcessed(items),
		clearAllProcessedItems: async (_scope, context) => await of(context).clearAllProcessedItems(),
		getProcessedDataCount: async (_scope, context) => await of(context).getProcessedDataCount(),
	};
	Object.assign(core.DataDeduplicationService, { instance: undefined });
	void core.DataDeduplicationService.init(deduplicator);
}
