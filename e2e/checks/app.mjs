// Cards of the Inbox and the Messenger, and Fin's questions, answered by workflows in n8n. Requests are signed here, as Intercom signs them.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { check, heading } from '../checks.mjs';
import { until } from '../setup/machine.mjs';
import { CLIENT_SECRET } from '../setup/world.mjs';
import { appTrigger, connectorTrigger, node, PACKAGE, workflow } from '../talk/workflow.mjs';

const admin = { type: 'admin', id: '814860', name: 'Tim Mate', email: 'tim@example.com' };
const contact = { type: 'contact', id: '6a01', name: 'Ada Love', email: 'ada@example.com' };
const opened = (change = {}) => ({
	workspace_id: 'ab12cd34',
	admin,
	context: { conversation_id: 215473, location: 'conversation' },
	contact,
	...change,
});
const pressed = (component_id, { canvas }, input_values = {}) => opened({ component_id, current_canvas: canvas, input_values });

const code = (name, jsCode) => node(name, 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });
const respond = (parameters) => node('Respond', `${PACKAGE}.intercomApp`, parameters);
const card = (...rows) => ({ operation: 'card', cardFrom: 'form', components: { rows } });

async function send(url, body, headers) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(url, {
		method: 'POST',
		body: text,
		headers: {
			'Content-Type': 'application/json',
			...(headers ?? { 'X-Body-Signature': createHmac('sha256', CLIENT_SECRET).update(text).digest('hex') }),
		},
	});
	const answer = await response.text();
	return { status: response.status, text: answer, json: answer.startsWith('{') ? JSON.parse(answer) : undefined };
}
const textsOn = ({ status, text: answer, json }) =>
	(assert.ok(json?.canvas, `no card: ${status} ${answer}`), json.canvas.content.components).map(({ text, label }) => text ?? label);

