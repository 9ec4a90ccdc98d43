/** What goes out to people and comes in beside conversations: messages, data events, visitors, calls; macros and custom objects. */

import { by, useInbox } from './support';

const inbox = useInbox();
const { run } = inbox;
const OWNER = '5000001';
const workspace = () => inbox.sim.workspace;
const ada = (more: object = {}) => workspace().contacts.create({ external_id: 'ext/1 ä', email: 'ada@example.com', name: 'Ada', ...more });
const last = <T>(list: T[]): T => list[list.length - 1];

describe('a message', () => {
	it('in the app goes to a contact by email address, from whom the credential belongs to', async () => {
		const contact = ada();
		const { error, json } = await run('message: sendInApp', {
			contactId: by('email', 'ada@example.com'),
			contactRole: 'user',
			messageBody: 'Hello <b>Ada</b>',
		});
		expect(error).toBeUndefined();
		const sent = last(workspace().inbox.messages.all());
		expect(sent).toMatchObject({
			message_type: 'inapp',
			admin_id: OWNER,
			to: [contact.id],
			body: '<p>Hello <b>Ada</b></p>',
			conversation_id: null,
		});
		expect(json).toMatchObject([{ type: 'admin_message', id: sent.id, owner: { id: OWNER } }]);
	});

	it('by email has a subject and a look, copies if wanted, and may come from somebody else', async () => {
		const [contact, copied, hidden] = [
			ada(),
			workspace().contacts.create({ email: 'cc@example.com' }),
			workspace().contacts.create({ email: 'bcc@example.com' }),
		];
		const { error } = await run('message: sendEmail', {
			contactId: by('id', contact.id),
			contactRole: 'user',
			subject: 'Invoice',
			messageBody: '<p>Here</p>',
			template: 'personal',
			additionalFields: {
				fromAdminId: by('email', 'bruno@simulator.example'),
				ccContactId: by('email', 'cc@example.com'),
				bccContactId: by('id', hidden.id),
			},
		});
		expect(error).toBeUndefined();
		expect(last(workspace().inbox.messages.all())).toMatchObject({
			message_type: 'email',
			subject: 'Invoice',
			admin_id: '5000002',
			to: [contact.id],
			cc: [copied.id],
			bcc: [hidden.id],
		});
		expect(inbox.written()[0].body).toMatchObject({
			template: 'personal',
			from: { type: 'admin', id: 5000002 },
			to: { type: 'user', id: contact.id },
			cc: { type: 'user', id: copied.id },
			bcc: { type: 'user', id: hidden.id },
		});
	});

	it('copied to a lead says that it is one; a role without a contact is not sent', async () => {
		const lead = workspace().contacts.create({ role: 'lead', email: 'lead@example.com' });
		const { error } = await run('message: sendEmail', {
			contactId: by('id', ada().id),
			contactRole: 'user',
			subject: 'Invoice',
			messageBody: 'Here',
			template: 'plain',
			additionalFields: { ccContactId: by('id', lead.id), ccContactRole: 'lead', bccContactRole: 'lead' },
		});
		expect(error).toBeUndefined();
		expect(inbox.written()[0].body).toMatchObject({ cc: { type: 'lead', id: lead.id } });
		expect(inbox.written()[0].body).not.toHaveProperty('bcc');
	});

	it('goes to several at once, who see each other', async () => {
		const people = [ada(), workspace().contacts.create({ email: 'b@example.com' })];
		const { error } = await run('message: sendEmailToSeveral', {
			to: { rows: people.map(({ id }) => ({ id, type: 'user' })) },
			subject: 'News',
			messageBody: 'All of you',
			template: 'plain',
		});
		expect(error).toBeUndefined();
		expect(last(workspace().inbox.messages.all()).to).toEqual(people.map(({ id }) => id));
		expect(inbox.written()).toHaveLength(1);
	});

	it('opens a conversation at once only if wanted', async () => {
		const contact = ada();
		const before = workspace().inbox.conversations.all().length;
		await run('message: sendInApp', { contactId: by('id', contact.id), contactRole: 'user', messageBody: 'Quiet' });
		expect(workspace().inbox.conversations.all()).toHaveLength(before);
		const { json } = await run('message: sendInApp', {
			contactId: by('id', contact.id),
			contactRole: 'user',
			messageBody: 'Loud',
			additionalFields: { createConversation: true },
		});
		expect(workspace().inbox.conversations.need(String(json[0].conversation_id))).toMatchObject({
			contacts: [contact.id],
			source: { body: '<p>Loud</p>' },
		});
	});

	it('by SMS asks for the version of the API that knows it', async () => {
		const { error } = await run('message: sendSms', { contactId: by('id', ada().id), contactRole: 'user', messageBody: 'Hi' });
		expect(error).toBeUndefined();
		expect(last(inbox.sim.requests).headers['intercom-version']).toBe('Preview');
		expect(last(workspace().inbox.messages.all()).message_type).toBe('sms');
	});

	it('over WhatsApp goes to a number, as a template with its values', async () => {
		const { error } = await run('message: sendWhatsApp', {
			toPhone: '+353 87 123 4567',
			templateName: 'welcome',
			additionalFields: { toName: 'Zoë', components: '[{ "type": "BODY", "parameters": [] }]' },
		});
		expect(error).toBeUndefined();
		const sent = last(workspace().inbox.messages.all());
		expect(workspace().contacts.need(sent.to[0])).toMatchObject({ phone: '+353871234567', name: 'Zoë' });
		expect(inbox.written()[0].body).toMatchObject({
			message_type: 'whatsapp',
			template: 'welcome',
			locale: 'en',
			components: [{ type: 'BODY' }],
		});
	});

	it('to nobody Intercom knows is refused: which item, and what Intercom said', async () => {
		const result = await run(
			'message: sendInApp',
			{ contactId: by('id', '={{ $json.id }}'), contactRole: 'user', messageBody: 'Hi' },
			[{ id: ada().id }, { id: 'nobody' }],
			{ onError: 'continueErrorOutput' },
		);
		expect(result.outputs.map((items) => items.length)).toEqual([1, 1]);
		expect(result.outputs[1][0].json).toMatchObject({
			error: expect.stringContaining('[item 1]'),
			message: expect.stringContaining('status 404'),
		});
	});

	it.each(['5xx', 'cut'] as const)('whose answer got lost (%s) is not sent a second time', async (kind) => {
		const contact = ada();
		const before = workspace().inbox.messages.all().length;
		inbox.sim.settings.faults = [{ match: 'POST /messages', kind, times: 1, after: true }];
		const { error } = await run('message: sendInApp', { contactId: by('id', contact.id), contactRole: 'user', messageBody: 'Once' });
		expect(error?.description).toContain('look in Intercom before you run it again');
		expect(workspace().inbox.messages.all()).toHaveLength(before + 1);
	});

	it('tells afterwards how it went: all of a set, and one of WhatsApp', async () => {
		const { json } = await run('message: getStatuses', { rulesetId: '12345', returnAll: true });
		expect(json).toHaveLength(120);
		expect(new Set(json.map(({ whatsapp_message_id: id }) => id)).size).toBe(120);
		expect(json.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0);
		const one = await run('message: getWhatsAppStatus', { messageId: String(json[0].whatsapp_message_id) });
		expect(one.error).toBeUndefined();
		expect((await run('message: getWhatsAppStatus', { messageId: 'wamid_none' })).error?.description).toContain(
			'Whatsapp message not found',
		);
	});
});

