/**
 * A search for the records from a moment on, together with what people filter by. "At or after" is written so that
 * it finds all of them whether Intercom compares by the second or by the whole day: the rest is left out afterwards.
 */

import { SEARCH_LIMITS } from '../../../catalog/records/search';
import { BadValue } from '../../convert/refusal';

interface Condition {
	field?: string;
	operator: string;
	value: unknown;
}

/**
 * @param field the moment, by Intercom's name
 * @param query what people entered: one condition, or a group; undefined for everything
 * @param also other conditions that have to hold: field -> value
 * @throws BadValue where that makes more levels or conditions than Intercom takes
 */
export function within(field: string, from: number, until: number | undefined, query: unknown, also: Record<string, unknown>): Condition {
	const members: Condition[] = [
		atOr('>', field, from),
		...(until === undefined ? [] : [atOr('<', field, until)]),
		...equal(also),
		...membersOf(query as Condition | undefined),
	];
	// room for both ends of the span, whether this poll needs the second one or not
	const spare = until === undefined ? 1 : 0;
	if (members.length + spare > SEARCH_LIMITS.perGroup) {
		throw new BadValue(
			'Conditions',
			`are too many: the trigger needs some of the ${SEARCH_LIMITS.perGroup} that Intercom takes`,
			'Use "Is One Of" with several values, or filter with a node behind the trigger.',
		);
	}
	return { operator: 'AND', value: members };
}

/** Which of some records fit. @param ids what `field` says of each */
export const fitting = (field: string, ids: readonly unknown[], query: unknown, also: Record<string, unknown>): Condition => ({
	operator: 'AND',
	value: [{ field, operator: 'IN', value: ids }, ...equal(also), ...membersOf(query as Condition | undefined)],
});

const equal = (also: Record<string, unknown>): Condition[] =>
	Object.entries(also).map(([field, value]) => ({ field, operator: '=', value }));

const atOr = (operator: '>' | '<', field: string, value: number): Condition => ({
	operator: 'OR',
	value: [
		{ field, operator, value },
		{ field, operator: '=', value },
	],
});

/** What can stand beside the dates: all members of an AND, or an OR as one group. */
function membersOf(query: Condition | undefined): Condition[] {
	if (!query) return [];
	if (query.operator === 'AND') return query.value as Condition[];
	if (query.operator === 'OR' && (query.value as Condition[]).some(({ operator }) => operator === 'AND' || operator === 'OR')) {
		throw new BadValue(
			'Conditions',
			'nest groups inside "Any Condition (OR)", which leaves no level for the date that the trigger asks for',
			'Choose "All Conditions (AND)" for the outer level, or use two triggers.',
		);
	}
	return [query];
}
