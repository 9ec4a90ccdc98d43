/**
 * Numbers that arrive as they were meant. JavaScript has whole numbers up to 2^53 - 1 (16 digits); beyond that the last
 * digits are changed while a value is read, by n8n as well as here, and nobody can tell any more what they were.
 */

import { BadValue } from './refusal';

const ADVICE =
	'Whole numbers beyond 9007199254740991 lose their last digits on the way. If it is an ID, give it as text: in quotes, from the beginning.';

/** The number itself. Throws `BadValue` for NaN, infinity and whole numbers whose digits are not certain. */
export function exact(value: number, label: string): number {
	if (!Number.isFinite(value)) throw new BadValue(label, `has to be a number, not ${value}`);
	if (Number.isInteger(value) && !Number.isSafeInteger(value))
		throw new BadValue(label, `has a number that is too large to be sent exactly: ${value}`, ADVICE);
	return value;
}

/** Checks every number inside of lists and objects; `path` says where in the value one stands. */
export function exactWithin(value: unknown, label: string, path = ''): void {
	const place = path ? `${label}: ${path}` : label;
	if (typeof value === 'number') exact(value, place);
	else if (typeof value === 'bigint') throw new BadValue(place, `has a number that is too large to be sent exactly: ${value}`, ADVICE);
	else if (Array.isArray(value)) value.forEach((entry, index) => exactWithin(entry, label, `${path}[${index}]`));
	else if (typeof value === 'object' && value !== null)
		for (const [name, entry] of Object.entries(value)) exactWithin(entry, label, path ? `${path}.${name}` : name);
}
