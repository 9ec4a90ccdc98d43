import { forEachTest } from '../talk';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const tag = async (body: unknown) => (await ask('POST', '/tags', body)).body;

test('created once whatever the case, renamed by id', async () => {
	const first = await tag({ name: 'VIP' });
	expect(await tag({ name: 'vip' })).toEqual({ type: 'tag', id: first.id, name: 'VIP' });
	expect((await tag({ id: first.id, name: 'Very important' })).name).toBe('Very important');
	expect((await ask('GET', '/tags')).body.data).toHaveLength(1);
});

test('companies are tagged and untagged by either id, users by id', async () => {
	const { workspace } = it_.simulator;
	const [one, two] = ['1', '2'].map((id) => workspace.companies.upsert({ company_id: id }));
	const user = workspace.contacts.create({ email: 'a@b.example' });
	expect(await tag({ name: 'New', companies: [{ id: one.id }, { company_id: '2' }] })).toMatchObject({
		type: 'tag',
		name: 'New',
		companies: [
			{ id: one.id, tagged: true },
			{ id: two.id, tagged: true },
		],
	});
	await tag({ name: 'New', companies: [{ company_id: '1', untag: true }] });
	expect([one.tags.length, two.tags.length]).toEqual([0, 1]);
	await tag({ name: 'New', users: [{ id: user.id }] });
	expect(user.tags).toHaveLength(1);
	expect(await tag({ name: 'New', companies: [{ company_id: '9' }, { id: one.id }] })).toMatchObject({
		name: 'New',
		companies: [{ id: one.id, tagged: true }],
	});
	expect(await tag({ name: 'New', users: [{ id: 'nobody' }] })).toMatchObject({ users: [] });
});

test('on a contact: put on, listed with who and when, taken off', async () => {
	const { workspace } = it_.simulator;
	const user = workspace.contacts.create({ email: 'a@b.example' });
	const { id } = workspace.tags.ensure('VIP');
	const applied = (await ask('POST', `/contacts/${user.id}/tags`, { id })).body;
	expect(applied).toMatchObject({ type: 'tag', id, name: 'VIP', applied_by: { type: 'admin', id: '5000001' } });
	expect((await ask('GET', `/contacts/${user.id}/tags`)).body.data).toEqual([applied]);
	expect((await ask('DELETE', `/contacts/${user.id}/tags/${id}`)).body).toEqual(applied);
	expect(user.tags).toEqual([]);
	expect((await ask('POST', `/contacts/${user.id}/tags`, { id: 'none' })).body.errors[0].message).toBe('Resource Not Found');
});

test('deleted with an empty answer, unless a segment needs it', async () => {
	const { workspace } = it_.simulator;
	const [free, needed] = ['Free', 'Needed'].map((name) => workspace.tags.ensure(name));
	workspace.addSegment({
		name: 'Seg 1',
		model: 'contact',
		query: { operator: 'AND', value: [{ field: 'tag_id', operator: '=', value: needed.id }] },
	});
	expect(await ask('DELETE', `/tags/${free.id}`)).toMatchObject({ status: 200, body: undefined });
	expect((await ask('DELETE', `/tags/${needed.id}`)).body.errors[0]).toEqual({
		code: 'tag_has_dependent_objects',
		message: 'Unable to delete Tag with dependent objects. Segments: Seg 1.',
	});
});
