/**
 * One execution of a node: items -> parameters -> requests -> items.
 *
 * All parameters of all items are read before the first request, so that a value that cannot be right stops
 * the node while nothing has happened yet. Then requests overlap, paced per credential; the output keeps input order.
 */

import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import type { Json } from '../../intercom/json';
import { procedures } from '../../procedures';
import { type Download, FileAnswer } from '../../procedures/procedure';
import { keyOf } from '../../catalog/records/identity';
import { Unsent, unsentItem } from '../agents/dry-run';
import { shortened } from '../agents/shorten';
import { Session, sleep } from '../session';
import { endpoints, Plans } from '../plan';
import { type NodeError, failedItem, toNodeError } from './errors';
import { callsFor, type Memory, type Told } from './calls';
import { Hints } from './hints';
import { attach, checkFiles } from '../files/input';
import { fileOf, storedFile } from '../files/store';
import { Lookups } from './lookups';
import { Once } from './once';
import { toItems } from './output';
import type { Read } from '../fields/kind';
import { type Call, readCall } from './parameters';
import { toBatchRequest, toListRequest, toRequest } from './requests';
import { schedule, type Task } from './schedule';
import { withSkipped } from './skipped';

/** A call and the item it belongs to. */
interface ItemCall {
	index: number;
	call: Call;
}

export async function run(host: IExecuteFunctions, plans: Plans): Promise<INodeExecutionData[][]> {
	const execution = new Execution(host, plans);
	return [await execution.run()];
}

/** Reading parameters is synchronous: other work of the process gets a turn every so many items. */
const ITEMS_PER_BREATH = 100;

class Execution {
	private readonly count: number;
	private readonly results: INodeExecutionData[][];
	private readonly failures = new Map<number, NodeError>();
	private readonly hints = new Hints();
	private readonly signal: AbortSignal | undefined;

	constructor(
		private readonly host: IExecuteFunctions,
		private readonly plans: Plans,
	) {
		this.count = host.getInputData().length;
		this.results = Array.from({ length: this.count }, () => []);
		this.signal = host.getExecutionCancelSignal?.();
	}

	async run(): Promise<INodeExecutionData[]> {
		const calls = await this.readAllItems();
		this.stopOnFailure();
		if (calls.length) {
			// one session for all: the time of a request is the item's, and no more are under way than any item allows
			const most = calls.reduce((least, { call }) => Math.min(least, call.options.most), Infinity);
			// a credential that is missing fails the items, not the node: n8n would pass them on as if they had succeeded
			await this.guarded(
				calls.map(({ index }) => index),
				undefined,
				async () => {
					const session = await Session.open(this.host, this.host.getNodeParameter('authentication', 0, 'accessToken'), longest(calls), {
						signal: this.signal,
						most,
					});
					const ways: Ways = {
						real: { session, lookups: new Lookups(session) },
						dry: { session: session.dry, lookups: new Lookups(session.dry) },
					};
					const atOnce = (): number => session.worthwhile;
					if (most > 1) await this.settleFirst(pointedAtInSeveralWays(calls), ways.real.lookups, atOnce);
					await schedule(this.tasks(calls, ways), atOnce, () => this.isOver());
				},
			);
		}
		this.hints.show(this.host, this.count);
		if (this.signal?.aborted) throw new NodeOperationError(this.host.getNode(), 'The execution was cancelled');
		this.stopOnFailure();
		return this.results.flat();
	}

	private async readAllItems(): Promise<ItemCall[]> {
		const calls: ItemCall[] = [];
		for (let index = 0; index < this.count && !this.isOver(); index++) {
			if (index && index % ITEMS_PER_BREATH === 0) await sleep(1);
			await this.guarded([index], undefined, async () => {
				const call = readCall(this.planOf(index), this.reader(index));
				await checkFiles(call, this.host, index);
				calls.push({ index, call });
			});
		}
		return calls;
	}

