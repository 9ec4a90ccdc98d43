/** Which notifications a trigger is for. */

import { type Actor, ALL_EVENTS, eventOf, familyOf, PING } from '../../../catalog/events';
import { isObject, type Json } from '../receiving/json';
import type { Notification } from './notification';
import type { Options } from './options';

export function isWanted(notification: Notification, { topics, workspaces, ignored, maximumAgeMs }: Options): boolean {
	const { topic, item, workspaceId, createdAt } = notification;
	if (topic === PING || item.type === PING) return false;
	if (!topics.includes(topic) && !topics.includes(ALL_EVENTS)) return false;
	if (workspaces.length && !workspaces.includes(workspaceId ?? '')) return false;
	if (maximumAgeMs !== undefined && createdAt !== null && Date.parse(createdAt) < Date.now() - maximumAgeMs) return false;
	const actor = actorOf(topic, item);
	// an event of which nobody knows who did it is not ignored
	return actor === undefined || !ignored.includes(actor);
}

/** Who caused an event of a conversation or ticket; nobody for all other events, and where it cannot be told. */
export function actorOf(topic: string, item: Json): Actor | undefined {
	const event = eventOf(topic);
	if (event?.actor) return event.actor;
	const { parts: list, record } = familyOf(topic);
	if (!list) return undefined;
	const holder = record !== undefined && isObject(item[record]) ? item[record] : item;
	const part = isObject(item.ticket_part) ? item.ticket_part : newest(partsOf(holder, list));
	if (part) return isObject(part.author) ? kindOf(part.author) : undefined;
	// a conversation that has just begun says in its source who began it
	return topic.endsWith('.created') && isObject(holder.source) && isObject(holder.source.author) ? kindOf(holder.source.author) : undefined;
}

/**
 * The part that an event is about. Conversations come with what has just happened; a ticket comes with its whole thread,
 * in which that is the newest. Of parts of the same second the last one counts, as in the thread.
 */
function newest(parts: Json[]): Json | undefined {
	const moment = ({ created_at: at }: Json): number => (typeof at === 'number' ? at : typeof at === 'string' ? Date.parse(at) / 1000 || 0 : 0);
	return parts.reduce<Json | undefined>((best, part) => (best && moment(best) > moment(part) ? best : part), undefined);
}

/** `{ conversation_parts: { conversation_parts: [...] } }` */
export function partsOf(holder: Json, list: string): Json[] {
	const outer = holder[list];
	const inner = isObject(outer) ? outer[list] : undefined;
	return Array.isArray(inner) ? inner.filter(isObject) : [];
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
