/** Updated ..., only when chosen fields changed. */

import fc from 'fast-check';
import { Compared } from '../../engine/triggers/polling/changed';
import { usePolling } from './support';

const setting = usePolling();
const contacts = () => setting.sim.workspace.contacts;
const change = (id: string, to: Record<string, unknown>) => void contacts().update(contacts().get(id)!, to as never);
const person = (external_id: string) => contacts().create({ role: 'user', external_id, email: `${external_id}@example.com` }).id;
type Poller = ReturnType<typeof setting.open>;

async function came(poller: Poller): Promise<unknown[]> {
	setting.pass(60);
	const items = await poller.tick();
	if (poller.failures.length) throw poller.failures[0];
	return (items ?? []).map(({ json }) => [json.id, json.changed_fields]);
}

const watching = async (changedFields: string[], event = 'contactUpdated', more = {}) => {
	const poller = setting.open(event, { changedFields, ...more });
	await poller.activate();
	setting.pass(60);
	return poller;
};

describe('contacts', () => {
	it('other fields do not count; what changed is said', async () => {
		const [ada, bob] = [person('ada'), person('bob')];
		setting.pass(3600);
		const poller = await watching(['email', 'phone']);
		change(ada, { name: 'Ada' });
		expect(await came(poller)).toEqual([]);
		change(ada, { email: 'new@example.com' });
		change(bob, { name: 'Bob', phone: '+1555', email: 'bob2@example.com' });
		expect(await came(poller)).toEqual([
			[ada, ['email']],
			[bob, ['email', 'phone']],
		]);
		change(ada, { name: 'Ada Lovelace' });
		expect(await came(poller)).toEqual([]);
		change(ada, { email: 'ada@example.com' });
		expect(await came(poller)).toEqual([[ada, ['email']]]);
	});

	it('custom attributes, one of them and any', async () => {
		for (const [name, data_type] of [
			['plan', 'string'],
			['seats', 'integer'],
		] as const)
			setting.sim.workspace.attributes.create({ model: 'contact', name, data_type });
		const ada = person('ada');
		change(ada, { custom_attributes: { plan: 'free', seats: 1 } });
		setting.pass(3600);
		const one = await watching(['custom_attributes.plan']);
		const any = setting.open('contactUpdated', { changedFields: ['custom_attributes'] }, { id: 'any' });
		await any.activate();
		setting.pass(60);
		change(ada, { custom_attributes: { seats: 2 } });
		expect([await came(one), await came(any)]).toEqual([[], [[ada, ['custom_attributes']]]]);
		change(ada, { custom_attributes: { plan: 'pro' } });
		expect([await came(one), await came(any)]).toEqual([[[ada, ['custom_attributes.plan']]], [[ada, ['custom_attributes']]]]);
	});

	it('a contact that came after the activation is compared with what it was at first', async () => {
		const poller = await watching(['email']);
		const ada = person('ada');
		expect(await came(poller)).toEqual([]);
		change(ada, { name: 'Ada' });
		expect(await came(poller)).toEqual([]);
		change(ada, { email: 'x@example.com' });
		expect(await came(poller)).toEqual([[ada, ['email']]]);
	});

	it('New or Updated: the creation comes without anything to compare with', async () => {
		const poller = await watching(['email'], 'contactNewOrUpdated');
		const ada = person('ada');
		expect(await came(poller)).toEqual([[ada, null]]);
		change(ada, { name: 'Ada' });
		expect(await came(poller)).toEqual([]);
	});

	it('survives a restart, a failed poll and an execution that was never created', async () => {
		const ada = person('ada');
		setting.pass(3600);
		const poller = await watching(['email']);
		change(ada, { email: 'one@example.com' });
		setting.pass(60);
		await poller.tick({ dies: 'beforeTheExecution' });
		expect(await came(poller)).toEqual([[ada, ['email']]]);
		poller.restart();
		expect(await came(poller)).toEqual([]);
		change(ada, { name: 'Ada' });
		expect(await came(poller)).toEqual([]);
		change(ada, { email: 'two@example.com' });
		setting.sim.settings.tokenRegion = 'EU';
		setting.pass(60);
		await poller.tick();
		poller.failures.length = 0;
		setting.sim.settings.tokenRegion = null;
		expect(await came(poller)).toEqual([[ada, ['email']]]);
	});

	it('chosen later: what changes from then on', async () => {
		const ada = person('ada');
		setting.pass(3600);
		const all = setting.open('contactUpdated');
		await all.activate();
		setting.pass(60);
		const some = setting.open('contactUpdated', { changedFields: ['email'] }, { staticData: all.staticData() as never });
		await some.activate();
		setting.pass(60);
		change(ada, { name: 'Ada' });
		expect(await came(some)).toEqual([]);
		change(ada, { email: 'x@example.com' });
		expect(await came(some)).toEqual([[ada, ['email']]]);
	});

	it('without any, every change counts and the output is as it was', async () => {
		const ada = person('ada');
		setting.pass(3600);
		const poller = await watching([]);
		change(ada, { name: 'Ada' });
		setting.pass(60);
		expect(Object.keys((await poller.tick())?.[0].json ?? {})).not.toContain('changed_fields');
	});

	it('is in the simplified output too', async () => {
		const ada = person('ada');
		setting.pass(3600);
		const poller = await watching(['email'], 'contactUpdated', { simplify: true });
		change(ada, { email: 'x@example.com' });
		expect(await came(poller)).toEqual([[ada, ['email']]]);
	});

	it('a field that cannot be compared is refused', async () => {
		await expect(watching(['emial'])).rejects.toMatchObject({
			message: expect.stringContaining('emial'),
			description: expect.stringContaining('custom_attributes.name'),
		});
	});
});

