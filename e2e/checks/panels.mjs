// The panel of the Intercom node, opened and used: pick a contact, build a search, fill in attributes.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { heading } from '../checks.mjs';
import { mark, Panel } from '../browser/panel.mjs';
import { picture, pictureOfHeight, seen } from '../browser/pictures.mjs';
import { until } from '../setup/machine.mjs';
import { given, intercom, manual, workflow } from '../talk/workflow.mjs';

export async function panelChecks({ rest, simulator, n8n, credential, page }) {
	heading("The Intercom node's panel, in a browser");
	const check = seen(page);
	/** Opens the panel of an Intercom node with these parameters. */
	const open = async (name, parameters, items) => {
		const node = intercom(name, credential, parameters);
		const flow = await rest.createWorkflow(workflow(name, manual(), ...(items ? [given(items)] : []), node));
		const panel = await Panel.open(page, n8n.url, flow, node);
		return { panel, saved: async (found) => await panel.saved(rest, flow, node, found) };
	};
	/** What the node sends to create a contact, from when this is called until it arrives. */
	const created = async (work) => {
		await simulator.forgetRequests();
		await work();
		return await until(
			'a contact is created',
			async () => (await simulator.requests()).find(({ method, path }) => method === 'POST' && path === '/contacts')?.body,
		);
	};

	await check('a contact is picked from a list that Intercom searches, and read', async () => {
		const { panel, saved } = await open('Get a contact', { resource: 'contact', operation: 'get' });
		await page.locator(mark('rlc-input')).click();
		await page.locator(mark('rlc-item')).nth(5).waitFor();
		await page.locator(mark('rlc-search')).fill('nowak');
		await page.locator(mark('rlc-item')).filter({ hasNotText: 'Nowak' }).first().waitFor({ state: 'hidden' });
		await page.locator(mark('rlc-item')).filter({ hasText: 'Nowak' }).first().waitFor();
		await picture(page, 'contact-list');
		const wanted = page.locator(mark('rlc-item')).filter({ hasText: '@' }).first();
		const title = (await wanted.innerText()).trim();
		await wanted.click();
		const { contactId } = await saved(({ contactId }) => contactId?.mode === 'list' && contactId.cachedResultName === title);
		await panel.execute();
		await panel.output().getByText(contactId.value).first().waitFor();
	});

	await check('the owner among the additional fields is picked from a list, or given by email', async () => {
		const { panel, saved } = await open('Owner', { resource: 'contact', operation: 'create', email: 'owned@e2e.example' });
		await panel.add('Add Field', 'Owner');
		await page.locator(mark('rlc-input')).click();
		await page.locator(mark('rlc-item')).filter({ hasText: 'Bruno Agent' }).click();
		await saved(({ additionalFields }) => additionalFields?.ownerId?.cachedResultName === 'Bruno Agent (bruno@simulator.example)');
		await page.locator(mark('rlc-mode-selector')).click();
		await page.locator(mark('mode-email')).click();
		await page.locator(mark('rlc-input')).fill('chloe@simulator.example');
		await saved(
			({ additionalFields }) => additionalFields?.ownerId?.mode === 'email' && additionalFields.ownerId.value === 'chloe@simulator.example',
		);
		const contact = await created(panel.execute);
		const { admins } = await simulator.api('GET', '/admins');
		const { id } = admins.find(({ email }) => email === 'chloe@simulator.example');
		assert.equal(String(contact.owner_id), id);
	});

	await searchChecks({ check, open, page });
	await attributeChecks({ check, open, created, page });
}

