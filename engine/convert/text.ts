/** Texts. */

import { exact } from './exact';
import { momentText } from './moment';
import { BadValue, kindOf, shown } from './refusal';

/**
 * A text as it is; numbers, true and false as they are written; a date (JavaScript's or n8n's) in ISO 8601, which is what n8n
 * makes of one in a template. Lists and objects are refused, and numbers whose digits are not certain. Throws `BadValue`.
 */
export function text(value: unknown, label: string): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return String(exact(value, label));
		case 'boolean':
		case 'bigint':
			return String(value);
		default: {
			const moment = momentText(value);
			if (moment === undefined)
				throw new BadValue(label, `has to be a text, not ${kindOf(value)}`, 'Point the expression at the text inside of it.');
			return moment;
		}
	}
}

/** An email address, without blanks around it. Throws `BadValue`. */
export function email(value: unknown, label: string): string {
	const address = text(value, label).trim();
	if (!/^[^\s@,]+@[^\s@,]+$/.test(address))
		throw new BadValue(label, `is not an email address: ${shown(address)}`, 'An address is a name, one @ and a domain: name@example.com.');
	return address;
}

/** One of several values, exactly as they are written. Throws `BadValue`. */
export function choice(values: readonly string[], value: unknown, label: string): string {
	const chosen = text(value, label).trim();
	if (!values.includes(chosen)) throw new BadValue(label, `cannot be ${shown(chosen)}`, `Use one of: ${values.join(', ')}.`);
	return chosen;
}
