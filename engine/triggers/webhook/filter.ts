/** Which notifications a trigger is for. */

import { type Actor, ALL_EVENTS, eventOf, familyOf, PING } from '../../../catalog/events';
import { isObject, type Json } from '../receiving/json';
import type { Notification } from './notification';
import type { Options } from './options';

export function isWanted(notification: Notification, { topics, workspaces, ignored }: Options): boolean {
	const { topic, item, workspaceId } = notification;
	if (topic === PING || item.type === PING) return false;
	if (!topics.includes(topic) && !topics.includes(ALL_EVENTS)) return false;
	if (workspaces.length && !workspaces.includes(workspaceId ?? '')) return false;
	const actors = actorsOf(topic, item);
	// nothing is ignored in which somebody else has a part, or of which nobody knows who did it
	return !actors.length || !actors.every((actor) => ignored.includes(actor));
}

/** Who caused an event of a conversation or ticket; nobody for all other events. */
export function actorsOf(topic: string, item: Json): Actor[] {
	const event = eventOf(topic);
	if (event?.actor) return [event.actor];
	const { parts: list, record } = familyOf(topic);
	if (!list) return [];
	const holder = record !== undefined && isObject(item[record]) ? item[record] : item;
	const parts = isObject(item.ticket_part) ? [item.ticket_part] : partsOf(holder, list);
	const authors = parts.flatMap(({ author }) => (isObject(author) ? [author] : []));
	// a conversation that has just begun says in its source who began it
	if (!authors.length && topic.endsWith('.created') && isObject(holder.source) && isObject(holder.source.author)) authors.push(holder.source.author);
	return authors.flatMap((author) => actorOf(author) ?? []);
}

/** `{ conversation_parts: { conversation_parts: [...] } }` */
export function partsOf(holder: Json, list: string): Json[] {
	const outer = holder[list];
	const inner = isObject(outer) ? outer[list] : undefined;
	return Array.isArray(inner) ? inner.filter(isObject) : [];
}

function actorOf({ type, from_ai_agent: ofAgent, is_ai_answer: isAnswer }: Json): Actor | undefined {
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
