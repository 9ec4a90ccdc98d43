/** The requests a row promises for given values, worked out from the row alone. */

import type { Operation } from '../../catalog/language/types';
import type { Filled } from './panel';
import type { Recorded } from './recorder';
import { endpointsOf, methodOf, type Row } from './rows';

export type Wire = Pick<Recorded, 'method' | 'path' | 'query' | 'body' | 'version'>;

/** The part of a request that a row decides. */
export const wireOf = ({ method, path, query, body, version }: Recorded): Wire => ({ method, path, query, body, version });

/** Of one item, or of the items that share a request; `limit` is undefined for all. */
export function expectedRequest({ operation }: Row, items: Filled[], limit?: number): Wire {
	const [endpoint] = endpointsOf(operation);
	const [{ sent }] = items;
	const fixed = fixedOf(operation, items);
	const paging = firstPage(operation, limit);
	const isGet = methodOf(endpoint) === 'GET';
	const body = isGet ? undefined : bodyOf(operation, items);
	return {
		method: methodOf(endpoint),
		path: endpoint.split(' ')[1].replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent.path[name]))),
		query: texts({ ...(isGet ? fixed : {}), ...sent.query, ...(paging && 'query' in paging ? paging.query : {}) }),
		body: paging && 'body' in paging ? { ...body, ...paging.body } : body,
		version: versionOf(operation, items),
	};
}

/** What is always said; a text in braces is the value of that path field. */
function fixedOf({ constants: fixed }: Operation, [{ sent }]: Filled[]): Record<string, unknown> | undefined {
	return (
		fixed &&
		Object.fromEntries(
			Object.entries(fixed).map(([wire, value]) => [
				wire,
				typeof value === 'string' && /^\{\w+\}$/.test(value) ? sent.path[value.slice(1, -1)] : value,
			]),
		)
	);
}

function bodyOf(operation: Operation, items: Filled[]): object | undefined {
	const { body, batch } = operation;
	const fixed = fixedOf(operation, items);
	if (batch)
		return { ...inObjects(fixed ?? {}), [batch.into]: items.map(({ sent }) => inObjects(sent.body)), ...inObjects(items[0].sent.shared) };
	if (operation.multipart) return asForm(inObjects({ ...fixed, ...items[0].sent.body }));
	return body || fixed ? inObjects({ ...fixed, ...items[0].sent.body }) : undefined;
}

/** What a list asks for at first: nothing where paging is undocumented. */
function firstPage({ list }: Operation, limit: number | undefined): { query: object } | { body: object } | undefined {
	if (!list?.paging || list.undocumented) return undefined;
	const per_page = Math.min(limit ?? Infinity, list.pageSize ?? NaN);
	switch (list.paging) {
		case 'query':
		case 'nextCursor':
			return { query: { per_page } };
		case 'page':
			return { query: { page: 1, per_page } };
		case 'bodyPage':
			return { body: { page: 1, per_page } };
		case 'body':
			return { body: { pagination: { per_page } } };
		// these have no parameters at first; "either" is always undocumented
		case 'scroll':
		case 'link':
		case 'either':
			return undefined;
	}
}

/** The version an operation speaks; else the newest stable one, or Preview where the operation or a field in use needs it. */
function versionOf({ since, defaultVersion: speaks }: Operation, items: Filled[]): string {
	if (speaks) return speaks;
	const needs = [since, ...items.flatMap(({ used }) => used.map(({ field }) => field.since))];
	return needs.includes('Preview') ? 'Preview' : '2.16';
}

/** `{ 'job.id': 1 }` -> `{ job: { id: 1 } }` */
export function inObjects(flat: Record<string, unknown>): Record<string, unknown> {
	const result: Record<string, unknown> = {};
	for (const [wire, value] of Object.entries(flat)) {
		const [first, ...rest] = wire.split('.');
		result[first] = rest.length ? { ...(result[first] as object), ...inObjects({ [rest.join('.')]: value }) } : value;
	}
	return result;
}

/** A form has texts and files. */
const asForm = (values: object): object =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? (value as object) : String(value)]));
/** As an address has them: a list is one text with commas. */
const texts = (values: object): Record<string, string> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
