/** The items in an answer. */

import { isObject, type Json } from './json';

/** The value at a key of an answer; dots go into objects. */
export const inside = (body: unknown, key: string): unknown => key.split('.').reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), body);

/** The items of an answer; a filter that can match one record only answers the record itself. */
export function itemsOf(body: unknown, key: string, textsAs?: string): Json[] {
	if (!isObject(body)) return Array.isArray(body) ? body.filter(isObject) : [];
	const wanted = inside(body, key);
	if (textsAs !== undefined && Array.isArray(wanted)) return wanted.map((text) => ({ [textsAs]: text }));
	for (const value of [wanted, body.data]) if (Array.isArray(value)) return value.filter(isObject);
	return body.id !== undefined && body.type !== 'list' ? [body] : [];
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

/** What makes a record of a list itself: its ID, within its type. Undefined without an ID. */
export const identityOf = ({ type, id }: Json): string | undefined => (typeof id === 'string' || typeof id === 'number' ? `${String(type ?? '')} ${id}` : undefined);
