/**
 * Waiting, and then running once more.
 *
 * n8n (1.85 to 2.41) does not run a node again when its time has come: it switches off the first entry of the execution's stack,
 * which passes on what came in, and goes on with the entries behind it (`handleWaitingState`). So what came in becomes
 * nothing, which ends that branch, and the node itself stands behind it a second time. The stack is part of an execution as
 * n8n saves it.
 */

import {
	type IExecuteData,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IRunExecutionData,
	NodeOperationError,
} from 'n8n-workflow';
import { whileWaiting } from '../while-waiting';

interface Inside {
	runExecutionData?: IRunExecutionData;
	workflow?: { settings?: { executionOrder?: string } };
}

const stackOf = (host: IExecuteFunctions): IExecuteData[] | undefined => {
	const stack = (host as unknown as Inside).runExecutionData?.executionData?.nodeExecutionStack;
	return Array.isArray(stack) ? stack : undefined;
};

/** Throws where the node could not come back: before anything is sent. */
export function requireComingBack(host: IExecuteFunctions): void {
	const refuse = (message: string, description: string) => new NodeOperationError(host.getNode(), message, { itemIndex: 0, description });
	if (/Tool$/.test(host.getNode().type))
		throw refuse(
			'A customer cannot be asked by a tool of an agent',
			'An agent cannot wait in the middle of its run: let it hand over what to ask, and ask in a node behind it.',
		);
	if (!stackOf(host) || typeof host.putExecutionToWait !== 'function')
		throw refuse(
			'This version of n8n cannot wait for a customer',
			'The node cannot come back after a pause in it. Please report it with the version of n8n.',
		);
}

/** The execution waits until then; after that, this node runs once more with the same items. Answers what it shows meanwhile. */
export async function runAgain(host: IExecuteFunctions, at: Date): Promise<INodeExecutionData[][]> {
	const entry = host.getExecuteData();
	const { node, data } = entry;
	// n8n takes items out of the lists that a node with an error output answers
	const kept = Object.fromEntries(Object.entries(data).map(([type, lists]) => [type, lists.map((items) => items && [...items])]));
	stackOf(host)?.unshift({ ...entry, data: kept });
	// another object: n8n switches off the node of the first entry only
	entry.node = { ...node, alwaysOutputData: false };
	// the order of before n8n 1.0 puts an entry with nothing to the end of the stack, and goes round
	const isOrdered = (host as unknown as Inside).workflow?.settings?.executionOrder === 'v1';
	entry.data = { main: isOrdered ? [null] : [] };
	await host.putExecutionToWait(at);
	return whileWaiting();
}
