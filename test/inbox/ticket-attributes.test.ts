/** The fields of a ticket: the form follows the chosen type, and every value arrives as what the field is. */

import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { NODE } from '../support/intercom';
import { by, form, useInbox } from './support';

const inbox = useInbox();
const typeNamed = (name: string) => {
	const found = inbox.sim.workspace.inbox.ticketTypes.all().find((type) => type.name === name);
	if (!found) throw new Error(`There is no ticket type "${name}"`);
	return found;
};
const optionId = (label: string) =>
	typeNamed('Bug report')
		.attributes.flatMap(({ input_options: options }) => options?.list_options ?? [])
		.find((option) => option.label === label)?.id;
const contactId = () => by('id', inbox.sim.workspace.contacts.listed()[0].id);

const FIELDS = {
	_default_title_: 'string',
	Severity: 'options',
	Version: 'string',
	'Affected users': 'number',
	Loss: 'number',
	Reproducible: 'boolean',
	'First seen': 'dateTime',
};
const bug = (value: IDataObject | null, mappingMode?: string) => form(FIELDS, value, mappingMode, { Severity: ['Low', 'Medium', 'High'] });
const create = async (value: IDataObject, more: IDataObject = {}, items: IDataObject[] = [{}]) =>
	await inbox.run(
		'ticket: create',
		{ ticketTypeId: by('name', 'Bug report'), contactId: contactId(), ticketAttributes: bug(value), ...more },
		items,
	);
const sent = () => inbox.written().map(({ body }) => (body as { ticket_attributes: IDataObject }).ticket_attributes);

describe('the form', () => {
	const fieldsFor = async (ticketTypeId: unknown) => {
		const { fields } = (await inbox.host.callMethod({
			type: NODE,
			kind: 'resourceMapping',
			method: 'ticketAttributes',
			credentials: inbox.credentials,
			currentNodeParameters: { resource: 'ticket', operation: 'create', ticketTypeId },
		} as never)) as unknown as {
			fields: Array<{ id: string; displayName: string; type: string; required: boolean; options?: Array<{ name: string; value: string }> }>;
		};
		return fields;
	};

	it('has the fields of the chosen type in its types, without those that take files', async () => {
		const fields = await fieldsFor(by('list', typeNamed('Bug report').id));
		expect(Object.fromEntries(fields.map(({ id, type }) => [id, type]))).toEqual({ ...FIELDS, _default_description_: 'string' });
		expect(fields.find(({ id }) => id === '_default_title_')?.displayName).toBe('Title');
		expect(fields.find(({ id }) => id === 'Severity')?.options?.map(({ name }) => name)).toEqual(['Low', 'Medium', 'High']);
	});

	it('follows another choice, also by name, and says what is required', async () => {
		const fields = await fieldsFor(by('name', 'refund'));
		expect(fields.map(({ id }) => id).sort()).toEqual(['Amount', 'Reason', '_default_description_', '_default_title_']);
		expect(fields.filter(({ required }) => required).map(({ id }) => id)).toEqual(['Amount']);
	});

	it('leaves out what is archived, fields and options', async () => {
		const { attributes } = typeNamed('Bug report');
		for (const attribute of attributes.filter(({ name }) => name === 'Version')) attribute.archived = true;
		const low = attributes.flatMap(({ input_options: options }) => options?.list_options ?? []).find(({ label }) => label === 'Low');
		if (low) low.archived = true;
		const fields = await fieldsFor(by('id', typeNamed('Bug report').id));
		expect(fields.map(({ id }) => id)).not.toContain('Version');
		expect(fields.find(({ id }) => id === 'Severity')?.options?.map(({ name }) => name)).toEqual(['Medium', 'High']);
	});

	it('asks for the type first', async () => {
		await expect(fieldsFor(by('list', ''))).rejects.toThrow("'Ticket Type' has to be chosen first");
	});
});

