/** What people set in the panel of the trigger, and what they are told. */

import { by } from '../support/intercom';
import { ids, MORNING, usePolling } from './support';

const setting = usePolling();
const person = (external_id: string, more = {}) => setting.sim.workspace.contacts.create({ role: 'user', external_id, ...more }).id;
const condition = (...all: unknown[]) => ({ condition: all });
const searches = () =>
	setting.sim.requests
		.filter(({ path }) => path.endsWith('/search'))
		.map(({ body }) => body as { query: { value: unknown[] }; sort?: unknown });

describe('Contact Type', () => {
	it.each([
		['any', ['user', 'lead']],
		['lead', ['lead']],
		['user', ['user']],
	])('%s', async (contactType, expected) => {
		const poller = setting.open('contactNew', { contactType });
		await poller.activate();
		setting.pass(30);
		person('one');
		setting.sim.workspace.contacts.create({ role: 'lead' });
		setting.pass(30);
		expect((await poller.tick())?.map(({ json }) => json.role).sort()).toEqual([...expected].sort());
	});
});

describe('conditions', () => {
	const outcomeOf = async (parameters: Record<string, unknown>): Promise<unknown[]> => {
		const poller = setting.open('contactNew', parameters);
		await poller.activate();
		setting.pass(30);
		for (const name of ['Ada', 'Bob', 'Cleo', 'Dora']) person(name, { name, email: `${name}@example.com` });
		setting.pass(30);
		const items = await poller.tick();
		if (poller.failures.length) throw poller.failures[0];
		return (items ?? []).map(({ json }) => json.name).sort();
	};
	const named = (value: string) => ({ field: 'name|text', operator: 'equals', value });

	it('without any, everything counts', async () => {
		expect(await outcomeOf({})).toEqual(['Ada', 'Bob', 'Cleo', 'Dora']);
	});

	it('all of them have to hold', async () => {
		expect(
			await outcomeOf({
				match: 'AND',
				conditions: condition(named('Bob'), { field: 'email|text', operator: 'endsWith', value: 'example.com' }),
			}),
		).toEqual(['Bob']);
	});

	it('one of them has to hold, and dates count all the same', async () => {
		person('old Bob', { name: 'Bob' });
		setting.pass(3600);
		expect(await outcomeOf({ match: 'OR', conditions: condition(named('Bob'), named('Ada')) })).toEqual(['Ada', 'Bob']);
	});

	it('groups inside "all"', async () => {
		const group = { match: 'OR', conditions: condition(named('Bob'), named('Cleo')) };
		expect(
			await outcomeOf({
				match: 'AND',
				conditions: condition({ field: 'email|text', operator: 'startsWith', value: 'b' }),
				conditionGroups: { group: [group] },
			}),
		).toEqual(['Bob']);
	});

	it('a JSON query', async () => {
		expect(await outcomeOf({ searchWith: 'json', queryJson: '{ "field": "name", "operator": "IN", "value": ["Dora", "Ada"] }' })).toEqual([
			'Ada',
			'Dora',
		]);
	});

	it('groups inside "any" leave no room for the date: said when the workflow is activated, before anything is asked', async () => {
		const group = { match: 'AND', conditions: condition(named('Bob'), named('Cleo')) };
		const poller = setting.open('contactNew', { match: 'OR', conditions: condition(named('Ada')), conditionGroups: { group: [group] } });
		await expect(poller.activate()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining("'Conditions' nest groups"),
			description: expect.stringContaining('All Conditions (AND)'),
		});
		expect(setting.asked()).toEqual([]);
	});

	it('fifteen are too many, because the trigger needs two itself', async () => {
		const many = (count: number) => ({ conditions: condition(...Array.from({ length: count }, () => named('Bob'))) });
		await expect(setting.open('contactNew', many(14)).activate()).rejects.toMatchObject({
			message: expect.stringContaining('are too many'),
		});
		await expect(setting.open('contactNew', many(13)).activate()).resolves.toBeUndefined();
	});

	it('the search asks for the second and for the day at once, the oldest first', async () => {
		const poller = setting.open('contactUpdated');
		await poller.activate();
		const low = MORNING / 1000 - 5;
		expect(searches().at(-1)).toMatchObject({
			query: {
				operator: 'AND',
				value: [
					{
						operator: 'OR',
						value: [
							{ field: 'updated_at', operator: '>', value: low },
							{ field: 'updated_at', operator: '=', value: low },
						],
					},
				],
			},
			sort: { field: 'updated_at', order: 'ascending' },
		});
	});

	it.each(['conversationNew', 'ticketNew'])(
		'%s: the search is asked to sort, which is not described for it; where it refuses, it is asked without',
		async (event) => {
			const poller = setting.open(event);
			await poller.activate();
			expect(searches().every(({ sort }) => sort !== undefined)).toBe(true);
			setting.sim.settings.inboxSorting = 'refused';
			setting.pass(60);
			await poller.tick();
			expect([poller.failures, searches().at(-1)?.sort]).toEqual([[], undefined]);
		},
	);
});

