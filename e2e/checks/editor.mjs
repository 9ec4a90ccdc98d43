// What people meet first in n8n's editor: the entry in the list of nodes, and the form of the credential.
import assert from 'node:assert/strict';
import { heading } from '../checks.mjs';
import { mark, Panel } from '../browser/panel.mjs';
import { fromTopTo, picture, seen } from '../browser/pictures.mjs';
import { until } from '../setup/machine.mjs';
import { CLIENT_SECRET } from '../setup/world.mjs';
import { credentialsOf, manual, node, PACKAGE, workflow } from '../talk/workflow.mjs';

/** What people type into the list of nodes. */
const WORDS = [
	'intercom',
	'ticket',
	'conversation',
	'support ticket',
	'live chat',
	'inbox',
	'customer support',
	'helpdesk',
	'whatsapp',
	'crm',
];
/** Version of the nodes that are added now; previews are asked for by it. */
const NEWEST = 1.2;

export async function editorChecks({ rest, simulator, n8n, credential, page }) {
	heading('The editor, in a browser');
	const check = seen(page);
	const entries = () => page.locator(mark('item-iterator-item'));
	const names = async () => await page.locator(mark('node-creator-item-name')).allInnerTexts();

	/** Ours is the one with the sign of a community package; n8n has an old Intercom node of its own. */
	const ours = () => entries().filter({ has: page.locator('img[src*="n8n-nodes-intercom"]') });
	const search = async () => {
		await page.fill(mark('node-creator-search-bar'), 'intercom');
		await ours().first().waitFor();
	};

	await check('the list of triggers finds "Intercom" and shows the events', async () => {
		await page.goto(`${n8n.url}/workflow/new`);
		await page.click(mark('canvas-plus-button'));
		await search();
		await ours().first().click();
		await page.getByText('On conversation started by contact').waitFor();
		// the list is drawn little by little
		await until('125 events are listed', async () => (await names()).filter((name) => name.startsWith('On ')).length >= 125);
	});

	await check('the list of nodes shows our actions, by resource', async () => {
		const start = await rest.createWorkflow(workflow('Actions', manual()));
		await page.goto(`${n8n.url}/workflow/${start.id}`);
		await page.click(mark('node-creator-plus-button'));
		await search();
		await ours().first().click();
		await page.getByText('Create or update contact').waitFor();
		for (const action of ['Search contacts', 'Merge contacts', 'Create or update company', 'Create note on contact'])
			await until(`${action} is listed`, async () => (await names()).includes(action));
		const actions = await names();
		assert.equal(new Set(actions).size, actions.length, 'two actions have the same name');
	});

	await check('people find the main node by what they look for', async () => {
		const start = await rest.createWorkflow(workflow('Searches', manual()));
		await page.goto(`${n8n.url}/workflow/${start.id}`);
		await page.click(mark('node-creator-plus-button'));
		const missing = [];
		for (const words of WORDS) {
			await page.fill(mark('node-creator-search-bar'), words);
			const found = ours().filter({ has: page.getByText('Intercom', { exact: true }) });
			const isThere = await found
				.first()
				.waitFor({ timeout: 3000 })
				.then(
					() => true,
					() => false,
				);
			if (!isThere) missing.push(words);
		}
		assert.deepEqual(missing, [], 'it is not found');
	});

	await check('the entry of a node and its trigger says what both can do', async () => {
		await search();
		await ours().first().getByText('Work with contacts').waitFor();
		await ours().first().getByText('or start the workflow').waitFor();
		await picture(page, 'list-of-nodes');
	});

	await check('the node behind one that has not run shows the fields that will come', async () => {
		const before = node(
			'Get Contact',
			`${PACKAGE}.intercom`,
			{ resource: 'contact', operation: 'get' },
			{ credentials: credentialsOf(credential), typeVersion: NEWEST },
		);
		const behind = node('Behind', 'n8n-nodes-base.set', {});
		await Panel.open(page, n8n.url, await rest.createWorkflow(workflow('Preview', manual(), before, behind)), behind);
		await page.getByText('Usually outputs the following fields').first().waitFor();
		for (const field of ['external_id', 'email', 'custom_attributes', 'last_replied_at'])
			await page.getByText(field, { exact: true }).first().waitFor();
		await picture(page, 'output-preview');
	});

	await check('an action chosen there becomes a node with that operation', async () => {
		const start = await rest.createWorkflow(workflow('Chosen', manual()));
		await page.goto(`${n8n.url}/workflow/${start.id}`);
		await page.click(mark('node-creator-plus-button'));
		await search();
		await ours().first().click();
		await page.getByText('Create or update contact').click();
		const panel = new Panel(page, page.locator(mark('node-parameters')));
		await panel.within.waitFor();
		assert.equal(await panel.shown('resource'), 'Contact');
		assert.equal(await panel.shown('operation'), 'Create or Update');
	});

	await check('the form of the credential tells a wrong token from the right one', async () => {
		const fresh = node(
			'Intercom',
			`${PACKAGE}.intercom`,
			{ resource: 'contact', operation: 'get' },
			{ credentials: credentialsOf(credential) },
		);
		await Panel.open(page, n8n.url, await rest.createWorkflow(workflow('Credential', manual(), fresh)), fresh);
		await page.locator(mark('node-credentials-select')).first().click();
		await page.locator(mark('node-credentials-select-item-new')).last().click();
		const form = new Panel(page, page.locator(mark('editCredential-modal')));
		await form.within.waitFor();
		assert.equal(await form.parameter('baseUrl').count(), 0, 'the base URL is asked for although nobody chose a custom one');
		await form.type('accessToken', 'nobody-knows-this-token');
		await form.choose('region', 'Custom Base URL');
		await form.type('baseUrl', simulator.url);
		await form.type('clientSecret', CLIENT_SECRET);
		const save = page.locator(mark('credential-save-button'));
		await save.click();
		await form.within.getByText('More details').click();
		await form.within.getByText('does not know this token').waitFor();
		await save.getByText('Save', { exact: true }).waitFor();
		await form.type('accessToken', simulator.token);
		await save.click();
		await form.within.waitFor({ state: 'hidden' });
		await page.locator(mark('credential-edit-button')).click();
		await form.within.getByText('Connection tested successfully').waitFor();
		await picture(page, 'credential', await fromTopTo(form.within, form.parameter('clientSecret')));
	});
}
