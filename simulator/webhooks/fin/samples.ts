/** A sample of every event of the Fin Agent API: invented conversations in the documented shapes. */
import type { FinEvent } from '../../workspace/fin';

const common = { conversation_id: 'shop-chat-4711', user_id: 'customer-318' };

const samples: Record<string, (id: string, now: string) => Record<string, unknown>> = {
	fin_replied: (id, now) => ({
		...common,
		message: {
			id,
			author: 'fin',
			body: '<p>Your parcel is on its way. Follow it under <a href="https://shop.example/orders">Orders</a>.</p>',
			timestamp_ms: now,
		},
		status: 'replying',
		stream_id: '7d9f0c2be41a4f6c9a55d0e3b8c6f102',
	}),
	fin_status_updated: () => ({ ...common, status: 'escalated', reason: 'Escalation rule: Refund above 100' }),
	csat_requested: () => ({
		...common,
		csat: {
			options: [
				{ key: 'bad', emoji: '🙁', label: 'Schlecht' },
				{ key: 'good', emoji: '😃', label: 'Gut' },
			],
		},
	}),
};

export const finEventNames: readonly string[] = Object.keys(samples);

/** Nothing but name and moment for an event there is no sample of. @param id of the message @param now ISO 8601 */
export const finSample = (name: string, id: string, now: string): FinEvent => ({
	event_name: name,
	...samples[name]?.(id, now),
	created_at_ms: now,
});
