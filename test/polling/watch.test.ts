/** What a watch is about: the workspace, the conditions, the time in which it was at rest. */

import { ids, usePolling } from './support';

const setting = usePolling();
const people = (count: number, role: 'user' | 'lead', name: string) =>
	Array.from({ length: count }, (_, i) => {
		setting.pass(1);
		return setting.sim.workspace.contacts.create({
			role,
			...(role === 'user' ? { external_id: `${name}-${i}` } : { name: `${name}-${i}` }),
		}).id;
	});
const quietly = async (poller: ReturnType<typeof setting.open>, polls = 3) => {
	for (let i = 0; i < polls; i += 1) {
		setting.pass(60);
		await poller.tick();
	}
};

describe('the workspace', () => {
	afterEach(() => void Object.assign(setting.sim.workspace, { id: 'simulatr' }));

	it('of another credential begins with what comes', async () => {
		const poller = setting.open('contactNew');
		await poller.activate();
		await quietly(poller);
		const staticData = poller.staticData() as never;
		people(300, 'user', 'of-another-workspace');
		setting.pass(60);
		Object.assign(setting.sim.workspace, { id: 'other123' });
		const other = setting.open(
			'contactNew',
			{},
			{
				staticData,
				id: 'other',
				credentials: {
					intercomAccessTokenApi: {
						accessToken: setting.sim.token,
						region: 'custom',
						baseUrl: setting.sim.url.replace('127.0.0.1', 'localhost'),
					},
				},
			},
		);
		await other.activate();
		await quietly(other);
		expect([other.failures, ids(other.runs.flat())]).toEqual([[], []]);
		const [mine] = people(1, 'user', 'new');
		await quietly(other);
		expect(ids(other.runs.flat())).toEqual([mine]);
	});

	it('is asked for once in a process', async () => {
		const poller = setting.open('contactNew');
		await poller.activate();
		await quietly(poller, 10);
		expect(setting.asked().filter((one) => one === 'GET /me').length).toBeLessThanOrEqual(1);
	});

	it('that Intercom does not tell hinders nothing', async () => {
		setting.sim.settings.faults = [{ match: 'GET /me', kind: '5xx', status: 501, times: 0 }];
		const poller = setting.open('contactNew');
		await poller.activate();
		setting.pass(30);
		const made = people(1, 'user', 'one');
		await quietly(poller);
		expect(ids(poller.runs.flat())).toEqual(made);
	});
});

describe('conditions that are changed', () => {
	it('loosened after quiet days and a restart: what never fitted does not come', async () => {
		const leads = setting.open('contactNew', { contactType: 'lead' });
		await leads.activate();
		people(300, 'user', 'old');
		await quietly(leads);
		setting.pass(86_400);
		await leads.tick();
		leads.restart();
		const all = setting.open('contactNew', { contactType: 'any' }, { staticData: leads.staticData() as never });
		all.restart();
		await all.activate();
		await quietly(all);
		expect([all.failures, ids(all.runs.flat())]).toEqual([[], []]);
		const made = [...people(1, 'user', 'new'), ...people(1, 'lead', 'new')];
		await quietly(all);
		expect(ids(all.runs.flat())).toEqual(made);
	});

	it('loosened while the workflow was off: what fitted all the time is caught up on', async () => {
		const leads = setting.open('contactNew', { contactType: 'lead' });
		await leads.activate();
		await quietly(leads);
		setting.pass(3600);
		people(20, 'user', 'meanwhile');
		const meanwhile = people(20, 'lead', 'meanwhile');
		setting.pass(3600);
		const all = setting.open('contactNew', { contactType: 'any' }, { staticData: leads.staticData() as never });
		all.restart();
		await all.activate();
		await quietly(all);
		expect(ids(all.runs.flat())).toEqual(meanwhile);
	});

	const named = (operator: string, value: string) => ({ conditions: { condition: [{ field: 'name|text', operator, value }] } });

	it.each([
		['contactNew', named('startsWith', 'a'), named('startsWith', 'b')],
		['contactNew', named('startsWith', 'a'), {}],
		[
			'contactNew',
			{
				match: 'OR',
				conditions: {
					condition: [
						{ field: 'name|text', operator: 'startsWith', value: 'a' },
						{ field: 'name|text', operator: 'equals', value: 'x' },
					],
				},
			},
			{},
		],
	])('%s: from %j to %j', async (event, before, after) => {
		const first = setting.open(event, before);
		await first.activate();
		for (const name of ['a1', 'b1', 'c1']) setting.sim.workspace.contacts.create({ role: 'user', external_id: name, name });
		setting.pass(60);
		const second = setting.open(event, after, { staticData: first.staticData() as never });
		second.restart();
		await second.activate();
		const fits = (name: string) => JSON.stringify(after) === '{}' || name.startsWith('b');
		setting.pass(60);
		for (const name of ['a2', 'b2', 'c2']) setting.sim.workspace.contacts.create({ role: 'user', external_id: name, name });
		await quietly(second);
		expect(second.failures).toEqual([]);
		expect(second.runs.flat().map(({ json }) => json.name)).toEqual([...(fits('a1') ? ['a1'] : []), ...['a2', 'b2', 'c2'].filter(fits)]);
	});

	it('activity types', async () => {
		const { office } = setting.sim.workspace;
		const first = setting.open('activityNew', { activityTypes: ['app_name_change'] });
		await first.activate();
		setting.pass(60);
		office.note('app_name_change', 'one');
		office.note('office_hours_change', 'two');
		setting.pass(60);
		const second = setting.open('activityNew', { activityTypes: [] }, { staticData: first.staticData() as never });
		second.restart();
		await second.activate();
		office.note('office_hours_change', 'three');
		await quietly(second);
		expect([second.failures, second.runs.flat().map(({ json }) => json.activity_description)]).toEqual([[], ['one', 'three']]);
	});
});

