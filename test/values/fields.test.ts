/** Values from expressions, through n8n's engine to the wire: one case of every kind, and the label and item of a refusal. */

import type { IDataObject } from 'n8n-workflow';
import { by, useWire } from '../support/wire';

const { run, host, credentials, bodies, asked, recorder } = useWire(() => ({
	body: { id: '1', data: [], contacts: [], conversations: [] },
}));

/** Runs over items `{ v: value }`, with `={{ $json.v }}` wherever the parameters say `V`. */
async function given(what: string, parameters: object, ...values: unknown[]) {
	const filled = JSON.parse(JSON.stringify(parameters).replaceAll('"V"', '"={{ $json.v }}"')) as IDataObject;
	const type = what.includes('article')
		? 'n8n-nodes-intercom.intercomKnowledge'
		: what.includes('team') || what.includes('onversationAttribute') || what.includes('officeHours')
			? 'n8n-nodes-intercom.intercomWorkspace'
			: undefined;
	return await run(
		what,
		filled,
		values.map((v) => ({ v }) as IDataObject),
		type,
	);
}
const create = { role: 'user', externalId: 'x' };
const refused = async (what: string, parameters: object, value: unknown, message: string) => {
	// the second item, so that nothing of the first may have been sent
	const { error } = await given(what, parameters, undefined, value);
	expect([value, error?.message]).toEqual([value, expect.stringContaining(message)]);
	expect(error?.message).toMatch(/ \[item 1\]$/);
	expect(asked()).toEqual([]);
};

describe('each kind of field', () => {
	it.each<[kind: string, what: string, parameters: object, value: unknown, sent: object]>([
		[
			'a flag as text',
			'contact: create',
			{ ...create, additionalFields: { unsubscribedFromEmails: 'V' } },
			' FALSE',
			{ unsubscribed_from_emails: false },
		],
		[
			'a number as text',
			'company: upsert',
			{ externalCompanyId: 'x', additionalFields: { monthlySpend: 'V' } },
			'12',
			{ monthly_spend: 12 },
		],
		[
			'a date of n8n',
			'contact: create',
			{ ...create, additionalFields: { signedUpAt: '={{ DateTime.fromISO("2026-01-31T00:00:00Z") }}' } },
			'',
			{ signed_up_at: 1_769_817_600 },
		],
		['a text that is a number', 'contact: create', { role: 'user', externalId: 'V' }, 17, { external_id: '17' }],
		[
			'a text that is a date of n8n',
			'contact: create',
			{ role: 'user', externalId: 'x', name: '={{ DateTime.fromISO("2026-01-31T00:00:00Z", { zone: "utc" }) }}' },
			'',
			{ name: '2026-01-31T00:00:00.000Z' },
		],
		[
			'an ID of many digits as text',
			'contact: create',
			{ role: 'user', externalId: 'V' },
			'9007199254740993',
			{ external_id: '9007199254740993' },
		],
		[
			'a record with its ID',
			'contact: create',
			{ ...create, additionalFields: { ownerId: 'V' } },
			{ id: 12, name: 'Ada' },
			{ owner_id: '12' },
		],
		[
			'a record inside of a picker',
			'contact: create',
			{ ...create, additionalFields: { ownerId: { __rl: true, mode: 'id', value: 'V' } } },
			{ id: '12' },
			{ owner_id: '12' },
		],
		['IDs as JSON text', 'tag: tagContacts', { tagName: 'VIP', contactIds: 'V' }, '["c1","c2"]', { users: [{ id: 'c1' }, { id: 'c2' }] }],
		[
			'IDs as records, with gaps',
			'tag: tagContacts',
			{ tagName: 'VIP', contactIds: 'V' },
			[{ id: 'c1' }, null, { id: 'c2' }],
			{ users: [{ id: 'c1' }, { id: 'c2' }] },
		],
		['IDs that are numbers', 'team: updateMembers', { teamId: by('id', '1'), memberIds: 'V' }, '["12", 13]', { admin_ids: [12, 13] }],
		[
			'texts as JSON text',
			'conversationAttribute: create',
			{ attributeName: 'N', dataType: 'list', listOptions: 'V' },
			'["Refund, paid","Other"]',
			{ options: [{ label: 'Refund, paid' }, { label: 'Other' }] },
		],
	])('%s', async (_kind, what, parameters, value, sent) => {
		const { error } = await given(what, parameters, value);
		expect(error?.message).toBeUndefined();
		expect(bodies().at(-1)).toMatchObject(sent);
	});

	it.each<[what: string, parameters: object, label: string, ...values: unknown[]]>([
		[
			'contact: create',
			{ ...create, additionalFields: { unsubscribedFromEmails: 'V' } },
			"'Unsubscribed From Emails' has to be true or false",
			'perhaps',
			' ',
			2,
			['true'],
		],
		[
			'company: upsert',
			{ externalCompanyId: 'x', additionalFields: { monthlySpend: 'V' } },
			"'Monthly Spend' has to be a whole number",
			'0x10',
			' ',
			true,
			[],
			[5],
			'1,000',
			1.5,
		],
		[
			'company: upsert',
			{ externalCompanyId: 'x', additionalFields: { monthlySpend: 'V' } },
			"'Monthly Spend' has a number that is too large",
			'9007199254740993',
		],
		[
			'contact: create',
			{ ...create, additionalFields: { signedUpAt: 'V' } },
			"'Signed Up At' is not a date",
			'2026-02-30',
			'2026-02-30T10:00:00Z',
			true,
			[],
			'Invoice 2024',
		],
		['contact: create', { role: 'user', externalId: 'x', name: 'V' }, "'Name' has to be a text", {}, ['Ada'], []],
		['contact: create', { ...create, additionalFields: { ownerId: 'V' } }, "'Owner' has to be one ID, not a list", ['12'], [], '["12"]'],
		['contact: create', { ...create, additionalFields: { ownerId: 'V' } }, "'Owner' has no ID", { name: 'Ada' }, {}],
		['contact: create', { role: 'user', externalId: 'V' }, "'External ID' has a number that is too large", 2 ** 60],
		['contact: get', { contactId: by('id', 'V') }, "'Contact' has to be one ID, not a list", ['c1'], '["c1","c2"]'],
		['tag: tagContacts', { tagName: 'VIP', contactIds: 'V' }, "'Contacts' is not", '[c1, c2]', "['c1','c2']"],
		[
			'contact: create',
			{ ...create, additionalFields: { customAttributesJson: 'V' } },
			"'Custom Attributes (JSON): legacy.id' has a number that is too large",
			'{"legacy": {"id": 9007199254740993}}',
			{ legacy: { id: 2 ** 60 } },
		],
		['article: create', { title: 'T', bodyFormat: 'V', body: 'B' }, "'Body Format' cannot be HTML", 'HTML'],
	])('%s %j: %s', async (what, parameters, label, ...values) => {
		for (const value of values) {
			const { error } = await given(what, parameters, value);
			expect([value, error?.message]).toEqual([value, expect.stringContaining(label)]);
			expect(error?.message).toMatch(/ \[item 0\]$/);
		}
		expect(asked()).toEqual([]);
	});

	it('names the item, before anything is sent for any', async () => {
		await refused(
			'contact: create',
			{ ...create, additionalFields: { signedUpAt: 'V' } },
			'2026-02-30',
			"'Signed Up At' is not a date: 2026-02-30",
		);
	});
});

