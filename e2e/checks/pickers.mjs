// What the editor asks n8n for while the panel of the Intercom node is open: lists, fields, attributes.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { by, credentialsOf, intercom } from '../talk/workflow.mjs';

export async function pickerChecks({ rest, simulator, credential }) {
	heading("Pickers of the Intercom node's panel");
	const panel = (parameters, more) => intercom('Intercom', credential, parameters, more);
	const contacts = panel({ resource: 'contact', operation: 'get' });

	await check('the contact list has a first page, and the next one holds other contacts', async () => {
		const first = await rest.locatorList(contacts, 'parameters.contactId', 'searchContact');
		assert.equal(first.results.length, 50);
		assert.match(first.results[0].name, /\S/);
		const second = await rest.locatorList(contacts, 'parameters.contactId', 'searchContact', { paginationToken: first.paginationToken });
		const seen = new Set(first.results.map(({ value }) => value));
		assert.equal(second.results.length, 50);
		assert.ok(second.results.every(({ value }) => !seen.has(value)));
	});
	await check('typing into the contact list searches names, emails and external IDs', async () => {
		const { data } = await simulator.api('POST', '/contacts/search', { query: { field: 'email', operator: '~', value: '@inbox.example' } });
		const [{ id, email, external_id }] = data.filter((contact) => contact.external_id);
		for (const filter of [email, external_id]) {
			const { results } = await rest.locatorList(contacts, 'parameters.contactId', 'searchContact', { filter });
			assert.ok(
				results.some(({ value, name }) => value === id && name.includes(email)),
				`${filter} is not among ${results.map(({ name }) => name)}`,
			);
		}
	});
	await check('typing into the tag list narrows it', async () => {
		const { results } = await rest.locatorList(panel({ resource: 'tag', operation: 'get' }), 'parameters.tagId', 'searchTag', {
			filter: 'vip',
		});
		assert.deepEqual(
			results.map(({ name }) => name),
			['VIP'],
		);
	});
	await check('the owner inside Additional Fields has a list', async () => {
		const { results } = await rest.locatorList(
			panel({ resource: 'contact', operation: 'create', additionalFields: { ownerId: by('list', '') } }),
			'parameters.additionalFields.ownerId',
			'searchAdmin',
		);
		assert.ok(results.some(({ name }) => name.includes('bruno@simulator.example')));
	});
	await check('the banner list is that of the contact chosen beside it', async () => {
		const { data } = await simulator.api('GET', '/contacts?per_page=1');
		const { results } = await rest.locatorList(
			panel({ resource: 'contact', operation: 'dismissBanner', contactId: by('id', data[0].id) }),
			'parameters.bannerViewId',
			'searchBanner',
		);
		assert.ok(results.length >= 1);
	});
	await check("the search builder offers Intercom's fields and the workspace's own attributes, with their types", async () => {
		const options = await rest.options(
			panel({ resource: 'contact', operation: 'search' }),
			'parameters.conditions.condition[0].field',
			'contactSearchFields',
		);
		const values = options.map(({ value }) => value);
		for (const value of [
			'email|text',
			'last_seen_at|date',
			'tag_id|id',
			'custom_attributes.seats|number',
			'custom_attributes.newsletter_opt_in|flag',
			'custom_attributes.Favourite Colour|text',
		])
			assert.ok(values.includes(value), value);
		assert.ok(!values.some((value) => value.includes('legacy_code')), 'an archived attribute is offered');
		const names = options.map(({ name }) => name);
		assert.equal(new Set(names).size, names.length, 'two fields have the same name');
	});
	await check("the attribute form has the workspace's attributes, choices included", async () => {
		const { fields } = await rest.mapperFields(
			panel({ resource: 'contact', operation: 'create' }),
			'parameters.customAttributes',
			'contactAttributes',
		);
		const types = Object.fromEntries(fields.map(({ id, type }) => [id, type]));
		assert.deepEqual(types, {
			'Favourite Colour': 'string',
			last_survey_at: 'dateTime',
			newsletter_opt_in: 'boolean',
			plan_tier: 'options',
			renewal_date: 'dateTime',
			score: 'number',
			seats: 'number',
		});
		assert.deepEqual(
			fields.find(({ id }) => id === 'plan_tier').options.map(({ value }) => value),
			['free', 'pro', 'enterprise'],
		);
	});
	await check('a list asked for with a wrong token says what to do', async () => {
		const wrong = await rest.createCredential('Wrong token', credential.type, {
			accessToken: 'wrong',
			region: 'custom',
			baseUrl: simulator.url,
		});
		const node = panel({ resource: 'tag', operation: 'get' }, { credentials: credentialsOf({ ...wrong, type: credential.type }) });
		await assert.rejects(async () => await rest.locatorList(node, 'parameters.tagId', 'searchTag'), /Intercom refused the credential/);
	});
}
