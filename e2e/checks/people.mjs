// Human Review: a question in a note, an execution that waits, and the answer that it goes on with.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until, wait } from '../setup/machine.mjs';
import { startModel, toolResult } from '../setup/model.mjs';
import { examples } from '../talk/examples.mjs';
import { byId, credentialsOf, inRow, node, PACKAGE, workflow } from '../talk/workflow.mjs';

const SCANNERS = ['Mozilla/5.0 (Windows NT 10.0) Chrome/130.0', 'Mozilla/5.0 (compatible; bingbot/2.0)', 'SkypeUriPreview Preview/0.5', ''];

/** A workflow that starts by a request to it, so that it runs as workflows in production do. */
export const called = (name) =>
	node(
		'Called',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} },
		{ typeVersion: 2, webhookId: name },
	);

export const review = (credential, parameters, more = {}) =>
	node(
		'Review',
		`${PACKAGE}.intercomHumanReview`,
		{ authentication: 'accessToken', operation: 'sendAndWait', ...parameters },
		{ credentials: credentialsOf(credential), ...more },
	);

/** What these checks do again and again. */
export function hands({ rest, simulator, n8n }) {
	const conversation = async () => {
		const {
			data: [contact],
		} = await simulator.api('GET', '/contacts?per_page=1');
		const made = await simulator.api('POST', '/conversations', { from: { type: 'user', id: contact.id }, body: 'Where is my order?' });
		return made.conversation_id ?? made.id;
	};
	const notes = async (id) => {
		const {
			conversation_parts: { conversation_parts: parts },
		} = await simulator.api('GET', `/conversations/${id}`);
		return parts.filter(({ part_type }) => part_type === 'note').map(({ body }) => body);
	};
	const links = (note) => [...note.matchAll(/href="([^"]+)"/g)].map(([, address]) => address.replaceAll('&amp;', '&'));
	/** Starts the workflow and answers the ID of its execution. */
	const start = async (flow, body = {}) => {
		const before = new Set((await rest.executions(flow)).map(({ id }) => id));
		const path = flow.nodes.find(({ name }) => name === 'Called').parameters.path;
		const answer = await fetch(`${n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		assert.equal(answer.status, 200, await answer.text());
		return (await until('the execution is there', async () => (await rest.executions(flow)).find(({ id }) => !before.has(id)))).id;
	};
	const status = async (id) => (await rest.ask('GET', `/rest/executions/${id}`)).status;
	const waiting = async (id) =>
		await until(`execution ${id} waits`, async () => {
			const found = await rest.ask('GET', `/rest/executions/${id}`);
			if (found.status === 'error') throw new Error(`It failed: ${JSON.stringify(found.data).slice(0, 2000)}`);
			return found.status === 'waiting';
		});
	/** The links of the first question in a conversation. */
	const asked = async (id) =>
		await until('the note is there', async () => {
			const found = (await notes(id)).map(links).find((all) => all.length);
			return found;
		});
	const post = async (address, form = {}, more = {}) =>
		await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(form),
			...more,
		});
	/** As the page of a form sends it. */
	const send = async (address, form) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(form)) body.append(name, value);
		return await fetch(address, { method: 'POST', body });
	};
	const over = async (id) => {
		const execution = await rest.execution(id);
		assert.equal(execution.status, 'success', execution.error?.message);
		return execution;
	};
	const active = async (flow) => {
		const made = await rest.createWorkflow(flow);
		await rest.activate(made);
		return made;
	};
	return { conversation, notes, links, start, status, waiting, asked, post, send, over, active };
}

export async function peopleChecks(world) {
	const { rest, simulator, n8n, credential } = world;
	const { conversation, notes, start, status, waiting, asked, post, send, over, active } = hands(world);
	heading('Human Review');

	await check('n8n offers the node as an approval of AI tools, with the parameters an approval needs', async () => {
		const types = await rest.nodeTypes();
		const approval = types.find(({ name }) => name === `${PACKAGE}.intercomHumanReviewHitlTool`);
		assert.ok(approval, 'there is no approval');
		assert.deepEqual(approval.codex.subcategories.Tools, ['Human in the Loop']);
		const names = approval.properties.map(({ name }) => name);
		for (const name of ['message', 'conversationId', 'approvalOptions', 'options']) assert.ok(names.includes(name), name);
		assert.equal(approval.properties.find(({ name }) => name === 'responseType').type, 'hidden');
	});

	const ask = async (name, parameters) =>
		await active(
			workflow(
				name,
				called(name),
				review(credential, { conversationId: byId('={{ $json.body.conversation }}'), message: '={{ $json.body.message }}', ...parameters }),
			),
		);
	const double = { approvalOptions: { values: { approvalType: 'double' } } };
	const approval = await ask('people-approval', double);

	await check('whoever opens the links decides nothing; a click does, once, and a note says what was decided', async () => {
		const id = await conversation();
		const execution = await start(approval, { conversation: id, message: 'Refund <b>40</b> euros?' });
		await waiting(execution);
		const [approve, decline] = await asked(id);
		for (const address of [approve, decline]) {
			for (const agent of SCANNERS) {
				const page = await fetch(address, { headers: { 'user-agent': agent } });
				assert.equal(page.status, 200);
				assert.match(await page.text(), /Refund &lt;b&gt;40&lt;\/b&gt; euros\?/);
			}
			await fetch(address, { method: 'HEAD' });
		}
		assert.equal(await status(execution), 'waiting', 'opening a link decided');
		const forged = await post(approve.replace(/signature=\w{8}/, 'signature=00000000'), { decision: 'approve' });
		assert.equal(forged.status, 401);
		assert.equal(await status(execution), 'waiting', 'a forged address decided');
		const page = await post(approve, { decision: 'approve', name: 'Ann' });
		assert.equal(page.status, 200);
		assert.match(await page.text(), /Approved by Ann on /);
		const [{ data, conversationId, noted }] = (await over(execution)).output('Review');
		const { respondedAt, ...answer } = data;
		assert.deepEqual(
			{ answer, conversationId, noted },
			{ answer: { approved: true, respondedBy: 'Ann', timedOut: false }, conversationId: String(id), noted: true },
		);
		assert.ok(Math.abs(Date.parse(respondedAt) - Date.now()) < 120_000);
		const later = await post(decline, { decision: 'decline' });
		assert.ok(!/Declined/.test(await later.text()));
		assert.deepEqual(
			(await notes(id)).filter((note) => /Declined|Approved/.test(note)).map((note) => /<b>(.*?) on /.exec(note)[1]),
			['Approved by Ann'],
		);
	});

	await check('twenty clicks at the same moment decide once', async () => {
		const id = await conversation();
		const execution = await start(approval, { conversation: id, message: 'Close it?' });
		await waiting(execution);
		const [address] = await asked(id);
		const pages = await Promise.all(
			Array.from({ length: 20 }, async (_, index) => await (await post(address, { decision: index % 2 ? 'approve' : 'decline' })).text()),
		);
		const [{ data }] = (await over(execution)).output('Review');
		const decided = (await notes(id)).filter((note) => /<b>(Approved|Declined)/.test(note));
		assert.equal(decided.length, 1, decided.join('\n'));
		assert.match(decided[0], data.approved ? /Approved/ : /Declined/);
		assert.equal(pages.filter((page) => page.includes('Thank you')).length, 1);
		assert.equal((await rest.executions(approval)).filter(({ id: one }) => one === execution).length, 1);
	});

	await check('an execution that waits survives a restart of n8n, and goes on with the answer', async () => {
		const id = await conversation();
		const execution = await start(approval, { conversation: id, message: 'Still there?' });
		await waiting(execution);
		await n8n.restart();
		assert.equal(await status(execution), 'waiting');
		const [, decline] = await asked(id);
		await post(decline, { decision: 'decline' });
		assert.equal((await over(execution)).output('Review')[0].data.approved, false);
	});

	await check('a draft can be changed before it is approved, and the output has the final text', async () => {
		const flow = await ask('people-edit', { responseType: 'editAndApprove', draft: 'Dear customer,\nit is on its way.' });
		const id = await conversation();
		const execution = await start(flow, { conversation: id, message: 'Send this?' });
		await waiting(execution);
		const [address] = await asked(id);
		assert.match(await (await fetch(address)).text(), /<textarea[^>]*>\nDear customer,\nit is on its way\.<\/textarea>/);
		assert.equal((await post(address, { decision: 'approve', text: ' ' })).status, 422);
		assert.equal(await status(execution), 'waiting');
		await post(address, { decision: 'approve', text: 'Dear Ann,\r\nit is on its way.' });
		const [{ data }] = (await over(execution)).output('Review');
		assert.deepEqual([data.approved, data.text, data.edited], [true, 'Dear Ann,\nit is on its way.', true]);
	});

	await check('a form answers with values under its labels, and a field that is required is asked for again', async () => {
		const values = [
			{ fieldLabel: 'Amount', fieldType: 'number', requiredField: true },
			{ fieldLabel: 'Reason', fieldType: 'dropdown', fieldOptions: 'Late, Broken' },
			{ fieldLabel: 'Urgent', fieldType: 'checkbox' },
		];
		const flow = await ask('people-form', { responseType: 'customForm', formFields: { values } });
		const id = await conversation();
		const execution = await start(flow, { conversation: id, message: 'How much?' });
		await waiting(execution);
		const [address] = await asked(id);
		const again = await send(address, { field1: 'Late' });
		assert.equal(again.status, 422);
		assert.match(await again.text(), /Amount is empty.*<option value="Late" selected>/s);
		await send(address, { field0: '12.5', field1: 'Late', field2: 'yes' });
		const [{ data }] = (await over(execution)).output('Review');
		assert.deepEqual([data.Amount, data.Reason, data.Urgent], [12.5, 'Late', true]);
	});

	await check('when the time is up, the execution goes on and says that nobody answered', async () => {
		const flow = await ask('people-limit', {
			options: { limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } } },
		});
		const id = await conversation();
		const execution = await start(flow, { conversation: id, message: 'Anybody?' });
		const [item] = (await over(execution)).output('Review');
		assert.deepEqual([item.data.approved, item.data.timedOut, item.body.message], [false, true, 'Anybody?']);
		const [address] = await asked(id);
		assert.ok(!/Thank you/.test(await (await post(address, { decision: 'approve' })).text()));
	});

	await check('in a loop, the link of an earlier question does not answer a later one', async () => {
		const loop = node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize: 1, options: {} }, { typeVersion: 3 });
		const two = node(
			'Two',
			'n8n-nodes-base.code',
			{ jsCode: 'return $json.body.conversations.map((conversation) => ({ json: { conversation } }));' },
			{ typeVersion: 2 },
		);
		const reviewing = review(credential, {
			conversationId: byId('={{ $json.conversation }}'),
			message: 'Number {{ $json.conversation }}?',
		});
		const start0 = called('people-loop');
		const to = (name) => ({ node: name, type: 'main', index: 0 });
		const flow = await active({
			name: 'people-loop',
			nodes: [start0, two, loop, reviewing],
			connections: { ...inRow(start0, two, loop), Loop: { main: [[], [to('Review')]] }, Review: { main: [[to('Loop')]] } },
		});
		const ids = [await conversation(), await conversation()];
		const execution = await start(flow, { conversations: ids });
		const [first] = await asked(ids[0]);
		await waiting(execution);
		await post(first, { decision: 'approve' });
		const [second] = await asked(ids[1]);
		await waiting(execution);
		await wait(500);
		assert.equal((await post(first, { decision: 'approve' })).status, 410);
		assert.equal(await status(execution), 'waiting');
		await post(second, { decision: 'approve' });
		await over(execution);
	});

	await agentChecks(world);
}

/** `approved`, `declined`: what a person says when the model wants to close a conversation. */
async function agentChecks(world) {
	const { rest, simulator, credential } = world;
	const { conversation, start, waiting, asked, post, over, active } = hands(world);
	// a tool that needs approval takes its own parameters under a name of its own
	const model = await startModel(({ messages, tools }) => {
		const told = toolResult(messages);
		return told === undefined
			? { call: { name: tools[0].function.name, args: { toolParameters: JSON.parse(messages.at(-1).content), hitlParameters: {} } } }
			: { text: `The tool said: ${told}` };
	});
	const openAi = await rest.createCredential('Scripted model', 'openAiApi', { apiKey: 'none', url: model.url });
	const ai = (name, type, parameters, more) => node(name, `@n8n/n8n-nodes-langchain.${type}`, parameters, more);
	const parts = [
		called('people-agent'),
		ai('AI Agent', 'agent', { promptType: 'define', text: '={{ JSON.stringify($json.body) }}', options: {} }, { typeVersion: 3 }),
		ai(
			'Model',
			'lmChatOpenAi',
			{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: { baseURL: model.url } },
			{ typeVersion: 1.2, credentials: credentialsOf({ ...openAi, type: 'openAiApi' }) },
		),
		node(
			'Close conversation',
			`${PACKAGE}.intercomTool`,
			{
				authentication: 'accessToken',
				resource: 'conversation',
				operation: 'close',
				conversationId: byId("={{ $fromAI('conversation', 'ID of the conversation', 'string') }}"),
			},
			{ typeVersion: 1.1, credentials: credentialsOf(credential) },
		),
		node(
			'Approve it',
			`${PACKAGE}.intercomHumanReviewHitlTool`,
			{
				authentication: 'accessToken',
				operation: 'sendAndWait',
				responseType: 'approval',
				askIn: 'conversation',
				conversationId: byId('={{ $tool.parameters.conversation }}'),
				message: '=Run {{ $tool.name }}?',
				...{ approvalOptions: { values: { approvalType: 'double' } } },
			},
			{ credentials: credentialsOf(credential) },
		),
	];
	const into = (name, type) => ({ [type]: [[{ node: name, type, index: 0 }]] });
	const connections = {
		...inRow(parts[0], parts[1]),
		Model: into('AI Agent', 'ai_languageModel'),
		'Close conversation': into('Approve it', 'ai_tool'),
		'Approve it': into('AI Agent', 'ai_tool'),
	};
	const flow = await check(
		'an agent with a tool that needs approval can be published',
		async () => await active({ name: 'people-agent', nodes: parts, connections }),
	);
	for (const [decision, state] of [
		['approve', 'closed'],
		['decline', 'open'],
	]) {
		await check(`a tool call that a person ${decision}s ${decision === 'approve' ? 'runs' : 'does not run'}`, async () => {
			const id = await conversation();
			const execution = await start(flow, { conversation: String(id) });
			await waiting(execution);
			assert.equal((await simulator.api('GET', `/conversations/${id}`)).state, 'open');
			const [approve, decline] = await asked(id);
			await post(decision === 'approve' ? approve : decline, { decision });
			const [{ output }] = (await over(execution)).output('AI Agent');
			assert.equal((await simulator.api('GET', `/conversations/${id}`)).state, state);
			assert.match(output, decision === 'approve' ? /The tool said/ : /rejected/);
		});
	}
	await model.stop();
	await exampleChecks(world);
}

/** The example as it is imported, but for what starts it and the model. */
async function exampleChecks(world) {
	const { rest, simulator, credential } = world;
	const { conversation, notes, start, waiting, asked, post, over, active } = hands(world);
	let id;
	const model = await startModel(({ messages }) => {
		const told = toolResult(messages);
		const args = { toolParameters: { conversation_id: id }, hitlParameters: { conversation_id: id } };
		return told === undefined ? { call: { name: 'Close_Conversation', args } } : { text: `The tool said: ${told}` };
	});
	const openAi = {
		...(await rest.createCredential('Model of the example', 'openAiApi', { apiKey: 'none', url: model.url })),
		type: 'openAiApi',
	};
	const { workflow: example } = examples().find(({ file }) => file === 'agent-with-approval.json');
	const nodes = example.nodes.map((one) => {
		if (one.name === 'Chat') return called('people-example');
		if (one.name === 'AI Agent')
			return { ...one, parameters: { ...one.parameters, promptType: 'define', text: 'Close it, she is satisfied' } };
		if (one.name === 'Model')
			return {
				...one,
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: { baseURL: model.url } },
				credentials: credentialsOf(openAi),
			};
		return one.type.startsWith(`${PACKAGE}.`) ? { ...one, credentials: credentialsOf(credential) } : one;
	});
	const { Chat, Memory: _, ...connections } = example.connections;
	// it remembers by the session of a chat, and there is none here
	const flow = {
		...example,
		nodes: nodes.filter(({ name }) => name !== 'Memory'),
		connections: { ...connections, Called: Chat },
	};
	const made = await active(flow);
	for (const [decision, state] of [
		['approve', 'closed'],
		['decline', 'open'],
	]) {
		await check(
			`the example 'agent with approval': what a teammate ${decision}s ${decision === 'approve' ? 'is done' : 'is not done'}`,
			async () => {
				id = String(await conversation());
				const execution = await start(made);
				await waiting(execution);
				const [approve, decline] = await asked(id);
				assert.match((await notes(id)).join(), /Close_?.?Conversation/);
				await post(decision === 'approve' ? approve : decline, { decision });
				const [{ output }] = (await over(execution)).output('AI Agent');
				assert.equal((await simulator.api('GET', `/conversations/${id}`)).state, state);
				assert.match(output, /The tool said/);
			},
		);
	}
	await model.stop();
}
