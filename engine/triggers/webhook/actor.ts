/** Who caused an event, by the paths in the catalog. */

import { type Actor, actorIn, familyOf, type Place } from '../../../catalog/triggers/topics';
import { isObject, type Json } from '../../../intercom/json';

/** Undefined if Intercom does not tell, as for most topics except conversations and tickets. */
export function actorOf(topic: string, item: Json): Actor | undefined {
	const told = actorIn(topic);
	if (typeof told === 'string') return told;
	const { record } = familyOf(topic);
	const holders = [item, record === undefined ? undefined : item[record]].filter(isObject);
	const author = told.flatMap((place) => holders.map((holder) => authorAt(holder, place))).find((found) => found !== undefined);
	return author && kindOf(author);
}

function authorAt(holder: Json, { path, pick, author = '' }: Place): Json | undefined {
	const value = valueAt(holder, path);
	if (pick === undefined) return isObject(value) ? value : undefined;
	if (!Array.isArray(value)) return undefined;
	const members = value.filter(isObject).map((member) => ({ at: momentOf(member), author: valueAt(member, author) }));
	const eligible =
		pick === 'contact' ? members.filter((member) => isObject(member.author) && kindOf(member.author) === 'contact') : members;
	const found = eligible.sort((a, b) => a.at - b.at).at(pick === 'oldest' ? 0 : -1)?.author;
	return isObject(found) ? found : undefined;
}

const valueAt = (value: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

/** Unix seconds, 0 if there is no timestamp. Intercom sends Unix seconds and ISO 8601. */
function momentOf({ created_at: created, applied_at: applied }: Json): number {
	const moment = created ?? applied;
	return typeof moment === 'number' ? moment : typeof moment === 'string' ? Date.parse(moment) / 1000 || 0 : 0;
}

function kindOf({ type, from_ai_agent: ofAgent, is_ai_answer: isAnswer }: Json): Actor | undefined {
	if (ofAgent === true || isAnswer === true) return 'bot';
	switch (type) {
		case 'bot':
			return 'bot';
		case 'admin':
		case 'team':
			return 'teammate';
		case 'user':
		case 'lead':
		case 'visitor':
		case 'contact':
			return 'contact';
		default:
			return undefined;
	}
}
