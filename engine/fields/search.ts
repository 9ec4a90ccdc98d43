/**
 * The search builder: conditions with the operators and value that fit the field's type, one level of groups, or raw JSON.
 *
 * The value of a field choice is `name|type`, so that the panel can show the right operators and value without
 * asking Intercom again; a name alone (from an expression) works too. What becomes of it is checked against what Intercom
 * accepts: two levels, fifteen conditions a group, operators that fit the field (docs/intercom-behavior.md#search-limits, catalog/records/search/).
 */

import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { SearchModel } from '../../catalog/language/types';
import { holdsIds, operators, operatorsFor, SEARCH_LIMITS, searchModels, type SearchType } from '../../catalog/records/search';
import { isEmpty } from '../convert/empty';
import { flag } from '../convert/flag';
import { id } from '../convert/id';
import { json } from '../convert/json';
import { forms, ids, texts } from '../convert/list';
import { unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice, text } from '../convert/text';
import type { FieldKind, Read } from './kind';
import { optionsOf } from './words';

const MATCHES = [
	{ name: 'All Conditions (AND)', value: 'AND' },
	{ name: 'Any Condition (OR)', value: 'OR' },
];

/** Name of the loadOptions method with the fields of a model. */
export const searchFieldsMethod = (model: SearchModel): string => `${model}SearchFields`;

/** Name of the loadOptions method with the fields of a model that can be watched for a change. */
export const comparedMethod = (model: SearchModel): string => `${model}ComparedFields`;

const DYNAMIC = 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

const inType = (...types: SearchType[]): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { type: types } } });

function conditionValues(model: SearchModel): INodeProperties[] {
	const value = { displayName: 'Value', name: 'value' };
	const { dates, numbers } = searchModels[model];
	const several = 'For "Is One Of" and "Is None Of", separate several values with commas';
	return [
		{
			displayName: 'Field Name or ID',
			name: 'field',
			type: 'options',
			description: DYNAMIC,
			typeOptions: { loadOptionsMethod: searchFieldsMethod(model) },
			default: '',
		},
		...(Object.keys(operators) as SearchType[]).map(
			(type): INodeProperties => ({
				displayName: 'Operator',
				name: 'operator',
				type: 'options',
				...inType(type),
				options: optionsOf(operatorsFor(model, type)),
				default: operators[type][0].value,
			}),
		),
		{ displayName: 'Type', name: 'type', type: 'hidden', default: '={{ ($parameter["&field"] || "").split("|")[1] || "text" }}' },
		{ ...value, type: 'dateTime', ...inType('date'), default: '', ...(dates ? { description: dates.hint } : {}) },
		// no toggle, which would show off while the value of a new condition is still empty; no booleans, because the editor takes false for empty
		{
			...value,
			type: 'options',
			...inType('flag'),
			options: [
				{ name: 'False', value: 'false' },
				{ name: 'True', value: 'true' },
			],
			default: 'true',
		},
		{
			...value,
			type: 'string',
			...inType('text', 'id', 'number'),
			default: '',
			description: numbers ? `${several}. ${numbers.hint}` : several,
		},
	];
}

const conditions = (model: SearchModel): INodePropertyCollection => ({
	displayName: 'Condition',
	name: 'condition',
	values: conditionValues(model),
});
const match = (label: string): INodeProperties => ({
	displayName: label,
	name: 'match',
	type: 'options',
	options: MATCHES,
	default: 'AND',
});

/** `optional`: no conditions are everything, and they are a filter. */
export function searchProperties(model: SearchModel, optional = false): INodeProperties[] {
	return [
		{
			displayName: optional ? 'Filter With' : 'Search With',
			name: 'searchWith',
			type: 'options',
			options: [
				{ name: 'Conditions', value: 'conditions' },
				{ name: 'JSON Query', value: 'json' },
			],
			default: 'conditions',
		},
		{ ...match('Must Match'), ...onlyWith('conditions') },
		{
			displayName: 'Conditions',
			name: 'conditions',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Condition',
			default: {},
			description: 'Without a condition, all records are found',
			options: [conditions(model)],
			...onlyWith('conditions'),
		},
		{
			displayName: 'Groups',
			name: 'conditionGroups',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Group',
			default: {},
			description: 'Sets of conditions with an AND or OR of their own, next to the conditions above',
			options: [
				{
					displayName: 'Group',
					name: 'group',
					values: [
						match('Must Match'),
						{
							displayName: 'Conditions',
							name: 'conditions',
							type: 'fixedCollection',
							typeOptions: { multipleValues: true },
							placeholder: 'Add Condition',
							default: {},
							options: [conditions(model)],
						},
					],
				},
			],
			...onlyWith('conditions'),
		},
		{
			displayName: 'Query',
			name: 'queryJson',
			type: 'json',
			...(optional ? {} : { required: true }),
			default: JSON.stringify(searchModels[model].example, null, 2),
			description: "Intercom's search query: one condition, or an operator AND or OR with a list of them",
			...onlyWith('json'),
		},
	];
}

const onlyWith = (way: 'conditions' | 'json'): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { searchWith: [way] } },
});

interface Condition {
	field?: unknown;
	operator?: unknown;
	value?: unknown;
}
interface Group {
	match?: unknown;
	conditions?: unknown;
}

