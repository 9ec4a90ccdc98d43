import { by, useIntercom } from '../support/intercom';

const intercom = useIntercom();
const { run } = intercom;
const outcomes = (result: { json: Array<Record<string, unknown>> }) => result.json.map(({ outcome }) => outcome);

const byExternalId = ({ reviveArchived, ...extra }: Record<string, unknown> = {}) => ({
	matchBy: 'external_id',
	externalId: '={{ $json.ext }}',
	name: '={{ $json.name }}',
	...extra,
	additionalFields: reviveArchived ? { reviveArchived } : {},
});
const byEmail = (extra: Record<string, unknown> = {}) => ({
	matchBy: 'email',
	email: '={{ $json.email }}',
	name: '={{ $json.name }}',
	additionalFields: {},
	...extra,
});

const create = async (fields: Record<string, unknown>) => {
	const { json, error } = await run('contact: create', { role: 'user', additionalFields: {}, ...fields });
	expect(error).toBeUndefined();
	intercom.sim.requests.length = 0;
	return String(json[0].id);
};
const stored = async (id: string) => (await run('contact: get', { contactId: by('id', id), output: 'raw' })).json[0];

describe('Contact: Create or Update', () => {
	test('creates what is not there, updates what is, and says which', async () => {
		const result = await run('contact: upsert', byExternalId(), [
			{ ext: 'a', name: 'First' },
			{ ext: 'b', name: 'Other' },
			{ ext: 'a', name: 'Second' },
		]);
		expect(outcomes(result)).toEqual(['created', 'created', 'updated']);
		expect(result.json.map(({ name }) => name)).toEqual(['First', 'Other', 'Second']);
		expect(intercom.sim.workspace.contacts.all().filter(({ external_id }) => external_id === 'a')).toHaveLength(1);
	});

	test('by external ID takes one look-up and one write, without a search', async () => {
		await run('contact: upsert', byExternalId(), [{ ext: 'a', name: 'A' }]);
		expect(intercom.asked()).toEqual(['GET /contacts/find_by_external_id/a', 'POST /contacts']);
	});

	test('by email finds the contact although the search does not show it yet', async () => {
		const id = await create({ email: 'new@example.com' });
		intercom.sim.settings.searchDelayMs = 60_000;
		const fresh = await create({ email: 'fresh@example.com' });
		const result = await run('contact: upsert', byEmail(), [
			{ email: 'new@example.com', name: 'Known' },
			{ email: 'fresh@example.com', name: 'Unknown to search' },
		]);
		expect(result.error).toBeUndefined();
		expect(outcomes(result)).toEqual(['updated', 'updated']);
		expect(result.json.map((contact) => contact.id)).toEqual([id, fresh]);
	});

	test.each(['user', 'lead'])('many items with one new email make one %s', async (role) => {
		intercom.sim.settings.searchDelayMs = 60_000;
		const result = await run(
			'contact: upsert',
			{ ...byEmail(), roleWhenCreated: role },
			Array.from({ length: 12 }, (_, index) => ({ email: 'one@example.com', name: `Name ${index}` })),
		);
		expect(outcomes(result).filter((outcome) => outcome === 'created')).toHaveLength(1);
		expect(new Set(result.json.map(({ id }) => id)).size).toBe(1);
		expect((await stored(String(result.json[0].id))).name).toBe('Name 11');
	});

	test('an archived contact fails with advice, and is revived when asked', async () => {
		const id = await create({ externalId: 'gone', name: 'Before' });
		await run('contact: archive', { contactId: by('id', id) });
		const refused = await run('contact: upsert', byExternalId(), [{ ext: 'gone', name: 'After' }]);
		expect(refused.error?.message).toContain('archived');
		expect(refused.error?.description).toContain('Revive Archived Contact');
		const revived = await run('contact: upsert', byExternalId({ reviveArchived: true }), [{ ext: 'gone', name: 'After' }]);
		expect(revived.error).toBeUndefined();
		expect(revived.json[0]).toMatchObject({ outcome: 'revived', id, name: 'After' });
		expect(intercom.sim.workspace.contacts.all().filter(({ external_id }) => external_id === 'gone')).toHaveLength(1);
	});

	test('a contact that was merged away is followed to where it went, and keeps that one’s external ID', async () => {
		const lead = await create({ role: 'lead', externalId: 'lead-1', email: 'same@example.com' });
		const user = await create({ role: 'user', externalId: 'user-1', email: 'same@example.com' });
		const merged = await run('contact: merge', { fromContactId: by('id', lead), intoContactId: by('id', user) });
		expect(merged.error).toBeUndefined();
		const result = await run('contact: upsert', byExternalId(), [{ ext: 'lead-1', name: 'Follows' }]);
		expect(result.error).toBeUndefined();
		expect(result.json[0]).toMatchObject({ outcome: 'updated', id: user, external_id: 'user-1', name: 'Follows' });
	});

	test('does not take over another contact that has the same email', async () => {
		await create({ email: 'shared@example.com', externalId: 'owner' });
		const result = await run('contact: upsert', byExternalId({ contactEmail: 'shared@example.com' }), [{ ext: 'intruder', name: 'X' }]);
		expect(result.error?.message).toMatch(/Another contact is in the way.*owner/);
		expect(intercom.sim.workspace.contacts.all()).toHaveLength(1);
	});

	test('links a user that has the email but no external ID yet', async () => {
		const id = await create({ email: 'first@example.com' });
		const result = await run('contact: upsert', byExternalId({ contactEmail: 'first@example.com' }), [{ ext: 'crm-9', name: 'Linked' }]);
		expect(result.json[0]).toMatchObject({ outcome: 'updated', id, external_id: 'crm-9' });
	});

	test('a creation that was carried out although its answer got lost is not made twice', async () => {
		intercom.sim.settings.faults.push({ match: 'POST /contacts', kind: 'cut', times: 1, after: true });
		const result = await run('contact: upsert', byExternalId(), [{ ext: 'once', name: 'Once' }]);
		expect(result.error).toBeUndefined();
		expect(intercom.sim.workspace.contacts.all().filter(({ external_id }) => external_id === 'once')).toHaveLength(1);
	});

	test('without a value to match by, nothing is sent for any item', async () => {
		const result = await run('contact: upsert', byExternalId(), [
			{ ext: 'fine', name: 'x' },
			{ ext: '', name: 'y' },
		]);
		expect(result.error?.message).toBe("'External ID' is required [item 1]");
		expect(intercom.sim.requests).toHaveLength(0);
	});
});

