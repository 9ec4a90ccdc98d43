/** A list of objects, one form each; a field in a form is read like any other. */

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Field, Fields } from '../../catalog/language/types';
import { dictionary, isObject } from '../convert/json';
import { isEmpty } from '../convert/empty';
import { collection, forms } from '../convert/list';
import { BadValue } from '../convert/refusal';
import { byName, labelOf, paramOf } from '../words';
import { type FieldKind, type FieldOf, NOTHING, type Shown } from './kind';
import { idFor, isLocated } from './ref';
import { base } from './words';

/** What forms need to know of all kinds of fields. */
interface AnyKind {
	propertiesOf: (shown: Shown) => INodeProperties[];
	valueOf: (field: Field, raw: unknown, label: string, skipEmpty: boolean) => unknown;
}

interface Form {
	fields: Fields;
	more?: Fields;
}

/** The collection inside a form. */
const MORE_PARAM = 'additionalFields';

/** n8n wants lists of this length sorted; shorter forms keep the order people fill them in. */
const SORTED_FROM = 5;

const byDisplayName = byName<INodeProperties>(({ displayName }) => displayName);

/** `kinds`: the registry, which lists this kind as well. */
export function rowsOf({ propertiesOf, valueOf }: AnyKind): FieldKind<'rows'> {
	const inForm = (fields: Fields): INodeProperties[] =>
		Object.entries(fields).flatMap(([wire, field]) =>
			propertiesOf({ field, param: paramOf(wire, field), label: labelOf(wire, field), place: 'form' }),
		);

	function formOf({ fields, more }: Form): INodeProperties[] {
		const form = inForm(fields);
		if (more)
			form.push({
				displayName: 'Additional Fields',
				name: MORE_PARAM,
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: inForm(more).sort(byDisplayName),
			});
		return form.length < SORTED_FROM ? form : form.sort(byDisplayName);
	}

	const initials = new WeakMap<Field, unknown>();

	/** What a field of a form holds before anybody fills it in. */
	function initialOf(field: Field): unknown {
		if (!initials.has(field)) initials.set(field, propertiesOf({ field, param: '', label: '', place: 'form' })[0].default);
		return initials.get(field);
	}

	/** A form in which nothing was entered: all of it is empty, or as the panel starts with it. Such a form is not sent. */
	function isUntouched({ fields, more = {} }: Form, entry: IDataObject, place: string): boolean {
		const isBlankIn = ([wire, field]: [string, Field]): boolean => {
			const raw = entry[paramOf(wire, field)] ?? entry[wire];
			if (raw === undefined || isEmpty(raw)) return true;
			return field.kind === 'ref' && isObject(raw) && 'mode' in raw ? isEmpty(raw.value ?? '') : raw === initialOf(field);
		};
		return (
			[...Object.entries(fields), ...Object.entries(more)].every(isBlankIn) && !Object.keys(collection(entry[MORE_PARAM], place)).length
		);
	}

	/** The fields of a form that are filled in, by wire name. */
	function partOf(wanted: Fields, from: IDataObject, place: string, skipEmpty: boolean): IDataObject {
		const part: IDataObject = {};
		for (const [wire, field] of Object.entries(wanted)) {
			const label = `${place}: ${labelOf(wire, field)}`;
			const value = valueOf(field, from[paramOf(wire, field)] ?? from[wire], label, skipEmpty);
			if (value !== NOTHING) part[wire] = (isLocated(field, value) ? byIdOnly(field, value, label) : value) as IDataObject;
			else if (field.required) throw new BadValue(label, 'is required');
		}
		return part;
	}

	/** One entry of the list. */
	function rowOf({ fields, more = {} }: Form, entry: IDataObject, place: string): IDataObject {
		const own = partOf(fields, entry, place, true);
		// what was added is meant, also when it is empty; an object from an expression has it beside the rest
		const isBeside = entry[MORE_PARAM] === undefined;
		return { ...own, ...partOf(more, isBeside ? entry : collection(entry[MORE_PARAM], place), place, isBeside) };
	}

	return {
		properties: (shown) => [
			{
				...base(shown),
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: `Add ${shown.field.row}`,
				default: {},
				options: [{ displayName: shown.field.row, name: 'rows', values: formOf(shown.field) }],
			},
		],
		read: (field, raw, label) => {
			const places = forms(raw, 'rows', label).map((form, index) => ({ form, place: `${label} ${index + 1}` }));
			const rows = places.flatMap(({ form, place }) => (isUntouched(field, form, place) ? [] : [rowOf(field, form, place)]));
			return rows.length ? keyed(field, rows, label) : NOTHING;
		},
		emptied: () => NOTHING,
	};
}

/** With `keyBy`: `[{ locale: 'fr', title }]` -> `{ fr: { title } }`. */
function keyed({ keyBy }: FieldOf<'rows'>, rows: IDataObject[], label: string): IDataObject[] | Record<string, IDataObject> {
	if (keyBy === undefined) return rows;
	const result = dictionary<IDataObject>();
	for (const { [keyBy]: key, ...rest } of rows) {
		if (String(key) in result) throw new BadValue(label, `has ${String(key)} twice`);
		result[String(key)] = rest;
	}
	return result;
}

function byIdOnly(field: Field, { mode, value }: { mode: string; value: string }, label: string): unknown {
	if (mode !== 'id') throw new BadValue(label, `cannot be given by ${mode} here`, 'Give it by its ID.');
	return idFor(field, value, label);
}
