/** Types and operators of the searches; the fields are beside. Sources: the API descriptions of the search endpoints; docs/intercom-behavior.md#date-search, docs/intercom-behavior.md#search-limits. */

import { company, contact } from './people';
import { conversation, ticket } from './inbox';
import type { Endpoint } from '../../../intercom/client';
import type { ApiVersion } from '../../../intercom/versions';
import type { Attribute } from '../attributes';
import type { SearchType } from './types';
import type { Choice, SearchModel } from '../../language/types';

export type { SearchType } from './types';
export { holdsIds, searchTypeOf } from './types';

export interface SearchField {
	/** Intercom's field name; dots go into objects. */
	name: string;
	label: string;
	type: SearchType;
}

export const SEARCH_LIMITS = { levels: 2, perGroup: 15 } as const;

export interface SearchSpec {
	fields: readonly SearchField[];
	/** What people should know before they compare. `wholeDays`: a date is the whole day it falls on. */
	dates?: { wholeDays?: boolean; hint: string };
	numbers?: { hint: string };
	/** The query that the panel begins with as JSON: something that most workspaces can find. */
	example: { field: string; operator: string; value: unknown };
	/** Where the workspace's own attributes come from, and their names in a query. */
	attributes?: {
		request: Endpoint;
		since?: ApiVersion;
		query?: Record<string, unknown>;
		read: (body: Record<string, unknown>) => Array<Attribute & { field: string }>;
	};
}

export const searchModels: Record<SearchModel, SearchSpec> = { contact, company, conversation, ticket };

/** A way to compare. `value` is n8n's: one that begins with "=" would be taken for an expression. */
export interface Operator extends Choice {
	/** Intercom's sign. */
	sign: string;
}

const EQUALS: Operator = { value: 'equals', sign: '=', name: 'Equals' };
const DIFFERS: Operator = { value: 'notEquals', sign: '!=', name: 'Does Not Equal' };
const ONE_OF: Operator = { value: 'oneOf', sign: 'IN', name: 'Is One Of' };
const NONE_OF: Operator = { value: 'noneOf', sign: 'NIN', name: 'Is None Of' };
const MORE: Operator = { value: 'greater', sign: '>', name: 'Is Greater Than' };
const LESS: Operator = { value: 'less', sign: '<', name: 'Is Less Than' };

export const operators: Record<SearchType, readonly Operator[]> = {
	text: [
		EQUALS,
		DIFFERS,
		{ value: 'contains', sign: '~', name: 'Contains' },
		{ value: 'notContains', sign: '!~', name: 'Does Not Contain' },
		{ value: 'startsWith', sign: '^', name: 'Starts With' },
		{ value: 'endsWith', sign: '$', name: 'Ends With' },
		ONE_OF,
		NONE_OF,
	],
	id: [EQUALS, DIFFERS],
	number: [EQUALS, DIFFERS, MORE, LESS, ONE_OF, NONE_OF],
	date: [
		{ ...MORE, name: 'Is After' },
		{ ...LESS, name: 'Is Before' },
		{ ...EQUALS, name: 'Is Exactly' },
	],
	flag: [
		{ ...EQUALS, name: 'Is' },
		{ ...DIFFERS, name: 'Is Not' },
	],
};

/** The same, in the words that fit the kind of record. */
export const operatorsFor = (model: SearchModel, type: SearchType): readonly Operator[] =>
	type === 'date' && searchModels[model].dates?.wholeDays
		? operators.date.map((operator) => (operator.sign === '=' ? { ...operator, name: 'Is On' } : operator))
		: operators[type];

/** The fields a result can be sorted by. */
export const sortChoices = (model: SearchModel): Choice[] =>
	searchModels[model].fields.filter(({ type }) => type !== 'id').map(({ name, label }) => ({ value: name, name: label }));
