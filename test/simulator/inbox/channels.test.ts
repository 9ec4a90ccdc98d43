import { forEachTest, PREVIEW } from '../talk';
import { ADMIN, scene, told } from './scene';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);

describe('messages', () => {
	const send = async (body: Record<string, unknown>, headers = {}) =>
		await ask('POST', '/messages', { from: { type: 'admin', id: Number(ADMIN) }, ...body }, headers);
	const to = () => ({ type: 'user', id: it_.simulator.workspace.contacts.all()[0].id });
	beforeEach(() => void scene(it_.simulator));

	test('in-app: one or several recipients; a conversation only if asked for', async () => {
		told(it_.simulator);
		expect((await send({ message_type: 'in_app', body: 'Hi', to: to() })).body).toMatchObject({
			type: 'admin_message',
			body: 'Hi',
			message_type: 'inapp',
			owner: { type: 'admin', id: ADMIN },
		});
		expect(told(it_.simulator)).toEqual([]);
		const { body } = await send({
			message_type: 'inapp',
			body: 'Hi',
			to: [to()],
			create_conversation_without_contact_reply: true,
			created_at: 1_700_000_000,
		});
		expect((await ask('GET', `/conversations/${body.conversation_id}`)).body).toMatchObject({
			created_at: 1_700_000_000,
			source: { id: body.id, delivered_as: 'admin_initiated', author: { type: 'admin' } },
		});
		expect(told(it_.simulator)).toEqual(['conversation.admin.single.created']);
	});

	test('email: subject and template, copies to others', async () => {
		const { body } = await send({
			message_type: 'email',
			subject: 'S',
			body: '<p>B</p>',
			template: 'plain',
			to: to(),
			cc: [to()],
			bcc: to(),
		});
		expect(body).toMatchObject({ message_type: 'email', subject: 'S', body: '<p>B</p>' });
		expect(it_.simulator.workspace.inbox.messages.get(body.id)).toMatchObject({ to: [to().id], cc: [to().id], bcc: [to().id] });
	});

	test('sms came with Preview; WhatsApp needs a template', async () => {
		expect((await send({ message_type: 'sms', body: 'x', to: to() })).body.errors[0].field).toBe('message_type');
		expect((await send({ message_type: 'sms', body: 'x', to: to() }, PREVIEW)).body.message_type).toBe('sms');
		expect((await send({ message_type: 'whatsapp', to: to() })).body.errors[0].field).toBe('template');
		expect(
			(await send({ message_type: 'whatsapp', to: to(), template: 'order', locale: 'en', components: [{ type: 'BODY' }] })).body
				.message_type,
		).toBe('whatsapp');
	});

	test('WhatsApp also goes to a number; an unknown one makes a lead', async () => {
		const { workspace } = it_.simulator;
		const wish = { message_type: 'whatsapp', template: 'order', components: [], to: { phone: 5547999998888, name: 'John Doe' } };
		for (let round = 0; round < 2; round++) expect((await send(wish)).status).toBe(200);
		expect(workspace.contacts.all().slice(1)).toMatchObject([{ role: 'lead', phone: '+5547999998888', name: 'John Doe' }]);
		expect((await send({ ...wish, message_type: 'in_app', body: 'x' })).body.errors[0].field).toBe('to');
	});

	test.each([
		[{ message_type: 'inapp', body: null }, 400, 'Body is required'],
		[{ message_type: 'email', body: 'x', template: 'plain' }, 422, 'No subject supplied for email message'],
		[{ message_type: 'email', body: 'x', subject: 'x', template: 'fancy' }, 400, 'template must be plain or personal'],
		[{ message_type: 'fax', body: 'x' }, 400, expect.stringContaining('message_type')],
		[{ message_type: 'in_app', body: 'x', from: { type: 'admin', id: 9 } }, 404, 'Admin not found'],
		[{ message_type: 'in_app', body: 'x', to: { type: 'user', id: 'none' } }, 404, 'User Not Found'],
	])('refuses %j', async (wish, status, message) => {
		const answer = await send({ to: to(), ...wish });
		expect([answer.status, answer.body.errors[0].message]).toEqual([status, message]);
	});

	test('WhatsApp: sent, delivered, read as time goes by; lists by set', async () => {
		const { messages } = it_.simulator.workspace.inbox;
		const add = (error: { code: number; title: string } | null = null) =>
			messages.addWhatsapp({ ruleset_id: '7', conversation_id: '1', user_id: 'u', template_name: 't', error });
		const [first] = [add(), add(), add({ code: 1, title: 'No' })];
		const status = async () => (await ask('GET', `/messages/whatsapp/status?message_id=${first.whatsapp_message_id}`)).body.status;
		expect(await status()).toBe('sent');
		it_.simulator.advance(5000);
		expect(await status()).toBe('delivered');
		it_.simulator.advance(60_000);
		expect(await status()).toBe('read');
		const page = (await ask('GET', '/messages/status?ruleset_id=7&per_page=2')).body;
		expect(page).toMatchObject({
			type: 'list',
			ruleset_id: '7',
			total_count: 3,
			pages: { per_page: 2, total_pages: 2 },
			events: [{ status: 'failed', type: 'broadcast_outbound' }, { status: 'read' }],
		});
		const rest = (
			await ask('GET', `/messages/status?ruleset_id=7&per_page=2&starting_after=${encodeURIComponent(page.pages.next.starting_after)}`)
		).body;
		expect([rest.events.length, rest.pages.next]).toEqual([1, null]);
		expect((await ask('GET', '/messages/whatsapp/status?message_id=none')).body.errors[0].code).toBe('whatsapp_message_not_found');
		expect([
			(await ask('GET', '/messages/status')).status,
			(await ask('GET', '/messages/status?ruleset_id=7&per_page=101')).status,
		]).toEqual([400, 400]);
	});
});

