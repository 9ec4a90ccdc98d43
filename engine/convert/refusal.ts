/** How a value is refused: which parameter, what is wrong with it, what to do. */

/** A refusal; the caller adds the item. `label` names the parameter as the panel shows it. */
export class BadValue extends Error {
	override name = 'BadValue';

	constructor(
		readonly label: string,
		readonly wrong: string,
		readonly advice?: string,
	) {
		super(`'${label}' ${wrong}`);
	}
}

const LONGEST = 60;

/** A value as an error shows it: shortened, and what nobody could see (blanks, nothing) in words. */
export function shown(value: unknown): string {
	if (value === undefined || value === null) return String(value);
	if (typeof value === 'string') return value.trim() === '' ? (value === '' ? 'an empty text' : 'blanks') : shortened(value);
	if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return String(value);
	return shortened(jsonOf(value) ?? kindOf(value));
}

/** What kind of value it is, for errors that must not show the value itself. */
export function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (value === null || value === undefined) return 'nothing';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text);

function jsonOf(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}
