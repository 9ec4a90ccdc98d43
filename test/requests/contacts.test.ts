/** What arrives at Intercom when contacts are written: written down by hand. */

import { by, useWire } from '../support/wire';

const { run, bodies, asked, recorder } = useWire(() => ({ body: { id: 'answer' } }));

const CONTACT = { contactId: by('id', '6762f0dd1bb69f9f2193bb83') };
/** Attributes as the form of the panel stores them. */
const form = (value: Record<string, unknown>, types: Record<string, string> = {}) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: Object.keys(value).map((id) => ({
		id,
		displayName: id,
		type: types[id] ?? 'string',
		required: false,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: false,
	})),
});

describe('creating a contact', () => {
	it('sends the role and what was entered, dates as Unix seconds', async () => {
		await run('contact: create', {
			role: 'lead',
			email: 'ada@example.com',
			externalId: 'user-1',
			name: 'Ada',
			additionalFields: {
				phone: '+353871234567',
				signedUpAt: '2026-01-31T09:30:00+01:00',
				lastSeenAt: 1769850000,
				ownerId: by('id', '991267583'),
				unsubscribedFromEmails: true,
			},
		});
		expect(asked()).toEqual(['POST /contacts']);
		expect(bodies()).toEqual([
			{
				role: 'lead',
				email: 'ada@example.com',
				external_id: 'user-1',
				name: 'Ada',
				phone: '+353871234567',
				signed_up_at: 1769848200,
				last_seen_at: 1769850000,
				owner_id: '991267583',
				unsubscribed_from_emails: true,
			},
		]);
		expect(recorder.requests[0].version).toBe('2.16');
	});

	it('leaves out the shown fields that are empty, but clears what was added and left empty', async () => {
		await run('contact: create', {
			email: '',
			externalId: 'user-1',
			name: '',
			additionalFields: { phone: '', avatar: '', lastSeenAt: '', ownerId: by('list', '') },
		});
		expect(bodies()).toEqual([{ role: 'user', external_id: 'user-1', phone: null, avatar: null, last_seen_at: null, owner_id: null }]);
	});

	it('sends false, 0 and null as what they are', async () => {
		const items = [{ p: false }, { p: 0 }, { p: '0' }, { p: 'no' }, { p: null }];
		await run('contact: create', { externalId: 'user-1', additionalFields: { unsubscribedFromEmails: '={{ $json.p }}' } }, items);
		const sent = [false, false, false, false, null];
		expect(bodies()).toEqual(sent.map((unsubscribed_from_emails) => ({ role: 'user', external_id: 'user-1', unsubscribed_from_emails })));
	});

	it('refuses a value of the wrong kind before anything is sent, also if only a later item has it', async () => {
		const { error } = await run('contact: create', { externalId: 'user-1', name: '={{ $json.name }}' }, [
			{ name: 'Ada' },
			{ name: { first: 'Ada' } },
		]);
		expect(error?.message).toMatch(/^'Name' has to be a text.*\[item 1\]$/);
		expect(asked()).toEqual([]);
	});

	it('takes every form of a date that people have', async () => {
		const dates = [
			'2026-01-31',
			'2026-01-31T09:30',
			'2026-01-31 09:30:00',
			'2026-01-31T09:30:00.500Z',
			'2026-01-31T09:30:00-05:00',
			1769851800,
			1769851800000,
			'1769851800',
		];
		await run(
			'contact: create',
			{ externalId: 'user-1', additionalFields: { signedUpAt: '={{ $json.at }}' } },
			dates.map((at) => ({ at })),
		);
		expect(bodies().map((body) => (body as { signed_up_at: number }).signed_up_at)).toEqual([
			1769817600, 1769851800, 1769851800, 1769851800, 1769869800, 1769851800, 1769851800, 1769851800,
		]);
	});

	it('takes the moments that expressions calculate with', async () => {
		await run('contact: create', {
			externalId: 'user-1',
			additionalFields: {
				signedUpAt: "={{ DateTime.fromISO('2026-01-31T09:30:00Z') }}",
				lastSeenAt: '={{ new Date(Date.UTC(2026, 0, 31)) }}',
			},
		});
		expect(bodies()).toEqual([{ role: 'user', external_id: 'user-1', signed_up_at: 1769851800, last_seen_at: 1769817600 }]);
	});

	it('refuses what only looks like a date', async () => {
		for (const at of ['Invoice 2024', '31.01.2026', 'yesterday', '2026-13-45']) {
			const { error } = await run('contact: create', { externalId: 'user-1', additionalFields: { signedUpAt: at } });
			expect(error?.message).toMatch(/^'Signed Up At' is not a date/);
		}
		expect(asked()).toEqual([]);
	});

	it('speaks with Preview only where a field needs it', async () => {
		await run('contact: create', { externalId: 'user-1', additionalFields: { languageOverride: '={{ $json.language }}' } }, [
			{ language: 'de' },
		]);
		await run('contact: create', { externalId: 'user-1' });
		expect(recorder.requests.map(({ version }) => version)).toEqual(['Preview', '2.16']);
	});
});

