import { forEachTest } from '../talk';
import { scene } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const PATH = '/custom_object_instances/Order';

beforeEach(() => {
	it_.simulator.workspace.inbox.objects.addType({
		identifier: 'Order',
		attributes: { order_number: 'string', total_amount: 'float', paid: 'boolean' },
	});
});

test('created, and changed by its external id', async () => {
	const first = (
		await ask('POST', PATH, {
			external_id: '1',
			external_created_at: 1_700_000_000,
			custom_attributes: { order_number: 'O-1', total_amount: 9.5, paid: false },
		})
	).body;
	expect(first).toMatchObject({
		type: 'Order',
		external_id: '1',
		external_created_at: 1_700_000_000,
		external_updated_at: null,
		custom_attributes: { order_number: 'O-1', total_amount: 9.5, paid: false },
	});
	const second = (await ask('POST', PATH, { external_id: '1', custom_attributes: { paid: true } })).body;
	expect(second).toMatchObject({
		id: first.id,
		external_created_at: 1_700_000_000,
		custom_attributes: { order_number: 'O-1', paid: true },
	});
	expect((await ask('POST', PATH, { custom_attributes: { order_number: 'O-2' } })).body.id).not.toBe(first.id);
});

test('read and deleted by either id', async () => {
	const create = async (external: string) => (await ask('POST', PATH, { external_id: external })).body.id;
	const [one, two] = [await create('a b'), await create('2')];
	for (const path of [`/${one}`, '/a%20b', '?external_id=a%20b'])
		expect((await ask('GET', PATH + path)).body).toMatchObject({ id: one, type: 'Order' });
	expect((await ask('DELETE', `${PATH}/2`)).status).toBe(404);
	expect((await ask('DELETE', `${PATH}/${two}`)).body).toEqual({ id: two, object: 'Order', deleted: true });
	expect((await ask('DELETE', `${PATH}?external_id=a%20b`)).body).toEqual({ id: one, object: 'Order', deleted: true });
	expect((await ask('GET', `${PATH}/${one}`)).body.errors[0].message).toBe('Custom object instance not found');
});

test('listed by page, by contact and by conversation', async () => {
	const { inbox } = it_.simulator.workspace;
	const { user, conversation } = scene(it_.simulator);
	inbox.attributes.create({ name: 'order', data_type: 'relationship', reference: { type: 'many', object_type_id: 'Order' } });
	const [first, second, third] = ['1', '2', '3'].map((external_id) =>
		inbox.objects.upsert(inbox.objects.needType('Order'), { external_id }),
	);
	first.contacts.push(user.id);
	await ask('PUT', `/conversations/${conversation.id}`, { custom_attributes: { order: [second.id] } });
	const ids = async (query: string) => (await ask('GET', PATH + query)).body.data.map((one: { id: string }) => one.id);
	expect(await ids('')).toEqual([third.id, second.id, first.id]);
	expect(await ids(`?references_contact_id=${user.id}`)).toEqual([first.id]);
	expect(await ids(`?references_conversation_id=${conversation.id}`)).toEqual([second.id]);
	expect((await ask('GET', `${PATH}?per_page=2`)).body).toMatchObject({
		type: 'list',
		total_count: 3,
		pages: { page: 1, per_page: 2, total_pages: 2, next: expect.stringContaining('page=2') },
	});
});

test.each([
	['POST', '/custom_object_instances/Booking', {}, 404, 'Custom object type `Booking` not found'],
	['POST', PATH, { custom_attributes: { nope: 1 } }, 400, "Custom attribute 'nope' does not exist on Order"],
	['POST', PATH, { custom_attributes: { total_amount: '9' } }, 400, "Custom attribute 'total_amount' expects a value of type float"],
	['GET', `${PATH}?external_id=none`, undefined, 404, 'Custom object instance not found'],
	['DELETE', PATH, undefined, 400, 'external_id not specified'],
])('%s %s %j is refused', async (method, path, body, status, message) => {
	const answer = await ask(method, path, body);
	expect([answer.status, answer.body.errors[0].message]).toEqual([status, message]);
});
