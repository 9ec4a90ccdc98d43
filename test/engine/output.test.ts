/** How much of a record comes out: simplified, selected fields, raw; and nodes of saved workflows, which have a switch. */

import type { IDataObject } from 'n8n-workflow';
import { titledRows } from '../support/rows';
import { useWire } from '../support/wire';

const RECORDS: Record<string, IDataObject> = {
	contact: {
		type: 'contact',
		id: 'c1',
		workspace_id: 'w',
		role: 'user',
		email: 'ada@example.com',
		name: 'Ada',
		external_id: 'x1',
		phone: '+353',
		owner_id: '7',
		created_at: 1772604367,
		updated_at: 1772604367,
		custom_attributes: { plan: 'pro' },
		last_contacted_at: 1772604367,
		last_seen_at: null,
		last_replied_at: 1772604367,
		browser: 'firefox',
		os: 'Linux',
		location: { type: 'location', country: 'Ireland', city: 'Dublin', country_code: 'IRL' },
		avatar: { image_url: 'https://example.com' },
		tags: { type: 'list', data: [{ type: 'tag', id: 't1', url: '/tags/t1' }], url: '/contacts/c1/tags', total_count: 12, has_more: true },
		companies: { type: 'list', data: [{ type: 'company', id: 'k1', url: '/companies/k1' }], total_count: 1, has_more: false },
	},
	conversation: {
		type: 'conversation',
		id: '9',
		title: 'Refund',
		state: 'open',
		priority: 'not_priority',
		admin_assignee_id: 5,
		team_assignee_id: null,
		source: { type: 'email', body: '<p>Hi</p>' },
		waiting_since: 1772604367,
		snoozed_until: null,
		created_at: 1772604367,
		updated_at: 1772604367,
		open: true,
		contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1', external_id: 'x1' }] },
		tags: { type: 'tag.list', tags: [{ type: 'tag', id: 't1', name: 'VIP', applied_at: 1772604367 }] },
		custom_attributes: { Topic: 'Refund' },
		teammates: { admins: [] },
		statistics: {
			type: 'conversation_statistics',
			time_to_admin_reply: 60,
			first_contact_reply_at: 1772604367,
			count_reopens: 2,
			assigned_team_first_response_time: [{}],
		},
		conversation_rating: {
			rating: 5,
			remark: 'Fine',
			created_at: 1772604367,
			contact: { type: 'contact', id: 'c1' },
			teammate: { type: 'admin', id: '5' },
		},
		ai_agent_participated: true,
		ai_agent: { resolution_state: 'routed_to_team', rating: 4, content_sources: { content_sources: [] } },
		sales_agent_participated: true,
		sales_agent: { outcome: 'qualified', collected_data: { email: 'ada@example.com' } },
	},
};
const AT = new Date(1772604367 * 1000).toISOString();
const kindOf = (path: string): keyof typeof RECORDS => (path.startsWith('/conversations') ? 'conversation' : 'contact');
const { run, host, credentials, recorder } = useWire(({ path, query, body }) => {
	const kind = kindOf(path);
	const record = {
		...RECORDS[kind],
		...(query.include_merge_history ? { merge_history: [{ id: 'm1' }] } : {}),
		...(query.include_monitors ? { monitor_evaluations: [{ id: 'e1' }] } : {}),
	};
	return {
		body:
			path.endsWith('/search') || path === '/conversations' || (path === '/contacts' && body === undefined)
				? { [kind === 'contact' ? 'data' : 'conversations']: [record] }
				: record,
	};
});
const saved = async (what: string, parameters: IDataObject) => {
	const [resource, operation] = what.split(': ');
	return (
		await host.runNode({
			type: 'n8n-nodes-intercom.intercom',
			typeVersion: 1,
			parameters: { resource, operation, ...parameters } as never,
			items: [{}],
			credentials: credentials(),
		})
	).items.map(({ json }) => json);
};
const added = async (what: string, parameters: IDataObject = {}) => (await run(what, parameters)).items.map(({ json }) => json);