describe('Start From', () => {
	it('outputs what happened since then first, the oldest first, a portion per poll', async () => {
		const made = Array.from({ length: 60 }, (_, i) => {
			setting.pass(3600);
			return person(`early-${i}`);
		});
		setting.pass(3600);
		const poller = setting.open('contactNew', { options: { startFrom: new Date(MORNING + 10.5 * 3_600_000).toISOString(), maxItems: 20 } });
		await poller.activate();
		for (let polls = 0; polls < 30; polls += 1) {
			setting.pass(60);
			await poller.tick();
		}
		expect(ids(poller.runs.flat())).toEqual(made.slice(10));
		expect(Math.max(...poller.runs.map(({ length }) => length))).toBeLessThanOrEqual(20);
		expect(poller.runs.length).toBeGreaterThan(2);
	});

	it('another date begins anew', async () => {
		const first = person('first');
		setting.pass(3600);
		const start = (ms: number) => ({ options: { startFrom: new Date(ms).toISOString() } });
		const poller = setting.open('contactNew', start(MORNING + 60_000));
		await poller.activate();
		expect(poller.runs).toEqual([]);
		const again = setting.open('contactNew', start(MORNING - 60_000), { staticData: poller.staticData() as never });
		await again.activate();
		expect(ids(again.runs.flat())).toEqual([first]);
	});

	it('a date that an expression works out anew each time counts when the workflow begins, and never again', async () => {
		const first = person('first');
		setting.pass(3600);
		const poller = setting.open('contactNew', {
			options: { startFrom: '={{ new Date(Date.UTC(2026, 2, 11, 9) - (Date.now() % 1000) * 1000).toISOString() }}' },
		});
		await poller.activate();
		for (let polls = 0; polls < 3; polls += 1) {
			setting.pass(60);
			await poller.tick();
		}
		expect([poller.failures, ids(poller.runs.flat())]).toEqual([[], [first]]);
	});

	it('a date that is none is refused', async () => {
		await expect(setting.open('contactNew', { options: { startFrom: 'soon' } }).activate()).rejects.toMatchObject({
			message: expect.stringContaining("'Start From'"),
		});
	});
});

describe('Max Items per Poll', () => {
	it('the rest comes with the next polls, in order, also when it is of one second', async () => {
		const poller = setting.open('contactNew', { options: { maxItems: 7 } });
		await poller.activate();
		setting.pass(30);
		const made: string[] = [];
		for (let i = 0; i < 20; i += 1) made.push(person(`a-${i}`));
		for (let i = 0; i < 30; i += 1) {
			setting.pass(1);
			made.push(person(`b-${i}`));
		}
		setting.pass(5);
		while (poller.runs.flat().length < made.length && poller.runs.length < 50) {
			await poller.tick();
			setting.pass(60);
		}
		expect(ids(poller.runs.flat()).sort()).toEqual([...made].sort());
		expect(poller.runs.map(({ length }) => length).filter((length) => length > 7)).toEqual([20]);
	});

	it.each([0, 1.5, 10_001, 'many', ' ', '', '0x10', true, []])('%p is refused', async (maxItems) => {
		await expect(setting.open('contactNew', { options: { maxItems } }).activate()).rejects.toMatchObject({
			message: expect.stringContaining("'Max Items per Poll' has to be a whole number"),
		});
	});
});

