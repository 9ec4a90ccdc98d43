import { by, useIntercom } from '../support/intercom';

const intercom = useIntercom();
const { run } = intercom;
const missing = by('id', '000000000000000000000000');

describe('an error says what happened, what Intercom said, and what to do', () => {
	test('with item, operation, code, request ID and advice', async () => {
		const { error } = await run('contact: get', { contactId: missing }, [{}]);
		expect(error?.message).toBe('Intercom did not find the record - Get contact [item 0]');
		expect(error?.description).toMatch(/Intercom said: .*\(not_found\)/);
		expect(error?.description).toContain('Check the ID');
		expect(error?.description).toMatch(/Request: GET \/contacts\/\{contact_id\}, status 404, request ID [\w-]+\./);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404', context: { itemIndex: 0 } });
	});

	test('names the item that failed, also when it is not the first', async () => {
		const { json } = await run('contact: create', { role: 'user', externalId: 'known' });
		const { error } = await run('contact: get', { contactId: by('id', '={{ $json.id }}') }, [{ id: json[0].id }, { id: 'nobody' }]);
		expect(error?.message).toContain('[item 1]');
	});

	test.each([['a wrong token', { tokenRegion: 'EU' as const }, 'Intercom refused the credential', 'region']])(
		'%s points at the credential and its region',
		async (_, settings, message, advice) => {
			Object.assign(intercom.sim.settings, settings);
			const { error } = await run('me: get');
			expect(error?.message).toContain(message);
			expect(error?.description).toContain(advice);
		},
	);

	test.each(['forbidden', 'token_unauthorized'] as const)('a missing permission (%s) is no matter of the token', async (withheldAs) => {
		Object.assign(intercom.sim.settings, { withheld: ['GET /me'], withheldAs });
		const { error } = await run('me: get');
		expect(error?.message).toContain('The app is not permitted to do this');
		expect(error?.description).toContain('Give the app the permission for /me');
	});

	test('a code that is a name in JavaScript is a code like any other', async () => {
		intercom.sim.settings.faults.push({ match: /contacts/, kind: '5xx', status: 400, code: 'constructor', message: 'No' });
		const { error } = await run('contact: create', { role: 'user', externalId: 'x' });
		expect(error?.message).toBe('Intercom did not accept the request - Create contact [item 0]');
	});

	test('a conflict points at Create or Update', async () => {
		await run('contact: create', { role: 'user', externalId: 'twice' });
		const { error } = await run('contact: create', { role: 'user', externalId: 'twice' });
		expect(error?.message).toContain('conflicts with another');
		expect(error?.description).toContain('Create or Update');
	});

	test('the token never shows in an error or an output', async () => {
		const token = intercom.sim.token;
		const results = [
			await run('contact: get', { contactId: missing }),
			await run('contact: get', { contactId: missing }, [{}], { onError: 'continueErrorOutput' }),
		];
		intercom.sim.settings.faults.push({ match: /.*/, kind: 'cut' });
		results.push(await run('contact: create', { role: 'user', externalId: 'x' }));
		for (const { error, outputs } of results) expect(JSON.stringify([error, outputs])).not.toContain(token);
	});
});

