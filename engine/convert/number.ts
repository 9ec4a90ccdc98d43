/** Numbers. */

import { exact } from './exact';
import { BadValue, shown } from './refusal';

/** What a number has to fulfil; `min` and `max` are part of the range. */
export interface Range {
	whole?: boolean;
	min?: number;
	max?: number;
}

/** Decimal digits with a point, maybe with an exponent: no hexadecimal, no separators, no words. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A number, or text that is one in decimal digits (`12`, `-1.5`, `2e3`; blanks around it do not count). Everything else is
 * refused: an empty text and blanks, true and false, lists, dates, `0x10`, `1,5`, `NaN`, infinity, and whole numbers beyond
 * 2^53 - 1, whose last digits would be others. Throws `BadValue`.
 */
export function number(value: unknown, label: string, range: Range = {}): number {
	const result = parsed(value);
	if (result === undefined)
		throw new BadValue(
			label,
			`has to be ${wanted(range)}, not ${shown(value)}`,
			'Use digits, with a point before decimals and nothing between thousands: 1234.5.',
		);
	exact(result, label);
	const { whole, min = -Infinity, max = Infinity } = range;
	const isFraction = whole && !Number.isInteger(result);
	if (isFraction || result < min || result > max)
		throw new BadValue(
			label,
			`has to be ${wanted(range)}, not ${result}`,
			isFraction ? 'Round it first: Intercom cuts off what stands after the point.' : undefined,
		);
	return result;
}

function parsed(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value === 'bigint') return Number(value);
	return typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : undefined;
}

/** `a whole number from 1 to 50` */
function wanted({ whole, min, max }: Range): string {
	const kind = whole ? 'a whole number' : 'a number';
	if (min === undefined) return max === undefined ? kind : `${kind} up to ${max}`;
	return max === undefined ? `${kind} from ${min} on` : `${kind} from ${min} to ${max}`;
}