describe('Output: Simplified', () => {
	it('has of a conversation whom to write to, tags, statistics, rating, and what the agents of Intercom did', async () => {
		const [conversation] = await added('conversation: getAll');
		expect(conversation).toEqual({
			id: '9',
			title: 'Refund',
			state: 'open',
			priority: 'not_priority',
			source: RECORDS.conversation.source,
			created_at: AT,
			updated_at: AT,
			contacts: { contacts: [{ id: 'c1', external_id: 'x1' }] },
			tags: { tags: [{ id: 't1', name: 'VIP' }] },
			details: {
				admin_assignee_id: 5,
				team_assignee_id: null,
				waiting_since: AT,
				snoozed_until: null,
				custom_attributes: { Topic: 'Refund' },
				statistics: { first_contact_reply_at: AT, time_to_admin_reply: 60, count_reopens: 2 },
				conversation_rating: { rating: 5, remark: 'Fine', created_at: AT, contact: { id: 'c1' }, teammate: { id: '5' } },
				ai_agent_participated: true,
				ai_agent: { resolution_state: 'routed_to_team', rating: 4 },
				sales_agent_participated: true,
				sales_agent: { outcome: 'qualified', collected_data: { email: 'ada@example.com' } },
			},
		});
		expect(Object.keys(conversation)).toHaveLength(10);
	});

	it('has of a contact when it was last in touch, with which browser, from where, its companies and tags', async () => {
		const [contact] = await added('contact: getAll');
		expect(contact).toEqual({
			id: 'c1',
			role: 'user',
			email: 'ada@example.com',
			name: 'Ada',
			external_id: 'x1',
			phone: '+353',
			created_at: AT,
			updated_at: AT,
			custom_attributes: { plan: 'pro' },
			details: {
				owner_id: '7',
				last_contacted_at: AT,
				last_seen_at: null,
				last_replied_at: AT,
				browser: 'firefox',
				os: 'Linux',
				location: { country: 'Ireland', city: 'Dublin' },
				// Intercom gives ten at most, and that there are more is kept
				tags: { data: [{ id: 't1' }], total_count: 12, has_more: true },
				companies: { data: [{ id: 'k1' }], total_count: 1, has_more: false },
			},
		});
		expect(Object.keys(contact)).toHaveLength(10);
	});

	it('keeps what was asked for', async () => {
		expect((await added('contact: getAll', { filters: { includeMergeHistory: true } }))[0]).toMatchObject({
			merge_history: [{ id: 'm1' }],
		});
		expect((await added('conversation: getAll', { filters: { includeMonitors: true } }))[0]).toMatchObject({
			monitor_evaluations: [{ id: 'e1' }],
		});
	});
});

