/**
 * The search builder: conditions with the operators and value that fit the field's type, one level of groups, or raw JSON.
 *
 * The value of a field choice is `name|type`, so that the panel can show the right operators and value without
 * asking Intercom again; a name alone (from an expression) works too (execute/search.ts).
 */

import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { operators, operatorsFor, searchModels, type SearchType } from '../../catalog/records/search';
import type { SearchModel } from '../../catalog/language/types';
import { optionsOf } from './fields';

export const MATCHES = [
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
		{ displayName: 'Field Name or ID', name: 'field', type: 'options', description: DYNAMIC, typeOptions: { loadOptionsMethod: searchFieldsMethod(model) }, default: '' },
		...(Object.keys(operators) as SearchType[]).map((type): INodeProperties => ({
			displayName: 'Operator',
			name: 'operator',
			type: 'options',
			...inType(type),
			options: optionsOf(operatorsFor(model, type)),
			default: operators[type][0].value,
		})),
		{ displayName: 'Type', name: 'type', type: 'hidden', default: '={{ ($parameter["&field"] || "").split("|")[1] || "text" }}' },
		{ ...value, type: 'dateTime', ...inType('date'), default: '', ...(dates ? { description: dates.hint } : {}) },
		// no toggle, which would show off while the value of a new condition is still empty; no booleans, because the editor takes false for empty
		{ ...value, type: 'options', ...inType('flag'), options: [{ name: 'False', value: 'false' }, { name: 'True', value: 'true' }], default: 'true' },
		{ ...value, type: 'string', ...inType('text', 'id', 'number'), default: '', description: numbers ? `${several}. ${numbers.hint}` : several },
	];
}

const conditions = (model: SearchModel): INodePropertyCollection => ({ displayName: 'Condition', name: 'condition', values: conditionValues(model) });
const match = (label: string): INodeProperties => ({ displayName: label, name: 'match', type: 'options', options: MATCHES, default: 'AND' });

/** `optional`: no conditions are everything, and they are a filter. */
export function searchProperties(model: SearchModel, optional = false): INodeProperties[] {
	const required = optional ? {} : { required: true };
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
			...required,
			typeOptions: { multipleValues: true },
			placeholder: 'Add Condition',
			default: {},
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
						{ displayName: 'Conditions', name: 'conditions', type: 'fixedCollection', typeOptions: { multipleValues: true }, placeholder: 'Add Condition', default: {}, options: [conditions(model)] },
					],
				},
			],
			...onlyWith('conditions'),
		},
		{
			displayName: 'Query',
			name: 'queryJson',
			type: 'json',
			...required,
			default: JSON.stringify(searchModels[model].example, null, 2),
			description: "Intercom's search query: one condition, or an operator AND or OR with a list of them",
			...onlyWith('json'),
		},
	];
}

const onlyWith = (way: 'conditions' | 'json'): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { searchWith: [way] } } });
