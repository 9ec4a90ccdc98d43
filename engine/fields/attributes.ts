/** Custom attributes: a form with the workspace's own attributes, and JSON for those who have them as an object. */

import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { type AttributeModel, attributeSources } from '../../catalog/records/attributes';
import { entities } from '../../catalog/records/entities';
import { exact, exactWithin } from '../convert/exact';
import { flag } from '../convert/flag';
import { dictionary, isObject, json } from '../convert/json';
import { unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { text } from '../convert/text';
import { paramOf } from '../words';
import { type FieldKind, NOTHING, type Read } from './kind';

/** Name of the resourceMapping method with the attributes of a model. */
export const attributesMethod = (model: AttributeModel): string => `${model}Attributes`;

/** The n8n parameters of the form and of the JSON. */
const formParam = (model: AttributeModel): string => attributeSources[model].param;
const jsonParam = (model: AttributeModel): string => `${attributeSources[model].param}Json`;

function formProperty(model: AttributeModel, onceChosen = false): INodeProperties {
	const { label, of } = attributeSources[model];
	const chosen = of && paramOf('id', { kind: 'ref', to: of.entity });
	return {
		displayName: label,
		name: formParam(model),
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		...(chosen && onceChosen ? { displayOptions: { hide: { [chosen]: [''] } } } : {}),
		typeOptions: {
			...(chosen ? { loadOptionsDependsOn: [`${chosen}.value`] } : {}),
			resourceMapper: {
				resourceMapperMethod: attributesMethod(model),
				mode: 'add',
				// the parameter's own name is shown nowhere
				valuesLabel: label,
				fieldWords: { singular: 'attribute', plural: 'attributes' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	};
}

const jsonProperty = (model: AttributeModel): INodeProperties => ({
	displayName: `${attributeSources[model].label} (JSON)`,
	name: jsonParam(model),
	type: 'json',
	default: '{}',
	description: `Attributes of the ${(model in entities ? entities[model as keyof typeof entities].name : model).toLowerCase()} as an object of names and values. They win over those in the form.`,
});

interface Mapper {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/** What was entered for the attributes of one item. */
interface Given {
	mapper: Mapper;
	item: () => unknown;
	/** The JSON. */
	source: unknown;
	ignoreEmpty: boolean;
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
function valuesOf(model: AttributeModel, { mapper, item, source, ignoreEmpty }: Given): Record<string, unknown> | typeof NOTHING {
	const { label } = attributeSources[model];
	const { mappingMode, value, schema } = mapper;
	const isAutomatic = mappingMode === 'autoMapInputData';
	if (isAutomatic && !schema)
		throw new BadValue(
			label,
			'cannot be mapped: n8n has not loaded their list yet',
			'Open the node once in the editor, or give the attributes as JSON.',
		);
	const fields = new Map((schema ?? []).map((field) => [field.id, field]));
	const result = dictionary();
	const isSkipped = (raw: unknown): boolean => raw === undefined || (ignoreEmpty && (raw === '' || raw === null));
	for (const [name, raw] of isAutomatic ? matching(fields, item()) : entriesOf(value, label)) {
		if (isSkipped(raw) || (raw === null && !isAutomatic)) continue;
		result[name] = raw === null ? null : typed(fields.get(name), raw, `${label}: ${fields.get(name)?.displayName ?? name}`);
	}
	if (source !== undefined && source !== null && source !== '') {
		for (const [name, raw] of Object.entries(json(source, `${label} (JSON)`, 'object') as IDataObject))
			if (!isSkipped(raw)) result[name] = raw;
	}
	return Object.keys(result).length ? result : NOTHING;
}

function mapperOf(model: AttributeModel, read: Read): Mapper {
	const mapper = read(formParam(model));
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
const matching = (fields: ReadonlyMap<string, unknown>, item: unknown): Array<[string, unknown]> =>
	isObject(item) ? Object.entries(item).filter(([name]) => fields.has(name)) : [];

/** Attributes of the form that take one of several options. */
export const listAttributes = (model: AttributeModel, read: Read): string[] =>
	(mapperOf(model, read).schema ?? []).filter(({ type }) => type === 'options').map(({ id }) => id);

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

export const attributes: FieldKind<'attributes'> = {
	properties: ({ field }) => [formProperty(field.model, field.onceChosen)],
	extras: ({ model }) => [jsonProperty(model)],
	large: 'last',
	gather: ({ field: { model } }, { read, added, ignoreEmpty }): Given => ({
		mapper: mapperOf(model, read),
		item: () => read('$json'),
		source: added[jsonParam(model)],
		ignoreEmpty,
	}),
	read: ({ model }, raw) => valuesOf(model, raw as Given),
};
