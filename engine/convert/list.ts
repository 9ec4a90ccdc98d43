/** Lists: of texts, of IDs, of forms. */

import type { IDataObject } from 'n8n-workflow';
import { id } from './id';
import { isObject, parseJson, structureIn } from './json';
import { BadValue, shown } from './refusal';
import { choice, text } from './text';

/** Brackets around several entries that are no JSON: cut at its commas, the outer two would keep them. */
const BRACKETS = /^\s*\[[^[\]]*,[^[\]]*\]\s*$/;

/**
 * The entries of a list, however it comes: a list, JSON text of one (`["a", "b"]`), text with commas, or a single value.
 * Entries that are nothing (null, undefined) are left out. Throws `BadValue` for what looks like a list in brackets and
 * is no JSON.
 */
function entriesOf(value: unknown, label: string): unknown[] {
	const given = (typeof value === 'string' && structureIn(value)) || value;
	if (Array.isArray(given)) return given.filter((entry) => entry !== null && entry !== undefined);
	if (typeof given !== 'string') return given === null || given === undefined ? [] : [given];
	if (BRACKETS.test(given))
		throw new BadValue(
			label,
			`is not a list: ${shown(given)}`,
			'Write a list as JSON, with every text in double quotes: ["a", "b"]. Or leave the brackets away and separate by commas.',
		);
	return given.split(',');
}

const some = (entries: string[]): string[] => entries.filter((entry) => entry !== '');

/** Texts without blanks around them; empty ones are left out. Throws `BadValue`. */
export const texts = (value: unknown, label: string): string[] => some(entriesOf(value, label).map((entry) => text(entry, label).trim()));

/** IDs; an entry may be an object that has one, see `id`. Throws `BadValue`. */
export const ids = (value: unknown, label: string): string[] => some(entriesOf(value, label).map((entry) => id(entry, label)));

/** Values of a fixed set. Throws `BadValue`. */
export const choices = (values: readonly string[], value: unknown, label: string): string[] =>
	texts(value, label).map((entry) => choice(values, entry, label));

/**
 * The forms of a list: what the panel stores (`{ [key]: [...] }`), a list or a single form from an expression, or either
 * as JSON text. Entries that are nothing are left out. Throws `BadValue` for anything else.
 */
export function forms(value: unknown, key: string, label: string): IDataObject[] {
	if (value === undefined || value === null || value === '') return [];
	const entries = unpacked(value, label);
	if (isObject(entries) && Object.hasOwn(entries, key)) return forms(entries[key], key, label);
	if (isObject(entries)) return Object.keys(entries).length ? [entries] : [];
	if (!Array.isArray(entries)) throw new BadValue(label, `has to be a list of objects, not ${shown(value)}`);
	return entries.flatMap((entry, index) => {
		if (entry === null || entry === undefined || entry === '') return [];
		const form = typeof entry === 'string' ? structureIn(entry) : (entry as unknown);
		if (!isObject(form)) throw new BadValue(`${label} ${index + 1}`, `has to be an object with fields, not ${shown(entry)}`);
		return [form];
	});
}

/** The fields of a collection: an object, or JSON text of one. Nothing is an empty one. Throws `BadValue`. */
export function collection(value: unknown, label: string): IDataObject {
	if (value === undefined || value === null || value === '') return {};
	const fields = unpacked(value, label);
	if (!isObject(fields)) throw new BadValue(label, `has to be an object with fields, not ${shown(value)}`);
	return fields;
}

/** Values inside are looked at where each is read, under the label of its own. */
const unpacked = (value: unknown, label: string): unknown =>
	typeof value === 'string' ? parseJson(value, (reason) => new BadValue(label, `is not valid JSON: ${reason}`)) : value;
