/** What teammates do to conversations all day, each as an operation of its own. */

import { by, form, useInbox } from './support';

const inbox = useInbox();
const { run } = inbox;
const OWNER = '5000001';
const here = (id: string) => ({ conversationId: by('id', id) });
const workspace = () => inbox.sim.workspace;
const tagNames = (tags: Array<{ id: string }>) => tags.map(({ id }) => workspace().tags.need(id).name);

describe('closing and opening', () => {
	it('a conversation is closed by whom the credential belongs to, with a last word if there is one', async () => {
		const conversation = inbox.open();
		await run('conversation: close', { ...here(conversation.id), additionalFields: { messageBody: 'Bye' } });
		expect(conversation).toMatchObject({ state: 'closed' });
		expect(conversation.parts.at(-1)).toMatchObject({ part_type: 'close', body: '<p>Bye</p>', author: { id: OWNER } });
		expect(inbox.written()).toEqual([
			{
				request: `POST /conversations/${conversation.id}/parts`,
				body: { message_type: 'close', type: 'admin', admin_id: OWNER, body: 'Bye' },
			},
		]);
	});

	it('and opened, closed or snoozed as it is', async () => {
		for (const conversation of [inbox.closed(), inbox.snoozed()]) {
			const { error, json } = await run('conversation: open', here(conversation.id));
			expect(error).toBeUndefined();
			expect([conversation.state, json[0].state]).toEqual(['open', 'open']);
		}
	});
});

describe('snoozing', () => {
	const snooze = async (more: Record<string, unknown>, items: Array<Record<string, unknown>> = [{}]) =>
		await run('conversation: snooze', { ...here(inbox.open().id), ...more }, items);
	const until = () => inbox.written().map(({ body }) => (body as { snoozed_until: number }).snoozed_until);

	it.each([
		[3, 'days', 3 * 86_400],
		[30, 'minutes', 1800],
		[2, 'weeks', 14 * 86_400],
		[1.5, 'hours', 5400],
	])('for %d %s counts from now', async (snoozeUntilAmount, snoozeUntilUnit, seconds) => {
		const conversation = inbox.open();
		const before = Date.now() / 1000;
		const { error } = await snooze({ snoozeUntilMode: 'fromNow', snoozeUntilAmount, snoozeUntilUnit });
		expect(error).toBeUndefined();
		expect(until()[0]).toBeGreaterThanOrEqual(before + seconds);
		expect(until()[0]).toBeLessThanOrEqual(Date.now() / 1000 + seconds + 1);
		expect(conversation).toMatchObject({ state: 'snoozed', snoozed_until: until()[0] });
	});

	it.each([
		['2090-01-31T09:30:00Z', 3789538200],
		['2090-01-31 09:30', 3789538200],
		[3789538200, 3789538200],
		[3789538200000, 3789538200],
	])('until the date %s', async (date, seconds) => {
		const conversation = inbox.open();
		await snooze({ snoozeUntilMode: 'at', snoozeUntil: '={{ $json.date }}' }, [{ date }]);
		expect(conversation).toMatchObject({ state: 'snoozed', snoozed_until: seconds });
	});

	it.each([
		['2020-01-31', "'Snooze Until' has passed already: 2020-01-31T00:00:00.000Z"],
		['next week', "'Snooze Until' is not a date: next week"],
		['', "'Snooze Until' is not a date"],
	])('until "%s" is refused before anything is sent for any item', async (date, message) => {
		const { error } = await snooze({ snoozeUntilMode: 'at', snoozeUntil: '={{ $json.date }}' }, [{ date: '2090-01-31' }, { date }]);
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('[item 1]');
		expect(inbox.sim.requests).toEqual([]);
	});

	it('for no time at all is refused', async () => {
		expect((await snooze({ snoozeUntilMode: 'fromNow', snoozeUntilAmount: 0, snoozeUntilUnit: 'days' })).error?.message).toContain(
			"'Snooze Until' has to be more than 0 days from now",
		);
	});
});