describe('a data event', () => {
	it.each([
		['id', (id: string) => id],
		['externalId', () => 'ext/1 ä'],
		['email', () => 'ada@example.com'],
	])('is of a contact known by %s, without a look-up', async (mode, value) => {
		const contact = ada();
		const { error, json } = await run('dataEvent: create', {
			eventName: 'placed-order',
			contactId: by(mode, value(contact.id)),
			additionalFields: { createdAt: '2026-01-31T09:30:00Z', metadata: '{ "price": { "amount": 990, "currency": "eur" } }' },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([{ success: true }]);
		expect(inbox.asked()).toEqual(['POST /events']);
		expect(inbox.written()[0].body).toMatchObject({
			event_name: 'placed-order',
			created_at: 1769851800,
			metadata: { price: { amount: 990 } },
		});
		expect(workspace().events.summaries(contact)).toMatchObject([{ event_name: 'placed-order', count: 1, first: 1769851800 }]);
	});

	it('has the metadata an expression gives, and the moment of now if none is given', async () => {
		const contact = ada();
		const before = Math.floor(Date.now() / 1000);
		await run(
			'dataEvent: create',
			{ eventName: '={{ $json.name }}', contactId: by('id', contact.id), additionalFields: { metadata: '={{ $json.more }}' } },
			[
				{ name: 'a', more: { n: 1 } },
				{ name: 'b', more: { n: 2 } },
			],
		);
		const bodies = inbox.written().map(({ body }) => body as { created_at: number; metadata: object });
		expect(bodies.map(({ metadata }) => metadata)).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }]));
		for (const { created_at: at } of bodies) expect(at).toBeGreaterThanOrEqual(before);
	});

	it('that got lost on the way is sent again: Intercom takes two equal ones for one', async () => {
		inbox.sim.settings.faults = [{ match: 'POST /events', kind: '5xx', times: 1 }];
		const { error } = await run('dataEvent: create', { eventName: 'placed-order', contactId: by('id', ada().id) });
		expect(error).toBeUndefined();
		const [one, two] = inbox.written();
		expect(two).toEqual(one);
	});

	it('is listed with the others of its contact, over all pages, newest first; or counted by name', async () => {
		const contact = workspace()
			.contacts.listed()
			.find((one) => workspace().events.of(one).length > 100);
		const { json } = await run('dataEvent: getAll', { contactId: by('id', contact?.id ?? ''), returnAll: true });
		const all = workspace().events.of(contact as never);
		expect(json.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
		expect(inbox.asked().length).toBeGreaterThan(2);
		const summary = await run('dataEvent: getSummary', { contactId: by('id', contact?.id ?? ''), returnAll: true });
		expect(summary.json.map(({ count }) => Number(count)).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(all.length);
	});

	it('may be counted already: a summary says how often, and when first and last', async () => {
		const contact = ada();
		const { error } = await run('dataEvent: createSummary', {
			externalId: 'ext/1 ä',
			eventName: 'invited-friend',
			count: '={{ "12" }}',
			additionalFields: { firstAt: '2026-01-01', lastAt: '2026-01-31' },
		});
		expect(error).toBeUndefined();
		expect(workspace().events.summaries(contact)).toEqual([
			{ event_name: 'invited-friend', count: 12, first: 1767225600, last: 1769817600 },
		]);
	});

	it.each([
		['{ "a": ', "'Metadata' is not valid JSON"],
		['[1]', "'Metadata' has to be a JSON object"],
	])('with metadata %s is refused before anything is sent', async (metadata, message) => {
		expect(
			(await run('dataEvent: create', { eventName: 'x', contactId: by('id', '1'), additionalFields: { metadata } })).error?.message,
		).toContain(message);
		expect(inbox.sim.requests).toEqual([]);
	});
});

