/** Intercom's answers -> n8n items, as much of them as people want, always linked to the item they come from. */

import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import { type Kept, type Shape, shapes } from '../../catalog/records/shapes';
import type { Json } from '../../intercom/json';
import { flagOr } from '../convert/flag';
import { dictionary } from '../convert/json';
import { texts } from '../convert/list';
import { BadValue } from '../convert/refusal';
import { choice } from '../convert/text';
import type { Plan } from '../plan';
import type { Read } from '../fields/kind';
import type { Call } from './parameters';

export function toItems(answer: unknown, call: Call, pairedItem: IPairedItemData | IPairedItemData[]): INodeExecutionData[] {
	const {
		plan: { operation },
		values,
	} = call;
	const records = (Array.isArray(answer) ? answer : [answer]).map(record);
	return records.map((json) => {
		const shaped = { ...shapedFor(json, call), ...(operation.addPathIds ? missingFrom(json, values.path) : {}) };
		return { json: (operation.deletes ? { ...shaped, deleted: true } : shaped) as IDataObject, pairedItem };
	});
}

/** How much of a record comes out. `asBefore`: with every field where nodes of version 1 had it. */
export type Output = { kind: 'raw' } | { kind: 'simple'; asBefore?: boolean } | { kind: 'fields'; fields: string[] };

const KINDS: ReadonlyArray<Output['kind']> = ['simple', 'fields', 'raw'];

/** What people chose for the output of an operation. Nodes of an older version have a switch instead of the choice. Throws `BadValue`. */
export function readOutput({ operation }: Plan, read: Read): Output {
	if (!operation.simplify) return { kind: 'raw' };
	const chosen = read('output');
	if (chosen === undefined && operation.simplifySince) return { kind: 'raw' };
	if (chosen === undefined) return flagOr(true, read('simplify'), 'Simplify') ? { kind: 'simple', asBefore: true } : { kind: 'raw' };
	const kind = choice(KINDS, chosen, 'Output') as Output['kind'];
	if (kind === 'fields') {
		const fields = texts(read('fields'), 'Fields');
		if (!fields.length) throw new BadValue('Fields', 'is required', "Choose at least one field, or another 'Output'.");
		return { kind, fields };
	}
	return { kind };
}

/** A record as the call wants it. */
export function shapedFor(json: Json, { plan: { operation }, output }: Pick<Call, 'plan' | 'output'>): Json {
	if (!operation.simplify || output.kind === 'raw') return json;
	// a procedure says first what it did
	const outcome = 'outcome' in json ? { outcome: json.outcome } : {};
	return {
		...outcome,
		...(output.kind === 'fields' ? selected(json, output.fields) : simplified(json, shapes[operation.simplify], output.asBefore === true)),
	};
}

/** Values whose names the answer does not use itself. */
const missingFrom = (json: Json, more: Json): Json => Object.fromEntries(Object.entries(more).filter(([name]) => !(name in json)));

/** An answer without a body still says that it worked. */
const record = (answer: unknown): Json =>
	typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? (answer as Json) : { success: true };

function simplified(json: Json, { keep, top = {}, details = {}, asked = [], dates }: Shape, asBefore: boolean): Json {
	const first = keep
		.filter((name) => name in json && (asBefore || !(name in details)))
		.map((name) => [name, dates.includes(name) ? iso(json[name]) : json[name]]);
	const summary = cut(json, details);
	return {
		...(Object.fromEntries(first) as Json),
		...cut(json, top),
		...(Object.keys(summary).length ? { details: summary } : {}),
		...cut(json, Object.fromEntries(asked.map((name) => [name, 'whole']))),
	};
}

/** The fields that are there, each as much of it as is kept. */
const cut = (json: Json, wanted: Readonly<Record<string, Kept>>): Json =>
	Object.fromEntries(
		Object.entries(wanted).flatMap(([name, paths]) =>
			name in json ? [[name, paths === 'whole' ? readable(name, json[name]) : part(json[name], paths, readable)]] : [],
		),
	);

/** The ID and the fields, as Intercom gave them; one that is not there is null, so that every item has the same. */
function selected(json: Json, fields: readonly string[]): Json {
	const result = dictionary();
	if (has(json, 'id')) result.id = json.id;
	for (const name of fields.filter((field) => !field.includes('.') || has(json, field)))
		result[name] = has(json, name) ? (json[name] ?? null) : null;
	return {
		...result,
		...(part(
			json,
			fields.filter((field) => !(field in result)),
		) as Json),
	};
}

/** What stands at the paths within a value, where it stood; through lists as well. */
function part(
	value: unknown,
	paths: readonly string[],
	made: (name: string, value: unknown) => unknown = (_name, inner) => inner,
): unknown {
	if (Array.isArray(value)) return value.map((entry: unknown) => part(entry, paths, made));
	if (typeof value !== 'object' || value === null) return value;
	const result = dictionary();
	for (const name of new Set(paths.map((path) => path.split('.')[0]))) {
		if (!has(value, name)) continue;
		const inner = (value as Json)[name];
		const deeper = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
		result[name] = paths.includes(name) ? made(name, inner) : part(inner, deeper, made);
	}
	return { ...result };
}

/** Whether it has a field of this name, also one that JavaScript itself has on every object. */
const has = (value: object, name: string): boolean => Object.hasOwn(value, name);

const iso = (value: unknown): unknown => (typeof value === 'number' ? new Date(value * 1000).toISOString() : value);
/** The names of moments tell them. */
const readable = (name: string, value: unknown): unknown => (/_(at|since|until)$/.test(name) ? iso(value) : value);
