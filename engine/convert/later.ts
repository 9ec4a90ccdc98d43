/** Moments to come: a span of time from now, or a date. */

import { type Later, UNITS } from '../describe/later';
import { isoMoment, unixSeconds } from './moment';
import { number } from './number';
import { BadValue } from './refusal';
import { choice } from './text';

/** What the field allows: ISO 8601 on the wire, that nothing is to come. */
interface Ways {
	iso?: boolean;
	never?: boolean;
}

/** Unix seconds, or ISO 8601; null where nothing is to come. Throws `BadValue`, also for a moment that has passed. */
export function later({ mode, ...moment }: Later, label: string, { iso, never }: Ways = {}): number | string | null {
	const way = choice(['at', 'fromNow', ...(never ? ['never'] : [])], mode ?? 'fromNow', label);
	if (way === 'never') return null;
	const seconds = way === 'at' ? toCome(moment, label) : fromNow(moment, label);
	return iso ? isoMoment(seconds, label) : seconds;
}

function toCome({ at }: Later, label: string): number {
	const seconds = unixSeconds(at, label);
	if (seconds * 1000 <= Date.now()) throw new BadValue(label, `has passed already: ${isoMoment(seconds, label)}`);
	return seconds;
}

function fromNow({ amount, unit }: Later, label: string): number {
	const name = choice(Object.keys(UNITS), unit ?? 'days', `${label}: Unit`) as keyof typeof UNITS;
	const span = number(amount, `${label}: Amount`) * UNITS[name];
	if (span <= 0) throw new BadValue(label, `has to be more than 0 ${name} from now`);
	return unixSeconds(Math.ceil(Date.now() / 1000 + span), label);
}
