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
		const { body } = await ask('POST', '/data_attributes', {
			name: 'Tier',
			model: 'contact',
			data_type: 'options',
			options: [{ value: 'a' }, { value: 'b' }],
		});
		expect(body).toMatchObject({
			type: 'data_attribute',
			full_name: 'custom_attributes.Tier',
			data_type: 'string',
			options: ['a', 'b'],
			custom: true,
			archived: false,
		});
		await ask('PUT', `/data_attributes/${body.id}`, { archived: true });
		const custom = async (query: string) =>
			(await ask('GET', `/data_attributes?model=contact${query}`)).body.data.filter((one: { custom: boolean }) => one.custom).length;
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
		expect((await ask('GET', '/data_attributes?include_archived=true')).body.data.some((one: { archived: boolean }) => one.archived)).toBe(
			true,
		);
	});

	test('has an inbox in the middle of the week', async () => {
		const { inbox, visitors } = it_.simulator.workspace;
		const states = (state: string) => inbox.conversations.all().filter((conversation) => conversation.state === state).length;
		expect([inbox.conversations.all().length >= 60, states('open') > 10, states('closed') > 10, states('snoozed') > 2]).toEqual([
			true,
			true,
			true,
			true,
		]);
		expect(inbox.tickets.all()).toHaveLength(26);
		expect(new Set(inbox.tickets.all().map((ticket) => ticket.ticket_type_id)).size).toBe(3);
		expect([inbox.calls.all().length, inbox.teams.size, visitors.all().length, inbox.objects.all('Order').length]).toEqual([12, 3, 3, 15]);
		expect((await ask('GET', '/macros')).body.data).toHaveLength(6);
		expect((await ask('GET', '/messages/status?ruleset_id=12345')).body.total_count).toBe(120);
		const linked = inbox.conversations.all().filter((conversation) => conversation.linked.length > 0);
		expect([linked.length, inbox.conversations.all().filter((conversation) => conversation.parts.length > 500).length]).toEqual([3, 1]);
		for (const query of [
			{ field: 'conversation_rating.score', operator: '<', value: 2 },
			{ field: 'custom_attributes.issue_type', operator: '=', value: 'Bug' },
			{ field: 'ai_agent_participated', operator: '=', value: true },
		]) {
			expect((await ask('POST', '/conversations/search', { query })).body.total_count).toBeGreaterThan(0);
		}
	});

	test('is the same every time', async () => {
		const settings = { seed: 'demo', now: 1_795_000_000_000 } as const;
		const [one, two] = await Promise.all([startSimulator(settings), startSimulator(settings)]);
		expect(one.workspace.contacts.all()).toEqual(two.workspace.contacts.all());
		expect(one.workspace.companies.all()).toEqual(two.workspace.companies.all());
		expect(one.workspace.inbox.conversations.all()).toEqual(two.workspace.inbox.conversations.all());
		expect(one.workspace.inbox.tickets.all()).toEqual(two.workspace.inbox.tickets.all());
		expect(one.workspace.inbox.calls.all()).toEqual(two.workspace.inbox.calls.all());
		await Promise.all([one.close(), two.close()]);
	});
});