it('companies, conversations and tickets', async () => {
	const { companies, inbox } = setting.sim.workspace;
	const contact = contacts().create({ role: 'user', external_id: 'somebody' });
	const company = companies.upsert({ company_id: 'acme', name: 'Acme' });
	setting.sim.workspace.attach(contact, company);
	const conversation = inbox.conversations.beginAsContact(contact, { body: 'Hello' });
	const type = inbox.ticketTypes.create({ name: 'Bug', category: 'Customer' });
	const ticket = inbox.tickets.create({ ticket_type_id: type.id, contacts: [{ id: contact.id }] });
	setting.pass(3600);
	const open = async (event: string, changedFields: string[]) => {
		const poller = setting.open(event, { changedFields }, { id: event });
		await poller.activate();
		return poller;
	};
	const pollers = [
		await open('companyUpdated', ['plan', 'name']),
		await open('conversationUpdated', ['title']),
		await open('ticketUpdated', ['ticket_attributes', 'open']),
	];
	setting.pass(60);
	companies.update(company, { website: 'https://acme.example' } as never);
	inbox.threads.add(conversation, { part_type: 'note', author: { type: 'bot', id: '1', name: 'Bot', email: '' } });
	inbox.threads.add(inbox.tickets.need(ticket.id), { part_type: 'note', author: { type: 'bot', id: '1', name: 'Bot', email: '' } });
	for (const poller of pollers) expect(await came(poller)).toEqual([]);
	companies.update(company, { name: 'Acme Inc.' });
	inbox.conversations.update(conversation, { title: 'Refund' });
	expect(await came(pollers[0])).toEqual([[company.id, ['name']]]);
	expect(await came(pollers[1])).toEqual([[conversation.id, ['title']]]);
});

it('of more records than can be compared, all that is read is output', async () => {
	const compared = new Compared(['a'], undefined);
	for (let i = 0; i < compared.most + 10; i += 1) compared.judge({ id: i, a: 1 });
	expect([compared.size, compared.text().length < 100_200]).toEqual([compared.most, true]);
	expect([compared.judge({ id: 0, a: 1 }), compared.judge({ id: compared.most, a: 1 })]).toEqual([null, []]);
});

it('what is remembered survives being written down, put back, and other fields', () => {
	const record = fc.record({ id: fc.integer({ min: 1, max: 20 }), a: fc.jsonValue(), b: fc.jsonValue() });
	fc.assert(
		fc.property(fc.array(record, { maxLength: 40 }), record, (records, next) => {
			const compared = new Compared(['a', 'b.c'], undefined);
			for (const one of records) compared.judge(one as never);
			const again = new Compared(['a', 'b.c'], compared.text());
			expect(again.text()).toBe(compared.text());
			const before = again.entries([next]);
			const changed = again.judge(next as never);
			expect(again.judge(next as never)).toEqual([]);
			again.putBack(before);
			expect(again.judge(next as never)).toEqual(changed);
			expect(new Compared(['a'], compared.text()).size).toBe(0);
		}),
	);
});

it('a value is the same in whatever order its keys come', () => {
	const compared = new Compared(['a'], undefined);
	compared.judge({ id: 1, a: { x: 1, y: [{ p: 1, q: null }] } });
	expect(compared.judge({ id: 1, a: { y: [{ q: null, p: 1 }], x: 1 } })).toEqual([]);
	expect(compared.judge({ id: 1, a: { y: [{ q: 0, p: 1 }], x: 1 } })).toEqual(['a']);
});
