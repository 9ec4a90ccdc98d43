import type { IDataObject, INode, INodeExecutionData, IPollFunctions, Workflow, WorkflowExecuteMode } from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { StaticDatabase } from './database';
import { core } from './engine';
import { type Execution, firstStep } from './first-step';
import type { Packages } from './packages';
import { ProcessedTable } from './processed';
import { buildAdditionalData } from './additional-data';
import { buildWorkflow } from './run';

export interface PollRequest {
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
	/**
	 * How n8n keeps what a poll notes. `memory`: the workflow stays in memory and is written to the database when a poll has
	 * found something, before the execution is created (all versions). `durable`: every poll gets a copy, written in one
	 * transaction with the execution or, without one, by itself (2.41 with durable cursors).
	 */
	cursors?: 'memory' | 'durable';
	/** What n8n grants a poll, milliseconds; its nodes use less. */
	budgetMs?: number;
	/** Whether executions run in another process, as in queue mode. */
	queue?: boolean;
}

/** What becomes of a poll that has found something. n8n saves the state and creates the execution side by side, the former first. */
export interface Fate {
	/** The process ends: before anything is written; with the state saved, but no execution; with the execution created, but no state. */
	dies?: 'unsaved' | 'beforeTheExecution' | 'beforeTheState';
	/** n8n cannot create the execution, and goes on. */
	fails?: boolean;
}

/** An active workflow with a polling trigger. */
export interface Poller {
	/** What n8n does when the workflow is switched on: a first poll, whose error keeps the workflow off. */
	activate: () => Promise<void>;
	/** What the schedule does: one poll. Answers the items that come out of the trigger in the execution it started, nothing without any. */
	tick: (fate?: Fate) => Promise<INodeExecutionData[] | undefined>;
	/** A click on the trigger in the editor; rejects with the error it shows. */
	test: () => Promise<INodeExecutionData[]>;
	/** The process ends and another one begins: only what the database holds is left. */
	restart: () => void;
	/** The workflow is switched off and on again, or saved: it is read from the database anew, by the same process. */
	reactivate: () => void;
	/** What the trigger put out in each execution so far, but for those in which it put out nothing. */
	runs: INodeExecutionData[][];
	/** How many executions there were. */
	executions: () => number;
	/** An execution is run once more, by n8n (a job that was lost) or by a user (`retry`). Answers what comes out of the trigger. */
	rerun: (mode: 'trigger' | 'retry') => Promise<INodeExecutionData[]>;
	/** Errors of polls: n8n records each as a failed execution. */
	failures: Error[];
	/** As the database holds it. */
	staticData: () => IDataObject;
}

type Items = INodeExecutionData[];
type Done = Parameters<IPollFunctions['__emit']>[2];

