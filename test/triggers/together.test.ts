/**
 * Several triggers of ours in one workflow. n8n saves static data as a whole, from copies of different age, so each save puts
 * back what it had read; nothing that another trigger remembers may be lost to that, in this process or after a restart.
 */

import { createHost, type Host, type Poller, type Webhook } from '../../scripts/host';
import { StaticDatabase } from '../../scripts/host/database';
import { deliver as deliverFin, FIN_TRIGGER, replied } from './fin-support';
import { deliver, type Json, notification, TRIGGER, useTriggers } from './support';

const POLLING = 'n8n-nodes-intercom.intercomPollingTrigger';
const setting = useTriggers({ now: Date.UTC(2026, 2, 11, 10) });
const topic = 'contact.user.created';
const sent = (id: string): Json => notification(topic, { id });
const person = (external_id: string): string => setting.sim.workspace.contacts.create({ role: 'user', external_id }).id;
const pass = (seconds: number) => setting.sim.advance(seconds * 1000);

const others: Host[] = [];
afterEach(async () => {
	for (const host of others.splice(0)) await host.close();
});

let workflows = 0;

/** A workflow with triggers of ours, as n8n has it in its database. */
function workflow(database = new StaticDatabase(), id = `together ${++workflows}`) {
	const open = (host: Host) => {
		const shared = { credentials: setting.credentials(), database, id } as const;
		const node = (name: string) => ({ node: { id: `id of ${name}`, name } });
		return {
			app: (name = 'App'): Webhook => host.openWebhook({ ...shared, ...node(name), type: TRIGGER, parameters: { events: ['*'] } }),
			fin: (name = 'Fin'): Webhook => host.openWebhook({ ...shared, ...node(name), type: FIN_TRIGGER, parameters: { events: ['*'] } }),
			poller: (name = 'Poll'): Poller => host.openPoll({ ...shared, ...node(name), type: POLLING, parameters: { event: 'contactNew', simplify: false } }),
		};
	};
	return {
		database,
		...open(setting.host),
		/** The same workflow after n8n has been started anew: only the database is left. */
		async afterRestart() {
			const host = await createHost();
			others.push(host);
			return open(host);
		},
	};
}

it('500 notifications are still known after a poll, and after a restart', async () => {
	const flow = workflow();
	const [app, poller] = [flow.app(), flow.poller()];
	await poller.activate();
	const all = Array.from({ length: 500 }, (_, index) => sent(`notif_${index}`));
	for (const one of all) await deliver(app, one);
	pass(30);
	person('one');
	pass(30);
	expect(await poller.tick()).toHaveLength(1);
	for (const one of all) await deliver(app, one);
	expect(app.runs).toHaveLength(500);

	const after = (await flow.afterRestart()).app();
	for (const one of all) await deliver(after, one);
	expect(after.runs).toEqual([]);
});

it('two of the same kind, and one of another, know their own and nothing else', async () => {
	const flow = workflow();
	const webhooks = [flow.app('App 1'), flow.app('App 2'), flow.fin()];
	for (const webhook of webhooks) webhook.slow(30);
	const event = replied();
	const all = async ([one, two, fin]: Webhook[]) => await Promise.all([deliver(one, sent('notif_1')), deliver(one, sent('notif_2')), deliver(two, sent('notif_1')), deliverFin(fin, event)]);
	await all(webhooks);
	await all(webhooks);
	expect(webhooks.map(({ runs }) => runs.length)).toEqual([2, 1, 1]);
	// whoever saved last may not have known yet of those who were about to answer
	for (const webhook of webhooks) webhook.slow(0);
	await deliver(webhooks[0], sent('notif_3'));

	const { app, fin } = await flow.afterRestart();
	const after = [app('App 1'), app('App 2'), fin()];
	await all(after);
	expect(after.map(({ runs }) => runs.length)).toEqual([0, 0, 0]);
	expect((await deliver(after[1], sent('notif_2'))).items).toHaveLength(1);
});

it('a workflow with one trigger keeps what it kept before, and where it kept it', async () => {
	const flow = workflow();
	await deliver(flow.app('Intercom Trigger'), sent('notif_1'));
	expect(flow.database.read()).toEqual({ global: {}, 'node:Intercom Trigger': { seen: expect.stringMatching(/^\S{22}$/) as string } });
});