describe('calls', () => {
	function call() {
		const { conversation } = scene(it_.simulator);
		const { calls } = it_.simulator.workspace.inbox;
		const started = calls.start({ conversation_id: conversation.id, answered_at: it_.simulator.clock.seconds() });
		it_.simulator.advance(90_000);
		return calls.end(started, {
			recording: true,
			transcript: [
				{ at: 3, speaker: 'Teammate 1', text: 'Hello' },
				{ at: 3661, speaker: 'User', text: 'Bye' },
			],
		});
	}

	test('the recording is behind a redirect to another origin that needs no token', async () => {
		const { id } = call();
		const answer = await fetch(`${it_.simulator.url}/calls/${id}/recording`, {
			headers: { Authorization: `Bearer ${it_.simulator.token}` },
			redirect: 'manual',
		});
		const location = answer.headers.get('location') ?? '';
		expect([answer.status, new URL(location).origin]).toEqual([302, it_.simulator.files.url]);
		expect(new URL(location).origin).not.toBe(it_.simulator.url);
		const recording = await fetch(location);
		const bytes = Buffer.from(await recording.arrayBuffer());
		expect([recording.headers.get('content-type'), bytes.toString('latin1', 0, 4), bytes.length]).toEqual(['audio/wav', 'RIFF', 4044]);
		expect(it_.simulator.files.requests).toMatchObject([{ authorization: null, status: 200 }]);
	});

	test('a token that leaks is seen and refused', async () => {
		const { id } = call();
		const answer = await fetch(`${it_.simulator.url}/calls/${id}/recording`, {
			headers: { Authorization: `Bearer ${it_.simulator.token}` },
			redirect: 'manual',
		});
		expect((await fetch(answer.headers.get('location') ?? '', { headers: { Authorization: 'Bearer leaked' } })).status).toBe(400);
		expect(it_.simulator.files.requests).toMatchObject([{ authorization: 'Bearer leaked', status: 400 }]);
	});

	test('the transcript is text', async () => {
		const { id } = call();
		const answer = await fetch(`${it_.simulator.url}/calls/${id}/transcript`, {
			headers: { Authorization: `Bearer ${it_.simulator.token}` },
		});
		expect(answer.headers.get('content-type')).toMatch('text/plain');
		expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=transcription_data-.+\.txt$/);
		expect(await answer.text()).toBe('[00:00:03] Teammate 1: "Hello"\n[01:01:01] User: "Bye"');
	});

	test('one, all, and those of conversations', async () => {
		const done = call();
		const missed = it_.simulator.workspace.inbox.calls.end(it_.simulator.workspace.inbox.calls.start(), { ended_reason: 'missed' });
		expect((await ask('GET', `/calls/${done.id}`, undefined, PREVIEW)).body).toMatchObject({
			type: 'call',
			state: 'completed',
			duration: 90,
			talk_time: 90,
			recording_url: `${it_.simulator.url}/calls/${done.id}/recording`,
			transcription_url: expect.stringContaining('/transcript'),
		});
		expect((await ask('GET', `/calls/${missed.id}`)).body).toMatchObject({
			recording_url: null,
			transcription_url: null,
			ended_reason: 'missed',
		});
		expect((await ask('GET', '/calls?per_page=1')).body).toMatchObject({
			type: 'list',
			total_count: 2,
			data: [{ id: missed.id }],
			pages: { next: expect.stringContaining('page=2') },
		});
		const { data } = (await ask('POST', '/calls/search', { conversation_ids: [done.conversation_id, '9'] })).body;
		expect(data).toMatchObject([{ id: done.id, transcript_status: 'completed', transcript: [{ speaker: 'Teammate 1' }, {}] }]);
		expect((await ask('POST', '/calls/search', { conversation_ids: Array.from({ length: 21 }, String) })).body.errors[0].code).toBe(
			'conversation_id_limit_exceeded',
		);
		expect((await ask('GET', '/calls?per_page=26')).status).toBe(400);
		expect([
			(await ask('GET', `/calls/${missed.id}/recording`)).body.errors[0].message,
			(await ask('GET', `/calls/${missed.id}/transcript`)).status,
			(await ask('GET', '/calls/9')).status,
		]).toEqual(['Recording Not Found', 404, 404]);
		expect(told(it_.simulator).filter((topic) => topic.startsWith('call'))).toEqual([
			'call.started',
			'call.ended',
			'call.recording_available',
			'call.transcription_available',
			'call.started',
			'call.ended',
		]);
	});
});

