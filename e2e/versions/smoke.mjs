// What has to work in every n8n that the README names: load, credential, an action, a failed item on the error output, an event, a poll.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { check, heading } from '../checks.mjs';
import { called, hands, review } from '../checks/people.mjs';
import { listening } from '../checks/trigger.mjs';
import { until } from '../setup/machine.mjs';
import { workspaceCredential } from '../setup/world.mjs';
import { Rest } from '../talk/rest.mjs';
import { by, given, intercom, node, PACKAGE, pollingTrigger, workflow } from '../talk/workflow.mjs';

const MINUTE = 60_000;

export async function smokeChecks({ n8n, simulator, tarball, version }) {
	heading(`n8n ${version}`);
	const rest = new Rest(n8n.url);
	await rest.setUpOwner();

	await check('all nodes and credentials are offered', async () => {
		const types = (await rest.nodeTypes())
			.filter(({ name }) => name.startsWith(`${PACKAGE}.`) && !name.endsWith('Tool'))
			.map(({ name }) => name);
		assert.equal(new Set(types).size, tarball.nodes.length, types.join(', '));
		const credentials = (await rest.credentialTypes()).map(({ name }) => name);
		assert.ok(['intercomAccessTokenApi', 'intercomAppOAuth2Api'].every((name) => credentials.includes(name)));
	});

	let credential;
	await check('the credential is saved, and its test tells a wrong token from the right one', async () => {
		const type = 'intercomAccessTokenApi';
		const data = workspaceCredential(simulator);
		credential = { ...(await rest.createCredential('Intercom', type, data)), type };
		const test = async (more) =>
			(await rest.testCredential({ id: credential.id, name: 'Intercom', type, data: { ...data, ...more } })).status;
		assert.deepEqual([await test({}), await test({ accessToken: 'wrong' })], ['OK', 'Error']);
	});

	await check('a contact is made by an action, and an item that fails leaves by the error output', async () => {
		const items = [{ email: 'smoke@e2e.example' }, { email: 'no address' }];
		const hook = node(
			'Webhook',
			'n8n-nodes-base.webhook',
			{ path: randomUUID(), httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries' },
			{ typeVersion: 2, webhookId: randomUUID() },
		);
		const upsert = intercom('Upsert', credential, {
			resource: 'contact',
			operation: 'upsert',
			matchBy: 'email',
			email: '={{ $json.email }}',
		});
		const find = intercom(
			'Find',
			credential,
			{ resource: 'contact', operation: 'get', contactId: by('email', '={{ $json.email }}') },
			{ onError: 'continueErrorOutput' },
		);
		const flow = workflow('Action', hook, given(items), find, upsert);
		// whoever is not found comes out of the error output, and is made
		flow.connections.Find = { main: [[], [{ node: 'Upsert', type: 'main', index: 0 }]] };
		flow.nodes.find(({ name }) => name === 'Upsert').onError = 'continueRegularOutput';
		await rest.activate(await rest.createWorkflow(flow));
		const answer = await until(
			'the webhook answers',
			async () => {
				const response = await fetch(`${n8n.url}/webhook/${hook.parameters.path}`, { method: 'POST' });
				return response.status === 200 && (await response.json());
			},
			{ ms: 30_000 },
		);
		assert.equal(answer.length, 2, JSON.stringify(answer));
		assert.equal(answer[0].email, 'smoke@e2e.example', JSON.stringify(answer));
		assert.match(JSON.stringify(answer[1]), /error/, JSON.stringify(answer));
	});

	await check('an event starts one execution, the same event again starts none, and a forged one is refused', async () => {
		const trigger = await listening(
			{ rest, simulator, n8n, credential },
			'Event',
			{ events: ['contact.user.created'] },
			node('End', 'n8n-nodes-base.noOp'),
		);
		await rest.activate(trigger.flow);
		await trigger.register();
		const [first] = await trigger.send({ topic: 'contact.user.created' });
		await rest.executionsWhen(trigger.flow, 1);
		const [again, forged] = await trigger.send({
			events: [
				{ topic: 'contact.user.created', envelope: { id: first.notification.id } },
				{ topic: 'contact.user.created', forge: 'secret' },
			],
			oneByOne: true,
		});
		assert.deepEqual(
			[first, again, forged].map(({ attempts }) => attempts[0].status),
			[200, 200, 401],
		);
		assert.equal((await rest.executionsWhen(trigger.flow, 1)).length, 1);
		await trigger.over();
	});

	await check('a poll outputs what is new', async () => {
		const trigger = pollingTrigger(credential, { event: 'contactNewOrUpdated' });
		const flow = await rest.createWorkflow(workflow('Poll', trigger, node('End', 'n8n-nodes-base.noOp')));
		await rest.activate(flow);
		await simulator.api('POST', '/contacts', { role: 'user', email: 'polled@e2e.example', name: 'Paula Polled' });
		const executions = await rest.executionsWhen(flow, 1, 4 * MINUTE);
		assert.deepEqual(
			executions.map(({ status }) => status),
			['success'],
		);
	});

	await check('an execution that waits for a customer looks, waits on, and goes on with the answer', async () => {
		const { conversation, start, waiting, active } = hands({ rest, simulator, n8n });
		const id = await conversation();
		const flow = await active(
			workflow(
				'Customer',
				called('smoke-customer'),
				review(credential, {
					operation: 'askCustomer',
					conversationId: by('id', '={{ $json.body.conversation }}'),
					replyBody: 'Which size?',
				}),
				node('End', 'n8n-nodes-base.noOp'),
			),
		);
		const execution = await start(flow, { conversation: id });
		await waiting(execution);
		const looks = async () =>
			(await simulator.requests()).filter(({ method, path }) => method === 'GET' && path === `/conversations/${id}`).length;
		const before = await looks();
		await until('it has looked', async () => (await looks()) > before, { ms: 4 * MINUTE });
		await waiting(execution);
		const {
			contacts: {
				contacts: [{ id: customer }],
			},
		} = await simulator.api('GET', `/conversations/${id}`);
		await simulator.api('POST', `/conversations/${id}/reply`, {
			message_type: 'comment',
			type: 'user',
			intercom_user_id: customer,
			body: '42',
		});
		const [{ status }] = await rest.executionsWhen(flow, 1, 4 * MINUTE);
		const [{ data }] = (await rest.execution(execution)).output('End');
		assert.deepEqual([status, data.text], ['success', '42']);
	});
}
