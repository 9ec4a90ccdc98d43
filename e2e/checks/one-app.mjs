// One app, many workflows, used on the simulator's page: Also Deliver To, the example of a hub, and a card with two workflows behind it.
import assert from 'node:assert/strict';
import { heading } from '../checks.mjs';
import { seen } from '../browser/pictures.mjs';
import { SimulatorPage } from '../browser/simulator-page.mjs';
import { until } from '../setup/machine.mjs';
import { importExample } from '../talk/examples.mjs';
import { appTrigger, intercomTrigger, node, PACKAGE, workflow } from '../talk/workflow.mjs';

const EVENTS = ['conversation.user.replied'];

export async function oneAppChecks({ rest, simulator, n8n, credential, page }) {
	heading('One app, many workflows, in a browser');
	const check = seen(page);
	const addressOf = ({ webhookId }) => `${n8n.url}/webhook/${webhookId}/webhook`;
	const made = async (name, trigger) => ({ flow: await rest.createWorkflow(workflow(name, trigger)), url: addressOf(trigger) });
	const second = await made('Second', intercomTrigger(credential, { events: EVENTS }));
	const first = await made('First', intercomTrigger(credential, { events: EVENTS, options: { alsoDeliverTo: second.url } }));
	/** What has started a workflow, in the order of the messages. */
	const heard = async ({ flow }, length) => {
		const items = [];
		for (const { id } of await rest.executionsWhen(flow, length)) items.push(...(await rest.execution(id)).output('Intercom Trigger'));
		return items.map(({ data }) => data.conversation_parts.conversation_parts.at(-1).body.replace(/<\/?p>/g, '')).sort();
	};
	await simulator.forgetWebhooks();
	const view = await SimulatorPage.open(page, simulator, 'messenger');
	const messages = ['Message 1', 'Message 2', 'Message 3, while the second workflow is down', 'Message 4'];

	await check('two workflows behind one address each get every event exactly once, although one was down for a minute', async () => {
		for (const { flow } of [first, second]) await rest.activate(flow);
		await view.enter({ 'Webhooks URL': first.url });
		// more patient than Intercom, because this machine may be busy with other things
		await simulator.control('webhooks/settings', { timeoutMs: 120_000 });
		for (const message of messages.slice(0, 2)) await view.write('Write as customer', message);
		await until('both have heard', async () => (await heard(first, 2)).length + (await heard(second, 2)).length === 4);
		await rest.deactivate(second.flow);
		await view.write('Write as customer', messages[2]);
		await page.getByText('Event, is sent again in a minute').waitFor();
		await rest.activate(second.flow);
		await simulator.control('clock', { advanceMs: 61_000 });
		await page.getByText('Event, is sent again in a minute').waitFor({ state: 'detached' });
		assert.deepEqual(await view.exchange(), { what: EVENTS[0], statuses: '503, 200' });
		await view.write('Write as customer', messages[3]);
		assert.deepEqual([await heard(first, 4), await heard(second, 4)], [messages, messages]);
		for (const { flow } of [first, second]) await rest.deactivate(flow);
	});

	const imported = {};
	let hub;
	let urgent;
	await check('the hub hands a message to the workflow that is meant for it, whose note is in the conversation', async () => {
		for (const file of ['hub-urgent-messages.json', 'hub-new-tickets.json', 'hub.json'])
			imported[file] = await importExample(rest, credential, file, imported);
		[hub, urgent] = [imported['hub.json'], imported['hub-urgent-messages.json']];
		for (const flow of Object.values(imported)) await rest.activate(flow);
		await view.enter({ 'Webhooks URL': addressOf(hub.nodes.find(({ webhookId }) => webhookId)) });
		await view.write('Write as customer', 'It is urgent!');
		await view.look('Inbox');
		await page.locator('.view:visible .line.note', { hasText: 'The customer writes that it is urgent.' }).waitFor();
		assert.equal((await rest.executionsWhen(urgent, 1)).length, 1);
		assert.deepEqual([(await rest.executions(hub)).length, await rest.executions(imported['hub-new-tickets.json'])], [1, []]);
	});

	await check('while that workflow is not published, the execution of the hub fails, and can be started again afterwards', async () => {
		await rest.deactivate(urgent);
		await view.look('Messenger');
		await view.write('Write as customer', 'Still urgent!');
		const failed = (await rest.executionsWhen(hub, 2)).at(-1);
		assert.equal(failed.status, 'error');
		await rest.activate(urgent);
		await rest.ask('POST', `/rest/executions/${failed.id}/retry`, { loadWorkflow: false });
		assert.deepEqual(
			(await rest.executionsWhen(urgent, 2)).map(({ status }) => status),
			['success', 'success'],
		);
		for (const flow of Object.values(imported)) await rest.deactivate(flow);
	});

	await check('a card is opened by one workflow, and its button runs another', async () => {
		const behind = async (event, ...rows) => {
			const trigger = appTrigger(credential, { events: [event] });
			const flow = await rest.createWorkflow(
				workflow(event, trigger, node('Respond', `${PACKAGE}.intercomApp`, { operation: 'card', components: { rows } })),
			);
			await rest.activate(flow);
			return { flow, url: `${n8n.url}/webhook/${trigger.webhookId}/${event}` };
		};
		const opens = await behind('initialize', { component: 'button', id: 'go', label: 'Go' });
		const answers = await behind('submit', { component: 'text', text: 'The other workflow' });
		await view.enter({ 'Submit URL': answers.url, 'Initialize URL': opens.url });
		await view.press('Go');
		await view.card.getByText('The other workflow').waitFor();
		assert.deepEqual([(await rest.executionsWhen(opens.flow, 1)).length, (await rest.executionsWhen(answers.flow, 1)).length], [1, 1]);
		for (const { flow } of [opens, answers]) await rest.deactivate(flow);
	});
	await simulator.forgetWebhooks();
}