/** Intercom's searches want a condition: this one holds for every record. */
const EVERYTHING = { field: 'created_at', operator: '>', value: 0 };

/** Intercom's `query`. Without conditions it finds everything, or is undefined where it is `optional`. Throws `BadValue`. */
export function readSearch(model: SearchModel, read: Read, optional = false): unknown {
	if (read('searchWith') === 'json') return checked(json(read('queryJson'), 'Query', 'object') as IDataObject, 'Query', 1);
	const own = conditionsOf(model, read('conditions'), 'Conditions');
	const groups = forms(read('conditionGroups'), 'group', 'Groups').flatMap(({ match, conditions }: Group, index) => {
		const label = `Groups: Group ${index + 1}`;
		const members = conditionsOf(model, conditions, label);
		return members.length ? [combined(members, match, label)] : [];
	});
	const all = [...own, ...groups];
	if (!all.length) return optional ? undefined : { ...EVERYTHING };
	return combined(all, read('match'), 'Conditions');
}

function combined(members: unknown[], match: unknown, label: string): unknown {
	if (members.length > SEARCH_LIMITS.perGroup)
		throw new BadValue(
			label,
			`has ${members.length} conditions; Intercom takes ${SEARCH_LIMITS.perGroup} per group`,
			'Use "Is One Of" with several values, or split the search.',
		);
	const operator = choice(['AND', 'OR'], text(match ?? 'AND', `${label}: Must Match`).toUpperCase(), `${label}: Must Match`);
	return members.length === 1 ? members[0] : { operator, value: members };
}

const conditionsOf = (model: SearchModel, list: unknown, label: string): unknown[] =>
	forms(list, 'condition', label).map((condition, index) => conditionOf(model, condition, `${label}: Condition ${index + 1}`));

function conditionOf(model: SearchModel, condition: Condition, label: string): unknown {
	const [field, hint] = text(condition.field ?? '', label).split('|');
	if (!field) throw new BadValue(label, 'has no field');
	const known = searchModels[model].fields.find(({ name }) => name === field);
	const type = known?.type ?? (isType(hint) ? hint : undefined);
	const wanted = text(condition.operator ?? 'equals', label);
	const allowed = type ? operatorsFor(model, type) : Object.values(operators).flat();
	// an expression may answer Intercom's sign as well as n8n's value
	const operator = allowed.find(({ value, sign }) => value === wanted || sign === wanted)?.sign;
	if (!operator) {
		const names = [...new Set(allowed.map(({ name, sign }) => `${name} (${sign})`))].join(', ');
		throw new BadValue(label, `cannot compare ${known?.label ?? field} with "${wanted}"`, `Use one of: ${names}.`);
	}
	return { field, operator, value: comparedTo({ type, isId: holdsIds(field) }, operator, condition.value, label) };
}

const isType = (hint: string | undefined): hint is SearchType => hint !== undefined && Object.hasOwn(operators, hint);

/** What a condition compares: `isId` says that its values are IDs, whatever Intercom compares them as. */
interface Compared {
	type?: SearchType;
	isId: boolean;
}

function comparedTo({ type, isId }: Compared, operator: string, value: unknown, label: string): unknown {
	if (value === undefined || (isEmpty(value) && type !== 'text')) throw new BadValue(label, 'has no value');
	if (operator === 'IN' || operator === 'NIN') {
		const list = isId ? ids(value, label) : texts(value, label);
		if (!list.length) throw new BadValue(label, 'has no value');
		return type === 'number' ? list.map((entry) => number(entry, label)) : list;
	}
	const one = isId && value !== null ? id(value, label) : value;
	switch (type) {
		case 'date':
			return unixSeconds(value, label);
		case 'flag':
			return flag(value, label);
		case 'number':
			return number(one, label);
		case 'text':
		case 'id':
			return text(one ?? '', label);
		default:
			return json(typeof one === 'string' ? JSON.stringify(one) : one, label, 'any');
	}
}

/** Raw JSON keeps the user's words; only the limits are checked. */
function checked(query: IDataObject, label: string, level: number): IDataObject {
	const { value, operator } = query;
	if (operator !== 'AND' && operator !== 'OR') {
		if (typeof query.field !== 'string' || query.field === '') throw new BadValue(label, 'has a condition without "field"');
		return query;
	}
	if (!Array.isArray(value) || !value.length) throw new BadValue(label, `has an ${operator} without a list of conditions in "value"`);
	if (level > SEARCH_LIMITS.levels)
		throw new BadValue(label, `is nested too deep; Intercom takes ${SEARCH_LIMITS.levels} levels of AND and OR`);
	if (value.length > SEARCH_LIMITS.perGroup)
		throw new BadValue(label, `has ${value.length} conditions in one group; Intercom takes ${SEARCH_LIMITS.perGroup}`);
	for (const member of value) checked(json(member, label, 'object') as IDataObject, label, level + 1);
	return query;
}

export const search: FieldKind<'search'> = {
	properties: ({ field }) => searchProperties(field.over, field.optional),
	large: 'inOrder',
	gather: (_, { read }) => read,
	read: (field, raw) => readSearch(field.over, raw as Read, field.optional),
};
