import { forEachTest, type Json } from './talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const ids = (body: Json): string[] => body.data.map((one: { id: string }) => one.id);

function people(count: number) {
	return Array.from({ length: count }, (_none, index) => it_.simulator.workspace.contacts.create({ email: `p${index}@b.example` }).id);
}

/** Reads all pages; `next` asks for the page after a cursor. */
async function all(next: (cursor: string | undefined) => Promise<Json>) {
	const pages: string[][] = [];
	let cursor: string | undefined;
	do {
		const body = await next(cursor);
		pages.push(ids(body));
		expect(body.pages.page).toBe(pages.length);
		cursor = body.pages.next?.starting_after;
	} while (cursor !== undefined && pages.length < 20);
	return pages;
}

describe('cursors', () => {
	test('in the query of a list: newest first, every record once, no next at the end', async () => {
		const created = people(5);
		const pages = await all(
			async (cursor) => (await ask('GET', `/contacts?per_page=2${cursor ? `&starting_after=${encodeURIComponent(cursor)}` : ''}`)).body,
		);
		expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
		expect(pages.flat()).toEqual(created.reverse());
	});

	test('in the body of a search, in the order asked for', async () => {
		const created = people(4);
		const pages = await all(
			async (cursor) =>
				(
					await ask('POST', '/contacts/search', {
						query: { field: 'role', operator: '=', value: 'user' },
						sort: { field: 'email', order: 'ascending' },
						pagination: { per_page: 2, ...(cursor && { starting_after: cursor }) },
					})
				).body,
		);
		expect(pages).toEqual([created.slice(0, 2), created.slice(2)]);
	});

	test('a search cursor in the query is refused, and so is nonsense', async () => {
		people(1);
		const query = { query: { field: 'role', operator: '=', value: 'user' } };
		expect((await ask('POST', '/contacts/search?starting_after=x', query)).status).toBe(400);
		expect((await ask('GET', '/contacts?starting_after=nonsense')).body.errors[0].field).toBe('starting_after');
	});

	test('a page holds at most 150', async () => {
		people(3);
		expect((await ask('GET', '/contacts?per_page=150')).body).toMatchObject({ total_count: 3, pages: { per_page: 150, total_pages: 1 } });
		for (const size of [0, 151]) expect((await ask('GET', `/contacts?per_page=${size}`)).body.errors[0].field).toBe('per_page');
	});

	test('sorted by a changing value, a record that changes meanwhile moves to where it belongs', async () => {
		const [first] = people(3);
		const sorted = (cursor?: string) =>
			ask('POST', '/contacts/search', {
				query: { field: 'role', operator: '=', value: 'user' },
				sort: { field: 'updated_at', order: 'ascending' },
				pagination: { per_page: 2, starting_after: cursor ?? null },
			});
		const page = (await sorted()).body;
		it_.simulator.advance(5000);
		await ask('PUT', `/contacts/${first}`, { name: 'Changed' });
		expect(ids((await sorted(page.pages.next.starting_after)).body)).toContain(first);
	});
});

describe('page numbers of companies', () => {
	const companies = (count: number) => {
		const { workspace } = it_.simulator;
		const contact = workspace.contacts.create({ email: 'a@b.example' });
		for (let index = 0; index < count; index++) workspace.attach(contact, workspace.companies.upsert({ company_id: String(index) }));
	};

	test('the list follows pages.next to the end', async () => {
		companies(5);
		const seen: string[] = [];
		let address: string | null = `${it_.simulator.url}/companies/list?page=1&per_page=2&order=asc`;
		while (address !== null) {
			const { body } = await ask('POST', address.slice(it_.simulator.url.length));
			seen.push(...body.data.map((one: { company_id: string }) => one.company_id));
			address = body.pages.next;
		}
		expect(seen).toEqual(['0', '1', '2', '3', '4']);
	});

	test('next can also be an object; beyond the limit only scroll helps', async () => {
		companies(5);
		Object.assign(it_.simulator.settings, { pageLinks: 'object', maxListed: 4 });
		expect((await ask('POST', '/companies/list?per_page=2')).body.pages.next).toMatchObject({ page: 2 });
		const beyond = await ask('GET', '/companies?per_page=2&page=3');
		expect([beyond.status, beyond.body.errors[0].message]).toEqual([400, 'page limit reached, please use scroll API']);
	});

	test('companies nobody belongs to are not listed', async () => {
		it_.simulator.workspace.companies.upsert({ company_id: 'lonely' });
		expect((await ask('POST', '/companies/list')).body.total_count).toBe(0);
		expect((await ask('GET', '/companies?company_id=lonely')).status).toBe(200);
		it_.simulator.settings.hideLonelyCompanies = false;
		expect((await ask('POST', '/companies/list')).body.total_count).toBe(1);
	});
});
