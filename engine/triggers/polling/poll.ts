/** One poll of the Intercom Polling Trigger: what was set in the panel, read, and what becomes of errors. */

import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';
import { type Watch, type WatchedEvent, watchOf } from '../../../catalog/triggers/watches';
import { compared } from '../../../catalog/triggers/watches/compared';
import { steadyNow } from '../../../intercom/steady';
import { type NodeError, toNodeError } from '../../execute/errors';
import { Lookups } from '../../execute/lookups';
import { shapedFor } from '../../execute/output';
import { type Call, readCall } from '../../execute/parameters';
import { type Host, Session } from '../../session';
import { newestOf } from '../keeping/newest';
import { isNewWorkflow, memoryOf, triggerOf } from './memory';
import { news } from './news';
import { readOptions, type PollingOptions } from './options';
import { WatchedList, watchPlan } from './source';

const SAMPLES = 5;

/** n8n starts a poll also while the one before is still reading. */
const busy = new Set<string>();

/** What is needed of n8n to show some records: a poll has it, and an execution too. */
export type Panel = Pick<IPollFunctions, 'getNode' | 'getNodeParameter'>;

/** Null when there is nothing new. @throws NodeOperationError, NodeApiError */
export async function poll(host: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (host.getMode() === 'manual') return await samples(host);
	const trigger = triggerOf(host);
	if (busy.has(trigger)) return null;
	busy.add(trigger);
	try {
		const budgetMs = budgetOf(host);
		const ends = steadyNow() + budgetMs;
		const { clock } = memoryOf(host, isNewWorkflow(host));
		const watched = await open(host, AbortSignal.timeout(budgetMs));
		const { watch, event, call, session } = watched;
		return await news(host, {
			...watched,
			list: new WatchedList(watch, event, call, session, clock),
			hasTime: () => steadyNow() < ends,
			budgetMs,
		});
	} catch (error) {
		throw forActivation(toNodeError(error, { node: host.getNode(), action: 'Poll' }), host);
	} finally {
		busy.delete(trigger);
	}
}

/** Some records as they are, for the editor. @throws NodeOperationError, NodeApiError */
export async function samples(host: Panel): Promise<INodeExecutionData[][]> {
	try {
		const { watch, event, call, session } = await open(host);
		const found = await new WatchedList(watch, event, call, session).sample(SAMPLES);
		if (found.length) return [found.map((json) => ({ json: shapedFor(json, call) as IDataObject }))];
		const { noun } = watch;
		throw new NodeOperationError(host.getNode(), `There is no ${noun} yet that fits`, {
			description: `Create one in Intercom, or loosen the conditions; then test again. Once the workflow is active, it starts with every ${noun} that comes.`,
		});
	} catch (error) {
		throw toNodeError(error, { node: host.getNode(), action: 'Poll' });
	}
}

/** When a workflow is activated, n8n shows the message only: what to do has to be in it. */
function forActivation(error: NodeError, host: IPollFunctions): NodeError {
	if ((isNewWorkflow(host) || newestOf(host) === undefined) && error.description) error.message = `${error.message}. ${error.description}`;
	return error;
}

export interface Opened {
	watch: Watch;
	event: WatchedEvent;
	call: Call;
	options: PollingOptions;
	session: Session;
}

/** Reads the parameters. @param signal ends all that is asked of Intercom. @throws BadValue */
async function open(host: Panel, signal?: AbortSignal): Promise<Opened> {
	const id = String(host.getNodeParameter('event', ''));
	const found = watchOf(id);
	if (!found)
		throw new NodeOperationError(host.getNode(), `The event '${id}' does not exist`, { description: "Choose one of the list 'Event'." });
	const { watch, event } = found;
	const read = (name: string): unknown => host.getNodeParameter(name, null) ?? undefined;
	const call = readCall(watchPlan(watch), read);
	const options = readOptions(read, watch.ask.by === 'search' && event.at === 'updated_at' ? compared[watch.ask.over] : undefined);
	const session = await Session.open(
		host as unknown as Host,
		host.getNodeParameter('authentication', 'accessToken'),
		call.options.timeoutMs,
		{ signal },
	);
	await new Lookups(session).settle(call);
	return { watch, event, call, options, session };
}

/** Less than a minute, so that one poll is over before the next begins, and than what n8n grants. */
function budgetOf(host: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.min(45_000, (host.getPollBudgetMs?.() ?? Infinity) / 2);
}