	private planOf(index: number) {
		const resource = this.host.getNodeParameter('resource', index) as string;
		const operation = this.host.getNodeParameter('operation', index) as string;
		const plan = this.plans.find(resource, operation);
		if (!plan)
			throw new NodeOperationError(this.host.getNode(), `The operation '${operation}' does not exist for '${resource}'`, {
				itemIndex: index,
			});
		return plan;
	}

	private reader(index: number): Read {
		// n8n throws for a parameter that the operation does not have, unless there is something to fall back to
		return (name) =>
			name === '$json' ? this.host.getInputData()[index].json : (this.host.getNodeParameter(name, index, null) ?? undefined);
	}

	/** Items whose lanes are only known by the ID: what they point at is found before any of them starts. */
	private async settleFirst(calls: ItemCall[], lookups: Lookups, atOnce: () => number): Promise<void> {
		const settle = async ({ index, call }: ItemCall) =>
			await this.guarded([index], call, async () => {
				await lookups.settle(call);
				const { target } = call;
				const id = target?.by === 'id' ? target.value : target?.found;
				if (target && id) call.lanes.push(keyOf(target.to, 'id', id));
			});
		await schedule(
			calls.map((entry) => ({ run: async () => await settle(entry) })),
			atOnce,
			() => this.isOver(),
		);
	}

	private tasks(all: ItemCall[], ways: Ways): Task[] {
		const memory: Memory = { memo: new Map(), once: new Once() };
		const calls = all.filter(({ index }) => !this.failures.has(index));
		const single = calls.filter(({ call }) => !call.plan.operation.batch);
		const batches = inBatches(calls.filter(({ call }) => call.plan.operation.batch));
		return [
			...single.map(({ index, call }) => ({
				lanes: call.lanes,
				run: async () => {
					await this.guarded([index], call, async () => {
						const { session, lookups } = wayOf(call, ways);
						await lookups.settle(call);
						await lookups.settleOptions(call, this.reader(index));
						await attach(call, this.host, index);
						this.results[index] = await this.resultOf(call, index, session, memory);
					});
				},
			})),
			...batches.map((batch) => ({
				lanes: batch.flatMap(({ call }) => call.lanes),
				run: async () => await this.runBatch(batch, wayOf(batch[0].call, ways)),
			})),
		];
	}

	/** The items of one call: those of a list are made page by page, while the next page is under way. */
	private async resultOf(call: Call, index: number, session: Session, memory: Memory): Promise<INodeExecutionData[]> {
		const timed = session.within(call.options.timeoutMs);
		const told: Told = (note) => this.hints.add(note, index);
		const { list, procedure, answer: kind } = call.plan.operation;
		const made = (answer: unknown): INodeExecutionData[] => shortened(toItems(answer, call, { item: index }), call.options.longestText);
		if (list && !procedure) return await timed.readAllAs(toListRequest(call), made, told);
		const answer = withSkipped(await answerTo(call, timed, memory, told), call, told);
		const file = kind?.kind === 'file' ? fileOf(answer as Download, call, kind) : answer;
		if (!(file instanceof FileAnswer)) return made(answer);
		return [
			await storedFile(file, { host: this.host, index, silenceMs: call.options.timeoutMs, wait: async (ms) => await session.wait(ms) }),
		];
	}

	/** Items whose names cannot be found fail alone; the others of their batch go on. */
	private async runBatch(batch: ItemCall[], { session, lookups }: Way): Promise<void> {
		const ready: ItemCall[] = [];
		await Promise.all(
			batch.map(async (entry) => {
				await this.guarded([entry.index], entry.call, async () => {
					await lookups.settle(entry.call);
					ready.push(entry);
				});
			}),
		);
		if (!ready.length || this.isOver()) return;
		ready.sort((a, b) => a.index - b.index);
		const indexes = ready.map(({ index }) => index);
		await this.guarded(indexes, ready[0].call, async () => {
			const { body } = await session.within(longest(ready)).send(toBatchRequest(ready.map(({ call }) => call)));
			this.results[indexes[0]] = shortened(
				toItems(
					body,
					ready[0].call,
					indexes.map((item) => ({ item })),
				),
				ready[0].call.options.longestText,
			);
		});
	}

