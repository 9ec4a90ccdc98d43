/** Custom attributes of one item, from the form and from JSON. */

import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
import { BadValue, flag, json, NOTHING, unixSeconds } from './values';
import { type AttributeModel, attributeSources } from '../../catalog/attributes';
import { attributesJsonParam, attributesParam } from '../describe/attributes';
import type { Read } from './parameters';

interface Mapper {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/**
 * `NOTHING`, or attribute name -> value. Dates become Unix seconds. An attribute of the form that was never
 * filled in (null) is left out; JSON is sent as it is, and wins.
 */
export function readAttributes(model: AttributeModel, read: Read, extras: IDataObject, ignoreEmpty: boolean): IDataObject | typeof NOTHING {
	const { label } = attributeSources[model];
	const mapper = read(attributesParam(model));
	const source = extras[attributesJsonParam(model)];
	const { mappingMode, value, schema: known } = (typeof mapper === 'object' && mapper !== null ? mapper : {}) as Mapper;
	if (mappingMode === 'autoMapInputData' && !known) throw new BadValue(label, 'cannot be mapped: n8n has not loaded their list yet', 'Open the node once in the editor, or give the attributes as JSON.');
	const schema = known ?? [];
	const entered = mappingMode === 'autoMapInputData' ? matching(schema, (read('$json') ?? {}) as IDataObject) : (value ?? {});
	const result: IDataObject = {};
	for (const [name, raw] of Object.entries(entered)) {
		if (raw === null || raw === undefined || (ignoreEmpty && raw === '')) continue;
		result[name] = typed(schema.find(({ id }) => id === name), raw, `${label}: `, name) as IDataObject;
	}
	if (source !== undefined && source !== null && source !== '') {
		for (const [name, raw] of Object.entries(json(source, `${label} (JSON)`, 'object') as IDataObject)) {
			if (!(ignoreEmpty && (raw === '' || raw === null))) result[name] = raw;
		}
	}
	return Object.keys(result).length ? result : NOTHING;
}

/**
 * The fields of the input item that are attributes. `removed` says nothing here: the form starts with every attribute
 * removed, and n8n leaves it at that when somebody switches to automatic mapping, which shows no attributes at all.
 */
const matching = (schema: ResourceMapperField[], item: IDataObject): IDataObject =>
	Object.fromEntries(schema.filter(({ id }) => item[id] !== undefined).map(({ id }) => [id, item[id]]));

/** Attributes of the form that take one of several options. */
export function listAttributes(model: AttributeModel, read: Read): string[] {
	const { schema = [] } = (read(attributesParam(model)) ?? {}) as Mapper;
	return schema.filter(({ type }) => type === 'options').map(({ id }) => id);
}

function typed(field: ResourceMapperField | undefined, value: unknown, place: string, name: string): unknown {
	const label = `${place}${field?.displayName ?? name}`;
	if (value === '') return field?.type === 'string' || field?.type === undefined || field.type === 'options' ? '' : null;
	switch (field?.type) {
		case 'dateTime':
			return unixSeconds(value, label);
		case 'boolean':
			return flag(value, label);
		case 'number': {
			const number = Number(value);
			if (!Number.isFinite(number)) throw new BadValue(label, `has to be a number, not ${JSON.stringify(value)}`);
			return number;
		}
		case 'string':
			// an expression may answer a number: 2024 as a title is text all the same
			return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
		default:
			return value;
	}
}

