import { replyAsAdmin, replyAsBot, replyAsContact } from '../../simulator/workspace/inbox/replies';
import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('ai-draft-as-note.json', { seed: 'demo' });
const DRAFT = 'Hi Ada,\n\nplease open <Settings> & reload.';
const model = useServer(() => ({ body: { choices: [{ message: { role: 'assistant', content: DRAFT } }] } }));

const credentials = { openAiApi: { apiKey: 'key-of-the-model', url: 'https://api.openai.com/v1' } };
const run = async (items: Parameters<typeof example.run>[0]) =>
	await example.run(
		items,
		(workflow) => Object.assign(nodeOf(workflow, 'Ask Model').parameters, { url: `${model.url}/v1/chat/completions` }),
		{ credentials },
	);
const workspace = () => example.sim.workspace;
const contact = () => workspace().contacts.listed()[0];
const write = (body: string) => workspace().inbox.conversations.beginAsContact(contact(), { body });

it('a new conversation gets a draft as a note, which only teammates see', async () => {
	const started = await example.listen();
	const conversation = { id: '' };
	const [items] = await started(() => Object.assign(conversation, { id: write('How do I reload?').id }));
	const result = await run(items);
	expect(result.error).toBeUndefined();
	const { parts } = workspace().inbox.conversations.need(conversation.id);
	expect(parts).toMatchObject([
		{
			part_type: 'note',
			author: { type: 'admin', id: '5000001' },
			body: '<p><b>Draft by AI</b></p><p>Hi Ada,<br><br>please open &lt;Settings> &amp; reload.</p>',
		},
	]);
	expect(result.itemsOf('Add Note').map(({ json }) => json)).toMatchObject([{ id: conversation.id, state: 'open' }]);
});

it('the model reads the whole conversation: who said what, without notes and markup', async () => {
	const conversation = write('Where are my invoices?');
	const started = await example.listen();
	replyAsAdmin(workspace(), conversation, {
		message_type: 'comment',
		admin_id: '5000002',
		body: '<p>Under <b>Settings</b> &amp; Billing.</p>',
	});
	replyAsAdmin(workspace(), conversation, { message_type: 'note', admin_id: '5000002', body: 'Never pays in time.' });
	const [items] = await started(() =>
		replyAsContact(workspace(), conversation, contact(), { message_type: 'comment', body: 'There is nothing there.' }),
	);
	await run(items);
	const [{ headers, body }] = model.received;
	const { messages } = body as { messages: Array<{ role: string; content: string }> };
	expect(headers.authorization).toBe('Bearer key-of-the-model');
	expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
	const turns = messages[1].content.split('\n').map((line) => line.replace(/^\[[^\]]+\] /, ''));
	const name = contact().name ?? contact().email;
	expect(turns).toEqual([
		`customer ${name}: Where are my invoices?`,
		'teammate Bruno Agent: Under Settings & Billing.',
		`customer ${name}: There is nothing there.`,
	]);
});

it('bots get no answer: where Fin was quicker, the model is not even asked', async () => {
	const conversation = write('Where are my invoices?');
	const started = await example.listen();
	const [items] = await started(() => replyAsContact(workspace(), conversation, contact(), { message_type: 'comment', body: 'Hello?' }));
	replyAsBot(workspace(), conversation, '<p>Under Settings.</p>');
	const parts = conversation.parts.length;
	const result = await run(items);
	expect(result.error).toBeUndefined();
	expect([model.received, conversation.parts.length]).toEqual([[], parts]);
});

it('nor does it draft where a teammate has answered meanwhile', async () => {
	const started = await example.listen();
	const conversation = { id: '' };
	const [items] = await started(() => Object.assign(conversation, { id: write('Where are my invoices?').id }));
	replyAsAdmin(workspace(), workspace().inbox.conversations.need(conversation.id), {
		message_type: 'comment',
		admin_id: '5000002',
		body: 'Under Settings.',
	});
	await run(items);
	expect(model.received).toEqual([]);
});

it('nothing but what a customer writes starts it: no bot, no teammate, not its own note', async () => {
	const conversation = write('Where are my invoices?');
	const started = await example.listen();
	const [items] = await started(() => replyAsContact(workspace(), conversation, contact(), { message_type: 'comment', body: 'Hello?' }));
	const again = await started(async () => {
		await run(items);
		replyAsBot(workspace(), conversation, '<p>Under Settings.</p>');
		replyAsAdmin(workspace(), conversation, { message_type: 'comment', admin_id: '5000002', body: 'As Fin said.' });
	});
	expect(conversation.parts.filter(({ part_type: type }) => type === 'note')).toHaveLength(1);
	expect(again).toEqual([]);
});

it('a second message of the customer gets a draft of its own', async () => {
	const conversation = write('Where are my invoices?');
	const started = await example.listen();
	const runs = await started(async () => {
		replyAsContact(workspace(), conversation, contact(), { message_type: 'comment', body: 'Hello?' });
		await example.sim.webhooks.settled();
		replyAsContact(workspace(), conversation, contact(), { message_type: 'comment', body: 'Anybody there?' });
	});
	expect(runs).toHaveLength(2);
});

it('a model that fails, or has nothing to say, leaves no note', async () => {
	const conversation = write('Where are my invoices?');
	const started = await example.listen();
	const [items] = await started(() => replyAsContact(workspace(), conversation, contact(), { message_type: 'comment', body: 'Hello?' }));
	const parts = conversation.parts.length;
	model.answer = () => ({ status: 503, body: { error: { message: 'overloaded' } } });
	expect((await run(items)).error?.message).toContain('Service unavailable');
	for (const content of [null, ' ']) {
		model.answer = () => ({ body: { choices: [{ message: { role: 'assistant', content } }] } });
		expect((await run(items)).error?.message).toContain("'Message' is required");
	}
	expect(conversation.parts).toHaveLength(parts);
});