/** The surroundings of a poll: n8n's `PollContext`, what its scheduler does before and after it, and the first step of the executions. */
export function openPoll(packages: Packages, request: PollRequest): Poller {
	const {
		type,
		parameters = {},
		credentials = {},
		typeVersion,
		id = 'workflow',
		cursors = 'memory',
		database = new StaticDatabase(request.staticData),
	} = request;
	const { name, ...identity } = request.node ?? {
		name: packages.getByNameAndVersion(type, typeVersion).description.defaults.name ?? 'Trigger',
	};
	const runs: Items[] = [];
	const failures: Error[] = [];
	const executions: Execution[] = [];
	const table = new ProcessedTable();
	let process = Promise.resolve(packages);
	const worker = request.queue ? packages.inAnotherProcess() : undefined;
	let given: { items: Items; done: Done } | undefined;
	let active = load();

	/** A workflow as an activation holds it, with the one context that all its polls get. */
	function load(): { workflow: Workflow; context: IPollFunctions } {
		const nodes = [{ id: 'node', ...identity, name, type, typeVersion, parameters: parameters as INode['parameters'] }];
		const workflow = buildWorkflow(packages, { id, nodes, connections: {}, staticData: database.read() }, credentials);
		return { workflow, context: open(workflow) };
	}

	/** @param staged the copy of the node's data that a poll works on, where it is not the workflow's own */
	function open(workflow: Workflow, staged?: IDataObject): IPollFunctions {
		const node = workflow.nodes[name];
		const emit = (data: Items[], _response: unknown, done: Done): void => {
			given = { items: data[0] ?? [], done };
		};
		const commitCursor = async (): Promise<void> => staged && database.advance(node.id, staged);
		const data = () => staged ?? (workflow.getStaticData('node', node) as IDataObject);
		return new core.PollContext(
			workflow,
			node,
			buildAdditionalData(packages, credentials),
			'trigger',
			'activate',
			emit as never,
			undefined,
			commitCursor as never,
			undefined,
			data as never,
			...(request.budgetMs === undefined ? [] : [() => request.budgetMs as number]),
		) as unknown as IPollFunctions;
	}

	const step = async (execution: Execution, mode: WorkflowExecuteMode): Promise<Items> =>
		await firstStep(await (worker ?? process), execution, mode, {
			workflow: load().workflow,
			name,
			additionalData: buildAdditionalData(packages, credentials),
			table,
		});

	/** What n8n's scheduler does: a poll, and what its items call for. */
	async function poll({ dies, fails }: Fate = {}, isFirst = false): Promise<Items | undefined> {
		const { workflow } = active;
		const node = workflow.nodes[name];
		const isAtomic = cursors === 'durable';
		const staged = isAtomic ? database.cursor(node.id, workflow.getStaticData('node', node) as IDataObject) : undefined;
		// n8n's scheduler makes a context for every poll
		const context = staged ? open(workflow, staged) : active.context;
		const commit = (): void => {
			if (staged) database.advance(node.id, staged);
			else void database.save(workflow);
		};
		const answer = await (await process).getByNameAndVersion(type, node.typeVersion).poll!.call(context);
		if (!answer) {
			// without an execution, the workflow in memory is not written; of the poll of the activation, no cursor is
			if (isAtomic && !isFirst) commit();
			return undefined;
		}
		given = undefined;
		context.__emit(answer);
		const { items, done } = given as unknown as { items: Items; done: Done };
		if (dies === 'unsaved' || (dies && isAtomic)) return restart();
		if (dies !== 'beforeTheState' && !(isAtomic && fails)) commit();
		if (dies === 'beforeTheExecution') return restart();
		if (fails) {
			done?.reject(new Error('The database is not there'));
			return undefined;
		}
		const execution = { id: String(executions.length + 1), items: JSON.parse(JSON.stringify(items)) as Items };
		executions.push(execution);
		const out = await step(execution, 'trigger');
		done?.resolve(undefined);
		if (out.length) runs.push(out);
		if (dies) restart();
		return out.length ? out : undefined;
	}

	async function tick(fate?: Fate): Promise<Items | undefined> {
		try {
			return await poll(fate);
		} catch (error) {
			failures.push(error as Error);
			return undefined;
		}
	}

	function reactivate(): void {
		active = load();
	}

	function restart(): undefined {
		process = packages.inAnotherProcess();
		reactivate();
	}

	return {
		activate: async () => {
			await poll({}, true);
			// n8n saves the static data of a workflow that was switched on
			if (cursors === 'memory') await database.save(active.workflow);
		},
		tick,
		test: async () => await step({ id: 'test', items: [{ json: {} }] }, 'manual'),
		restart,
		reactivate,
		runs,
		executions: () => executions.length,
		rerun: async (mode) => await step(executions.at(-1) as Execution, mode),
		failures,
		staticData: () =>
			cursors === 'durable'
				? { ...database.read(), [`node:${name}`]: database.cursor(active.workflow.nodes[name].id, {}) }
				: database.read(),
	};
}
