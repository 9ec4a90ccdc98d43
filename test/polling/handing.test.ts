/**
 * Between a poll and its execution. n8n saves the state first and creates the execution then, and does not tell the trigger what
 * came of it: whatever fails or ends in between, everything comes out, and once.
 */

import type { Fate, PollRequest } from '../../scripts/host/polls';
import { ids, usePolling } from './support';

const setting = usePolling();
const person = (external_id: string) => setting.sim.workspace.contacts.create({ role: 'user', external_id }).id;

const ways: Array<[string, Partial<PollRequest>]> = [
	['in memory', {}],
	['in memory, executions run by a worker', { queue: true }],
	['by durable cursors', { cursors: 'durable' }],
	['by durable cursors, executions run by a worker', { cursors: 'durable', queue: true }],
];

describe.each(ways)('the state is kept %s', (_, how) => {
	const active = async (event = 'contactNew', parameters = {}) => {
		const poller = setting.open(event, parameters, how);
		await poller.activate();
		setting.pass(30);
		return poller;
	};

	const fates: Fate[] = [{ dies: 'unsaved' }, { dies: 'beforeTheExecution' }, { dies: 'beforeTheState' }, { fails: true }];

	it.each(fates)('%p: what was handed over comes out once', async (fate) => {
		const poller = await active();
		const one = person('one');
		setting.pass(30);
		await poller.tick(fate);
		const two = person('two');
		for (let polls = 0; polls < 5; polls += 1) {
			setting.pass(60);
			await poller.tick();
		}
		expect([poller.failures, ids(poller.runs.flat()).sort()]).toEqual([[], [one, two].sort()]);
	});

	it('after weeks at rest too', async () => {
		const poller = await active();
		const one = person('one');
		setting.pass(30);
		await poller.tick({ dies: 'beforeTheExecution' });
		setting.pass(20 * 86_400);
		const two = person('two');
		setting.pass(30);
		await poller.tick();
		setting.pass(60);
		await poller.tick();
		expect(ids(poller.runs.flat()).sort()).toEqual([one, two].sort());
	});

	it('a restart after quiet days costs an execution without items at most, once', async () => {
		const poller = await active();
		const one = person('one');
		setting.pass(30);
		await poller.tick();
		for (let hours = 0; hours < 30; hours += 1) {
			setting.pass(3600);
			await poller.tick();
		}
		const before = poller.executions();
		poller.restart();
		for (let polls = 0; polls < 5; polls += 1) {
			await poller.tick();
			setting.pass(60);
		}
		expect([poller.executions() - before <= 1, ids(poller.runs.flat())]).toEqual([true, [one]]);
	});

	it('without a restart nothing is handed over twice, however long an execution takes', async () => {
		const poller = await active();
		person('one');
		setting.pass(30);
		await poller.tick();
		for (let polls = 0; polls < 20; polls += 1) {
			setting.pass(60);
			await poller.tick();
		}
		expect(poller.executions()).toBe(1);
	});

	it('the database is away again and again: nothing is lost, and the order stays', async () => {
		const poller = await active('contactNew', { options: { maxItems: 3 } });
		const made: string[] = [];
		for (let i = 0; i < 30; i += 1) {
			made.push(person(`p-${i}`));
			setting.pass(20);
			if (i % 3 === 2) await poller.tick(i % 2 ? { fails: true } : {});
		}
		for (let polls = 0; polls < 40; polls += 1) {
			setting.pass(60);
			await poller.tick(polls % 3 === 0 && polls < 9 ? { fails: true } : {});
		}
		expect(ids(poller.runs.flat()).sort()).toEqual(made.sort());
	});

	it('a process that dies at every poll, in whatever way, gets on all the same', async () => {
		const poller = await active('contactNewOrUpdated');
		const made: string[] = [];
		for (let i = 0; i < 12; i += 1) {
			made.push(person(`p-${i}`));
			setting.pass(60);
			await poller.tick(fates[i % fates.length]);
			if (i % 5 === 4) poller.restart();
		}
		for (let polls = 0; polls < 5; polls += 1) {
			setting.pass(60);
			await poller.tick();
		}
		expect(ids(poller.runs.flat()).sort()).toEqual(made.sort());
	});

	it('what changed meanwhile comes with what it is now', async () => {
		const poller = await active('contactNewOrUpdated');
		const one = person('one');
		setting.pass(30);
		await poller.tick({ dies: 'beforeTheExecution' });
		setting.sim.workspace.contacts.update(setting.sim.workspace.contacts.get(one)!, { name: 'Ada' });
		setting.pass(60);
		await poller.tick();
		expect(poller.runs.flat().map(({ json }) => [json.id, json.name])).toEqual([[one, 'Ada']]);
	});

	it('n8n runs an execution once more, by itself or for a user: it has its items', async () => {
		const poller = await active();
		const one = person('one');
		setting.pass(30);
		await poller.tick();
		expect(ids(await poller.rerun('trigger'))).toEqual([one]);
		expect(ids(await poller.rerun('retry'))).toEqual([one]);
	});

	it('an execution that had nothing left, because another one had it, is run once more: it has nothing again', async () => {
		const poller = await active();
		const one = person('one');
		setting.pass(30);
		await poller.tick();
		// whether an execution had begun is not known any more
		poller.restart();
		setting.pass(30);
		await poller.tick();
		// durable cursors know, so that there is no second one
		expect(ids(await poller.rerun('trigger'))).toEqual(poller.executions() === 1 ? [one] : []);
		expect(ids(poller.runs.flat())).toEqual([one]);
	});

	it('the workflow is saved in between', async () => {
		const poller = await active();
		const one = person('one');
		setting.pass(30);
		await poller.tick();
		poller.reactivate();
		await poller.activate();
		const two = person('two');
		setting.pass(30);
		await poller.tick();
		expect(ids(poller.runs.flat())).toEqual([one, two]);
	});
});

it('items of an execution are what Intercom answered and nothing else', async () => {
	const poller = setting.open('contactNew');
	await poller.activate();
	setting.pass(30);
	person('one');
	setting.pass(30);
	expect(Object.keys((await poller.tick())?.[0] ?? {})).toEqual(['json']);
});

it('with durable cursors, an execution that cannot be created is made up for however full the memory of the poll is', async () => {
	const poller = setting.open('contactNew', { options: { lookBackMinutes: 2 } }, { cursors: 'durable' });
	await poller.activate();
	const made: string[] = [];
	// one comes, one is forgotten: what is kept has the same length
	for (let i = 0; i < 40; i += 1) {
		made.push(person(`p-${i}`));
		setting.pass(60);
		await poller.tick({ fails: i % 3 === 2 });
	}
	setting.pass(60);
	await poller.tick();
	expect(ids(poller.runs.flat())).toEqual(made);
});

it('n8n is restarted with durable cursors: what was handed over without them, and not started, comes out', async () => {
	const before = setting.open('contactNew', {}, { id: 'moved' });
	await before.activate();
	setting.pass(30);
	const one = person('one');
	setting.pass(30);
	await before.tick({ dies: 'beforeTheExecution' });
	const after = setting.open('contactNew', {}, { id: 'moved', cursors: 'durable', staticData: before.staticData() as never });
	after.restart();
	for (let polls = 0; polls < 3; polls += 1) {
		await after.tick();
		setting.pass(60);
	}
	expect(ids(after.runs.flat())).toEqual([one]);
});
