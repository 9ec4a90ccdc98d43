/** What triggers of one workflow keep, whatever the order in which n8n saves its static data, which it does as a whole. */

import fc from 'fast-check';
import { type IDataObject, type INode, Workflow } from 'n8n-workflow';
import { keepNewest, newestOf } from '../../engine/triggers/keeping/newest';
import { introduce, keepFor, type Keeping, keptFor } from '../../engine/triggers/keeping/place';
import { StaticDatabase } from '../../scripts/host/database';

let workflows = 0;

/** A workflow in the database, and copies of it. */
function world(staticData: IDataObject = {}) {
	const id = `kept ${++workflows}`;
	const database = new StaticDatabase(staticData);
	const load = () => new Workflow({ id, nodes: [], connections: {}, active: true, nodeTypes: {} as never, staticData: database.read() });
	const at = (workflow: Workflow, name: string): Keeping => {
		const node = { id: `id of ${name}`, name } as INode;
		return {
			getWorkflow: () => ({ id, active: true }),
			getNode: () => node,
			getWorkflowStaticData: (type) => workflow.getStaticData(type, node),
		};
	};
	return { database, load, at, save: async (workflow: Workflow) => await database.save(workflow) };
}

/** Another process has modules of its own. */
async function elsewhere<T>(
	work: (modules: { keepNewest: typeof keepNewest; newestOf: typeof newestOf; keptFor: typeof keptFor; keepFor: typeof keepFor }) => T,
): Promise<T> {
	let result: T | undefined;
	await jest.isolateModulesAsync(async () => {
		const newest = await import('../../engine/triggers/keeping/newest');
		const place = await import('../../engine/triggers/keeping/place');
		result = work({ ...newest, ...place });
	});
	return result as T;
}

describe('the newest state of a trigger', () => {
	it('is what was kept last, and nothing before that', () => {
		const { load, at } = world();
		const host = at(load(), 'Poll');
		expect(newestOf(host)).toBeUndefined();
		keepNewest(host, { low: 1, seen: 'a' });
		keepNewest(host, { low: 2 });
		expect(newestOf(host)).toEqual({ low: 2 });
	});

	it('is read where it was kept before there were versions', async () => {
		const { load, at } = world({ 'node:Poll': { subject: 's', low: 7 } });
		expect(newestOf(at(load(), 'Poll'))).toEqual({ subject: 's', low: 7 });
	});

	it('is not put back by an older copy of the workflow, in this process or the next', async () => {
		const { database, load, at, save } = world();
		const poller = load();
		keepNewest(at(poller, 'Poll'), { low: 1 });
		await save(poller);
		const request = load();
		keepNewest(at(poller, 'Poll'), { low: 2 });
		await save(poller);
		keepFor(at(request, 'Webhook'), { seen: 'x' });
		await save(request);
		// the request put back what it had read
		expect(database.read()['node:Poll']).toMatchObject({ low: 1 });
		expect(newestOf(at(load(), 'Poll'))).toEqual({ low: 2 });
		await elsewhere(({ newestOf: read, keptFor: kept }) => {
			expect(read(at(load(), 'Poll'))).toEqual({ low: 2 });
			expect(kept(at(load(), 'Webhook'))).toEqual([{ seen: 'x' }]);
		});
	});

	it('survives a clock that is turned back', () => {
		const { load, at } = world();
		const host = at(load(), 'Poll');
		const clock = jest.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
		keepNewest(host, { low: 1 });
		clock.mockReturnValue(1_700_000_000_000);
		keepNewest(host, { low: 2 });
		clock.mockRestore();
		expect(newestOf(at(load(), 'Poll'))).toEqual({ low: 2 });
	});

	it('of two processes is the one kept later, not the one written more often', async () => {
		const { database, load, at, save } = world();
		const here = load();
		for (let low = 0; low < 20; low += 1) keepNewest(at(here, 'Poll'), { low });
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
		await elsewhere(({ keepNewest: keep }) => {
			const there = load();
			keep(at(there, 'Poll'), { low: 100 });
			void database.save(there);
		});
		clock.mockRestore();
		await save(load());
		expect(newestOf(at(load(), 'Poll'))).toEqual({ low: 100 });
	});

	it('is not written again while it says the same', async () => {
		const { load, at, save } = world();
		const poller = load();
		keepNewest(at(poller, 'Poll'), { low: 1, seen: 'abc' });
		await save(poller);
		keepNewest(at(poller, 'Poll'), { low: 1, seen: 'abc' });
		expect(poller.staticData.__dataChanged).toBe(false);
	});

	it('follows what n8n commits, where n8n hands out a copy of its own', () => {
		const { load, at } = world();
		const workflow = load();
		let committed: IDataObject = {};
		const durable = (staged: IDataObject): Keeping => ({
			...at(workflow, 'Poll'),
			getWorkflowStaticData: (type) => (type === 'node' ? staged : workflow.getStaticData('global')),
		});
		const poll = (low: number, commits: boolean) => {
			const staged = structuredClone(committed);
			keepNewest(durable(staged), { low });
			if (commits) committed = staged;
		};
		poll(1, true);
		poll(2, false);
		expect(newestOf(durable(structuredClone(committed)))).toEqual({ low: 1 });
		expect(workflow.staticData.__dataChanged).toBe(false);
	});
});