describe('macros', () => {
	test('blanks are elements in HTML and written out in text', async () => {
		const macro = it_.simulator.workspace.inbox.macros.add({
			name: 'Hi',
			body: "<p>Hi {{user.name | fallback: 'you & me'}}</p><p>{{order.number}}</p>",
		});
		expect((await ask('GET', `/macros/${macro.id}`)).body).toMatchObject({
			type: 'macro',
			body: '<p>Hi <attribute key="user.name" default="you &amp; me"/></p><p><attribute key="order.number"/></p>',
			body_text: 'Hi {{user.name|fallback:"you & me"}}\n\n{{order.number}}',
			created_at: expect.stringMatching(/^\d{4}-.*Z$/),
		});
	});

	test('listed by last change, since a moment, as far as one may see them', async () => {
		const { macros } = it_.simulator.workspace.inbox;
		const [a, b, c] = [100, 300, 200].map((updated, index) => macros.add({ name: 'ABC'[index], body: '', updated_at: updated }));
		const hidden = macros.add({ name: 'Hidden', body: '', visible_to: 'specific_teams', visible_to_team_ids: ['9'] });
		const list = async (query: string) => (await ask('GET', `/macros${query}`)).body;
		const first = await list('?per_page=2');
		expect([first.data.map((one: { id: string }) => one.id), Object.keys(first.pages)]).toEqual([
			[b.id, c.id],
			['type', 'per_page', 'next'],
		]);
		const second = await list(`?per_page=2&starting_after=${encodeURIComponent(first.pages.next.starting_after)}`);
		expect([second.data.map((one: { id: string }) => one.id), second.pages.next]).toEqual([[a.id], undefined]);
		expect((await list('?updated_since=200')).data).toHaveLength(1);
		expect((await list('?updated_since=x')).errors[0].message).toBe('Invalid updated_since timestamp');
		expect((await ask('GET', `/macros/${hidden.id}`)).body.errors[0].message).toBe('Macro not found');
		expect((await ask('GET', '/macros', undefined, { 'Intercom-Version': '2.15' })).status).toBe(400);
	});
});
