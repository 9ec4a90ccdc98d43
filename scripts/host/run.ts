import type * as Core from 'n8n-core';
import type {
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	IPinData,
	IRun,
	IRunData,
	ITaskData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	NodeExecutionHint,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { buildAdditionalData, executionId } from './additional-data';
import type { CredentialData } from './credentials';
import { adopt, core, workflow as n8n } from './engine';
import type { Packages } from './packages';
import { executeWorkflow } from './sub-workflows';

/** A workflow as n8n exports it and as its users import it. */
export interface WorkflowJson {
	id?: string;
	name?: string;
	nodes: WorkflowNode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
	staticData?: IDataObject;
}

/** A node of such a workflow; the parts that only the canvas needs may be left out. */
export type WorkflowNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** An item: only its JSON, or a full item (`json` or `binary`, as n8n has it). */
export type Item = IDataObject | INodeExecutionData;

export interface WorkflowRequest {
	workflow: WorkflowJson;
	/** What the start node hands on, as if its trigger had delivered it. Left out, the start node itself is run. */
	startItems?: Item[];
	/** The node to start from, where the workflow has more than one trigger. */
	startNode?: string;
	credentials?: CredentialData;
	/** Workflows by ID, for *Execute Sub-workflow*. */
	subWorkflows?: Record<string, WorkflowJson>;
	/** As n8n's `getMode()` tells it to nodes. Without it: `trigger` where there are start items, `manual` otherwise. */
	mode?: WorkflowExecuteMode;
	signal?: AbortSignal;
	onNodeFinished?: (node: string, result: NodeResult) => void;
	onProgress?: (progress: Progress) => void;
	/** What a node answers whoever started the workflow (`sendResponse`). */
	onResponse?: (response: unknown) => void;
}

export interface NodeResult {
	/** Number of items on each output. */
	counts: number[];
	outputs: INodeExecutionData[][];
	ms: number;
	error?: RunError;
	hints: NodeExecutionHint[];
}

export type Progress =
	| { event: 'nodeStarted'; node: string }
	| ({ event: 'nodeFinished'; node: string } & NodeResult)
	/** What a node shows its user while it works (`sendMessageToUI`); manual runs only. */
	| { event: 'message'; node: string; message: unknown };

/** An error as n8n records it: a plain object with the fields of the error that was thrown. */
export type RunError = { name: string; message: string; description?: string | null; httpCode?: string | null } & IDataObject;

export interface WorkflowResult {
	status: ExecutionStatus;
	error: RunError | undefined;
	runData: IRunData;
	/** The node's items on one output, of all its runs. */
	itemsOf: (node: string, outputIndex?: number) => INodeExecutionData[];
	staticData: IDataObject;
	/** Sub-workflows that were called, over as well, in the order of the calls. */
	subRuns: SubRun[];
}

export interface SubRun {
	id: string;
	result: WorkflowResult;
}

/** A workflow under way: await it for its result. */
export type WorkflowRun = Promise<WorkflowResult> & { cancel: () => void };

export function runWorkflow(packages: Packages, request: WorkflowRequest): WorkflowRun {
	let cancel = () => {};
	const finish = async (): Promise<WorkflowResult> => {
		const { execution, workflow, called } = prepare(packages, request);
		let run: IRun;
		try {
			const running = execution.processRunExecutionData(workflow);
			cancel = () => running.cancel();
			if (request.signal?.aborted) cancel();
			request.signal?.addEventListener('abort', cancel, { once: true });
			run = await running;
		} catch (error) {
			// A workflow with missing or wrong parameters does not even start.
			return workflowResult('error', errorOf(error), {}, workflow);
		} finally {
			request.signal?.removeEventListener('abort', cancel);
		}
		const { error, runData } = run.data.resultData;
		return { ...workflowResult(run.status, error && errorOf(error), runData, workflow), subRuns: await Promise.all(called) };
	};
	return Object.assign(finish(), { cancel: () => cancel() });
}

function prepare(
	packages: Packages,
	request: WorkflowRequest,
): { execution: Core.WorkflowExecute; workflow: Workflow; called: Array<Promise<SubRun>> } {
	const { startItems, credentials = {}, mode = startItems ? 'trigger' : 'manual' } = request;
	const workflow = buildWorkflow(packages, request.workflow, credentials);
	const called: Array<Promise<SubRun>> = [];
	const additionalData = { ...buildAdditionalData(packages, credentials), executeWorkflow: executeWorkflow(packages, request, called) };
	reportProgress(additionalData, new core.ExecutionLifecycleHooks(mode, executionId, describeWorkflow(workflow)), request);

	const start = findStart(workflow, packages, request.startNode);
	const items = (startItems ?? [{}]).map(toItem);
	// In a manual run n8n asks the trigger for its items; pinned data is how a user hands it others. Production ignores it.
	const pinned = startItems ? { [start.name]: items } : {};
	const pinData = mode === 'manual' ? { ...adopt(request.workflow.pinData ?? {}), ...pinned } : undefined;
	const runData = n8n.createRunExecutionData({
		resultData: { pinData },
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }] },
	});
	return { execution: new core.WorkflowExecute(additionalData, mode, runData), workflow, called };
}

