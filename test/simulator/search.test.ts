import { forEachTest, PREVIEW, type Json } from './talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const filter = (field: string, operator: string, value: unknown) => ({ field, operator, value });
const search = async (query: unknown) => (await ask('POST', '/contacts/search', { query })).body;
const names = async (query: unknown) => {
	const body: Json = await search(query);
	return body.errors ? body.errors[0].code : body.data.map((one: { name: string }) => one.name).sort();
};

const NOON = 1_700_049_600; // a day's noon, UTC
const DAY = 86_400;

function person(name: string, change: (contact: Json) => void = () => undefined) {
	const contact = it_.simulator.workspace.contacts.create({ email: `${name.toLowerCase()}@mail.example`, name });
	change(contact);
	return contact;
}

describe('operators', () => {
	beforeEach(() => {
		const { attributes, tags } = it_.simulator.workspace;
		attributes.create({ model: 'contact', name: 'seats', data_type: 'integer' });
		person('Anna', (contact) => ((contact.custom_attributes.seats = 1), (contact.phone = '+1 23')));
		person('Berta', (contact) => ((contact.custom_attributes.seats = 5), tags.apply(contact, tags.ensure('VIP'))));
		person('Bea', (contact) => (contact.unsubscribed_from_emails = true));
	});

	test.each([
		['name', '=', 'anna', ['Anna']],
		['name', '!=', 'Anna', ['Bea', 'Berta']],
		['name', 'IN', ['Anna', 'Bea'], ['Anna', 'Bea']],
		['name', 'NIN', ['Anna', 'Bea'], ['Berta']],
		['name', '~', 'ERT', ['Berta']],
		['name', '!~', 'ert', ['Anna', 'Bea']],
		['name', '^', 'be', ['Bea', 'Berta']],
		['name', '$', 'a', ['Anna', 'Bea', 'Berta']],
		['email_domain', '=', 'mail.example', ['Anna', 'Bea', 'Berta']],
		['phone', '=', null, ['Bea', 'Berta']],
		['phone', '!=', '+1 23', ['Bea', 'Berta']],
		['unsubscribed_from_emails', '=', true, ['Bea']],
		['custom_attributes.seats', '>', 1, ['Berta']],
		['custom_attributes.seats', '>=', 1, ['Anna', 'Berta']],
		['custom_attributes.seats', '<', 5, ['Anna']],
		['custom_attributes.seats', '<=', '5', ['Anna', 'Berta']],
		['custom_attributes.seats', 'NIN', [1], ['Bea', 'Berta']],
	])('%s %s %j', async (field, operator, value, expected) => {
		expect(await names(filter(field, operator, value))).toEqual(expected);
	});

	test('tags and segments by id', async () => {
		const { workspace } = it_.simulator;
		const vip = workspace.tags.ensure('VIP').id;
		const segment = workspace.addSegment({
			name: 'Unsubscribed',
			model: 'contact',
			query: filter('unsubscribed_from_emails', '=', true),
		}).id;
		expect(await names(filter('tag_id', '=', vip))).toEqual(['Berta']);
		expect(await names(filter('tag_id', '!=', vip))).toEqual(['Anna', 'Bea']);
		expect(await names(filter('segment_id', 'IN', [segment]))).toEqual(['Bea']);
	});

	test('groups: (Anna or Bea) and subscribed', async () => {
		const either = { operator: 'OR', value: [filter('name', '=', 'Anna'), filter('name', '=', 'Bea')] };
		expect(await names({ operator: 'AND', value: [either, filter('unsubscribed_from_emails', '=', false)] })).toEqual(['Anna']);
	});

	test.each([
		['an unknown field', filter('nickname', '=', 'x'), 'invalid_field'],
		['an unknown attribute', filter('custom_attributes.nope', '=', 'x'), 'invalid_field'],
		['a wrong type', filter('created_at', '>', 'yesterday'), 'parameter_invalid'],
		['an operator of another type', filter('name', '>', 'x'), 'parameter_invalid'],
		['IN for tags', filter('tag_id', 'IN', ['1']), 'parameter_invalid'],
		['IN without a list', filter('name', 'IN', 'x'), 'parameter_invalid'],
		['16 members', { operator: 'OR', value: Array.from({ length: 16 }, () => filter('name', '=', 'x')) }, 'bad_request'],
		[
			'three levels',
			{ operator: 'AND', value: [{ operator: 'OR', value: [{ operator: 'AND', value: [filter('name', '=', 'x')] }] }] },
			'bad_request',
		],
	])('%s is refused', async (_what, query, code) => {
		expect(await names(query)).toBe(code);
	});

	test('the order has to be one of two words', async () => {
		const answer = await ask('POST', '/contacts/search', { query: filter('name', '~', 'a'), sort: { field: 'name', order: 'desc' } });
		expect(answer.body.errors[0]).toMatchObject({
			code: 'invalid_sort_order',
			message: "Invalid sort order 'desc'. Must be one of: ascending, descending",
		});
	});
});