describe('what a trigger keeps', () => {
	it('stands in its own data only, as long as it is the only one of ours', async () => {
		const { database, load, at, save } = world({ global: { counter: 5 }, 'node:Code': { x: 1 } });
		const workflow = load();
		keepFor(at(workflow, 'Webhook'), { seen: 'a' });
		await save(workflow);
		expect(database.read()).toEqual({ global: { counter: 5 }, 'node:Code': { x: 1 }, 'node:Webhook': { seen: 'a' } });
	});

	it('is left alone by a neighbour of another process that does not know it', async () => {
		const { database, load, at } = world();
		const here = load();
		introduce(at(here, 'A'), () => ({ seen: 'a' }));
		keepFor(at(here, 'B'), { seen: 'b' });
		await database.save(here);
		await elsewhere(({ keepFor: keep }) => {
			const there = load();
			keep(at(there, 'B'), { seen: 'b c' });
			void database.save(there);
		});
		expect(keptFor(at(load(), 'A'))).toEqual([{ seen: 'a' }]);
		expect(keptFor(at(load(), 'B'))).toEqual([{ seen: 'b c' }]);
	});

	it('of a trigger that is long gone goes too', async () => {
		const { database, load, at } = world();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 40 * 86_400_000);
		await elsewhere(({ keepFor: keep, ...other }) => {
			const there = load();
			(other as unknown as { introduce: typeof introduce }).introduce(at(there, 'Gone'), () => ({ seen: 'g' }));
			keep(at(there, 'B'), { seen: 'b' });
			void database.save(there);
		});
		clock.mockRestore();
		expect(keptFor(at(load(), 'Gone'))).toEqual([{ seen: 'g' }]);
		const here = load();
		keepFor(at(here, 'B'), { seen: 'c' });
		await database.save(here);
		expect(keptFor(at(load(), 'Gone'))).toEqual([]);
	});

	it('takes nothing from shared data that is not its own', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything())), (value) => {
				const { load, at } = world({ global: { intercomTriggers: value as never }, 'node:A': { low: 1 } });
				const host = at(load(), 'A');
				expect(newestOf(host)).toBeDefined();
				keepNewest(host, { low: 2 });
				expect(newestOf(host)).toEqual({ low: 2 });
			}),
			{ numRuns: 300 },
		);
	});
});

/** Triggers of one process; every step is a save by one of them from a copy of any age. */
it('whatever the order of saves, every trigger finds its newest state in the database', async () => {
	const step = fc.record({ who: fc.nat(3), reads: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
			const { database, load, at, save } = world();
			const names = ['A', 'B', 'C', 'D'];
			const copies = names.map(() => load());
			const newest = new Map<string, number>();
			for (const [index, { who, reads }] of steps.entries()) {
				if (reads) copies[who] = load();
				keepNewest(at(copies[who], names[who]), { low: index });
				newest.set(names[who], index);
				await save(copies[who]);
			}
			// another process, which has the database only
			await elsewhere(({ newestOf: read }) => {
				const fresh = new Workflow({
					id: 'fresh',
					nodes: [],
					connections: {},
					active: true,
					nodeTypes: {} as never,
					staticData: database.read(),
				});
				for (const name of names) expect([name, read(at(fresh, name))?.low]).toEqual([name, newest.get(name)]);
			});
		}),
		{ numRuns: 60 },
	);
}, 60_000);
