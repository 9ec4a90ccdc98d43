import { forEachTest } from '../talk';
import { ADMIN, OTHER_ADMIN, scene, told, types } from './scene';

const it_ = forEachTest({ bulkJobMs: 1000 });
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const OLD = { 'Intercom-Version': '2.15' };

/** A world and a bug ticket in it. */
async function bugTicket() {
	const all = { ...scene(it_.simulator), ...types(it_.simulator) };
	const { body } = await ask('POST', '/tickets', {
		ticket_type_id: all.bug.id,
		contacts: [{ id: all.user.id }],
		ticket_attributes: { _default_title_: 'T' },
	});
	told(it_.simulator);
	return { ...all, id: body.id as string, ticket: it_.simulator.workspace.inbox.tickets.need(body.id) };
}

describe('creating', () => {
	test('with a value of every kind; the answer shows them', async () => {
		const { user, team } = scene(it_.simulator);
		const { bug, item } = types(it_.simulator);
		const company = it_.simulator.workspace.companies.upsert({ company_id: '1' });
		told(it_.simulator);
		const { body } = await ask('POST', '/tickets', {
			ticket_type_id: Number(bug.id),
			contacts: [{ external_id: 'u/1' }],
			company_id: company.id,
			created_at: 1_700_000_000,
			skip_notifications: true,
			assignment: { admin_assignee_id: ADMIN, team_assignee_id: team.id },
			ticket_attributes: {
				_default_title_: '2024-01-01',
				_default_description_: 'Invoice 2024',
				Severity: item('High'),
				Version: '1',
				Users: 0,
				Loss: 0.5,
				Blocking: false,
				Since: '2026-01-31T10:00:00Z',
				Files: [{ name: 'a.txt', content_type: 'text/plain', data: 'aGk=' }],
			},
		});
		expect(body).toMatchObject({
			type: 'ticket',
			ticket_id: '1',
			category: 'Customer',
			is_shared: true,
			open: true,
			created_at: 1_700_000_000,
			company_id: company.id,
			admin_assignee_id: Number(ADMIN),
			team_assignee_id: Number(team.id),
			ticket_state: { type: 'ticket_state', category: 'submitted', internal_label: 'Submitted' },
			ticket_type: { id: bug.id, name: 'Bug' },
			contacts: { contacts: [{ id: user.id, external_id: 'u/1' }] },
			ticket_attributes: {
				_default_title_: '2024-01-01',
				Severity: 'High',
				Users: 0,
				Loss: 0.5,
				Blocking: false,
				Since: '2026-01-31T10:00:00Z',
				Files: [{ type: 'upload', name: 'a.txt', filesize: 2 }],
			},
		});
		expect(await (await fetch(body.ticket_attributes.Files[0].url)).text()).toBe('hi');
		expect((await ask('GET', `/tickets/${body.id}`)).body.ticket_parts.ticket_parts[0]).toMatchObject({
			part_type: 'ticket_state_updated_by_admin',
			ticket_state: 'submitted',
		});
		expect(told(it_.simulator)).toEqual(['ticket.created', 'ticket.admin.assigned', 'ticket.team.assigned']);
	});

	test('an address nobody has makes a contact', async () => {
		scene(it_.simulator);
		const { bug } = types(it_.simulator);
		const { body } = await ask('POST', '/tickets', { ticket_type_id: bug.id, contacts: [{ email: 'new@mail.example' }] });
		expect(it_.simulator.workspace.contacts.get(body.contacts.contacts[0].id)).toMatchObject({ role: 'lead', email: 'new@mail.example' });
	});

	test('values have to fit the type; lists want the id of an item', async () => {
		scene(it_.simulator);
		const { bug, refund } = types(it_.simulator);
		const create = async (type: string, values: unknown) =>
			await ask('POST', '/tickets', { ticket_type_id: type, contacts: [{ external_id: 'u/1' }], ticket_attributes: values });
		const wrong: Array<[string, unknown]> = [
			['Severity', 'High'],
			['Version', 3],
			['Users', 1.5],
			['Users', '1'],
			['Loss', '1'],
			['Blocking', 'true'],
			['Since', 'yesterday'],
			['Files', 'a.txt'],
			['Files', [{ name: 'a', data: '%' }]],
			['Nope', 'x'],
		];
		for (const [name, value] of wrong) {
			const answer = await create(bug.id, { [name]: value });
			expect([answer.status, answer.body.errors[0].code, answer.body.errors[0].field.startsWith(`ticket_attributes.${name}`)]).toEqual([
				400,
				'parameter_invalid',
				true,
			]);
		}
		expect((await create(bug.id, { Nope: 1 })).body.errors[0].message).toBe(
			'Extra attributes provided that are not found on ticket type: Nope',
		);
		expect((await create(refund.id, {})).body.errors[0].field).toBe('ticket_attributes.Amount');
		expect((await create(refund.id, { Amount: 0 })).status).toBe(200);
	});

	test.each<[Record<string, unknown>, number, string]>([
		[{ ticket_type_id: '9', contacts: [{ external_id: 'u/1' }] }, 404, 'ticket_type_not_found'],
		[{ contacts: [{ external_id: 'u/1' }] }, 400, 'parameter_not_found'],
		[{ ticket_type_id: 'bug', contacts: [] }, 400, 'parameter_invalid'],
		[{ ticket_type_id: 'bug', contacts: [{ external_id: 'u/1' }, { external_id: 'u/1' }] }, 400, 'parameter_invalid'],
		[{ ticket_type_id: 'bug', contacts: [{ external_id: 'none' }] }, 404, 'not_found'],
		[{ ticket_type_id: 'bug', contacts: [{ external_id: 'u/1' }], assignment: { admin_assignee_id: '9' } }, 404, 'assignee_not_found'],
		[{ ticket_type_id: 'bug', contacts: [{ external_id: 'u/1' }], conversation_to_link_id: '9' }, 404, 'conversation_not_found'],
	])('refuses %j', async (body, status, code) => {
		scene(it_.simulator);
		const { bug } = types(it_.simulator);
		const answer = await ask('POST', '/tickets', body.ticket_type_id === 'bug' ? { ...body, ticket_type_id: bug.id } : body);
		expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
		expect(it_.simulator.workspace.inbox.tickets.all()).toEqual([]);
	});

	test('links: conversations and customer tickets with back-office and tracker tickets', async () => {
		const { conversation } = scene(it_.simulator);
		const { bug, outage } = types(it_.simulator);
		const create = async (type: string, link: string) =>
			(await ask('POST', '/tickets', { ticket_type_id: type, contacts: [{ external_id: 'u/1' }], conversation_to_link_id: link })).body;
		expect((await create(bug.id, conversation.id)).errors[0].field).toBe('conversation_to_link_id');
		const tracker = await create(outage.id, conversation.id);
		expect(tracker.linked_objects.data).toEqual([{ type: 'conversation', id: conversation.id, category: null }]);
		expect((await ask('GET', `/conversations/${conversation.id}`)).body.linked_objects.data).toEqual([
			{ type: 'ticket', id: tracker.id, category: 'Tracker' },
		]);
	});
});