describe('the switches of an operation', () => {
	/** As workflows have it that were saved with the first version of the node. */
	const saved = async (parameters: object, v: unknown) =>
		await host.runNode({
			type: 'n8n-nodes-intercom.intercom',
			typeVersion: 1,
			parameters: { resource: 'contact', operation: 'getAll', ...parameters } as never,
			items: [{ v } as IDataObject],
			credentials: credentials(),
		});

	const pages = () => {
		recorder.answer = ({ query }) => ({
			body: {
				data: Array.from({ length: 60 }, (_, n) => ({ id: `${query.starting_after ?? 0}-${n}`, type: 'contact', ios_device: 'x' })),
				pages: query.starting_after ? {} : { next: { starting_after: 'b' } },
			},
		});
	};

	it.each<[unknown, number]>([
		['true', 120],
		['TRUE', 120],
		[true, 120],
		[1, 120],
		['yes', 120],
		['false', 50],
		[false, 50],
		['0', 50],
		[null, 50],
		[undefined, 50],
	])('Return All %j', async (returnAll, count) => {
		pages();
		expect((await given('contact: getAll', { returnAll: 'V' }, returnAll)).json).toHaveLength(count);
	});

	it.each<[unknown, boolean]>([
		['false', true],
		['False', true],
		[false, true],
		[0, true],
		['true', false],
		[true, false],
		[null, false],
	])('Simplify %j', async (simplify, isRaw) => {
		pages();
		const { json } = await saved({ simplify: '={{ $json.v }}', limit: 1 }, simplify);
		expect('ios_device' in json[0]).toBe(isRaw);
	});

	it('Simplify refuses what it cannot be', async () => {
		for (const value of ['no!', '', {}])
			expect((await saved({ simplify: '={{ $json.v }}' }, value)).error?.message).toContain("'Simplify' has to be true or false");
		expect(asked()).toEqual([]);
	});

	it('Fields as JSON text, of any name', async () => {
		pages();
		const { json } = await given('contact: getAll', { output: 'fields', fields: 'V', limit: 1 }, '["ios_device", "constructor"]');
		expect(JSON.stringify(json)).toBe('[{"id":"0-0","ios_device":"x","constructor":null}]');
	});

	it.each<[unknown, number]>([
		['3', 3],
		[' 3 ', 3],
		[3, 3],
		[null, 50],
	])('Limit %j', async (limit, count) => {
		pages();
		expect((await given('contact: getAll', { limit: 'V' }, limit)).json).toHaveLength(count);
	});

	it.each<[string, object, string, ...unknown[]]>([
		['Return All', { returnAll: 'V' }, "'Return All' has to be true or false", 'all', '', ' ', 2, []],
		['Output', { output: 'V' }, "'Output' cannot be", 'Raw', 'simplified', ''],
		['Fields', { output: 'fields', fields: 'V' }, "'Fields' is not a list", '[id, name]', "['id','name']"],
		['Limit', { limit: 'V' }, "'Limit' has to be a whole number", '', ' ', true, [], '0x10', 0, 2.5],
		['Limit', { limit: 'V' }, "'Limit' has a number that is too large", 1e300],
		['Requests at Once', { options: { concurrency: 'V' } }, "'Requests at Once' has to be a number", 'many', '', true, []],
		['Timeout', { options: { timeout: 'V' } }, "'Timeout' has to be a number", '1 min', '', true],
		['Ignore Empty Values', { options: { ignoreEmpty: 'V' } }, "'Ignore Empty Values' has to be true or false", 'maybe', ''],
		['API Version', { options: { apiVersion: 'V' } }, "'API Version' cannot be", '3.0', 'latest'],
	])('%s refuses what it cannot be', async (_name, parameters, message, ...values) => {
		for (const value of values) {
			const { error } = await given('contact: getAll', parameters, value);
			expect([value, error?.message]).toEqual([value, expect.stringContaining(message)]);
		}
		expect(asked()).toEqual([]);
	});

	it('Ignore Empty Values and Create Tag If Missing as text', async () => {
		await given('contact: create', { ...create, additionalFields: { phone: '' }, options: { ignoreEmpty: 'V' } }, 'true', 'false');
		expect(bodies()).toEqual([
			{ role: 'user', external_id: 'x' },
			{ role: 'user', external_id: 'x', phone: null },
		]);
		recorder.requests.length = 0;
		recorder.answer = ({ method, path }) => ({ body: path === '/tags' ? (method === 'POST' ? { id: '9' } : { data: [] }) : { id: '1' } });
		const tag = (createTagIfMissing: unknown) =>
			given(
				'contact: addTag',
				{ contactId: by('id', 'c1'), tagId: by('name', 'New'), additionalFields: { createTagIfMissing: 'V' } },
				createTagIfMissing,
			);
		expect((await tag('false')).error?.message).toContain('cannot be found: no tag has the');
		expect((await tag('true')).error).toBeUndefined();
		expect((await tag('perhaps')).error?.message).toContain("'Create Tag If Missing' has to be true or false");
	});

	it('an API version that is a number', async () => {
		await given('contact: get', { contactId: by('id', 'c1'), options: { apiVersion: 'V' } }, 2.15);
		expect(recorder.requests[0].version).toBe('2.15');
	});
});

describe('names that JavaScript uses itself', () => {
	const names = '{"__proto__": "a", "constructor": "b", "toString": "c"}';

	it('arrive as attributes given in JSON', async () => {
		expect((await given('contact: create', { ...create, additionalFields: { customAttributesJson: 'V' } }, names)).error).toBeUndefined();
		expect(JSON.stringify((bodies()[0] as { custom_attributes: unknown }).custom_attributes)).toBe(JSON.stringify(JSON.parse(names)));
	});

	it('arrive through an operation of several requests', async () => {
		recorder.answer = ({ method }) =>
			method === 'GET' ? { status: 404, body: { type: 'error.list', errors: [{ code: 'not_found' }] } } : { body: { id: '1' } };
		expect(
			(await given('contact: upsert', { matchBy: 'external_id', externalId: 'x', additionalFields: { customAttributesJson: 'V' } }, names))
				.error,
		).toBeUndefined();
		expect(JSON.stringify((bodies().at(-1) as { custom_attributes: unknown }).custom_attributes)).toBe(JSON.stringify(JSON.parse(names)));
	});
});
