/** The rows of the catalog -> the form in which people put a card together, component by component. */

import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { type ComponentRow, components, type Part, type Parts } from '../../catalog/canvas';
import { byName, camel } from '../words';

/** Parameter of a form that says what it is; the label comes first in the alphabet, as n8n sorts forms. */
export const TYPE_PARAM = 'component';
export const ROWS_FROM_PARAM = 'rowsFrom';
export const LINK_PARAM = 'pressedUrl';

export const paramOf = (wire: string, part: Part): string => part.param ?? (part.kind === 'action' ? 'whenPressed' : camel(wire));

const eg = (example: string | undefined) => (example ? { placeholder: `e.g. ${example}` } : {});

/** The properties of one field, for a component on which `show` depends. A link has a field of its own. */
function propertiesOf(wire: string, part: Part, show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	const base = {
		displayName: part.label,
		name: paramOf(wire, part),
		...(part.about ? { description: part.about } : {}),
		displayOptions: { show },
	};
	switch (part.kind) {
		case 'text':
			return [{ ...base, type: 'string', default: '', ...eg(part.example), ...(part.rows ? { typeOptions: { rows: part.rows } } : {}) }];
		case 'ids':
			return [{ ...base, type: 'string', default: '' }];
		case 'url':
			return [{ ...base, type: 'string', default: '', placeholder: 'e.g. https://example.com/picture.png' }];
		case 'flag':
			return [{ ...base, description: part.about ?? `Whether ${part.label.toLowerCase()} are wanted`, type: 'boolean', default: false }];
		case 'pixels':
			return [{ ...base, type: 'number', typeOptions: { minValue: 0 }, default: 0, description: 'In pixels' }];
		case 'choice':
			return [
				{
					...base,
					type: 'options',
					options: part.choices.map(({ value, name }) => ({ name, value })).sort(byName(({ name }) => name)),
					default: part.initial,
				},
			];
		case 'action':
			return [
				{
					...base,
					type: 'options',
					options: [
						...(part.required ? [] : [{ name: 'Nothing', value: 'none' }]),
						{ name: 'Open a Link', value: 'url' },
						{ name: 'Send to Workflow', value: 'submit' },
					],
					default: part.required ? 'submit' : 'none',
				},
				{
					displayName: 'When Pressed: Link',
					name: LINK_PARAM,
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com',
					displayOptions: { show: { ...show, [base.name]: ['url'] } },
				},
			];
		case 'list':
			return [
				{
					...base,
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: `Add ${part.row}`,
					default: {},
					options: [{ displayName: part.row, name: 'rows', values: formOf(part.of) }],
				},
			];
	}
}

const common = (parts: Parts): Array<[string, Part]> => Object.entries(parts).filter(([, part]) => !part.rare);

/** The fields of a row inside a list. */
function formOf(parts: Parts): INodeProperties[] {
	const form = common(parts)
		.flatMap(([wire, part]) => propertiesOf(wire, part, {}))
		.map(({ displayOptions, ...property }) => ({
			...property,
			...(Object.keys(displayOptions?.show ?? {}).length ? { displayOptions } : {}),
		}));
	return form.length < 5 ? form : form.sort(byName(({ displayName }) => displayName));
}

function rowsFrom({ type, fromItems }: ComponentRow): INodeProperties[] {
	if (!fromItems) return [];
	const options = [
		{ name: 'Entered Below', value: 'entered' },
		...(fromItems.fields === 'table' ? [{ name: 'Fields of First Item', value: 'fields', description: 'One row per field' }] : []),
		{ name: 'Input Items', value: 'items', description: 'One row per item; use expressions in the fields below' },
	];
	return [
		{
			displayName: 'Rows From',
			name: ROWS_FROM_PARAM,
			type: 'options',
			options,
			default: 'entered',
			displayOptions: { show: { [TYPE_PARAM]: [type] } },
		},
	];
}

function fieldsOf(row: ComponentRow): INodeProperties[] {
	const { type, parts, fromItems } = row;
	return common(parts).flatMap(([wire, part]) => {
		if (part.kind !== 'list' || fromItems?.list !== wire) return propertiesOf(wire, part, { [TYPE_PARAM]: [type] });
		const entered = propertiesOf(wire, part, { [TYPE_PARAM]: [type], [ROWS_FROM_PARAM]: ['entered'] });
		return [
			...entered,
			...common(part.of).flatMap(([inner, field]) => propertiesOf(inner, field, { [TYPE_PARAM]: [type], [ROWS_FROM_PARAM]: ['items'] })),
		];
	});
}

const idProperty: INodeProperties = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. refund',
	description: 'By it the workflow is told what was pressed or entered; different for each component',
	displayOptions: { show: { [TYPE_PARAM]: components.filter(({ identified }) => identified).map(({ type }) => type) } },
};

const typeProperty: INodeProperties = {
	displayName: 'Component',
	name: TYPE_PARAM,
	type: 'options',
	options: components.map(({ type, name, about }) => ({ name, value: type, description: about })).sort(byName(({ name }) => name)),
	default: 'text',
};

/** Properties that differ only in the component they belong to are one. */
function merged(properties: INodeProperties[]): INodeProperties[] {
	const found = new Map<string, INodeProperties>();
	for (const property of properties) {
		const { [TYPE_PARAM]: types, ...rest } = property.displayOptions?.show ?? {};
		const key = JSON.stringify({ ...property, displayOptions: rest });
		const known = found.get(key)?.displayOptions?.show?.[TYPE_PARAM];
		found.set(key, { ...property, displayOptions: { show: { ...rest, [TYPE_PARAM]: [...(known ?? []), ...(types ?? [])] as string[] } } });
	}
	return [...found.values()];
}

/** Values of the fixed collection with a form per component. */
export const componentForm: INodeProperties[] = [
	typeProperty,
	...merged([idProperty, ...components.flatMap((row) => [...rowsFrom(row), ...fieldsOf(row)])]),
].sort(byName(({ displayName }) => displayName));
