/** True and false. */

import { BadValue, shown } from './refusal';

const TRUE = ['true', 'yes', '1'];
const FALSE = ['false', 'no', '0'];

/**
 * | true | false |
 * |---|---|
 * | `true`, `1`, text `true`, `yes`, `1` | `false`, `0`, text `false`, `no`, `0` |
 *
 * Upper and lower case and blanks around a text do not count. Everything else is refused, an empty text too: it says neither.
 * Throws `BadValue`.
 */
export function flag(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	const word =
		typeof value === 'string' ? value.trim().toLowerCase() : typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
	if (TRUE.includes(word)) return true;
	if (FALSE.includes(word)) return false;
	throw new BadValue(label, `has to be true or false, not ${shown(value)}`);
}

/** The same for a switch of the panel: what is not there at all (also null) is as the panel has it. */
export const flagOr = (fallback: boolean, value: unknown, label: string): boolean =>
	value === undefined || value === null ? fallback : flag(value, label);
