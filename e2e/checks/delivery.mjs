// Deliveries as they go wrong in life: sent again, sent twice, late, out of order, all at once, around a restart.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until } from '../setup/machine.mjs';
import { listening } from './trigger.mjs';

const TOPIC = 'contact.user.created';
const sample = (id) => ({ topic: TOPIC, item: { type: 'contact', id } });

export async function deliveryChecks(world) {
	const { rest, simulator, n8n, credential } = world;
	heading('Deliveries that go wrong');
	const patience = async (settings) => await simulator.control('webhooks/settings', { retryMs: 200, timeoutMs: 120_000, ...settings });
	const flow = await listening(world, 'deliveries', { events: [TOPIC] });
	const settledIDs = async (count) => {
		const outputs = [];
		for (const execution of await rest.executionsWhen(flow.flow, count, 300_000)) outputs.push(...(await flow.output(execution)));
		return outputs;
	};
	await rest.activate(flow.flow);
	await flow.register();

	await check('a delivery that n8n could not take the first time is taken the second time', async () => {
		await rest.deactivate(flow.flow);
		await patience({ retryMs: 60_000 });
		try {
			const {
				deliveries: [{ state }],
			} = await simulator.control('emit', sample('later'));
			assert.equal(state, 'retrying');
			await rest.activate(flow.flow);
			await simulator.control('clock', { advanceMs: 61_000 });
			const [{ data, attempt }] = await settledIDs(1);
			assert.deepEqual({ id: data.id, attempt }, { id: 'later', attempt: 2 });
		} finally {
			await patience();
		}
	});

	await check('one whose answer came too late, so that Intercom sends it again, starts one execution', async () => {
		await patience({ timeoutMs: 1 });
		const before = (await rest.executions(flow.flow)).length;
		const [{ attempts }] = await flow.send(sample('impatient'));
		assert.deepEqual(
			attempts.map(({ status }) => status),
			[0, 0],
			'the answers came in time, so nothing was shown',
		);
		await patience();
		const { notification } = (await simulator.look('webhooks')).deliveries.at(-1);
		await flow.send({ ...sample('impatient'), envelope: { id: notification.id } });
		const executions = await rest.executionsWhen(flow.flow, before + 1);
		assert.equal(executions.length, before + 1);
	});

	await check('the same notification five times at the same moment starts one execution', async () => {
		const before = (await rest.executions(flow.flow)).length;
		const deliveries = await flow.send({ ...sample('twins'), times: 5 });
		assert.deepEqual(
			deliveries.map(({ state }) => state),
			Array(5).fill('delivered'),
		);
		assert.equal((await rest.executionsWhen(flow.flow, before + 1)).length, before + 1);
	});

	await check('thirty out of order each start one execution, which says when they happened', async () => {
		const before = (await rest.executions(flow.flow)).length;
		const ids = Array.from({ length: 30 }, (_, index) => `order-${index}`);
		await flow.send({ events: ids.map(sample), order: 'shuffled' });
		const items = (await settledIDs(before + 30)).filter(({ data }) => data.id.startsWith('order-'));
		assert.notDeepEqual(
			items.map(({ data }) => data.id),
			ids,
			'they came in order, so nothing was shown',
		);
		const sorted = items.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
		assert.deepEqual(
			sorted.map(({ data }) => data.id),
			ids,
		);
	});

	await check('topics that were not chosen, other workspaces and what teammates did start nothing where the options say so', async () => {
		const picky = await listening(world, 'picky', {
			events: ['conversation.admin.replied', TOPIC],
			options: { workspaceId: 'mine', ignoreActionsBy: ['teammate'] },
		});
		await rest.activate(picky.flow);
		await picky.register();
		const sent = async (topic, app) => (await picky.send({ topic, envelope: { app_id: app } })).map(({ state }) => state);
		for (const [topic, app] of [
			['company.created', 'mine'],
			[TOPIC, 'theirs'],
			['conversation.admin.replied', 'mine'],
			['ping', 'mine'],
		])
			assert.ok((await sent(topic, app)).includes('delivered'));
		assert.deepEqual(await rest.executions(picky.flow), []);
		await sent(TOPIC, 'mine');
		assert.equal((await rest.executionsWhen(picky.flow, 1)).length, 1);
		await rest.deactivate(picky.flow);
	});

	await check('Fetch Full Object adds the contact itself, Full Notification gives the envelope', async () => {
		const {
			data: [contact],
		} = await simulator.api('GET', '/contacts?per_page=1');
		const outputs = {};
		for (const [name, options] of [
			['fetched', { fetchFullObject: true }],
			['raw', { fullNotification: true }],
		]) {
			const with_ = await listening(world, name, { events: [TOPIC], options });
			await rest.activate(with_.flow);
			await with_.register();
			await with_.send(sample(contact.id));
			[outputs[name]] = await with_.output((await rest.executionsWhen(with_.flow, 1))[0]);
			await rest.deactivate(with_.flow);
		}
		assert.equal(outputs.fetched.fullObject.name, contact.name);
		assert.equal(outputs.raw.type, 'notification_event');
		assert.equal(outputs.raw.data.item.id, contact.id);
	});

	await simulator.forgetWebhooks();
	await flow.register();
	await check('what was seen before a restart of n8n is still known after it', async () => {
		const before = (await rest.executions(flow.flow)).length + 1;
		await flow.send({ ...sample('restart'), envelope: { id: 'notif_restart' } });
		await rest.executionsWhen(flow.flow, before);
		await n8n.restart();
		const [again] = await flow.send({ ...sample('restart'), envelope: { id: 'notif_restart' } });
		const [fresh] = await flow.send({ ...sample('fresh'), envelope: { id: 'notif_fresh' } });
		assert.deepEqual([again.state, fresh.state], ['delivered', 'delivered']);
		assert.equal((await rest.executionsWhen(flow.flow, before + 1)).length, before + 1);
	});

	await check('a thousand at once: a thousand executions, none lost and none twice', async () => {
		await patience({ timeoutMs: 900_000 });
		const before = (await rest.executions(flow.flow)).length;
		const events = Array.from({ length: 1000 }, (_, index) => sample(`flood-${index}`));
		// takes minutes on a small machine, longer than one waits for an answer: look how it goes instead
		void simulator.control('emit', { events }).catch(() => {});
		const flood = async () =>
			(await simulator.look('webhooks')).deliveries.filter(({ notification }) => String(notification.data.item.id).startsWith('flood-'));
		const deliveries = await until(
			'all are delivered',
			async () => {
				const all = await flood();
				const open = all.filter(({ state }) => state === 'sending').length;
				if (all.length < events.length || open) throw new Error(`${all.length - open} of ${events.length} so far`);
				return all;
			},
			{ ms: 900_000, every: 2000 },
		);
		assert.deepEqual(
			deliveries.filter(({ state, attempts }) => state !== 'delivered' || attempts.length !== 1),
			[],
		);
		const executions = await rest.executionsWhen(flow.flow, before + events.length, 600_000);
		assert.equal(executions.length, before + events.length);
		assert.ok(executions.every(({ status }) => status === 'success'));
	});
	await flow.over();
}
