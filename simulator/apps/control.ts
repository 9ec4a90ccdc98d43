/**
 * The back door to apps, and the page on which a person uses them.
 *
 *   GET    /_simulator/page             Inbox and Messenger
 *   POST   /_simulator/apps             { urls: { initialize?, submit?, configure? }, secret }
 *   GET    /_simulator/apps             { settings, exchanges, connectors }
 *   POST   /_simulator/apps/use         { event, audience, component?, inputs?, canvas? }: the request, its answer, and the card
 *   POST   /_simulator/fin/connector    { id, inputs }: what the data connector's address answered
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { take } from '../webhooks/take';
import type { Workspace } from '../workspace';
import type { Apps } from './index';
import { page } from './page';

const event = z.enum(['initialize', 'submit', 'configure']);
const settings = z.object({ urls: z.record(event, z.string().url()), secret: z.string() }).strict();
const use = z.object({ event, audience: z.enum(['inbox', 'messenger']), component: z.string().optional(), inputs: z.record(z.unknown()).optional(), canvas: z.record(z.unknown()).optional() }).strict();

export function addAppControls(app: FastifyInstance, apps: Apps, workspace: Workspace): void {
	take(app, 'apps', settings, async (given) => {
		apps.settings = given;
		return { ok: true };
	});
	take(app, 'apps/use', use, async (what) => await apps.use(what));
	take(app, 'fin/connector', z.object({ id: z.string(), inputs: z.record(z.string()) }).strict(), async ({ id, inputs }) => await apps.connect(id, inputs));
	app.get('/_simulator/apps', async () => ({ settings: { urls: apps.settings.urls }, exchanges: apps.exchanges, connectors: workspace.fin.connectors.all().map((connector) => workspace.fin.connectors.view(connector)) }));
	app.get('/_simulator/page', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}
