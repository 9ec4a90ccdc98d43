/**
 * What people entered -> what Intercom expects, field by field. Anything that cannot be meant is refused here,
 * with the parameter's label, before a request is made.
 */

import { toHtml } from '../../catalog/markup/to-html';
import type { Each, Field } from '../../catalog/types';
import { DAYS, type Hours } from '../describe/hours';
import { type Later, UNITS } from '../describe/later';
import { parseJson } from './json';

/** The value leaves the field out of the request. */
export const NOTHING = Symbol('nothing');

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

export const isEmpty = (value: unknown): boolean => value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** A record locator that still has to be turned into an ID. */
export interface Located {
	mode: string;
	value: string;
}

const shown = (value: unknown): string => {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Converts one value that is not empty. Refs are answered as text here; locators go through `located`. */
export function convert(field: Field, value: unknown, label: string): unknown {
	switch (field.kind) {
		case 'text':
			return field.markdown ? toHtml(text(value, label)) : text(value, label);
		case 'url':
			return text(value, label);
		case 'email': {
			const address = text(value, label).trim();
			if (!/^[^\s@,]+@[^\s@,]+$/.test(address)) throw new BadValue(label, `is not an email address: ${shown(value)}`, 'An address is a name, one @ and a domain: name@example.com.');
			return address;
		}
		case 'number':
			return number(field, value, label);
		case 'flag':
			return flag(value, label);
		case 'choice': {
			const chosen = text(value, label);
			if (!field.choices.some((choice) => choice.value === chosen)) {
				throw new BadValue(label, `cannot be ${shown(value)}`, `Use one of: ${field.choices.map((choice) => choice.value).join(', ')}.`);
			}
			return chosen;
		}
		case 'choices':
		case 'files':
			return texts(value, label);
		case 'file':
			return text(value, label);
		case 'texts':
			return each(field.each, texts(value, label));
		case 'date':
			return moment(field, value, label);
		case 'later':
			return later(value as Later, label, field.iso);
		case 'json':
			return json(value, label, field.shape);
		case 'refs':
			return field.numeric ? texts(value, label).map((id) => digits(id, label)) : each(field.each, texts(value, label));
		default:
			return value;
	}
}

function later({ mode, ...moment }: Later, label: string, iso = false): number | string | null {
	if (mode === 'never') return null;
	const seconds = mode === 'at' ? toCome(moment, label) : fromNow(moment, label);
	return iso ? new Date(seconds * 1000).toISOString() : seconds;
}

function toCome({ at }: Later, label: string): number {
	const seconds = unixSeconds(at, label);
	if (seconds * 1000 <= Date.now()) throw new BadValue(label, `has passed already: ${new Date(seconds * 1000).toISOString()}`);
	return seconds;
}

function fromNow({ amount, unit }: Later, label: string): number {
	const span = number({ kind: 'number' }, amount, label) * (UNITS[unit as keyof typeof UNITS] ?? UNITS.days);
	if (span <= 0) throw new BadValue(label, `has to be more than 0 ${String(unit)} from now`);
	return Math.ceil(Date.now() / 1000 + span);
}

/** An ID that is a number on the wire. */
export function digits(id: string, label: string): number {
	if (!/^\d+$/.test(id)) throw new BadValue(label, `has to be an ID of digits only, not ${JSON.stringify(id)}`);
	return Number(id);
}

/** The wire form of a moment. A day is the one that was entered, whatever the time zone. */
function moment({ as }: Extract<Field, { kind: 'date' }>, value: unknown, label: string): unknown {
	if (!as) return unixSeconds(value, label);
	const iso = isoOf(value, unixSeconds(value, label));
	return as === 'day' ? iso.slice(0, 10) : new Date(milliseconds(value) as number).toISOString();
}

function isoOf(value: unknown, seconds: number): string {
	if (typeof value === 'string' && ISO.test(value.trim())) return value.trim();
	if (typeof value === 'object' && value !== null && 'toISODate' in value && typeof value.toISODate === 'function') return String(value.toISODate());
	return new Date(seconds * 1000).toISOString();
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** `09:30` -> minutes since midnight. */
function minutes(value: unknown, label: string): number {
	const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text(value ?? '', label).trim()) ?? [];
	const total = Number(hour) * 60 + Number(minute);
	if (!(total <= DAY) || Number(minute) > 59) throw new BadValue(label, `is not a time of day: ${shown(value)}`, 'Write it as 09:30; midnight at the end of a day is 24:00.');
	if (total % 15 !== 0) throw new BadValue(label, `has to be on a quarter of an hour, not ${shown(value)}`);
	return total;
}

interface Interval {
	start_minute: number;
	end_minute: number;
}

/** Intervals in Intercom's own form are taken as they are. */
export function hours(week: boolean, raw: unknown, label: string): Interval[] {
	const entries = Array.isArray(raw) ? raw : ((raw as { rows?: unknown[] } | null)?.rows ?? []);
	return entries
		.flatMap((entry, index): Interval[] => {
			const place = `${label} ${index + 1}`;
			if (typeof entry !== 'object' || entry === null) throw new BadValue(place, `is not an interval: ${shown(entry)}`);
			if ('start_minute' in entry) return [entry as Interval];
			const { day = 'weekdays', opens, closes } = entry as Hours;
			const from = minutes(opens, `${place}: From`);
			const until = minutes(closes, `${place}: Until`);
			if (!week && until <= from) throw new BadValue(place, 'ends before it begins');
			const days = week ? DAYS[String(day)]?.days : [0];
			if (!days) throw new BadValue(`${place}: Day`, `cannot be ${shown(day)}`, `Use one of: ${Object.keys(DAYS).join(', ')}.`);
			return days.flatMap((number) => withinWeek({ start_minute: number * DAY + from, end_minute: number * DAY + until + (until <= from ? DAY : 0) }));
		})
		.sort((a, b) => a.start_minute - b.start_minute);
}

/** A Sunday night goes on at the beginning of the week. */
function withinWeek({ start_minute, end_minute }: Interval): Interval[] {
	return end_minute <= WEEK ? [{ start_minute, end_minute }] : [{ start_minute, end_minute: WEEK }, { start_minute: 0, end_minute: end_minute - WEEK }];
}

/** Wraps IDs as the row says. */
export function each(spec: Each | undefined, ids: string[]): unknown {
	return spec ? ids.map((id) => ({ [spec.key]: id, ...spec.also })) : ids;
}

export function text(value: unknown, label: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	throw new BadValue(label, `has to be a text, not ${shown(value)}`);
}

function number(field: Extract<Field, { kind: 'number' }>, value: unknown, label: string): number {
	const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof result !== 'number' || !Number.isFinite(result)) throw new BadValue(label, `has to be a number, not ${shown(value)}`);
	if (field.whole && !Number.isInteger(result)) throw new BadValue(label, `has to be a whole number, not ${result}`, 'Intercom cuts off what stands after the point; round it first.');
	if (field.min !== undefined && result < field.min) throw new BadValue(label, `cannot be less than ${field.min}`);
	if (field.max !== undefined && result > field.max) throw new BadValue(label, `cannot be more than ${field.max}`);
	return result;
}