export async function appChecks(world) {
	const { rest, n8n, simulator, credential } = world;
	heading('Cards and Fin');

	/** An active workflow with our trigger. */
	async function active(name, trigger, ...nodes) {
		const flow = await rest.createWorkflow(workflow(name, trigger, ...nodes));
		await rest.activate(flow);
		return {
			flow,
			at: (path) => `${n8n.url}/webhook/${trigger.webhookId}/${path}`,
			count: async () => (await rest.executions(flow)).length,
			over: async () => await rest.deactivate(flow),
		};
	}

	const refund = await active(
		'Card',
		appTrigger(credential, { events: ['initialize', 'submit', 'configure'], answer: 'responseNode', options: { loadingAfter: 2 } }),
		code(
			'Work',
			"const [{ json }] = $input.all(); if (json.componentId === 'break') throw new Error('broken'); if (json.componentId === 'slow') await new Promise((done) => setTimeout(done, 5000)); return [{ json }];",
		),
		respond(
			card(
				{
					component: 'text',
					text: "={{ $json.event === 'initialize' ? 'Order 7' : 'Did ' + $json.componentId + ' for ' + $json.inputs.reason }}",
				},
				{ component: 'input', id: 'reason', label: 'Reason' },
				...['refund', 'break', 'slow'].map((id) => ({ component: 'button', id, label: id })),
			),
		),
	);
	let shown;
	await check('a card that is opened is answered by the workflow', async () => {
		shown = await send(refund.at('initialize'), opened());
		assert.deepEqual([shown.status, textsOn(shown)], [200, ['Order 7', 'Reason', 'refund', 'break', 'slow']]);
	});
	await check('a button runs it with what was entered; pressed twice at once, it runs once', async () => {
		const before = await refund.count();
		const press = pressed('refund', shown.json, { reason: 'late' });
		const answers = await Promise.all([send(refund.at('submit'), press), send(refund.at('submit'), press)]);
		assert.deepEqual(
			answers.map((answer) => textsOn(answer)[0]),
			['Did refund for late', 'Did refund for late'],
		);
		await send(refund.at('submit'), press);
		assert.equal((await rest.executionsWhen(refund.flow, before + 1)).length, before + 1);
	});
	await check('forged and oversized requests are refused, and start nothing', async () => {
		const before = await refund.count();
		const body = JSON.stringify(opened());
		const sign = (secret, text = body) => createHmac('sha256', secret).update(text).digest('hex');
		for (const headers of [
			{},
			{ 'X-Body-Signature': sign('other') },
			{ 'X-Body-Signature': sign(CLIENT_SECRET, '{}') },
			{ 'X-Body-Signature': `sha256=${sign(CLIENT_SECRET)}` },
		])
			assert.equal((await send(refund.at('submit'), body, headers)).status, 401);
		assert.equal((await send(refund.at('initialize'), opened({ filler: 'x'.repeat(1_100_000) }))).status, 413);
		assert.equal(await refund.count(), before);
	});
	await check('a workflow that fails leaves the card there, with a text', async () => {
		const broken = await send(refund.at('submit'), pressed('break', shown.json));
		assert.deepEqual(
			[broken.status, textsOn(broken)],
			[200, ['Something went wrong. Please try again.', 'Order 7', 'Reason', 'refund', 'break', 'slow']],
		);
	});
	await check('a slow workflow shows loading, and then its result', async () => {
		const before = await refund.count();
		const began = Date.now();
		let answer = await send(refund.at('submit'), pressed('slow', shown.json, { reason: 'patience' }));
		assert.ok(Date.now() - began < 4800, 'the card was not answered in time');
		assert.deepEqual(textsOn(answer), ['This takes a moment.', 'Show result']);
		await until('the result is there', async () => {
			answer = await send(refund.at('submit'), pressed('n8n_show_result', answer.json));
			return textsOn(answer)[0] === 'Did slow for patience';
		});
		assert.equal(await refund.count(), before + 1);
	});
	await check('n8n goes on after an answer that came too late', async () =>
		assert.equal((await send(refund.at('initialize'), opened())).status, 200),
	);
	await refund.over();

	await check('the end of a workflow is a card as well: a table of the fields of its item', async () => {
		const table = await active(
			'Card of items',
			appTrigger(credential, { answer: 'lastNode' }),
			code('Look up', "return [{ json: { Plan: 'Pro', MRR: 99 } }];"),
		);
		const { json } = await send(table.at('initialize'), opened());
		assert.deepEqual(json.canvas.content.components, [
			{
				type: 'data-table',
				items: [
					{ type: 'field-value', field: 'Plan', value: 'Pro' },
					{ type: 'field-value', field: 'MRR', value: '99' },
				],
			},
		]);
		await table.over();
	});

	const inputs = { rows: [{ name: 'order_id', type: 'integer', description: 'Number of the order', isRequired: true }] };
	const connectors = async () =>
		(
			await (
				await fetch(`${simulator.url}/data_connectors`, {
					headers: { Authorization: `Bearer ${simulator.token}`, 'Intercom-Version': '2.16' },
				})
			).json()
		).data.filter(({ name }) => name === 'Order status');
	const detail = async ({ id }) =>
		await (
			await fetch(`${simulator.url}/data_connectors/${id}`, {
				headers: { Authorization: `Bearer ${simulator.token}`, 'Intercom-Version': '2.16' },
			})
		).json();
	await check('publishing a workflow makes the data connector, publishing it again updates it', async () => {
		const trigger = connectorTrigger(credential, {
			connectorName: 'Order status',
			connectorDescription: 'Where an order is',
			inputs,
			answer: 'responseNode',
		});
		const fin = await active(
			'Fin asks',
			trigger,
			code('Look up', "return [{ json: { state: 'shipped', order: $input.first().json.inputs.order_id } }];"),
			respond({ operation: 'connector' }),
		);
		const [connector] = await connectors();
		assert.ok(connector, 'there is no connector');
		await fin.over();
		await rest.activate(fin.flow);
		assert.deepEqual(
			(await connectors()).map(({ id, state }) => [id, state]),
			[[connector.id, 'live']],
		);
		assert.equal((await detail(connector)).url, fin.at('connector'));
		world.fin = fin;
	});
	await check("a question without the connector's key starts nothing", async () => {
		assert.equal((await send(world.fin.at('connector'), { order_id: '7' }, {})).status, 401);
		assert.equal(await world.fin.count(), 0);
	});
	await check("Fin's question is answered by the workflow, through the connector that was made", async () => {
		const [{ id }] = await connectors();
		const { status, body } = await simulator.control('fin/connector', { id, inputs: { order_id: '7' } });
		assert.deepEqual([status, JSON.parse(body)], [200, { state: 'shipped', order: 7 }]);
		assert.equal((await simulator.control('fin/connector', { id, inputs: {} })).status, 400);
		assert.equal((await rest.executionsWhen(world.fin.flow, 1)).length, 1);
		await world.fin.over();
	});
}