describe('custom attributes', () => {
	const types = { seats: 'number', vip: 'boolean', renewal: 'dateTime' };

	it('from the form have the type of the attribute; JSON goes as it is and wins', async () => {
		await run('contact: create', {
			externalId: 'user-1',
			customAttributes: form({ plan: 'Gold', seats: '12', vip: 'true', renewal: '2026-01-31T00:00:00Z' }, types),
			additionalFields: { customAttributesJson: '{ "plan": "Platinum", "score": 0, "since": "2026-01-31" }' },
		});
		expect(bodies()).toEqual([
			{
				role: 'user',
				external_id: 'user-1',
				custom_attributes: { plan: 'Platinum', seats: 12, vip: true, renewal: 1769817600, score: 0, since: '2026-01-31' },
			},
		]);
	});

	it('that were not filled in are left alone, false and 0 are values', async () => {
		await run('contact: create', { externalId: 'user-1', customAttributes: form({ plan: null, seats: 0, vip: false }, types) });
		expect(bodies()).toEqual([{ role: 'user', external_id: 'user-1', custom_attributes: { seats: 0, vip: false } }]);
	});

	it('may have any name, also those of our own words', async () => {
		await run('contact: create', { externalId: 'user-1', additionalFields: { customAttributesJson: '{ "mode": "id", "value": "x" }' } });
		expect(bodies()).toEqual([{ role: 'user', external_id: 'user-1', custom_attributes: { mode: 'id', value: 'x' } }]);
	});

	it('can be matched from the fields of the item', async () => {
		const schema = form({ plan: null, seats: null }, types).schema;
		await run(
			'contact: create',
			{ externalId: '={{ $json.id }}', customAttributes: { mappingMode: 'autoMapInputData', value: null, schema } },
			[
				{ id: 'a', plan: 'Gold', other: 1 },
				{ id: 'b', seats: '3' },
			],
		);
		expect(bodies()).toEqual([
			{ role: 'user', external_id: 'a', custom_attributes: { plan: 'Gold' } },
			{ role: 'user', external_id: 'b', custom_attributes: { seats: 3 } },
		]);
	});

	it('that are to be mapped by themselves, while n8n has no list of them, are not forgotten in silence', async () => {
		const result = await run('contact: create', { externalId: 'a', customAttributes: { mappingMode: 'autoMapInputData', value: null } }, [
			{ plan: 'Gold' },
		]);
		expect(result.error).toMatchObject({
			message: expect.stringContaining("'Custom Attributes' cannot be mapped") as string,
			description: expect.stringContaining('Open the node once') as string,
		});
		expect(asked()).toEqual([]);
	});

	it('that are no JSON are refused with the reason', async () => {
		const { error } = await run('contact: create', { externalId: 'user-1', additionalFields: { customAttributesJson: '{ plan: }' } });
		expect(error?.message).toMatch(/^'Custom Attributes \(JSON\)' is not valid JSON/);
	});
});

