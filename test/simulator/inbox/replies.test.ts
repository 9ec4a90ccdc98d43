import { forEachTest, PREVIEW } from '../talk';
import { ADMIN, scene, told, types } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const comment = (body = 'x') => ({ message_type: 'comment', body });
const reply = async (id: string, body: Record<string, unknown>, headers = {}) =>
	await ask('POST', `/conversations/${id}/reply`, body, headers);
const file = (name: string, text: string) => ({ name, content_type: 'application/pdf', data: Buffer.from(text).toString('base64') });
const UUID = 'a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb';

describe('as a teammate', () => {
	test('comment and note; the frame of a page is taken off; the contact waits no longer', async () => {
		const { conversation } = scene(it_.simulator);
		told(it_.simulator);
		await reply(conversation.id, {
			type: 'admin',
			message_type: 'note',
			admin_id: ADMIN,
			body: '<html> <body> <h2>List</h2> </body> </html>',
		});
		expect(conversation.waiting_since).not.toBeNull();
		const { body } = await reply(conversation.id, {
			type: 'admin',
			admin_id: Number(ADMIN),
			skip_notifications: true,
			...comment('plain & simple'),
		});
		expect(body.conversation_parts.conversation_parts).toMatchObject([
			{ part_type: 'note', body: '<h2>List</h2>' },
			{ part_type: 'comment', body: '<p>plain &amp; simple</p>', author: { type: 'admin', id: ADMIN, name: 'Ada Owner' } },
		]);
		expect(body.waiting_since).toBeNull();
		expect(told(it_.simulator)).toEqual(['conversation.admin.noted', 'conversation.admin.replied']);
	});

	test('quick replies: options out, the chosen one back', async () => {
		const { conversation, user } = scene(it_.simulator);
		const options = [{ text: 'Yes', uuid: UUID }];
		await reply(conversation.id, { type: 'admin', message_type: 'quick_reply', admin_id: ADMIN, reply_options: options });
		const { body } = await reply(conversation.id, {
			type: 'user',
			message_type: 'quick_reply',
			intercom_user_id: user.id,
			reply_options: options,
		});
		expect(body.conversation_parts.conversation_parts).toMatchObject([
			{ part_type: 'quick_reply', body: null, metadata: { quick_reply_options: options } },
			{ part_type: 'comment', body: '<p>Yes</p>', metadata: { quick_reply_uuid: UUID } },
		]);
	});

	test.each([
		[{ type: 'admin', message_type: 'comment', admin_id: ADMIN }, 400, 'body'],
		[{ type: 'admin', message_type: 'quick_reply', admin_id: ADMIN }, 400, 'reply_options'],
		[{ type: 'admin', message_type: 'comment', body: 'x' }, 400, 'admin_id'],
		[{ type: 'admin', message_type: 'comment', body: 'x', admin_id: '9' }, 404, undefined],
		[{ type: 'admin', message_type: 'close', body: 'x', admin_id: ADMIN }, 400, 'message_type'],
		[{ type: 'team', message_type: 'comment', body: 'x' }, 400, 'type'],
		[{ type: 'admin', message_type: 'comment', body: 'x', admin_id: ADMIN, skip_unsnooze: true }, 400, 'skip_unsnooze'],
		[{ type: 'admin', message_type: 'comment', body: 'x', admin_id: ADMIN, created_at: 99_999_999_999 }, 400, 'created_at'],
	])('refuses %j', async (body, status, field) => {
		const { conversation } = scene(it_.simulator);
		const answer = await reply(conversation.id, body);
		expect([answer.status, answer.body.errors[0].field]).toEqual([status, field]);
		expect(conversation.parts).toEqual([]);
	});
});

describe('attachments', () => {
	test('files are kept, told with their size, and downloaded from another origin without the token', async () => {
		const { conversation } = scene(it_.simulator);
		const { body } = await reply(conversation.id, {
			type: 'admin',
			admin_id: ADMIN,
			...comment(),
			attachment_files: [file('Rechnung März.pdf', '%PDF')],
		});
		const [attachment] = body.conversation_parts.conversation_parts[0].attachments;
		expect(attachment).toMatchObject({ type: 'upload', name: 'Rechnung März.pdf', content_type: 'application/pdf', filesize: 4 });
		expect(attachment.url.startsWith(it_.simulator.files.url)).toBe(true);
		expect(await (await fetch(attachment.url)).text()).toBe('%PDF');
		expect((await fetch(attachment.url, { headers: { Authorization: 'Bearer x' } })).status).toBe(400);
		expect(it_.simulator.files.requests.map((request) => request.authorization)).toEqual([null, 'Bearer x']);
		it_.simulator.advance(31 * 60_000);
		expect((await fetch(attachment.url)).status).toBe(403);
	});

	test.each([
		['eleven files', { attachment_files: Array.from({ length: 11 }, () => file('a.pdf', 'x')) }, 'attachment_files'],
		['eleven addresses', { attachment_urls: Array.from({ length: 11 }, () => 'https://a.example/b.png') }, 'attachment_urls'],
		['no base64', { attachment_files: [{ name: 'a.pdf', data: 'ä' }] }, 'attachment_files.0.data'],
		['no name', { attachment_files: [{ data: 'eA==' }] }, 'attachment_files.0.name'],
		['no address', { attachment_urls: ['a.png'] }, 'attachment_urls.0'],
	])('%s: refused', async (_what, more, field) => {
		const { conversation } = scene(it_.simulator);
		const answer = await reply(conversation.id, { type: 'admin', admin_id: ADMIN, ...comment(), ...more });
		expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
	});
});

