/** What each operator does to each type of field. Text is compared without case; "not" operators also match what has no value. */
import { invalid } from '../manners/errors';
import type { Field, FieldType } from './fields';
import { isInbox, type SearchModel } from './records';

export type DateRule = 'second' | 'day';
type Match = (stored: unknown) => boolean;

const DAY = 86_400;
const ORDERING = ['<', '<=', '>', '>='];
const TEXT = ['~', '!~', '^', '$'];
const LISTS = ['IN', 'NIN'];
const ALL = ['=', '!=', ...LISTS, ...ORDERING, ...TEXT];

/** The operators each type takes (the tables of both search endpoints, and docs/intercom-behavior.md#date-search). */
const ALLOWED: Record<FieldType, string[]> = {
	string: ['=', '!=', ...LISTS, ...TEXT],
	boolean: ['=', '!=', ...LISTS],
	integer: ['=', '!=', ...LISTS, ...ORDERING],
	float: ['=', '!=', ...LISTS, ...ORDERING],
	datetime: ['=', '!=', ...ORDERING],
	date: ['=', '<', '>'],
	tag: ['=', '!='],
	segment: ['=', '!=', ...LISTS],
	ids: ['=', '!=', ...LISTS, ...TEXT],
	words: ['=', '!=', ...LISTS, ...TEXT],
	assignee: ['=', '!=', ...LISTS],
};
/** Moments of conversations and tickets: `>` and `<` include the moment itself, and there is no other way to write that. */
const INBOX_DATES = ['=', '!=', ...LISTS, '<', '>'];

/** A test of one stored value. @throws 400 if operator, type and value do not go together */
export function test(field: Field, operator: string, value: unknown, model: SearchModel): Match {
	if (!ALL.includes(operator)) throw invalid(`'${operator}' is not an operator`, field.name);
	if (!allowed(field, model).includes(operator))
		throw invalid(`operator '${operator}' is not supported for ${field.name} (${label(field.type)})`, field.name);
	if (LISTS.includes(operator)) {
		if (!Array.isArray(value)) throw invalid(`operator '${operator}' needs a list of values`, field.name);
		const tests = value.map((one) => equals(field, one));
		return operator === 'IN' ? (stored) => tests.some((matches) => matches(stored)) : (stored) => !tests.some((matches) => matches(stored));
	}
	if (operator === '=') return equals(field, value);
	if (operator === '!=') return not(equals(field, value));
	if (ORDERING.includes(operator))
		return ordering(field, isInbox(model) ? (INCLUSIVE[operator] ?? operator) : operator, asNumber(field, value));
	return text(field, operator, value);
}

const INCLUSIVE: Record<string, string> = { '>': '>=', '<': '<=' };

function allowed(field: Field, model: SearchModel): string[] {
	const usual = ALLOWED[field.type];
	if (isInbox(model)) {
		const isTime = ['datetime', 'date', 'integer', 'float'].includes(field.type);
		if (!isTime) return usual;
		return model === 'ticket' && field.name === 'created_at' ? [...INBOX_DATES, '<=', '>='] : INBOX_DATES;
	}
	return model === 'company' ? usual.filter((operator) => !['<=', '>='].includes(operator)) : usual;
}

function equals(field: Field, value: unknown): Match {
	if (value === null) return (stored) => stored === null || (Array.isArray(stored) && stored.length === 0);
	switch (field.type) {
		case 'assignee': {
			const id = String(value);
			return (stored) => (id === '0' || id === '' ? stored === null : stored === id);
		}
		case 'ids': {
			const wanted = asText(field, value).toLowerCase();
			return (stored) => Array.isArray(stored) && stored.some((one) => String(one).toLowerCase() === wanted);
		}
		case 'words': {
			const word = asText(field, value).toLowerCase();
			return (stored) =>
				typeof stored === 'string' &&
				stored
					.toLowerCase()
					.split(/[^\p{L}\p{N}'-]+/u)
					.includes(word);
		}
		case 'tag':
		case 'segment': {
			const id = asText(field, value);
			return (stored) => (stored as string[]).includes(id);
		}
		case 'boolean': {
			const flag = asFlag(field, value);
			return (stored) => (stored ?? false) === flag;
		}
		case 'string': {
			const wanted = asText(field, value).toLowerCase();
			return (stored) => typeof stored === 'string' && stored.toLowerCase() === wanted;
		}
		case 'date': {
			const day = Math.floor(asNumber(field, value) / DAY);
			return (stored) => typeof stored === 'number' && Math.floor(stored / DAY) === day;
		}
		default: {
			const number = asNumber(field, value);
			return (stored) => stored === number;
		}
	}
}

/** On dates `>` begins with the next day and `<` ends before the day (docs/intercom-behavior.md#date-search). */
function ordering(field: Field, operator: string, value: number): Match {
	const isNumber =
		(compare: (stored: number) => boolean): Match =>
		(stored) =>
			typeof stored === 'number' && compare(stored);
	if (field.type === 'date') {
		const day = Math.floor(value / DAY) * DAY;
		return operator === '>' ? isNumber((stored) => stored >= day + DAY) : isNumber((stored) => stored < day);
	}
	if (operator === '>') return isNumber((stored) => stored > value);
	if (operator === '>=') return isNumber((stored) => stored >= value);
	if (operator === '<') return isNumber((stored) => stored < value);
	return isNumber((stored) => stored <= value);
}

function text(field: Field, operator: string, value: unknown): Match {
	const wanted = asText(field, value).toLowerCase();
	const on = (compare: (stored: string) => boolean): Match => {
		const one: Match = (stored) => typeof stored === 'string' && compare(stored.toLowerCase());
		return (stored) => (Array.isArray(stored) ? stored.some(one) : one(stored));
	};
	if (operator === '^') return on((stored) => stored.startsWith(wanted));
	if (operator === '$') return on((stored) => stored.endsWith(wanted));
	const contains = on((stored) => stored.includes(wanted));
	return operator === '~' ? contains : not(contains);
}

const not =
	(match: Match): Match =>
	(stored) =>
		!match(stored);

function asNumber(field: Field, value: unknown): number {
	const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongType(field, value);
	return number;
}

function asText(field: Field, value: unknown): string {
	if (typeof value === 'string') return value;
	const isId = !['string', 'words'].includes(field.type) || field.name === 'owner_id';
	if (isId && typeof value === 'number') return String(value);
	throw wrongType(field, value);
}

function asFlag(field: Field, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw wrongType(field, value);
}

const wrongType = (field: Field, value: unknown) =>
	invalid(`${JSON.stringify(value)} is not a value for ${field.name} (${label(field.type)})`, field.name);
const label = (type: FieldType) => (type === 'tag' || type === 'segment' ? `${type} id` : type === 'words' ? 'string' : type);