describe('bad input is refused before anything is sent', () => {
	const all = async (what: string, parameters: Record<string, unknown>, message: string | RegExp) => {
		const { error } = await run(what, parameters, [{ n: 1 }, { n: 2 }]);
		expect(error?.message).toMatch(message);
		expect(error?.name).toBe('NodeOperationError');
		expect(intercom.sim.requests).toHaveLength(0);
	};

	test.each<[string, string, Record<string, unknown>, RegExp]>([
		[
			'an email without @',
			'contact: create',
			{ role: 'user', email: "={{ $json.n === 2 ? 'nobody.example.com' : 'a@example.com' }}" },
			/^'Email' is not an email address: nobody\.example\.com \[item 1\]$/,
		],
		['an empty ID', 'contact: get', { contactId: by('id', "={{ $json.n === 2 ? '' : 'x' }}") }, /'Contact' is required \[item 1\]/],
		[
			'an address that is not a contact',
			'contact: get',
			{ contactId: by('url', '={{ "https://example.com/x" }}') },
			/'Contact' is not the address of a contact/,
		],
		[
			'broken JSON',
			'contact: create',
			{ role: 'user', externalId: 'x', additionalFields: { customAttributesJson: '{"plan": }' } },
			/'Custom Attributes \(JSON\)' is not valid JSON/,
		],
		[
			'JSON that is a list',
			'contact: create',
			{ role: 'user', externalId: 'x', additionalFields: { customAttributesJson: '[1]' } },
			/has to be a JSON object/,
		],
		[
			'a date that is none',
			'contact: create',
			{ role: 'user', externalId: 'x', additionalFields: { signedUpAt: 'Invoice 2024' } },
			/'Signed Up At' is not a date: Invoice 2024/,
		],
		[
			'a fraction where a whole number belongs',
			'company: upsert',
			{ externalCompanyId: 'x', additionalFields: { monthlySpend: 1.5 } },
			/'Monthly Spend' has to be a whole number/,
		],
		[
			'an operator that does not fit',
			'contact: search',
			{ searchWith: 'conditions', conditions: { condition: [{ field: 'created_at|date', operator: 'contains', value: 'x' }] } },
			/cannot compare Created At with "contains"/,
		],
		[
			'a number compared with a word',
			'company: search',
			{ searchWith: 'conditions', conditions: { condition: [{ field: 'user_count|number', operator: 'greater', value: 'many' }] } },
			/has to be a number, not many/,
		],
		[
			'sixteen conditions in a group',
			'contact: search',
			{
				searchWith: 'conditions',
				conditions: { condition: Array.from({ length: 16 }, () => ({ field: 'name|text', operator: 'equals', value: 'x' })) },
			},
			/has 16 conditions; Intercom takes 15/,
		],
		[
			'three levels in a JSON query',
			'contact: search',
			{
				searchWith: 'json',
				queryJson: JSON.stringify({
					operator: 'AND',
					value: [{ operator: 'OR', value: [{ operator: 'AND', value: [{ field: 'name', operator: '=', value: 'x' }] }] }],
				}),
			},
			/nested too deep/,
		],
		[
			'a version that does not know the operation',
			'contact: getActivities',
			{ options: { apiVersion: '2.16' } },
			/'API Version' cannot be 2\.16 here/,
		],
		[
			'a version that does not know a field',
			'contact: create',
			{ role: 'user', externalId: 'x', additionalFields: { languageOverride: 'de' }, options: { apiVersion: '2.16' } },
			/'Language Override' does not exist in API version 2\.16/,
		],
	])('%s', async (_, what, parameters, message) => await all(what, parameters, message));

	test('an empty value that cannot be cleared says how to leave it out', async () => {
		const { error } = await run('company: upsert', { externalCompanyId: 'x', additionalFields: { monthlySpend: '={{ null }}' } });
		expect(error?.description ?? error?.message).toContain('Ignore Empty Values');
	});
});

describe('a failing item leaves the others alone', () => {
	const rows = [
		{ ext: 'one', mail: 'one@example.com' },
		{ ext: 'two', mail: 'broken' },
		{ ext: 'three', mail: 'three@example.com' },
	];
	const parameters = { role: 'user', externalId: '={{ $json.ext }}', email: '={{ $json.mail }}' };

	test('Continue (using error output): the failure goes out of the second output, with the reason and its item', async () => {
		const { status, outputs } = await run('contact: create', parameters, rows, { onError: 'continueErrorOutput' });
		expect(status).toBe('success');
		const [good, bad] = outputs as Array<Array<{ json: Record<string, unknown>; pairedItem: unknown }>>;
		expect(good.map(({ json }) => json.external_id)).toEqual(['one', 'three']);
		expect(good.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(bad).toHaveLength(1);
		expect(bad[0].json).toMatchObject({ ext: 'two', error: "'Email' is not an email address: broken [item 1]" });
		expect(bad[0].pairedItem).toEqual({ item: 1 });
	});

	test('Continue: the failure takes its place among the results', async () => {
		const { outputs } = await run('contact: create', parameters, rows, { onError: 'continueRegularOutput' });
		const [items] = outputs as Array<Array<{ json: Record<string, unknown> }>>;
		expect(items.map(({ json }) => json.external_id ?? 'failed')).toEqual(['one', 'failed', 'three']);
	});

	test('what Intercom refused carries its code, status and request ID', async () => {
		const { outputs } = await run('contact: get', { contactId: missing }, [{}], { onError: 'continueErrorOutput' });
		const [, bad] = outputs as Array<Array<{ json: Record<string, unknown> }>>;
		expect(bad[0].json).toMatchObject({
			error: expect.stringContaining('did not find'),
			message: expect.stringMatching(/^Intercom said: .*\(not_found\).* status 404, request ID [\w-]+\.$/),
		});
		// any other key of its own, and n8n 1.x would take the item for a success
		const { json } = (await run('contact: get', { contactId: missing }, [{}], { onError: 'continueRegularOutput' })).outputs[0][0] as {
			json: Record<string, unknown>;
		};
		expect(Object.keys(json).sort()).toEqual(['error', 'message']);
	});

	test('without Continue On Fail the first failing item in input order is the one reported', async () => {
		const { error } = await run(
			'contact: get',
			{ contactId: by('id', '={{ $json.id }}') },
			Array.from({ length: 30 }, (_, index) => ({ id: `nobody-${index}` })),
		);
		expect(error?.message).toContain('[item 0]');
	});

	test('and nothing more is sent after it', async () => {
		await run(
			'contact: get',
			{ contactId: by('id', '={{ $json.id }}'), options: { concurrency: 2 } },
			Array.from({ length: 100 }, (_, index) => ({ id: `nobody-${index}` })),
		);
		expect(intercom.sim.requests.length).toBeLessThan(10);
	});
});
