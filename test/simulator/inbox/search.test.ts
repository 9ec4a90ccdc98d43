import { forEachTest, type Json } from '../talk';
import { ADMIN, OTHER_ADMIN, scene, types } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const filter = (field: string, operator: string, value: unknown) => ({ field, operator, value });
const T = 1_700_000_000;

describe('conversations', () => {
	const find = async (query: unknown) => {
		const { body } = await ask('POST', '/conversations/search', { query });
		return body.errors ? body.errors[0].code : body.conversations.map((one: Json) => one.title).sort();
	};

	beforeEach(() => {
		const { workspace } = it_.simulator;
		const { inbox } = workspace;
		const { user, team, conversation } = scene(it_.simulator);
		inbox.conversations.delete(conversation, true);
		inbox.attributes.create({ name: 'users', data_type: 'integer' });
		inbox.attributes.create({ name: 'kind', data_type: 'list', options: ['Bug', 'Billing'] });
		inbox.attributes.create({ name: 'due', data_type: 'datetime' });
		const begin = (title: string, body: string, at: number, more: object) =>
			Object.assign(inbox.conversations.beginAsContact(user, { body, created_at: at }), { title }, more);
		const first = begin('A', 'I need support', T, {
			admin_assignee_id: ADMIN,
			priority: 'high',
			custom_attributes: { users: 3, kind: 'Bug', due: new Date(T * 1000).toISOString() },
		});
		begin('B', 'Where is my invoice?', T + 60, {
			state: 'closed',
			team_assignee_id: team.id,
			custom_attributes: { users: 9, due: T + 60 },
			rating: { rating: 2, remark: 'Slow', requested_at: T, replied_at: T, contact_id: user.id, admin_id: OTHER_ADMIN },
		});
		begin('C', 'Thanks!', T + 120, {
			read: true,
			ai_agent: {
				source_type: 'workflow',
				source_title: 'x',
				last_answer_type: 'ai_answer',
				resolution_state: 'escalated',
				rating: 5,
				rating_remark: null,
			},
		});
		inbox.tag(first, workspace.tags.ensure('VIP'), ADMIN);
		inbox.threads.add(first, {
			part_type: 'comment',
			author: { type: 'admin', id: OTHER_ADMIN, name: null, email: null },
			body: '<p>x</p>',
		});
	});

	test.each([
		['state', '=', 'closed', ['B']],
		['open', '=', true, ['A', 'C']],
		['read', '!=', true, ['A', 'B']],
		['priority', '=', 'high', ['A']],
		['admin_assignee_id', '=', Number(ADMIN), ['A']],
		['admin_assignee_id', '=', 0, ['B', 'C']],
		['admin_assignee_id', '=', null, ['B', 'C']],
		['team_assignee_id', 'IN', [6_000_001], ['B']],
		['teammate_ids', '=', OTHER_ADMIN, ['A']],
		['source.type', '=', 'conversation', ['A', 'B', 'C']],
		['source.delivered_as', '^', 'customer', ['A', 'B', 'C']],
		['source.author.email', '$', 'mail.example', ['A', 'B', 'C']],
		['source.body', '=', 'Support', ['A']],
		['source.body', '=', 'need support', []],
		['source.body', '~', 'need support', ['A']],
		['statistics.count_conversation_parts', '>', 1, ['A']],
		['statistics.first_contact_reply_at', '<', T, ['A']],
		['statistics.time_to_admin_reply', '=', null, ['B', 'C']],
		['conversation_rating.score', '<', 2, ['B']],
		['conversation_rating.remark', '~', 'slow', ['B']],
		['conversation_rating.admin_d', '=', OTHER_ADMIN, ['B']],
		['ai_agent_participated', '=', true, ['C']],
		['ai_agent.resolution_state', '=', 'escalated', ['C']],
		['ai_agent.rating', 'IN', [4, 5], ['C']],
		['custom_attributes.users', '>', 4, ['B']],
		['custom_attributes.users', 'NIN', [3], ['B', 'C']],
		['custom_attributes.kind', '=', 'bug', ['A']],
		['custom_attributes.due', '>', T + 1, ['B']],
	])('%s %s %j', async (field, operator, value, expected) => {
		expect(await find(filter(field, operator, value))).toEqual(expected);
	});

	test('by contact and tag', async () => {
		const { workspace } = it_.simulator;
		expect(await find(filter('contact_ids', '=', workspace.contacts.all()[0].id))).toEqual(['A', 'B', 'C']);
		expect(await find(filter('contact_ids', 'NIN', ['none']))).toEqual(['A', 'B', 'C']);
		expect(await find(filter('tag_ids', '=', workspace.tags.ensure('VIP').id))).toEqual(['A']);
	});

	test('dates: > and < include the moment, and are the only ones', async () => {
		expect(await find(filter('created_at', '>', T + 60))).toEqual(['B', 'C']);
		expect(await find(filter('created_at', '<', T + 60))).toEqual(['A', 'B']);
		expect(await find(filter('created_at', '=', T + 60))).toEqual(['B']);
		expect(await find(filter('created_at', 'IN', [T, T + 120]))).toEqual(['A', 'C']);
		for (const operator of ['>=', '<=']) expect(await find(filter('created_at', operator, T))).toBe('parameter_invalid');
		it_.simulator.settings.dateRule = 'day';
		expect(await find(filter('created_at', '>', T + 61))).toEqual(['C']);
	});

	test('groups, two deep', async () => {
		const either = { operator: 'OR', value: [filter('state', '=', 'closed'), filter('priority', '=', 'high')] };
		expect(await find({ operator: 'AND', value: [either, filter('created_at', '>', T + 1)] })).toEqual(['B']);
		expect(
			await find({ operator: 'AND', value: [{ operator: 'AND', value: [{ operator: 'AND', value: [filter('read', '=', true)] }] }] }),
		).toBe('bad_request');
	});

	test.each([
		['an unknown field', filter('nickname', '=', 'x'), 'invalid_field'],
		['an unknown attribute', filter('custom_attributes.nope', '=', 'x'), 'invalid_field'],
		['the correct spelling of a misspelt field', filter('conversation_rating.admin_id', '=', '1'), 'invalid_field'],
		['a date as text', filter('created_at', '>', 'foobar'), 'parameter_invalid'],
		['> on a text', filter('state', '>', 'a'), 'parameter_invalid'],
	])('%s is refused', async (_what, query, code) => {
		expect(await find(query)).toBe(code);
	});

	test('pages by a cursor in the body, in an order if one is asked for', async () => {
		const page = async (cursor?: string) =>
			(
				await ask('POST', '/conversations/search?include_monitors=true', {
					query: filter('open', 'IN', [true, false]),
					sort: { field: 'created_at', order: 'ascending' },
					pagination: { per_page: 2, ...(cursor && { starting_after: cursor }) },
				})
			).body;
		const first = await page();
		expect(first).toMatchObject({
			type: 'conversation.list',
			total_count: 3,
			pages: { page: 1, per_page: 2, total_pages: 2 },
			conversations: [{ title: 'A', monitor_evaluations: [] }, { title: 'B' }],
		});
		const second = await page(first.pages.next.starting_after);
		expect([second.conversations.map((one: Json) => one.title), second.pages.next]).toEqual([['C'], undefined]);
		expect((await ask('POST', '/conversations/search', { query: filter('open', '=', true), pagination: { per_page: 151 } })).status).toBe(
			400,
		);
	});
});

