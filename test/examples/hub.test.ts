import { useServer } from './server';
import { readExample, useExample } from './support';

const hub = useExample('hub.json', { seed: 'demo' });
const chat = useServer();
const SUBS = ['hub-urgent-messages', 'hub-new-tickets'];

/** The workflows behind the hub, as somebody sets them up. */
function behind() {
	const flows = Object.fromEntries(SUBS.map((id) => [id, readExample(`${id}.json`)]));
	for (const { name, parameters } of flows['hub-new-tickets'].nodes)
		if (name === 'Tell Chat') Object.assign(parameters as object, { url: `${chat.url}/services/hook` });
	return flows;
}
const run = async (items: Parameters<typeof hub.run>[0], subWorkflows = behind()) => await hub.run(items, undefined, { subWorkflows });
const workspace = () => hub.sim.workspace;
const begin = (body: string) => workspace().inbox.conversations.beginAsContact(workspace().contacts.listed()[0], { body });

it('an urgent message gets a note, and nobody else hears of it', async () => {
	const started = await hub.listen();
	const conversations: Array<ReturnType<typeof begin>> = [];
	const runs = await started(() => conversations.push(begin('This is URGENT: we cannot log in'), begin('An insurgent question')));
	expect(runs).toHaveLength(2);
	for (const items of runs) {
		const result = await run(items);
		expect([result.error, result.subRuns.map(({ id, result: { status } }) => [id, status])]).toEqual([
			undefined,
			[['hub-urgent-messages', 'success']],
		]);
	}
	expect(conversations.map(({ parts }) => parts.map(({ part_type, body }) => [part_type, body]))).toEqual([
		[['note', '<p>The customer writes that it is urgent.</p>']],
		[],
	]);
	expect(chat.received).toEqual([]);
});

it('the chat hears of a ticket, and the conversations are left alone', async () => {
	const started = await hub.listen();
	const [items] = await started(async () => await hub.sim.webhooks.emit('ticket.created'));
	const { subRuns } = await run(items);
	expect(subRuns.map(({ id, result }) => [id, result.status])).toEqual([['hub-new-tickets', 'success']]);
	expect(chat.received.map(({ body }) => body)).toEqual([{ text: '*New ticket #64* (Complaint)\nDrawer does not close' }]);
});

it('a workflow behind it that fails is its own affair: the hub goes on', async () => {
	chat.answer = () => ({ status: 500 });
	const started = await hub.listen();
	const [items] = await started(async () => await hub.sim.webhooks.emit('ticket.created'));
	const { status, subRuns } = await run(items);
	expect([status, subRuns.map(({ result }) => result.status)]).toEqual(['success', ['error']]);
});

it('one that is missing makes the hub fail, so that n8n can tell', async () => {
	const started = await hub.listen();
	const [items] = await started(async () => await hub.sim.webhooks.emit('ticket.created'));
	expect((await run(items, {})).error?.message).toContain('hub-new-tickets');
});
