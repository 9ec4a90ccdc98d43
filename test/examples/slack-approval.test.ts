/** The node for Slack is replaced (`files.test.ts` looks at its parameters): by what was asked, and by what a person decided. */

import { replyAsAdmin, replyAsContact } from '../../simulator/workspace/inbox/replies';
import { replace } from './foreign';
import { useServer } from './server';
import { nodeOf, readExample, useExample } from './support';

const example = useExample('slack-approval.json', { seed: 'demo' });
const DRAFT = 'Hi Ada,\n\nplease open <Settings> & reload.';
/** What happens in Intercom while the model, and then a person, thinks. */
let meanwhile = (): unknown => undefined;
const model = useServer(() => {
	meanwhile();
	return { body: { choices: [{ message: { role: 'assistant', content: DRAFT } }] } };
});
beforeEach(() => {
	meanwhile = () => undefined;
});

const workspace = () => example.sim.workspace;
const contact = () => workspace().contacts.create({ email: 'ada@example.com', name: 'Ada <b>' });
const message = String(nodeOf(readExample('slack-approval.json'), 'Ask in Slack').parameters.message);

async function run(decision: object, body = 'How do I reload?') {
	const conversation = workspace().inbox.conversations.beginAsContact(contact(), { body });
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
			replace(workflow, 'Ask in Slack', { asked: message, ...decision });
		},
		{ credentials: { openAiApi: { apiKey: 'key-of-the-model', url: 'https://api.openai.com/v1' } } },
	);
	expect(result.error).toBeUndefined();
	const replies = conversation.parts.filter(({ part_type: type, author }) => type === 'comment' && author.type === 'admin');
	return { conversation, result, replies };
}

it('what a person approves goes to the customer as it was drafted', async () => {
	const { replies } = await run({ data: { approved: true } });
	expect(replies).toMatchObject([{ body: '<p>Hi Ada,<br><br>please open &lt;Settings> &amp; reload.</p>' }]);
});

it('Slack is told who wrote what, and what would be sent, and what customers type cannot mention or link there', async () => {
	const { result, conversation } = await run({ data: { approved: false } });
	expect(result.itemsOf('Ask in Slack')[0].json.asked).toBe(
		`*Ada &lt;b&gt;* wrote in conversation ${conversation.id}:\nHello?\n\n*Send this answer?*\nHi Ada,\n\nplease open &lt;Settings&gt; &amp; reload.`,
	);
});

it.each([
	['declined', { data: { approved: false } }],
	['not decided in time', { choices: 'what came into the node' }],
	['answered by something else', { data: { approved: 'true' } }],
])('what is %s sends nothing', async (_, decision) => {
	const { replies, result } = await run(decision);
	expect(replies).toEqual([]);
	expect(result.itemsOf('Read Again')).toEqual([]);
});

it.each([
	[
		'the customer wrote again',
		() =>
			replyAsContact(workspace(), last(), workspace().contacts.get(last().contacts[0])!, { message_type: 'comment', body: 'Never mind.' }),
		0,
	],
	[
		'a teammate has answered',
		() => replyAsAdmin(workspace(), last(), { message_type: 'comment', admin_id: '5000002', body: 'Like this.' }),
		1,
	],
])('an approval that comes when %s sends nothing', async (_, happens, known) => {
	meanwhile = happens;
	const { replies, result } = await run({ data: { approved: true } });
	expect(result.itemsOf('Approved')).toHaveLength(1);
	expect(replies).toHaveLength(known);
	expect(result.itemsOf('Reply')).toEqual([]);
});

const last = () => workspace().inbox.conversations.last();