describe('options as text', () => {
	it.each([
		[{ maxItems: '7', lookBackMinutes: ' 15 ', startFrom: '2026-01-31' }],
		[{ maxItems: null, lookBackMinutes: null, startFrom: '' }],
	])('%j is taken', async (options) => {
		await setting.open('contactNew', { options, simplify: 'false' }).activate();
	});

	it.each([
		[{ lookBackMinutes: true }, "'Look Back (Minutes)' has to be a whole number from 0 to 1440, not true"],
		[{ lookBackMinutes: '' }, "'Look Back (Minutes)' has to be a whole number from 0 to 1440, not an empty text"],
		[{ startFrom: '2026-02-30' }, "'Start From' is not a date: 2026-02-30"],
	])('%j is refused', async (options, message) => {
		await expect(setting.open('contactNew', { options }).activate()).rejects.toMatchObject({ message: expect.stringContaining(message) });
	});

	it('Simplify "false" outputs everything', async () => {
		const keys = async (simplify: unknown) => {
			const poller = setting.open('contactNew', { simplify }, { typeVersion: 1 });
			await poller.activate();
			setting.pass(30);
			person(`simplify ${JSON.stringify(simplify)}`);
			setting.pass(30);
			return Object.keys((await poller.tick())?.[0].json ?? {}).length;
		};
		expect(await keys('false')).toBe(await keys(false));
		expect(await keys('true')).toBeLessThan(await keys('False'));
	});
});

describe('Look Back', () => {
	it.each([
		[15, 1],
		[2, 0],
	])('of %i minutes: a contact that shows up ten minutes late comes %i times', async (lookBackMinutes, times) => {
		const poller = setting.open('contactNew', { options: { lookBackMinutes } });
		await poller.activate();
		setting.pass(30);
		setting.sim.settings.searchDelayMs = 600_000;
		person('late');
		for (let polls = 0; polls < 20; polls += 1) {
			setting.pass(60);
			await poller.tick();
		}
		expect(poller.runs.flat()).toHaveLength(times);
	});
});

describe('the output', () => {
	it('is simplified unless people want it whole', async () => {
		const keys = async (output: string) => {
			const poller = setting.open('contactNew', { output });
			return Object.keys((await poller.test())[0].json).length;
		};
		person('one');
		setting.pass(60);
		expect(await keys('simple')).toBe(10);
		expect(await keys('raw')).toBeGreaterThan(30);
	});

	it('is what people choose of it', async () => {
		person('one', { name: 'Ada' });
		setting.pass(60);
		const [{ json }] = await setting.open('contactNew', { output: 'fields', fields: ['name', 'external_id'] }).test();
		expect(json).toEqual({ id: expect.any(String) as string, name: 'Ada', external_id: 'one' });
	});

	it('of a trigger in a saved workflow is what its switch says', async () => {
		person('one');
		setting.pass(60);
		const keys = async (simplify: boolean) =>
			Object.keys((await setting.open('contactNew', { simplify }, { typeVersion: 1 }).test())[0].json);
		expect(await keys(true)).toEqual(expect.arrayContaining(['id', 'role', 'owner_id', 'created_at']));
		expect((await keys(true)).length).toBeLessThan(15);
		expect((await keys(false)).length).toBeGreaterThan(30);
	});

	it('a contact is found by email for its data events', async () => {
		const contact = setting.sim.workspace.contacts.create({ role: 'user', email: 'ada@example.com' });
		const poller = setting.open('dataEventNew', { contactId: by('email', 'ada@example.com') });
		await poller.activate();
		setting.pass(30);
		setting.sim.workspace.events.add(contact, { event_name: 'ordered', created_at: setting.now() });
		setting.pass(30);
		expect((await poller.tick())?.map(({ json }) => json.event_name)).toEqual(['ordered']);
	});
});

describe('errors', () => {
	it('a wrong token keeps the workflow off and says what to do', async () => {
		setting.sim.settings.tokenRegion = 'EU';
		await expect(setting.open('contactNew').activate()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^Intercom refused the credential.*region/),
		});
	});

	it('a test without any record says so', async () => {
		await expect(setting.open('ticketNew').test()).rejects.toMatchObject({
			message: 'There is no ticket yet that fits',
			description: expect.stringContaining('loosen the conditions'),
		});
	});

	it('an event that does not exist is named', async () => {
		await expect(setting.open('contactVanished').activate()).rejects.toMatchObject({
			message: "The event 'contactVanished' does not exist. Choose one of the list 'Event'.",
		});
	});

	it('a data connector has to be chosen', async () => {
		await expect(setting.open('executionNew').activate()).rejects.toMatchObject({
			message: expect.stringContaining("'Data Connector' is required"),
		});
	});
});