describe('Contact: Find or Create', () => {
	test('leaves a contact that exists as it is', async () => {
		const id = await create({ externalId: 'here', name: 'Untouched' });
		const result = await run('contact: findOrCreate', byExternalId(), [
			{ ext: 'here', name: 'Other' },
			{ ext: 'not-here', name: 'New' },
		]);
		expect(outcomes(result)).toEqual(['found', 'created']);
		expect(result.json[0]).toMatchObject({ id, name: 'Untouched' });
		expect(intercom.asked().filter((line) => line.startsWith('PUT'))).toEqual([]);
	});
});

describe('tags by name', () => {
	test('a name is looked up once for all items, whatever its case', async () => {
		const id = await create({ externalId: 'tagged' });
		await run('tag: create', { tagName: 'VIP' });
		intercom.sim.requests.length = 0;
		const result = await run('contact: addTag', { contactId: by('id', id), tagId: by('name', '={{ $json.tag }}'), additionalFields: {} }, [
			{ tag: 'vip' },
			{ tag: 'VIP' },
			{ tag: 'Vip' },
		]);
		expect(result.error).toBeUndefined();
		expect(intercom.asked().filter((line) => line === 'GET /tags')).toHaveLength(1);
	});

	test('a tag that does not exist fails with the way out, and is created once when asked', async () => {
		const id = await create({ externalId: 'tagged' });
		const parameters = { contactId: by('id', id), tagId: by('name', 'Brand new') };
		const refused = await run('contact: addTag', { ...parameters, additionalFields: {} });
		expect(refused.error?.message).toContain("'Tag' cannot be found: no tag has the name Brand new");
		expect(refused.error?.description).toContain('Create Tag If Missing');
		const made = await run('contact: addTag', { ...parameters, additionalFields: { createTagIfMissing: true } }, [{}, {}, {}]);
		expect(made.error).toBeUndefined();
		expect(intercom.asked().filter((line) => line === 'POST /tags')).toHaveLength(1);
	});
});
