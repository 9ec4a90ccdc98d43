/** Replies to a customer, and waits for what the customer does next. */

import { randomUUID } from 'node:crypto';
import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { STABLE_VERSION } from '../../intercom/versions';
import { askedIn } from '../../procedures/customer-answer';
import type { Json } from '../../intercom/json';
import { collection, forms } from '../convert/list';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice, text } from '../convert/text';
import { failedItem, toNodeError } from '../execute/errors';
import { type ReadParameter, readTarget } from '../review/question';
import { wireOf, writerOf } from '../review/wire';
import { Session } from '../session';
import { look } from './look';
import { stateItem, type Waiting } from './state';
import { lookingWorkflow } from './sub-workflow';

const TIMEOUT_MS = 60_000;
const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const LONGEST_PAUSE_MINUTES = 30;

export async function askCustomer(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (host.getNodeParameter('looking', 0, false) === true) return await look(host);
	try {
		return await asked(host);
	} catch (error) {
		const failure = toNodeError(error, { node: host.getNode(), itemIndex: 0, action: 'Send reply and wait for customer' });
		if (!host.continueOnFail() || host.getExecutionCancelSignal?.()?.aborted) throw failure;
		return [[failedItem(failure, 0)]];
	}
}

async function asked(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	if (items.length !== 1) throw new NodeOperationError(host.getNode(), `One customer can be asked at a time, and there are ${items.length} items`, { itemIndex: 0, description: "Put a 'Loop Over Items' node with batch size 1 around this node, or let an earlier node make one item of them." });
	const read: ReadParameter = (name) => host.getNodeParameter(name, 0, null) ?? undefined;
	const { id } = readTarget((name) => (name === 'askIn' ? 'conversation' : read(name)));
	const body = read('replyBody') === undefined ? '' : text(read('replyBody'), 'Message').trim();
	if (!body) throw new BadValue('Message', 'is required', 'Fill it in, or check that the expression has a value for this item.');
	const buttons = forms(read('quickReplies'), 'rows', 'Quick Replies').map(({ text: label }, index) => buttonOf(label, `Quick Replies ${index + 1}: Text`));
	const waitMs = number(read('waitAmount') ?? 1, 'Wait for at Most') * UNITS[choice(Object.keys(UNITS), read('waitUnit') ?? 'days', 'Unit') as keyof typeof UNITS];
	if (waitMs <= 0) throw new BadValue('Wait for at Most', 'has to be more than 0');
	const pauseMs = 60_000 * number(collection(read('options'), 'Options').longestPause ?? LONGEST_PAUSE_MINUTES, 'Longest Pause', { min: 1 });

	const authentication = host.getNodeParameter('authentication', 0, 'accessToken');
	const session = await Session.open(host, authentication, TIMEOUT_MS, { signal: host.getExecutionCancelSignal?.() });
	const writer = await writerOf(read, wireOf(session));
	const reply = { type: 'admin', admin_id: writer, body, ...(buttons.length ? { message_type: 'quick_reply', reply_options: buttons } : { message_type: 'comment' }) };
	const answer = await session.send({ endpoint: 'POST /conversations/{conversation_id}/reply', version: STABLE_VERSION, path: { conversation_id: id }, body: reply });

	const waiting: Waiting = { ...askedIn(id, (answer.body ?? {}) as Json, Math.floor(Date.now() / 1000)), untilMs: Date.now() + waitMs, pauseMs, place: 0 };
	const result = await host.executeWorkflow({ code: lookingWorkflow(host.getNode(), id, authentication) }, [{ json: stateItem(waiting) }], undefined, {
		parentExecution: { executionId: host.getExecutionId(), workflowId: String(host.getWorkflow().id), shouldResume: true },
		executionMode: host.getMode(),
	});
	return (result.data?.filter((output) => output !== null) as INodeExecutionData[][] | undefined) ?? [items];
}

function buttonOf(label: unknown, name: string): { text: string; uuid: string } {
	const words = label === undefined || label === null ? '' : text(label, name).trim();
	if (!words) throw new BadValue(name, 'is required');
	return { text: words, uuid: randomUUID() };
}
