import { forEachTest, type Json } from '../talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const user = () => it_.simulator.workspace.contacts.create({ external_id: 'u/1', email: 'a@b.example', name: 'Uma' });

describe('data events', () => {
	const submit = async (body: unknown) => await ask('POST', '/events', body);
	const list = async (query: string) => (await ask('GET', `/events?type=user&${query}`)).body;

	test('accepted with an empty answer for a contact named in any way', async () => {
		const { id } = user();
		for (const key of [{ id }, { user_id: 'u/1' }, { email: 'A@b.example' }]) {
			const answer = await submit({
				event_name: 'placed-order',
				created_at: 1_700_000_000,
				metadata: { price: { amount: 1, currency: 'eur' } },
				...key,
			});
			expect([answer.status, answer.body]).toEqual([202, undefined]);
		}
		const told = it_.simulator.workspace.happenings.recent.filter(({ topic }) => topic === 'event.created');
		expect(told.map(({ item }) => item)).toMatchObject([
			{ type: 'event', event_name: 'placed-order', user_id: 'u/1', intercom_user_id: id },
			{},
			{},
		]);
	});

	test.each([
		[{ created_at: 1, user_id: 'u/1' }, 400],
		[{ event_name: 'x', user_id: 'u/1' }, 400],
		[{ event_name: 'x', created_at: 1 }, 400],
		[{ event_name: 'x', created_at: '2026-01-01', user_id: 'u/1' }, 400],
		[{ event_name: 'x', created_at: 1, user_id: 'none' }, 404],
	])('%j is refused', async (body, status) => {
		user();
		expect((await submit(body)).status).toBe(status);
	});

	test('listed newest first; the next page is an address; the old ones are no longer listed', async () => {
		const contact = user();
		const now = it_.simulator.clock.seconds();
		for (const age of [91 * 86_400, 300, 200, 200, 100])
			it_.simulator.workspace.events.add(contact, { event_name: `e${age}`, created_at: now - age });
		const names: string[] = [];
		let path: string | undefined = `/events?type=user&intercom_user_id=${contact.id}&per_page=2`;
		while (path) {
			const { body }: { body: Json } = await ask('GET', path);
			expect(body.type).toBe('event.list');
			names.push(...body.events.map((event: Json) => event.event_name));
			path = body.pages.next?.slice(it_.simulator.url.length);
		}
		expect(names).toEqual(['e100', 'e200', 'e200', 'e300']);
		const { since } = (await list('user_id=u%2F1')).pages;
		it_.simulator.workspace.events.add(contact, { event_name: 'new', created_at: now });
		expect((await ask('GET', since.slice(it_.simulator.url.length))).body.events).toMatchObject([{ event_name: 'new' }]);
	});

	test('summed up, together with summaries sent in', async () => {
		const contact = user();
		it_.simulator.workspace.events.add(contact, { event_name: 'login', created_at: 1_700_000_100 });
		expect(
			(
				await ask('POST', '/events/summaries', {
					user_id: 'u/1',
					event_summaries: { event_name: 'login', count: 4, first: 1_700_000_000, last: 1_700_000_050 },
				})
			).status,
		).toBe(200);
		expect(await list('email=a@b.example&summary=true')).toEqual({
			type: 'event.summary',
			email: 'a@b.example',
			intercom_user_id: contact.id,
			user_id: 'u/1',
			events: [
				{ name: 'login', first: '2023-11-14T22:13:20.000+00:00', last: '2023-11-14T22:15:00.000+00:00', count: 5, description: null },
			],
		});
		expect(
			(await ask('POST', '/events/summaries', { user_id: 'none', event_summaries: { event_name: 'x', count: 1, first: 1, last: 1 } }))
				.status,
		).toBe(404);
	});

	test('a list needs the type and one name', async () => {
		user();
		expect((await ask('GET', '/events?type=lead&user_id=u%2F1')).body.errors[0].field).toBe('type');
		expect((await list('user_id=u%2F1&email=a@b.example')).errors[0].code).toBe('parameter_not_found');
		expect((await list('')).errors[0].code).toBe('parameter_not_found');
	});
});

describe('visitors', () => {
	test('read by user id, named by either id', async () => {
		const visitor = it_.simulator.workspace.visitors.add();
		expect((await ask('GET', `/visitors?user_id=${visitor.user_id}`)).body).toMatchObject({
			type: 'visitor',
			id: visitor.id,
			anonymous: true,
			name: null,
		});
		expect((await ask('PUT', '/visitors', { id: visitor.id, name: 'Gareth' })).body.name).toBe('Gareth');
		expect((await ask('PUT', '/visitors', { user_id: visitor.user_id, name: 'Vera' })).body.name).toBe('Vera');
		expect((await ask('PUT', '/visitors', { name: 'x' })).status).toBe(400);
		expect((await ask('GET', '/visitors?user_id=none')).body.errors[0].message).toBe('Visitor Not Found');
	});

	test('become a new user, a lead, or part of somebody known', async () => {
		const { visitors, contacts } = it_.simulator.workspace;
		const known = user();
		const convert = async (type: string, whom: unknown) =>
			(await ask('POST', '/visitors/convert', { type, user: whom, visitor: { user_id: visitors.add({ name: 'Vera' }).user_id } })).body;
		expect(await convert('user', { email: 'foo@bar.example' })).toMatchObject({
			type: 'contact',
			role: 'user',
			email: 'foo@bar.example',
			external_id: null,
			name: 'Vera',
		});
		expect(await convert('lead', { email: 'lead@bar.example' })).toMatchObject({ role: 'lead' });
		expect((await convert('user', { user_id: 'u/1' })).id).toBe(known.id);
		expect([visitors.all().length, contacts.all().length]).toEqual([0, 3]);
		expect((await ask('POST', '/visitors/convert', { type: 'user', user: {}, visitor: { id: 'x' } })).body.errors[0].field).toBe('user');
		expect((await ask('POST', '/visitors/convert', { type: 'user', user: { email: 'x@y.example' }, visitor: { id: 'x' } })).status).toBe(
			404,
		);
	});
});
