/**
 * One poll of the Intercom Polling Trigger. n8n keeps the static data when it starts the execution (2.41: commits both
 * together where durable cursors are on), so it is changed at the very end, when nothing can fail any more: a poll
 * that fails, or a process that ends, repeats the same span.
 */

import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';
import { watchOf } from '../../../catalog/watches';
import { type NodeError, toNodeError } from '../../execute/errors';
import { Lookups } from '../../execute/lookups';
import { shapedFor } from '../../execute/output';
import { type Call, readCall } from '../../execute/parameters';
import { type Host, Session } from '../../session';
import { beginAt, beginNow, follow, type Found } from './follow';
import { readOptions, type PollingOptions } from './options';
import { WatchedList, watchPlan } from './source';
import { keep, recall } from './state';

const SAMPLES = 5;

/** n8n starts a poll also while the one before is still reading. */
const busy = new Set<string>();

/** Null when there is nothing new. @throws NodeOperationError, NodeApiError */
export async function poll(host: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isTest = host.getMode() === 'manual';
	const trigger = `${host.getWorkflow().id} ${host.getNode().id}`;
	if (!isTest && busy.has(trigger)) return null;
	if (!isTest) busy.add(trigger);
	try {
		const watched = await open(host);
		return isTest ? await samples(host, watched) : await news(host, watched);
	} catch (error) {
		throw forActivation(toNodeError(error, { node: host.getNode(), action: 'Poll' }), host);
	} finally {
		if (!isTest) busy.delete(trigger);
	}
}

/** When a workflow is activated, n8n shows the message only: what to do has to be in it. */
function forActivation(error: NodeError, host: IPollFunctions): NodeError {
	const isFirst = host.getMode() !== 'manual' && host.getWorkflowStaticData('node').subject === undefined;
	if (isFirst && error.description) error.message = `${error.message}. ${error.description}`;
	return error;
}

interface Watched {
	list: WatchedList;
	call: Call;
	options: PollingOptions;
	noun: string;
}

/** Reads the parameters. @throws BadValue */
async function open(host: IPollFunctions): Promise<Watched> {
	const id = String(host.getNodeParameter('event', ''));
	const found = watchOf(id);
	if (!found) throw new NodeOperationError(host.getNode(), `The event '${id}' does not exist`, { description: "Choose one of the list 'Event'." });
	const { watch, event } = found;
	const read = (name: string): unknown => host.getNodeParameter(name, null) ?? undefined;
	const call = readCall(watchPlan(watch), read);
	const options = readOptions(read);
	const session = await Session.open(host as unknown as Host, host.getNodeParameter('authentication', 'accessToken'), call.options.timeoutMs);
	await new Lookups(session).settle(call);
	return { list: new WatchedList(watch, event, call, session), call, options, noun: watch.noun };
}

async function news(host: IPollFunctions, { list, call, options }: Watched): Promise<INodeExecutionData[][] | null> {
	const kept = host.getWorkflowStaticData('node');
	const { event, startAt, most, lookBackSeconds } = options;
	// another list, or another beginning, has nothing to do with what was read so far; an expression may answer another date every time
	const { startFrom } = (host.getNode().parameters.options ?? {}) as IDataObject;
	const subject = JSON.stringify([event, call.values.path, call.values.query, startFrom ?? null]);
	const began = Date.now();
	const budgetMs = budgetOf(host);
	const before = recall(kept, subject) ?? (startAt === undefined ? undefined : beginAt(startAt));
	if (!before) {
		keep(kept, subject, await beginNow(list));
		return null;
	}
	const { found, state } = await follow(before, list, { most, lookBackSeconds, hasTime: () => Date.now() - began < budgetMs });
	keep(kept, subject, state);
	// a trigger has no panel to show a hint in, and a poll that fails would bring nothing at all
	for (const { text } of list.notes) host.logger?.warn(`${host.getNode().name}: ${text}`);
	return found.length ? [found.map((one) => itemOf(one, call))] : null;
}

/** Less than a minute, so that one poll is over before the next begins, and than what n8n grants. */
function budgetOf(host: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.min(45_000, (host.getPollBudgetMs?.() ?? Infinity) / 2);
}

async function samples(host: IPollFunctions, { list, call, noun }: Watched): Promise<INodeExecutionData[][]> {
	const found = await list.sample(SAMPLES);
	if (!found.length) {
		throw new NodeOperationError(host.getNode(), `There is no ${noun} yet that fits`, { description: `Create one in Intercom, or loosen the conditions; then test again. Once the workflow is active, it starts with every ${noun} that comes.` });
	}
	return [found.map((one) => itemOf(one, call))];
}

const itemOf = ({ json }: Found, call: Call): INodeExecutionData => ({ json: shapedFor(json, call) as IDataObject });
