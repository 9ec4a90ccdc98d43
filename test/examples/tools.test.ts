/**
 * The tools of the agent and of the MCP server, called with what a model would give. The agent, its model and the MCP trigger are
 * run in a real n8n by `npm run e2e -- agents`.
 */

import { argumentsOf, callOnly, hangingOn } from './foreign';
import { nodeOf, readExample, useExample } from './support';

const agent = useExample('ai-agent-with-tools.json', { seed: 'demo' });
const approving = useExample('agent-with-approval.json', { seed: 'demo' });
const mcp = useExample('fin-over-mcp.json', { seed: 'demo' });

const call = async (example: typeof agent, tool: string, args: object) => {
	const result = await example.run([args as never], (workflow) => callOnly(workflow, tool));
	return { error: result.error, json: result.itemsOf(tool).map(({ json }) => json) };
};
const begin = (body: string) => {
	const { contacts, inbox } = agent.sim.workspace;
	return inbox.conversations.beginAsContact(
		contacts.byEmail('ada@example.com') ?? contacts.create({ email: 'ada@example.com', name: 'Ada' }),
		{ body },
	);
};

describe('the agent', () => {
	const workflow = readExample('ai-agent-with-tools.json');

	it('has a model, a memory and four tools, each with words of its own and the arguments it needs', () => {
		expect([hangingOn(workflow, 'AI Agent', 'ai_languageModel'), hangingOn(workflow, 'AI Agent', 'ai_memory')]).toEqual([
			['Model'],
			['Memory'],
		]);
		expect(
			Object.fromEntries(hangingOn(workflow, 'AI Agent', 'ai_tool').map((name) => [name, argumentsOf(nodeOf(workflow, name))])),
		).toEqual({
			'Find Contact': ['email'],
			'Get Transcript': ['conversation_id'],
			'Add Note': ['conversation_id', 'note'],
			'Create Ticket': ['description', 'email', 'title'],
		});
		const told = hangingOn(workflow, 'AI Agent', 'ai_tool').map((name) => nodeOf(workflow, name).parameters.toolDescription);
		expect(new Set(told).size).toBe(4);
	});
	it('cannot delete, and its reading tools cannot write, whatever operation somebody puts there', async () => {
		const conversation = begin('Hello');
		const result = await agent.run([{ conversation_id: conversation.id, note: 'x' }], (changed) => {
			callOnly(changed, 'Add Note');
			Object.assign(nodeOf(changed, 'Add Note').parameters, { operation: 'delete' });
		});
		expect(result.error?.message).toContain("'Allowed for Agents'");
		for (const name of ['Find Contact', 'Get Transcript'])
			expect(nodeOf(workflow, name).parameters.options).toMatchObject({ allowedForAgents: 'readingOnly' });
		expect(agent.asked()).toEqual([]);
	});
	it('finds a contact by email, and nobody where nobody has it', async () => {
		begin('Hello');
		expect((await call(agent, 'Find Contact', { email: 'ada@example.com' })).json).toMatchObject([
			{ email: 'ada@example.com', name: 'Ada' },
		]);
		expect(await call(agent, 'Find Contact', { email: 'nobody@example.com' })).toEqual({ error: undefined, json: [] });
	});
	it('reads a conversation', async () => {
		const { id } = begin('Where are my invoices?');
		expect((await call(agent, 'Get Transcript', { conversation_id: id })).json).toMatchObject([
			{ transcript: expect.stringContaining('customer Ada: Where are my invoices?') as string },
		]);
	});
	it('writes a note as text, for teammates only', async () => {
		const conversation = begin('Where are my invoices?');
		expect(
			(await call(agent, 'Add Note', { conversation_id: conversation.id, note: 'Asks for <invoices> & more\nthan that' })).error,
		).toBeUndefined();
		expect(conversation.parts).toMatchObject([
			{ part_type: 'note', body: '<p><b>Note by AI</b></p><p>Asks for &lt;invoices> &amp; more<br>than that</p>' },
		]);
	});
	it('creates a ticket of the type that the canvas says, for the contact with the address', async () => {
		begin('Hello');
		agent.sim.workspace.inbox.ticketTypes.create({ name: 'Request', category: 'Customer' } as never);
		const { json, error } = await call(agent, 'Create Ticket', {
			email: 'ada@example.com',
			title: 'Invoices',
			description: 'Cannot find them',
		});
		expect(error).toBeUndefined();
		const [{ id }] = json;
		const result = await agent.host.runNode({
			type: 'n8n-nodes-intercom.intercom',
			parameters: { resource: 'ticket', operation: 'get', ticketId: { __rl: true, mode: 'id', value: id }, output: 'raw' } as never,
			items: [{}],
			credentials: agent.credentials(),
		});
		expect(result.json[0]).toMatchObject({
			ticket_attributes: { _default_title_: 'Invoices', _default_description_: 'Cannot find them' },
			ticket_type: { name: 'Request' },
		});
	});
	it('is told in words what it did wrong', async () => {
		expect((await call(agent, 'Get Transcript', { conversation_id: '4040404' })).error?.message).toContain('did not find the record');
		expect((await call(agent, 'Add Note', { note: 'x' })).error?.message).toContain("'Conversation' is required");
	});
});

