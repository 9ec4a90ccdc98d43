import type { Simulator } from '../../simulator';
import { replyAsAdmin, replyAsContact } from '../../simulator/workspace/inbox/replies';
import { nodeOf, useExample } from './support';

const example = useExample('gdpr-erase.json', { seed: 'demo' });
const ADDRESS = 'nora.known@example.com';
const SECRET = 'My number is 555-0100';

/** A person who wrote here and there, alone and together with others. */
function somebody({ workspace }: Simulator) {
	const { inbox } = workspace;
	const nora = workspace.contacts.create({ email: ADDRESS, name: 'Nora Known', external_id: 'nora' });
	const other = workspace.contacts.create({ email: 'other@example.com', name: 'Other' });
	const own = inbox.conversations.beginAsContact(nora, { body: `${SECRET} (first)` });
	replyAsAdmin(workspace, own, { message_type: 'comment', admin_id: '5000002', body: 'Thank you.' });
	replyAsContact(workspace, own, nora, { message_type: 'comment', body: `${SECRET} (again)` });
	const shared = inbox.conversations.beginAsContact(other, { body: 'I begin' });
	replyAsContact(workspace, shared, nora, { message_type: 'comment', body: `${SECRET} (shared)` });
	replyAsContact(workspace, shared, other, { message_type: 'comment', body: 'I go on' });
	const [type] = inbox.ticketTypes.all();
	const ticket = inbox.tickets.create({
		ticket_type_id: type.id,
		contacts: [{ id: nora.id }],
		ticket_attributes: { _default_title_: `${SECRET} (ticket)` },
	});
	return { nora, other, own, shared, ticket };
}

async function erase(email = ADDRESS, change?: Parameters<typeof example.run>[1]) {
	const result = await example.run([{ email }], change);
	const [file] = result.itemsOf('Receipt File').map(({ binary }) => binary?.data);
	const text = file && Buffer.from(file.data, 'base64').toString();
	return { result, file, text, receipt: text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>) };
}
const everythingSaid = () =>
	JSON.stringify(
		example.sim.workspace.inbox
			.allThreads()
			.map(({ parts, ...thread }) => [
				parts,
				'source' in thread ? thread.source : undefined,
				'ticket_attributes' in thread ? thread.ticket_attributes : undefined,
			]),
	);
const bodies = (parts: Array<{ body: string | null }>) => parts.map(({ body }) => body);
const BLACK = '<p><i>This message was deleted</i></p>';

it('what they wrote is blackened, their tickets and the contact are gone', async () => {
	const { nora, own, shared, ticket } = somebody(example.sim);
	const { result } = await erase();
	expect(result.error).toBeUndefined();
	const { workspace } = example.sim;
	expect(everythingSaid()).not.toContain(SECRET);
	expect([own.source.body, ...bodies(own.parts)]).toEqual([BLACK, '<p>Thank you.</p>', BLACK]);
	expect([shared.source.body, ...bodies(shared.parts)]).toEqual(['<p>I begin</p>', BLACK, '<p>I go on</p>']);
	expect([workspace.inbox.tickets.get(ticket.id), workspace.contacts.get(nora.id)]).toEqual([undefined, undefined]);
});

it('nobody else loses anything', async () => {
	const { nora, other, own, shared, ticket } = somebody(example.sim);
	const rest = () => {
		const { contacts, inbox } = example.sim.workspace;
		return JSON.stringify([
			contacts.all().filter(({ id }) => id !== nora.id),
			inbox.allThreads().filter((thread) => ![own.id, shared.id, ticket.id].includes(thread.id)),
		]);
	};
	const before = rest();
	await erase();
	expect(rest()).toBe(before);
	expect(example.sim.workspace.contacts.get(other.id)).toBeDefined();
});

