import { forEachTest } from '../talk';
import { ADMIN, scene, types } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const last = () => it_.simulator.workspace.happenings.recent.at(-1)?.item;
const reply = async (path: string, body: string) =>
	await ask('POST', `${path}/reply`, { type: 'admin', message_type: 'comment', admin_id: ADMIN, body });

test('a conversation is told with the part that caused it, and only that one', async () => {
	const { conversation } = scene(it_.simulator);
	await reply(`/conversations/${conversation.id}`, 'one');
	await reply(`/conversations/${conversation.id}`, '<p>two</p>');
	expect(last()).toMatchObject({
		type: 'conversation',
		id: conversation.id,
		source: { body: 'Hello' },
		admin_assignee_id: 0,
		conversation_parts: { total_count: 1, conversation_parts: [{ body: 'two', author: { type: 'admin' } }] },
	});
});

test('before 2.15 texts are HTML and statistics ISO times', async () => {
	it_.simulator.settings.appVersion = '2.14';
	const { conversation } = scene(it_.simulator);
	await reply(`/conversations/${conversation.id}`, 'one');
	expect(last()).toMatchObject({
		admin_assignee_id: null,
		source: { body: '<p>Hello</p>' },
		statistics: { first_contact_reply_at: expect.stringContaining('T') },
	});
});

test('what came later does not show in what was told before', async () => {
	const { conversation } = scene(it_.simulator);
	await reply(`/conversations/${conversation.id}`, 'one');
	const item = last();
	await ask('PUT', `/conversations/${conversation.id}`, { title: 'later' });
	expect(item).toMatchObject({ title: null });
});

test('tickets are wrapped together with the part, or told alone', async () => {
	const { user } = scene(it_.simulator);
	const { bug, state } = types(it_.simulator);
	const { id } = it_.simulator.workspace.inbox.tickets.create({ ticket_type_id: bug.id, contacts: [{ id: user.id }] });
	expect(last()).toMatchObject({ type: 'ticket', id });
	await reply(`/tickets/${id}`, 'x');
	expect(last()).toMatchObject({
		type: 'ticket_ticket_part',
		ticket: { type: 'ticket', id },
		ticket_part: { type: 'ticket_part', part_type: 'comment' },
	});
	await ask('PUT', `/tickets/${id}`, { ticket_state_id: state('in_progress') });
	expect(last()).toMatchObject({ type: 'ticket', id, ticket_state: { category: 'in_progress' }, ticket_parts: { total_count: 1 } });
	await ask('PUT', `/tickets/${id}`, { open: false });
	expect(last()).toEqual({ ticket: expect.objectContaining({ type: 'ticket', id, open: false }) });
});

test('the bot has a topic of its own, a rating has one, and so have contacts who join', async () => {
	const { workspace } = it_.simulator;
	const { conversation } = scene(it_.simulator);
	const { replyAsBot } = await import('../../../simulator/workspace/inbox/replies');
	replyAsBot(workspace, conversation, 'I am a bot');
	workspace.inbox.conversations.rate(conversation, { rating: 1, remark: 'Bad' });
	const other = workspace.contacts.create({ external_id: '2' });
	await ask('POST', `/conversations/${conversation.id}/customers`, { admin_id: ADMIN, customer: { user_id: '2' } });
	const [bot, rating, , joined] = workspace.happenings.recent.slice(-4);
	expect(bot).toMatchObject({
		topic: 'conversation.operator.replied',
		item: { conversation_parts: { conversation_parts: [{ author: { type: 'bot', from_ai_agent: true } }] } },
	});
	expect(rating).toMatchObject({ topic: 'conversation.rating.added', item: { conversation_rating: { rating: 1, remark: 'Bad' } } });
	expect(joined).toMatchObject({
		topic: 'conversation.contact.attached',
		item: { conversation: { parts: [], options: {}, model: { id: Number(conversation.id) } }, contact: { type: 'contact', id: other.id } },
	});
});

test('people are told with ISO times', () => {
	scene(it_.simulator);
	const { workspace } = it_.simulator;
	workspace.contacts.create({ email: 'x@y.example' });
	expect(last()).toMatchObject({ type: 'contact', created_at: expect.stringMatching(/^\d{4}-.*\+00:00$/), last_seen_at: null });
	workspace.companies.upsert({ company_id: '1', plan: 'Pro' });
	expect(last()).toMatchObject({ type: 'company', plan_id: expect.any(String), tag_ids: [], created_at: expect.stringMatching(/^\d{4}-/) });
});
