/**
 * The search builder of one item -> Intercom's query, checked against what Intercom accepts: two levels,
 * fifteen conditions a group, operators that fit the field (field.md F4, catalog/records/search/).
 */

import type { IDataObject } from 'n8n-workflow';
import { holdsIds, operators, operatorsFor, SEARCH_LIMITS, searchModels, type SearchType } from '../../catalog/records/search';
import type { SearchModel } from '../../catalog/language/types';
import type { Read } from './parameters';
import { flag } from '../convert/flag';
import { id } from '../convert/id';
import { json } from '../convert/json';
import { forms, ids, texts } from '../convert/list';
import { unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice, text } from '../convert/text';
import { isEmpty } from './values';

interface Condition {
	field?: unknown;
	operator?: unknown;
	value?: unknown;
}
interface Group {
	match?: unknown;
	conditions?: unknown;
}

/** Intercom's `query`; undefined without conditions where these are `optional`. Throws `BadValue`. */
export function readSearch(model: SearchModel, read: Read, optional = false): unknown {
	if (read('searchWith') === 'json') return checked(json(read('queryJson'), 'Query', 'object') as IDataObject, 'Query', 1);
	const own = conditionsOf(model, read('conditions'), 'Conditions');
	const groups = forms(read('conditionGroups'), 'group', 'Groups').flatMap(({ match, conditions }: Group, index) => {
		const label = `Groups: Group ${index + 1}`;
		const members = conditionsOf(model, conditions, label);
		return members.length ? [joined(members, match, label)] : [];
	});
	const all = [...own, ...groups];
	if (!all.length && optional) return undefined;
	if (!all.length) throw new BadValue('Conditions', 'needs at least one condition', searchModels[model].all);
	return joined(all, read('match'), 'Conditions');
}

function joined(members: unknown[], match: unknown, label: string): unknown {
	if (members.length > SEARCH_LIMITS.perGroup) throw new BadValue(label, `has ${members.length} conditions; Intercom takes ${SEARCH_LIMITS.perGroup} per group`, 'Use "Is One Of" with several values, or split the search.');
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
	return { field, operator, value: valueOf({ type, isId: holdsIds(field) }, operator, condition.value, label) };
}

const isType = (hint: string | undefined): hint is SearchType => hint !== undefined && Object.hasOwn(operators, hint);

/** What a condition compares: `isId` says that its values are IDs, whatever Intercom compares them as. */
interface Compared {
	type?: SearchType;
	isId: boolean;
}

function valueOf({ type, isId }: Compared, operator: string, value: unknown, label: string): unknown {
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
	if (level > SEARCH_LIMITS.levels) throw new BadValue(label, `is nested too deep; Intercom takes ${SEARCH_LIMITS.levels} levels of AND and OR`);
	if (value.length > SEARCH_LIMITS.perGroup) throw new BadValue(label, `has ${value.length} conditions in one group; Intercom takes ${SEARCH_LIMITS.perGroup}`);
	for (const member of value) checked(json(member, label, 'object') as IDataObject, label, level + 1);
	return query;
}
