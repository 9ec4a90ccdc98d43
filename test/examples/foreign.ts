/** Nodes of other services and of AI in the examples: replaced where they cannot run here, called as a model would. */

import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowJson, WorkflowNode } from '../../scripts/host';
import { nodeOf } from './support';

/** A node that cannot run without a key gives way to one that puts out `values`; expressions among them see what the original would have. */
export function replace(workflow: WorkflowJson, name: string, values: Record<string, unknown>): void {
	const node = nodeOf(workflow, name);
	const assignments = Object.entries(values).map(([key, value]) => ({
		id: key,
		name: key,
		value,
		type: typeof value === 'object' ? 'object' : typeof value,
	}));
	Object.assign(node, {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: { dotNotation: false } },
		credentials: {},
	});
}

const CALL = /\$fromAI\('(\w+)', '([^']+)', '(\w+)'\)/g;

/** The arguments that a model is asked for by a tool. */
export const argumentsOf = (tool: WorkflowNode): string[] =>
	[...new Set([...JSON.stringify(tool.parameters).matchAll(CALL)].map(([, name]) => name))].sort();

/** Only this tool is left, as the node it is made of: what the model says comes as the item. */
export function callOnly(workflow: WorkflowJson, name: string): void {
	const tool = nodeOf(workflow, name);
	const own = Object.fromEntries(Object.entries(tool.parameters).filter(([key]) => !['descriptionType', 'toolDescription'].includes(key)));
	const parameters = JSON.parse(JSON.stringify(own).replace(CALL, '$json.$1')) as INodeParameters;
	workflow.nodes = [
		{ name: 'Model', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ ...tool, type: tool.type.replace(/Tool$/, ''), parameters },
	];
	workflow.connections = { Model: { main: [[{ node: name, type: 'main', index: 0 }]] } };
}

/** The nodes that hang on another one by a connection of this kind. */
export const hangingOn = ({ connections }: WorkflowJson, name: string, kind: string): string[] =>
	Object.entries(connections)
		.filter(([, kinds]) => kinds[kind]?.flat().some((to) => to?.node === name))
		.map(([from]) => from);
