import { forEachTest, PREVIEW, type Json } from '../talk';
import { ADMIN, DAY, scene, told } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const get = async (id: string, query = '', headers = {}) => (await ask('GET', `/conversations/${id}${query}`, undefined, headers)).body;

describe('beginning', () => {
	test('a contact writes: the answer names the message and the conversation', async () => {
		const { user } = scene(it_.simulator);
		told(it_.simulator);
		const body = {
			from: { type: 'user', id: user.id },
			body: 'Is 1 < 2?\nYes',
			attachment_urls: ['https://files.example/a%20b.png'],
			created_at: 1_700_000_000,
		};
		const answer = (await ask('POST', '/conversations', body)).body;
		expect(answer).toMatchObject({ type: 'user_message', created_at: 1_700_000_000, body: 'Is 1 < 2?\nYes', message_type: 'inapp' });
		const conversation = await get(answer.conversation_id);
		expect(conversation).toMatchObject({
			type: 'conversation',
			state: 'open',
			open: true,
			read: false,
			created_at: 1_700_000_000,
			waiting_since: 1_700_000_000,
			contacts: { contacts: [{ id: user.id, external_id: 'u/1' }] },
		});
		expect(conversation.source).toMatchObject({
			id: answer.id,
			delivered_as: 'customer_initiated',
			body: '<p>Is 1 &lt; 2?<br>\nYes</p>',
			author: { type: 'user', email: 'user@mail.example' },
		});
		expect(conversation.source.attachments).toMatchObject([
			{ type: 'upload', name: 'a b.png', url: 'https://files.example/a%20b.png', content_type: 'image/png' },
		]);
		expect(conversation.conversation_parts).toEqual({ type: 'conversation_part.list', conversation_parts: [], total_count: 0 });
		expect(told(it_.simulator)).toEqual(['conversation.user.created']);
	});

	test('a visitor becomes a lead by writing', async () => {
		const visitor = it_.simulator.workspace.visitors.add({ name: 'Vera' });
		const { conversation_id: id } = (await ask('POST', '/conversations', { from: { type: 'contact', id: visitor.user_id }, body: 'Hi' }))
			.body;
		expect((await get(id)).source.author).toMatchObject({ type: 'lead', name: 'Vera' });
		expect(it_.simulator.workspace.visitors.all()).toEqual([]);
	});

	test.each([
		[{ from: { type: 'user', id: 'nobody' }, body: 'x' }, 404, 'not_found'],
		[{ from: { type: 'admin', id: ADMIN }, body: 'x' }, 400, 'parameter_invalid'],
		[{ from: { type: 'user', id: 'x' } }, 400, 'parameter_not_found'],
		[
			{ from: { type: 'user', id: 'x' }, body: 'x', attachment_urls: Array.from({ length: 11 }, () => 'https://a.example/b') },
			400,
			'parameter_invalid',
		],
	])('refuses %j', async (body, status, code) => {
		const answer = await ask('POST', '/conversations', body);
		expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
	});
});

