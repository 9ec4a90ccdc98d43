/**
 * The search language of all records: one filter, or AND/OR groups at most two deep with at most 15 members
 * (docs/intercom-behavior.md#search-limits). Everything is checked before the first record is looked at.
 */
import { badRequest, invalid } from '../manners/errors';
import type { Order } from '../manners/paging';
import type { Settings } from '../settings';
import type { Workspace } from '../workspace';
import { findField, type Field, type FieldType } from './fields';
import { test, type DateRule } from './operators';
import { isInbox, type Records, type Searchable, type SearchModel } from './records';

type Predicate = (record: Searchable) => boolean;

const MAX_DEPTH = 2;
const MAX_MEMBERS = 15;

/** Turns a query into a test of one record. @throws 400 for anything the API would refuse */
export function compile<M extends SearchModel>(
	workspace: Workspace,
	model: M,
	query: unknown,
	dates: DateRule,
): (record: Records[M]) => boolean {
	const rule = isInbox(model) ? 'second' : dates;
	return compileAt(query, 1);

	function compileAt(node: unknown, depth: number): Predicate {
		if (typeof node !== 'object' || node === null || Array.isArray(node)) throw invalid('query must be an object', 'query');
		const { operator, value, field, ...rest } = node as Record<string, unknown>;
		const unknown = Object.keys(rest)[0];
		if (unknown !== undefined) throw invalid(`unknown field '${unknown}' in query`, `query.${unknown}`);
		if (operator === 'AND' || operator === 'OR') return compileGroup(operator, value, depth);
		if (typeof field !== 'string') throw invalid('field must be specified', 'query.field');
		if (typeof operator !== 'string') throw invalid('operator must be specified', 'query.operator');
		return compileFilter(field, operator, value);
	}

	function compileGroup(operator: 'AND' | 'OR', members: unknown, depth: number): Predicate {
		if (!Array.isArray(members) || members.length === 0) throw invalid(`${operator} needs a list of filters`, 'query.value');
		if (depth > MAX_DEPTH) throw badRequest('bad_request', `filters can be nested at most ${MAX_DEPTH} levels deep`, 'query');
		if (members.length > MAX_MEMBERS) throw badRequest('bad_request', `a group can hold at most ${MAX_MEMBERS} filters`, 'query.value');
		const tests = members.map((member) => compileAt(member, depth + 1));
		return operator === 'AND' ? (record) => tests.every((one) => one(record)) : (record) => tests.some((one) => one(record));
	}

	function compileFilter(name: string, operator: string, value: unknown): Predicate {
		const field = findField(workspace, model, name);
		if (!field) throw badRequest('invalid_field', `${name} is not a valid search field`, name);
		const matches = test({ ...field, type: effective(field.type, rule) }, operator, value, model);
		return (record) => matches(field.read(record) ?? null);
	}
}

/** The order a search asks for. @throws 400 `invalid_field`, `invalid_sort_order` */
export function sortOrder<M extends SearchModel>(
	workspace: Workspace,
	model: M,
	sort: { field?: string; order?: string } | null | undefined,
	manner: Settings['inboxSorting'] = 'asked',
): Order<Records[M]> | undefined {
	if (!sort || (isInbox(model) && manner === 'ignored')) return undefined;
	if (isInbox(model) && manner === 'refused') throw badRequest('parameter_invalid', 'sort is not a known parameter', 'sort');
	const direction = sort.order ?? 'descending';
	if (direction !== 'ascending' && direction !== 'descending') {
		throw badRequest('invalid_sort_order', `Invalid sort order '${direction}'. Must be one of: ascending, descending`, 'sort.order');
	}
	const field = sort.field === undefined ? undefined : findField(workspace, model, sort.field);
	if (!field || ['tag', 'segment', 'ids', 'words'].includes(field.type))
		throw badRequest('invalid_field', `${sort.field ?? ''} is not a valid sort field`, 'sort.field');
	return { direction, value: (record) => sortable(field, record) };
}

function sortable(field: Field, record: Searchable): string | number | null {
	const value = field.read(record) ?? null;
	if (typeof value === 'boolean') return Number(value);
	return typeof value === 'string' ? value.toLowerCase() : (value as number | null);
}

/** Under the day rule every moment is a date. */
function effective(type: FieldType, dates: DateRule): FieldType {
	return type === 'datetime' && dates === 'day' ? 'date' : type;
}