describe('assigning', () => {
	it('to a teammate by email address, in the name of another, with a word', async () => {
		const conversation = inbox.open();
		const { error } = await run('conversation: assignToAdmin', {
			...here(conversation.id),
			assigneeId: by('email', 'bruno@simulator.example'),
			additionalFields: { adminId: by('id', '5000003'), messageBody: 'Yours' },
		});
		expect(error).toBeUndefined();
		expect(conversation.admin_assignee_id).toBe('5000002');
		expect(conversation.parts.at(-1)).toMatchObject({
			author: { id: '5000003' },
			body: '<p>Yours</p>',
			assigned_to: { type: 'admin', id: '5000002' },
		});
	});

	it('to a team by name, which is looked up once for all items', async () => {
		const conversations = workspace().inbox.conversations.all().slice(0, 3);
		const { error } = await run(
			'conversation: assignToTeam',
			{ conversationId: by('id', '={{ $json.id }}'), teamId: by('name', 'billing') },
			conversations.map(({ id }) => ({ id })),
		);
		expect(error).toBeUndefined();
		expect(conversations.map(({ team_assignee_id: team }) => team)).toEqual(['6000002', '6000002', '6000002']);
		expect(
			inbox
				.asked()
				.filter((asked) => asked.startsWith('GET'))
				.sort(),
		).toEqual(['GET /me', 'GET /teams']);
	});

	it('to a team that does not exist says so', async () => {
		const { error } = await run('conversation: assignToTeam', { ...here(inbox.open().id), teamId: by('name', 'Unheard of') });
		expect(error?.message).toContain("'Team' cannot be found: no team has the name Unheard of");
		expect(inbox.written()).toEqual([]);
	});

	it('by the assignment rules of the inbox, in the version that still has them', async () => {
		const conversation = inbox.open();
		const { error } = await run('conversation: runAssignmentRules', here(conversation.id));
		expect(error).toBeUndefined();
		expect(inbox.sim.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: `/conversations/${conversation.id}/run_assignment_rules`,
			headers: { 'intercom-version': '2.11' },
		});
		expect(conversation.parts.at(-1)).toMatchObject({ part_type: 'default_assignment' });
	});

	it('to nobody', async () => {
		const conversation = inbox.open();
		await run('conversation: assignToAdmin', { ...here(conversation.id), assigneeId: by('id', '5000002') });
		const { error } = await run('conversation: unassign', here(conversation.id));
		expect(error).toBeUndefined();
		expect(conversation.admin_assignee_id).toBeNull();
	});
});

describe.each([
	['conversation', () => inbox.open()],
	['ticket', () => workspace().inbox.tickets.all()[0]],
] as const)('tags of a %s', (resource, find) => {
	const where = (id: string) => ({ [`${resource}Id`]: by('id', id) });

	it('are put on by name, and made where that is allowed, once for all items', async () => {
		const thread = find();
		thread.tags = [];
		const { error, json } = await run(
			`${resource}: addTag`,
			{ ...where(thread.id), tagId: by('name', '={{ $json.tag }}'), additionalFields: { createTagIfMissing: true } },
			[{ tag: 'vip' }, { tag: 'Brand new' }, { tag: 'brand NEW' }],
		);
		expect(error).toBeUndefined();
		expect(tagNames(thread.tags).sort()).toEqual(['Brand new', 'VIP']);
		expect(inbox.asked().filter((asked) => asked === 'POST /tags')).toHaveLength(1);
		expect(json[0]).toMatchObject({ type: 'tag', name: 'VIP', [`${resource}_id`]: thread.id });
	});

	it('that do not exist are refused where making them is not allowed', async () => {
		const { error } = await run(`${resource}: addTag`, { ...where(find().id), tagId: by('name', 'Brand new') });
		expect(error).toMatchObject({
			message: expect.stringContaining("'Tag' cannot be found: no tag has the name Brand new"),
			description: expect.stringContaining('Create Tag If Missing'),
		});
		expect(
			workspace()
				.tags.all()
				.map(({ name }) => name),
		).not.toContain('Brand new');
	});

	it('are taken off, by name too', async () => {
		const thread = find();
		await run(`${resource}: addTag`, { ...where(thread.id), tagId: by('name', 'VIP') });
		const { error } = await run(`${resource}: removeTag`, { ...where(thread.id), tagId: by('name', 'VIP') });
		expect(error).toBeUndefined();
		expect(tagNames(thread.tags)).not.toContain('VIP');
	});
});

