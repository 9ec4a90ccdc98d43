import type { Simulator } from '../../simulator';
import { replyAsAdmin, replyAsContact } from '../../simulator/workspace/inbox/replies';
import { useExample } from './support';

const example = useExample('gdpr-collect.json', { seed: 'demo' });
const ADDRESS = 'nora.known@example.com';

/** A person who has left something everywhere. */
function somebody({ workspace, clock }: Simulator) {
	const { inbox } = workspace;
	const nora = workspace.contacts.create({ email: ADDRESS, name: 'Nora Known', external_id: 'nora' });
	workspace.notes.add({ contact_id: nora.id }, 'Prefers to be called.');
	for (let index = 0; index < 12; index++) workspace.tag(nora, workspace.tags.ensure(`Tag ${index}`));
	workspace.attach(nora, workspace.companies.all()[0]);
	for (const type of [...workspace.subscriptionTypes.values()].slice(0, 1)) workspace.subscribe(nora, type, type.consent_type);
	for (let index = 0; index < 60; index++) workspace.events.add(nora, { event_name: 'placed-order', created_at: clock.seconds() - index });
	workspace.events.add(nora, { event_name: 'signed-up', created_at: clock.seconds() - 200 * 86_400 });
	const conversation = inbox.conversations.beginAsContact(nora, { body: 'Where are my invoices?' });
	replyAsAdmin(workspace, conversation, { message_type: 'comment', admin_id: '5000002', body: '<p>Under <b>Settings</b>.</p>' });
	replyAsAdmin(workspace, conversation, { message_type: 'note', admin_id: '5000002', body: 'Asked twice.' });
	const long = inbox.conversations.beginAsContact(nora, { body: 'This is long' });
	for (let index = 0; index < 501; index++) replyAsContact(workspace, long, nora, { message_type: 'comment', body: `Part ${index}` });
	const call = inbox.calls.start({ conversation_id: conversation.id, contact_id: nora.id });
	inbox.calls.end(call, { recording: true, transcript: [{ at: 1, speaker: 'User', text: 'Hello' }] });
	const [type] = inbox.ticketTypes.all();
	const ticket = inbox.tickets.create({
		ticket_type_id: type.id,
		contacts: [{ id: nora.id }],
		ticket_attributes: { _default_title_: 'Export stops' },
	});
	return { nora, conversation, long, call, ticket };
}

async function collect(email: string) {
	const result = await example.run([{ email }]);
	const [file] = result.itemsOf('File').map(({ binary }) => binary?.data);
	return {
		result,
		file,
		content:
			file &&
			(JSON.parse(Buffer.from(file.data, 'base64').toString()) as Record<string, never> & {
				conversations: Array<Record<string, never> & { truncated: boolean }>;
			}),
	};
}

it('one file has everything: of each kind what Intercom holds', async () => {
	const { nora, conversation, long, call, ticket } = somebody(example.sim);
	const { result, file, content } = await collect(ADDRESS);
	expect(result.error).toBeUndefined();
	expect(file).toMatchObject({ fileName: `person-${nora.id}.json`, mimeType: 'application/json' });
	expect(content).toMatchObject({
		collected_at: expect.stringMatching(/^20\d\d-/),
		person: { email: ADDRESS },
		contacts: [{ type: 'contact', id: nora.id, email: ADDRESS, external_id: 'nora' }],
		notes: [{ body: expect.stringContaining('Prefers to be called.') }],
		companies: [{ id: example.sim.workspace.companies.all()[0].id }],
		subscriptions: [{ type: 'subscription' }],
		calls: [{ id: call.id, transcript: [{ text: 'Hello' }] }],
		tickets: [{ id: ticket.id, ticket_attributes: { _default_title_: 'Export stops' } }],
	});
	const { tags, events_of_90_days: events, event_counts: counts, conversations } = content ?? ({} as never);
	expect((tags as Array<{ name: string }>).map(({ name }) => name).sort()).toEqual(
		Array.from({ length: 12 }, (_, index) => `Tag ${index}`).sort(),
	);
	expect(events).toHaveLength(60);
	expect(counts).toMatchObject([
		{ name: 'placed-order', count: 60 },
		{ name: 'signed-up', count: 1 },
	]);
	const byId = Object.fromEntries((conversations as Array<Record<string, never>>).map((one) => [String(one.id), one]));
	expect(Object.keys(byId).sort()).toEqual([conversation.id, long.id].sort());
	expect(byId[conversation.id]).toMatchObject({
		truncated: false,
		source: { body: 'Where are my invoices?' },
		conversation_parts: { conversation_parts: [{ body: 'Under Settings.' }, { part_type: 'note', body: 'Asked twice.' }] },
	});
	expect(byId[long.id]).toMatchObject({ truncated: true });
});

it('it is about nobody else', async () => {
	const { nora } = somebody(example.sim);
	const { file } = await collect(ADDRESS);
	const text = Buffer.from(file?.data ?? '', 'base64').toString();
	for (const { id } of example.sim.workspace.contacts.all()) if (id !== nora.id) expect(text).not.toContain(id);
});

it('nothing in the workspace changes', async () => {
	somebody(example.sim);
	await collect(ADDRESS);
	expect(example.sim.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'))).toEqual([]);
});

it('somebody of whom there is little has a file with empty lists', async () => {
	const contact = example.sim.workspace.contacts.create({ email: 'bo@example.com' });
	const { result, content } = await collect('bo@example.com');
	expect(result.error).toBeUndefined();
	expect(content).toMatchObject({
		contacts: [{ id: contact.id }],
		notes: [],
		tags: [],
		companies: [],
		events_of_90_days: [],
		event_counts: [],
		conversations: [],
		calls: [],
		tickets: [],
	});
});

it('leads that share the address are in the same file', async () => {
	const { contacts, inbox } = example.sim.workspace;
	const leads = [0, 1].map(() => contacts.create({ role: 'lead', email: 'twin@example.com' }));
	const conversations = leads.map((lead, index) => inbox.conversations.beginAsContact(lead, { body: `Question ${index}` }));
	const { content } = await collect('twin@example.com');
	expect((content?.contacts as unknown as Array<{ id: string }>).map(({ id }) => id).sort()).toEqual(leads.map(({ id }) => id).sort());
	expect(content?.conversations.map(({ id }) => String(id)).sort()).toEqual(conversations.map(({ id }) => id).sort());
});

it('of somebody unknown there is a file too, which says that Intercom holds nothing', async () => {
	const { result, file, content } = await collect('unheard.of@example.com');
	expect(result.error).toBeUndefined();
	expect(file).toMatchObject({ fileName: 'person-not-found.json' });
	expect(content).toEqual({
		collected_at: expect.stringMatching(/^20\d\d-/),
		person: { email: 'unheard.of@example.com' },
		contacts: [],
		notes: [],
		tags: [],
		companies: [],
		segments: [],
		subscriptions: [],
		events_of_90_days: [],
		event_counts: [],
		conversations: [],
		calls: [],
		tickets: [],
	});
});

it('a part that cannot be read makes no file that looks complete', async () => {
	somebody(example.sim);
	example.sim.settings.faults = [{ match: 'POST /tickets/search', kind: '5xx' }];
	const { result, file } = await collect(ADDRESS);
	expect(result.error?.message).toContain('Intercom has a fault');
	expect(file).toBeUndefined();
});
