import { forEachTest, PREVIEW } from '../talk';

const it_ = forEachTest({ bulkJobMs: 1000 });
const ask: typeof it_.talk = (method, path, body) => it_.talk(method, path, body, PREVIEW);

test('a job is accepted, runs, completes, and has really changed the workspace', async () => {
	const { workspace } = it_.simulator;
	const tag = workspace.tags.ensure('VIP');
	const accepted = await ask('POST', '/contacts/bulk', {
		contacts: [
			{ external_id: '1', name: 'One', companies: [{ company_id: 'c', name: 'New' }], tags: { add: [{ id: tag.id }, { id: '999' }] } },
			{ role: 'lead', email: 'a@b.example' },
		],
	});
	expect(accepted.status).toBe(202);
	expect(accepted.body).toMatchObject({
		type: 'contacts.bulk.job',
		state: 'pending',
		completed_at: null,
		tasks: [{ item_count: 2, state: 'pending' }],
	});
	const path = `/contacts/bulk/${accepted.body.id}`;
	it_.simulator.advance(600);
	expect((await ask('GET', path)).body).toMatchObject({ state: 'running', tasks: [{ state: 'running' }] });
	expect(workspace.contacts.all()).toHaveLength(0);
	it_.simulator.advance(600);
	expect((await ask('GET', path)).body).toMatchObject({ state: 'completed', tasks: [{ state: 'completed' }] });
	const [one] = workspace.contacts.all();
	expect([one.name, one.tags.length, workspace.companiesOf(one)[0].name]).toEqual(['One', 1, 'New']);
});

test('items that cannot be done leave the job completed with errors', async () => {
	const { workspace } = it_.simulator;
	workspace.contacts.create({ email: 'a@b.example' });
	const { body } = await ask('POST', '/contacts/bulk', { contacts: [{ email: 'a@b.example' }, { email: 'c@d.example' }] });
	it_.simulator.advance(1000);
	expect((await ask('GET', `/contacts/bulk/${body.id}`)).body.state).toBe('completed_with_errors');
	expect(workspace.contacts.all()).toHaveLength(2);
});

test('update and delete, appended to one job while it is open', async () => {
	const { workspace } = it_.simulator;
	const [first, second] = ['1', '2'].map((id) => workspace.contacts.create({ external_id: id }));
	const { body } = await ask('PUT', '/contacts/bulk', { contacts: [{ id: first.id, name: 'Changed' }] });
	it_.simulator.advance(500);
	expect((await ask('POST', '/contacts/bulk/delete', { contacts: [{ id: second.id }], job: { id: body.id } })).body.tasks).toHaveLength(2);
	it_.simulator.advance(1000);
	expect(workspace.contacts.all().map((contact) => contact.name)).toEqual(['Changed']);
	const late = await ask('POST', '/contacts/bulk/delete', { contacts: [{ id: first.id }], job: { id: body.id } });
	expect([late.status, late.body.errors[0].message]).toEqual([403, `job ${body.id} is closed for new task updates`]);
});

test('companies: create or update, change, delete', async () => {
	const { companies } = it_.simulator.workspace;
	const job = async (method: string, path: string, list: unknown) => {
		const { body } = await ask(method, path, { companies: list });
		it_.simulator.advance(1000);
		return (await ask('GET', `/companies/bulk/${body.id}`)).body.state;
	};
	expect(await job('POST', '/companies/bulk', [{ company_id: '1', name: 'One' }])).toBe('completed');
	const [one] = companies.all();
	expect(
		await job('PUT', '/companies/bulk', [
			{ id: one.id, size: 3 },
			{ id: 'none', size: 1 },
		]),
	).toBe('completed_with_errors');
	expect(one.size).toBe(3);
	expect(await job('POST', '/companies/bulk/delete', [{ id: one.id }])).toBe('completed');
	expect(companies.all()).toHaveLength(0);
});

test.each([
	['PUT', '/contacts/bulk', {}, 422, 'contacts field must be supplied'],
	['PUT', '/contacts/bulk', { contacts: {} }, 422, 'contacts must be an array'],
	['PUT', '/contacts/bulk', { contacts: [1] }, 422, 'each contact must be an object'],
	['PUT', '/contacts/bulk', { contacts: [{ name: 'x' }] }, 422, 'contacts must be identified by id'],
	[
		'POST',
		'/companies/bulk',
		{ companies: Array.from({ length: 101 }, () => ({})) },
		422,
		'maximum number of companies per request is 100',
	],
	['POST', '/companies/bulk', { companies: [], job: { id: 'job_v2_9' } }, 404, 'job job_v2_9 not found'],
	['POST', '/contacts/bulk', { contacts: [{ nme: 'x' }] }, 400, expect.stringContaining('nme')],
])('%s %s refuses %j', async (method, path, body, status, message) => {
	const answer = await ask(method, path, body);
	expect([answer.status, answer.body.errors[0].message]).toEqual([status, message]);
});
