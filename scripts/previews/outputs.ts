/** What an operation puts out when nothing was chosen: the description's answer, as the catalog has it, simplified as a new node does. */

import { type Kept, type Shape, shapes } from '../../catalog/records/shapes';
import type { Operation, Resource } from '../../catalog/language/types';
import { endpoints } from '../../engine/plan';
import { answeredBy, besides, composites, withOutcome } from './composites';
import type { Description, Schema } from './description';

type Fields = Record<string, Schema>;
const object = (properties: Fields): Schema => ({ type: 'object', properties });
const text: Schema = { type: 'string' };

export interface Sources {
	stable: Description;
	preview: Description;
}

export function outputOf(resource: Resource, operation: Operation, sources: Sources): Schema {
	const title = `${resource.id}: ${operation.id}`;
	const path = Object.fromEntries(Object.keys(operation.path ?? {}).map((name) => [name, text]));
	if (composites[title]) return composites[title];
	if (operation.answer?.kind === 'file') return object(path);
	if (operation.answer?.kind === 'text') return object({ ...path, [operation.answer.key]: text });

	const record = {
		...recordOf(operation, answerOf(title, operation, sources)),
		...besides[operation.simplify?.replace('WithParts', '') ?? resource.id],
	};
	const shaped = operation.simplify ? simplified(record, shapes[operation.simplify]) : record;
	return object({
		...(withOutcome.includes(title) ? { outcome: text } : {}),
		...shaped,
		...(operation.addPathIds ? Object.fromEntries(Object.entries(path).filter(([name]) => !(name in shaped))) : {}),
		...(operation.deletes ? { deleted: { type: 'boolean' as const } } : {}),
	});
}

/** The description of the version that is spoken, and where it does not have the endpoint, the other one. */
function answerOf(title: string, operation: Operation, { stable, preview }: Sources): Schema | null {
	const endpoint = answeredBy[title] ?? endpoints(operation)[0];
	const inOrder = operation.since === 'Preview' || operation.defaultVersion === 'Preview' ? [preview, stable] : [stable, preview];
	const found = inOrder.map((description) => description.answerOf(endpoint)).find((answer) => answer !== undefined);
	return found ?? null;
}

/** Fields of the record, or of one record of a list. */
function recordOf({ list }: Operation, answer: Schema | null): Fields {
	if (!list) return answer?.properties ?? (answer ? {} : { success: { type: 'boolean' } });
	if (list.textsAs) return { [list.textsAs]: text };
	const named = list.items.split('.').reduce<Schema | undefined>((place, name) => place?.properties?.[name], answer ?? undefined);
	// some descriptions name the list otherwise than the answers do, or have the bare list
	const lists = [named, answer, ...Object.values(answer?.properties ?? {})];
	const items = lists.find((one) => one?.type === 'array' && one.items?.properties);
	return { ...items?.items?.properties, ...(list.join ? { [list.join.as]: { type: 'object' } } : {}) };
}

function simplified(record: Fields, { keep, top = {}, details = {}, dates }: Shape): Fields {
	const first = keep
		.filter((name) => name in record && !(name in details))
		.map((name): [string, Schema] => [name, dates.includes(name) ? text : record[name]]);
	const summary = cut(record, details);
	return { ...Object.fromEntries(first), ...cut(record, top), ...(Object.keys(summary).length ? { details: object(summary) } : {}) };
}

const cut = (record: Fields, wanted: Readonly<Record<string, Kept>>): Fields =>
	Object.fromEntries(
		Object.entries(wanted)
			.filter(([name]) => name in record)
			.map(([name, paths]) => [name, paths === 'whole' ? readable(name, record[name]) : part(record[name], paths)]),
	);

/** What stands at the paths; through lists as well. */
function part(schema: Schema, paths: readonly string[]): Schema {
	if (schema.type === 'array') return { ...schema, ...(schema.items ? { items: part(schema.items, paths) } : {}) };
	const names = [...new Set(paths.map((path) => path.split('.')[0]))].filter((name) => schema.properties && name in schema.properties);
	if (!names.length) return { type: schema.type };
	return object(
		Object.fromEntries(
			names.map((name) => {
				const deeper = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
				const there = (schema.properties as Fields)[name];
				return [name, paths.includes(name) ? readable(name, there) : part(there, deeper)];
			}),
		),
	);
}

/** Moments come out as text. */
const readable = (name: string, schema: Schema): Schema =>
	/_(at|since|until)$/.test(name) && ['integer', 'number'].includes(schema.type) ? text : schema;
