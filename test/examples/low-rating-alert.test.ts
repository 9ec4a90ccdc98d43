import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('low-rating-alert.json');
const chat = useServer();
const run = async (items: Parameters<typeof example.run>[0]) =>
	await example.run(items, (workflow) => Object.assign(nodeOf(workflow, 'Tell Chat').parameters, { url: `${chat.url}/services/hook` }));
const begin = () => {
	const { contacts, inbox } = example.sim.workspace;
	return inbox.conversations.beginAsContact(contacts.create({ name: 'Ada', email: 'ada@example.com' }), { body: 'Where are my invoices?' });
};
const messages = () => chat.received.map(({ body }) => (body as { text: string }).text);

it.each([
	[1, 'Took <far> too long', 'Took &lt;far&gt; too long'],
	[2, null, '(no remark)'],
])('a rating of %d is told with its remark, the customer and a link', async (rating, remark, told) => {
	const conversation = begin();
	const started = await example.listen();
	const [items] = await started(() => example.sim.workspace.inbox.conversations.rate(conversation, { rating, remark }));
	const result = await run(items);
	expect(result.error).toBeUndefined();
	expect(messages()).toEqual([
		`*Rated ${rating} of 5* by Ada\n${told}\n<https://app.intercom.com/a/inbox/simulatr/inbox/conversation/${conversation.id}|Open in Intercom>`,
	]);
});

it.each([3, 4, 5])('a rating of %d is not', async (rating) => {
	const conversation = begin();
	const started = await example.listen();
	const [items] = await started(() => example.sim.workspace.inbox.conversations.rate(conversation, { rating }));
	const result = await run(items);
	expect(result.error).toBeUndefined();
	expect(messages()).toEqual([]);
});