describe('enqueued', () => {
	test('a job runs a while, then names the ticket', async () => {
		scene(it_.simulator);
		const { bug } = types(it_.simulator);
		const { body } = await ask('POST', '/tickets/enqueue', { ticket_type_id: bug.id, contacts: [{ external_id: 'u/1' }] });
		expect(body).toEqual({
			type: 'job',
			id: body.id,
			status: 'pending',
			url: `${it_.simulator.url}/jobs/status/${body.id}`,
			resource_type: 'ticket',
			resource_id: null,
			resource_url: null,
		});
		expect(it_.simulator.workspace.inbox.tickets.all()).toEqual([]);
		it_.simulator.advance(1000);
		const done = (await ask('GET', `/jobs/status/${body.id}`)).body;
		expect(done).toMatchObject({
			status: 'success',
			resource_id: it_.simulator.workspace.inbox.tickets.all()[0].id,
			resource_url: `${it_.simulator.url}/tickets/${done.resource_id}`,
		});
		expect(told(it_.simulator).slice(-2)).toEqual(['ticket.created', 'job.completed']);
		expect((await ask('GET', '/jobs/status/9')).body.errors[0].code).toBe('job_not_found');
	});

	test('what is wrong is refused at once; what goes wrong later fails', async () => {
		const { conversation } = scene(it_.simulator);
		const { bug, outage } = types(it_.simulator);
		expect(
			(
				await ask('POST', '/tickets/enqueue', {
					ticket_type_id: bug.id,
					contacts: [{ external_id: 'u/1' }],
					ticket_attributes: { Nope: 1 },
				})
			).status,
		).toBe(400);
		const { body } = await ask('POST', '/tickets/enqueue', {
			ticket_type_id: outage.id,
			contacts: [{ external_id: 'u/1' }],
			conversation_to_link_id: conversation.id,
		});
		await ask('DELETE', `/conversations/${conversation.id}`);
		it_.simulator.advance(1000);
		expect((await ask('GET', `/jobs/status/${body.id}`)).body.status).toBe('failed');
	});
});