describe('reading', () => {
	test('as plain text, links keep their address', async () => {
		const { conversation } = scene(it_.simulator);
		await ask('POST', `/conversations/${conversation.id}/reply`, {
			type: 'admin',
			message_type: 'comment',
			admin_id: ADMIN,
			body: '<p>See <a href="https://x.example/a">here</a> &amp; there</p><ul><li>one</li></ul>',
		});
		const { source, conversation_parts: parts } = await get(conversation.id, '?display_as=plaintext');
		expect([source.body, parts.conversation_parts[0].body]).toEqual(['Hello', 'See here (https://x.example/a) & there\n- one']);
	});

	test('holds the latest 500 parts; only the statistics tell that there are more', async () => {
		const { conversation, user } = scene(it_.simulator);
		for (let index = 1; index <= 503; index++) {
			it_.simulator.workspace.inbox.threads.add(conversation, {
				part_type: 'comment',
				author: { type: 'user', id: user.id, name: null, email: null },
				body: `<p>${index}</p>`,
			});
		}
		const { conversation_parts: parts, statistics } = await get(conversation.id);
		expect([
			parts.conversation_parts.length,
			parts.total_count,
			parts.conversation_parts[0].body,
			statistics.count_conversation_parts,
		]).toEqual([500, 500, '<p>4</p>', 503]);
		it_.simulator.settings.maxParts = 2;
		expect((await get(conversation.id)).conversation_parts.conversation_parts).toHaveLength(2);
	});

	test('extras come only on request, and some only in Preview', async () => {
		const { conversation } = scene(it_.simulator);
		conversation.monitor_evaluations.push({ monitor_id: '1' });
		conversation.source.type = 'email';
		const plain = await get(conversation.id);
		expect('monitor_evaluations' in plain || 'scorecards' in plain).toBe(false);
		expect((await ask('GET', `/conversations/${conversation.id}?include_monitors=true`)).status).toBe(400);
		const whole = await get(
			conversation.id,
			'?include_monitors=true&include_scorecards=true&include_email_history=true&include_translations=true',
			PREVIEW,
		);
		expect(whole).toMatchObject({
			monitor_evaluations: [{ monitor_id: '1' }],
			scorecards: [],
			source: { email_message_metadata: { history: expect.stringContaining('Hello') } },
		});
	});

	test('unassigned is 0 from 2.16 on and null before; priority had two values only', async () => {
		const { conversation } = scene(it_.simulator);
		expect(await get(conversation.id)).toMatchObject({ admin_assignee_id: 0, team_assignee_id: 0, priority: 'none' });
		expect(await get(conversation.id, '', { 'Intercom-Version': '2.15' })).toMatchObject({
			admin_assignee_id: null,
			team_assignee_id: null,
			priority: 'not_priority',
		});
	});

	test('handling events and side conversations', async () => {
		const { conversation } = scene(it_.simulator);
		conversation.handling_events.push({ admin_id: ADMIN, type: 'paused', at: 1_700_000_000, reason: 'Away' });
		const part = it_.simulator.workspace.inbox.threads.part({
			part_type: 'comment',
			author: { type: 'admin', id: ADMIN, name: null, email: null },
			body: '<p>psst</p>',
		});
		for (let index = 0; index < 3; index++) conversation.side_conversations.push({ id: String(index), parts: [part] });
		expect((await ask('GET', `/conversations/${conversation.id}/handling_events`)).body.handling_events).toEqual([
			{
				teammate: { type: 'admin', id: 5_000_001, name: 'Ada Owner', email: 'ada@simulator.example' },
				type: 'paused',
				timestamp: '2023-11-14T22:13:20Z',
				reason: 'Away',
			},
		]);
		const side = (await ask('GET', `/conversations/${conversation.id}/side_conversations?per_page=2`)).body;
		expect(side).toMatchObject({
			type: 'side_conversation.list',
			total_count: 3,
			pages: { total_pages: 2, next: expect.stringContaining('page=2') },
			side_conversations: [{ side_conversation_id: '0', total_count: 1, conversation_parts: [{ body: '<p>psst</p>' }] }, {}],
		});
		expect((await ask('GET', `/conversations/${conversation.id}/side_conversations?per_page=51`)).status).toBe(400);
	});
});

