/** Searching conversations and tickets with conditions from the panel: what is found, and what is said where nothing can be. */

import type { IDataObject } from 'n8n-workflow';
import { NODE } from '../support/intercom';
import { useInbox } from './support';

const inbox = useInbox();
const workspace = () => inbox.sim.workspace;
type Condition = { field: string; operator: string; value?: unknown };
const where = (...condition: Condition[]) => ({ condition }) as IDataObject;
const search = async (resource: string, parameters: IDataObject, items: IDataObject[] = [{}]) =>
	await inbox.run(`${resource}: search`, { returnAll: true, ...parameters }, items);
const T = Date.parse('2026-01-31T12:00:00Z') / 1000;

describe('conversations', () => {
	/** Three of a contact who has no others. */
	const scene = () => {
		const ada = workspace().contacts.create({ email: 'ada@example.com', name: 'Ada' });
		const begin = (title: string, body: string, at: number, more: object) =>
			Object.assign(workspace().inbox.conversations.beginAsContact(ada, { body, created_at: at }), { title, ...more });
		const open = begin('Open', 'Where is my invoice?', T, {
			admin_assignee_id: '5000002',
			priority: 'high',
			custom_attributes: { issue_type: 'Billing', affected_users: 3, escalated: true, follow_up_at: '2026-03-01T00:00:00Z' },
		});
		begin('Closed', 'It crashes', T + 60, {
			state: 'closed',
			team_assignee_id: '6000001',
			custom_attributes: { issue_type: 'Bug', affected_users: 40, escalated: false },
		});
		begin('Asleep', 'Thanks!', T + 120, { state: 'snoozed', snoozed_until: T + 9000, read: true });
		workspace().inbox.tag(open, workspace().tags.ensure('VIP'), '5000001');
		return { ada };
	};
	/** Titles of what is found among those three. */
	const found = async (...conditions: Condition[]) => {
		const { ada } = scene();
		const { error, json } = await search('conversation', {
			match: 'AND',
			conditions: where({ field: 'contact_ids|text', operator: 'equals', value: ada.id }, ...conditions),
		});
		expect(error).toBeUndefined();
		return json.map(({ title }) => title).sort();
	};

	it.each([
		['state', 'state|text', 'equals', 'closed', ['Closed']],
		['several states', 'state|text', 'oneOf', 'closed, snoozed', ['Asleep', 'Closed']],
		['not that state', 'state|text', 'noneOf', 'closed', ['Asleep', 'Open']],
		['priority', 'priority|text', 'equals', 'high', ['Open']],
		['teammate', 'admin_assignee_id|number', 'equals', '5000002', ['Open']],
		['team', 'team_assignee_id|number', 'oneOf', '6000001, 6000002', ['Closed']],
		['a word of the first message', 'source.body|text', 'contains', 'invoice', ['Open']],
		['the beginning of an address', 'source.author.email|text', 'startsWith', 'ada@', ['Asleep', 'Closed', 'Open']],
		['whether it was read', 'read|flag', 'equals', 'true', ['Asleep']],
		['whether it was read, from an expression', 'read|flag', 'equals', '={{ false }}', ['Closed', 'Open']],
		['date: after, the second included', 'created_at|date', 'greater', '2026-01-31T12:01:00Z', ['Asleep', 'Closed']],
		['date: before, the second included', 'created_at|date', 'less', '2026-01-31T12:01:00Z', ['Closed', 'Open']],
		['date in seconds', 'created_at|date', 'greater', T + 61, ['Asleep']],
		['list attribute', 'custom_attributes.issue_type|text', 'equals', 'Bug', ['Closed']],
		['number attribute: greater, the number included', 'custom_attributes.affected_users|number', 'greater', '40', ['Closed']],
		['yes or no attribute', 'custom_attributes.escalated|flag', 'equals', 'true', ['Open']],
		['date attribute', 'custom_attributes.follow_up_at|date', 'less', '2026-04-01', ['Open']],
	])('by %s', async (_what, field, operator, value, expected) => {
		expect(await found({ field, operator, value })).toEqual(expected);
	});

	it('by a tag', async () => {
		expect(await found({ field: 'tag_ids|text', operator: 'equals', value: workspace().tags.ensure('VIP').id })).toEqual(['Open']);
	});

	it('with groups: this one, and either that or that', async () => {
		const { ada } = scene();
		const { json } = await search('conversation', {
			match: 'AND',
			conditions: where({ field: 'contact_ids|text', operator: 'equals', value: ada.id }),
			conditionGroups: {
				group: [
					{
						match: 'OR',
						conditions: where(
							{ field: 'state|text', operator: 'equals', value: 'snoozed' },
							{ field: 'priority|text', operator: 'equals', value: 'high' },
						),
					},
				],
			},
		});
		expect(json.map(({ title }) => title).sort()).toEqual(['Asleep', 'Open']);
	});

	it('with a query in JSON from an expression', async () => {
		scene();
		const { json } = await search('conversation', { searchWith: 'json', queryJson: '={{ $json.query }}' }, [
			{
				query: {
					operator: 'AND',
					value: [
						{ field: 'source.body', operator: '~', value: 'crashes' },
						{ field: 'state', operator: '=', value: 'closed' },
					],
				},
			},
		]);
		expect(json.map(({ title }) => title)).toContain('Closed');
	});

	it('every item searches for itself, and its finds are paired with it', async () => {
		scene();
		const { items, json } = await search(
			'conversation',
			{
				conditions: where(
					{ field: 'source.body|text', operator: 'equals', value: '={{ $json.word }}' },
					{ field: 'source.author.email|text', operator: 'equals', value: 'ada@example.com' },
				),
			},
			[{ word: 'crashes' }, { word: 'nothing at all' }, { word: 'thanks' }],
		);
		expect(json.map(({ title }) => title)).toEqual(['Closed', 'Asleep']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	it('reads all pages, each conversation once, or as many as asked for', async () => {
		const all = workspace().inbox.conversations.all();
		for (let index = 0; index < 160; index++)
			workspace().inbox.conversations.beginAsContact(workspace().contacts.listed()[0], { body: `One of many ${index}` });
		const { json } = await search('conversation', {
			conditions: where({ field: 'created_at|date', operator: 'greater', value: '2001-01-01' }),
		});
		expect(json.map(({ id }) => id).sort()).toEqual(
			[...all, ...workspace().inbox.conversations.all()]
				.map(({ id }) => id)
				.filter((id, index, ids) => ids.indexOf(id) === index)
				.sort(),
		);
		expect(inbox.asked().length).toBeGreaterThan(1);
		inbox.sim.requests.length = 0;
		expect(
			(
				await search('conversation', {
					returnAll: false,
					limit: 3,
					conditions: where({ field: 'created_at|date', operator: 'greater', value: '2001-01-01' }),
				})
			).json,
		).toHaveLength(3);
		expect(inbox.asked()).toEqual(['POST /conversations/search']);
	});

	it('is simple, with dates people can read, or as Intercom gives it', async () => {
		const { ada } = scene();
		const conditions = where(
			{ field: 'contact_ids|text', operator: 'equals', value: ada.id },
			{ field: 'state|text', operator: 'equals', value: 'open' },
		);
		const [simple] = (await search('conversation', { conditions })).json;
		expect(simple).toMatchObject({ title: 'Open', state: 'open', priority: 'high', created_at: '2026-01-31T12:00:00.000Z' });
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		const [raw] = (await search('conversation', { conditions, output: 'raw' })).json;
		expect(raw).toMatchObject({ type: 'conversation', created_at: T, tags: { tags: [{ name: 'VIP' }] } });
	});
});

describe('tickets', () => {
	const typeNamed = (name: string) => {
		const found = workspace()
			.inbox.ticketTypes.all()
			.find((type) => type.name === name);
		if (!found) throw new Error(`There is no ticket type "${name}"`);
		return found;
	};
	const stateOf = (category: string) =>
		typeNamed('Bug report').states.find((id) => workspace().inbox.ticketTypes.needState(id).category === category);
	const attributeOf = (type: string, name: string) =>
		`ticket_attribute.${typeNamed(type).attributes.find((attribute) => attribute.name === name)?.id}`;
	const scene = () => {
		const ada = workspace().contacts.create({ email: 'ada@example.com', name: 'Ada' });
		const create = (type: string, ticket_attributes: Record<string, unknown>, more = {}) =>
			workspace().inbox.tickets.create({ ticket_type_id: typeNamed(type).id, contacts: [{ id: ada.id }], ticket_attributes, ...more });
		create(
			'Bug report',
			{ _default_title_: 'Crash', _default_description_: 'On start', Version: '2.4', 'Affected users': 30, Reproducible: true },
			{ assignment: { admin_assignee_id: '5000002' } },
		);
		const slow = create('Bug report', { _default_title_: 'Slow', Version: '2.5', 'Affected users': 2 });
		workspace().inbox.tickets.update(slow, { open: false, ticket_state_id: stateOf('resolved') });
		create('Refund', { _default_title_: 'Money back', Amount: 12.5 });
		return { ada };
	};
	const found = async (...conditions: Condition[]) => {
		const { ada } = scene();
		const { error, json } = await search('ticket', {
			conditions: where({ field: 'contact_ids|text', operator: 'equals', value: ada.id }, ...conditions),
		});
		expect(error).toBeUndefined();
		return json.map(({ ticket_attributes: attributes }) => (attributes as IDataObject)._default_title_).sort();
	};

	it.each([
		['title', () => 'title|text', 'contains', 'ash', ['Crash']],
		['category', () => 'category|text', 'equals', 'task', ['Money back']],
		['state', () => 'state|text', 'equals', 'resolved', ['Slow']],
		['whether it is open', () => 'open|flag', 'equals', 'false', ['Slow']],
		['teammate', () => 'admin_assignee_id|number', 'equals', '5000002', ['Crash']],
		['text of a type', () => `${attributeOf('Bug report', 'Version')}|text`, 'startsWith', '2.', ['Crash', 'Slow']],
		['number of a type', () => `${attributeOf('Bug report', 'Affected users')}|number`, 'greater', '10', ['Crash']],
		['yes or no of a type', () => `${attributeOf('Bug report', 'Reproducible')}|flag`, 'equals', 'true', ['Crash']],
	])('by %s', async (_what, field, operator, value, expected) => {
		expect(await found({ field: field(), operator, value })).toEqual(expected);
	});

	it('by the type', async () => {
		expect(await found({ field: 'ticket_type_id|text', operator: 'oneOf', value: typeNamed('Bug report').id })).toEqual(['Crash', 'Slow']);
	});

	it('reads all pages, each ticket once', async () => {
		const [contact] = workspace().contacts.listed();
		for (let index = 0; index < 160; index++)
			workspace().inbox.tickets.create({
				ticket_type_id: typeNamed('Outage').id,
				contacts: [{ id: contact.id }],
				ticket_attributes: { _default_title_: `One of many ${index}` },
			});
		const { error, json } = await search('ticket', {
			conditions: where({ field: 'created_at|date', operator: 'greater', value: '2001-01-01' }),
		});
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id).sort()).toEqual(
			workspace()
				.inbox.tickets.all()
				.map(({ id }) => id)
				.sort(),
		);
		expect(inbox.asked().length).toBeGreaterThan(1);
	});
});

describe('the fields to choose from', () => {
	const fieldsOf = async (method: string) =>
		(await inbox.host.callMethod({
			type: NODE,
			kind: 'loadOptions',
			method,
			credentials: inbox.credentials,
			currentNodeParameters: {},
		} as never)) as unknown as Array<{ name: string; value: string }>;

	it("are Intercom's and those of the workspace, without archived ones", async () => {
		const fields = await fieldsOf('conversationSearchFields');
		expect(fields.map(({ value }) => value)).toEqual(
			expect.arrayContaining([
				'state|text',
				'waiting_since|date',
				'custom_attributes.refund_amount|number',
				'custom_attributes.escalated|flag',
				'custom_attributes.follow_up_at|date',
			]),
		);
		expect(JSON.stringify(fields)).not.toContain('Old field');
	});

	it('say of which ticket type an attribute is: two types can have one of the same name', async () => {
		const versions = (await fieldsOf('ticketSearchFields')).filter(({ name }) => name.includes('Version'));
		expect(versions.map(({ name }) => name).sort()).toEqual([
			expect.stringContaining('Bug report: Version'),
			expect.stringContaining('Feature wish: Version'),
		]);
		expect(new Set(versions.map(({ value }) => value)).size).toBe(2);
	});
});

describe('the panel says how dates are compared', () => {
	const shown = (operation: string) => {
		const { properties } = inbox.host.packages.getByNameAndVersion(NODE).description as unknown as {
			properties: Array<{
				name: string;
				displayOptions?: { show?: { resource?: string[]; operation?: string[] } };
				options?: Array<{ values: Array<Record<string, unknown>> }>;
			}>;
		};
		const [resource, id] = operation.split(': ');
		const values =
			properties.find(
				({ name, displayOptions }) =>
					name === 'conditions' && displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(id),
			)?.options?.[0].values ?? [];
		const operator = values.find(
			({ name, displayOptions }) => name === 'operator' && (displayOptions as { show: { type: string[] } }).show.type[0] === 'date',
		);
		return {
			hint: values.find(({ type }) => type === 'dateTime')?.description,
			operators: (operator?.options as Array<{ name: string }>).map(({ name }) => name),
		};
	};

	it('contacts by days, so "on" means a day', () =>
		expect(shown('contact: search')).toEqual({
			operators: ['Is After', 'Is Before', 'Is On'],
			hint: expect.stringContaining('whole days'),
		}));
	it.each(['conversation: search', 'ticket: search'])('%s by seconds, so nothing claims to mean a day', (operation) =>
		expect(shown(operation)).toEqual({
			operators: ['Is After', 'Is Before', 'Is Exactly'],
			hint: expect.stringContaining('to the second'),
		}),
	);
});

describe('what cannot be found is refused with the place, before anything is sent for any item', () => {
	it.each([
		[
			'a date that is none',
			{ field: 'created_at|date', operator: 'greater', value: 'last week' },
			"'Conditions: Condition 1' is not a date: last week",
		],
		[
			'a comparison that the field does not have',
			{ field: 'created_at|date', operator: 'contains', value: '2026' },
			'\'Conditions: Condition 1\' cannot compare Created At with "contains"',
		],
		[
			'a number that is none',
			{ field: 'statistics.count_reopens|number', operator: 'greater', value: 'many' },
			"'Conditions: Condition 1' has to be a number",
		],
		['a condition without a field', { field: '', operator: 'equals', value: 'x' }, "'Conditions: Condition 1' has no field"],
		['a date that is missing', { field: 'waiting_since|date', operator: 'less', value: '' }, "'Conditions: Condition 1' has no value"],
	])('%s', async (_what, condition, message) => {
		const { error } = await search('conversation', { conditions: where(condition as Condition) }, [{}, {}]);
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('[item 0]');
		expect(inbox.sim.requests).toEqual([]);
	});

	it('a field that Intercom does not know: what Intercom said, and which item', async () => {
		const { error } = await search('conversation', { conditions: where({ field: '={{ $json.field }}', operator: 'equals', value: 'x' }) }, [
			{ field: 'custom_attributes.unheard_of' },
		]);
		expect(error?.message).toContain('[item 0]');
		expect(error?.description).toMatch(/Intercom said: .*unheard_of/);
	});
});

it('Ticket > Get Many gives all tickets, and so does a search without a condition', async () => {
	const all = inbox.sim.workspace.inbox.tickets.all().length;
	expect(all).toBeGreaterThan(0);
	const many = await inbox.run('ticket: getAll', { returnAll: true });
	const found = await inbox.run('ticket: search', { returnAll: true });
	expect([many.items.length, found.items.length]).toEqual([all, all]);
});
