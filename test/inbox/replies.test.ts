/** Answering in conversations: as a teammate, as a note, with buttons, in the name of a contact. */

import { by, useInbox } from './support';

const inbox = useInbox();
const { run } = inbox;
const OWNER = '5000001';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const person = () => inbox.sim.workspace.contacts.create({ external_id: 'ext/1 ä', email: 'ada@example.com', name: 'Ada' });
const here = (id: string) => ({ conversationId: by('id', id) });

describe('as a teammate', () => {
	it('a reply comes from the one the credential belongs to, who is asked for once, however many items there are', async () => {
		const conversation = inbox.open();
		const before = conversation.parts.length;
		const result = await run('conversation: reply', { ...here(conversation.id), messageBody: '={{ $json.text }}' }, [
			{ text: 'One' },
			{ text: 'Two' },
			{ text: 'Three' },
		]);
		expect(result.error).toBeUndefined();
		expect(conversation.parts.slice(before)).toMatchObject(
			['One', 'Two', 'Three'].map((text) => ({ part_type: 'comment', body: `<p>${text}</p>`, author: { type: 'admin', id: OWNER } })),
		);
		expect(inbox.asked()).toEqual(['GET /me', ...Array.from({ length: 3 }, () => `POST /conversations/${conversation.id}/reply`)]);
		expect(inbox.written().map(({ body }) => body)).toEqual(
			['One', 'Two', 'Three'].map((text) => ({ message_type: 'comment', type: 'admin', admin_id: OWNER, body: text })),
		);
		expect(result.json).toMatchObject([{ id: conversation.id, state: 'open' }, {}, {}]);
	});

	it('or from another one, by ID or by email address, without asking who oneself is', async () => {
		const conversation = inbox.open();
		await run('conversation: reply', { ...here(conversation.id), messageBody: 'Hi', additionalFields: { adminId: by('id', '5000002') } });
		await run('conversation: reply', {
			...here(conversation.id),
			messageBody: 'Hi',
			additionalFields: { adminId: by('email', 'Chloe@simulator.example') },
		});
		expect(conversation.parts.slice(-2).map(({ author }) => author.id)).toEqual(['5000002', '5000003']);
		expect(inbox.asked().filter((asked) => asked === 'GET /me')).toEqual([]);
	});

	it('HTML is kept, and a reply that is no text is refused', async () => {
		const conversation = inbox.open();
		await run('conversation: reply', { ...here(conversation.id), messageBody: '<p>See <a href="https://example.com">here</a></p>' });
		expect(conversation.parts.at(-1)?.body).toBe('<p>See <a href="https://example.com">here</a></p>');
		inbox.sim.requests.length = 0;
		for (const [text, message] of [
			['', "'Message' is required"],
			[{ a: 1 }, "'Message' has to be a text"],
		] as const) {
			const { error } = await run('conversation: reply', { ...here(conversation.id), messageBody: '={{ $json.text }}' }, [{ text }]);
			expect(error?.message).toContain(message);
		}
		expect(inbox.sim.requests).toEqual([]);
	});

	it('a reply can be dated back, and notify nobody', async () => {
		const conversation = inbox.open();
		await run('conversation: reply', {
			...here(conversation.id),
			messageBody: 'Imported',
			additionalFields: { createdAt: '2026-01-31T09:30:00Z', skipNotifications: true },
		});
		expect(inbox.written()[0].body).toMatchObject({ created_at: 1769851800, skip_notifications: true });
		expect(conversation.parts.at(-1)).toMatchObject({ body: '<p>Imported</p>', created_at: 1769851800 });
	});

	it('a snoozed conversation wakes up, unless it is to stay snoozed', async () => {
		const conversation = inbox.snoozed();
		await run('conversation: reply', { ...here(conversation.id), messageBody: 'Hush', additionalFields: { skipUnsnooze: true } });
		expect([conversation.state, inbox.sim.requests.at(-1)?.headers['intercom-version']]).toEqual(['snoozed', 'Preview']);
		await run('conversation: reply', { ...here(conversation.id), messageBody: 'Good morning' });
		expect(conversation.state).toBe('open');
	});

	it('a note is seen by teammates only: the customer goes on waiting', async () => {
		const contact = person();
		const conversation = inbox.sim.workspace.inbox.conversations.beginAsContact(contact, { body: 'Hello?' });
		await run('conversation: addNote', { ...here(conversation.id), messageBody: 'VIP' });
		expect(conversation).toMatchObject({ waiting_since: expect.any(Number), parts: [{ part_type: 'note', body: '<p>VIP</p>' }] });
		await run('conversation: reply', { ...here(conversation.id), messageBody: 'Yes?' });
		expect(conversation.waiting_since).toBeNull();
	});

	it.each(['5xx', 'cut', 'badJson'] as const)(
		'a reply whose answer got lost (%s) is not sent a second time, and the error says to look',
		async (kind) => {
			const conversation = inbox.open();
			const before = conversation.parts.length;
			inbox.sim.settings.faults = [{ match: 'POST /conversations/*/reply', kind, times: 1, after: true }];
			const { error } = await run('conversation: reply', { ...here(conversation.id), messageBody: 'Once' });
			expect(error?.description).toContain('Intercom may have carried it out: look in Intercom before you run it again');
			expect(conversation.parts).toHaveLength(before + 1);
		},
	);

	it('a reply that was refused for the rate limit is sent again', async () => {
		const conversation = inbox.open();
		const before = conversation.parts.length;
		inbox.sim.settings.windowSeconds = 1;
		inbox.sim.settings.faults = [{ match: 'POST /conversations/*/reply', kind: '429', times: 1 }];
		const { error } = await run('conversation: reply', { ...here(conversation.id), messageBody: 'Once' });
		expect(error).toBeUndefined();
		expect(conversation.parts).toHaveLength(before + 1);
	});

	it('a conversation that does not exist fails its item only', async () => {
		const conversation = inbox.open();
		const result = await run(
			'conversation: reply',
			{ conversationId: by('id', '={{ $json.id }}'), messageBody: 'Hi' },
			[{ id: '404404' }, { id: conversation.id }],
			{ onError: 'continueErrorOutput' },
		);
		expect(result.outputs.map((items) => items.map(({ json }) => json))).toMatchObject([
			[{ id: conversation.id }],
			[{ error: expect.stringContaining('Intercom did not find the record'), message: expect.stringContaining('status 404') }],
		]);
	});
});