describe('a visitor', () => {
	const visitor = () => workspace().visitors.all()[0];

	it('is read by the ID of the browser, and gets a name and attributes', async () => {
		const { json } = await run('visitor: get', { userId: visitor().user_id });
		expect(json).toMatchObject([{ type: 'visitor', id: visitor().id, pseudonym: visitor().pseudonym }]);
		for (const [mode, value] of [
			['id', visitor().id],
			['externalId', visitor().user_id],
		]) {
			const { error } = await run('visitor: update', { visitorId: by(mode, value), updateFields: { name: `Known by ${mode}` } });
			expect(error).toBeUndefined();
			expect(visitor().name).toBe(`Known by ${mode}`);
		}
		expect(inbox.written().map(({ body }) => body)).toEqual([
			{ id: visitor().id, name: 'Known by id' },
			{ user_id: visitor().user_id, name: 'Known by externalId' },
		]);
	});

	it('becomes a new contact, or part of one that exists', async () => {
		const contact = ada();
		const [one, other] = workspace().visitors.all();
		const known = await run('visitor: convert', {
			convertTo: 'user',
			visitorId: by('id', one.id),
			contactId: by('email', 'ada@example.com'),
		});
		expect(known.json).toMatchObject([{ type: 'contact', id: contact.id }]);
		const fresh = await run('visitor: convert', {
			convertTo: 'user',
			visitorId: by('externalId', other.user_id),
			contactId: by('externalId', 'new-1'),
		});
		expect(fresh.json).toMatchObject([{ role: 'user', external_id: 'new-1' }]);
		expect(workspace().visitors.all()).toHaveLength(1);
		expect(inbox.asked()).toEqual(['POST /visitors/convert', 'POST /visitors/convert']);
	});

	it('nobody knows is told so', async () => {
		expect((await run('visitor: get', { userId: 'none' })).error?.description).toContain('Visitor Not Found');
	});
});

