/** Every event of the trigger, over a simulated workspace. */

import { watches } from '../../catalog/triggers/watches';
import { kinds } from './records';
import { ids, usePolling } from './support';

const setting = usePolling();
const lasting = kinds.filter(({ only }) => only === undefined);

it('every event of the panel is tried here', () => {
	const tried = kinds.flatMap(({ id, only }) =>
		only === undefined ? ['New', 'Updated', 'NewOrUpdated'].map((what) => id + what) : [id + only],
	);
	expect(watches.flatMap(({ events }) => events.map(({ id }) => id)).sort()).toEqual(tried.sort());
});

describe.each(['second', 'day'] as const)('where Intercom compares dates by the %s', (dateRule) => {
	beforeEach(() => {
		setting.sim.settings.dateRule = dateRule;
	});

	describe.each(kinds.map((kind) => [`${kind.id}${kind.only ?? 'New'}`, kind] as const))('%s', (event, { make, parameters }) => {
		it('begins with what comes after the activation, and outputs each once, the oldest first', async () => {
			make(setting.sim);
			setting.pass(120);
			const poller = setting.open(event, parameters?.(setting.sim));
			await poller.activate();
			setting.pass(30);
			const first = make(setting.sim);
			setting.pass(10);
			const second = make(setting.sim);
			setting.pass(20);
			expect([poller.failures, ids(await poller.tick())]).toEqual([[], [first, second]]);
			setting.pass(60);
			const third = make(setting.sim);
			setting.pass(1);
			expect(ids(await poller.tick())).toEqual([third]);
			for (let polls = 0; polls < 20; polls += 1) {
				setting.pass(60);
				expect(await poller.tick()).toBeUndefined();
			}
		});

		it('after a day off it catches up, more than a page of it too', async () => {
			make(setting.sim);
			setting.pass(120);
			const poller = setting.open(event, parameters?.(setting.sim));
			await poller.activate();
			const made: string[] = [];
			for (let i = 0; i < 160; i += 1) {
				setting.pass(540);
				made.push(make(setting.sim));
			}
			setting.pass(60);
			const caught = ids(await poller.tick());
			expect(caught).toEqual(made);
			setting.pass(60);
			expect(await poller.tick()).toBeUndefined();
			expect(poller.failures).toEqual([]);
		});

		it('a test in the editor shows real records and changes nothing', async () => {
			const poller = setting.open(event, parameters?.(setting.sim));
			await poller.activate();
			const kept = poller.staticData();
			setting.pass(60);
			const made = [make(setting.sim), make(setting.sim)];
			setting.pass(60);
			const shown = ids(await poller.test());
			expect(shown).toEqual(expect.arrayContaining(made));
			expect(poller.staticData()).toEqual(kept);
			expect(ids(await poller.tick()).sort()).toEqual(made.sort());
		});
	});

	describe.each(lasting.map((kind) => [kind.id, kind] as const))('%s', (id, { make, change }) => {
		it('Updated leaves out what was just created, and outputs every change', async () => {
			const old = make(setting.sim);
			setting.pass(3600);
			const poller = setting.open(`${id}Updated`);
			await poller.activate();
			setting.pass(30);
			make(setting.sim);
			setting.pass(30);
			expect([poller.failures, await poller.tick()]).toEqual([[], undefined]);
			for (let times = 0; times < 3; times += 1) {
				setting.pass(30);
				change?.(setting.sim, old);
				setting.pass(30);
				expect(ids(await poller.tick())).toEqual([old]);
				setting.pass(60);
				expect(await poller.tick()).toBeUndefined();
			}
		});

		it('New or Updated outputs both', async () => {
			const poller = setting.open(`${id}NewOrUpdated`);
			await poller.activate();
			setting.pass(30);
			const made = make(setting.sim);
			setting.pass(30);
			const [first] = (await poller.tick()) ?? [];
			setting.pass(30);
			change?.(setting.sim, made);
			setting.pass(30);
			const [again] = (await poller.tick()) ?? [];
			expect([first?.json.id, again?.json.id]).toEqual([made, made]);
			expect(again?.json.updated_at).not.toEqual(first?.json.updated_at);
		});
	});
});
