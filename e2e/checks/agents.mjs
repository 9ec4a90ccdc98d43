// The examples for agents: the AI agent with a scripted model, and the MCP server with a client of its own.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { startModel } from '../setup/model.mjs';
import { examples } from '../talk/examples.mjs';
import { credentialsOf, PACKAGE } from '../talk/workflow.mjs';

/** An example with credentials in its nodes. */
function ready(file, credential, others = {}) {
	const { workflow } = examples().find((one) => one.file === file);
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith(`${PACKAGE}.`) ? { ...node, credentials: credentialsOf(credential) } : { ...node, ...others[node.name] },
	);
	return { ...workflow, nodes };
}

export async function agentsChecks({ rest, simulator, n8n, credential }) {
	heading('Agents and MCP');
	const {
		data: [contact],
	} = await simulator.api('GET', '/contacts?per_page=1');
	const begun = await simulator.api('POST', '/conversations', { from: { type: 'user', id: contact.id }, body: 'Where are my invoices?' });
	const conversation = String(begun.conversation_id ?? begun.id);

	await check('the agent uses each of its tools, and what it does is in Intercom', async () => {
		await simulator.api('POST', '/ticket_types', { name: 'Request', category: 'Customer' });
		const calls = [
			['Find_Contact', { email: contact.email }],
			['Get_Transcript', { conversation_id: conversation }],
			['Add_Note', { conversation_id: conversation, note: 'Asks for <invoices>' }],
			['Create_Ticket', { email: contact.email, title: 'Invoices', description: 'Cannot find them' }],
		];
		const model = await startModel(({ messages }) => {
			const done = messages.filter(({ role }) => role === 'tool').length;
			const [name, args] = calls[done] ?? [];
			return name
				? { call: { name, args } }
				: {
						text: messages
							.filter(({ role }) => role === 'tool')
							.map(({ content }) => content)
							.join('\n'),
					};
		});
		try {
			const openAi = { ...(await rest.createCredential('Scripted', 'openAiApi', { apiKey: 'none', url: model.url })), type: 'openAiApi' };
			const {
				workflow: { nodes },
			} = examples().find(({ file }) => file === 'ai-agent-with-tools.json');
			const chat = nodes.find(({ name }) => name === 'Chat');
			const flow = await rest.createWorkflow(
				ready('ai-agent-with-tools.json', credential, {
					Chat: { parameters: { ...chat.parameters, public: true } },
					Model: {
						parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: { baseURL: model.url } },
						credentials: credentialsOf(openAi),
					},
				}),
			);
			await rest.activate(flow);
			const answer = await fetch(`${n8n.url}/webhook/${chat.webhookId}/chat`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: 'e2e', chatInput: 'Make a ticket of it' }),
			});
			const text = await answer.text();
			assert.equal(answer.status, 200, text);
			const { output } = JSON.parse(text);
			assert.ok(output.includes(contact.id), output);
			assert.ok(output.includes('Where are my invoices?'), output);
			const offered = model.asked[0].tools.map(({ function: { name, description, parameters } }) => [
				name,
				description.slice(0, 5),
				Object.keys(parameters.properties).sort().join(),
			]);
			assert.deepEqual(offered.sort(), [
				['Add_Note', 'Write', 'conversation_id,note'],
				['Create_Ticket', 'Creat', 'description,email,title'],
				['Find_Contact', 'Finds', 'email'],
				['Get_Transcript', 'Reads', 'conversation_id'],
			]);
			const {
				conversation_parts: { conversation_parts: parts },
			} = await simulator.api('GET', `/conversations/${conversation}`);
			assert.deepEqual(
				parts.filter(({ part_type }) => part_type === 'note').map(({ body }) => body),
				['<p><b>Note by AI</b></p><p>Asks for &lt;invoices></p>'],
			);
			const { tickets } = await simulator.api('POST', '/tickets/search', { query: { field: 'created_at', operator: '>', value: 0 } });
			assert.ok(
				tickets.some(({ ticket_attributes: attributes }) => attributes._default_title_ === 'Invoices'),
				'there is no ticket',
			);
		} finally {
			await model.stop();
		}
	});

	await check('an MCP client with the token sees the tools and gets an answer of Fin; one without it gets nothing', async () => {
		const bearer = {
			...(await rest.createCredential('MCP token', 'httpBearerAuth', { token: 'token-of-this-run' })),
			type: 'httpBearerAuth',
		};
		const flow = await rest.createWorkflow(
			ready('fin-over-mcp.json', credential, { 'MCP Server': { credentials: credentialsOf(bearer) } }),
		);
		await rest.activate(flow);
		const { path } = flow.nodes.find(({ name }) => name === 'MCP Server').parameters;
		let session;
		let id = 0;
		const ask = async (method, params, { token = 'token-of-this-run', notify = false } = {}) => {
			const response = await fetch(`${n8n.url}/mcp/${path}`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					accept: 'application/json, text/event-stream',
					authorization: `Bearer ${token}`,
					...(session ? { 'mcp-session-id': session } : {}),
				},
				body: JSON.stringify({ jsonrpc: '2.0', method, params, ...(notify ? {} : { id: ++id }) }),
			});
			session ??= response.headers.get('mcp-session-id') ?? undefined;
			const text = await response.text();
			if (!response.ok || notify) return { status: response.status, text };
			return { status: response.status, ...JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text) };
		};
		const hello = { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'e2e', version: '1' } };
		const refused = await ask('initialize', hello, { token: 'wrong' });
		assert.ok([401, 403].includes(refused.status), JSON.stringify(refused));
		const { result: welcome } = await ask('initialize', hello);
		assert.ok(welcome?.capabilities?.tools, JSON.stringify(welcome));
		await ask('notifications/initialized', {}, { notify: true });
		const {
			result: { tools },
		} = await ask('tools/list', {});
		assert.deepEqual(tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties).sort().join()]).sort(), [
			['Ask_Fin', 'question,user_id'],
			['Find_Contact', 'email'],
			['Search_Help_Center', 'phrase'],
		]);
		const {
			result: { content },
		} = await ask('tools/call', { name: 'Ask_Fin', arguments: { user_id: 'mcp-user', question: 'How do I reset my password?' } });
		assert.match(content[0].text, /"answered":\s*true/);
	});
}
