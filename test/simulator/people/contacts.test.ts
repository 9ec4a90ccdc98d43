import { forEachTest } from '../talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const create = async (body: unknown) => (await ask('POST', '/contacts', body)).body;
const found = async () =>
	(await ask('POST', '/contacts/search', { query: { field: 'created_at', operator: '>', value: 0 } })).body.total_count;

describe('writing', () => {
	test('a user comes back whole: every documented field is there', async () => {
		const contact = await create({
			external_id: '70',
			email: 'Joe@Bloggs.example',
			name: 'Zoë 美咲',
			signed_up_at: 1_700_000_000,
			unsubscribed_from_emails: true,
		});
		expect(contact).toMatchObject({
			type: 'contact',
			role: 'user',
			external_id: '70',
			email: 'joe@bloggs.example',
			name: 'Zoë 美咲',
			signed_up_at: 1_700_000_000,
			phone: null,
		});
		expect(contact.id).toMatch(/^[0-9a-f]{24}$/);
		expect(contact.tags).toEqual({ type: 'list', data: [], url: `/contacts/${contact.id}/tags`, total_count: 0, has_more: false });
		expect((await ask('GET', `/contacts/${contact.id}`)).body).toEqual(contact);
	});

	test('a lead needs nothing; a user needs an address or an external id', async () => {
		expect(await create({ role: 'lead' })).toMatchObject({ role: 'lead', email: null });
		for (const body of [{}, { name: 'x' }, { role: 'user', name: 'x' }])
			expect(await create(body)).toMatchObject({ errors: [{ code: 'parameter_not_found' }] });
	});

	test('null clears, absent keeps, false and 0 are values', async () => {
		it_.simulator.workspace.attributes.create({ model: 'contact', name: 'seats', data_type: 'integer' });
		const { id } = await create({
			email: 'a@b.example',
			name: 'A',
			phone: '1',
			custom_attributes: { seats: 3 },
			unsubscribed_from_emails: true,
		});
		const { body } = await ask('PUT', `/contacts/${id}`, { phone: null, custom_attributes: { seats: 0 }, unsubscribed_from_emails: false });
		expect(body).toMatchObject({ name: 'A', phone: null, custom_attributes: { seats: 0 }, unsubscribed_from_emails: false });
	});

	test('custom attributes have to exist, fit their type and their list', async () => {
		const { attributes } = it_.simulator.workspace;
		attributes.create({ model: 'contact', name: 'tier', data_type: 'options', options: ['a', 'b'] });
		attributes.create({ model: 'contact', name: 'day', data_type: 'date' });
		attributes.update(attributes.create({ model: 'contact', name: 'old', data_type: 'string' }).id ?? 0, { archived: true });
		for (const [name, value] of Object.entries({ tier: 'c', day: '2026-01-01', old: 'x', unknown: 1 })) {
			const answer = await create({ email: 'a@b.example', custom_attributes: { [name]: value } });
			expect(answer.errors[0]).toMatchObject({ code: 'parameter_invalid', field: `custom_attributes.${name}` });
		}
		expect((await create({ email: 'a@b.example', custom_attributes: { tier: 'a', day: 1_700_000_000 } })).custom_attributes).toEqual({
			tier: 'a',
			day: 1_700_000_000,
		});
	});

	test('deleted is gone', async () => {
		const { id } = await create({ email: 'a@b.example' });
		expect((await ask('DELETE', `/contacts/${id}`)).body).toEqual({ type: 'contact', id, external_id: null, deleted: true });
		expect((await ask('GET', `/contacts/${id}`)).body.errors[0]).toEqual({ code: 'not_found', message: 'User Not Found' });
		expect((await create({ email: 'a@b.example' })).role).toBe('user');
	});
});

describe('conflicts', () => {
	test('a second user with the same external id or email: 409 naming the first', async () => {
		const first = await create({ external_id: '1', email: 'a@b.example' });
		for (const body of [{ external_id: '1' }, { email: 'A@B.example', external_id: '2' }]) {
			const answer = await ask('POST', '/contacts', body);
			expect([answer.status, answer.body.errors]).toEqual([
				409,
				[{ code: 'conflict', message: `A contact matching those details already exists with id=${first.id}` }],
			]);
		}
	});

	test('also on update, also with an archived one; leads may share an address', async () => {
		const first = await create({ email: 'a@b.example' });
		const second = await create({ email: 'c@d.example' });
		await ask('POST', `/contacts/${first.id}/archive`);
		const answer = await ask('PUT', `/contacts/${second.id}`, { email: 'a@b.example' });
		expect([answer.status, answer.body.errors[0].message]).toEqual([
			409,
			`An archived contact matching those details already exists with id=${first.id}`,
		]);
		expect((await create({ role: 'lead', email: 'a@b.example' })).role).toBe('lead');
	});
});

test('an address given up is free for somebody else', async () => {
	const { id } = await create({ external_id: '1', email: 'a@b.example' });
	await ask('PUT', `/contacts/${id}`, { email: 'new@b.example', external_id: '2' });
	expect((await ask('POST', '/contacts', { external_id: '1', email: 'a@b.example' })).status).toBe(200);
	expect((await ask('GET', '/contacts/find_by_external_id/2')).body.id).toBe(id);
});

