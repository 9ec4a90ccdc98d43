/**
 * When two values point at the same record. Lanes, look-ups and procedures all ask here, so that what is kept in order, what
 * is looked up once and what is written to are the same thing.
 *
 * - `exact`: upper and lower case count. IDs of Intercom, external IDs and company IDs: Salesforce has records whose IDs
 *   differ in nothing but case.
 * - `email`: case does not count.
 * - `name`: an exact match goes first, then one that differs in case only. Intercom takes tags of the same letters for one
 *   tag, but lets teams, ticket types, collections and companies share a name.
 *
 * Space around a value never counts.
 */

import type { Json } from '../../intercom/json';
import { entities, type EntityId, type Lookup } from './entities';
import type { Comparison } from './entities/types';
import type { Spelling } from '../language/types';

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

const FORMS: Record<Comparison, (value: string) => string> = {
	exact: (value) => value,
	email: (value) => value.toLowerCase(),
	name: (value) => value.normalize('NFC').toLowerCase(),
};

/** The form in which values are equal when they may point at the same record. `''` for what is neither text nor number. */
export const comparable = (how: Comparison, value: unknown): string => FORMS[how](text(value));

/** Whether both values are there and may point at the same record. */
export const isSame = (how: Comparison, one: unknown, other: unknown): boolean =>
	comparable(how, one) !== '' && comparable(how, one) === comparable(how, other);

/** The ways to point at a record besides its ID: those that are looked up, and those that the request takes as they are. */
export const waysTo = ({ to, spell }: { to: EntityId; spell?: Spelling }): readonly Lookup[] =>
	(entities[to].lookups ?? []).filter(({ mode, find }) => find !== undefined || spell?.modes[mode] !== undefined);

/** How a record is compared that is pointed at in this way: `id`, or the mode of one of its look-ups. */
export const comparisonOf = (to: EntityId, by: string): Comparison =>
	entities[to].lookups?.find(({ mode }) => mode === by)?.compare ?? 'exact';

/** One text per record that can be pointed at in this way; equal for values that may mean the same one. */
export const keyOf = (to: EntityId, by: string, value: unknown): string =>
	JSON.stringify([to, by, comparable(comparisonOf(to, by), value)]);

/**
 * Those of the candidates that are meant by the value: none, one, or several between which nothing decides. Candidates
 * without an ID are none.
 */
export function meant(to: EntityId, by: string, value: unknown, candidates: readonly Json[]): Json[] {
	const lookup = entities[to].lookups?.find(({ mode }) => mode === by);
	const read = lookup?.read;
	if (!read) return [];
	const equal = equalTo(
		lookup.compare,
		value,
		candidates.filter(({ id }) => text(id) !== ''),
		read,
	);
	const ones = [...new Map(equal.map((candidate) => [text(candidate.id), candidate])).values()];
	const first = lookup.first ? ones.filter(lookup.first) : [];
	return first.length ? first : ones;
}

/** Those of the entries whose value equals this one; of names, exact ones go first. */
export function equalTo<T>(how: Comparison, value: unknown, entries: readonly T[], read: (entry: T) => unknown): T[] {
	const equal = entries.filter((entry) => isSame(how, read(entry), value));
	const exact = how === 'name' ? equal.filter((entry) => text(read(entry)) === text(value)) : [];
	return exact.length ? exact : equal;
}

/** "42 (Ada), 43 (Bob)": records by ID, each with the title it has in lists. */
export const named = (to: EntityId, records: readonly Json[]): string =>
	records
		.map((record) => {
			const id = text(record.id);
			const title = entities[to].list?.title(record) ?? id;
			return title === id ? id : `${id} (${title})`;
		})
		.join(', ');
