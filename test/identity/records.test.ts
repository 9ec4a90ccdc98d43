/** Which record an item means: case, several matches, answers that are something else, and the order of items about one record. */

import { by } from '../support/wire';
import { type Answer, type Asked, list, notFound, useServer } from './support';

type Contact = { id: string; role: string; email?: string | null; external_id?: string | null; [name: string]: unknown };

const server = useServer();
const { world, run, writes } = server;

/** Contacts that are looked up as the API description says; `search` decides which emails are equal. */
function contacts(
	book: Contact[],
	{
		slow = {},
		search = (a, b) => a.toLowerCase() === b.toLowerCase(),
	}: { slow?: Record<string, number>; search?: (a: string, b: string) => boolean } = {},
) {
	const answerTo = ({ method, path, body }: Asked): Answer => {
		const external = /^\/contacts\/find_by_external_id\/(.+)$/.exec(path)?.[1];
		if (external !== undefined) {
			const found = book.find(({ external_id }) => external_id === external);
			return found ? { body: found } : notFound();
		}
		if (path === '/contacts/search') {
			const { field, value, operator } = body.query as { field?: string; operator: string; value: string | Array<{ value: string }> };
			const wanted = operator === 'OR' ? (value as Array<{ value: string }>).map((one) => one.value) : [String(value)];
			return list(book.filter(({ email }) => email && (field ?? 'email') === 'email' && wanted.some((one) => search(email, one))));
		}
		if (method === 'POST' && path === '/contacts') {
			const { role, email, external_id } = body as Contact;
			const taken =
				role === 'user' &&
				book.find(
					(one) =>
						one.role === 'user' &&
						((external_id && one.external_id === external_id) || (email && one.email?.toLowerCase() === email.toLowerCase())),
				);
			if (taken)
				return {
					status: 409,
					body: {
						type: 'error.list',
						request_id: 'r',
						errors: [{ code: 'conflict', message: `A contact matching those details already exists with id=${taken.id}` }],
					},
				};
			const made = { external_id: null, ...body, id: `made-${book.length}` } as Contact;
			book.push(made);
			return { body: made };
		}
		const one = book.find(({ id }) => path === `/contacts/${id}`);
		if (!one) return notFound();
		if (method === 'DELETE') {
			book.splice(book.indexOf(one), 1);
			return { body: { type: 'contact', id: one.id, deleted: true } };
		}
		return { body: method === 'PUT' ? Object.assign(one, body) : one };
	};
	world.answer = (asked) => ({ after: slow[`${asked.method} ${asked.path}`] ?? 0, ...answerTo(asked) });
	return book;
}

describe('external IDs that differ in case only', () => {
	const two = () => [
		{ id: 'c-1', role: 'user', external_id: '0015g00000ABCDE', name: 'old' },
		{ id: 'c-2', role: 'user', external_id: '0015g00000abcde', name: 'old' },
	];
	const items = [
		{ ext: '0015g00000ABCDE', name: 'first' },
		{ ext: '0015g00000abcde', name: 'second' },
	];

	it('are two contacts for Update', async () => {
		const book = contacts(two());
		await run('contact: update', { contactId: by('externalId', '={{ $json.ext }}'), updateFields: { name: '={{ $json.name }}' } }, items);
		expect(book.map(({ id, name }) => [id, name])).toEqual([
			['c-1', 'first'],
			['c-2', 'second'],
		]);
	});

	it('are two contacts for Create or Update', async () => {
		const book = contacts(two());
		await run('contact: upsert', { matchBy: 'external_id', externalId: '={{ $json.ext }}', name: '={{ $json.name }}' }, items);
		expect(book.map(({ id, name }) => [id, name])).toEqual([
			['c-1', 'first'],
			['c-2', 'second'],
		]);
	});

	it('of companies are two as well', async () => {
		const firms = [
			{ id: 'f-1', company_id: 'A' },
			{ id: 'f-2', company_id: 'a' },
		];
		world.answer = ({ query, path }) =>
			path === '/companies' ? list(firms.filter(({ company_id }) => company_id === query.company_id)) : { body: {} };
		await run('company: update', { companyId: by('companyId', '={{ $json.own }}'), updateFields: { plan: '={{ $json.own }}' } }, [
			{ own: 'A' },
			{ own: 'a' },
		]);
		expect(world.asked.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path, body.plan])).toEqual([
			['/companies/f-1', 'A'],
			['/companies/f-2', 'a'],
		]);
	});

	it.each(['contact: update', 'contact: upsert'])('are not written to by %s where the server ignores case', async (what) => {
		world.answer = ({ method, path }) =>
			method === 'POST' && path === '/contacts'
				? {
						status: 409,
						body: {
							type: 'error.list',
							errors: [{ code: 'conflict', message: 'A contact matching those details already exists with id=c-1' }],
						},
					}
				: { body: { id: 'c-1', role: 'user', external_id: '0015g00000ABCDE' } };
		const { json } = await run(what, {
			contactId: by('externalId', '0015g00000abcde'),
			matchBy: 'external_id',
			externalId: '0015g00000abcde',
			name: 'X',
			updateFields: { name: 'X' },
		});
		expect(json[0].error).toMatch(
			what === 'contact: update'
				? /'Contact' cannot be found: no contact has the external ID 0015g00000abcde/
				: /Another contact is in the way: c-1, whose external ID is "0015g00000ABCDE"/,
		);
		expect(writes().filter((line) => line.startsWith('PUT'))).toEqual([]);
	});

	it('an archived contact of another external ID is not brought back', async () => {
		world.answer = ({ method, path }) =>
			method === 'POST' && path === '/contacts'
				? {
						status: 409,
						body: {
							type: 'error.list',
							errors: [{ code: 'conflict', message: 'An archived contact matching those details already exists with id=c-1' }],
						},
					}
				: path.includes('find_by')
					? notFound()
					: { body: { id: 'c-1', role: 'user', external_id: 'ABC' } };
		const { json } = await run('contact: upsert', {
			matchBy: 'external_id',
			externalId: 'abc',
			additionalFields: { reviveArchived: true },
		});
		expect(json[0].error).toMatch(/Another contact is in the way/);
		expect(writes()).toEqual(['POST /contacts']);
	});
});

