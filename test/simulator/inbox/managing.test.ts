import { forEachTest, PREVIEW } from '../talk';
import { ADMIN, OTHER_ADMIN, scene, told, types } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const parts = async (id: string, body: unknown) => await ask('POST', `/conversations/${id}/parts`, body);
const close = { message_type: 'close', type: 'admin', admin_id: ADMIN };
const open = { message_type: 'open', admin_id: ADMIN };
const assign = (type: string, assignee: string) => ({ message_type: 'assignment', type, admin_id: ADMIN, assignee_id: assignee });

describe('close and open', () => {
	test('with a last word; each is a part', async () => {
		const { conversation } = scene(it_.simulator);
		told(it_.simulator);
		const closed = (await parts(conversation.id, { ...close, body: 'Goodbye' })).body;
		expect(closed).toMatchObject({
			state: 'closed',
			open: false,
			waiting_since: null,
			conversation_parts: { conversation_parts: [{ part_type: 'close', body: '<p>Goodbye</p>', state: 'closed' }] },
		});
		expect((await parts(conversation.id, open)).body).toMatchObject({ state: 'open', open: true });
		expect(told(it_.simulator)).toEqual(['conversation.admin.closed', 'conversation.admin.opened']);
	});
});

describe('snooze', () => {
	test('until a moment, when the clock wakes it', async () => {
		const { conversation } = scene(it_.simulator);
		const until = it_.simulator.clock.seconds() + 3600;
		const { body } = await parts(conversation.id, { message_type: 'snoozed', admin_id: ADMIN, snoozed_until: until });
		expect(body).toMatchObject({
			state: 'snoozed',
			open: true,
			snoozed_until: until,
			conversation_parts: {
				conversation_parts: [{ part_type: 'snoozed', event_details: { custom_until_time: new Date(until * 1000).toISOString() } }],
			},
		});
		told(it_.simulator);
		// the clock runs on while requests are answered, so the last minute is left out
		it_.simulator.advance(3_540_000);
		expect(conversation.state).toBe('snoozed');
		it_.simulator.advance(60_000);
		expect((await ask('GET', `/conversations/${conversation.id}`)).body).toMatchObject({ state: 'open', snoozed_until: null });
		expect(conversation.parts[1]).toMatchObject({ part_type: 'timer_unsnooze', created_at: until, author: { type: 'bot' } });
		expect(told(it_.simulator)).toEqual(['conversation.admin.unsnoozed']);
	});

	test('not into the past, and opening wakes at once', async () => {
		const { conversation } = scene(it_.simulator);
		const now = it_.simulator.clock.seconds();
		for (const until of [now - 1, now])
			expect(
				(await parts(conversation.id, { message_type: 'snoozed', admin_id: ADMIN, snoozed_until: until })).body.errors[0],
			).toMatchObject({ code: 'parameter_invalid', field: 'snoozed_until' });
		expect(conversation.parts).toEqual([]);
		await parts(conversation.id, { message_type: 'snoozed', admin_id: ADMIN, snoozed_until: now + 60 });
		await parts(conversation.id, open);
		it_.simulator.advance(120_000);
		expect(conversation.parts.map((part) => part.part_type)).toEqual(['snoozed', 'open']);
	});
});

