// The panel of the Intercom Trigger, opened and used: choose events, read what to do in Intercom, try it with a test event.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { heading } from '../checks.mjs';
import { mark, Panel } from '../browser/panel.mjs';
import { picture, pictureOfHeight, seen } from '../browser/pictures.mjs';
import { CLIENT_SECRET } from '../setup/world.mjs';
import { intercomTrigger, workflow } from '../talk/workflow.mjs';

export async function triggerPanelChecks({ rest, simulator, n8n, credential, page }) {
	heading("The Intercom Trigger's panel, in a browser");
	const check = seen(page);
	const trigger = intercomTrigger(credential, {});
	const flow = await rest.createWorkflow(workflow('Events', trigger));
	let panel;

	await check('events are chosen by name, and the panel says what to do in Intercom', async () => {
		panel = await Panel.open(page, n8n.url, flow, trigger);
		await panel.tick('events', ['Conversation Started by Contact', 'User Created']);
		await panel.saved(rest, flow, trigger, ({ events }) =>
			isDeepStrictEqual(events, ['conversation.user.created', 'contact.user.created']),
		);
		await page.getByText('Webhook URLs', { exact: true }).click();
		await panel.within.getByText('/webhook-test/').waitFor();
		assert.equal(await panel.within.getByText('/webhook-test/').count(), 1, 'one address is enough, HEAD needs none of its own');
		await page.getByText('When will this node trigger my flow?').click();
		await page.getByText('copy the client secret').waitFor();
		await pictureOfHeight(page, 'trigger', 1040);
	});

	await check('listening for a test event survives the check of the address, a ping and a forgery, and shows the event', async () => {
		await page.locator(mark('node-execute-button')).first().click();
		await page.getByText('Listening for test event').waitFor();
		await simulator.forgetWebhooks();
		await simulator.control('webhooks/settings', { retryMs: 200, timeoutMs: 60_000 });
		await simulator.control('webhooks', {
			url: `${n8n.url}/webhook-test/${trigger.webhookId}/webhook`,
			topics: '*',
			secret: CLIENT_SECRET,
		});
		await simulator.control('emit', { topic: 'contact.user.created', forge: 'secret', settle: true });
		assert.ok(await page.getByText('Listening for test event').isVisible(), 'it stopped listening');
		await simulator.api('POST', '/contacts', { role: 'user', email: 'test.event@e2e.example', name: 'Tess Tester' });
		const output = page.locator(mark('output-panel'));
		await output.getByText('contact.user.created').first().waitFor();
		await output.locator(mark('radio-button-json')).click();
		await output.getByText('test.event@e2e.example').first().waitFor();
		await simulator.forgetWebhooks();
	});
}