describe('as a contact', () => {
	test.each([['intercom_user_id'], ['user_id'], ['email']])('named by %s', async (key) => {
		const { conversation, user } = scene(it_.simulator);
		const value = { intercom_user_id: user.id, user_id: 'u/1', email: 'USER@mail.example' }[key];
		const { body } = await reply(conversation.id, { type: 'user', [key]: value, ...comment('<b>bold</b>') });
		expect(body.conversation_parts.conversation_parts).toMatchObject([
			{ part_type: 'comment', body: '<p>&lt;b&gt;bold&lt;/b&gt;</p>', author: { type: 'user', id: user.id } },
		]);
	});

	test('nobody, or nobody known', async () => {
		const { conversation } = scene(it_.simulator);
		expect((await reply(conversation.id, { type: 'user', ...comment() })).body.errors[0].code).toBe('parameter_not_found');
		expect((await reply(conversation.id, { type: 'user', email: 'no@body.example', ...comment() })).body.errors[0].message).toBe(
			'User Not Found',
		);
	});

	test('opens what is closed: the part is an "open" with a text', async () => {
		const { conversation, user } = scene(it_.simulator);
		await ask('POST', `/conversations/${conversation.id}/parts`, { message_type: 'close', type: 'admin', admin_id: ADMIN });
		const { body } = await reply(conversation.id, { type: 'user', intercom_user_id: user.id, ...comment('again') });
		expect(body).toMatchObject({ state: 'open', open: true, read: false });
		expect(body.conversation_parts.conversation_parts[1]).toMatchObject({ part_type: 'open', body: '<p>again</p>', state: 'open' });
	});
});

test('"last" is the latest conversation of the contact, or of all for a teammate', async () => {
	const { workspace } = it_.simulator;
	const { user, conversation } = scene(it_.simulator);
	const other = workspace.contacts.create({ email: 'other@mail.example' });
	it_.simulator.advance(1000);
	const latest = workspace.inbox.conversations.beginAsContact(other, { body: 'x' });
	expect((await reply('last', { type: 'user', intercom_user_id: user.id, ...comment() })).body.id).toBe(conversation.id);
	it_.simulator.advance(1000);
	expect((await reply('last', { type: 'user', intercom_user_id: other.id, ...comment() })).body.id).toBe(latest.id);
	expect((await reply('last', { type: 'admin', admin_id: ADMIN, ...comment() })).body.id).toBe(latest.id);
});

describe('what sleeps', () => {
	const snoozed = async () => {
		const all = scene(it_.simulator);
		await ask('POST', `/conversations/${all.conversation.id}/parts`, {
			message_type: 'snoozed',
			admin_id: ADMIN,
			snoozed_until: it_.simulator.clock.seconds() + 3600,
		});
		told(it_.simulator);
		return all;
	};

	test('is woken by a reply of either side', async () => {
		const { conversation, user } = await snoozed();
		await reply(conversation.id, { type: 'user', intercom_user_id: user.id, ...comment() });
		expect([conversation.state, conversation.snoozed_until]).toEqual(['open', null]);
		expect(told(it_.simulator)).toEqual(['conversation.user.replied', 'conversation.admin.unsnoozed']);
	});

	test('unless the teammate lets it sleep (Preview)', async () => {
		const { conversation } = await snoozed();
		await reply(conversation.id, { type: 'admin', admin_id: ADMIN, skip_unsnooze: true, ...comment() }, PREVIEW);
		expect(conversation.state).toBe('snoozed');
		await reply(conversation.id, { type: 'admin', admin_id: ADMIN, ...comment() });
		expect(conversation.state).toBe('open');
	});
});

describe('tickets', () => {
	test('answer with the part; customers may speak on customer tickets only', async () => {
		const { user } = scene(it_.simulator);
		const { bug, refund } = types(it_.simulator);
		const { tickets } = it_.simulator.workspace.inbox;
		const shared = tickets.create({ ticket_type_id: bug.id, contacts: [{ id: user.id }] });
		const internal = tickets.create({ ticket_type_id: refund.id, contacts: [{ id: user.id }], ticket_attributes: { Amount: 1 } });
		told(it_.simulator);
		const admin = { type: 'admin', admin_id: ADMIN };
		const contact = { type: 'user', email: 'user@mail.example' };
		expect((await ask('POST', `/tickets/${shared.id}/reply`, { ...contact, ...comment() })).body).toMatchObject({
			type: 'ticket_part',
			part_type: 'comment',
			body: '<p>x</p>',
		});
		expect(
			(await ask('POST', `/tickets/${shared.id}/reply`, { ...admin, ...comment(), attachment_files: [file('a.pdf', 'x')] })).body
				.attachments,
		).toHaveLength(1);
		expect((await ask('POST', `/tickets/${internal.id}/reply`, { ...contact, ...comment() })).body.errors[0]).toMatchObject({
			code: 'parameter_mismatch',
			message: 'User replies are not allowed on Backoffice tickets',
		});
		expect(told(it_.simulator)).toEqual(['ticket.contact.replied', 'ticket.admin.replied']);
	});

	test('a note on a back-office ticket can be put on what is linked, too', async () => {
		const { user, conversation } = scene(it_.simulator);
		const { refund } = types(it_.simulator);
		const ticket = it_.simulator.workspace.inbox.tickets.create({
			ticket_type_id: refund.id,
			contacts: [{ id: user.id }],
			ticket_attributes: { Amount: 1 },
			conversation_to_link_id: conversation.id,
		});
		await ask('POST', `/tickets/${ticket.id}/reply`, {
			type: 'admin',
			admin_id: ADMIN,
			message_type: 'note',
			body: 'for all',
			cross_post: true,
		});
		expect(conversation.parts.map((part) => [part.part_type, part.body])).toEqual([['note', '<p>for all</p>']]);
	});
});