describe('tickets', () => {
	const find = async (query: unknown) => {
		const { body } = await ask('POST', '/tickets/search', { query });
		return body.errors ? body.errors[0].code : body.tickets.map((one: Json) => one.ticket_attributes._default_title_).sort();
	};
	let world: ReturnType<typeof types>;

	beforeEach(() => {
		const { user } = scene(it_.simulator);
		world = types(it_.simulator);
		const { tickets } = it_.simulator.workspace.inbox;
		const contacts = [{ id: user.id }];
		tickets.create({
			ticket_type_id: world.bug.id,
			contacts,
			created_at: T,
			ticket_attributes: { _default_title_: 'A', Severity: world.item('High'), Users: 3, Blocking: true, Since: '2026-01-31T00:00:00Z' },
			assignment: { admin_assignee_id: ADMIN },
		});
		const second = tickets.create({
			ticket_type_id: world.refund.id,
			contacts,
			created_at: T + 60,
			ticket_attributes: { _default_title_: 'B', Amount: 5 },
		});
		tickets.update(second, { open: false, ticket_state_id: world.state('resolved') });
		tickets.create({
			ticket_type_id: world.outage.id,
			contacts,
			created_at: T + 120,
			ticket_attributes: { _default_title_: 'C', _default_description_: 'Everything is down' },
		});
	});

	test.each([
		['title', '=', 'a', ['A']],
		['description', '~', 'down', ['C']],
		['category', '=', 'task', ['B']],
		['category', 'IN', ['request', 'tracker'], ['A', 'C']],
		['category', '=', 'Customer', []],
		['open', '=', false, ['B']],
		['state', '=', 'resolved', ['B']],
		['state', 'NIN', ['resolved'], ['A', 'C']],
		['admin_assignee_id', '=', ADMIN, ['A']],
		['team_assignee_id', '=', '0', ['A', 'B', 'C']],
		['teammate_ids', '=', ADMIN, []],
		['created_at', '>', T + 60, ['B', 'C']],
		['created_at', '>=', T + 60, ['B', 'C']],
		['created_at', '<=', T, ['A']],
		['snoozed_until', '=', null, ['A', 'B', 'C']],
	])('%s %s %j', async (field, operator, value, expected) => {
		expect(await find(filter(field, operator, value))).toEqual(expected);
	});

	test('>= is for created_at only', async () => {
		expect(await find(filter('updated_at', '>=', T))).toBe('parameter_invalid');
	});

	test('by type, and by attribute id with the type of the attribute', async () => {
		const id = (name: string) => `ticket_attribute.${world.bug.attributes.find((one) => one.name === name)?.id}`;
		expect(await find(filter('ticket_type_id', '=', world.bug.id))).toEqual(['A']);
		expect(await find(filter(id('Users'), '>', 3))).toEqual(['A']);
		expect(await find(filter(id('Blocking'), '=', true))).toEqual(['A']);
		expect(await find(filter(id('Severity'), '=', world.item('High')))).toEqual(['A']);
		expect(await find(filter(id('Since'), '>', Date.UTC(2026, 0, 31) / 1000))).toEqual(['A']);
		expect(await find(filter(id('Since'), '>', Date.UTC(2026, 1, 1) / 1000))).toEqual([]);
		expect(await find(filter('ticket_attribute.999', '=', 'x'))).toBe('invalid_field');
	});

	test('answers a list of tickets, twenty at a time', async () => {
		expect((await ask('POST', '/tickets/search', { query: filter('open', 'IN', [true, false]) })).body).toMatchObject({
			type: 'ticket.list',
			total_count: 3,
			pages: { per_page: 20 },
			tickets: [{ type: 'ticket', ticket_parts: { type: 'ticket_part.list' } }, {}, {}],
		});
	});
});
