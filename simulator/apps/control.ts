/**
 * The back door to apps, and the page on which a person uses them.
 *
 *   GET    /_simulator/page             Inbox and Messenger, and Fin; its files are below it
 *   POST   /_simulator/apps             { urls: { initialize?, submit?, configure? }, secret, webhook? }: 422 where `webhook` does not answer HEAD
 *   GET    /_simulator/apps             { settings, exchanges, connectors, deliveries }
 *   POST   /_simulator/apps/scene       the conversation of the page, which begins with this
 *   POST   /_simulator/apps/say         { from: 'contact' | 'teammate', text }
 *   POST   /_simulator/apps/use         { event, audience, component?, inputs?, canvas?, forge? }: the request, its answer, and the card
 *   POST   /_simulator/apps/replay      the last request once more
 *   POST   /_simulator/fin/connector    { id, inputs, forge? }: what the data connector's address answered
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { take } from '../webhooks/take';
import type { Webhooks } from '../webhooks';
import type { Workspace } from '../workspace';
import type { Apps } from './index';
import { addPage } from './page';
import { FORGERIES } from './wire';

const event = z.enum(['initialize', 'submit', 'configure']);
const settings = z.object({ urls: z.record(event, z.string().url()), secret: z.string(), webhook: z.string().url().optional() }).strict();
const use = z
	.object({
		event,
		audience: z.enum(['inbox', 'messenger']),
		component: z.string().optional(),
		inputs: z.record(z.unknown()).optional(),
		canvas: z.record(z.unknown()).optional(),
		forge: z.enum(FORGERIES).optional(),
	})
	.strict();
const question = z.object({ id: z.string(), inputs: z.record(z.string()), forge: z.literal('missing').optional() }).strict();

const MOST_DELIVERIES = 20;

export function addAppControls(
	app: FastifyInstance,
	apps: Apps,
	{ workspace, webhooks }: { workspace: Workspace; webhooks: Webhooks },
): void {
	take(app, 'apps', settings, async (given) => {
		await apps.save(given);
		return { ok: true };
	});
	take(app, 'apps/scene', z.object({}), async () => apps.scene.view());
	take(app, 'apps/say', z.object({ from: z.enum(['contact', 'teammate']), text: z.string().min(1) }).strict(), async ({ from, text }) => {
		apps.scene.say(from, text);
		return apps.scene.view();
	});
	take(app, 'apps/use', use, async (what) => await apps.use(what));
	take(app, 'apps/replay', z.object({}), async () => await apps.replay());
	take(app, 'fin/connector', question, async ({ id, inputs, forge }) => await apps.connect(id, inputs, forge));
	app.get('/_simulator/apps', async () => ({
		settings: { urls: apps.settings.urls, webhook: apps.settings.webhook },
		exchanges: apps.exchanges,
		connectors: workspace.fin.connectors.all().map((connector) => workspace.fin.connectors.view(connector)),
		deliveries: webhooks.deliveries
			.slice(-MOST_DELIVERIES)
			.map(({ topic, state, attempts, notification }) => ({ id: notification.id, topic, state, attempts })),
	}));
	addPage(app);
}
