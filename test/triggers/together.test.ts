/**
 * Several triggers of ours in one workflow. n8n saves static data as a whole, from copies of different age, so each save puts
 * back what it had read; nothing that another trigger remembers may be lost to that, in this process or after a restart.
 */

import fc from 'fast-check';
import { createHost, type Host, type Poller, type Webhook } from '../../scripts/host';
import { StaticDatabase } from '../../scripts/host/database';
import { wait } from '../../scripts/machine.js';
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
			poller: (name = 'Poll'): Poller =>
				host.openPoll({ ...shared, ...node(name), type: POLLING, parameters: { event: 'contactNew', output: 'raw' } }),
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

const idsOf = ({ runs }: Poller): unknown[] => runs.flat().map(({ json }) => json.id);

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

it('a notification under way puts no old state of a poll back', async () => {
	const flow = workflow();
	const [app, poller] = [flow.app(), flow.poller()];
	await poller.activate();
	await deliver(app, sent('notif_before'));
	pass(30);
	const first = person('one');
	pass(30);
	app.slow(60);
	const underWay = deliver(app, sent('notif_slow'));
	await wait(80);
	expect((await poller.tick())?.map(({ json }) => json.id)).toEqual([first]);
	await underWay;
	// switched off and on: n8n reads the workflow from the database
	poller.reactivate();
	expect(await poller.tick()).toBeUndefined();

	const appAfter = (await flow.afterRestart()).app();
	poller.restart();
	await poller.activate();
	expect(idsOf(poller)).toEqual([first]);
	for (const id of ['notif_before', 'notif_slow']) await deliver(appAfter, sent(id));
	expect(appAfter.runs).toEqual([]);
	pass(30);
	const second = person('two');
	pass(30);
	expect((await poller.tick())?.map(({ json }) => json.id)).toEqual([second]);
});

it('two of the same kind, and one of another, know their own and nothing else', async () => {
	const flow = workflow();
	const webhooks = [flow.app('App 1'), flow.app('App 2'), flow.fin()];
	for (const webhook of webhooks) webhook.slow(30);
	const event = replied();
	const all = async ([one, two, fin]: Webhook[]) =>
		await Promise.all([
			deliver(one, sent('notif_1')),
			deliver(one, sent('notif_2')),
			deliver(two, sent('notif_1')),
			deliverFin(fin, event),
		]);
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

/** One step of a history: who acts, and how long the database takes meanwhile. */
const step = fc.record({
	who: fc.constantFrom('app', 'app', 'second', 'fin', 'poll', 'poll', 'person', 'reactivate'),
	ms: fc.constantFrom(0, 0, 3, 12),
	waits: fc.boolean(),
});

it('whatever the order of saves, nothing comes twice, neither in the process nor after a restart', async () => {
	let histories = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
			histories += 1;
			const flow = workflow();
			const [app, second, fin, poller] = [flow.app(), flow.app('Second'), flow.fin(), flow.poller()];
			await poller.activate();
			const people: string[] = [];
			const requests: Array<[Webhook, 'app' | 'fin', Json]> = [];
			const working: Array<Promise<unknown>> = [];
			const send = async ([webhook, kind, what]: (typeof requests)[number]) =>
				await (kind === 'fin' ? deliverFin(webhook, what) : deliver(webhook, what));
			for (const [index, { who, ms, waits }] of steps.entries()) {
				if (who === 'person') people.push(person(`p ${histories} ${index}`));
				else if (who === 'reactivate') {
					await Promise.all(working);
					poller.reactivate();
				} else if (who === 'poll') {
					pass(30);
					working.push(poller.tick());
				} else {
					const webhook = { app, second, fin }[who];
					webhook.slow(ms);
					const request: (typeof requests)[number] =
						who === 'fin'
							? [fin, 'fin', replied({}, { id: `m ${histories} ${index}` })]
							: [webhook, 'app', sent(`n ${histories} ${index}`)];
					requests.push(request);
					working.push(send(request));
				}
				if (waits) await working.at(-1);
			}
			await Promise.all(working);
			pass(60);
			await poller.tick();
			// one more of each, so that everybody has written what was decided last
			for (const webhook of [app, second, fin]) webhook.slow(0);
			for (const last of [
				[app, 'app', sent(`last ${histories}`)],
				[second, 'app', sent(`last ${histories}`)],
				[fin, 'fin', replied({}, { id: `last ${histories}` })],
			] as typeof requests) {
				requests.push(last);
				await send(last);
			}
			for (const request of requests) await send(request);
			expect([app, second, fin].map(({ runs }) => runs.length)).toEqual(
				[app, second, fin].map((webhook) => requests.filter(([to]) => to === webhook).length),
			);
			expect(idsOf(poller).sort()).toEqual(people.sort());

			const after = restarted ?? (restarted = await createHost());
			const shared = { credentials: setting.credentials(), database: flow.database, id: `${workflows} again` } as const;
			const again = (name: string, type: string): Webhook =>
				after.openWebhook({ ...shared, node: { id: `id of ${name}`, name }, type, parameters: { events: ['*'] } });
			const same = new Map([
				[app, again('App', TRIGGER)],
				[second, again('Second', TRIGGER)],
				[fin, again('Fin', FIN_TRIGGER)],
			]);
			for (const [webhook, kind, what] of requests) await send([same.get(webhook)!, kind, what]);
			expect([...same.values()].map(({ runs }) => runs.length)).toEqual([0, 0, 0]);
			poller.restart();
			await poller.activate();
			expect(idsOf(poller).sort()).toEqual(people.sort());
		}),
		{ numRuns: 25 },
	);
}, 120_000);

/** A workflow of its own per history, so that one other process will do for all of them. */
let restarted: Host | undefined;
afterAll(async () => await restarted?.close());
