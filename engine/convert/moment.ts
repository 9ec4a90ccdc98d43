/** Moments: from every form in which a date comes to a node, to the forms Intercom wants. */

import { BadValue, shown } from './refusal';

/**
 * A moment as Unix seconds.
 *
 * | comes as | is |
 * |---|---|
 * | ISO 8601 text: `2026-01-31`, `2026-01-31T09:30`, `2026-01-31 09:30:00.5+02:00`, `2026-01` | that moment; without a time zone UTC; without a day the first |
 * | a Date, n8n's DateTime | that moment |
 * | a number, or text of 9 to 13 digits | Unix time: seconds, from 100,000,000,000 on milliseconds |
 *
 * What merely resembles a date is refused ("Invoice 2024"), and so is a day or a time that does not exist: 30 February,
 * 25 o'clock. Throws `BadValue`.
 */
export function unixSeconds(value: unknown, label: string): number {
	return Math.floor(milliseconds(value, label) / 1000);
}

/** ISO 8601 with milliseconds, UTC. Takes and refuses what `unixSeconds` does. */
export const isoMoment = (value: unknown, label: string): string => new Date(milliseconds(value, label)).toISOString();

/** `2026-01-31`: the day that was entered, whatever the time zone. Takes and refuses what `unixSeconds` does. */
export function isoDay(value: unknown, label: string): string {
	const iso = isoMoment(value, label);
	if (isDateTime(value)) return value.toISODate();
	const { year, month, day = '01' } = (typeof value === 'string' && partsOf(value)) || {};
	return year && month ? `${year}-${month}-${day}` : iso.slice(0, 10);
}

/** A Date, or n8n's DateTime. */
export const isMoment = (value: unknown): boolean => isDate(value) || isDateTime(value);

/** A valid Date or DateTime in ISO 8601; undefined for everything else. */
export function momentText(value: unknown): string | undefined {
	if (isDate(value)) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	return isDateTime(value) && Number.isFinite(value.toMillis()) ? value.toISO() : undefined;
}

/** Luxon's, which n8n has in expressions. */
interface DateTime {
	toMillis: () => number;
	toISO: () => string;
	toISODate: () => string;
}

const isDateTime = (value: unknown): value is DateTime =>
	typeof value === 'object' &&
	value !== null &&
	['toMillis', 'toISO', 'toISODate'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

/** Also of another realm: expressions have globals of their own. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

/** JavaScript has no moments beyond this; milliseconds. */
const FARTHEST = 8.64e15;
/** Seconds have at most eleven digits until the year 5138. */
const FEWEST_MILLISECONDS = 1e11;

function milliseconds(value: unknown, label: string): number {
	const ms = parsed(value);
	if (ms === undefined || !(Math.abs(ms) <= FARTHEST)) {
		throw new BadValue(
			label,
			`is not a date: ${shown(value)}`,
			'Use a day and a time that exist, in ISO 8601 (2026-01-31 or 2026-01-31T09:30:00Z), or Unix time.',
		);
	}
	return ms;
}

function parsed(value: unknown): number | undefined {
	if (isDate(value)) return value.getTime();
	if (isDateTime(value)) return value.toMillis();
	if (typeof value === 'number') return unix(value);
	if (typeof value !== 'string') return undefined;
	return /^-?\d{9,13}$/.test(value.trim()) ? unix(Number(value)) : iso(value);
}

const unix = (moment: number): number => (Math.abs(moment) < FEWEST_MILLISECONDS ? moment * 1000 : moment);

const ISO =
	/^(?<year>\d{4})-(?<month>\d{2})(?:-(?<day>\d{2}))?(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?\s*(?:Z|(?<sign>[+-])(?<zoneHour>\d{2}):?(?<zoneMinute>\d{2}))?)?$/i;

const partsOf = (text: string): Partial<Record<string, string>> | undefined => ISO.exec(text.trim())?.groups;

/** Undefined where it is no ISO 8601, or no such day or time exists. */
function iso(text: string): number | undefined {
	const parts = partsOf(text);
	if (!parts) return undefined;
	const at = (name: string, missing = 0): number => (parts[name] === undefined ? missing : Number(parts[name]));
	const [month, day, hour, minute, second] = [at('month'), at('day', 1), at('hour'), at('minute'), at('second')];
	// 24:00 is the end of a day
	const isTime = hour < 24 ? minute < 60 && second < 60 : hour === 24 && minute === 0 && second === 0 && !at('fraction');
	if (!isTime || at('zoneHour') > 23 || at('zoneMinute') > 59) return undefined;
	const midnight = new Date(0);
	// not Date.UTC, which takes years below 100 for those of the twentieth century
	midnight.setUTCFullYear(at('year'), month - 1, day);
	if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
	const zone = (parts.sign === '-' ? -1 : 1) * (at('zoneHour') * 60 + at('zoneMinute'));
	return (
		midnight.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1000 + Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3))
	);
}
