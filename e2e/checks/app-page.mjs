// Inbox, Messenger and Fin on the simulator's page, used in a browser by somebody who has published the examples.
import assert from 'node:assert/strict';
import { heading } from '../checks.mjs';
import { inBothLights, seen } from '../browser/pictures.mjs';
import { SimulatorPage, WRONG } from '../browser/simulator-page.mjs';
import { importExample } from '../talk/examples.mjs';
import { appTrigger, node, PACKAGE, workflow } from '../talk/workflow.mjs';

const SLOW =
	"const [{ json }] = $input.all(); if (json.componentId === 'count') await new Promise((done) => setTimeout(done, 5000)); return [{ json }];";
const when = (name, leftValue) =>
	node(
		name,
		'n8n-nodes-base.if',
		{
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [{ id: name, leftValue, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
				combinator: 'and',
			},
			options: {},
		},
		{ typeVersion: 2.3 },
	);

export async function appPageChecks({ rest, simulator, n8n, credential, page }) {
	heading("Inbox, Messenger and Fin: the simulator's page, in a browser");
	const check = seen(page);
	const size = page.viewportSize();
	const count = async (flow) => (await rest.executions(flow)).length;
	const addressOf = ({ nodes }, path) => `${n8n.url}/webhook/${nodes.find(({ webhookId }) => webhookId).webhookId}/${path}`;
	const refund = await importExample(rest, credential, 'refund-in-two-clicks.json');
	await rest.activate(refund);
	let view;

	await check('one address in the Developer Hub, and the card opens in the Inbox', async () => {
		view = await SimulatorPage.open(page, simulator);
		await view.enter({ 'Initialize URL': addressOf(refund, 'initialize') });
		await view.card.getByRole('button', { name: 'Refund' }).waitFor();
		assert.equal(await page.getByLabel('Submit URL').inputValue(), addressOf(refund, 'submit'));
		assert.match(await view.card.innerText(), /Order 1001\s+Amount\s+49\.00 EUR/);
		assert.equal((await rest.executionsWhen(refund, 1)).length, 1);
		await inBothLights(page, 'app-inbox', page.locator('.inbox'));
	});

	await check('forged and oversized requests are refused, start nothing, and leave the card as it is', async () => {
		const before = await count(refund);
		for (const [wrong, status] of [
			[WRONG.missing, '401'],
			[WRONG.secret, '401'],
			[WRONG.body, '401'],
			[WRONG.size, '413'],
		])
			assert.equal((await view.send(wrong)).statuses, status, wrong);
		assert.ok(await view.card.getByRole('button', { name: 'Refund' }).isVisible());
		assert.equal(await count(refund), before);
	});

	await check('a button asks once more, the second runs the refund, and the card shows the receipt', async () => {
		await view.press('Refund');
		await view.press('Yes, refund 49.00 EUR');
		await view.card.getByText('Refunded 49.00 EUR').waitFor();
		assert.match(await view.card.innerText(), /refund of 1001, by \S+/);
		assert.equal((await rest.executionsWhen(refund, 3)).length, 3);
	});

	await check('the press that was recorded and is sent again gets the same answer, and refunds nothing twice', async () => {
		assert.deepEqual(await view.send(WRONG.again), { what: 'Submit “confirm” (sent again)', statuses: '200' });
		assert.equal(await count(refund), 3);
		await page.setViewportSize({ width: 1240, height: 760 });
		await inBothLights(page, 'app-receipt');
		await page.setViewportSize(size);
		await rest.deactivate(refund);
	});

	const trigger = appTrigger(credential, { events: ['initialize', 'submit'], options: { loadingAfter: 2 } });
	const shown = {
		rows: [
			{
				component: 'text',
				text: "={{ $json.event === 'initialize' ? 'How many do you need?' : $json.inputs.number + ' are on their way' }}",
				textStyle: 'header',
			},
			{ component: 'input', id: 'number', label: 'Number', placeholder: '1 to 10' },
			{ component: 'button', id: 'count', label: 'Order' },
		],
	};
	const slow = await rest.createWorkflow(
		workflow(
			'Slow',
			trigger,
			node('Work', 'n8n-nodes-base.code', { jsCode: SLOW }, { typeVersion: 2 }),
			node('Respond', `${PACKAGE}.intercomApp`, { operation: 'card', cardFrom: 'form', components: shown }),
		),
	);
	await rest.activate(slow);

	await check('in the Messenger, a slow workflow shows that it takes a moment, and then its result', async () => {
		view = await SimulatorPage.open(page, simulator, 'messenger');
		await view.enter({ 'Initialize URL': addressOf(slow, 'initialize'), 'Submit URL': addressOf(slow, 'submit'), 'Configure URL': '' });
		await view.card.getByLabel('Number').fill('3');
		await inBothLights(page, 'app-messenger', page.locator('.widget:visible'));
		await view.press('Order');
		await view.card.getByText('This takes a moment.').waitFor();
		const presses = 10;
		for (let press = 0; press < presses && (await view.card.getByText('3 are on their way').count()) === 0; press++)
			await view.press('Show result');
		await view.card.getByText('3 are on their way').waitFor({ timeout: 1000 });
		assert.equal((await rest.executionsWhen(slow, 2)).length, 2);
		await rest.deactivate(slow);
	});

	await check('a teammate configures the card; another card goes from the Inbox into the reply', async () => {
		const settings = appTrigger(credential, { events: ['initialize', 'submit', 'configure'] });
		const [isSaved, isInserted] = [
			when('Is It Saved?', "={{ $json.event === 'configure' && $json.componentId === 'save' }}"),
			when('Is It Inserted?', "={{ $json.componentId === 'insert' }}"),
		];
		const respond = (name, parameters) => node(name, `${PACKAGE}.intercomApp`, parameters);
		const results = respond('Save', { operation: 'results', results: { rows: [{ name: 'color', value: '={{ $json.inputs.color }}' }] } });
		const inserted = respond('Insert', {
			operation: 'card',
			components: { rows: [{ component: 'text', text: 'Inserted' }] },
			options: { cardCreationOptions: { rows: [{ name: 'color', value: 'green' }] } },
		});
		const shows = respond('Show', {
			operation: 'card',
			components: {
				rows: [
					{ component: 'text', text: "={{ $json.event === 'configure' ? 'Settings' : 'Color: ' + $json.configured.color }}" },
					{ component: 'input', id: 'color', label: 'Color' },
					...['save', 'insert'].map((id) => ({ component: 'button', id, label: id })),
				],
			},
		});
		const wired = workflow('Settings', settings, isSaved, isInserted, shows);
		const to = (...targets) => ({ main: targets.map(({ name }) => [{ node: name, type: 'main', index: 0 }]) });
		const flow = await rest.createWorkflow({
			...wired,
			nodes: [...wired.nodes, results, inserted],
			connections: { ...wired.connections, [isSaved.name]: to(results, isInserted), [isInserted.name]: to(inserted, shows) },
		});
		await rest.activate(flow);
		view = await SimulatorPage.open(page, simulator);
		await view.enter({
			'Initialize URL': addressOf(flow, 'initialize'),
			'Submit URL': addressOf(flow, 'submit'),
			'Configure URL': addressOf(flow, 'configure'),
		});
		await view.press('Configure');
		await view.card.getByLabel('Color').fill('blue');
		await view.press('save');
		await view.card.getByText('Configured.').waitFor();
		await view.press('Open');
		await view.card.getByText('Color: blue').waitFor();
		await view.press('insert');
		await view.card.getByText('Inserted').waitFor();
		await view.look('Messenger');
		await view.card.getByText('Color: green').waitFor();
		await rest.deactivate(flow);
	});

	const status = await importExample(rest, credential, 'fin-order-status.json');
	await check('publishing the example makes the connector: Fin offers it, asks, and says what the workflow answered', async () => {
		view = await SimulatorPage.open(page, simulator, 'fin');
		await rest.activate(status);
		await page.locator('#connector option', { hasText: 'Order status' }).waitFor({ state: 'attached' });
		await page.getByLabel('Data connector').selectOption({ label: 'Order status' });
		await page.getByLabel('Number of the order').fill('1001');
		await page.getByRole('button', { name: 'Ask', exact: true }).click();
		await view.fin.getByText('This is what I found').waitFor();
		assert.match(await view.fin.innerText(), /status\s+shipped\s+arrives\s+2026-12-01/);
		assert.equal((await rest.executionsWhen(status, 1)).length, 1);
		await inBothLights(page, 'app-fin', page.locator('.widget:visible'));
	});

	await check("a question without the connector's key, and one without the order's number, start nothing", async () => {
		await page.getByRole('button', { name: 'Ask without the key' }).click();
		await view.fin.getByText('Answer 401').waitFor();
		await page.getByLabel('Number of the order').fill('');
		await page.getByRole('button', { name: 'Ask', exact: true }).click();
		await view.fin.getByText('Answer 400').waitFor();
		assert.equal(await count(status), 1);
		await rest.deactivate(status);
	});
}