async function searchChecks({ check, open, page }) {
	let search;
	const conditions = () => search.panel.part('fixed-collection-conditions');
	const group = () => search.panel.part('fixed-collection-conditionGroups');

	await check('in the search builder the operators follow the type of the field', async () => {
		search = await open('Search contacts', { resource: 'contact', operation: 'search' });
		await search.panel.button('Add Condition').click();
		const wanted = {
			'plan_tier (Custom Attribute)': [
				'Contains',
				'Does Not Contain',
				'Does Not Equal',
				'Ends With',
				'Equals',
				'Is None Of',
				'Is One Of',
				'Starts With',
			],
			'Tag ID': ['Does Not Equal', 'Equals'],
			'seats (Custom Attribute)': ['Does Not Equal', 'Equals', 'Is Greater Than', 'Is Less Than', 'Is None Of', 'Is One Of'],
			'Email Hard Bounced': ['Is', 'Is Not'],
			'Last Seen At': ['Is After', 'Is Before', 'Is On'],
		};
		for (const [field, operators] of Object.entries(wanted)) {
			await conditions().choose('field', field);
			assert.deepEqual(await conditions().choices('operator'), operators, field);
		}
		assert.equal(await conditions().parameter('value').getByPlaceholder('Select date and time').count(), 1, 'no date picker for a date');
	});

	await check('an operator that does not fit the new type of the field is marked, not silently kept', async () => {
		await conditions().choose('field', 'Email');
		await conditions().choose('operator', 'Contains');
		await conditions().choose('field', 'Last Seen At');
		await conditions().within.locator(mark('parameter-issues')).first().waitFor();
	});

	await check('a true/false field asks for True or False, and False is kept', async () => {
		await conditions().choose('field', 'Email Hard Bounced');
		await conditions().choose('operator', 'Is');
		await conditions().choose('value', 'False');
		await search.saved(({ conditions }) =>
			isDeepStrictEqual(
				conditions?.condition?.map(({ field, operator, value }) => [field, operator, value]),
				[['has_hard_bounced|flag', 'equals', 'false']],
			),
		);
	});

	await check('the same holds inside a group, what was entered survives reloading, and the search finds people', async () => {
		await conditions().choose('field', 'plan_tier (Custom Attribute)');
		await conditions().choose('operator', 'Equals');
		await conditions().type('value', 'enterprise');
		await search.panel.button('Add Group').click();
		await group().choose('match', 'Any Condition (OR)');
		await group().button('Add Condition').click();
		await group().choose('field', 'seats (Custom Attribute)');
		await group().choose('operator', 'Is Greater Than');
		await group().type('value', '40');
		await search.saved(({ conditionGroups }) => conditionGroups?.group?.[0]?.conditions?.condition?.[0]?.value === '40');
		await page.reload();
		await search.panel.within.waitFor();
		await search.panel.settled();
		assert.deepEqual(await group().choices('operator'), [
			'Does Not Equal',
			'Equals',
			'Is Greater Than',
			'Is Less Than',
			'Is None Of',
			'Is One Of',
		]);
		await until('the field has its name', async () => (await group().shown('field')) === 'seats (Custom Attribute)');
		assert.deepEqual([await group().shown('operator'), await group().shown('value')], ['Is Greater Than', '40']);
		await search.panel.execute();
		assert.match(await search.panel.output().innerText(), /\d+ items/);
		await pictureOfHeight(page, 'search', 950, search.panel.within.getByText('Must Match', { exact: true }).first());
	});
}

async function attributeChecks({ check, open, created, page }) {
	const add = async (...names) => {
		for (const name of names) {
			await page.locator(mark('add-fields-select')).click();
			await page.getByRole('menuitem', { name, exact: true }).click();
		}
	};

	await check('the attribute form starts empty, and sends what was filled in and nothing else', async () => {
		const { panel, saved } = await open('Attributes', { resource: 'contact', operation: 'create', email: 'attributes@e2e.example' });
		await panel.within.getByText('Custom Attributes', { exact: true }).waitFor();
		assert.equal(
			await panel.within.locator(mark('mapping-fields-container')).getByRole('textbox').count(),
			0,
			'attributes are shown that nobody asked for',
		);
		assert.equal((await created(panel.execute)).custom_attributes, undefined, 'attributes are sent that nobody entered');
		await add('seats', 'plan_tier', 'Favourite Colour', 'newsletter_opt_in');
		await panel.type('seats', '12');
		await panel.type('email', 'attributes.2@e2e.example');
		await saved(({ email, customAttributes: { value } }) => email === 'attributes.2@e2e.example' && value?.seats === 12);
		assert.deepEqual((await created(panel.execute)).custom_attributes, { seats: 12, newsletter_opt_in: false });
		await panel.type('Favourite Colour', 'Teal');
		await panel.choose('plan_tier', 'enterprise');
		await panel.flip('newsletter_opt_in');
		await panel.type('email', 'attributes.3@e2e.example');
		await saved(
			({ email, customAttributes: { value } }) =>
				email === 'attributes.3@e2e.example' &&
				value.newsletter_opt_in === true &&
				value.plan_tier === 'enterprise' &&
				value['Favourite Colour'] === 'Teal',
		);
		assert.deepEqual((await created(panel.execute)).custom_attributes, {
			seats: 12,
			newsletter_opt_in: true,
			plan_tier: 'enterprise',
			'Favourite Colour': 'Teal',
		});
		await pictureOfHeight(page, 'attributes', 860, panel.within.getByText('Mapping Column Mode', { exact: true }));
	});

	await check('mapped automatically, the attributes come from the fields of the item', async () => {
		const { panel, saved } = await open('Automatic', { resource: 'contact', operation: 'create', email: '={{ $json.mail }}' }, [
			{ mail: 'auto@e2e.example', seats: 5, plan_tier: 'pro', newsletter_opt_in: true, other: 1 },
		]);
		await page.locator(mark('mapping-mode-select')).click();
		await page.getByText('Map Automatically', { exact: true }).last().click();
		await saved(({ customAttributes: { mappingMode, schema } }) => mappingMode === 'autoMapInputData' && schema.length > 0);
		assert.equal(await panel.within.getByText('has no attributes').count(), 0, 'the panel says that there are no attributes');
		assert.deepEqual((await created(panel.execute)).custom_attributes, { seats: 5, plan_tier: 'pro', newsletter_opt_in: true });
	});
}