function reportProgress(
	additionalData: IWorkflowExecuteAdditionalData,
	hooks: Core.ExecutionLifecycleHooks,
	{ onProgress, onNodeFinished, onResponse }: WorkflowRequest,
): void {
	additionalData.hooks = hooks;
	hooks.addHandler('sendResponse', (response) => onResponse?.(response));
	hooks.addHandler('nodeExecuteBefore', (node) => onProgress?.({ event: 'nodeStarted', node }));
	hooks.addHandler('nodeExecuteAfter', (node, task) => {
		const result = nodeResult(task);
		onProgress?.({ event: 'nodeFinished', node, ...result });
		onNodeFinished?.(node, result);
	});
	additionalData.sendDataToUI = (_type, data) => {
		const { source, message } = data as { source?: string; message?: unknown };
		onProgress?.({ event: 'message', node: String(source), message });
	};
}

export interface NodeRequest {
	type: string;
	parameters?: IDataObject;
	/** One empty item where left out. */
	items?: Item[];
	credentials?: CredentialData;
	onError?: INode['onError'];
	/** The newest where left out. */
	typeVersion?: number;
	/** Further settings of the node: `retryOnFail`, `executeOnce`, `alwaysOutputData`... */
	settings?: Partial<INode>;
	mode?: WorkflowExecuteMode;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

export interface NodeRunResult extends WorkflowResult {
	/** The first output. */
	items: INodeExecutionData[];
	/** All outputs; the last one is the error output where `onError` is `continueErrorOutput`. */
	outputs: INodeExecutionData[][];
	/** The JSON of the items of the first output. */
	json: IDataObject[];
	hints: NodeExecutionHint[];
	/** What the node alone took. */
	ms: number;
}

/** A node under way: await it for its result. */
export type NodeRun = Promise<NodeRunResult> & { cancel: () => void };

/** Runs one node behind a Manual Trigger called Start; the node itself is called Node. */
export function runNode(packages: Packages, request: NodeRequest): NodeRun {
	const { type, parameters = {}, items = [{}], onError, typeVersion, settings, ...rest } = request;
	const run = runWorkflow(packages, {
		...rest,
		startItems: items,
		workflow: {
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'Node', type, typeVersion, parameters: parameters as INode['parameters'], onError, ...settings },
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		},
	});
	const finish = async (): Promise<NodeRunResult> => {
		const result = await run;
		const task = result.runData.Node?.at(-1);
		const { outputs, hints, ms, error } = task ? nodeResult(task) : { outputs: [], hints: [], ms: 0 };
		const first = outputs[0] ?? [];
		return { ...result, error: result.error ?? error, items: first, outputs, json: first.map(({ json }) => json), hints, ms };
	};
	return Object.assign(finish(), { cancel: run.cancel });
}

/** A copy of the workflow as the engine wants it: complete nodes, and credentials chosen where a node has none yet. */
export function buildWorkflow(packages: Packages, json: WorkflowJson, credentials: CredentialData): Workflow {
	const nodes = json.nodes.map((node, index): INode => {
		const { typeVersion = packages.currentVersion(node.type), position = [index * 200, 0], parameters = {} } = node;
		const complete = adopt({ id: String(index + 1), ...node, typeVersion, position, parameters });
		if (complete.onError === undefined) delete complete.onError;
		const wanted = packages.getByNameAndVersion(node.type, typeVersion).description.credentials ?? [];
		for (const { name } of wanted) {
			if (credentials[name]) (complete.credentials ??= {})[name] ??= { id: name, name };
		}
		return complete;
	});
	return new n8n.Workflow({
		id: json.id ?? 'workflow',
		name: json.name ?? 'Workflow',
		nodes,
		connections: adopt(json.connections),
		active: false,
		nodeTypes: packages,
		settings: adopt({ executionOrder: 'v1' as const, ...json.settings }),
		staticData: adopt(json.staticData ?? {}),
	});
}

/** n8n's own choice; beyond it, a webhook trigger counts as well. */
export function findStart(workflow: Workflow, packages: Packages, name?: string): INode {
	const found = name
		? workflow.getNode(name)
		: (workflow.getStartNode() ??
			Object.values(workflow.nodes).find(
				({ type, typeVersion, disabled }) =>
					!disabled && packages.getByNameAndVersion(type, typeVersion).description.group.includes('trigger'),
			));
	if (!found) throw new n8n.UserError(name ? `The workflow has no node "${name}"` : 'The workflow has no node to start from');
	return found;
}

export function toItem(item: Item): INodeExecutionData {
	const full = 'json' in item ? item : 'binary' in item ? { ...item, json: {} } : { json: item };
	return adopt(full) as INodeExecutionData;
}

function nodeResult({ data, executionTime, error, hints }: ITaskData): NodeResult {
	const outputs = (data?.main ?? []).map((items) => items ?? []);
	return {
		counts: outputs.map((items) => items.length),
		outputs,
		ms: executionTime,
		error: error && errorOf(error),
		hints: hints ?? [],
	};
}

function workflowResult(status: ExecutionStatus, error: RunError | undefined, runData: IRunData, workflow: Workflow): WorkflowResult {
	return {
		status,
		error,
		runData,
		itemsOf: (node, outputIndex = 0) => (runData[node] ?? []).flatMap((task) => task.data?.main[outputIndex] ?? []),
		staticData: workflow.staticData,
		subRuns: [],
	};
}

function errorOf(error: unknown): RunError {
	const { name, message, stack } = error as Error;
	return { ...(error as IDataObject), name, message, stack };
}

export function describeWorkflow({ id, name, nodes, connectionsBySourceNode, settings }: Workflow): IWorkflowBase {
	const date = new Date(0);
	return {
		id,
		name: name ?? '',
		nodes: Object.values(nodes),
		connections: connectionsBySourceNode,
		settings,
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: date,
		updatedAt: date,
	};
}
