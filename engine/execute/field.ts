/** One field of one item: what was entered, or that nothing was, as the value of the request. Lists of forms are fields in fields. */

import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { entities } from '../../catalog/records/entities';
import { waysTo } from '../../catalog/records/identity';
import type { Field, Fields } from '../../catalog/language/types';
import { hours } from '../convert/hours';
import { digits } from '../convert/id';
import { dictionary, isObject } from '../convert/json';
import { collection, forms } from '../convert/list';
import { located, type Located } from '../convert/locator';
import { BadValue } from '../convert/refusal';
import { initialOf, MORE_PARAM } from '../describe/fields';
import { labelOf, paramOf } from '../plan';
import { convert, each, isBlank, isEmpty, NOTHING } from './values';

/** A value of another kind may look the same and is just data: attributes can be called anything. */
export const isLocated = (field: Field, value: unknown): value is Located => field.kind === 'ref' && typeof value === 'object' && value !== null;
export const refOf = (field: Field): Extract<Field, { kind: 'ref' }> => field as Extract<Field, { kind: 'ref' }>;

/** The wire form of an ID. */
export function idFor(field: Field, id: string, label: string): unknown {
	const { each: listed, numeric } = refOf(field);
	if (numeric) return digits(id, label);
	return listed ? each(listed, [id]) : id;
}

/** `skipEmpty`: an empty value means "not given"; otherwise it is what people want to send. */
export function valueOf(field: Field, raw: unknown, label: string, skipEmpty: boolean): unknown {
	if (raw === undefined) return (field.kind === 'text' && field.generate) || (field.kind === 'date' && field.now) ? emptied(field, label, true) : NOTHING;
	if (field.kind === 'ref') {
		const entity = entities[field.to];
		const found = located(raw, label, entity.url && { pattern: entity.url.pattern, name: entity.name });
		if (found && found.mode !== 'id' && !waysTo(field).some(({ mode }) => mode === found.mode)) throw new BadValue(label, `cannot be given by ${found.mode}`);
		return found ?? emptied(field, label, skipEmpty);
	}
	if (field.kind === 'rows') return rowsOf(field, raw, label);
	if (field.kind === 'hours') return some(hours(field.week === true, raw, label));
	if (isBlank(field, raw)) return emptied(field, label, skipEmpty);
	const value = convert(field, raw, label);
	// an empty list as JSON is what somebody entered
	return isEmptyList(value) && field.kind !== 'json' ? emptied(field, label, skipEmpty) : value;
}

export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** What an empty value becomes: null where Intercom takes it, an empty text or list where that is a value of its own. */
function emptied(field: Field, label: string, skip: boolean): unknown {
	if (field.kind === 'text' && field.generate) return randomUUID();
	if (field.kind === 'date' && field.now) return convert(field, Date.now(), label);
	if (skip || field.required) return NOTHING;
	if (field.nullable) return null;
	switch (field.kind) {
		case 'text':
		case 'url':
			return '';
		case 'texts':
		case 'choices':
		case 'refs':
			return [];
		default:
			throw new BadValue(label, 'is empty', "Remove the field, or turn on the option 'Ignore Empty Values' to leave out fields without a value.");
	}
}

const some = (entries: unknown[]): unknown => (entries.length ? entries : NOTHING);

function rowsOf(field: Extract<Field, { kind: 'rows' }>, raw: unknown, label: string): unknown {
	const rows = forms(raw, 'rows', label).flatMap((form, index) => (isUntouched(field, form, `${label} ${index + 1}`) ? [] : [rowOf(field, form, `${label} ${index + 1}`)]));
	if (!rows.length) return NOTHING;
	return field.keyBy === undefined ? rows : keyed(rows, field.keyBy, label);
}

/** `[{ locale: 'fr', title }]` -> `{ fr: { title } }` */
function keyed(rows: IDataObject[], keyBy: string, label: string): Record<string, IDataObject> {
	const result = dictionary<IDataObject>();
	for (const { [keyBy]: key, ...rest } of rows) {
		if (String(key) in result) throw new BadValue(label, `has ${String(key)} twice`);
		result[String(key)] = rest;
	}
	return result;
}

/** A form in which nothing was entered: all of it is empty, or as the panel starts with it. Such a form is not sent. */
function isUntouched({ fields, more = {} }: { fields: Fields; more?: Fields }, entry: IDataObject, place: string): boolean {
	const isBlankIn = ([wire, field]: [string, Field]): boolean => {
		const raw = entry[paramOf(wire, field)] ?? entry[wire];
		if (raw === undefined || isEmpty(raw)) return true;
		return field.kind === 'ref' && isObject(raw) && 'mode' in raw ? isEmpty(raw.value ?? '') : raw === initialOf(field);
	};
	return [...Object.entries(fields), ...Object.entries(more)].every(isBlankIn) && !Object.keys(collection(entry[MORE_PARAM], place)).length;
}

/** One entry of a list of forms; what is empty there was not filled in. */
function rowOf({ fields, more }: { fields: Fields; more?: Fields }, entry: IDataObject, place: string): IDataObject {
	const row: IDataObject = {};
	const take = (wanted: Fields, from: IDataObject, skipEmpty: boolean): void => {
		for (const [wire, field] of Object.entries(wanted)) {
			const label = `${place}: ${labelOf(wire, field)}`;
			const value = valueOf(field, from[paramOf(wire, field)] ?? from[wire], label, skipEmpty);
			if (value !== NOTHING) row[wire] = (isLocated(field, value) ? inForm(field, value, label) : value) as IDataObject;
			else if (field.required) throw new BadValue(label, 'is required');
		}
	};
	take(fields, entry, true);
	// what was added is meant, also when it is empty; an object from an expression has it beside the rest
	if (more) take(more, entry[MORE_PARAM] === undefined ? entry : collection(entry[MORE_PARAM], place), entry[MORE_PARAM] === undefined);
	return row;
}

function inForm(field: Field, { mode, value }: Located, label: string): unknown {
	if (mode !== 'id') throw new BadValue(label, `cannot be given by ${mode} here`, 'Give it by its ID.');
	return idFor(field, value, label);
}