describe('updating', () => {
	test('title, read, company and attributes; what changed is a part', async () => {
		const { workspace } = it_.simulator;
		const { conversation } = scene(it_.simulator);
		const company = workspace.companies.upsert({ company_id: '1', name: 'One' });
		workspace.inbox.attributes.create({ name: 'issue_type', data_type: 'list', options: ['Billing', 'Bug'] });
		told(it_.simulator);
		const { body } = await ask('PUT', `/conversations/${conversation.id}`, {
			title: 'T',
			read: true,
			company_id: company.id,
			custom_attributes: { issue_type: 'Bug' },
		});
		expect(body).toMatchObject({
			title: 'T',
			read: true,
			company: { id: company.id, name: 'One' },
			custom_attributes: { issue_type: 'Bug' },
		});
		expect(body.conversation_parts.conversation_parts).toMatchObject([
			{
				part_type: 'conversation_attribute_updated_by_admin',
				event_details: { attribute: { name: 'issue_type' }, value: { name: 'Bug', previous: null } },
			},
		]);
		expect(told(it_.simulator)).toEqual(['conversation.read', 'conversation.company.updated']);
		expect(
			'company' in
				(await ask('PUT', `/conversations/${conversation.id}`, { company_id: null, custom_attributes: { issue_type: null } })).body,
		).toBe(false);
		expect(conversation.custom_attributes).toEqual({});
	});

	test('relationships take ids and are told as whole objects', async () => {
		const { inbox } = it_.simulator.workspace;
		const { conversation } = scene(it_.simulator);
		const type = inbox.objects.addType({ identifier: 'Order', attributes: { order_number: 'string' } });
		inbox.attributes.create({ name: 'order', data_type: 'relationship', reference: { type: 'many', object_type_id: 'Order' } });
		const order = inbox.objects.upsert(type, { external_id: '123', custom_attributes: { order_number: 'O-1' } });
		const { body } = await ask('PUT', `/conversations/${conversation.id}`, { custom_attributes: { order: [order.id] } });
		expect(body.custom_attributes.order).toMatchObject({
			type: 'Order.list',
			instances: [{ id: order.id, type: 'Order', external_id: '123', custom_attributes: { order_number: 'O-1' } }],
		});
		expect((await ask('PUT', `/conversations/${conversation.id}`, { custom_attributes: { order: ['999'] } })).body.errors[0].field).toBe(
			'custom_attributes.order',
		);
	});

	test('attributes have to exist once, and fit', async () => {
		const { attributes } = it_.simulator.workspace.inbox;
		const { conversation } = scene(it_.simulator);
		attributes.create({ name: 'kind', data_type: 'list', options: ['a'] });
		attributes.create({ name: 'count', data_type: 'integer' });
		attributes.create({ name: 'when', data_type: 'datetime' });
		for (const name of ['twice', 'twice']) attributes.create({ name, data_type: 'string' });
		attributes.create({ name: 'old', data_type: 'string' }).archived = true;
		const values: Array<[string, unknown]> = [
			['kind', 'b'],
			['count', 1.5],
			['when', 'some day'],
			['twice', 'x'],
			['old', 'x'],
			['nope', 'x'],
		];
		for (const [name, value] of values) {
			const answer = await ask('PUT', `/conversations/${conversation.id}`, { custom_attributes: { [name]: value } });
			expect([answer.status, answer.body.errors[0].field]).toEqual([400, `custom_attributes.${name}`]);
		}
	});

	test('priority can be set in Preview, by a teammate or the bot', async () => {
		const { conversation } = scene(it_.simulator);
		expect((await ask('PUT', `/conversations/${conversation.id}`, { priority: 'high' })).body.errors[0].field).toBe('priority');
		const { body } = await ask('PUT', `/conversations/${conversation.id}`, { priority: 'high', admin_id: ADMIN }, PREVIEW);
		expect(body).toMatchObject({
			priority: 'high',
			conversation_parts: {
				conversation_parts: [
					{
						part_type: 'priority_changed',
						author: { type: 'admin' },
						event_details: { current_priority: 'high', previous_priority: 'none' },
					},
				],
			},
		});
	});
});

describe('deleting', () => {
	test('leaves an entry in the list of the deleted, which says whether metrics are kept', async () => {
		const { workspace } = it_.simulator;
		const { user } = scene(it_.simulator);
		const ids = Array.from({ length: 3 }, () => workspace.inbox.conversations.beginAsContact(user, { body: 'x' }).id);
		told(it_.simulator);
		expect((await ask('DELETE', `/conversations/${ids[0]}`)).body).toEqual({ id: ids[0], object: 'conversation', deleted: true });
		expect(workspace.happenings.recent[0]).toMatchObject({
			topic: 'conversation.deleted',
			item: { type: 'conversation', conversation_id: ids[0] },
		});
		await ask('DELETE', `/conversations/${ids[1]}?retain_metrics=false`);
		expect((await ask('GET', `/conversations/${ids[0]}`)).status).toBe(404);
		const list = async (query: string) => (await ask('GET', `/conversations/deleted${query}`)).body;
		expect(await list('?per_page=1')).toMatchObject({
			type: 'conversations.list',
			total_count: 2,
			conversations: [{ id: ids[1], metrics_retained: false }],
			pages: { next: expect.stringContaining('/conversations/deleted?page=2') },
		});
		expect((await list('?order=asc')).conversations.map((one: Json) => one.metrics_retained)).toEqual([true, false]);
		expect((await ask('GET', '/conversations/deleted', undefined, { 'Intercom-Version': '2.15' })).status).toBe(400);
	});
});

