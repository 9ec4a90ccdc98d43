// Workflows with the Intercom node, run in n8n against the simulated workspace.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { by, byId, credentialsOf, given, inRow, intercom, manual, node, PACKAGE, workflow } from '../talk/workflow.mjs';

const condition = (field, operator, value) => ({ field, operator, value });

export async function actionChecks({ rest, simulator, credential }) {
	heading('Workflows with the Intercom node');
	/** Runs Start -> Given(items) -> Intercom(parameters). */
	const runWith = async (name, items, parameters, more = {}) => {
		const flow = workflow(name, manual(), given(items), intercom('Intercom', credential, parameters, more));
		return await rest.run(await rest.createWorkflow(flow));
	};
	const once = async (name, parameters, more) => await runWith(name, [{}], parameters, more);
	const succeeded = (execution) => assert.equal(execution.status, 'success', execution.error?.message);

	await check('a contact search with conditions and a group finds exactly who Intercom finds', async () => {
		const seven = {
			operator: 'AND',
			value: [
				{ field: 'custom_attributes.plan_tier', operator: '=', value: 'enterprise' },
				{
					operator: 'OR',
					value: [
						{ field: 'email', operator: '~', value: '@mail.' },
						{ field: 'custom_attributes.seats', operator: '>', value: 40 },
					],
				},
			],
		};
		const wanted = await simulator.api('POST', '/contacts/search', { query: seven, pagination: { per_page: 150 } });
		const execution = await once('search', {
			resource: 'contact',
			operation: 'search',
			returnAll: true,
			simplify: false,
			conditions: { condition: [condition('custom_attributes.plan_tier|text', 'equals', 'enterprise')] },
			conditionGroups: {
				group: [
					{
						match: 'OR',
						conditions: {
							condition: [condition('email|text', 'contains', '@mail.'), condition('custom_attributes.seats|number', 'greater', '40')],
						},
					},
				],
			},
		});
		succeeded(execution);
		assert.ok(wanted.total_count > 10, `only ${wanted.total_count} contacts match, too few to show anything`);
		assert.deepEqual(
			execution
				.output('Intercom')
				.map(({ id }) => id)
				.sort(),
			wanted.data.map(({ id }) => id).sort(),
		);
	});

	await check('Get Many with Return All reads every page', async () => {
		const { total_count } = await simulator.api('GET', '/contacts');
		const execution = await once('all contacts', { resource: 'contact', operation: 'getAll', returnAll: true });
		succeeded(execution);
		const ids = execution.output('Intercom').map(({ id }) => id);
		assert.ok(total_count > 300);
		assert.equal(ids.length, total_count);
		assert.equal(new Set(ids).size, total_count);
	});

	const wanda = { resource: 'contact', operation: 'upsert', matchBy: 'external_id', externalId: 'e2e-wanda' };
	await check('Create or Update creates a contact, custom attributes included', async () => {
		const execution = await once('upsert', {
			...wanda,
			name: 'Wanda',
			contactEmail: 'wanda@e2e.example',
			additionalFields: { customAttributesJson: '{ "seats": 7, "plan_tier": "pro" }' },
		});
		succeeded(execution);
		const [{ json, pairedItem }] = execution.items('Intercom');
		assert.equal(json.outcome, 'created');
		assert.deepEqual(pairedItem, { item: 0 });
		const kept = await simulator.api('GET', `/contacts/${json.id}`);
		assert.equal(kept.email, 'wanda@e2e.example');
		assert.equal(kept.custom_attributes.seats, 7);
		assert.equal(kept.custom_attributes.plan_tier, 'pro');
	});
	await check('Create or Update updates the same contact the second time', async () => {
		const execution = await once('upsert again', { ...wanda, name: 'Wanda Wilde' });
		succeeded(execution);
		const [{ outcome, id, name }] = execution.output('Intercom');
		assert.deepEqual({ outcome, name }, { outcome: 'updated', name: 'Wanda Wilde' });
		assert.equal((await simulator.api('GET', `/contacts/${id}`)).email, 'wanda@e2e.example', 'the email was lost');
	});

	await check('forty items in, forty contacts out, in the same order and paired with their items', async () => {
		const people = Array.from({ length: 40 }, (_, index) => ({ email: `forty.${index}@e2e.example`, name: `Number ${index}` }));
		const execution = await runWith('forty', people, {
			resource: 'contact',
			operation: 'create',
			role: 'user',
			email: '={{ $json.email }}',
			name: '={{ $json.name }}',
		});
		succeeded(execution);
		assert.deepEqual(
			execution.output('Intercom').map(({ email }) => email),
			people.map(({ email }) => email),
		);
		assert.deepEqual(
			execution.items('Intercom').map(({ pairedItem }) => pairedItem.item),
			people.map((_, index) => index),
		);
	});

	await check('an item that fails goes to the error output with what Intercom said, the others go on', async () => {
		const nodes = [
			manual(),
			given([{ id: 'no-such-contact' }, { id: 'e2e-wanda' }]),
			intercom(
				'Intercom',
				credential,
				{ resource: 'contact', operation: 'getByExternalId', externalId: '={{ $json.id }}' },
				{ onError: 'continueErrorOutput' },
			),
		];
		const execution = await rest.run(await rest.createWorkflow({ name: 'error output', nodes, connections: inRow(...nodes) }));
		succeeded(execution);
		assert.deepEqual(
			execution.output('Intercom', 0).map(({ name }) => name),
			['Wanda Wilde'],
		);
		const [failed, ...more] = execution.output('Intercom', 1);
		assert.deepEqual(more, []);
		assert.match(failed.error, /did not find the record/);
		assert.match(failed.message, /^Intercom said: .*status 404, request ID /);
	});

	await check('without an error output the workflow stops and names the operation, the item and the request', async () => {
		const execution = await runWith('stops', [{ id: 'e2e-wanda' }, { id: 'no-such-contact' }], {
			resource: 'contact',
			operation: 'getByExternalId',
			externalId: '={{ $json.id }}',
		});
		assert.equal(execution.status, 'error');
		assert.match(execution.error.message, /did not find the record - Get contact by external ID \[item 1\]/);
		assert.match(execution.error.description, /request ID/);
	});

	await check('a used-up rate limit and a broken answer are waited out', async () => {
		await simulator.control('settings', { windowSeconds: 1 });
		await simulator.faults({ match: 'GET /tags', kind: '429', times: 1 }, { match: 'GET /segments', kind: '5xx', times: 1 });
		try {
			for (const resource of ['tag', 'segment']) {
				const execution = await once(`faulty ${resource}s`, { resource, operation: 'getAll', returnAll: true });
				succeeded(execution);
				assert.ok(execution.output('Intercom').length >= 5);
			}
		} finally {
			await simulator.faults();
			await simulator.control('settings', { windowSeconds: 10 });
		}
	});

	await check('Add Tag by name creates a missing tag if asked to', async () => {
		const parameters = {
			resource: 'contact',
			operation: 'addTag',
			contactId: by('externalId', 'e2e-wanda'),
			tagId: by('name', 'Made by n8n'),
		};
		const refused = await once('tag unknown', parameters);
		assert.equal(refused.status, 'error', 'an unknown tag was accepted');
		const execution = await once('tag', { ...parameters, additionalFields: { createTagIfMissing: true } });
		succeeded(execution);
		const { data } = await simulator.api('GET', '/tags');
		assert.equal(data.filter(({ name }) => name === 'Made by n8n').length, 1);
	});

	await check('a chain of operations passes records on by expression', async () => {
		const nodes = [
			manual(),
			intercom('Find', credential, {
				resource: 'contact',
				operation: 'search',
				returnAll: false,
				limit: 1,
				conditions: { condition: [condition('external_id|text', 'equals', 'e2e-wanda')] },
			}),
			intercom('Note', credential, {
				resource: 'note',
				operation: 'create',
				contactId: byId('={{ $json.id }}'),
				noteText: '=Hello {{ $json.name }}',
				additionalFields: { adminId: by('email', 'bruno@simulator.example') },
			}),
			intercom('Notes', credential, {
				resource: 'note',
				operation: 'getAll',
				returnAll: true,
				contactId: byId("={{ $('Find').item.json.id }}"),
			}),
		];
		const execution = await rest.run(await rest.createWorkflow({ name: 'chain', nodes, connections: inRow(...nodes) }));
		succeeded(execution);
		const notes = execution.output('Notes');
		assert.equal(notes.length, 1);
		assert.match(notes[0].body, /Hello Wanda Wilde/);
		assert.equal(notes[0].author.email, 'bruno@simulator.example');
	});

	await check("the node's credential works in n8n's HTTP Request node", async () => {
		const request = node(
			'HTTP Request',
			'n8n-nodes-base.httpRequest',
			{ url: `${simulator.url}/me`, authentication: 'predefinedCredentialType', nodeCredentialType: credential.type, options: {} },
			{ typeVersion: 4.2, credentials: { [credential.type]: { id: credential.id, name: credential.name } } },
		);
		const execution = await rest.run(await rest.createWorkflow(workflow('http', manual(), request)));
		succeeded(execution);
		assert.equal(execution.output('HTTP Request')[0].type, 'admin');
	});

	await check('no execution holds the token', async () => {
		const execution = await once('refused', { resource: 'contact', operation: 'get', contactId: byId('nobody') });
		assert.ok(!JSON.stringify(execution.data).includes(simulator.token));
	});

	await check('Check Setup tells what is right, what is missing and what Intercom does not tell', async () => {
		await simulator.api('POST', '/_simulator/settings', { withheld: ['GET /articles'] });
		try {
			const setup = node(
				'Setup',
				`${PACKAGE}.intercomWorkspace`,
				{ authentication: 'accessToken', resource: 'workspace', operation: 'checkSetup' },
				{ typeVersion: 1.1, credentials: credentialsOf(credential) },
			);
			const execution = await rest.run(await rest.createWorkflow(workflow('check setup', manual(), setup)));
			succeeded(execution);
			const lines = execution.output('Setup');
			const statusOf = (check) => lines.find((line) => line.check === check)?.status;
			assert.deepEqual(
				['Token', 'Region', 'API version', 'Permission to read contacts', 'Permission to read articles', 'Last event'].map(statusOf),
				['ok', 'ok', 'ok', 'ok', 'failed', 'not known'],
			);
			assert.deepEqual(
				lines.filter(({ status, remedy }) => status === 'failed' && !remedy),
				[],
			);
		} finally {
			await simulator.api('POST', '/_simulator/settings', { withheld: [] });
		}
	});
}
