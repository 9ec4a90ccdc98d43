/** IDs: one, as an expression may give it. */

import { isObject, structureIn } from './json';
import { BadValue, shown } from './refusal';
import { text } from './text';

/**
 * One ID as text, without blanks around it: a text, a number, or an object that has it (also as JSON text) - a record
 * with its `id`, or what n8n's lists hold, with its `value`. Empty for an empty text. Refused: lists, true and false,
 * objects without an ID, numbers whose digits are not certain, and text in brackets, which no ID is. Throws `BadValue`.
 */
export function id(value: unknown, label: string): string {
	const given = (typeof value === 'string' && structureIn(value)) || value;
	if (Array.isArray(given))
		throw new BadValue(label, `has to be one ID, not a list: ${shown(given)}`, 'Take one of them, or let every item have its own.');
	if (isObject(given)) return single(inner(given, label), label);
	if (typeof given === 'string' && /^\s*[[{]/.test(given)) throw new BadValue(label, `is not an ID: ${shown(given)}`);
	return single(given, label);
}

function single(found: unknown, label: string): string {
	if (!['string', 'number', 'bigint'].includes(typeof found)) throw new BadValue(label, `has to be an ID, not ${shown(found)}`);
	return text(found, label).trim();
}

function inner(record: Record<string, unknown>, label: string): unknown {
	const name = !Object.hasOwn(record, '__rl') && Object.hasOwn(record, 'id') ? 'id' : 'value';
	const found = Object.hasOwn(record, name) ? record[name] : undefined;
	if (found === undefined || found === null || found === '')
		throw new BadValue(label, `has no ID: ${shown(record)}`, 'Point the expression at the ID inside of it, such as {{ $json.id }}.');
	return found;
}

/** An ID that is a number on the wire. Throws `BadValue` for other characters and for more digits than a number can have. */
export function digits(value: string, label: string): number {
	if (!/^\d+$/.test(value)) throw new BadValue(label, `has to be an ID of digits only, not ${shown(value)}`);
	if (!Number.isSafeInteger(Number(value)))
		throw new BadValue(
			label,
			`is too large for an ID: ${value}`,
			'Intercom takes a number here, and whole numbers are exact up to 9007199254740991.',
		);
	return Number(value);
}