describe('updating', () => {
	test('state, attributes, assignee, company and sharing; each leaves its part and is told', async () => {
		const { id, state, item } = await bugTicket();
		const { body } = await ask('PUT', `/tickets/${id}`, {
			ticket_state_id: Number(state('resolved')),
			ticket_attributes: { Severity: item('Low') },
			admin_id: Number(ADMIN),
			assignee_id: OTHER_ADMIN,
			is_shared: false,
		});
		expect(body).toMatchObject({
			ticket_state: { category: 'resolved' },
			previous_ticket_state_id: state('submitted'),
			admin_assignee_id: Number(OTHER_ADMIN),
			is_shared: false,
			open: true,
			ticket_attributes: { _default_title_: 'T', Severity: 'Low' },
		});
		expect(body.ticket_parts.ticket_parts.slice(1)).toMatchObject([
			{
				part_type: 'ticket_attribute_updated_by_admin',
				author: { type: 'admin', id: ADMIN },
				updated_attribute_data: { attribute: { label: 'Severity' }, value: { id: item('Low'), label: 'Low' } },
			},
			{ part_type: 'ticket_state_updated_by_admin', ticket_state: 'resolved', previous_ticket_state: 'submitted' },
			{ part_type: 'assignment', assigned_to: { type: 'admin', id: OTHER_ADMIN } },
		]);
		expect(told(it_.simulator)).toEqual(['ticket.attribute.updated', 'ticket.state.updated', 'ticket.resolved', 'ticket.admin.assigned']);
	});

	test('the same again changes nothing', async () => {
		const { id, ticket } = await bugTicket();
		await ask('PUT', `/tickets/${id}`, {
			ticket_attributes: { _default_title_: 'T' },
			ticket_state_id: ticket.ticket_state_id,
			open: true,
		});
		expect(told(it_.simulator)).toEqual([]);
	});

	test('closing wakes; the clock wakes, too; the past is refused', async () => {
		const { id, ticket } = await bugTicket();
		const now = it_.simulator.clock.seconds();
		expect((await ask('PUT', `/tickets/${id}`, { snoozed_until: now - 1 })).body.errors[0].field).toBe('snoozed_until');
		expect((await ask('PUT', `/tickets/${id}`, { snoozed_until: now + 60 })).body).toMatchObject({ open: true, snoozed_until: now + 60 });
		expect((await ask('PUT', `/tickets/${id}`, { open: false })).body).toMatchObject({ open: false, snoozed_until: null });
		await ask('PUT', `/tickets/${id}`, { open: true, snoozed_until: it_.simulator.clock.seconds() + 60 });
		it_.simulator.advance(60_000);
		expect(ticket.state).toBe('open');
		expect(told(it_.simulator)).toEqual([
			'ticket.admin.snoozed',
			'ticket.closed',
			'ticket.admin.unsnoozed',
			'ticket.admin.snoozed',
			'ticket.admin.unsnoozed',
		]);
	});

	test('a team can be assignee as well, and 0 is nobody', async () => {
		const { id, team } = await bugTicket();
		expect((await ask('PUT', `/tickets/${id}`, { assignee_id: team.id })).body.team_assignee_id).toBe(Number(team.id));
		expect((await ask('PUT', `/tickets/${id}`, { assignee_id: 0 })).body.team_assignee_id).toBe(0);
		expect((await ask('GET', `/tickets/${id}`, undefined, OLD)).body).toMatchObject({ admin_assignee_id: '0', team_assignee_id: '0' });
	});

	test.each([
		[{ ticket_state_id: 0 }, 400, 'ticket_state_id_invalid'],
		[{ assignee_id: '9' }, 404, 'assignee_not_found'],
		[{ admin_id: 9 }, 404, 'assignee_not_found'],
		[{ company_id: 'none' }, 404, 'company_not_found'],
		[{ ticket_attributes: { Users: 'x' } }, 400, 'parameter_invalid'],
		[{ state: 'closed' }, 400, 'parameter_invalid'],
	])('refuses %j and changes nothing', async (wish, status, code) => {
		const { id, ticket } = await bugTicket();
		const before = structuredClone(ticket);
		const answer = await ask('PUT', `/tickets/${id}`, { ticket_attributes: { _default_title_: 'New' }, ...wish });
		expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
		expect(ticket).toEqual(before);
	});
});

