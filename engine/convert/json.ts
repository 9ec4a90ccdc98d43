/** JSON, as text or as what an expression made of it. */

import type { IDataObject } from 'n8n-workflow';
import { exactWithin } from './exact';
import { isMoment } from './moment';
import { BadValue } from './refusal';

export type Shape = 'object' | 'array' | 'any';

/**
 * Text is parsed; lists and objects are taken as they are. Every number inside has to be one that can be sent exactly.
 * Throws `BadValue`, with the place of the number.
 */
export function json(value: unknown, label: string, shape: Shape): unknown {
	const parsed = typeof value === 'string' ? parseJson(value, (reason) => new BadValue(label, `is not valid JSON: ${reason}`)) : value;
	if (shape === 'array' && !Array.isArray(parsed)) throw new BadValue(label, 'has to be a JSON list: [ ... ]');
	if (shape === 'object' && !isObject(parsed)) throw new BadValue(label, 'has to be a JSON object: { ... }');
	exactWithin(parsed, label);
	return parsed;
}

/** The parsed value; throws what `refuse` makes of the reason. */
export function parseJson<E extends Error>(source: string, refuse: (reason: string) => E): unknown {
	try {
		return JSON.parse(source) as unknown;
	} catch (error) {
		throw refuse(error instanceof Error ? error.message : 'unreadable');
	}
}

/** The list or object that a text is in JSON; undefined for any other text, which is just text. */
export function structureIn(text: string): unknown[] | IDataObject | undefined {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown[] | IDataObject;
	} catch {
		return undefined;
	}
}

/** An object with fields: no list, no date. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !isMoment(value);

/** An object whose names are anybody's: `__proto__` and `constructor` are names like any other in it. */
export const dictionary = <T = unknown>(): Record<string, T> => Object.create(null) as Record<string, T>;