export function flag(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 1 || value === 0) return value === 1;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (['true', 'yes', '1'].includes(word)) return true;
	if (['false', 'no', '0'].includes(word)) return false;
	throw new BadValue(label, `has to be true or false, not ${shown(value)}`);
}

/** A list, or a text with commas. */
export function texts(value: unknown, label: string): string[] {
	const entries = Array.isArray(value) ? value : text(value, label).split(',');
	return entries.map((entry) => text(entry, label).trim()).filter((entry) => entry !== '');
}

const ISO = /^\d{4}-\d{2}(-\d{2})?([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A moment as Unix seconds. Takes ISO 8601 text (without a time zone: UTC), a Date, n8n's DateTime, and Unix
 * time in seconds or milliseconds. Text that merely resembles a date is refused: "Invoice 2024" is none.
 */
export function unixSeconds(value: unknown, label: string): number {
	const ms = milliseconds(value);
	if (ms === undefined || !Number.isFinite(ms)) {
		throw new BadValue(label, `is not a date: ${shown(value)}`, 'Use ISO 8601 (2026-01-31 or 2026-01-31T09:30:00Z) or Unix time.');
	}
	return Math.floor(ms / 1000);
}

function milliseconds(value: unknown): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function') return Number(value.toMillis());
	if (typeof value === 'string' && ISO.test(value.trim())) {
		const iso = value.trim().replace(' ', 'T').replace(',', '.');
		return Date.parse(iso.length > 10 && !/(Z|[+-]\d{2}:?\d{2})$/i.test(iso) ? `${iso}Z` : iso);
	}
	const unix = typeof value === 'string' && /^-?\d{9,13}$/.test(value.trim()) ? Number(value) : value;
	// seconds have at most eleven digits until the year 5138
	return typeof unix === 'number' ? (Math.abs(unix) < 1e11 ? unix * 1000 : unix) : undefined;
}

export function json(value: unknown, label: string, shape: 'object' | 'array' | 'any'): unknown {
	const parsed = typeof value === 'string' ? parseJson(value, (reason) => new BadValue(label, `is not valid JSON: ${reason}`)) : value;
	const isArray = Array.isArray(parsed);
	if (shape === 'array' && !isArray) throw new BadValue(label, 'has to be a JSON list: [ ... ]');
	if (shape === 'object' && (isArray || typeof parsed !== 'object' || parsed === null)) throw new BadValue(label, 'has to be a JSON object: { ... }');
	return parsed;
}

/** Reads a resource locator: an object of n8n's, or plain text from an expression, which is an ID. */
export function located(value: unknown, label: string, url: { pattern: string; name: string } | undefined): Located | undefined {
	// a default that nobody has touched has no mark
	if (typeof value === 'object' && value !== null && ('__rl' in value || ('mode' in value && 'value' in value))) {
		const { mode, value: inner } = value as { mode?: string; value?: unknown };
		if (inner === undefined || isEmpty(inner)) return undefined;
		const entered = text(inner, label).trim();
		if (!entered) return undefined;
		if (mode !== 'url') return { mode: mode === 'list' || !mode ? 'id' : mode, value: entered };
		const id = url && new RegExp(url.pattern).exec(entered)?.[1];
		if (!id) throw new BadValue(label, `is not the address of a ${(url?.name ?? 'record').toLowerCase()} in Intercom: ${shown(entered)}`);
		return { mode: 'id', value: id };
	}
	if (value === undefined || isEmpty(value)) return undefined;
	const id = text(value, label).trim();
	return id ? { mode: 'id', value: id } : undefined;
}