describe('changing the type', () => {
	const change = async (id: string, body: unknown) => await ask('POST', `/tickets/${id}/change_type`, body);

	test('takes along what fits by name and kind', async () => {
		const { id, wish, state, item } = await bugTicket();
		await ask('PUT', `/tickets/${id}`, { ticket_attributes: { Severity: item('High'), Version: '1', Users: 3 } });
		const { body } = await change(id, {
			ticket_type_id: wish.id,
			ticket_state_id: state('in_progress'),
			ticket_attributes: { Version: '2' },
		});
		expect(body).toMatchObject({
			ticket_type: { name: 'Wish' },
			ticket_state: { category: 'in_progress' },
			ticket_attributes: { _default_title_: 'T', Severity: 'High', Version: '2' },
		});
		expect('Users' in body.ticket_attributes).toBe(false);
	});

	test('refuses in the documented words', async () => {
		const { id, bug, wish, refund, state } = await bugTicket();
		const message = async (body: unknown) => (await change(id, body)).body.errors[0].message;
		const other = it_.simulator.workspace.inbox.ticketTypes.addState(
			{ category: 'in_progress', internal_label: 'Elsewhere', external_label: 'x' },
			[bug],
		);
		expect(await message({ ticket_type_id: bug.id, ticket_state_id: state('submitted') })).toBe('Cannot change to the same ticket type');
		expect(await message({ ticket_type_id: wish.id, ticket_state_id: other.id })).toBe(
			"Ticket custom state doesn't belong to the new ticket type",
		);
		expect(await message({ ticket_type_id: wish.id, ticket_state_id: state('submitted'), ticket_attributes: { Priority: 1 } })).toBe(
			'Extra attributes provided that are not found on ticket type: Priority',
		);
		expect(await message({ ticket_type_id: refund.id, ticket_state_id: state('submitted') })).toBe(
			'The new ticket type must be in the same category',
		);
		expect((await change(id, { ticket_type_id: wish.id })).body.errors[0].field).toBe('ticket_state_id');
	});
});