describe('Output: Selected Fields', () => {
	it('gives the ID and the fields, as Intercom gives them; one that is not there is null', async () => {
		const [contact] = await added('contact: get', {
			contactId: { __rl: true, mode: 'id', value: 'c1' },
			output: 'fields',
			fields: ['email', 'last_contacted_at', 'utm_source'],
		});
		expect(contact).toEqual({ id: 'c1', email: 'ada@example.com', last_contacted_at: 1772604367, utm_source: null });
	});

	it('takes other names and parts of fields from an expression, as a list or a text with commas', async () => {
		const whole = { id: '9', state: 'open', statistics: { count_reopens: 2 }, tags: { tags: [{ name: 'VIP' }] } };
		expect(
			await added('conversation: getAll', { output: 'fields', fields: "={{ ['state', 'statistics.count_reopens', 'tags.tags.name'] }}" }),
		).toEqual([whole]);
		expect(
			await added('conversation: getAll', { output: 'fields', fields: '={{ "state, statistics.count_reopens, tags.tags.name" }}' }),
		).toEqual([whole]);
	});

	it('says what a procedure did', async () => {
		const [contact] = await added('contact: findOrCreate', {
			matchBy: 'external_id',
			externalId: 'x1',
			output: 'fields',
			fields: ['email'],
		});
		expect(contact).toEqual({ outcome: 'found', id: 'c1', email: 'ada@example.com' });
	});

	it('without a field is refused before anything is sent', async () => {
		const { error } = await run('contact: getAll', { output: 'fields', fields: [] });
		expect(error?.message).toBe("'Fields' is required [item 0]");
		expect((await run('contact: getAll', { output: "={{ 'little' }}" })).error?.message).toBe("'Output' cannot be little [item 0]");
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
			[
				'contact: getAll',
				['id', 'role', 'email', 'name', 'external_id', 'phone', 'owner_id', 'created_at', 'updated_at', 'custom_attributes'],
			],
			[
				'conversation: getAll',
				[
					'id',
					'title',
					'state',
					'priority',
					'admin_assignee_id',
					'team_assignee_id',
					'source',
					'waiting_since',
					'created_at',
					'updated_at',
				],
			],
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
		const shown = (version: number) =>
			host.packages
				.getByNameAndVersion('n8n-nodes-intercom.intercom', version)
				.description.properties.filter(({ displayOptions }) =>
					[undefined, version].includes(displayOptions?.show?.['@version']?.[0] as number | undefined),
				)
				.map(({ name }) => name);
		expect(shown(1)).toEqual(expect.arrayContaining(['simplify']));
		expect(shown(1)).not.toEqual(expect.arrayContaining(['output']));
		expect(shown(1.1)).toEqual(expect.arrayContaining(['output', 'fields']));
		expect(shown(1.1)).not.toEqual(expect.arrayContaining(['simplify']));
	});
});

