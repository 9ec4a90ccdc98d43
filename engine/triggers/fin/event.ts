/**
 * Webhook bodies of the Fin Agent API: one flat object. Only the event's name is required, because fields change between versions.
 */

import { finEventOf } from '../../../catalog/triggers/fin/events';
import { PING } from '../../../catalog/triggers/topics';
import { isObject, type Json } from '../../../intercom/json';
import { parsed } from '../receiving/json';

export interface Event {
	/** `event_name` */
	name: string;
	status: string | null;
	/** The ID given when the conversation was started. */
	conversationId: string | null;
	/** The user's ID in the system that started it. */
	userId: string | null;
	/** ISO 8601. */
	createdAt: string | null;
	/** The body, parsed and raw. */
	payload: Json;
	body: Buffer;
}

/**
 * Undefined if the body is not an event. A test request of the Developer Hub, which has a `topic`, counts as an event of that
 * name, so that it is acknowledged.
 */
export function readEvent(body: Buffer): Event | undefined {
	const payload = parsed(body);
	if (!isObject(payload)) return undefined;
	const name = payload.event_name ?? (payload.topic === PING ? PING : undefined);
	if (typeof name !== 'string' || name === '') return undefined;
	const { status, conversation_id: conversationId, user_id: userId, created_at_ms: createdAt } = payload;
	return { name, status: id(status), conversationId: id(conversationId), userId: id(userId), createdAt: moment(createdAt), payload, body };
}

/**
 * The identifying values, by the event's row in the catalog. If one is missing (messages had no ID before April 2026), or the event has no
 * row, the whole body; null without a timestamp, because then a retry cannot be told from a second event.
 */
export function identityOf({ name, createdAt, payload, body }: Event): string | null {
	const values = finEventOf(name)?.identity.map((path) => id(valueAt(payload, path))) ?? [null];
	if (!values.includes(null)) return JSON.stringify([name, ...values]);
	return createdAt === null ? null : body.toString('utf8');
}

const id = (value: unknown): string | null =>
	(typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null;

const valueAt = (payload: Json, path: string): unknown =>
	path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), payload);

/** ISO 8601 or milliseconds -> ISO 8601. */
function moment(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const date = new Date(value);
	return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? null : date.toISOString();
}