describe('quick replies', () => {
	const offer = async (rows: Array<Record<string, unknown>>, more: Record<string, unknown> = {}) =>
		await run('conversation: sendQuickReplies', { ...here(inbox.open().id), quickReplies: { rows }, ...more });

	it('are buttons with IDs of their own, made up where there is none', async () => {
		const { error } = await offer([{ text: 'Yes' }, { text: 'No' }, { text: 'Maybe', uuid: '7c2a1b9e-6c1f-4b52-8f1d-1f1f1f1f1f1f' }]);
		expect(error).toBeUndefined();
		const { reply_options: options, ...rest } = inbox.written()[0].body as { reply_options: Array<{ text: string; uuid: string }> };
		expect(rest).toEqual({ message_type: 'quick_reply', type: 'admin', admin_id: OWNER });
		expect(options.map(({ text }) => text)).toEqual(['Yes', 'No', 'Maybe']);
		for (const { uuid } of options) expect(uuid).toMatch(UUID);
		expect(new Set(options.map(({ uuid }) => uuid)).size).toBe(3);
		expect(options[2].uuid).toBe('7c2a1b9e-6c1f-4b52-8f1d-1f1f1f1f1f1f');
		expect(inbox.open().parts.at(-1)).toMatchObject({ part_type: 'quick_reply', metadata: { quick_reply_options: options } });
	});

	it('need a text each, and at least one of them', async () => {
		expect((await offer([{ text: '={{ $json.none }}', uuid: '7c2a1b9e-6c1f-4b52-8f1d-1f1f1f1f1f1f' }])).error?.message).toContain(
			"'Quick Replies 1: Text' is required [item 0]",
		);
		expect((await offer([])).error?.message).toMatch(/'?Quick Replies'? is required|Parameter "Quick Replies" is required/);
		expect(inbox.sim.requests).toEqual([]);
	});

	it('can be answered in the name of a contact', async () => {
		const contact = person();
		const conversation = inbox.open();
		await run('conversation: replyAsContact', {
			...here(conversation.id),
			contactId: by('id', contact.id),
			messageBody: 'Yes',
			additionalFields: { chosenReplies: { rows: [{ text: 'Yes', uuid: '7c2a1b9e-6c1f-4b52-8f1d-1f1f1f1f1f1f' }] } },
		});
		expect(conversation.parts.at(-1)).toMatchObject({
			author: { id: contact.id },
			metadata: { quick_reply_uuid: '7c2a1b9e-6c1f-4b52-8f1d-1f1f1f1f1f1f' },
		});
	});
});