describe('dates', () => {
	beforeEach(() => {
		it_.simulator.workspace.attributes.create({ model: 'contact', name: 'renewal', data_type: 'date' });
		for (const [name, at] of Object.entries({ Before: NOON - DAY, Noon: NOON, Evening: NOON + 3600, After: NOON + DAY })) {
			person(name, (contact) => ((contact.last_seen_at = at), (contact.custom_attributes.renewal = at)));
		}
	});

	test('by the second: timestamps are exact', async () => {
		expect(await names(filter('last_seen_at', '=', NOON))).toEqual(['Noon']);
		expect(await names(filter('last_seen_at', '>', NOON))).toEqual(['After', 'Evening']);
		expect(await names(filter('last_seen_at', '>=', NOON))).toEqual(['After', 'Evening', 'Noon']);
		expect(await names(filter('last_seen_at', '!=', NOON))).toEqual(['After', 'Before', 'Evening']);
		expect(await names(filter('last_seen_at', 'IN', [NOON]))).toBe('parameter_invalid');
	});

	test.each(['second', 'day'] as const)('date attributes match by UTC day under both rules (%s)', async (rule) => {
		it_.simulator.settings.dateRule = rule;
		expect(await names(filter('custom_attributes.renewal', '=', NOON + 60))).toEqual(['Evening', 'Noon']);
		expect(await names(filter('custom_attributes.renewal', '>', NOON))).toEqual(['After']);
		expect(await names(filter('custom_attributes.renewal', '<', NOON))).toEqual(['Before']);
		for (const operator of ['!=', '>=', '<='])
			expect(await names(filter('custom_attributes.renewal', operator, NOON))).toBe('parameter_invalid');
		for (const operator of ['IN', 'NIN'])
			expect(await names(filter('custom_attributes.renewal', operator, [NOON]))).toBe('parameter_invalid');
	});

	test('by the day: timestamps too, so "after now" begins tomorrow', async () => {
		it_.simulator.settings.dateRule = 'day';
		expect(await names(filter('last_seen_at', '=', NOON))).toEqual(['Evening', 'Noon']);
		expect(await names(filter('last_seen_at', '>', NOON))).toEqual(['After']);
		for (const operator of ['!=', '>=', '<=']) expect(await names(filter('last_seen_at', operator, NOON))).toBe('parameter_invalid');
	});
});

describe('the delay of search', () => {
	test('a new contact is absent for a while, a changed one is old for a while', async () => {
		Object.assign(it_.simulator.settings, { now: 1_700_000_000_000, searchDelayMs: 60_000 });
		const { body } = await ask('POST', '/contacts', { email: 'a@b.example', name: 'Old' });
		expect(await names(filter('role', '=', 'user'))).toEqual([]);
		it_.simulator.advance(60_000);
		expect(await names(filter('role', '=', 'user'))).toEqual(['Old']);
		await ask('PUT', `/contacts/${body.id}`, { name: 'New' });
		it_.simulator.advance(30_000);
		expect([await names(filter('name', '=', 'New')), await names(filter('name', '=', 'Old'))]).toEqual([[], ['Old']]);
		expect((await ask('GET', `/contacts/${body.id}`)).body.name).toBe('New');
		it_.simulator.advance(30_000);
		expect(await names(filter('name', '=', 'New'))).toEqual(['New']);
	});
});

describe('companies (Preview)', () => {
	test('have fewer fields and operators', async () => {
		const { workspace } = it_.simulator;
		workspace.attach(person('Anna'), workspace.companies.upsert({ company_id: '1', name: 'One', monthly_spend: 10 }));
		const companies = async (query: unknown) => (await ask('POST', '/companies/search', { query }, PREVIEW)).body;
		expect((await companies(filter('monthly_spend', '>', 5))).data[0].name).toBe('One');
		expect((await companies(filter('user_count', '=', 1))).total_count).toBe(1);
		expect((await companies(filter('name', '~', 'on'))).pages.per_page).toBe(15);
		expect((await companies(filter('segment_id', '=', '1'))).errors[0]).toMatchObject({
			code: 'invalid_field',
			message: 'segment_id is not a valid search field',
		});
		expect((await companies(filter('monthly_spend', '>=', 5))).errors[0].code).toBe('parameter_invalid');
	});
});
