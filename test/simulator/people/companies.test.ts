import { forEachTest, PREVIEW } from '../talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);

function filled(count: number) {
	const { workspace } = it_.simulator;
	const contact = workspace.contacts.create({ email: 'a@b.example' });
	return Array.from({ length: count }, (_none, index) => {
		const company = workspace.companies.upsert({ company_id: String(index), name: `Company ${index}` });
		workspace.attach(contact, company);
		return company;
	});
}

describe('writing', () => {
	test('POST creates, and updates what has the same company_id', async () => {
		const first = (await ask('POST', '/companies', { company_id: 'x', name: 'One', plan: 'Pro', monthly_spend: 155.98 })).body;
		expect(first).toMatchObject({
			type: 'company',
			company_id: 'x',
			plan: { type: 'plan', name: 'Pro' },
			monthly_spend: 155,
			user_count: 0,
		});
		const second = (await ask('POST', '/companies', { company_id: 'x', size: 7 })).body;
		expect(second).toMatchObject({ id: first.id, name: 'One', size: 7 });
		expect((await ask('PUT', `/companies/${first.id}`, { company_id: 'y' })).body.errors[0].field).toBe('company_id');
		expect((await ask('POST', '/companies', {})).body.errors[0].code).toBe('bad_request');
	});

	test('deleting detaches its contacts and frees its company_id', async () => {
		const [company] = filled(1);
		expect((await ask('DELETE', `/companies/${company.id}`)).body).toEqual({ id: company.id, object: 'company', deleted: true });
		expect((await ask('GET', `/companies/${company.id}`)).body.errors[0].code).toBe('company_not_found');
		expect(it_.simulator.workspace.contacts.all()[0].companies).toEqual([]);
		expect((await ask('POST', '/companies', { company_id: '0' })).body.id).not.toBe(company.id);
	});
});

test('by name or company_id GET answers one company, or 404', async () => {
	filled(2);
	expect((await ask('GET', '/companies?name=Company%201')).body).toMatchObject({ type: 'company', company_id: '1' });
	expect((await ask('GET', '/companies?company_id=0')).body).toMatchObject({ type: 'company', name: 'Company 0' });
	expect((await ask('GET', '/companies?company_id=9')).status).toBe(404);
});

test('by tag or segment GET answers a list', async () => {
	const { workspace } = it_.simulator;
	const [first, second] = filled(2);
	const tag = workspace.tags.ensure('VIP');
	workspace.tags.apply(second, tag);
	const segment = workspace.addSegment({ name: 'First', model: 'company', query: { field: 'name', operator: '=', value: first.name } });
	expect((await ask('GET', `/companies?tag_id=${tag.id}`)).body).toMatchObject({ total_count: 1, data: [{ id: second.id }] });
	expect((await ask('GET', `/companies?segment_id=${segment.id}`)).body).toMatchObject({ total_count: 1, data: [{ id: first.id }] });
	expect((await ask('GET', `/companies/${first.id}/segments`)).body.data[0].id).toBe(segment.id);
});

describe('the scroll', () => {
	beforeEach(() => {
		filled(5);
		it_.simulator.settings.scrollPageSize = 2;
	});
	const scroll = (param?: string) => ask('GET', `/companies/scroll${param ? `?scroll_param=${param}` : ''}`);

	test('gives every company once, then an empty page, then is over', async () => {
		const sizes: number[] = [];
		let param: string | undefined;
		do {
			const { body } = await scroll(param);
			param = body.scroll_param;
			sizes.push(body.data.length);
		} while (sizes[sizes.length - 1] > 0);
		expect(sizes).toEqual([2, 2, 1, 0]);
		expect((await scroll(param)).body.errors[0]).toEqual({ code: 'not_found', message: 'scroll parameter not found' });
		expect((await scroll()).status).toBe(200);
	});

	test('only one may be open, until it has been idle for a minute', async () => {
		const { body } = await scroll();
		expect((await scroll()).body.errors[0]).toEqual({ code: 'scroll_exists', message: 'scroll already exists for this workspace' });
		it_.simulator.advance(60_001);
		expect((await scroll(body.scroll_param)).status).toBe(404);
		expect((await scroll()).status).toBe(200);
	});

	test('after an internal error it has to begin again', async () => {
		it_.simulator.settings.faults = [
			{
				match: 'GET /companies/scroll',
				kind: '5xx',
				skip: 1,
				times: 1,
				message: 'Request failed due to an internal network error. Please restart the scroll operation.',
			},
		];
		const { body } = await scroll();
		expect((await scroll(body.scroll_param)).status).toBe(500);
		expect((await scroll(body.scroll_param)).status).toBe(404);
		expect((await scroll()).body.data).toHaveLength(2);
	});
});

test('company notes are written from 2.16 on', async () => {
	const [company] = filled(1);
	const path = `/companies/${company.id}/notes`;
	expect((await ask('POST', path, { body: 'x' }, { 'Intercom-Version': '2.15' })).status).toBe(400);
	expect((await ask('POST', path, { body: 'x' })).body).toMatchObject({ type: 'note', company: { type: 'company', id: company.id } });
	expect((await ask('GET', path)).body.total_count).toBe(1);
	expect((await ask('GET', `/companies/${company.id}`, undefined, PREVIEW)).body.notes.total_count).toBe(1);
});
