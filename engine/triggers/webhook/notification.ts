/**
 * Webhook bodies of apps: an envelope around the object of the event. Only essential fields are required, because fields change
 * between versions (docs/intercom-behavior.md#webhook-bodies).
 */

import { isObject, type Json } from '../../../intercom/json';
import { parsed } from '../receiving/json';

export interface Notification {
	topic: string;
	/** Null for pings and samples of the Developer Hub. */
	id: string | null;
	/** `app_id`: the workspace. */
	workspaceId: string | null;
	/** ISO 8601. */
	createdAt: string | null;
	/** 1, or 2 for the retry. */
	attempt: number;
	item: Json;
	/** The body, parsed. */
	envelope: Json;
}

/** Undefined if the body is not a notification. */
export function readNotification(body: Buffer): Notification | undefined {
	const envelope = parsed(body);
	if (!isObject(envelope) || !isObject(envelope.data)) return undefined;
	const { topic, id, app_id: workspaceId, created_at: createdAt, delivery_attempts: attempt } = envelope;
	const { item } = envelope.data;
	if (typeof topic !== 'string' || topic === '' || !isObject(item)) return undefined;
	return {
		topic,
		id: typeof id === 'string' && id !== '' ? id : null,
		workspaceId: typeof workspaceId === 'string' ? workspaceId : null,
		createdAt: moment(createdAt),
		attempt: typeof attempt === 'number' && attempt > 0 ? attempt : 1,
		item,
		envelope,
	};
}

/** Unix seconds -> ISO 8601. Some old notifications have 0. */
function moment(seconds: unknown): string | null {
	if (typeof seconds !== 'number' || seconds <= 0) return null;
	const date = new Date(seconds * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
