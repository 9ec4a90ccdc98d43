// Intercom as the sender of webhooks, as its documentation describes it: signed, five seconds of patience, one more attempt.
import { createHmac, randomUUID } from 'node:crypto';
import { CLIENT_SECRET } from '../setup/world.mjs';

/** How long Intercom waits for an answer. */
const PATIENCE_MS = 5000;

/** A notification: `id` without its prefix. */
export const notification = (id) => ({
	type: 'notification_event',
	app_id: 'ws_queue',
	topic: 'contact.user.created',
	id: `notif_${id}`,
	created_at: Math.floor(Date.now() / 1000),
	delivery_attempts: 1,
	delivery_status: 'pending',
	first_sent_at: Math.floor(Date.now() / 1000),
	delivered_at: 0,
	links: {},
	self: null,
	data: { type: 'notification_event_data', item: { type: 'contact', id: randomUUID() } },
});

/** Sends once. Answers `{ status, ms }`; status 0 where no answer came in time. */
export async function deliver(url, body, { forged = false, patience = PATIENCE_MS } = {}) {
	const text = JSON.stringify(body);
	const signature = `sha1=${createHmac('sha1', forged ? 'a guess' : CLIENT_SECRET)
		.update(text)
		.digest('hex')}`;
	const began = Date.now();
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-hub-signature': signature },
			body: text,
			signal: AbortSignal.timeout(patience),
		});
		await response.text();
		return { status: response.status, ms: Date.now() - began };
	} catch {
		return { status: 0, ms: Date.now() - began };
	}
}

/** The same, with the second attempt that Intercom makes after a minute; here when `later` resolves. `answered` hears of the first one's end. */
export async function deliverTwice(url, body, answered, later) {
	const first = await deliver(url, body);
	answered();
	if (first.status === 200) return [first];
	await later();
	return [first, await deliver(url, { ...body, delivery_attempts: 2, delivery_status: 'retry' })];
}
