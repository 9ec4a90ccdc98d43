import { by, useIntercom } from '../support/intercom';

const intercom = useIntercom({ seed: 'demo' });
const { run } = intercom;
const ids = (result: { json: Array<Record<string, unknown>> }) => result.json.map(({ id }) => String(id));

const everyContact = () => intercom.sim.workspace.contacts.all().filter(({ archived }) => !archived).length;

describe('Return All reads everything exactly once', () => {
	test.each([
		['contact: getAll', {}, 'GET /contacts'],
		[
			'contact: search',
			{ searchWith: 'conditions', conditions: { condition: [{ field: 'role|text', operator: 'oneOf', value: 'user, lead' }] } },
			'POST /contacts/search',
		],
	])('%s', async (what, parameters, line) => {
		const result = await run(what, { ...parameters, returnAll: true });
		expect(result.error).toBeUndefined();
		expect(ids(result)).toHaveLength(everyContact());
		expect(new Set(ids(result)).size).toBe(everyContact());
		expect(intercom.asked().filter((asked) => asked === line).length).toBeGreaterThan(1);
	});

	test.each(['company: getAll', 'company: scroll', 'company: find'])('%s', async (what) => {
		intercom.sim.settings.scrollPageSize = 7;
		const result = await run(what, { returnAll: true });
		expect(result.error).toBeUndefined();
		expect(ids(result).length).toBeGreaterThan(20);
		expect(new Set(ids(result)).size).toBe(ids(result).length);
	});

	test('a company of many contacts, whose paging Intercom does not document', async () => {
		const { json } = await run('company: upsert', { externalCompanyId: 'crowd', name: 'Crowd' });
		const people = await run(
			'contact: create',
			{ role: 'user', externalId: '={{ $json.ext }}' },
			Array.from({ length: 130 }, (_, index) => ({ ext: `crowd-${index}` })),
		);
		const joined = await run(
			'contact: addCompany',
			{ contactId: by('id', '={{ $json.id }}'), companyId: by('id', String(json[0].id)) },
			people.json as never,
		);
		expect(joined.error).toBeUndefined();
		const result = await run('company: getContacts', { companyId: by('companyId', 'crowd'), returnAll: true });
		expect(ids(result)).toHaveLength(130);
		expect(new Set(ids(result)).size).toBe(130);
	});
});

describe('Limit', () => {
	test.each([1, 49, 50, 51, 160])('gives %i and asks for no more pages than needed', async (limit) => {
		const result = await run('contact: getAll', { returnAll: false, limit });
		expect(ids(result)).toHaveLength(limit);
		expect(intercom.sim.requests.length).toBeLessThanOrEqual(limit > 50 ? 2 : 1);
	});

	test('a scroll that stops early does not block the next one of this process for good', async () => {
		Object.assign(intercom.sim.settings, { scrollPageSize: 5, scrollIdleMs: 300 });
		await run('company: scroll', { limit: 5 });
		const second = await run('company: scroll', { limit: 5 });
		expect(second.error).toBeUndefined();
		expect(ids(second)).toHaveLength(5);
	});
});

describe('two scrolls at once', () => {
	test('wait for each other', async () => {
		intercom.sim.settings.scrollPageSize = 4;
		intercom.sim.settings.latencyMs = 5;
		const result = await run('company: scroll', { returnAll: true }, [{}, {}, {}]);
		expect(result.error).toBeUndefined();
		const perItem = (result.items ?? []).reduce<Record<string, number>>(
			(counts, { pairedItem }) => ({
				...counts,
				[(pairedItem as { item: number }).item]: (counts[(pairedItem as { item: number }).item] ?? 0) + 1,
			}),
			{},
		);
		expect(new Set(Object.values(perItem)).size).toBe(1);
		expect(Object.keys(perItem)).toEqual(['0', '1', '2']);
	});
});

describe('the merge history', () => {
	test('pages with its own kind of cursor', async () => {
		const user = (await run('contact: create', { role: 'user', externalId: 'keeper', email: 'keeper@example.com' })).json[0];
		const leads = await run('contact: create', { role: 'lead', email: 'keeper@example.com' }, [{}, {}, {}]);
		await run(
			'contact: merge',
			{ fromContactId: by('id', '={{ $json.id }}'), intoContactId: by('id', String(user.id)), options: { concurrency: 1 } },
			leads.json as never,
		);
		const result = await run('contact: getMergeHistory', { contactId: by('id', String(user.id)), returnAll: true });
		expect(result.error).toBeUndefined();
		expect(result.json.map(({ source_contact_id }) => source_contact_id).sort()).toEqual(ids(leads).sort());
	});
});

describe('Simplify', () => {
	test('keeps at most ten fields, with dates people can read; without it the answer is untouched', async () => {
		const [simple] = (await run('contact: getAll', { limit: 1 })).json;
		const [raw] = (await run('contact: getAll', { limit: 1, output: 'raw' })).json;
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		expect(simple.created_at).toBe(new Date(Number(raw.created_at) * 1000).toISOString());
		expect(raw).toMatchObject({ type: 'contact', id: simple.id });
	});
});

test('deleting says so', async () => {
	const [{ id }] = (await run('contact: getAll', { limit: 1 })).json;
	expect((await run('contact: delete', { contactId: by('id', String(id)) })).json).toEqual([
		expect.objectContaining({ id, deleted: true }),
	]);
});
