/** What Intercom left out without an error: its answer counts as a success and says so in what it lists. */

import { isObject, type Json, textOf } from '../../intercom/json';
import { BadValue } from '../convert/refusal';
import type { Note } from '../../intercom/paging';
import type { Call } from './parameters';

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/**
 * The answer, with `skipped_count` and `skipped` (the IDs, where it is sure which ones) if something was left out; the rows of
 * the catalog say how that is seen. Throws `BadValue` when nothing at all was done.
 */
export function withSkipped(answer: unknown, call: Call, told: (note: Note) => void): unknown {
	const { skips } = call.plan.operation;
	if (!skips || !isObject(answer)) return answer;
	if ('says' in skips) {
		if (says(answer[skips.says], skips.is)) told({ kind: 'skipped', text: skips.what });
		return answer;
	}
	const { records } = skips;
	// an answer without the list says nothing, nor does one that lists records of another kind than was asked for
	if (!Array.isArray(answer[records]) || listsOthers(answer, call.values.body)) return answer;
	const asked = distinct(objects(call.values.body[records]));
	const done = distinct(objects(answer[records]).filter(({ tagged }) => tagged !== false || skips.mayBeNone));
	const count = asked.length - done.length;
	if (count <= 0) return answer;
	const unlisted = asked.filter((one) => !done.some((entry) => isSame(one, entry)));
	const names = unlisted.length === count ? unlisted.map(nameOf) : undefined;
	if (!done.length && !skips.mayBeNone) throw nothingDone(call, records, names ?? asked.map(nameOf));
	told({ kind: 'skipped', text: `Intercom skipped ${count} of ${asked.length} records, because it does not know them` });
	return { ...answer, skipped_count: count, ...(names ? { skipped: names } : {}) };
}

/** Lists of an answer in which records stand that were or were not changed. */
const LISTS = ['users', 'companies'];
const listsOthers = (answer: Json, asked: Json): boolean => LISTS.some((list) => !(list in asked) && objects(answer[list]).length > 0);

const says = (value: unknown, is: readonly string[] | undefined): boolean =>
	is ? is.includes(textOf(value)) : isObject(value) && Object.keys(value).length > 0;

const KEYS = ['id', 'company_id'];
const nameOf = (record: Json): string => KEYS.map((key) => textOf(record[key])).find((id) => id !== '') ?? '';
const distinct = (records: Json[]): Json[] => [
	...new Map(records.map((record) => [JSON.stringify(KEYS.map((key) => textOf(record[key]))), record])).values(),
];
const isSame = (one: Json, other: Json): boolean => KEYS.some((key) => textOf(one[key]) !== '' && textOf(one[key]) === textOf(other[key]));

function nothingDone({ plan }: Call, records: string, names: string[]): BadValue {
	const label = plan.slots.find(({ where, wire }) => where === 'body' && wire === records)?.label ?? records;
	return new BadValue(
		label,
		`${names.length > 1 ? 'are' : 'is'} unknown to Intercom, which did nothing: ${names.join(', ')}`,
		'Intercom skips records that it does not know and answers with success. Check the IDs: they have to be of this workspace.',
	);
}