describe('When Active Again', () => {
	const rest = async (whenActiveAgain: string | undefined, seconds: number, how: 'restart' | 'reactivate') => {
		const poller = setting.open('contactNew', { options: whenActiveAgain ? { whenActiveAgain } : {} });
		await poller.activate();
		await quietly(poller);
		const before = people(3, 'user', 'before');
		setting.pass(60);
		await poller.tick();
		setting.pass(seconds);
		const meanwhile = people(3, 'user', 'meanwhile');
		setting.pass(30);
		poller[how]();
		await poller.activate();
		const after = people(3, 'user', 'after');
		await quietly(poller);
		expect(poller.failures).toEqual([]);
		return { came: ids(poller.runs.flat()), before, meanwhile, after };
	};

	it.each([undefined, 'catchUp'])('%s: catches up', async (choice) => {
		const { came, before, meanwhile, after } = await rest(choice, 7200, 'restart');
		expect(came).toEqual([...before, ...meanwhile, ...after]);
	});

	it.each(['restart', 'reactivate'] as const)('begins from now after a %s', async (how) => {
		const { came, before, after } = await rest('now', 7200, how);
		expect(came).toEqual([...before, ...after]);
	});

	it('the workflow is saved while it is active: nothing is left out', async () => {
		const { came, before, meanwhile, after } = await rest('now', 20, 'reactivate');
		expect(came).toEqual([...before, ...meanwhile, ...after]);
	});

	it('another choice is refused', async () => {
		await expect(setting.open('contactNew', { options: { whenActiveAgain: 'never' } }).activate()).rejects.toMatchObject({
			message: expect.stringContaining("'When Active Again'"),
		});
	});
});

describe('the clock', () => {
	it.each([3_600_000, -3_600_000, 86_400_000])('one answer with a date that is wrong by %i ms ends nothing', async (dateErrorMs) => {
		const poller = setting.open('contactNew');
		await poller.activate();
		const made: string[] = [];
		for (let i = 0; i < 62; i += 1) {
			made.push(...people(1, 'user', `p-${i}`));
			setting.pass(60);
			setting.sim.settings.dateErrorMs = i === 15 ? dateErrorMs : 0;
			await poller.tick();
		}
		setting.pass(60);
		await poller.tick();
		expect([poller.failures, ids(poller.runs.flat())]).toEqual([[], made]);
	});

	it('a state in the future heals by itself', async () => {
		const poller = setting.open('contactNew');
		await poller.activate();
		const staticData = poller.staticData();
		const node = Object.keys(staticData).find((key) => key.startsWith('node:')) as string;
		const kept = staticData[node] as Record<string, unknown>;
		Object.assign(kept, { low: setting.now() + 2700, upTo: setting.now() + 3600, times: String(setting.now() + 3600) });
		const again = setting.open('contactNew', {}, { staticData: staticData as never, id: 'healing' });
		const made = people(3, 'user', 'p');
		for (let i = 0; i < 70; i += 1) {
			made.push(...people(1, 'user', `later-${i}`));
			setting.pass(60);
			await again.tick();
		}
		expect([again.failures, ids(again.runs.flat())]).toEqual([[], made]);
	});

	it('one of the version before this one too', async () => {
		const poller = setting.open(
			'contactNew',
			{},
			{
				staticData: {
					'node:Intercom Polling Trigger': {
						subject: JSON.stringify(['contactNew', {}, {}, null]),
						low: setting.now() + 2700,
						upTo: setting.now() + 3600,
						span: 0,
						seen: '',
					},
				} as never,
			},
		);
		const made = people(3, 'user', 'p');
		setting.pass(60);
		await poller.tick();
		await quietly(poller);
		expect([poller.failures, ids(poller.runs.flat())]).toEqual([[], made]);
	});
});

it('what the version before this one has kept goes on', async () => {
	const old = people(2, 'user', 'old');
	setting.pass(60);
	const since = setting.now();
	const [meanwhile] = people(1, 'user', 'meanwhile');
	setting.pass(30);
	const { shortened } = await import('../../engine/triggers/short');
	const record = setting.sim.workspace.contacts.get(old[1])!;
	const seen = `${record.created_at.toString(36)}:${shortened(JSON.stringify([record.id, record.created_at]), 8)}`;
	const poller = setting.open(
		'contactNew',
		{},
		{
			staticData: {
				'node:Intercom Polling Trigger': {
					subject: JSON.stringify(['contactNew', {}, {}, null]),
					low: record.created_at,
					upTo: since,
					span: 0,
					seen,
				},
			} as never,
		},
	);
	await poller.activate();
	await quietly(poller);
	expect([poller.failures, ids(poller.runs.flat())]).toEqual([[], [meanwhile]]);
});
