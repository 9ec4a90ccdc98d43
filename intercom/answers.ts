/** The content of answers: items of a list, and whether an answer holds what was asked for. */

import { isObject, type Json } from './json';

/** The value at a dotted path. */
export const inside = (body: unknown, key: string): unknown =>
	key.split('.').reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), body);

/** The items of a list answer. Some endpoints answer the record itself when a filter matches one only. */
export function itemsOf(body: unknown, key: string, textsAs?: string): Json[] {
	const wanted = inside(body, key);
	if (textsAs !== undefined && Array.isArray(wanted)) return wanted.map((text) => ({ [textsAs]: text }));
	return (listIn(body, key) ?? []).filter(isObject);
}

/** The list of an answer, if it has one. */
function listIn(body: unknown, key: string): unknown[] | undefined {
	if (!isObject(body)) return Array.isArray(body) ? body : undefined;
	for (const value of [inside(body, key), body.data]) if (Array.isArray(value)) return value;
	return isThere(body.id) && body.type !== 'list' && !isErrorList(body) ? [body] : undefined;
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/**
 * What a successful answer must hold.
 * - names: a record with all of them (`[]`: any object)
 * - `list`: a list at this path
 * - `nothing`: no body is documented
 */
export type Holds = readonly string[] | { list: string } | 'nothing';

/** The default: a record with an ID. */
export const RECORD = ['id'] as const;

/** The shape of Intercom's errors. */
export const isErrorList = (body: unknown): boolean => isObject(body) && body.type === 'error.list';

/** Truncated, or from an intermediary. */
export const NOT_JSON = 'is not JSON';

/** What is wrong with the body of a successful answer, as the end of "The answer ..."; undefined if nothing is. */
export function wrongWith(body: unknown, holds: Holds = []): string | undefined {
	const isEmpty = body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
	if (isErrorList(body)) return 'is a list of errors';
	if (isEmpty) return holds === 'nothing' ? undefined : 'is empty';
	if (typeof body === 'string') return NOT_JSON;
	if (typeof holds === 'object' && 'list' in holds) return listIn(body, holds.list) ? undefined : `has no list '${holds.list}'`;
	if (!isObject(body)) return 'is not a record';
	const missing = holds === 'nothing' ? undefined : holds.find((name) => !isThere(body[name]));
	return missing === undefined ? undefined : `has no '${missing}'`;
}

/** A second list whose entries belong to the items: each goes to the item whose ID stands at `by`, under the name `as`. */
export interface Join {
	items: string;
	by: string;
	as: string;
}

export function withJoined(items: Json[], body: unknown, join: Join | undefined): Json[] {
	if (!join || !isObject(body)) return items;
	const others = new Map(itemsOf({ data: inside(body, join.items) }, 'data').map((other) => [String(other[join.by]), other]));
	return items.map((item) => (others.has(String(item.id)) ? { ...item, [join.as]: others.get(String(item.id)) } : item));
}

/** Identifies a record in a list: its ID within its type. Undefined without an ID. */
export const identityOf = ({ type, id }: Json): string | undefined =>
	typeof id === 'string' || typeof id === 'number' ? `${String(type ?? '')} ${id}` : undefined;
