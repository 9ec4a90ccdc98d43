/** The life of an active workflow: faults, restarts, polls that overlap. Nothing is lost, nothing comes twice. */

import { StaticDatabase } from '../../scripts/host/database';
import { ids, usePolling } from './support';

const setting = usePolling();
const person = (external_id: string) => setting.sim.workspace.contacts.create({ role: 'user', external_id }).id;

describe.each(['memory', 'durable'] as const)('the cursor is kept in the %s way', (cursors) => {
	const active = async () => {
		const poller = setting.open('contactNewOrUpdated', {}, { cursors });
		await poller.activate();
		setting.pass(30);
		return poller;
	};

	it('a poll that fails is made up for', async () => {
		const poller = await active();
		const id = person('one');
		setting.pass(30);
		setting.sim.settings.tokenRegion = 'EU';
		expect(await poller.tick()).toBeUndefined();
		expect(poller.failures).toHaveLength(1);
		setting.sim.settings.tokenRegion = null;
		setting.pass(60);
		expect(ids(await poller.tick())).toEqual([id]);
	});

	it('a fault on the second page leaves nothing half done', async () => {
		const poller = await active();
		const made = Array.from({ length: 200 }, (_, i) => person(`many-${i}`));
		setting.pass(30);
		setting.sim.settings.faults = [{ match: 'POST /contacts/search', kind: '5xx', status: 501, skip: 1, times: 1, code: 'unsupported' }];
		await poller.tick();
		setting.sim.settings.faults = [];
		setting.pass(60);
		await poller.tick();
		expect(ids(poller.runs.flat()).sort()).toEqual(made.sort());
	});

	it('a process that ends before the execution starts repeats the same', async () => {
		const poller = await active();
		const id = person('one');
		setting.pass(30);
		await poller.tick({ dies: 'beforeTheExecution' });
		expect(poller.runs).toEqual([]);
		setting.pass(60);
		expect(ids(await poller.tick())).toEqual([id]);
	});

	it('a restart, right away or after quiet days, brings nothing twice', async () => {
		const poller = await active();
		const id = person('one');
		setting.pass(30);
		expect(ids(await poller.tick())).toEqual([id]);
		poller.restart();
		setting.pass(60);
		expect(await poller.tick()).toBeUndefined();
		for (let hours = 0; hours < 72; hours += 1) {
			setting.pass(3600);
			await poller.tick();
		}
		poller.restart();
		expect(await poller.tick()).toBeUndefined();
		const other = person('two');
		setting.pass(30);
		expect(ids(await poller.tick())).toEqual([other]);
		expect(poller.failures).toEqual([]);
	});

	it('polls that overlap output once', async () => {
		const poller = await active();
		const id = person('one');
		setting.pass(30);
		setting.sim.settings.latencyMs = 50;
		await Promise.all([poller.tick(), poller.tick(), poller.tick()]);
		expect(ids(poller.runs.flat())).toEqual([id]);
		expect(poller.failures).toEqual([]);
	});
});

it('two triggers in two workflows know nothing of each other', async () => {
	const [one, other] = ['1', '2'].map((id) => setting.open('contactNew', {}, { id }));
	await one.activate();
	await other.activate();
	setting.pass(30);
	const id = person('one');
	setting.pass(30);
	expect((await Promise.all([one.tick(), other.tick()])).map((items) => ids(items))).toEqual([[id], [id]]);
});

it('another event begins anew, another condition goes on', async () => {
	const poller = setting.open('contactNew');
	await poller.activate();
	setting.pass(3600);
	const id = person('meanwhile');
	setting.pass(60);
	const staticData = poller.staticData() as never;
	const narrower = setting.open(
		'contactNew',
		{ conditions: { condition: [{ field: 'external_id|text', operator: 'equals', value: 'meanwhile' }] } },
		{ staticData, id: 'narrower' },
	);
	await narrower.activate();
	expect(ids(narrower.runs.flat())).toEqual([id]);
	const updates = setting.open('contactNewOrUpdated', {}, { staticData, id: 'updates' });
	await updates.activate();
	expect(updates.runs).toEqual([]);
});

it('what is kept stays small: an hour with 2000 changes a minute apart', async () => {
	const poller = setting.open('contactNew');
	await poller.activate();
	for (let minutes = 0; minutes < 60; minutes += 1) {
		for (let i = 0; i < 33; i += 1) person(`busy-${minutes}-${i}`);
		setting.pass(60);
		await poller.tick();
	}
	expect(poller.runs.flat()).toHaveLength(60 * 33);
	// fifteen minutes of look-back and the polls on either side, six characters each, and once more those of the last hand-out
	expect(JSON.stringify(poller.staticData()).length).toBeLessThan(19 * 33 * 6 + 1000);
});

it('a poll that finds nothing writes nothing, also where n8n would save it by itself', async () => {
	const database = new StaticDatabase();
	const poller = setting.open('contactNew', {}, { cursors: 'durable', database });
	await poller.activate();
	person('one');
	setting.pass(30);
	await poller.tick();
	for (let polls = 0; polls < 30; polls += 1) {
		setting.pass(60);
		await poller.tick();
	}
	const before = database.writes.length;
	for (let polls = 0; polls < 60; polls += 1) {
		setting.pass(60);
		await poller.tick();
	}
	expect([database.writes.length - before, before < 6, database.writes.at(-1)! < 500]).toEqual([0, true, true]);
});