describe('assign', () => {
	test('to a teammate and to a team, and to nobody again', async () => {
		const { conversation, team } = scene(it_.simulator);
		told(it_.simulator);
		await parts(conversation.id, assign('admin', OTHER_ADMIN));
		const { body } = await parts(conversation.id, { ...assign('team', team.id), body: 'Yours' });
		expect(body).toMatchObject({ admin_assignee_id: Number(OTHER_ADMIN), team_assignee_id: Number(team.id) });
		expect(body.conversation_parts.conversation_parts).toMatchObject([
			{ part_type: 'assignment', assigned_to: { type: 'admin', id: OTHER_ADMIN } },
			{ assigned_to: { type: 'team', id: team.id }, body: '<p>Yours</p>' },
		]);
		expect((await parts(conversation.id, assign('admin', '0'))).body).toMatchObject({
			admin_assignee_id: 0,
			team_assignee_id: Number(team.id),
		});
		expect(told(it_.simulator)).toEqual([
			'conversation.admin.assigned',
			'conversation.admin.open.assigned',
			'conversation.admin.assigned',
			'conversation.admin.open.assigned',
		]);
	});

	test('opens what is closed', async () => {
		const { conversation } = scene(it_.simulator);
		await parts(conversation.id, close);
		expect((await parts(conversation.id, assign('admin', ADMIN))).body).toMatchObject({
			state: 'open',
			conversation_parts: { conversation_parts: [{}, { part_type: 'assign_and_reopen' }] },
		});
	});

	test('to somebody who is not there: 404', async () => {
		const { conversation } = scene(it_.simulator);
		for (const wish of [assign('admin', '9'), assign('team', ADMIN)])
			expect((await parts(conversation.id, wish)).body.errors[0].code).toBe('assignee_not_found');
	});

	test('by rules: in versions up to 2.11 only', async () => {
		const { conversation, team } = scene(it_.simulator);
		const path = `/conversations/${conversation.id}/run_assignment_rules`;
		for (const version of ['2.12', '2.16', 'Preview'])
			expect((await ask('POST', path, undefined, { 'Intercom-Version': version })).body.errors[0].code).toBe('intercom_version_invalid');
		expect((await ask('POST', path, undefined, { 'Intercom-Version': '2.11' })).body).toMatchObject({
			team_assignee_id: Number(team.id),
			conversation_parts: { conversation_parts: [{ part_type: 'default_assignment' }] },
		});
	});
});

test.each([
	[{ ...close, admin_id: '9' }, 404],
	[{ message_type: 'close', admin_id: ADMIN }, 400],
	[{ message_type: 'snoozed', admin_id: ADMIN }, 400],
	[{ message_type: 'comment', type: 'admin', admin_id: ADMIN, body: 'x' }, 400],
])('the parts endpoint refuses %j', async (body, status) => {
	const { conversation } = scene(it_.simulator);
	expect((await parts(conversation.id, body)).status).toBe(status);
	expect((await parts('999', close)).status).toBe(404);
});

describe('redact', () => {
	const redact = async (body: unknown) => await ask('POST', '/conversations/redact', body);

	test('a part and the first message', async () => {
		const { conversation, user } = scene(it_.simulator);
		await ask('POST', `/conversations/${conversation.id}/reply`, {
			type: 'user',
			intercom_user_id: user.id,
			message_type: 'comment',
			body: 'My PIN is 1234',
			attachment_urls: ['https://a.example/b.png'],
		});
		told(it_.simulator);
		const body = (
			await redact({ type: 'conversation_part', conversation_id: conversation.id, conversation_part_id: conversation.parts[0].id })
		).body;
		expect(body.conversation_parts.conversation_parts[0]).toMatchObject({
			redacted: true,
			body: '<p><i>This message was deleted</i></p>',
			attachments: [],
		});
		expect(
			(await redact({ type: 'source', conversation_id: conversation.id, source_id: conversation.source.id })).body.source,
		).toMatchObject({ redacted: true });
		expect(told(it_.simulator)).toEqual(['conversation_part.redacted', 'conversation_part.redacted']);
	});

	test('not what has no text, what a teammate began, or what is not there', async () => {
		const { conversation, user } = scene(it_.simulator);
		await parts(conversation.id, close);
		const outbound = it_.simulator.workspace.inbox.conversations.beginAsAdmin(ADMIN, [user], { body: '<p>x</p>' });
		const codes = [
			(await redact({ type: 'conversation_part', conversation_id: conversation.id, conversation_part_id: conversation.parts[0].id })).body,
			(await redact({ type: 'source', conversation_id: outbound.id, source_id: outbound.source.id })).body,
			(await redact({ type: 'conversation_part', conversation_id: conversation.id, conversation_part_id: '9' })).body,
		].map((body) => body.errors[0].code);
		expect(codes).toEqual([
			'conversation_part_not_redactable',
			'conversation_part_not_redactable',
			'conversation_part_or_message_not_found',
		]);
	});
});

