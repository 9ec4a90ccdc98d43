/** The envelope Intercom puts around the object of an event. */
import { randomUUID } from 'node:crypto';
import type { Item } from './payloads';

export interface Notification {
	type: 'notification_event';
	app_id: string;
	data: { type: 'notification_event_data'; item: unknown };
	links: Item;
	/** `notif_...`; null for a ping. */
	id: string | null;
	topic: string;
	delivery_status: 'pending' | 'retry' | null;
	delivery_attempts: number;
	delivered_at: number;
	/** Unix seconds. */
	first_sent_at: number;
	created_at: number;
	self: null;
}

export function envelope(topic: string, item: unknown, appId: string, now: number): Notification {
	const ping = topic === 'ping';
	return {
		type: 'notification_event',
		app_id: appId,
		data: { type: 'notification_event_data', item },
		links: {},
		id: ping ? null : `notif_${randomUUID()}`,
		topic,
		delivery_status: ping ? null : 'pending',
		delivery_attempts: 1,
		delivered_at: 0,
		first_sent_at: now,
		created_at: now,
		self: null,
	};
}

/** The same notification, sent once more. */
export const again = (notification: Notification): Notification => ({
	...notification,
	delivery_status: 'retry',
	delivery_attempts: notification.delivery_attempts + 1,
});
