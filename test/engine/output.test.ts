/** How much of a record comes out: simplified, selected fields, raw; and nodes of saved workflows, which have a switch. */

import type { IDataObject } from 'n8n-workflow';
import { titledRows } from '../support/rows';
import { useWire } from '../support/wire';

const RECORDS: Record<string, IDataObject> = {
	contact: {
		type: 'contact', id: 'c1', workspace_id: 'w', role: 'user', email: 'ada@example.com', name: 'Ada', external_id: 'x1', phone: '+353', owner_id: '7', created_at: 1772604367, updated_at: 1772604367, custom_attributes: { plan: 'pro' },
		last_contacted_at: 1772604367, last_seen_at: null, last_replied_at: 1772604367, browser: 'firefox', os: 'Linux', location: { type: 'location', country: 'Ireland', city: 'Dublin', country_code: 'IRL' }, avatar: { image_url: 'https://example.com' },
		tags: { type: 'list', data: [{ type: 'tag', id: 't1', url: '/tags/t1' }], url: '/contacts/c1/tags', total_count: 12, has_more: true },
		companies: { type: 'list', data: [{ type: 'company', id: 'k1', url: '/companies/k1' }], total_count: 1, has_more: false },
	},
	conversation: {
		type: 'conversation', id: '9', title: 'Refund', state: 'open', priority: 'not_priority', admin_assignee_id: 5, team_assignee_id: null, source: { type: 'email', body: '<p>Hi</p>' }, waiting_since: 1772604367, snoozed_until: null, created_at: 1772604367, updated_at: 1772604367, open: true,
		contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1', external_id: 'x1' }] }, tags: { type: 'tag.list', tags: [{ type: 'tag', id: 't1', name: 'VIP', applied_at: 1772604367 }] }, custom_attributes: { Topic: 'Refund' }, teammates: { admins: [] },
		statistics: { type: 'conversation_statistics', time_to_admin_reply: 60, first_contact_reply_at: 1772604367, count_reopens: 2, assigned_team_first_response_time: [{}] },
		conversation_rating: { rating: 5, remark: 'Fine', created_at: 1772604367, contact: { type: 'contact', id: 'c1' }, teammate: { type: 'admin', id: '5' } },
		ai_agent_participated: true, ai_agent: { resolution_state: 'routed_to_team', rating: 4, content_sources: { content_sources: [] } }, sales_agent_participated: true, sales_agent: { outcome: 'qualified', collected_data: { email: 'ada@example.com' } },
	},
};
const AT = new Date(1772604367 * 1000).toISOString();
const kindOf = (path: string): keyof typeof RECORDS => (path.startsWith('/conversations') ? 'conversation' : 'contact');
const { run, host, credentials } = useWire(({ path, query, body }) => {
	const kind = kindOf(path);
	const record = { ...RECORDS[kind], ...(query.include_merge_history ? { merge_history: [{ id: 'm1' }] } : {}), ...(query.include_monitors ? { monitor_evaluations: [{ id: 'e1' }] } : {}) };
	return { body: path.endsWith('/search') || path === '/conversations' || path === '/contacts' && body === undefined ? { [kind === 'contact' ? 'data' : 'conversations']: [record] } : record };
});
const saved = async (what: string, parameters: IDataObject) => {
	const [resource, operation] = what.split(': ');
	return (await host.runNode({ type: 'n8n-nodes-intercom.intercom', typeVersion: 1, parameters: { resource, operation, ...parameters } as never, items: [{}], credentials: credentials() })).items.map(({ json }) => json);
};
const added = async (what: string, parameters: IDataObject = {}) => (await run(what, parameters)).items.map(({ json }) => json);

describe('Output: Simplified', () => {
	it('has of a conversation whom to write to, tags, statistics, rating, and what the agents of Intercom did', async () => {
		const [conversation] = await added('conversation: getAll');
		expect(conversation).toEqual({
			id: '9', title: 'Refund', state: 'open', priority: 'not_priority', source: RECORDS.conversation.source, created_at: AT, updated_at: AT,
			contacts: { contacts: [{ id: 'c1', external_id: 'x1' }] },
			tags: { tags: [{ id: 't1', name: 'VIP' }] },
			details: {
				admin_assignee_id: 5, team_assignee_id: null, waiting_since: AT, snoozed_until: null, custom_attributes: { Topic: 'Refund' },
				statistics: { first_contact_reply_at: AT, time_to_admin_reply: 60, count_reopens: 2 },
				conversation_rating: { rating: 5, remark: 'Fine', created_at: AT, contact: { id: 'c1' }, teammate: { id: '5' } },
				ai_agent_participated: true, ai_agent: { resolution_state: 'routed_to_team', rating: 4 },
				sales_agent_participated: true, sales_agent: { outcome: 'qualified', collected_data: { email: 'ada@example.com' } },
			},
		});
		expect(Object.keys(conversation)).toHaveLength(10);
	});

	it('has of a contact when it was last in touch, with which browser, from where, its companies and tags', async () => {
		const [contact] = await added('contact: getAll');
		expect(contact).toEqual({
			id: 'c1', role: 'user', email: 'ada@example.com', name: 'Ada', external_id: 'x1', phone: '+353', created_at: AT, updated_at: AT, custom_attributes: { plan: 'pro' },
			details: {
				owner_id: '7', last_contacted_at: AT, last_seen_at: null, last_replied_at: AT, browser: 'firefox', os: 'Linux', location: { country: 'Ireland', city: 'Dublin' },
				// Intercom gives ten at most, and that there are more is kept
				tags: { data: [{ id: 't1' }], total_count: 12, has_more: true },
				companies: { data: [{ id: 'k1' }], total_count: 1, has_more: false },
			},
		});
		expect(Object.keys(contact)).toHaveLength(10);
	});

	it('keeps what was asked for', async () => {
		expect((await added('contact: getAll', { filters: { includeMergeHistory: true } }))[0]).toMatchObject({ merge_history: [{ id: 'm1' }] });
		expect((await added('conversation: getAll', { filters: { includeMonitors: true } }))[0]).toMatchObject({ monitor_evaluations: [{ id: 'e1' }] });
	});
});