describe('a value', () => {
	it('arrives as the type of its field, however an expression gives it', async () => {
		const json = { title: 2024, severity: 'High', version: 2.4, users: '12', loss: '1.50', again: 'no', seen: '2026-10-31T08:00:00Z' };
		const result = await create(
			{
				_default_title_: '={{ $json.title }}',
				Severity: '={{ $json.severity }}',
				Version: '={{ $json.version }}',
				'Affected users': '={{ $json.users }}',
				Loss: '={{ $json.loss }}',
				Reproducible: '={{ $json.again }}',
				'First seen': '={{ $json.seen }}',
			},
			{},
			[json],
		);
		expect(result.error).toBeUndefined();
		expect(sent()).toEqual([
			{
				_default_title_: '2024',
				Severity: optionId('High'),
				Version: '2.4',
				'Affected users': 12,
				Loss: 1.5,
				Reproducible: false,
				'First seen': 1793433600,
			},
		]);
	});

	it('stays the same text in a text field, whatever it looks like', async () => {
		const texts = fc.oneof(
			fc.constantFrom('2024-05-01', '2024-05-01T10:00:00Z', '1767323045', 'Invoice 2024', 'Order 12', 'Refund #88', '1', 'true', 'High'),
			fc.string({ minLength: 1 }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 10 }), async (titles) => {
				inbox.sim.requests.length = 0;
				const result = await create(
					{ _default_title_: '={{ $json.title }}' },
					{ options: { concurrency: 1 } },
					titles.map((title) => ({ title })),
				);
				expect(result.error).toBeUndefined();
				expect(sent().map(({ _default_title_: title }) => title)).toEqual(titles);
			}),
			{ numRuns: 20 },
		);
	});

	it.each([
		['Affected users', 'many', "'Ticket Attributes: Affected users' has to be a number"],
		['Reproducible', 'perhaps', "'Ticket Attributes: Reproducible' has to be true or false"],
		['First seen', 'Invoice 2024', "'Ticket Attributes: First seen' is not a date"],
	])('that does not fit %s is refused before anything is sent for any item', async (field, value, message) => {
		const result = await create({ _default_title_: 'x', [field]: '={{ $json.value }}' }, {}, [{}, { value }]);
		expect(result.error?.message).toContain(message);
		expect(inbox.sim.requests).toEqual([]);
	});

	it('that is false or 0 is sent; one that is missing in an item is not', async () => {
		await create({ Reproducible: '={{ $json.again }}', 'Affected users': '={{ $json.users }}' }, { options: { concurrency: 1 } }, [
			{ again: false, users: 0 },
			{},
		]);
		expect(sent()).toEqual([{ Reproducible: false, 'Affected users': 0 }, undefined]);
	});

	it('comes from the fields of the item in automatic mapping', async () => {
		const result = await inbox.run(
			'ticket: create',
			{ ticketTypeId: by('id', typeNamed('Bug report').id), contactId: contactId(), ticketAttributes: bug(null, 'autoMapInputData') },
			[{ _default_title_: '12', Severity: 'low', Loss: '3', unrelated: 'x' }],
		);
		expect(result.error).toBeUndefined();
		expect(sent()).toEqual([{ _default_title_: '12', Severity: optionId('Low'), Loss: 3 }]);
	});
});