describe('updating a contact', () => {
	it('with nothing to change is refused, because it would report success', async () => {
		const { error } = await run('contact: update', CONTACT);
		expect(error?.message).toBe("'Update Fields' has nothing to change [item 0]");
		expect(error?.description).toContain('Ignore Empty Values');
		expect(asked()).toEqual([]);
	});

	it('with nothing to change in the second item is refused before the first one is sent', async () => {
		const { error } = await run(
			'contact: update',
			{ ...CONTACT, updateFields: { name: '={{ $json.name }}' }, options: { ignoreEmpty: true } },
			[{ name: 'Ada' }, { name: '' }],
		);
		expect(error?.message).toBe("'Update Fields' has nothing to change [item 1]");
		expect(asked()).toEqual([]);
	});

	it('leaves empty fields alone if it is told to', async () => {
		const items = [
			{ name: 'Ada', phone: '', owner: '', at: '' },
			{ name: '', phone: null, owner: null, at: '2026-01-31' },
		];
		const updateFields = {
			name: '={{ $json.name }}',
			phone: '={{ $json.phone }}',
			lastSeenAt: '={{ $json.at }}',
			ownerId: by('id', '={{ $json.owner }}'),
		};
		await run('contact: update', { ...CONTACT, updateFields, options: { ignoreEmpty: true } }, items);
		expect(bodies()).toEqual([{ name: 'Ada' }, { last_seen_at: 1769817600 }]);
	});

	it('takes the contact from a list, by ID, or by the address of its page', async () => {
		const id = '6762f0dd1bb69f9f2193bb83';
		for (const contactId of [
			by('list', id),
			by('id', ` ${id} `),
			by('url', `https://app.eu.intercom.com/a/apps/ab12cd34/users/${id}/all-conversations`),
			id,
		]) {
			await run('contact: update', { contactId, updateFields: { name: 'Ada' } } as never);
		}
		expect(asked()).toEqual(Array.from({ length: 4 }, () => `PUT /contacts/${id}`));
	});

	it('never leaves its path, whatever the ID looks like', async () => {
		for (const id of ['a/b c', '?x=1', '#', '%2e']) await run('contact: delete', { contactId: by('id', id) });
		expect(asked()).toEqual(['DELETE /contacts/a%2Fb%20c', 'DELETE /contacts/%3Fx%3D1', 'DELETE /contacts/%23', 'DELETE /contacts/%252e']);
		for (const id of ['.', '..'])
			expect((await run('contact: delete', { contactId: by('id', id) })).error?.message).toMatch(/cannot be an ID/);
		for (const id of [' ', '={{ $json.missing }}'])
			expect((await run('contact: delete', { contactId: by('id', id) })).error?.message).toMatch(/'Contact' is required/);
		expect(asked()).toHaveLength(4);
	});
});

describe('merging and reading contacts', () => {
	it('merges by two IDs, with the newer flag only where it is used', async () => {
		await run('contact: merge', {
			fromContactId: by('id', 'lead-1'),
			intoContactId: by('id', 'user-1'),
			additionalFields: { skipDuplicateValidation: true, includeMergeHistory: true },
		});
		const [{ method, path, query, body }] = recorder.requests;
		expect({ method, path, query, body }).toEqual({
			method: 'POST',
			path: '/contacts/merge',
			query: { include_merge_history: 'true' },
			body: { from: 'lead-1', into: 'user-1', skip_duplicate_validation: true },
		});
	});

	it('uses the API version that was chosen, and says when that one cannot', async () => {
		await run('contact: get', { ...CONTACT, options: { apiVersion: '2.14' } });
		expect(recorder.requests[0].version).toBe('2.14');
		const { error } = await run('contact: getMergeHistory', { ...CONTACT, options: { apiVersion: '2.15' } });
		expect(error?.message).toMatch(/^'API Version' cannot be 2\.15 here.*since 2\.16/);
	});

	it('reads no list with a limit that is none', async () => {
		for (const limit of [0, -1, 2.5, 'many']) {
			const { error } = await run('contact: getAll', { returnAll: false, limit: '={{ $json.limit }}' }, [{ limit }]);
			expect(error?.message).toMatch(/^'Limit' has to be a whole number from 1 on, not /);
		}
		expect(asked()).toEqual([]);
	});
});
