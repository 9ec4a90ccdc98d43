/** Event -> output item: common fields under the same names, all others beside them. */

import { isObject, type Json } from '../../../intercom/json';
import { toText } from '../../../markup/from-html';
import type { Event } from './event';

export interface Tidy extends Json {
	event: string;
	status: string | null;
	conversationId: string | null;
	userId: string | null;
	createdAt: string | null;
}

/** Fields with another name in the item. */
const RENAMED = ['event_name', 'created_at_ms'];

export function tidy({ name, status, conversationId, userId, createdAt, payload }: Event): Tidy {
	const common = { event: name, status, conversationId, userId, createdAt };
	const rest = Object.entries(payload).flatMap(([key, value]) => (RENAMED.includes(key) ? [] : [[camelCase(key), value] as const]));
	return { ...common, ...textOf(payload), ...Object.fromEntries(rest.filter(([key]) => !Object.hasOwn(common, key))) };
}

/** Maximum length converted: Intercom waits meanwhile, and Fin's answers have a few thousand characters. */
const LONGEST_BODY = 100_000;

/** Plain text for chats, mails and models: Fin answers in HTML. */
function textOf({ message }: Json): Json {
	if (!isObject(message) || typeof message.body !== 'string' || message.body.length > LONGEST_BODY) return {};
	return { text: toText(message.body) };
}

/** `stream_id` -> `streamId` */
const camelCase = (key: string): string => key.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
