/** A workflow with n8n's built-in Intercom node -> the same with this package's. No node is dropped; what cannot be moved stays as it is. */

import { CannotMove, moves } from './operations';
import type { Json } from './values';

export interface Node extends Json {
	name: string;
	type: string;
	parameters?: Json;
	credentials?: Json;
	notes?: string;
}

export interface Workflow extends Json {
	nodes: Node[];
}

export interface Report {
	/** Name of the node -> the new operation. */
	moved: Array<{ node: string; to: string }>;
	/** Nodes that stay as they are. */
	left: Array<{ node: string; why: string }>;
	/** What to look at; also in the notes of the node itself. */
	look: Array<{ node: string; what: string }>;
}

const TYPES: Record<string, string> = {
	'n8n-nodes-base.intercom': 'n8n-nodes-intercom.intercom',
	'n8n-nodes-base.intercomTool': 'n8n-nodes-intercom.intercomTool',
};

/** What an AI tool says of itself. */
const TOOL = ['descriptionType', 'toolDescription'];

/** By themselves they are these, and n8n does not save what is as it is by itself. */
const FIRST = { resource: 'user', operation: 'create' };

export function move(workflow: Workflow): { workflow: Workflow; report: Report } {
	const report: Report = { moved: [], left: [], look: [] };
	const nodes = workflow.nodes.map((node) => (node.type in TYPES ? movedNode(node, report) : node));
	for (const node of nodes)
		if (report.moved.length && !report.moved.some(({ node: name }) => name === node.name)) report.look.push(...renamed(node));
	return { workflow: { ...workflow, nodes }, report };
}

function movedNode(node: Node, report: Report): Node {
	const { resource, operation } = { ...FIRST, ...node.parameters } as typeof FIRST;
	try {
		const way = moves[`${resource} ${operation}`];
		if (!way) throw new CannotMove(`it has no operation ${resource}: ${operation}`);
		const { parameters, notes } = way(node.parameters ?? {});
		const kept = Object.fromEntries(TOOL.filter((name) => name in (node.parameters ?? {})).map((name) => [name, node.parameters?.[name]]));
		report.moved.push({ node: node.name, to: `${String(parameters.resource)}: ${String(parameters.operation)}` });
		report.look.push(...notes.map((what) => ({ node: node.name, what })));
		// the credential is of another type: it is chosen anew
		const rest = { ...node };
		delete rest.credentials;
		const text = [node.notes, ...notes].filter(Boolean).join('\n');
		return { ...rest, type: TYPES[node.type], typeVersion: 1.1, parameters: { ...kept, ...parameters }, ...(text ? { notes: text } : {}) };
	} catch (error) {
		if (!(error instanceof CannotMove)) throw asIs(error);
		report.left.push({ node: node.name, why: error.message });
		return node;
	}
}

const asIs = (error: unknown): unknown => error;

/** Fields that have other names in the new API, wherever an expression reads them. */
const RENAMED: Record<string, string> = { user_id: 'external_id', custom_data: 'custom_attributes', last_request_at: 'last_seen_at' };

function renamed({ name, parameters }: Node): Report['look'] {
	const text = JSON.stringify(parameters ?? {});
	return Object.entries(RENAMED)
		.filter(([old]) => new RegExp(`[.'"\\\\]${old}\\b`).test(text))
		.map(([old, now]) => ({ node: name, what: `it reads ${old}, which may be ${now} now` }));
}
