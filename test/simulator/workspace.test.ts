import { forEachTest } from './talk';
import { startSimulator } from '../../simulator';

describe('an empty workspace', () => {
	const it_ = forEachTest();
	const ask: typeof it_.talk = (...args) => it_.talk(...args);

	test('has an owner and the standard attributes', async () => {
		expect((await ask('GET', '/admins')).body).toMatchObject({ type: 'admin.list', admins: [{ type: 'admin', has_inbox_seat: true }] });
		expect((await ask('GET', '/admins?display_avatar=true')).body.admins[0].avatar.type).toBe('avatar');
		expect((await ask('GET', '/admins/none')).body.errors[0].code).toBe('admin_not_found');
		const { data } = (await ask('GET', '/data_attributes?model=contact')).body;
		expect(data.every((attribute: { model: string; custom: boolean }) => attribute.model === 'contact' && !attribute.custom)).toBe(true);
	});

	test('gets data attributes: created, archived, listed only on request', async () => {
		const { body } = await ask('POST', '/data_attributes', { name: 'Tier', model: 'contact', data_type: 'options', options: [{ value: 'a' }, { value: 'b' }] });
		expect(body).toMatchObject({ type: 'data_attribute', full_name: 'custom_attributes.Tier', data_type: 'string', options: ['a', 'b'], custom: true, archived: false });
		await ask('PUT', `/data_attributes/${body.id}`, { archived: true });
		const custom = async (query: string) => (await ask('GET', `/data_attributes?model=contact${query}`)).body.data.filter((one: { custom: boolean }) => one.custom).length;
		expect([await custom(''), await custom('&include_archived=true')]).toEqual([0, 1]);
	});

	test.each([
		[{ name: '!nv@l!d', model: 'contact', data_type: 'string' }, 'name'],
		[{ name: 'x', model: 'conversation', data_type: 'string' }, 'model'],
		[{ name: 'x', model: 'contact', data_type: 'mithril' }, 'data_type'],
		[{ name: 'x', model: 'contact', data_type: 'options', options: [{ value: 'only' }] }, 'options'],
	])('refuses the data attribute %j', async (wish, field) => {
		expect((await ask('POST', '/data_attributes', wish)).body.errors[0]).toMatchObject({ code: 'parameter_invalid', field });
	});

	test('conversation attributes are elsewhere since 2.16', async () => {
		expect((await ask('GET', '/data_attributes?model=conversation')).status).toBe(422);
	});
});

describe('the demo workspace', () => {
	const it_ = forEachTest({ seed: 'demo' });
	const ask: typeof it_.talk = (...args) => it_.talk(...args);

	test('is of a believable size', async () => {
		const { workspace } = it_.simulator;
		expect(workspace.contacts.listed().length).toBeGreaterThan(200);
		expect((await ask('POST', '/companies/list?per_page=50')).body.data).toHaveLength(30);
		const { segments } = (await ask('GET', '/segments?include_count=true')).body;
		for (const segment of segments) expect(segment.count).toBeGreaterThan(0);
		expect((await ask('GET', '/subscription_types')).body.data).toHaveLength(3);
		expect((await ask('GET', '/data_attributes?include_archived=true')).body.data.some((one: { archived: boolean }) => one.archived)).toBe(true);
	});

	test('is the same every time', async () => {
		const settings = { seed: 'demo', now: 1_795_000_000_000 } as const;
		const [one, two] = await Promise.all([startSimulator(settings), startSimulator(settings)]);
		expect(one.workspace.contacts.all()).toEqual(two.workspace.contacts.all());
		expect(one.workspace.companies.all()).toEqual(two.workspace.companies.all());
		await Promise.all([one.close(), two.close()]);
	});
});
