/**
 * The workflow inside the workflow that looks again and again. n8n runs no node twice because of time; but it wakes an execution
 * up, and a sub-workflow whose connections lead back looks once more. The execution that asked waits for it, as it does for the
 * sub-workflow of an Execute Workflow node, and goes on with its output.
 */

import type { INode, IWorkflowBase } from 'n8n-workflow';

const START = 'Asked';
const LOOK = 'Look';
const LOOP = 'Still Waiting?';

const to = (node: string) => ({ node, type: 'main' as const, index: 0 });

/** `node` is the one that asks: its type, credential and way of signing in. */
export function lookingWorkflow(node: INode, conversationId: string, authentication: unknown): IWorkflowBase {
	const nodes: INode[] = [
		{ id: 'asked', name: START, type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			// those who wait in one conversation meet under this ID; see line.ts
			id: `intercom-wait-${conversationId}`,
			name: LOOK,
			type: node.type,
			typeVersion: node.typeVersion,
			position: [220, 0],
			parameters: { authentication: authentication as string, operation: 'askCustomer', looking: true, conversationId: { __rl: true, mode: 'id', value: conversationId }, replyBody: 'Asked already' },
			...(node.credentials ? { credentials: node.credentials } : {}),
		},
		{ id: 'loop', name: LOOP, type: 'n8n-nodes-base.if', typeVersion: 1, position: [440, 0], parameters: { conditions: { boolean: [{ value1: '={{ $json.waiting !== undefined }}', value2: true }] } } },
	];
	return {
		name: 'Waiting for a customer in Intercom',
		nodes,
		connections: { [START]: { main: [[to(LOOK)]] }, [LOOK]: { main: [[to(LOOP)]] }, [LOOP]: { main: [[to(LOOK)], []] } },
		settings: { executionOrder: 'v1', callerPolicy: 'any' },
		active: false,
	} as unknown as IWorkflowBase;
}
