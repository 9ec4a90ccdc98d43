/** Custom attributes of one item, from the form and from JSON. */

import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
import { type AttributeModel, attributeSources } from '../../catalog/records/attributes';
import { exact, exactWithin } from '../convert/exact';
import { flag } from '../convert/flag';
import { dictionary, isObject, json } from '../convert/json';
import { unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { text } from '../convert/text';
import { attributesJsonParam, attributesParam } from '../describe/attributes';
import type { Read } from './parameters';
import { NOTHING } from './values';

interface Mapper {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/**
 * `NOTHING`, or attribute name -> value, whatever the names are. Dates become Unix seconds. JSON is sent as it is, and wins.
 *
 * | value | in the form | from a field of the item (automatic mapping), or in JSON |
 * |---|---|---|
 * | missing | left as it is in Intercom | left as it is |
 * | null | left as it is: nobody filled it in | cleared |
 * | an empty text | cleared | cleared |
 *
 * With `ignoreEmpty` nothing is cleared. Throws `BadValue`.
 */
export function readAttributes(model: AttributeModel, read: Read, extras: IDataObject, ignoreEmpty: boolean): Record<string, unknown> | typeof NOTHING {
	const { label } = attributeSources[model];
	const { mappingMode, value, schema } = mapperOf(model, read);
	const isAutomatic = mappingMode === 'autoMapInputData';
	if (isAutomatic && !schema) throw new BadValue(label, 'cannot be mapped: n8n has not loaded their list yet', 'Open the node once in the editor, or give the attributes as JSON.');
	const fields = new Map((schema ?? []).map((field) => [field.id, field]));
	const result = dictionary();
	const isSkipped = (raw: unknown): boolean => raw === undefined || (ignoreEmpty && (raw === '' || raw === null));
	for (const [name, raw] of isAutomatic ? matching(fields, read('$json')) : entriesOf(value, label)) {
		if (isSkipped(raw) || (raw === null && !isAutomatic)) continue;
		result[name] = raw === null ? null : typed(fields.get(name), raw, `${label}: ${fields.get(name)?.displayName ?? name}`);
	}
	const source = extras[attributesJsonParam(model)];
	if (source !== undefined && source !== null && source !== '') {
		for (const [name, raw] of Object.entries(json(source, `${label} (JSON)`, 'object') as IDataObject)) if (!isSkipped(raw)) result[name] = raw;
	}
	return Object.keys(result).length ? result : NOTHING;
}

function mapperOf(model: AttributeModel, read: Read): Mapper {
	const mapper = read(attributesParam(model));
	return isObject(mapper) ? (mapper as Mapper) : {};
}

/** What the form holds; the whole of it can be an expression. */
function entriesOf(value: unknown, label: string): Array<[string, unknown]> {
	if (value === undefined || value === null || value === '') return [];
	return Object.entries(json(value, label, 'object') as IDataObject);
}

/**
 * The fields of the input item that are attributes. `removed` says nothing here: the form starts with every attribute
 * removed, and n8n leaves it at that when somebody switches to automatic mapping, which shows no attributes at all.
 */
const matching = (fields: ReadonlyMap<string, unknown>, item: unknown): Array<[string, unknown]> => (isObject(item) ? Object.entries(item).filter(([name]) => fields.has(name)) : []);

/** Attributes of the form that take one of several options. */
export const listAttributes = (model: AttributeModel, read: Read): string[] => (mapperOf(model, read).schema ?? []).filter(({ type }) => type === 'options').map(({ id }) => id);

/** A value as its attribute wants it. An empty text clears it: only a text can be empty. */
function typed(field: ResourceMapperField | undefined, value: unknown, label: string): unknown {
	const type = field?.type;
	if (value === '') return type === undefined || type === 'string' || type === 'options' ? '' : null;
	switch (type) {
		case 'dateTime':
			return unixSeconds(value, label);
		case 'boolean':
			return flag(value, label);
		case 'number':
			return number(value, label);
		case 'string':
			// an expression may answer a number: 2024 as a title is text all the same
			return text(value, label);
		case 'options':
			return typeof value === 'number' ? exact(value, label) : typeof value === 'boolean' ? value : text(value, label);
		default:
			exactWithin(value, label);
			return value;
	}
}
