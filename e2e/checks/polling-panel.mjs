// The panel of the Intercom Polling Trigger, opened and used: choose an event and conditions, fetch a test event.
import assert from 'node:assert/strict';
import { heading } from '../checks.mjs';
import { Panel } from '../browser/panel.mjs';
import { pictureOfHeight, seen } from '../browser/pictures.mjs';
import { pollingTrigger, workflow } from '../talk/workflow.mjs';

export async function pollingPanelChecks({ rest, n8n, credential, page }) {
	heading("The Intercom Polling Trigger's panel, in a browser");
	const check = seen(page);
	const trigger = pollingTrigger(credential, {});
	const flow = await rest.createWorkflow(workflow('Changes', trigger));

	await check('an event is chosen, conditions narrow it down, and a test shows records that fit', async () => {
		const panel = await Panel.open(page, n8n.url, flow, trigger);
		await panel.choose('event', 'New or Updated Contact');
		await panel.choose('contactType', 'Users');
		await panel.button('Add Condition').click();
		const condition = panel.part('fixed-collection-conditions');
		await condition.choose('field', 'plan_tier (Custom Attribute)');
		await condition.type('value', 'enterprise');
		await panel.saved(
			rest,
			flow,
			trigger,
			({ event, contactType, conditions }) =>
				event === 'contactNewOrUpdated' && contactType === 'user' && conditions.condition[0].value === 'enterprise',
		);
		await panel.execute();
		assert.match(await panel.output().innerText(), /5 items/);
		// what n8n has to say about pinning covers the output
		await panel.output().getByText('5 items').click();
		await page.getByText('You can pin this output').waitFor({ state: 'hidden' });
		await pictureOfHeight(page, 'polling', 1040, panel.within.getByText('Event', { exact: true }).first());
	});

	await check('what an event asks for is shown with it only', async () => {
		const panel = await Panel.open(page, n8n.url, flow, trigger);
		await panel.choose('event', 'New Data Connector Execution');
		await panel.within.getByText('Data Connector', { exact: true }).waitFor();
		assert.equal(await panel.within.getByText('Contact Type', { exact: true }).count(), 0);
		assert.equal(await panel.within.getByText('Conditions', { exact: true }).count(), 0);
	});
}