describe('changing', () => {
	it('title, company, reading mark and attributes of a conversation: only what was entered', async () => {
		const conversation = inbox.open();
		const { error } = await run('conversation: update', {
			...here(conversation.id),
			conversationAttributes: form(
				{ jira_issue_key: 'string', refund_amount: 'number', escalated: 'boolean', follow_up_at: 'dateTime', issue_type: 'options' },
				{ jira_issue_key: '={{ 2024 }}', refund_amount: '1.5', escalated: '={{ false }}', follow_up_at: '2026-05-01', issue_type: 'Bug' },
				undefined,
				{ issue_type: ['Billing', 'Bug', 'Question'] },
			),
			updateFields: { title: '2024-05-01', read: false },
		});
		expect(error).toBeUndefined();
		expect(inbox.written()).toEqual([
			{
				request: `PUT /conversations/${conversation.id}`,
				body: {
					title: '2024-05-01',
					read: false,
					custom_attributes: { jira_issue_key: '2024', refund_amount: 1.5, escalated: false, follow_up_at: 1777593600, issue_type: 'Bug' },
				},
			},
		]);
		expect(conversation).toMatchObject({ title: '2024-05-01', read: false, custom_attributes: { issue_type: 'Bug', escalated: false } });
	});

	it('the priority, which needs a newer version of the API', async () => {
		const conversation = inbox.open();
		const { error } = await run('conversation: update', {
			...here(conversation.id),
			updateFields: { priority: 'urgent', adminId: by('id', '5000002') },
		});
		expect(error).toBeUndefined();
		expect([conversation.priority, conversation.parts.at(-1)?.author.id]).toEqual(['urgent', '5000002']);
		const older = await run('conversation: update', {
			...here(conversation.id),
			updateFields: { priority: 'low' },
			options: { apiVersion: '2.15' },
		});
		expect(older.error?.message).toContain("'Priority' does not exist in API version 2.15");
	});

	it('links to custom objects, as JSON', async () => {
		const conversation = inbox.open();
		const [order] = workspace().inbox.objects.all('Order');
		const { error, json } = await run('conversation: update', {
			...here(conversation.id),
			output: 'raw',
			updateFields: { conversationAttributesJson: JSON.stringify({ order: [order.id] }) },
		});
		expect(error).toBeUndefined();
		expect(json[0].custom_attributes).toMatchObject({ order: { instances: [{ id: order.id, type: 'Order' }] } });
	});

	it('who takes part: contacts join by any name of theirs, and leave', async () => {
		const conversation = inbox.open();
		const [byId, byExternalId, byEmail] = [1, 2, 3].map((index) =>
			workspace().contacts.create({ external_id: `ext-${index}`, email: `p${index}@example.com` }),
		);
		for (const [mode, value] of [
			['id', byId.id],
			['externalId', 'ext-2'],
			['email', 'p3@example.com'],
		]) {
			const { error } = await run('conversation: addContact', { ...here(conversation.id), contactId: by(mode, value) });
			expect(error).toBeUndefined();
		}
		expect(conversation.contacts.slice(-3)).toEqual([byId.id, byExternalId.id, byEmail.id]);
		expect(inbox.asked().filter((asked) => asked.includes('search') || asked.includes('find_by'))).toEqual([]);
		const { error } = await run('conversation: removeContact', { ...here(conversation.id), contactId: by('externalId', 'ext-2') });
		expect(error).toBeUndefined();
		expect(conversation.contacts).not.toContain(byExternalId.id);
	});
});

describe('turning into something else', () => {
	it('a ticket, with the fields of its type; the ID stays', async () => {
		const conversation = inbox.open();
		const { error, json } = await run('conversation: convertToTicket', {
			...here(conversation.id),
			ticketTypeId: by('name', 'Bug report'),
			ticketAttributes: form(
				{ _default_title_: 'string', 'Affected users': 'number' },
				{ _default_title_: '2024-05-01', 'Affected users': '7' },
			),
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: conversation.id, ticket_attributes: { _default_title_: '2024-05-01', 'Affected users': 7 } }]);
	});

	it('a part of another conversation, whose ID has to be a number', async () => {
		const [one, other] = workspace()
			.inbox.conversations.all()
			.filter(({ state }) => state === 'open');
		const { error } = await run('conversation: merge', { ...here(one.id), intoConversationId: by('id', other.id) });
		expect(error).toBeUndefined();
		expect(inbox.written()).toEqual([
			{ request: `POST /conversations/${one.id}/merge`, body: { merge_into_conversation_id: Number(other.id) } },
		]);
		expect(one.merged_into).toBe(other.id);
		inbox.sim.requests.length = 0;
		const wrong = await run('conversation: merge', { ...here(one.id), intoConversationId: by('id', 'abc') });
		expect(wrong.error?.message).toContain("'Merge Into' has to be an ID of digits only");
		expect(inbox.sim.requests).toEqual([]);
	});
});

