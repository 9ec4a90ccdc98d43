/**
 * What Intercom posts for the Fin Agent API: one flat object. Only its name is required, because fields come and go between
 * versions; the rest is taken where it is there.
 */

import { finEventOf } from '../../../catalog/triggers/fin/events';
import { PING } from '../../../catalog/triggers/topics';
import { isObject, type Json } from '../../../intercom/json';
import { parsed } from '../receiving/json';

export interface Event {
	/** `event_name` */
	name: string;
	status: string | null;
	/** The ID that the conversation was started with. */
	conversationId: string | null;
	/** The user's ID in the system of whoever started it. */
	userId: string | null;
	/** ISO 8601. */
	createdAt: string | null;
	/** As it came, as values and byte by byte. */
	payload: Json;
	body: Buffer;
}

/**
 * Undefined where the body is not an event. A test request of the Developer Hub, whose envelope names its `topic`, is read as an
 * event with that name, so that it is acknowledged and not taken for a fault.
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
 * The values that identify the event, by its row in the catalog. Where one is missing (messages had no ID before April 2026) or
 * the event has no row, all of it; without a moment in it, nothing tells a second delivery from a second event.
 */
export function identityOf({ name, createdAt, payload, body }: Event): string | null {
	const values = finEventOf(name)?.identity.map((path) => id(valueAt(payload, path))) ?? [null];
	if (!values.includes(null)) return JSON.stringify([name, ...values]);
	return createdAt === null ? null : body.toString('utf8');
}

const id = (value: unknown): string | null => ((typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null);

const valueAt = (payload: Json, path: string): unknown => path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), payload);

/** ISO 8601, or milliseconds as the field's name has it -> ISO 8601. */
function moment(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const date = new Date(value);
	return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? null : date.toISOString();
}