describe('lists', () => {
	test('latest change first, without parts, by cursor', async () => {
		const { workspace } = it_.simulator;
		const { user, conversation } = scene(it_.simulator);
		it_.simulator.advance(5000);
		const second = workspace.inbox.conversations.beginAsContact(user, { body: 'x' });
		it_.simulator.advance(5000);
		await ask('PUT', `/conversations/${conversation.id}`, { title: 'later' });
		const first = (await ask('GET', '/conversations?per_page=1')).body;
		expect(first).toMatchObject({ type: 'conversation.list', total_count: 2, conversations: [{ id: conversation.id }] });
		expect('conversation_parts' in first.conversations[0]).toBe(false);
		const rest = (await ask('GET', `/conversations?per_page=1&starting_after=${encodeURIComponent(first.pages.next.starting_after)}`)).body;
		expect([rest.conversations[0].id, rest.pages.next]).toEqual([second.id, undefined]);
		expect((await ask('GET', '/conversations')).body.pages.per_page).toBe(20);
	});

	test('attributes: apart since 2.16, among the data attributes before', async () => {
		const { attributes } = it_.simulator.workspace.inbox;
		attributes.create({ name: 'kind', data_type: 'list', options: ['a', 'b'] });
		attributes.create({ name: 'old', data_type: 'string' }).archived = true;
		const { data } = (await ask('GET', '/conversations/attributes')).body;
		expect(data).toMatchObject([
			{
				type: 'conversation_attribute',
				id: 1,
				name: 'kind',
				data_type: 'list',
				options: [{ label: 'a', archived: false }, { label: 'b' }],
			},
		]);
		expect((await ask('GET', '/conversations/attributes?include_archived=true')).body.data).toHaveLength(2);
		expect((await ask('GET', '/conversations/attributes/1')).body.name).toBe('kind');
		expect((await ask('GET', '/data_attributes?model=conversation')).status).toBe(422);
		expect((await ask('GET', '/data_attributes?model=conversation', undefined, { 'Intercom-Version': '2.14' })).body.data).toMatchObject([
			{ type: 'data_attribute', model: 'conversation', name: 'kind', options: ['a', 'b'] },
		]);
	});
});

test('statistics follow from what happened', async () => {
	const { simulator } = it_;
	Object.assign(simulator.settings, { now: 1_700_000_000_000 });
	const { conversation } = scene(simulator);
	const reply = async (seconds: number, body: Record<string, unknown>) => {
		simulator.advance(seconds * 1000);
		await ask('POST', `/conversations/${conversation.id}/reply`, { message_type: 'comment', body: 'x', ...body });
	};
	await reply(60, { type: 'admin', admin_id: ADMIN });
	await reply(30, { type: 'user', intercom_user_id: conversation.contacts[0] });
	await reply(120, { type: 'admin', admin_id: ADMIN });
	simulator.advance(DAY * 1000);
	await ask('POST', `/conversations/${conversation.id}/parts`, { message_type: 'close', type: 'admin', admin_id: ADMIN });
	const { statistics, teammates, first_contact_reply: first } = await get(conversation.id);
	expect(statistics).toMatchObject({
		time_to_admin_reply: 60,
		median_time_to_reply: 90,
		first_contact_reply_at: 1_700_000_000,
		last_close_at: 1_700_000_000 + 210 + DAY,
		last_closed_by_id: ADMIN,
		count_reopens: 0,
		count_conversation_parts: 4,
	});
	expect([teammates.teammates, first.created_at]).toEqual([[{ type: 'admin', id: ADMIN }], 1_700_000_000]);
});