describe('a call', () => {
	const calls = () => workspace().inbox.calls;
	const withRecording = () =>
		calls()
			.all()
			.find(({ recording, transcript }) => recording !== null && transcript !== null) as ReturnType<ReturnType<typeof calls>['need']>;

	it('is listed with all others, each once, or read alone', async () => {
		const { json } = await run('call: getAll', { returnAll: true });
		expect(json.map(({ id }) => id).sort()).toEqual(
			calls()
				.all()
				.map(({ id }) => id)
				.sort(),
		);
		expect((await run('call: get', { callId: by('id', withRecording().id) })).json).toMatchObject([
			{ type: 'call', id: withRecording().id },
		]);
	});

	it('leaves its recording as a file, and what was said as text', async () => {
		const { id } = withRecording();
		const { items } = await run('call: getRecording', { callId: by('id', id) });
		expect(items).toMatchObject([{ json: { call_id: id }, binary: { data: { mimeType: 'audio/wav', fileName: `recording-${id}.wav` } } }]);
		const { json } = await run('call: getTranscript', { callId: by('id', id) });
		expect(json).toMatchObject([{ call_id: id, transcript: expect.stringContaining('The export does not work.') }]);
	});

	it('without a recording fails its item only', async () => {
		const missed = calls()
			.all()
			.find(({ recording }) => recording === null);
		const result = await run(
			'call: getRecording',
			{ callId: by('id', '={{ $json.id }}') },
			[{ id: missed?.id }, { id: withRecording().id }],
			{ onError: 'continueErrorOutput' },
		);
		expect(result.outputs[0]).toMatchObject([{ binary: { data: { mimeType: 'audio/wav' } }, pairedItem: { item: 1 } }]);
		expect(result.outputs[1]).toMatchObject([{ json: { message: expect.stringContaining('status 404') }, pairedItem: { item: 0 } }]);
	});

	it('is found by its conversation, several at once, with what was said', async () => {
		const [one, two] = calls()
			.all()
			.filter(({ transcript }) => transcript !== null);
		const { error, json } = await run('call: search', {
			conversationIds: `${one.conversation_id}, ${two.conversation_id}`,
			returnAll: true,
		});
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
		expect(json[0].transcript).toMatchObject([{ text: 'Hello, how can I help?' }, {}, {}]);
	});
});

