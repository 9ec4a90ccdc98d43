import { replyAsAdmin } from '../../simulator/workspace/inbox/replies';
import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('shadow-mode.json', { seed: 'demo' });
const model = useServer(() => ({ body: { choices: [{ message: { role: 'assistant', content: ' Please open the settings.\n' } }] } }));
const table = useServer();
const workspace = () => example.sim.workspace;

async function run(happens: (conversation: ReturnType<typeof begin>) => void) {
	const conversation = begin();
	const started = await example.listen();
	const [items] = await started(() => happens(conversation));
	const result = await example.run(
		items,
		(workflow) => {
			Object.assign(nodeOf(workflow, 'Ask Model').parameters, { url: `${model.url}/v1/chat/completions` });
			Object.assign(nodeOf(workflow, 'Store Both').parameters, { url: `${table.url}/api/drafts` });
		},
		{ credentials: { openAiApi: { apiKey: 'key-of-the-model', url: 'https://api.openai.com/v1' } } },
	);
	expect(result.error).toBeUndefined();
	return conversation;
}

const begin = () =>
	workspace().inbox.conversations.beginAsContact(workspace().contacts.create({ email: 'ada@example.com', name: 'Ada' }), {
		body: 'How do I reload?',
	});
const answer = (conversation: ReturnType<typeof begin>, body: string) =>
	replyAsAdmin(workspace(), conversation, { message_type: 'comment', admin_id: '5000002', body });

it('what a teammate sent and what the model would have sent are stored side by side, and Intercom sees nothing of it', async () => {
	const conversation = await run((one) => answer(one, '<p>Open the settings, please.</p>'));
	expect(table.received.map(({ method, body }) => [method, body])).toEqual([
		[
			'POST',
			expect.objectContaining({
				conversation: conversation.id,
				question: 'How do I reload?',
				draft: 'Please open the settings.',
				sent: 'Open the settings, please.',
				alike: 1,
			}),
		],
	]);
	expect(example.sim.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('the model does not see what the teammate answered', async () => {
	await run((one) => answer(one, 'Secret of the team'));
	expect(JSON.stringify(model.received)).toContain('How do I reload?');
	expect(JSON.stringify(model.received)).not.toContain('Secret of the team');
});

it('a second message of a teammate in a row is no answer to a customer', async () => {
	const conversation = begin();
	answer(conversation, 'One.');
	const started = await example.listen();
	const [items] = await started(() => answer(conversation, 'Two.'));
	const result = await example.run(items);
	expect(result.itemsOf('Ask Model')).toEqual([]);
	expect(replies(conversation)).toBe(2);
});

const replies = ({ parts }: ReturnType<typeof begin>) => parts.filter(({ author }) => author.type === 'admin').length;