describe('an option of a list', () => {
	it('is named by its label in any case, and sent as the ID that Intercom wants', async () => {
		await create({ Severity: '={{ $json.severity }}' }, { options: { concurrency: 1 } }, [{ severity: 'Low' }, { severity: ' MEDIUM ' }]);
		expect(sent()).toEqual([{ Severity: optionId('Low') }, { Severity: optionId('Medium') }]);
	});

	it('may be given by that ID as well', async () => {
		const { error } = await create({ Severity: '={{ $json.id }}' }, {}, [{ id: optionId('High') }]);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([{ Severity: optionId('High') }]);
	});

	it('that does not exist fails its item and says which ones there are', async () => {
		const result = await inbox.run(
			'ticket: create',
			{ ticketTypeId: by('name', 'Bug report'), contactId: contactId(), ticketAttributes: bug({ Severity: '={{ $json.severity }}' }) },
			[{ severity: 'Dreadful' }, { severity: 'Low' }],
			{ onError: 'continueErrorOutput' },
		);
		expect(result.outputs[1].map(({ json }) => json)).toMatchObject([
			{ error: expect.stringContaining('\'Ticket Attributes: Severity\' cannot be "Dreadful"'), message: 'Use one of: Low, Medium, High.' },
		]);
		expect(sent()).toEqual([{ Severity: optionId('Low') }]);
	});

	it('costs one question per type and execution, and none where no list is filled in', async () => {
		await create({ Severity: 'Low' }, { ticketTypeId: by('id', typeNamed('Bug report').id) }, [{}, {}, {}]);
		expect(inbox.asked().filter((asked) => asked.startsWith('GET'))).toEqual([`GET /ticket_types/${typeNamed('Bug report').id}`]);
		inbox.sim.requests.length = 0;
		await create({ Version: '1' }, { ticketTypeId: by('id', typeNamed('Bug report').id) });
		expect(inbox.asked()).toEqual(['POST /tickets']);
	});

	it('works alike in updates, conversions and changes of type', async () => {
		const [ticket] = inbox.sim.workspace.inbox.tickets
			.all()
			.filter(({ ticket_type_id: type }) => type === typeNamed('Feature wish').id || type === typeNamed('Bug report').id);
		const type = typeNamed('Bug report');
		await inbox.run('ticket: update', {
			ticketId: by('id', ticket.id),
			ticketTypeId: by('name', 'Bug report'),
			ticketAttributes: bug({ Severity: 'High' }),
		});
		expect(inbox.written()).toEqual([
			{ request: `PUT /tickets/${ticket.id}`, body: { ticket_attributes: { Severity: optionId('High') } } },
		]);
		inbox.sim.requests.length = 0;

		await inbox.run('conversation: convertToTicket', {
			conversationId: by('id', inbox.open().id),
			ticketTypeId: by('id', type.id),
			ticketAttributes: bug({ _default_title_: '2024', Severity: 'Medium' }),
		});
		expect(inbox.written()[0].body).toEqual({
			ticket_type_id: type.id,
			attributes: { _default_title_: '2024', Severity: optionId('Medium') },
		});
		inbox.sim.requests.length = 0;

		const wish = inbox.sim.workspace.inbox.tickets.create({
			ticket_type_id: typeNamed('Feature wish').id,
			contacts: [{ id: inbox.sim.workspace.contacts.listed()[0].id }],
		});
		const changed = await inbox.run('ticket: changeType', {
			ticketId: by('id', wish.id),
			ticketTypeId: by('id', type.id),
			ticketStateId: by('id', type.states[0]),
			ticketAttributes: bug({ Severity: 'Low' }),
		});
		expect(changed.error).toBeUndefined();
		expect(wish).toMatchObject({ ticket_type_id: type.id, ticket_attributes: { Severity: optionId('Low') } });
	});

	it('that is left empty in an update is cleared', async () => {
		const { json } = await create({ _default_title_: 'x', Severity: 'Low' });
		const id = String(json[0].id);
		const { error } = await inbox.run('ticket: update', {
			ticketId: by('id', id),
			ticketTypeId: by('name', 'Bug report'),
			ticketAttributes: bug({ Severity: '={{ "" }}' }),
		});
		expect(error).toBeUndefined();
		expect(inbox.sim.workspace.inbox.tickets.need(id).ticket_attributes).toMatchObject({ Severity: null });
	});
});

describe('an update', () => {
	it('of attributes never changes the type, and leaves the other attributes alone', async () => {
		const { json } = await create({ _default_title_: 'Before', Version: '1', Severity: 'Low' });
		const id = String(json[0].id);
		inbox.sim.requests.length = 0;
		const result = await inbox.run('ticket: update', {
			ticketId: by('id', id),
			ticketTypeId: by('name', 'Bug report'),
			ticketAttributes: bug({ Version: '2' }),
		});
		expect(inbox.written()).toEqual([{ request: `PUT /tickets/${id}`, body: { ticket_attributes: { Version: '2' } } }]);
		expect(result.json[0]).toMatchObject({ ticket_attributes: { _default_title_: 'Before', Version: '2', Severity: 'Low' } });
	});

	it('needs no type where nothing of it is filled in', async () => {
		const [ticket] = inbox.sim.workspace.inbox.tickets.all();
		const { error } = await inbox.run('ticket: update', {
			ticketId: by('id', ticket.id),
			updateFields: { ticketAttributesJson: '{"_default_title_":"From JSON"}', open: true },
		});
		expect(error).toBeUndefined();
		expect(inbox.asked()).toEqual([`PUT /tickets/${ticket.id}`]);
		expect(ticket.ticket_attributes._default_title_).toBe('From JSON');
	});
});