describe('Output: Selected Fields', () => {
	it('gives the ID and the fields, as Intercom gives them; one that is not there is null', async () => {
		const [contact] = await added('contact: get', { contactId: { __rl: true, mode: 'id', value: 'c1' }, output: 'fields', fields: ['email', 'last_contacted_at', 'utm_source'] });
		expect(contact).toEqual({ id: 'c1', email: 'ada@example.com', last_contacted_at: 1772604367, utm_source: null });
	});

	it('takes other names and parts of fields from an expression, as a list or a text with commas', async () => {
		const whole = { id: '9', state: 'open', statistics: { count_reopens: 2 }, tags: { tags: [{ name: 'VIP' }] } };
		expect(await added('conversation: getAll', { output: 'fields', fields: "={{ ['state', 'statistics.count_reopens', 'tags.tags.name'] }}" })).toEqual([whole]);
		expect(await added('conversation: getAll', { output: 'fields', fields: '={{ "state, statistics.count_reopens, tags.tags.name" }}' })).toEqual([whole]);
	});

	it('says what a procedure did', async () => {
		const [contact] = await added('contact: findOrCreate', { matchBy: 'external_id', externalId: 'x1', output: 'fields', fields: ['email'] });
		expect(contact).toEqual({ outcome: 'found', id: 'c1', email: 'ada@example.com' });
	});

	it('without a field is refused before anything is sent', async () => {
		const { error } = await run('contact: getAll', { output: 'fields', fields: [] });
		expect(error?.message).toBe("'Fields' is required [item 0]");
		expect((await run('contact: getAll', { output: "={{ 'little' }}" })).error?.message).toBe('\'Output\' cannot be little [item 0]');
	});
});

describe('Output: Raw', () => {
	it('is what Intercom gives', async () => {
		expect(await added('contact: getAll', { output: 'raw' })).toEqual([RECORDS.contact]);
		expect(await added('conversation: getAll', { output: 'raw' })).toEqual([RECORDS.conversation]);
	});
});

describe('a node of a saved workflow', () => {
	it('keeps its ten fields where they were, and has the new ones beside them', async () => {
		for (const [what, ten] of [
			['contact: getAll', ['id', 'role', 'email', 'name', 'external_id', 'phone', 'owner_id', 'created_at', 'updated_at', 'custom_attributes']],
			['conversation: getAll', ['id', 'title', 'state', 'priority', 'admin_assignee_id', 'team_assignee_id', 'source', 'waiting_since', 'created_at', 'updated_at']],
		] as const) {
			const [before] = await saved(what, {});
			const [now] = await added(what);
			expect(Object.keys(before).slice(0, 10)).toEqual(ten);
			expect(before).toMatchObject(now);
			expect(Object.keys(before).filter((name) => !(name in now) && !ten.includes(name as never))).toEqual([]);
		}
		expect((await saved('conversation: getAll', { simplify: true }))[0]).toMatchObject({ waiting_since: AT, admin_assignee_id: 5 });
	});

	it('does not simplify where it was told not to, also by an expression', async () => {
		expect(await saved('contact: getAll', { simplify: false })).toEqual([RECORDS.contact]);
		expect(await saved('contact: getAll', { simplify: '={{ false }}' })).toEqual([RECORDS.contact]);
	});

	it('has the switch, and one that is added now the choice', () => {
		const shown = (version: number) => host.packages.getByNameAndVersion('n8n-nodes-intercom.intercom', version).description.properties.filter(({ displayOptions }) => [undefined, version].includes(displayOptions?.show?.['@version']?.[0] as number | undefined)).map(({ name }) => name);
		expect(shown(1)).toEqual(expect.arrayContaining(['simplify']));
		expect(shown(1)).not.toEqual(expect.arrayContaining(['output']));
		expect(shown(1.1)).toEqual(expect.arrayContaining(['output', 'fields']));
		expect(shown(1.1)).not.toEqual(expect.arrayContaining(['simplify']));
	});
});

describe('every operation whose records can be simplified offers all three', () => {
	it.each(titledRows(({ operation }) => operation.simplify !== undefined))('%s', (_title, row) => {
		const { properties } = host.packages.getByNameAndVersion(row.type).description;
		const of = (name: string) => properties.filter((property) => property.name === name && property.displayOptions?.show?.resource?.includes(row.resource.id) && property.displayOptions.show.operation?.includes(row.operation.id));
		expect(of('output').map(({ options }) => options?.map((option) => 'value' in option && option.value))).toEqual([['raw', 'fields', 'simple']]);
		expect(of('fields')).toHaveLength(1);
		expect(of('simplify')).toHaveLength(1);
	});
});