describe('emails that differ in case only', () => {
	it.each([
		['a server that ignores case', undefined],
		['a server that looks at case', (a: string, b: string) => a === b],
		['a search that does not know the new contact yet', () => false],
	])('are one lead for Create or Update, with %s', async (_what, search) => {
		const book = contacts([], { search, slow: { 'POST /contacts': 60 } });
		const { json } = await run(
			'contact: upsert',
			{ matchBy: 'email', email: '={{ $json.email }}', name: '={{ $json.name }}', roleWhenCreated: 'lead' },
			[
				{ email: 'ada@x.com', name: 'one' },
				{ email: 'Ada@X.com', name: 'two' },
			],
		);
		expect(json.map(({ outcome }) => outcome)).toEqual(['created', 'updated']);
		expect(book).toHaveLength(1);
		expect(book[0].name).toBe('two');
	});

	it('are one user: the later item wins', async () => {
		const book = contacts([{ id: 'c-1', role: 'user', email: 'ada@x.com' }], { slow: { 'PUT /contacts/c-1': 40 } });
		await run('contact: upsert', { matchBy: 'email', email: '={{ $json.email }}', name: '={{ $json.name }}' }, [
			{ email: 'ada@x.com', name: 'one' },
			{ email: 'Ada@X.com', name: 'two' },
		]);
		expect(book[0].name).toBe('two');
	});

	it('are looked up once', async () => {
		contacts([{ id: 'c-1', role: 'user', email: 'ada@x.com' }]);
		await run('contact: update', { contactId: by('email', '={{ $json.email }}'), updateFields: { name: 'X' } }, [
			{ email: 'ADA@x.com' },
			{ email: 'ada@X.com ' },
		]);
		expect(server.reads()).toEqual(['POST /contacts/search']);
	});
});

