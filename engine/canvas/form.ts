/** What people entered, form by form -> the components of a canvas. */

import type { IDataObject } from 'n8n-workflow';
import { type ComponentRow, componentOf, type Part, type Parts } from '../../catalog/canvas';
import { flag } from '../convert/flag';
import { forms, texts } from '../convert/list';
import { number } from '../convert/number';
import { BadValue, shown } from '../convert/refusal';
import { text } from '../convert/text';
import { rowsOf, shownAs } from './answer';
import { LINK_PARAM, paramOf, ROWS_FROM_PARAM, TYPE_PARAM } from './describe';

type Json = Record<string, unknown>;

export interface Source {
	/** The forms as they read for one item; expressions in them differ from item to item. */
	formsFor: (item: number) => unknown;
	items: Json[];
}

/** Throws `BadValue`. */
export function componentsFrom({ formsFor, items }: Source): Json[] {
	const first = forms(formsFor(0), 'rows', 'Components');
	// read only where a list is made of the items
	const perItem = new Map<number, IDataObject[]>([[0, first]]);
	const formAt = (item: number, index: number): IDataObject => {
		const found = perItem.get(item) ?? forms(formsFor(item), 'rows', 'Components');
		perItem.set(item, found);
		return found[index] ?? {};
	};
	return first.map((form, index) => {
		const label = `Component ${index + 1}`;
		const type = text(form[TYPE_PARAM] ?? 'text', label);
		const row = componentOf(type);
		if (!row) throw new BadValue(label, `has no type that Intercom knows: ${shown(type)}`);
		return componentFrom(row, form, `${label} (${row.name})`, { items, formOf: (item) => formAt(item, index) });
	});
}

interface Rows {
	items: Json[];
	/** The same form, as it reads for another item. */
	formOf: (item: number) => IDataObject;
}

function componentFrom(row: ComponentRow, form: IDataObject, label: string, rows: Rows): Json {
	const { type, parts, identified, fromItems } = row;
	const id = identified ? text(form.id ?? '', `${label}, ID`).trim() : '';
	const source = fromItems ? text(form[ROWS_FROM_PARAM] ?? 'entered', `${label}, Rows From`) : 'entered';
	const entries = Object.entries(parts).map(([wire, part]): [string, unknown] => {
		if (fromItems?.list !== wire || part.kind !== 'list' || source === 'entered') return [wire, valueOf(part, wire, form, label)];
		if (source === 'fields') return [wire, rowsOf(rows.items[0] ?? {})];
		return [wire, rows.items.map((_item, index) => rowFrom(part.of, part.type, rows.formOf(index), `${label}, item ${index + 1}`, index))];
	});
	return { type, ...(id ? { id } : {}), ...given(entries) };
}

const given = (entries: Array<[string, unknown]>): Json => Object.fromEntries(entries.filter(([, value]) => value !== undefined));

function rowFrom(parts: Parts, type: string, form: IDataObject, label: string, index: number): Json {
	const row = given(Object.entries(parts).map(([wire, part]) => [wire, valueOf(part, wire, form, label)]));
	return { type, ...(type === 'item' ? { id: `row-${index + 1}` } : {}), ...row };
}

/** Undefined where nothing was entered, or what Intercom takes for granted. */
function valueOf(part: Part, wire: string, form: IDataObject, label: string): unknown {
	const raw = form[paramOf(wire, part)] as unknown;
	const name = `${label}, ${part.label}`;
	if (part.kind === 'action') return actionFrom(raw, form, part.required ? 'submit' : 'none', name);
	if (raw === undefined || raw === null || raw === '') return undefined;
	switch (part.kind) {
		case 'text': {
			const value = typeof raw === 'object' ? shownAs(raw) : text(raw, name);
			return value === '' ? undefined : value;
		}
		case 'url':
			return text(raw, name).trim();
		case 'flag':
			return flag(raw, name) || undefined;
		case 'pixels':
			return number(raw, name, { whole: true, min: 0 }) || undefined;
		case 'choice':
			return raw === part.initial ? undefined : text(raw, name);
		case 'ids':
			return texts(raw, name);
		case 'list': {
			const rows = forms(raw, 'rows', name);
			return rows.map((row, index) => rowFrom(part.of, part.type, row, `${name} ${index + 1}`, index));
		}
	}
}

function actionFrom(raw: unknown, form: IDataObject, otherwise: string, label: string): Json | undefined {
	const type = text(raw ?? otherwise, label);
	if (type === 'none' || type === '') return undefined;
	return type === 'url' ? { type, url: text(form[LINK_PARAM] ?? '', `${label}: Link`).trim() } : { type };
}