describe('in the name of a contact', () => {
	it.each([
		['id', (contact: ReturnType<typeof person>) => contact.id, 'intercom_user_id'],
		['externalId', () => 'ext/1 ä', 'user_id'],
		['email', () => 'ada@example.com', 'email'],
	])('who is known by %s: Intercom is told so, and nothing has to be looked up', async (mode, value, wire) => {
		const contact = person();
		const conversation = inbox.sim.workspace.inbox.conversations.beginAsContact(contact, { body: 'Hello?' });
		const key = value(contact);
		const { error } = await run('conversation: replyAsContact', {
			...here(conversation.id),
			contactId: by(mode, key),
			messageBody: 'From elsewhere',
		});
		expect(error).toBeUndefined();
		expect(inbox.sim.requests.map(({ method, path, body }) => [`${method} ${path}`, body])).toEqual([
			[`POST /conversations/${conversation.id}/reply`, { message_type: 'comment', type: 'user', [wire]: key, body: 'From elsewhere' }],
		]);
		expect(conversation.parts).toMatchObject([{ body: '<p>From elsewhere</p>', author: { type: 'user', id: contact.id } }]);
	});

	it('a reply in the last conversation needs no ID of it', async () => {
		const contact = person();
		const [, last] = [1, 2].map((index) =>
			inbox.sim.clock.during(inbox.sim.clock.ms() - (5 - index) * 60_000, () =>
				inbox.sim.workspace.inbox.conversations.beginAsContact(contact, { body: `Question ${index}` }),
			),
		);
		const { error, json } = await run('conversation: replyToLast', {
			contactId: by('email', 'ada@example.com'),
			messageBody: 'One more thing',
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: last.id }]);
		expect(last.parts).toMatchObject([{ body: '<p>One more thing</p>', author: { id: contact.id } }]);
		expect(inbox.asked()).toEqual(['POST /conversations/last/reply']);
	});

	it('a closed conversation opens again', async () => {
		const conversation = inbox.closed();
		await run('conversation: replyAsContact', {
			...here(conversation.id),
			contactId: by('id', conversation.contacts[0]),
			messageBody: 'Still broken',
		});
		expect(conversation.state).toBe('open');
	});

	it('a conversation begins', async () => {
		const contact = person();
		const { error, json } = await run('conversation: create', {
			contactId: by('email', 'ada@example.com'),
			contactType: 'user',
			messageBody: 'Hello <b>',
			additionalFields: { subject: 'Invoice', createdAt: '2026-01-31' },
		});
		expect(error).toBeUndefined();
		const conversation = inbox.sim.workspace.inbox.conversations.need(String(json[0].conversation_id));
		expect(conversation).toMatchObject({
			contacts: [contact.id],
			created_at: 1769817600,
			source: { subject: 'Invoice', body: '<p>Hello &lt;b&gt;</p>' },
		});
	});
});
