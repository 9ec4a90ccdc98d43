import { searchModels } from '../../catalog/records/search';
import { by, NODE, useIntercom } from '../support/intercom';

const intercom = useIntercom({ seed: 'demo' });

interface Found {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}
const list = async (method: string, more: Record<string, unknown> = {}) =>
	(await intercom.host.callMethod({
		type: NODE,
		kind: 'listSearch',
		method,
		credentials: intercom.credentials,
		...more,
	} as never)) as unknown as Found;

describe('From List', () => {
	test('shows a page of contacts with name and email, and goes on to the next', async () => {
		const first = await list('searchContact');
		expect(first.results.length).toBeGreaterThan(10);
		expect(first.results.some(({ name }) => /.+ \(.+@.+\)/.test(name))).toBe(true);
		const second = await list('searchContact', { paginationToken: first.paginationToken });
		expect(second.results.map(({ value }) => value)).not.toEqual(expect.arrayContaining([first.results[0].value]));
	});

	test('leafing through to the end shows every company once', async () => {
		intercom.sim.settings.hideLonelyCompanies = false;
		const seen: string[] = [];
		let token: string | undefined;
		do {
			const { results, paginationToken } = await list('searchCompany', { paginationToken: token });
			seen.push(...results.map(({ value }) => value));
			token = paginationToken;
		} while (token && seen.length < 500);
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBeGreaterThanOrEqual(30);
	});

	test.each([
		['searchContact', 'garc'],
		['searchCompany', 'lab'],
		['searchTag', 'VIP'],
		['searchAdmin', 'ada'],
		['searchSegment', 'vip'],
		['searchSubscriptionType', 'news'],
	])('%s finds "%s" in any case', async (method, filter) => {
		const { results } = await list(method, { filter });
		expect(results.length).toBeGreaterThan(0);
		expect(results.every(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))).toBe(true);
	});

	test('banners are those of the chosen contact, however it is chosen', async () => {
		const withBanner = intercom.sim.workspace.contacts.all().find(({ external_id }) => external_id);
		const none = await list('searchBanner', { currentNodeParameters: { contactId: by('externalId', String(withBanner?.external_id)) } });
		expect(Array.isArray(none.results)).toBe(true);
		await expect(list('searchBanner', { currentNodeParameters: { contactId: by('id', '') } })).rejects.toThrow(
			/'Contact' has to be chosen first/,
		);
	});

	test('a wrong token says what to do', async () => {
		const wrong = { intercomAccessTokenApi: { ...intercom.credentials.intercomAccessTokenApi, accessToken: 'wrong' } };
		await expect(list('searchTag', { credentials: wrong })).rejects.toThrow(/Intercom refused the credential/);
	});
});

describe('custom attributes', () => {
	test('the form has those of the workspace with their types and choices; archived ones are absent', async () => {
		const { fields } = (await intercom.host.callMethod({
			type: NODE,
			kind: 'resourceMapping',
			method: 'contactAttributes',
			credentials: intercom.credentials,
		} as never)) as unknown as { fields: Array<{ id: string; type: string; options?: unknown[]; removed: boolean }> };
		const types = new Set(fields.map(({ type }) => type));
		for (const type of ['string', 'number', 'boolean', 'dateTime', 'options']) expect(types).toContain(type);
		expect(fields.filter(({ type }) => type === 'boolean').every(({ removed }) => removed)).toBe(true);
		expect(fields.find(({ type }) => type === 'options')?.options?.length).toBeGreaterThan(1);
		const answer = await fetch(`${intercom.sim.url}/data_attributes?model=contact&include_archived=true`, {
			headers: { Authorization: `Bearer ${intercom.sim.token}` },
		});
		const { data } = (await answer.json()) as { data: Array<{ name: string; archived: boolean }> };
		const archived = data.filter((attribute) => attribute.archived).map(({ name }) => name);
		expect(archived.length).toBeGreaterThan(0);
		for (const name of archived) expect(fields.map(({ id }) => id)).not.toContain(name);
	});

	test('the search builder offers them beside Intercom’s own fields, with the type in the value', async () => {
		const options = (await intercom.host.callMethod({
			type: NODE,
			kind: 'loadOptions',
			method: 'contactSearchFields',
			credentials: intercom.credentials,
		} as never)) as unknown as Array<{ name: string; value: string }>;
		const values = options.map(({ value }) => value);
		expect(values).toContain('created_at|date');
		expect(values.some((value) => /^custom_attributes\..+\|flag$/.test(value))).toBe(true);
		expect(options.map(({ name }) => name)).toEqual([...options.map(({ name }) => name)].sort((a, b) => a.localeCompare(b)));
	});
});

describe('the fields to search by, when the attributes cannot be read', () => {
	const fieldsOf = async (method: string, credentials: object = intercom.credentials) =>
		(await intercom.host.callMethod({ type: NODE, kind: 'loadOptions', method, credentials } as never)) as unknown as Array<{
			name: string;
			value: string;
			description?: string;
		}>;
	const models = Object.entries(searchModels).map(([model, { fields }]) => [model, fields] as const);

	test.each(models)(
		'of a %s, those that every workspace has are there, and an entry says what is missing and why',
		async (model, fields) => {
			intercom.sim.settings.faults.push({
				match: /attributes|ticket_types/,
				kind: '5xx',
				status: 403,
				code: 'forbidden',
				message: 'No permission',
			});
			const [missing, ...found] = await fieldsOf(`${model}SearchFields`);
			expect(found.map(({ value }) => value).sort()).toEqual(fields.map(({ name, type }) => `${name}|${type}`).sort());
			expect(missing).toMatchObject({
				name: '(Custom Attributes Cannot Be Read)',
				description: expect.stringContaining('The app is not permitted to do this') as string,
			});
			expect(missing.description).toContain('No permission');
		},
	);

	test('whoever chooses that entry is told that the condition has no field', async () => {
		const { error } = await intercom.run('contact: search', {
			searchWith: 'conditions',
			conditions: { condition: [{ field: '|text', operator: 'equals', value: 'x' }] },
		});
		expect(error?.message).toBe("'Conditions: Condition 1' has no field [item 0]");
	});

	test('a credential that is refused takes away no more', async () => {
		const wrong = { intercomAccessTokenApi: { ...intercom.credentials.intercomAccessTokenApi, accessToken: 'wrong' } };
		const refused = await fieldsOf('contactSearchFields', wrong);
		expect(refused).toHaveLength(searchModels.contact.fields.length + 1);
		expect(refused[0].description).toContain('Intercom refused the credential');
	});
});