describe('macros', () => {
	it('are listed, and read one by one', async () => {
		const { json } = await run('macro: getAll', { returnAll: true });
		expect(json.map(({ name }) => name)).toEqual(expect.arrayContaining(['Greeting', 'Refund', 'Español']));
		expect((await run('macro: get', { macroId: by('id', String(json[0].id)) })).json).toMatchObject([
			{ type: 'macro', name: json[0].name },
		]);
	});

	it('that changed since a date', async () => {
		const since = workspace()
			.inbox.macros.visible()
			.map(({ updated_at: at }) => at)
			.sort((a, b) => b - a)[2];
		const { json } = await run('macro: getAll', { returnAll: true, filters: { updatedSince: new Date(since * 1000).toISOString() } });
		expect(json.map(({ updated_at: at }) => at).length).toBe(2);
	});
});

describe('a custom object', () => {
	const orders = () => workspace().inbox.objects.all('Order');
	const upsert = async (attributes: unknown, more: object = {}) =>
		await run('customObject: upsert', { objectType: 'Order', externalId: 'order-new', objectAttributes: attributes, ...more });

	it('is created, then updated by the ID you know it by: one record, not two', async () => {
		const before = orders().length;
		const { error, json } = await upsert('{ "order_number": "N-1", "total_amount": 12.5, "paid": false }', {
			additionalFields: { externalCreatedAt: '2026-01-31' },
		});
		expect(error).toBeUndefined();
		await upsert('={{ { paid: true } }}');
		expect(orders()).toHaveLength(before + 1);
		expect(orders()[0]).toMatchObject({
			id: json[0].id,
			external_id: 'order-new',
			external_created_at: 1769817600,
			custom_attributes: { order_number: 'N-1', total_amount: 12.5, paid: true },
		});
	});

	it('keeps the order of items about the same record', async () => {
		await run(
			'customObject: upsert',
			{ objectType: 'Order', externalId: '={{ $json.id }}', objectAttributes: '={{ { order_number: $json.number } }}' },
			Array.from({ length: 12 }, (_, index) => ({ id: `o-${index % 2}`, number: `N-${index}` })),
		);
		expect(['o-0', 'o-1'].map((id) => workspace().inbox.objects.need('Order', { external_id: id }).custom_attributes.order_number)).toEqual(
			['N-10', 'N-11'],
		);
	});

	it('is read by either ID, listed, and found by whom or what it belongs to', async () => {
		const [order] = orders();
		expect((await run('customObject: get', { objectType: 'Order', objectId: order.id })).json).toMatchObject([{ id: order.id }]);
		expect((await run('customObject: getByExternalId', { objectType: 'Order', externalId: order.external_id })).json).toMatchObject([
			{ id: order.id },
		]);
		expect((await run('customObject: getAll', { objectType: 'Order', returnAll: true })).json).toHaveLength(orders().length);
		const owner = order.contacts[0];
		const { json } = await run('customObject: getAll', { objectType: 'Order', returnAll: true, filters: { ofContactId: by('id', owner) } });
		expect(json.map(({ id }) => id).sort()).toEqual(
			orders()
				.filter(({ contacts }) => contacts.includes(owner))
				.map(({ id }) => id)
				.sort(),
		);
	});

	it('is deleted by either ID, and says so', async () => {
		const [one, two] = orders();
		expect((await run('customObject: delete', { objectType: 'Order', objectId: one.id })).json).toMatchObject([
			{ id: one.id, deleted: true },
		]);
		expect((await run('customObject: deleteByExternalId', { objectType: 'Order', externalId: two.external_id })).json).toMatchObject([
			{ id: two.id, deleted: true },
		]);
		expect(orders().map(({ id }) => id)).not.toEqual(expect.arrayContaining([one.id]));
	});

	it('of a type or with an attribute that does not exist: Intercom says which', async () => {
		expect((await upsert('{ "colour": "red" }')).error?.description).toMatch(/Intercom said: .*colour/);
		expect((await run('customObject: get', { objectType: 'Boat', objectId: '1' })).error?.description).toContain('Boat');
		expect((await upsert('{ broken')).error?.message).toContain("'Attributes' is not valid JSON");
	});
});