test('an update of a part is an experiment of Preview', async () => {
	const { conversation } = scene(it_.simulator);
	await ask('POST', `/conversations/${conversation.id}/reply`, { type: 'admin', admin_id: ADMIN, message_type: 'comment', body: 'x' });
	const path = `/conversations/${conversation.id}/conversation_parts/${conversation.parts[0].id}`;
	const wish = { send_state: 'sent', experimental: true, secret: 'hmac' };
	expect((await ask('PUT', path, wish)).body.errors[0].code).toBe('intercom_version_invalid');
	expect((await ask('PUT', path, wish, PREVIEW)).body).toMatchObject({ type: 'conversation_part', external_reply_send_state: 'sent' });
	expect((await ask('PUT', path, { seen: true, admin_id: ADMIN, experimental: true, secret: 'hmac' }, PREVIEW)).body.seen_state).toEqual({
		admin_seen: true,
	});
	expect((await ask('PUT', path, { ...wish, experimental: false }, PREVIEW)).status).toBe(400);
});

describe('merge', () => {
	const merge = async (id: string, into: unknown) => await ask('POST', `/conversations/${id}/merge`, { merge_into_conversation_id: into });

	test('closes and links the second, and answers the first', async () => {
		const { workspace } = it_.simulator;
		const { conversation } = scene(it_.simulator);
		const other = workspace.contacts.create({ email: 'other@mail.example' });
		const second = workspace.inbox.conversations.beginAsContact(other, { body: 'me too' });
		const { body } = await merge(second.id, Number(conversation.id));
		expect(body).toMatchObject({
			id: conversation.id,
			state: 'open',
			linked_objects: { data: [{ type: 'conversation', id: second.id }] },
			conversation_parts: { conversation_parts: [{ part_type: 'merged_primary_conversation' }] },
		});
		expect([second.state, conversation.contacts.includes(other.id)]).toEqual(['closed', true]);
		expect((await merge(second.id, conversation.id)).body.errors[0]).toEqual({
			code: 'merge_failed',
			message: 'Secondary conversation has already been merged',
		});
	});

	test('not into itself, nothing, or nonsense', async () => {
		const { conversation } = scene(it_.simulator);
		expect((await merge(conversation.id, conversation.id)).status).toBe(422);
		expect((await merge(conversation.id, 9)).body.errors[0].message).toBe('Primary conversation not found');
		expect((await merge(conversation.id, 'abc')).status).toBe(400);
	});
});

test('converted to a ticket a conversation is both, in one', async () => {
	const { conversation, user } = scene(it_.simulator);
	const { bug, refund } = types(it_.simulator);
	const convert = async (body: unknown) => await ask('POST', `/conversations/${conversation.id}/convert`, body);
	expect((await convert({ ticket_type_id: refund.id })).body.errors[0].message).toBe('Ticket type is not a customer ticket type');
	told(it_.simulator);
	const { body } = await convert({ ticket_type_id: bug.id, attributes: { _default_title_: 'T' } });
	expect(body).toMatchObject({
		type: 'ticket',
		id: conversation.id,
		ticket_id: '1',
		ticket_attributes: { _default_title_: 'T' },
		is_shared: true,
		contacts: { contacts: [{ id: user.id }] },
	});
	expect((await ask('GET', `/conversations/${conversation.id}`)).body.ticket).toEqual({
		type: 'ticket',
		id: conversation.id,
		ticket_id: '1',
	});
	await ask('POST', `/conversations/${conversation.id}/reply`, { type: 'admin', admin_id: ADMIN, message_type: 'comment', body: 'x' });
	expect(
		(await ask('GET', `/tickets/${conversation.id}`)).body.ticket_parts.ticket_parts.map((part: { part_type: string }) => part.part_type),
	).toEqual(['ticket_state_updated_by_admin', 'comment']);
	expect(told(it_.simulator)).toEqual(['ticket.created', 'ticket.admin.replied']);
	expect((await convert({ ticket_type_id: bug.id })).status).toBe(400);
});

