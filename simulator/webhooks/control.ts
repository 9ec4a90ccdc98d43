/**
 * The back door to webhooks of apps, for other processes. That of Fin's is in fin/control.ts.
 *
 *   POST   /_simulator/webhooks            { url, topics, secret, appId? }: 422 where the address does not answer HEAD
 *   GET    /_simulator/webhooks            { apps, deliveries, topics, settings }
 *   DELETE /_simulator/webhooks            forgets apps and deliveries
 *   POST   /_simulator/webhooks/settings   any part of `WebhookSettings`
 *   POST   /_simulator/emit                { topic, item?, envelope?, times?, forge?, body? } or { events: [...], order?, oneByOne? };
 *                                          with `settle: true` the answer waits for second attempts
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Webhooks } from './index';
import { webhookSettingsJson } from './settings';
import { forgeries } from './signature';
import { take } from './take';

const registration = z
	.object({
		url: z.string().url(),
		topics: z.union([z.array(z.string()), z.literal('*')]),
		secret: z.string(),
		appId: z.string().optional(),
	})
	.strict();
const emission = z
	.object({
		topic: z.string(),
		item: z.unknown(),
		envelope: z.record(z.unknown()),
		times: z.number().int().positive(),
		forge: z.enum(forgeries),
		body: z.string(),
	})
	.partial()
	.required({ topic: true })
	.strict();
const wait = { settle: z.boolean().optional() };
const flood = z
	.object({
		events: z.array(z.union([z.string(), emission])),
		order: z.enum(['given', 'reversed', 'shuffled']).optional(),
		oneByOne: z.boolean().optional(),
		...wait,
	})
	.strict();

export function addWebhookControls(app: FastifyInstance, webhooks: Webhooks): void {
	take(app, 'webhooks', registration, async (input) => {
		const { id } = await webhooks.register(input);
		return { id };
	});
	take(app, 'webhooks/settings', webhookSettingsJson, async (change) => Object.assign(webhooks.settings, change));
	take(app, 'emit', z.union([flood, emission.extend(wait)]), async (input) => {
		const { settle, ...what } = input;
		const deliveries = 'events' in what ? await webhooks.flood(what.events, what) : await webhooks.emit(what.topic, what);
		if (settle) await webhooks.settled();
		return { deliveries };
	});
	app.get('/_simulator/webhooks', async () => ({
		apps: webhooks.apps.map(({ id, state, registration: { url, topics, appId } }) => ({ id, state, url, topics, appId })),
		deliveries: webhooks.deliveries,
		topics: webhooks.topics,
		settings: webhooks.settings,
	}));
	app.delete('/_simulator/webhooks', async () => {
		webhooks.clear();
		return { ok: true };
	});
}
