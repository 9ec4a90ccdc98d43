import fc from 'fast-check';
import type { Simulator } from '../../simulator';
import { replyAsAdmin, replyAsContact } from '../../simulator/workspace/inbox/replies';
import type { Conversation } from '../../simulator/workspace/inbox/types';
import { useServer } from './server';
import { readExample, useExample } from './support';

type Row = {
	id: string;
	updated_at: string;
	state: string;
	first_message: string;
	parts_given: number;
	truncated: boolean;
	conversation: { conversation_parts: { conversation_parts: Array<{ body: string | null }> } };
} & Record<string, unknown>;

const START = Date.parse('2026-03-01T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const example = useExample('conversations-to-warehouse.json', { now: START });
const warehouse = { position: '', rows: new Map<string, Row>(), deleted: new Set<string>(), writes: 0 };
const server = useServer(({ method, path, body }) => {
	if (path === '/position' && method === 'GET') return { body: { position: warehouse.position } };
	if (path === '/position') warehouse.position = (body as { position: string }).position;
	if (path === '/conversations') for (const row of body as Row[]) warehouse.rows.set(row.id, row);
	if (path === '/deleted') for (const { id } of body as Array<{ id: string }>) warehouse.deleted.add(id);
	if (path === '/conversations') warehouse.writes += (body as Row[]).length;
	return {};
});

beforeEach(empty);
function empty() {
	Object.assign(warehouse, { position: new Date(START).toISOString(), writes: 0 });
	warehouse.rows.clear();
	warehouse.deleted.clear();
}

/** A run at the moment the simulator's clock shows. */
async function run(more: Parameters<typeof example.run>[2] = {}) {
	const now = new Date(example.sim.clock.ms()).toISOString();
	return await example.run(
		[{ timestamp: now }],
		(workflow) => {
			const text = JSON.stringify(readExample('conversations-to-warehouse.json'))
				.replaceAll('https://warehouse.example.com', server.url)
				.replaceAll('$now', `DateTime.fromISO('${now}')`);
			Object.assign(workflow, JSON.parse(text));
		},
		more,
	);
}
/** Hourly runs until the position is as far as it gets. */
async function catchUp(): Promise<void> {
	for (let before = ''; before !== warehouse.position; ) {
		before = warehouse.position;
		expect((await run()).error).toBeUndefined();
	}
}
const at = (ms: number) => (example.sim.settings.now = START + ms);
const begin = (body = 'Hello?', { workspace }: Simulator = example.sim): Conversation =>
	workspace.inbox.conversations.beginAsContact(
		workspace.contacts.byEmail('ada@example.com') ?? workspace.contacts.create({ email: 'ada@example.com', name: 'Ada' }),
		{ body },
	);
const reply = (conversation: Conversation, body: string) =>
	replyAsAdmin(example.sim.workspace, conversation, { message_type: 'comment', admin_id: '5000001', body });
const all = () => example.sim.workspace.inbox.conversations.all();
const saidIn = ({ conversation }: Row) => conversation.conversation_parts.conversation_parts.map(({ body }) => body);

it('a conversation becomes a row: what one asks for by name, and the whole of it', async () => {
	at(HOUR);
	const conversation = begin('Where are my <invoices>?');
	const { workspace } = example.sim;
	reply(conversation, '<p>Under <b>Settings</b>.</p>');
	workspace.inbox.tag(conversation, workspace.tags.ensure('VIP'), '5000001');
	workspace.inbox.conversations.rate(conversation, { rating: 4 });
	at(2 * HOUR);
	await catchUp();
	expect([...warehouse.rows.values()]).toEqual([
		{
			id: conversation.id,
			created_at: '2026-03-01T01:00:00.000Z',
			updated_at: '2026-03-01T01:00:00.000Z',
			state: 'open',
			channel: 'conversation',
			title: '',
			first_message: 'Where are my <invoices>?',
			contact_ids: conversation.contacts,
			admin_assignee_id: null,
			team_assignee_id: null,
			tags: ['VIP'],
			rating: 4,
			parts_given: 1,
			truncated: false,
			conversation: expect.objectContaining({ type: 'conversation', id: conversation.id, statistics: expect.anything() }),
		},
	]);
	expect(saidIn([...warehouse.rows.values()][0])).toEqual(['Under Settings.']);
});

it('the position moves to five minutes ago, and by one day at most', async () => {
	at(90 * HOUR);
	for (const position of [
		'2026-03-02T00:00:00.000Z',
		'2026-03-03T00:00:00.000Z',
		'2026-03-04T00:00:00.000Z',
		'2026-03-04T17:55:00.000Z',
		'2026-03-04T17:55:00.000Z',
	]) {
		await run();
		expect(warehouse.position).toBe(position);
	}
	at(90 * HOUR - 60 * MINUTE);
	await run();
	expect(warehouse.position).toBe('2026-03-04T17:55:00.000Z');
});

it('conversations that share the second at which a run ends are all there after the next', async () => {
	at(24 * HOUR);
	const same = Array.from({ length: 5 }, (_, index) => begin(`Same second ${index}`));
	at(24 * HOUR + 4 * MINUTE);
	await run();
	expect(warehouse.position).toBe('2026-03-01T23:59:00.000Z');
	at(24 * HOUR + 5 * MINUTE);
	await run();
	expect(warehouse.position).toBe('2026-03-02T00:00:00.000Z');
	at(26 * HOUR);
	await catchUp();
	expect([...warehouse.rows.keys()].sort()).toEqual(same.map(({ id }) => id).sort());
});

it('a conversation that changes while a run is under way comes whole with a later one', async () => {
	at(HOUR);
	const conversations = Array.from({ length: 200 }, (_, index) => begin(`Question ${index}`));
	at(2 * HOUR);
	let answered = 0;
	const change = () => reply(conversations[answered], `Answer ${answered++}`);
	// between the search and the reading, and with every conversation that is read
	await run({ onNodeFinished: (node) => node === 'Each Once' && change(), onProgress: () => change() });
	expect(answered).toBeGreaterThan(5);
	at(3 * HOUR);
	await catchUp();
	expect(warehouse.rows.size).toBe(200);
	for (let index = 0; index < answered; index++)
		expect(saidIn(warehouse.rows.get(conversations[index].id) as Row)).toEqual([`Answer ${index}`]);
});

it('a list that shifts while it is read gives every conversation, and each once', async () => {
	at(HOUR);
	const conversations = Array.from({ length: 320 }, (_, index) => begin(`Question ${index}`));
	at(2 * HOUR);
	const { requests } = example.sim;
	let pages = 0;
	// with every page that is asked for, one conversation leaves the window, and those after it move up
	requests.push = (...records) => {
		if (records.some(({ path }) => path === '/conversations/search')) reply(conversations[320 - 7 * ++pages], 'Meanwhile');
		return Array.prototype.push.apply(requests, records);
	};
	await run();
	delete (requests as { push?: unknown }).push;
	expect(pages).toBe(3);
	at(3 * HOUR);
	await catchUp();
	expect(warehouse.rows.size).toBe(320);
});

it('a long conversation says that Intercom left its older parts out', async () => {
	at(HOUR);
	const long = begin('This will be long');
	for (let index = 0; index < 501; index++) reply(long, `Part ${index}`);
	const short = begin('This will not');
	at(2 * HOUR);
	await catchUp();
	expect(warehouse.rows.get(long.id)).toMatchObject({ parts_given: 500, truncated: true });
	expect(warehouse.rows.get(short.id)).toMatchObject({ parts_given: 0, truncated: false });
});

it('conversations that were deleted are listed, those from before the position are not', async () => {
	const { conversations } = example.sim.workspace.inbox;
	at(HOUR);
	const [old, gone] = [begin(), begin()];
	conversations.delete(old, true);
	warehouse.position = new Date(START + 2 * HOUR).toISOString();
	at(3 * HOUR);
	conversations.delete(gone, false);
	at(4 * HOUR);
	await catchUp();
	expect([...warehouse.deleted]).toEqual([gone.id]);
});

it.each(['POST /conversations/search', 'GET /conversations/*', 'GET /conversations/deleted'])(
	'when %s fails, the position stays, and the next run makes up for it',
	async (match) => {
		at(HOUR);
		const conversation = begin();
		const gone = begin();
		example.sim.workspace.inbox.conversations.delete(gone, true);
		at(2 * HOUR);
		example.sim.settings.faults = [{ match, kind: '5xx', times: 20 }];
		expect((await run()).status).toBe('error');
		expect(warehouse.position).toBe(new Date(START).toISOString());
		example.sim.settings.faults = [];
		await catchUp();
		expect([[...warehouse.rows.keys()], [...warehouse.deleted]]).toEqual([[conversation.id], [gone.id]]);
	},
);

it.each(['/conversations', '/deleted', '/position'])(
	'when the warehouse does not take %s, the position stays, and the next run makes up for it',
	async (broken) => {
		at(HOUR);
		const conversation = begin();
		const gone = begin();
		example.sim.workspace.inbox.conversations.delete(gone, true);
		at(2 * HOUR);
		const usual = server.answer;
		server.answer = (request) => (request.path === broken && request.method === 'PUT' ? { status: 500 } : usual(request));
		expect((await run()).status).toBe('error');
		expect(warehouse.position).toBe(new Date(START).toISOString());
		server.answer = usual;
		await catchUp();
		expect([[...warehouse.rows.keys()], [...warehouse.deleted]]).toEqual([[conversation.id], [gone.id]]);
	},
);

it('whatever happens in between, in the end the warehouse has what Intercom has', async () => {
	const step = fc.oneof(
		fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 2000 }) }),
		fc.record({ what: fc.constant('begin' as const), minutes: fc.constant(0) }),
		fc.record({ what: fc.constantFrom('answer' as const, 'write' as const, 'delete' as const), which: fc.nat(), minutes: fc.constant(0) }),
		fc.record({ what: fc.constant('run' as const), minutes: fc.constant(0) }),
		fc.record({
			what: fc.constant('failing run' as const),
			part: fc.constantFrom('/conversations', '/deleted', '/position'),
			minutes: fc.constant(0),
		}),
	);
	const usual = server.answer;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
			example.sim.reset();
			empty();
			let passed = 0;
			at(0);
			for (const one of steps) {
				passed += one.minutes * MINUTE;
				at(passed);
				const conversation = 'which' in one && all().length ? all()[one.which % all().length] : undefined;
				if (one.what === 'begin') begin(`At ${passed}`);
				if (one.what === 'answer' && conversation) reply(conversation, `At ${passed}`);
				if (one.what === 'write' && conversation)
					replyAsContact(example.sim.workspace, conversation, example.sim.workspace.contacts.all()[0], {
						message_type: 'comment',
						body: `At ${passed}`,
					});
				if (one.what === 'delete' && conversation) example.sim.workspace.inbox.conversations.delete(conversation, true);
				if (one.what === 'failing run')
					server.answer = (request) => (request.method === 'PUT' && request.path === one.part ? { status: 500 } : usual(request));
				if (one.what === 'run' || one.what === 'failing run') await run();
				server.answer = usual;
			}
			at(passed + HOUR);
			await catchUp();
			const gone = example.sim.workspace.inbox.conversations.deleted().map(({ id }) => id);
			expect([...warehouse.deleted].sort()).toEqual(gone.sort());
			const rows = [...warehouse.rows.values()].filter(({ id }) => !warehouse.deleted.has(id));
			const told = rows.map((row) => [row.id, Date.parse(row.updated_at) / 1000, row.state, row.parts_given]);
			expect(told.sort()).toEqual(
				all()
					.map(({ id, updated_at: updated, state, parts }) => [id, updated, state, parts.length])
					.sort(),
			);
		}),
		{ numRuns: 15 },
	);
}, 120_000);
