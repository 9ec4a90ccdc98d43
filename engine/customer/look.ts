/** One look whether the customer has answered; the sub-workflow comes back here until somebody or the clock says something. */

import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { IntercomError } from '../../intercom/errors';
import { STABLE_VERSION } from '../../intercom/versions';
import { answersSince, type CustomerAnswer, plain } from '../../procedures/customer-answer';
import type { Json } from '../../intercom/json';
import { toNodeError } from '../execute/errors';
import { isObject } from '../convert/json';
import { Session } from '../session';
import { Line } from './line';
import { nextLook, stateItem, type Waiting } from './state';

const TIMEOUT_MS = 60_000;

export async function look(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [{ json }] = host.getInputData();
	if (!isObject(json.waiting)) throw new NodeOperationError(host.getNode(), 'There is nothing to wait for', { itemIndex: 0 });
	const waiting = { ...json.waiting } as unknown as Waiting;
	const line = new Line(host);
	// right after the question nobody can have answered
	if (!waiting.place) return await again(host, { ...waiting, place: await line.join() });
	try {
		const answer = await line.take(waiting, await answers(host, waiting), Date.now());
		if (!answer && Date.now() < waiting.untilMs) return await again(host, waiting);
		await line.leave(waiting);
		return [[{ json: output(waiting, answer), pairedItem: { item: 0 } }]];
	} catch (error) {
		// what passes by itself does not end days of waiting
		if (passes(error) && Date.now() < waiting.untilMs) return await again(host, waiting);
		await line.leave(waiting);
		throw toNodeError(error, { node: host.getNode(), itemIndex: 0, action: 'Wait for customer' });
	}
}

async function answers(host: IExecuteFunctions, waiting: Waiting): Promise<CustomerAnswer[]> {
	const session = await Session.open(host, host.getNodeParameter('authentication', 0, 'accessToken'), TIMEOUT_MS, { signal: host.getExecutionCancelSignal?.() });
	const { body } = await session.send({ endpoint: 'GET /conversations/{conversation_id}', version: STABLE_VERSION, path: { conversation_id: waiting.conversationId } });
	return answersSince((body ?? {}) as Json, waiting);
}

const passes = (error: unknown): boolean => error instanceof IntercomError && (error.kind !== 'http' || (error.status ?? 0) >= 500 || error.status === 429);

/** n8n passes on what came in when the time is up, and the sub-workflow leads it back here. */
async function again(host: IExecuteFunctions, waiting: Waiting): Promise<INodeExecutionData[][]> {
	const items = [{ json: stateItem(waiting), pairedItem: { item: 0 } }];
	const { data } = host.getExecuteData();
	if (Array.isArray(data?.main)) data.main[0] = items;
	await host.putExecutionToWait(nextLook(waiting, Date.now()));
	return [items];
}

function output({ conversationId, contactId }: Waiting, answer: CustomerAnswer | undefined): IDataObject {
	const shared = { conversationId, contactId, noticedBy: 'polling' };
	if (!answer) return { event: 'timeUp', text: null, body: null, quickReply: null, rating: null, answeredAt: null, ...shared };
	const { event, body, quickReply, rating, at } = answer;
	return { event, text: body === null ? null : plain(body), body, quickReply: quickReply as IDataObject | null, rating: rating as IDataObject | null, answeredAt: new Date(at * 1000).toISOString(), ...shared };
}
