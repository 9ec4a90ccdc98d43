/** The rows of the catalog as the tests walk them, and the names that follow from them - worked out here anew, not taken from engine/. */

import { attributeSources } from '../../catalog/records/attributes';
import { nodes } from '../../catalog/nodes';
import type { CatalogNode, Field, Operation, Resource } from '../../catalog/language/types';
import type { Endpoint } from '../../intercom/client';

export interface Row {
	/** "contact: create" */
	title: string;
	node: CatalogNode;
	/** The node type as workflows name it. */
	type: string;
	resource: Resource;
	operation: Operation;
}

export const rows: Row[] = nodes.flatMap((node) =>
	node.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			title: `${resource.id}: ${operation.id}`,
			node,
			type: `n8n-nodes-intercom.${node.id}`,
			resource,
			operation,
		})),
	),
);

export function rowOf(resource: string, operation: string): Row {
	const row = rows.find(({ title }) => title === `${resource}: ${operation}`);
	if (!row) throw new Error(`The catalog has no ${resource}: ${operation}`);
	return row;
}

/** For `it.each`: the title, and the row. */
export const titledRows = (which: (row: Row) => boolean = () => true): Array<[string, Row]> =>
	rows.filter(which).map((row) => [row.title, row]);

export const endpointsOf = ({ request }: Operation): readonly Endpoint[] => (typeof request === 'string' ? [request] : request);
export const methodOf = (endpoint: string): string => endpoint.split(' ')[0];
export const bracesOf = (endpoint: string): string[] => [...endpoint.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** Where a field of a row goes. */
export type Part = 'path' | 'query' | 'body' | 'shared' | 'inputs';

export interface Entry {
	part: Part;
	wire: string;
	field: Field;
	/** The name of its n8n parameter. */
	param: string;
}

/** Every field of a row. */
export function entriesOf(operation: Operation): Entry[] {
	const { path, query, body, inputs, batch } = operation;
	const parts = { path, query, body, inputs, shared: batch?.shared };
	return Object.entries(parts).flatMap(([part, fields = {}]) =>
		Object.entries(fields).map(([wire, field]) => ({ part: part as Part, wire, field, param: paramName(wire, field) })),
	);
}

/** `last_seen_at` -> `lastSeenAt`; the record an `id` stands for gives it its name. */
export function paramName(wire: string, field: Field): string {
	if (field.kind === 'attributes') return attributeSources[field.model].param;
	if (field.param) return field.param;
	if (field.kind === 'ref' && wire === 'id') return `${field.to}Id`;
	return wire.replace(/[._#]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