describe('operations that answer one conversation or ticket', () => {
	const thread = {
		total_count: 1,
		conversation_parts: [
			{
				type: 'conversation_part',
				id: 'p1',
				part_type: 'note',
				body: '<p>Hello</p>',
				created_at: 1772604367,
				author: { type: 'admin', id: '5', name: 'Bob', email: 'bob@example.com' },
				redacted: false,
			},
		],
	};
	const conversation = { ...RECORDS.conversation, conversation_parts: { type: 'conversation_part.list', ...thread } };
	const ticket = {
		type: 'ticket',
		id: '4',
		ticket_id: '1201',
		category: 'Customer',
		open: true,
		ticket_attributes: { _default_title_: 'Broken' },
		created_at: 1772604367,
		updated_at: 1772604367,
		admin_assignee_id: '5',
		team_assignee_id: '0',
		is_shared: true,
		ticket_state: {
			type: 'ticket_state',
			id: 's1',
			category: 'submitted',
			internal_label: 'New',
			external_label: 'Received',
			ticket_types: {},
		},
		contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1', external_id: 'x1' }] },
		ticket_type: {
			type: 'ticket_type',
			id: 't',
			name: 'Bug',
			category: 'Customer',
			ticket_type_attributes: { data: [{ id: 'a', description: 'long' }] },
		},
		ticket_parts: {
			type: 'ticket_part.list',
			total_count: 1,
			ticket_parts: [
				{
					type: 'ticket_part',
					id: 'p2',
					part_type: 'comment',
					body: 'Hi',
					created_at: 1772604367,
					author: { type: 'user', id: 'c1', name: 'Ada', email: 'ada@example.com' },
				},
			],
		},
	};
	const conversationId = { __rl: true, mode: 'id', value: '9' };
	const ticketId = { __rl: true, mode: 'id', value: '4' };
	const OPERATIONS: Array<[string, IDataObject]> = [
		['conversation: get', { conversationId }],
		['conversation: addNote', { conversationId, messageBody: 'Hello', adminId: { __rl: true, mode: 'id', value: '5' } }],
		['ticket: get', { ticketId }],
	];
	beforeEach(
		() =>
			(recorder.answer = ({ path }) => ({
				body: path.startsWith('/tickets') ? ticket : path === '/me' ? { type: 'admin', id: '5' } : conversation,
			})),
	);

	it('simplified, Get has who wrote what, tags and attributes', async () => {
		const [one] = await added('conversation: get', { conversationId });
		expect(one).toMatchObject({
			id: '9',
			contacts: { contacts: [{ id: 'c1' }] },
			tags: { tags: [{ name: 'VIP' }] },
			details: { custom_attributes: { Topic: 'Refund' } },
			conversation_parts: {
				total_count: 1,
				conversation_parts: [
					{
						id: 'p1',
						part_type: 'note',
						body: '<p>Hello</p>',
						created_at: AT,
						author: { type: 'admin', id: '5', name: 'Bob', email: 'bob@example.com' },
					},
				],
			},
		});
		expect(Object.keys(one)).toHaveLength(10);
	});

	it('simplified, what changes a conversation puts out what the lists do, without the thread', async () => {
		const [one] = await added(...OPERATIONS[1]);
		expect(one).toEqual((await added('conversation: update', { conversationId, updateFields: { title: 'Refund' } }))[0]);
		expect(one).toMatchObject({ id: '9', priority: 'not_priority', source: RECORDS.conversation.source });
		expect(one).not.toHaveProperty('conversation_parts');
	});

	it('simplified, a ticket has its attributes, state, type by name and thread, and not the definition of its type', async () => {
		expect((await added('ticket: get', { ticketId }))[0]).toEqual({
			id: '4',
			ticket_id: '1201',
			open: true,
			ticket_attributes: { _default_title_: 'Broken' },
			created_at: AT,
			ticket_state: { id: 's1', category: 'submitted', internal_label: 'New', external_label: 'Received' },
			ticket_type: { id: 't', name: 'Bug', category: 'Customer' },
			contacts: { contacts: [{ id: 'c1', external_id: 'x1' }] },
			ticket_parts: {
				total_count: 1,
				ticket_parts: [
					{
						id: 'p2',
						part_type: 'comment',
						body: 'Hi',
						created_at: AT,
						author: { type: 'user', id: 'c1', name: 'Ada', email: 'ada@example.com' },
					},
				],
			},
			details: { category: 'Customer', admin_assignee_id: '5', team_assignee_id: '0', is_shared: true, updated_at: AT },
		});
	});

	it.each(OPERATIONS)('%s: nodes of the versions 1 and 1.1 put out everything, and have no choice', async (what, parameters) => {
		const whole = what.startsWith('ticket') ? ticket : conversation;
		const [resource, operation] = what.split(': ');
		for (const typeVersion of [1, 1.1]) {
			const { items, error } = await host.runNode({
				type: 'n8n-nodes-intercom.intercom',
				typeVersion,
				parameters: { resource, operation, ...parameters } as never,
				items: [{}],
				credentials: credentials(),
			});
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual([whole]);
		}
		expect(await added(what, { ...parameters, output: 'raw' })).toEqual([whole]);
	});
});

describe('every operation whose records can be simplified offers all three', () => {
	it.each(titledRows(({ operation }) => operation.simplify !== undefined))('%s', (_title, row) => {
		const { properties } = host.packages.getByNameAndVersion(row.type).description;
		const of = (name: string) =>
			properties.filter(
				(property) =>
					property.name === name &&
					property.displayOptions?.show?.resource?.includes(row.resource.id) &&
					property.displayOptions.show.operation?.includes(row.operation.id),
			);
		expect(of('output').map(({ options }) => options?.map((option) => 'value' in option && option.value))).toEqual([
			['raw', 'fields', 'simple'],
		]);
		expect(of('fields')).toHaveLength(1);
		expect(of('simplify')).toHaveLength(row.operation.simplifySince ? 0 : 1);
	});
});
