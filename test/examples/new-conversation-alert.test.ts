import { replyAsAdmin, replyAsContact } from '../../simulator/workspace/inbox/replies';
import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('new-conversation-alert.json', { seed: 'demo' });
const chat = useServer();
const run = async (items: Parameters<typeof example.run>[0]) =>
	await example.run(items, (workflow) => Object.assign(nodeOf(workflow, 'Tell Chat').parameters, { url: `${chat.url}/services/hook` }));
const workspace = () => example.sim.workspace;
const contact = (change: { name?: string | null; email?: string } = {}) => workspace().contacts.create({ role: 'lead', ...change });
const messages = () => chat.received.map(({ method, path, body }) => [`${method} ${path}`, (body as { text: string }).text]);

it('the chat hears who wrote, what, and where to answer', async () => {
	const started = await example.listen();
	const conversation = { id: '' };
	const [items] = await started(() =>
		Object.assign(
			conversation,
			workspace().inbox.conversations.beginAsContact(contact({ name: 'Ada' }), { body: 'Where are my invoices?' }),
		),
	);
	const result = await run(items);
	expect(result.error).toBeUndefined();
	expect(messages()).toEqual([
		[
			'POST /services/hook',
			`*New conversation* from Ada\nWhere are my invoices?\n<https://app.intercom.com/a/inbox/simulatr/inbox/conversation/${conversation.id}|Open in Intercom>`,
		],
	]);
});

it('what customers write is shown as they wrote it, and cannot pass for a link or a mention', async () => {
	const started = await example.listen();
	const text = 'Sort by <priority> & date?\n"Quoted" <!channel> <https://evil.example|Intercom> {{ 1 + 1 }}';
	const [items] = await started(() => workspace().inbox.conversations.beginAsContact(contact({ name: '<!here> Bob' }), { body: text }));
	await run(items);
	const [[, sent]] = messages();
	expect(sent).toContain(
		'from &lt;!here&gt; Bob\nSort by &lt;priority&gt; &amp; date?\n"Quoted" &lt;!channel&gt; &lt;https://evil.example|Intercom&gt; {{ 1 + 1 }}\n<https://app.intercom.com',
	);
});

it('people without a name, mails without a text and endless messages are fine', async () => {
	const started = await example.listen();
	const long = await started(() =>
		workspace().inbox.conversations.beginAsContact(contact({ email: 'bo@example.com' }), { body: 'x'.repeat(40_000) }),
	);
	const item = {
		type: 'conversation',
		id: '7',
		source: { type: 'email', subject: 'Invoice', body: null, author: { type: 'lead', id: 'a', name: null, email: '' } },
	};
	const bare = await started(async () => await example.sim.webhooks.emit('conversation.user.created', { item }));
	const empty = await started(
		async () =>
			await example.sim.webhooks.emit('conversation.user.created', { item: { ...item, source: { ...item.source, subject: '' } } }),
	);
	const runs = [...long, ...bare, ...empty];
	for (const items of runs) expect((await run(items)).error).toBeUndefined();
	expect(messages()[0][1]).toMatch(/^\*New conversation\* from bo@example\.com\nx{500}\n</);
	expect(
		messages()
			.slice(1)
			.map(([, sent]) => sent.split('\n').slice(0, 2)),
	).toEqual([
		['*New conversation* from a visitor', 'Invoice'],
		['*New conversation* from a visitor', '(no text)'],
	]);
});

it('answers, and conversations that teammates begin, are no news', async () => {
	const known = workspace().contacts.listed()[0];
	const conversation = workspace().inbox.conversations.beginAsContact(known, { body: 'Hello?' });
	const started = await example.listen();
	const runs = await started(() => {
		replyAsContact(workspace(), conversation, known, { message_type: 'comment', body: 'Anybody?' });
		replyAsAdmin(workspace(), conversation, { message_type: 'comment', admin_id: '5000001', body: 'Yes!' });
		workspace().inbox.conversations.beginAsAdmin('5000001', [known], { body: 'Hi!' });
	});
	expect(runs).toEqual([]);
});

it('a chat that does not answer makes the execution fail, so that n8n can tell', async () => {
	chat.answer = () => ({ status: 500 });
	const started = await example.listen();
	const [items] = await started(() => workspace().inbox.conversations.beginAsContact(contact(), { body: 'Hello?' }));
	expect((await run(items)).status).toBe('error');
});