describe('the MCP server', () => {
	const workflow = readExample('fin-over-mcp.json');

	it('asks for a token, and offers three tools', () => {
		expect(nodeOf(workflow, 'MCP Server').parameters).toMatchObject({ authentication: 'bearerAuth' });
		expect(
			Object.fromEntries(hangingOn(workflow, 'MCP Server', 'ai_tool').map((name) => [name, argumentsOf(nodeOf(workflow, name))])),
		).toEqual({ 'Ask Fin': ['question', 'user_id'], 'Search Help Center': ['phrase'], 'Find Contact': ['email'] });
	});
	it('gives the answer of Fin', async () => {
		const { json, error } = await call(mcp, 'Ask Fin', { user_id: 'user-7', question: 'How do I reset my password?' });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ answered: true, user_id: 'user-7', answer: expect.any(String) as string }]);
	});
	const titles = () => {
		const { articles } = mcp.sim.workspace.knowledge;
		return articles
			.all()
			.map((article) => articles.main(article))
			.filter(({ state }) => state === 'published')
			.map(({ title }) => title);
	};
	it('finds articles that are published', async () => {
		const { json, error } = await call(mcp, 'Search Help Center', { phrase: titles()[0].split(' ')[0] });
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
		expect(json.length).toBeLessThanOrEqual(5);
		expect(new Set(json.map(({ state }) => state))).toEqual(new Set(['published']));
	});
});

describe('the agent with approval', () => {
	const workflow = readExample('agent-with-approval.json');

	it('reads by itself, and closes and deletes only through a teammate', () => {
		expect(hangingOn(workflow, 'AI Agent', 'ai_tool').sort()).toEqual(['Ask Teammate', 'Find Contact', 'Get Transcript']);
		expect(hangingOn(workflow, 'Ask Teammate', 'ai_tool').sort()).toEqual(['Close Conversation', 'Delete Contact']);
		for (const name of ['Find Contact', 'Get Transcript'])
			expect(nodeOf(workflow, name).parameters.options).toMatchObject({ allowedForAgents: 'readingOnly' });
	});
	it('closes a conversation', async () => {
		const { contacts, inbox } = approving.sim.workspace;
		const conversation = inbox.conversations.beginAsContact(contacts.create({ email: 'ada@example.com' }), { body: 'Thanks!' });
		expect((await call(approving, 'Close Conversation', { conversation_id: conversation.id })).error).toBeUndefined();
		expect(conversation.state).toBe('closed');
	});
	it('deletes a contact', async () => {
		const { id } = approving.sim.workspace.contacts.create({ email: 'ada@example.com' });
		expect((await call(approving, 'Delete Contact', { contact_id: id })).error).toBeUndefined();
		expect(approving.asked()).toEqual([`DELETE /contacts/${id}`]);
	});
});