describe('archiving', () => {
	test('hides from lists, search and external id, not from GET by id; unarchiving brings back', async () => {
		const { id } = await create({ external_id: 'é/1', email: 'a@b.example' });
		const byExternalId = `/contacts/find_by_external_id/${encodeURIComponent('é/1')}`;
		expect((await ask('GET', byExternalId)).body.id).toBe(id);
		expect((await ask('POST', `/contacts/${id}/archive`)).body).toEqual({ type: 'contact', id, external_id: 'é/1', archived: true });
		expect([
			(await ask('GET', '/contacts')).body.total_count,
			await found(),
			(await ask('GET', byExternalId)).status,
			(await ask('GET', `/contacts/${id}`)).status,
		]).toEqual([0, 0, 404, 200]);
		expect((await ask('POST', `/contacts/${id}/unarchive`)).body.archived).toBe(false);
		expect([await found(), (await ask('GET', byExternalId)).status]).toEqual([1, 200]);
	});

	test('block answers blocked', async () => {
		const { id } = await create({ role: 'lead' });
		expect((await ask('POST', `/contacts/${id}/block`)).body).toMatchObject({ id, blocked: true });
	});
});

test('external ids belong to users: a lead is not found by one', async () => {
	const lead = await create({ role: 'lead', email: 'a@b.example' });
	expect(lead.external_id).toMatch(/^[0-9a-f-]{36}$/);
	expect((await ask('GET', `/contacts/find_by_external_id/${lead.external_id}`)).status).toBe(404);
});

describe('what hangs on a contact', () => {
	test('companies: attach, list, detach', async () => {
		const { id } = await create({ email: 'a@b.example' });
		const company = (await ask('POST', '/companies', { company_id: '1', name: 'One' })).body;
		expect((await ask('POST', `/contacts/${id}/companies`, { id: company.id })).body).toMatchObject({ type: 'company', user_count: 1 });
		expect((await ask('GET', `/contacts/${id}/companies`)).body).toMatchObject({
			type: 'list',
			total_count: 1,
			data: [{ id: company.id }],
			pages: { next: null },
		});
		expect((await ask('GET', `/companies/${company.id}/contacts`)).body.data[0].id).toBe(id);
		expect((await ask('DELETE', `/contacts/${id}/companies/${company.id}`)).body.user_count).toBe(0);
		expect((await ask('POST', `/contacts/${id}/companies`, { id: 'none' })).body.errors[0].code).toBe('company_not_found');
		expect((await ask('POST', `/contacts/${id}/companies`, {})).body.errors[0].message).toBe('company not specified');
	});

	test('notes: written by the owner or a named admin, newest first', async () => {
		const { id } = await create({ email: 'a@b.example' });
		await ask('POST', `/contacts/${id}/notes`, { body: 'First' });
		const second = (await ask('POST', `/contacts/${id}/notes`, { body: '<p>Second</p>', admin_id: '5000001' })).body;
		expect(second).toMatchObject({
			type: 'note',
			contact: { type: 'contact', id },
			author: { type: 'admin', id: '5000001' },
			body: '<p>Second</p>',
		});
		expect((await ask('GET', `/contacts/${id}/notes`)).body.data.map((note: { body: string }) => note.body)).toEqual([
			'<p>Second</p>',
			'<p>First</p>',
		]);
		expect((await ask('GET', `/notes/${second.id}`)).body).toEqual(second);
		expect((await ask('POST', `/contacts/${id}/notes`, { body: 'x', admin_id: '1' })).status).toBe(404);
	});

	test('subscriptions: only explicit choices are listed', async () => {
		const type = it_.simulator.workspace.addSubscriptionType({
			consent_type: 'opt_out',
			content_types: ['email'],
			translations: [{ name: 'News', description: '', locale: 'en' }],
		});
		const { id } = await create({ email: 'a@b.example' });
		const list = async () => (await ask('GET', `/contacts/${id}/subscriptions`)).body.data.length;
		expect(await list()).toBe(0);
		expect((await ask('POST', `/contacts/${id}/subscriptions`, { id: type.id, consent_type: 'opt_out' })).body.id).toBe(type.id);
		expect([await list(), (await ask('GET', `/contacts/${id}`)).body.opted_out_subscription_types.total_count]).toEqual([1, 1]);
		await ask('DELETE', `/contacts/${id}/subscriptions/${type.id}`);
		expect(await list()).toBe(0);
	});

	test('banners: listed until dismissed', async () => {
		it_.simulator.workspace.banners.add({ title: 'Hi' });
		const { id } = await create({ email: 'a@b.example' });
		const [banner] = (await ask('GET', `/contacts/${id}/banners`)).body.data;
		expect(banner).toMatchObject({ type: 'banner', title: 'Hi', client_targeting: null });
		for (let again = 0; again < 2; again++) {
			expect((await ask('POST', `/contacts/${id}/banners/${banner.view_id}/dismiss`)).body).toEqual({
				type: 'banner_dismiss',
				view_id: banner.view_id,
				dismissed: true,
			});
		}
		expect((await ask('GET', `/contacts/${id}/banners`)).body.data).toEqual([]);
	});
});
