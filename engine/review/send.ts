/** Asks: a note with signed links, and the execution waits. n8n keeps a waiting execution in its database, so it outlives a restart. */

import { randomUUID } from 'node:crypto';
import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, NodeOperationError, WAIT_INDEFINITELY } from 'n8n-workflow';
import { addNote, assignTo, nameOf } from '../../procedures/review';
import { isObject } from '../convert/json';
import { failedItem, toNodeError } from '../execute/errors';
import { Session } from '../session';
import { whileWaiting } from '../while-waiting';
import { keepAsked } from './asked';
import { readLimit, readTimeUp } from './limit';
import { questionNote } from './note';
import { type ReadParameter, readQuestion, readReviewer, readTarget } from './question';
import { wireOf, writerOf } from './wire';

const TIMEOUT_MS = 60_000;
const ACTION = 'Send and wait for response';

/** Answers the items that go on when the time is up; an answer that comes takes their place (see receive.ts). */
export async function send(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return await asked(host);
	} catch (error) {
		const failure = toNodeError(error, { node: host.getNode(), itemIndex: 0, action: ACTION });
		if (!host.continueOnFail() || host.getExecutionCancelSignal?.()?.aborted) throw failure;
		return [[failedItem(failure, 0)]];
	}
}

async function asked(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	requireOne(host, items);
	requireWaiting(host);
	// all of it is read before anything is sent
	const read: ReadParameter = (name) => host.getNodeParameter(name, 0, null) ?? undefined;
	const question = readQuestion(read);
	const target = readTarget(read);
	const asked = readReviewer(read);
	const until = readLimit(read, Date.now());
	const timeUp = readTimeUp(read, question);

	const signal = host.getExecutionCancelSignal?.();
	const wire = wireOf(await Session.open(host, host.getNodeParameter('authentication', 0, 'accessToken'), TIMEOUT_MS, { signal }));
	const writer = await writerOf(read, wire);
	const whom = asked && (await nameOf(asked.reviewer, wire));
	if (asked?.assign) await assignTo(target, asked.reviewer, writer, wire);
	const id = randomUUID();
	const address = (choice: string): string => host.getSignedResumeUrl({ question: id, choice });
	await addNote(target, questionNote(question, { address, whom, until }), writer, wire);

	const waiting = items.map((item) => withData(item, { ...timeUp, question: id }));
	passOnWhenTimeIsUp(host, waiting);
	keepAsked(host, { id, question, target, writer });
	await host.putExecutionToWait(until ?? WAIT_INDEFINITELY);
	return whileWaiting();
}

/** n8n waits for one answer per run of a node: further items would never be asked. */
function requireOne(host: IExecuteFunctions, items: INodeExecutionData[]): void {
	if (items.length === 1) return;
	throw new NodeOperationError(host.getNode(), `One question can be asked at a time, and there are ${items.length} items`, {
		itemIndex: 0,
		description: "Put a 'Loop Over Items' node with batch size 1 around this node, or let an earlier node make one item of them.",
	});
}

/** Older versions of n8n cannot sign the address that an answer comes to. */
function requireWaiting(host: IExecuteFunctions): void {
	if (typeof host.getSignedResumeUrl === 'function' && typeof host.putExecutionToWait === 'function') return;
	throw new NodeOperationError(host.getNode(), 'This version of n8n cannot wait for a signed answer', {
		itemIndex: 0,
		description: 'Update n8n to version 2: older versions may have no signed addresses for answers.',
	});
}

/** Without an `error` of what came in: n8n would put it in the place of everything else. */
const withData = (item: INodeExecutionData, data: IDataObject): INodeExecutionData => ({
	...(Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'error')) as unknown as INodeExecutionData),
	json: { ...item.json, data: { ...(isObject(item.json.data) ? item.json.data : {}), ...data } },
	pairedItem: { item: 0 },
});

/**
 * When the time is up, n8n does not run the node again: it passes on what came in (2.41, `handleWaitingState`). So what came
 * in says from here on that nobody answered. The same place tells the page which question the execution waits for.
 */
function passOnWhenTimeIsUp(host: IExecuteFunctions, items: INodeExecutionData[]): void {
	const { data } = host.getExecuteData();
	// a list of its own: n8n empties the one that a node with an error output answers
	if (Array.isArray(data?.main)) data.main[0] = [...items];
}