	/** Whatever goes wrong in `work` becomes the result of these items. */
	private async guarded(indexes: number[], call: Call | undefined, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (error instanceof Unsent && call) {
				this.results[indexes[0]] = [unsentItem(error, call, indexes.length > 1 ? indexes.map((item) => ({ item })) : { item: indexes[0] })];
				return;
			}
			for (const itemIndex of indexes) {
				const pointed = call && indexes.length === 1 ? { ...call, endpoints: endpoints(call.plan.operation) } : undefined;
				const failure = toNodeError(error, {
					node: this.host.getNode(),
					itemIndex,
					action: call?.plan.operation.action,
					refusals: call?.plan.operation.refusals,
					pointed,
				});
				this.failures.set(itemIndex, failure);
				this.results[itemIndex] = [failedItem(failure, itemIndex)];
			}
		}
	}

	private isOver(): boolean {
		return this.signal?.aborted === true || (this.failures.size > 0 && !this.host.continueOnFail());
	}

	/** Without Continue On Fail the first failing item, in input order, ends the node. */
	private stopOnFailure(): void {
		if (!this.failures.size || this.host.continueOnFail() || this.signal?.aborted) return;
		const first = Math.min(...this.failures.keys());
		throw this.failures.get(first) as NodeError;
	}
}

/** The answer of one call that is no list: what a procedure makes of several requests, or the body. */
async function answerTo(call: Call, session: Session, memory: Memory, told: Told): Promise<unknown> {
	const { operation } = call.plan;
	if (operation.procedure) return await procedures[operation.procedure](call.values.inputs, callsFor(call, session, memory, told));
	if (operation.answer?.kind === 'file')
		return session.download({ ...toRequest(call), ...(operation.answer.direct ? {} : { accept: '*/*' }) });
	const { body } = await session.send({ ...toRequest(call), ...(operation.answer?.kind === 'text' ? { text: true } : {}) });
	return operation.answer?.kind === 'text'
		? { ...identified(call), [operation.answer.key]: typeof body === 'string' ? body : JSON.stringify(body) }
		: body;
}

/**
 * Calls that point at one kind of record by ID in one item and by email, say, in another: whether two of them mean the same
 * record is only known when the look-ups are done.
 */
function pointedAtInSeveralWays(calls: ItemCall[]): ItemCall[] {
	const ways = new Map<string, Set<string>>();
	const aimed = calls.filter(
		({ call }) => call.target && !call.options.dryRun && call.lanes.length && !call.plan.operation.batch && !call.plan.operation.procedure,
	);
	for (const {
		call: { target },
	} of aimed)
		if (target) ways.set(target.to, (ways.get(target.to) ?? new Set()).add(target.by));
	return aimed.filter(({ call: { target } }) => target && (ways.get(target.to)?.size ?? 0) > 1);
}

/** One request for several items takes as long as any of them allows. */
const longest = (calls: ItemCall[]): number => calls.reduce((most, { call }) => Math.max(most, call.options.timeoutMs), 0);

/** Through which a call asks Intercom. */
interface Way {
	session: Session;
	lookups: Lookups;
}
type Ways = Record<'real' | 'dry', Way>;
const wayOf = ({ options: { dryRun } }: Call, ways: Ways): Way => (dryRun ? ways.dry : ways.real);

/** Text says nothing of where it comes from; the IDs of the path do. */
const identified = ({ values }: Call): Json => values.path;

/** Consecutive items of one operation and one set of shared values, up to the size of a request. */
function inBatches(calls: ItemCall[]): ItemCall[][] {
	const batches: ItemCall[][] = [];
	const alike = ({ call }: ItemCall) =>
		JSON.stringify([call.plan.resource.id, call.plan.operation.id, call.version, call.values.shared, call.options.dryRun]);
	for (const entry of calls) {
		const batch = batches.at(-1);
		if (batch && batch.length < (entry.call.plan.operation.batch?.size ?? 1) && alike(batch[0]) === alike(entry)) batch.push(entry);
		else batches.push([entry]);
	}
	return batches;
}
