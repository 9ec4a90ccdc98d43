/**
 * Conditions that people have changed: what happened before that has to fit the conditions of its time as well. Otherwise
 * all that never fitted would come when conditions are loosened.
 */

import { ANY, type Watch } from '../../../catalog/triggers/watches';
import type { IntercomRequest } from '../../../intercom/client';
import type { Json } from '../../../intercom/json';
import { itemsOf } from '../../../intercom/paging';
import type { Call } from '../../execute/parameters';
import type { Session } from '../../session';
import type { Was } from './book';
import type { Found } from './follow';
import { fitting } from './within';

/** Changes of conditions that are remembered: of more, the oldest are forgotten. */
const MOST_CHANGES = 3;
/** IDs in one question. */
const MOST_IDS = 50;

/** The conditions as a text. */
export const askedOf = ({ values: { body } }: Call): string => JSON.stringify(body);

/** @param now when the change was noticed; Unix seconds  @param low what is older is never read again */
export function changesOf(was: readonly Was[], before: string | undefined, asked: string, now: number, low: number): Was[] {
	const all = before === undefined || before === asked ? [...was] : [...was, { asked: before, until: now }];
	return all.filter(({ until, asked: old }) => until > low && old !== asked).slice(-MOST_CHANGES);
}

/** What fitted the conditions of its time. */
export async function fitted(
	found: readonly Found[],
	was: readonly Was[],
	watch: Watch,
	request: IntercomRequest,
	session: Pick<Session, 'send'>,
): Promise<Found[]> {
	let left = [...found];
	for (const { asked, until } of was) {
		const conditions = JSON.parse(asked) as Json;
		const [old, others] = [left.filter(({ at }) => at < until), left.filter(({ at }) => at >= until)];
		if (!old.length || isNothing(conditions)) continue;
		const ids = await idsOf(
			old.map(({ json }) => json),
			conditions,
			watch,
			request,
			session,
		);
		left = [...old.filter(({ json }) => ids.has(String(json.id))), ...others];
	}
	const kept = new Set(left);
	return found.filter((one) => kept.has(one));
}

const isNothing = (conditions: Json): boolean =>
	Object.values(conditions).every((value) => value === undefined || value === ANY || (Array.isArray(value) && !value.length));

async function idsOf(
	records: Json[],
	conditions: Json,
	{ ask, source, conditions: keys = {} }: Watch,
	request: IntercomRequest,
	session: Pick<Session, 'send'>,
): Promise<Set<string>> {
	if (ask.by !== 'search')
		return new Set(
			records
				.filter((record) => Object.entries(keys).every(([name, key]) => fits(record[key], conditions[name])))
				.map(({ id }) => String(id)),
		);
	const { query, ...also } = conditions;
	const ids = new Set<string>();
	const named = records.map((record) => ({ id: String(record.id), name: record[ask.id] }));
	for (let at = 0; at < named.length; at += MOST_IDS) {
		const some = named.slice(at, at + MOST_IDS);
		const chosen = Object.fromEntries(Object.entries(also).filter(([, value]) => value !== ANY));
		const { body } = await session.send({
			...request,
			body: {
				query: fitting(
					ask.id,
					some.map(({ name }) => name),
					query,
					chosen,
				),
				pagination: { per_page: MOST_IDS },
			},
			holds: { list: source.list?.items ?? 'data' },
		});
		for (const { id } of itemsOf(body, source.list?.items ?? 'data')) ids.add(String(id));
	}
	return ids;
}

const fits = (value: unknown, wanted: unknown): boolean => !Array.isArray(wanted) || !wanted.length || wanted.includes(value);