it('the receipt names what was erased, and says nothing about the person', async () => {
	const { nora, own, shared, ticket } = somebody(example.sim);
	const { file, text, receipt } = await erase();
	expect(file).toMatchObject({ fileName: `erased-${nora.id}.json`, mimeType: 'application/json' });
	expect(receipt).toEqual({
		erased_at: expect.stringMatching(/^20\d\d-/),
		contacts: [nora.id],
		conversations: expect.arrayContaining([
			{ id: own.id, first_message: true, parts: [own.parts[1].id], older_parts_not_reached: false },
			{ id: shared.id, first_message: false, parts: [shared.parts[0].id], older_parts_not_reached: false },
		]),
		tickets: [ticket.id],
	});
	for (const personal of [ADDRESS, 'Nora', 'Known', SECRET]) expect(text).not.toContain(personal);
});

it.each(['POST /conversations/redact', 'DELETE /tickets/*', 'DELETE /contacts/*'])(
	'when %s fails, the contact stays until it was done again, and the receipt is complete',
	async (match) => {
		const { nora, own, shared } = somebody(example.sim);
		example.sim.settings.faults = [{ match, kind: '5xx', skip: match.includes('redact') ? 1 : 0 }];
		const broken = await erase();
		expect([broken.result.status, broken.file]).toEqual(['error', undefined]);
		expect(example.sim.workspace.contacts.get(nora.id)).toBeDefined();
		example.sim.settings.faults = [];
		const { result, receipt } = await erase();
		expect(result.error).toBeUndefined();
		expect(example.sim.workspace.contacts.get(nora.id)).toBeUndefined();
		expect(everythingSaid()).not.toContain(SECRET);
		expect(receipt?.conversations).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ id: own.id, first_message: true, parts: [own.parts[1].id] }),
				expect.objectContaining({ id: shared.id, parts: [shared.parts[0].id] }),
			]),
		);
	},
);

it('a conversation that two leads with the address take part in is gone through once', async () => {
	const { workspace } = example.sim;
	const [one, two] = [0, 1].map(() => workspace.contacts.create({ role: 'lead', email: 'twin@example.com' }));
	const conversation = workspace.inbox.conversations.beginAsContact(one, { body: SECRET });
	replyAsContact(workspace, conversation, two, { message_type: 'comment', body: SECRET });
	const { result, receipt } = await erase('Twin@Example.com');
	expect(result.error).toBeUndefined();
	expect(everythingSaid()).not.toContain(SECRET);
	expect(receipt).toMatchObject({
		contacts: expect.arrayContaining([one.id, two.id]),
		conversations: [{ id: conversation.id, first_message: true, parts: [expect.any(String)] }],
	});
});

it('a conversation with more parts than Intercom gives is named as not finished', async () => {
	const { workspace } = example.sim;
	const nora = workspace.contacts.create({ email: ADDRESS });
	const long = workspace.inbox.conversations.beginAsContact(nora, { body: SECRET });
	for (let index = 0; index < 503; index++)
		replyAsAdmin(workspace, long, { message_type: 'comment', admin_id: '5000002', body: `Part ${index}` });
	const { receipt } = await erase();
	expect(receipt).toMatchObject({ conversations: [{ id: long.id, older_parts_not_reached: true }] });
});

it('the contact can be archived instead', async () => {
	const { nora } = somebody(example.sim);
	const { result, receipt } = await erase(ADDRESS, (workflow) =>
		Object.assign(nodeOf(workflow, 'Delete Contact').parameters, { operation: 'archive' }),
	);
	expect(result.error).toBeUndefined();
	expect(example.sim.workspace.contacts.get(nora.id)).toMatchObject({ archived: true });
	expect(receipt).toMatchObject({ contacts: [nora.id] });
});

it('for somebody unknown nothing is written, and there is no receipt', async () => {
	const { result, file } = await erase('unheard.of@example.com');
	expect([result.error, file]).toEqual([undefined, undefined]);
	expect(example.asked()).toEqual(['POST /contacts/search']);
});