describe('taking away', () => {
	it('a message is redacted, and so is the first one', async () => {
		const contact = workspace().contacts.listed()[0];
		const conversation = workspace().inbox.conversations.beginAsContact(contact, { body: 'My number is 555' });
		await run('conversation: replyAsContact', { ...here(conversation.id), contactId: by('id', contact.id), messageBody: '555, again' });
		const [part] = conversation.parts;
		for (const [operation, more] of [
			['redactPart', { partId: part.id }],
			['redactSource', { sourceId: conversation.source.id }],
		] as const) {
			const { error } = await run(`conversation: ${operation}`, { ...here(conversation.id), ...more });
			expect(error).toBeUndefined();
		}
		expect([part.redacted, conversation.source.redacted]).toEqual([true, true]);
		expect(JSON.stringify(conversation)).not.toContain('555');
	});

	it('a conversation is deleted, with or without its figures, and is listed as deleted', async () => {
		const [one, other] = workspace().inbox.conversations.all();
		const kept = await run('conversation: delete', here(one.id));
		const gone = await run('conversation: delete', { ...here(other.id), additionalFields: { retainMetrics: false } });
		expect([kept, gone].map(({ json }) => json[0].deleted)).toEqual([true, true]);
		const { json } = await run('conversation: getDeleted', { returnAll: true, filters: { order: 'asc' } });
		expect(json).toMatchObject([
			{ id: one.id, metrics_retained: true },
			{ id: other.id, metrics_retained: false },
		]);
	});
});

describe('reading beside it', () => {
	it('who worked on a conversation, and the side conversations', async () => {
		const conversation = workspace()
			.inbox.conversations.all()
			.find(({ handling_events: events, side_conversations: side }) => events.length && side.length);
		const id = conversation?.id ?? '';
		const events = await run('conversation: getHandlingEvents', { ...here(id), returnAll: true });
		expect(events.json).toMatchObject([{ type: 'paused', reason: 'Paused' }, { type: 'resumed' }]);
		const side = await run('conversation: getSideConversations', { ...here(id), returnAll: true });
		expect(side.json).toMatchObject([
			{ side_conversation_id: expect.any(String), conversation_parts: [{ body: '<p>Can you have a look?</p>' }] },
		]);
	});

	it('all conversations, page by page, each once', async () => {
		const { json } = await run('conversation: getAll', { returnAll: true });
		expect(json.map(({ id }) => id).sort()).toEqual(
			workspace()
				.inbox.conversations.all()
				.map(({ id }) => id)
				.sort(),
		);
		expect(json[0]).toMatchObject({ created_at: expect.stringMatching(/^20\d\d-/), state: expect.any(String) });
		expect((await run('conversation: getAll', { limit: 7 })).json).toHaveLength(7);
	});

	it('one conversation, as HTML or as plain text, with what else there is', async () => {
		const contact = workspace().contacts.listed()[0];
		const conversation = workspace().inbox.conversations.beginAsContact(contact, { body: 'a < b', type: 'email', subject: 'Sum' });
		const html = await run('conversation: get', { ...here(conversation.id), additionalFields: { displayAs: 'html' } });
		expect(html.json[0].source).toMatchObject({ body: '<p>a &lt; b</p>' });
		const plain = await run('conversation: get', {
			...here(conversation.id),
			additionalFields: { displayAs: 'plaintext', includeEmailHistory: true, includeTranslations: true },
		});
		expect(plain.json[0].source).toMatchObject({ body: 'a < b', email_message_metadata: { history: expect.any(String) } });
	});
});
