/**
 * The back door to the webhook of the Fin Agent API, for other processes. Times and faults are those of `/_simulator/webhooks/settings`.
 *
 *   POST   /_simulator/fin/webhook   { url, secret? }: answers { secret }; 422 where the address does not answer HEAD
 *   GET    /_simulator/fin/webhook   { url, events, deliveries }
 *   DELETE /_simulator/fin/webhook   forgets address, secret and deliveries
 *   POST   /_simulator/fin/emit      { event, change?, times?, forge?, body? } or { events: [...] };
 *                                    with `settle: true` the answer waits for second attempts
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { forgeries } from '../signature';
import { take } from '../take';
import type { FinWebhook } from './index';

const registration = z.object({ url: z.string().url(), secret: z.string().min(1).optional() }).strict();
const emission = z
	.object({
		event: z.string(),
		change: z.record(z.unknown()),
		times: z.number().int().positive(),
		forge: z.enum(forgeries),
		body: z.string(),
	})
	.partial()
	.required({ event: true })
	.strict();
const wait = { settle: z.boolean().optional() };
const flood = z.object({ events: z.array(z.union([z.string(), emission])), ...wait }).strict();

export function addFinWebhookControls(app: FastifyInstance, webhook: FinWebhook): void {
	take(app, 'fin/webhook', registration, async ({ url, secret }) => ({ secret: await webhook.save(url, secret) }));
	take(app, 'fin/emit', z.union([flood, emission.extend(wait)]), async ({ settle, ...what }) => {
		const deliveries = 'events' in what ? await webhook.flood(what.events) : await webhook.emit(what.event, what);
		if (settle) await webhook.settled();
		return { deliveries };
	});
	app.get('/_simulator/fin/webhook', async () => ({ url: webhook.url ?? null, events: webhook.events, deliveries: webhook.deliveries }));
	app.delete('/_simulator/fin/webhook', async () => {
		webhook.clear();
		return { ok: true };
	});
}