describe('an email that several contacts have', () => {
	const remove = async () => await run('contact: delete', { contactId: by('email', 'ada@x.com') });

	it('means the user, whatever comes first', async () => {
		contacts([
			{ id: 'lead', role: 'lead', email: 'ada@x.com' },
			{ id: 'user', role: 'user', email: 'Ada@x.com' },
		]);
		await remove();
		expect(writes()).toEqual(['DELETE /contacts/user']);
	});

	it('means the user also when a later page has it', async () => {
		const page = (id: string, role: string, next?: string) => ({
			body: {
				type: 'list',
				data: [{ id, role, email: 'ada@x.com' }],
				total_count: 2,
				pages: { type: 'pages', ...(next ? { next: { page: 2, starting_after: next } } : {}) },
			},
		});
		world.answer = ({ path, body }) =>
			path !== '/contacts/search'
				? { body: {} }
				: (body.pagination as { starting_after?: string } | undefined)?.starting_after
					? page('user', 'user')
					: page('lead', 'lead', 'cursor-2');
		await remove();
		expect(writes()).toEqual(['DELETE /contacts/user']);
	});

	it.each([
		['contact: delete', { contactId: by('email', 'ada@x.com') }, /'Contact' names 2 records \(by email\): ada@x.com/],
		['contact: upsert', { matchBy: 'email', email: 'ada@x.com', name: 'X' }, /2 contacts have the email "ada@x.com"/],
		['contact: findOrCreate', { matchBy: 'email', email: 'ada@x.com', name: 'X' }, /2 contacts have the email "ada@x.com"/],
	])('is refused by %s where only leads have it, and they are named', async (what, parameters, message) => {
		contacts([
			{ id: 'lead-1', role: 'lead', email: 'ada@x.com', name: 'Ada' },
			{ id: 'lead-2', role: 'lead', email: 'ada@x.com' },
		]);
		const { json } = await run(what, parameters);
		expect(json[0].error).toMatch(message);
		expect(json[0].message).toMatch(/lead-1 \(Ada.*lead-2/);
		expect(writes()).toEqual([]);
	});

	it('is not the one of a contact that the server answers although its email is another', async () => {
		world.answer = () => list([{ id: 'c-1', role: 'user', email: 'adam@x.com' }]);
		const { json } = await remove();
		expect(json[0].error).toMatch(/cannot be found: no contact has the email/);
		expect(writes()).toEqual([]);
	});
});

describe('a company by its name', () => {
	const remove = async (name = 'Acme') => await run('company: delete', { companyId: by('name', name) });
	const firms = (...names: string[]) => {
		const all = names.map((name, index) => ({ type: 'company', id: `f-${index}`, company_id: `own-${index}`, name }));
		world.answer = ({ method, path, query }) => {
			if (method !== 'GET' || path !== '/companies') return { body: {} };
			const page = Number(query.page ?? 1);
			return {
				body: {
					type: 'list',
					data: all.slice(2 * (page - 1), 2 * page),
					total_count: all.length,
					pages: { type: 'pages', page, per_page: 2, total_pages: Math.ceil(all.length / 2) },
				},
			};
		};
	};

	it.each([
		['the one of this name, not the first one of the answer', ['Acme Holding', 'Acme'], 'Acme', 'f-1'],
		['the one of this name on a later page', ['Acme Holding', 'Acme Ltd', 'Acme Inc', 'Acme'], 'Acme', 'f-3'],
		['the exact one where another differs in case', ['ACME', 'Acme'], 'Acme', 'f-1'],
		['the only one that differs in case', ['Acme Ltd', 'ACME'], 'acme', 'f-1'],
	])('is %s', async (_what, names, asked, id) => {
		firms(...names);
		await remove(asked);
		expect(writes()).toEqual([`DELETE /companies/${id}`]);
	});

	it.each([
		['nothing where only others are answered', ['Acme Holding'], 'Acme', /cannot be found: no company has the name Acme/],
		['several where two have the name', ['Acme', 'Acme', 'acme'], 'Acme', /names 2 records \(by name\): Acme/],
		['several where two differ in case', ['ACME', 'acme'], 'Acme', /names 2 records/],
	])('is %s', async (_what, names, asked, message) => {
		firms(...names);
		const { json } = await remove(asked);
		expect(json[0].error).toMatch(message);
		if (/2 records/.test(message.source)) expect(json[0].message).toMatch(/f-0 \(.*f-1 \(/);
		expect(writes()).toEqual([]);
	});

	it('answered as a record of its own is looked at too', async () => {
		world.answer = ({ method }) => ({ body: method === 'GET' ? { type: 'company', id: 'f-9', name: 'Somebody Else' } : {} });
		const { json } = await remove();
		expect(json[0].error).toMatch(/cannot be found: no company has the/);
		expect(writes()).toEqual([]);
	});
});

describe('tags of one name', () => {
	it('that differ in case are made once, and found by both ways of writing', async () => {
		let made = 0;
		world.answer = ({ method, path }) =>
			path === '/tags'
				? method === 'GET'
					? list([])
					: { body: { type: 'tag', id: String(++made), name: 'VIP' }, after: 20 }
				: { body: {} };
		await run(
			'contact: addTag',
			{ contactId: by('id', '={{ $json.id }}'), tagId: by('name', '={{ $json.tag }}'), additionalFields: { createTagIfMissing: true } },
			[
				{ id: 'a', tag: 'VIP' },
				{ id: 'b', tag: 'vip' },
			],
		);
		expect(made).toBe(1);
		expect(world.asked.filter(({ path }) => /\/contacts\//.test(path)).map(({ body }) => body.id)).toEqual(['1', '1']);
	});

	it('that was not made, although Intercom says so, is not used', async () => {
		world.answer = ({ method, path }) => (path === '/tags' && method === 'GET' ? list([]) : { body: {} });
		const { json } = await run('contact: addTag', {
			contactId: by('id', 'a'),
			tagId: by('name', 'VIP'),
			additionalFields: { createTagIfMissing: true },
		});
		expect(json[0].error).toMatch(/did not answer with what was asked for/);
		expect(writes()).toEqual(['POST /tags']);
	});
});

describe('items about one record', () => {
	const rename = (more: object = {}) => ({ updateFields: { name: '={{ $json.name }}', ...more } });

	it('keep their order although one has the ID and the other has to be looked up', async () => {
		const book = contacts([{ id: 'c-1', role: 'user', external_id: 'e-1', email: 'ada@x.com' }], {
			slow: { 'GET /contacts/find_by_external_id/e-1': 60, 'POST /contacts/search': 30 },
		});
		await run('contact: update', { contactId: { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.value }}' }, ...rename() }, [
			{ mode: 'externalId', value: 'e-1', name: 'one' },
			{ mode: 'email', value: 'Ada@x.com', name: 'two' },
			{ mode: 'id', value: 'c-1', name: 'three' },
		]);
		expect(world.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body.name)).toEqual(['one', 'two', 'three']);
		expect(book[0].name).toBe('three');
	});

	it('keep their order although one matches by email and the other only carries it', async () => {
		const book = contacts([], { slow: { 'POST /contacts': 60 } });
		await run(
			'contact: upsert',
			{ matchBy: '={{ $json.by }}', externalId: 'e-1', email: 'ADA@x.com', contactEmail: 'ada@x.com', name: '={{ $json.name }}' },
			[
				{ by: 'external_id', name: 'one' },
				{ by: 'email', name: 'two' },
			],
		);
		expect(book.map(({ name }) => name)).toEqual(['two']);
	});

	it('of which one takes an email that the next one asks for', async () => {
		const book = contacts([{ id: 'c-1', role: 'user', email: 'old@x.com' }], { slow: { 'PUT /contacts/c-1': 60 } });
		const { json } = await run(
			'contact: upsert',
			{ matchBy: '={{ $json.by }}', externalId: 'e-1', email: 'new@x.com', contactEmail: '={{ $json.email }}', name: '={{ $json.name }}' },
			[
				{ by: 'external_id', email: 'new@x.com', name: 'one' },
				{ by: 'email', name: 'two' },
			],
		);
		expect(json.map(({ outcome }) => outcome)).toEqual(['created', 'updated']);
		expect(book.map(({ name }) => name)).toEqual([undefined, 'two']);
	});

	it('in two requests of a bulk operation are sent one after the other', async () => {
		const before: Array<boolean | undefined> = [];
		world.answer = () => {
			if (world.asked.length > 1) before.push(world.asked[0].done);
			return { status: 202, body: { id: 'job_1', state: 'running' }, after: 60 };
		};
		await run(
			'company: updateInBulk',
			{ companyId: by('id', '={{ $json.id }}'), additionalFields: { plan: '={{ $json.plan }}' } },
			Array.from({ length: 101 }, (_, n) => ({ id: `f-${n % 100}`, plan: String(n) })),
		);
		expect(world.asked.map(({ body }) => (body.companies as unknown[]).length)).toEqual([100, 1]);
		expect(before).toEqual([true]);
	});

	it('that are merged one after the other keep their order', async () => {
		world.answer = ({ body }) => ({ body: { id: body.into }, after: body.from === 'a' ? 60 : 0 });
		await run('contact: merge', { fromContactId: by('id', '={{ $json.from }}'), intoContactId: by('id', '={{ $json.into }}') }, [
			{ from: 'a', into: 'b' },
			{ from: 'b', into: 'c' },
		]);
		const order: string[] = [];
		world.asked.forEach(({ body }) => order.push(String(body.from)));
		expect(order).toEqual(['a', 'b']);
	});
});

describe('a visitor', () => {
	it('is not looked up by email where Intercom has no such look-up: that is said at once', async () => {
		const { json } = await run('visitor: update', { visitorId: by('email', 'ada@x.com'), updateFields: { name: 'X' } });
		expect(json[0].error).toMatch(/^'Visitor' cannot be given by email/);
		expect(world.asked).toEqual([]);
	});
});