describe('tracker tickets', () => {
	const link = async (id: string, conversation: unknown) =>
		await ask('POST', `/tickets/${id}/linked_conversations`, { conversation_id: conversation });

	test('gather conversations and customer tickets, and let go of them', async () => {
		const { id, conversation, outage, user } = await bugTicket();
		const { tickets } = it_.simulator.workspace.inbox;
		const [tracker, second] = [0, 1].map(() => tickets.create({ ticket_type_id: outage.id, contacts: [{ id: user.id }] }));
		expect((await link(tracker.id, conversation.id)).body).toMatchObject({
			type: 'conversation',
			id: conversation.id,
			linked_objects: { total_count: 1, data: [{ type: 'ticket', id: tracker.id, category: 'Tracker' }] },
		});
		expect((await link(tracker.id, id)).body.type).toBe('ticket');
		expect((await link(second.id, conversation.id)).body.errors[0].code).toBe('already_linked_to_tracker');
		expect((await link(id, conversation.id)).body.errors[0]).toEqual({
			code: 'invalid_ticket_type',
			message: 'Only tracker tickets support linking conversations',
		});
		expect((await ask('DELETE', `/tickets/${tracker.id}/linked_conversations/${conversation.id}`)).body.linked_objects.total_count).toBe(0);
		expect((await ask('DELETE', `/tickets/${tracker.id}/linked_conversations/${conversation.id}`)).body.errors[0].code).toBe(
			'conversation_not_found',
		);
		expect([
			(await link('9', conversation.id)).body.errors[0].code,
			(await link(tracker.id, '9')).body.errors[0].code,
			(await link(tracker.id, undefined)).body.errors[0].message,
		]).toEqual(['ticket_not_found', 'conversation_not_found', 'conversation_id not specified']);
	});
});

test('deleted is gone, and nothing links to it any more', async () => {
	const { conversation, outage, user } = await bugTicket();
	const tracker = it_.simulator.workspace.inbox.tickets.create({
		ticket_type_id: outage.id,
		contacts: [{ id: user.id }],
		conversation_to_link_id: conversation.id,
	});
	expect((await ask('DELETE', `/tickets/${tracker.id}`)).body).toEqual({ id: tracker.id, object: 'ticket', deleted: true });
	expect((await ask('GET', `/tickets/${tracker.id}`)).status).toBe(404);
	expect(conversation.linked).toEqual([]);
});

test('what pickers read: types with attributes and states, states with types, teams', async () => {
	const { team } = scene(it_.simulator);
	const { bug } = types(it_.simulator);
	const list = (await ask('GET', '/ticket_types')).body;
	expect(list.data.map((type: { name: string; category: string }) => [type.name, type.category])).toEqual([
		['Bug', 'Customer'],
		['Wish', 'Customer'],
		['Refund', 'Back-office'],
		['Outage', 'Tracker'],
	]);
	const one = (await ask('GET', `/ticket_types/${bug.id}`)).body;
	expect(one).toEqual(list.data[0]);
	const attributes = one.ticket_type_attributes.data;
	expect(attributes.map((attribute: { name: string; data_type: string }) => [attribute.name, attribute.data_type])).toEqual([
		['_default_title_', 'string'],
		['_default_description_', 'string'],
		['Severity', 'list'],
		['Version', 'string'],
		['Users', 'integer'],
		['Loss', 'decimal'],
		['Blocking', 'boolean'],
		['Since', 'datetime'],
		['Files', 'files'],
	]);
	expect(attributes[2]).toMatchObject({
		type: 'ticket_type_attribute',
		ticket_type_id: Number(bug.id),
		default: false,
		input_options: { list_options: [{ label: 'Low' }, { label: 'High' }] },
	});
	expect(one.ticket_states.data).toHaveLength(4);
	expect((await ask('GET', '/ticket_states')).body.data[0]).toMatchObject({
		type: 'ticket_state',
		category: 'submitted',
		archived: false,
		ticket_types: { data: [{ name: 'Bug' }, {}, {}, {}] },
	});
	expect((await ask('GET', '/teams')).body).toEqual({
		type: 'team.list',
		teams: [{ type: 'team', id: team.id, name: 'Support', admin_ids: [Number(ADMIN)], distribution_method: 'manual' }],
	});
	expect((await ask('GET', `/teams/${team.id}`)).body.name).toBe('Support');
	expect([(await ask('GET', '/teams/9')).body.errors[0].code, (await ask('GET', '/ticket_types/9')).body.errors[0].code]).toEqual([
		'team_not_found',
		'ticket_type_not_found',
	]);
	expect((await ask('GET', '/admins')).body.admins[0].team_ids).toEqual([Number(team.id)]);
});