describe('participants', () => {
	const attach = async (id: string, body: unknown) => await ask('POST', `/conversations/${id}/customers`, body);
	const detach = async (id: string, contact: string) =>
		await ask('DELETE', `/conversations/${id}/customers/${contact}`, { admin_id: ADMIN });

	test('join by any name, an unknown address makes a lead', async () => {
		const { workspace } = it_.simulator;
		const { conversation, user } = scene(it_.simulator);
		const [two, three] = ['2', '3'].map((id) => workspace.contacts.create({ external_id: id }));
		told(it_.simulator);
		await attach(conversation.id, { admin_id: ADMIN, customer: { intercom_user_id: two.id } });
		await attach(conversation.id, { customer: { user_id: '3', customer: { email: 'user@mail.example' } } });
		const { body } = await attach(conversation.id, { admin_id: ADMIN, customer: { email: 'new@mail.example' } });
		const lead = workspace.contacts.byEmail('new@mail.example');
		expect(body.customers).toEqual(
			[user.id, two.id, three.id].map((id) => ({ type: 'user', id })).concat({ type: 'lead', id: lead?.id ?? '' }),
		);
		expect(body.conversation_parts.conversation_parts[1]).toMatchObject({
			part_type: 'participant_added',
			author: { type: 'user', id: user.id },
		});
		expect(told(it_.simulator)).toEqual([
			'conversation.contact.attached',
			'conversation.contact.attached',
			'contact.lead.created',
			'contact.lead.added_email',
			'conversation.contact.attached',
		]);
		expect((await attach(conversation.id, { admin_id: ADMIN, customer: { user_id: 'none' } })).status).toBe(404);
	});

	test('leave, but not the last one', async () => {
		const { workspace } = it_.simulator;
		const { conversation, user } = scene(it_.simulator);
		const other = workspace.contacts.create({ external_id: '2' });
		expect((await detach(conversation.id, other.id)).body.errors[0].message).toBe('User Not Found');
		const last = await detach(conversation.id, user.id);
		expect([last.status, last.body.errors[0]]).toEqual([
			422,
			{ code: 'parameter_invalid', message: 'Removing the last customer is not allowed' },
		]);
		await attach(conversation.id, { admin_id: ADMIN, customer: { intercom_user_id: other.id } });
		expect((await detach(conversation.id, user.id)).body.customers).toEqual([{ type: 'user', id: other.id }]);
	});

	test('a merged contact lives on in its conversations', async () => {
		const { workspace } = it_.simulator;
		const { user } = scene(it_.simulator);
		const lead = workspace.contacts.create({ role: 'lead', email: 'user@mail.example' });
		const conversation = workspace.inbox.conversations.beginAsContact(lead, { body: 'x' });
		await ask('POST', '/contacts/merge', { from: lead.id, into: user.id });
		expect(conversation.contacts).toEqual([user.id]);
	});
});

test('tags: by whom, once, and off again', async () => {
	const { workspace } = it_.simulator;
	const { conversation, user } = scene(it_.simulator);
	const { bug } = types(it_.simulator);
	const ticket = workspace.inbox.tickets.create({ ticket_type_id: bug.id, contacts: [{ id: user.id }] });
	const tag = workspace.tags.ensure('VIP');
	told(it_.simulator);
	for (const [path, thread] of [
		[`/conversations/${conversation.id}`, conversation],
		[`/tickets/${ticket.id}`, ticket],
	] as const) {
		const { body } = await ask('POST', `${path}/tags`, { id: tag.id, admin_id: OTHER_ADMIN });
		expect(body).toMatchObject({ type: 'tag', id: tag.id, name: 'VIP', applied_by: { type: 'admin', id: OTHER_ADMIN } });
		await ask('POST', `${path}/tags`, { id: tag.id, admin_id: ADMIN });
		expect(thread.tags).toHaveLength(1);
		expect((await ask('DELETE', `${path}/tags/${tag.id}`, { admin_id: ADMIN })).body).toEqual(body);
		expect((await ask('DELETE', `${path}/tags/${tag.id}`, { admin_id: ADMIN })).status).toBe(404);
		expect((await ask('POST', `${path}/tags`, { id: tag.id })).body.errors[0].field).toBe('admin_id');
	}
	expect(it_.simulator.workspace.happenings.recent).toMatchObject([
		{ topic: 'conversation_part.tag.created', item: { type: 'conversation', tags_added: { tags: [{ name: 'VIP' }] } } },
	]);
});
