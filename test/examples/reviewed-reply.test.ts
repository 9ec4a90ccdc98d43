/** The question to the teammate is replaced by what it asked, and by what was decided; the node itself is tried in `npm run e2e -- people`. */

import { replyAsAdmin, replyAsContact } from '../../simulator/workspace/inbox/replies';
import { replace } from './foreign';
import { useServer } from './server';
import { nodeOf, readExample, useExample } from './support';

const example = useExample('reviewed-reply.json', { seed: 'demo' });
const DRAFT = 'Hi Ada,\n\nplease open <Settings> & reload.';
let meanwhile = (): unknown => undefined;
const model = useServer(() => {
	meanwhile();
	return { body: { choices: [{ message: { role: 'assistant', content: `${DRAFT}\n` } }] } };
});
beforeEach(() => {
	meanwhile = () => undefined;
});

const workspace = () => example.sim.workspace;
const draft = String(nodeOf(readExample('reviewed-reply.json'), 'Ask Teammate').parameters.draft);
const last = () => workspace().inbox.conversations.last();

async function run(decision: object) {
	const conversation = workspace().inbox.conversations.beginAsContact(
		workspace().contacts.create({ email: 'ada@example.com', name: 'Ada' }),
		{
			body: 'How do I reload?',
		},
	);
	const started = await example.listen();
	const [items] = await started(() =>
		replyAsContact(workspace(), conversation, workspace().contacts.get(conversation.contacts[0])!, {
			message_type: 'comment',
			body: 'Hello?',
		}),
	);
	const result = await example.run(
		items,
		(workflow) => {
			Object.assign(nodeOf(workflow, 'Ask Model').parameters, { url: `${model.url}/v1/chat/completions` });
			replace(workflow, 'Ask Teammate', { asked: draft, ...decision });
		},
		{ credentials: { openAiApi: { apiKey: 'key-of-the-model', url: 'https://api.openai.com/v1' } } },
	);
	expect(result.error).toBeUndefined();
	const replies = conversation.parts.filter(({ part_type: type, author }) => type === 'comment' && author.type === 'admin');
	return { result, replies };
}

it('the teammate sees the draft, and what they made of it goes to the customer', async () => {
	const { result, replies } = await run({ data: { approved: true, text: 'Hi Ada,\nopen <Settings>.', edited: true } });
	expect(result.itemsOf('Ask Teammate')[0].json.asked).toBe(DRAFT);
	expect(replies).toMatchObject([{ body: '<p>Hi Ada,<br>open &lt;Settings>.</p>' }]);
});

it('a note in the meantime, as that of the question, does not count as an answer', async () => {
	meanwhile = () => replyAsAdmin(workspace(), last(), { message_type: 'note', admin_id: '5000002', body: 'Send this?' });
	expect((await run({ data: { approved: true, text: 'Yes.' } })).result.itemsOf('Reply')).toHaveLength(1);
});

it.each([
	['declined', { data: { approved: false, text: DRAFT } }],
	['not decided in time', { data: { approved: false, timedOut: true } }],
])('a draft that was %s is not sent', async (_, decision) => {
	expect((await run(decision)).replies).toEqual([]);
});

it('an approval that comes when the customer wrote again sends nothing', async () => {
	meanwhile = () =>
		replyAsContact(workspace(), last(), workspace().contacts.get(last().contacts[0])!, { message_type: 'comment', body: 'Never mind.' });
	const { result, replies } = await run({ data: { approved: true, text: DRAFT } });
	expect(result.itemsOf('Approved')).toHaveLength(1);
	expect(replies).toEqual([]);
});
