import fc from 'fast-check';
import { nodeOf, useExample } from './support';

const example = useExample('form-to-ticket.json', { seed: 'demo' });
/** A submission as n8n's Form Trigger hands it on: dates as text, numbers as numbers, an empty text field as ''. */
const answers = {
	Email: 'person.4@post.example',
	'What is wrong?': 'Export stops',
	Details: 'At 50 %, every time.',
	Version: '2.4',
	Severity: 'High',
	'Affected users': 12,
	'First seen': '2026-10-31',
	'Can you make it happen again?': 'Yes',
	submittedAt: '2026-11-01T10:00:00.000+00:00',
	formMode: 'production',
};
const tickets = () => example.sim.workspace.inbox.tickets.all();
const submit = async (...submissions: Array<Partial<typeof answers>>) => {
	const before = tickets().length;
	const result = await example.run(submissions.map((one) => ({ ...answers, ...one })));
	return { result, made: tickets().slice(before) };
};
const bugReport = () => example.sim.workspace.inbox.ticketTypes.all().find(({ name }) => name === 'Bug report');

it('a submission becomes a ticket of the type, with its fields as what they are', async () => {
	const { result, made } = await submit({});
	expect(result.error).toBeUndefined();
	const severity = bugReport()?.attributes.find(({ name }) => name === 'Severity')?.input_options?.list_options ?? [];
	expect(made).toEqual([
		expect.objectContaining({
			ticket_type_id: bugReport()?.id,
			ticket_attributes: {
				_default_title_: 'Export stops',
				_default_description_: 'At 50 %, every time.',
				Version: '2.4',
				Severity: severity.find(({ label }) => label === 'High')?.id,
				'Affected users': 12,
				'First seen': Date.parse('2026-10-31') / 1000,
				Reproducible: true,
			},
		}),
	]);
	expect(result.itemsOf('Create Ticket').map(({ json }) => json)).toMatchObject([
		{ id: made[0].id, ticket_attributes: { Severity: 'High' } },
	]);
});

it('it belongs to the contact with the address, or to a new lead', async () => {
	const { contacts } = example.sim.workspace;
	const [known] = contacts.all().filter(({ email }) => email);
	const before = contacts.all().length;
	const { made } = await submit({ Email: known.email ?? '' }, { Email: 'nobody.yet@example.com' });
	const lead = contacts.byEmail('nobody.yet@example.com');
	expect(lead).toMatchObject({ role: 'lead' });
	expect(made.map((ticket) => ticket.contacts)).toEqual([[known.id], [lead?.id]]);
	expect(contacts.all()).toHaveLength(before + 1);
});

it('what nobody filled in is left out', async () => {
	const { result, made } = await submit({ Details: '', Version: '', 'First seen': '' });
	expect(result.error).toBeUndefined();
	expect(Object.keys(made[0].ticket_attributes).sort()).toEqual(['Affected users', 'Reproducible', 'Severity', '_default_title_']);
});

it('a title stays the text that was typed, whatever it looks like', async () => {
	const looksLike = fc.oneof(
		fc.constantFrom(
			'2024-05-01',
			'12',
			'1e3',
			'Invoice 2024',
			'Order 12',
			'Refund #88',
			'1',
			'true',
			'null',
			'=1+1',
			'2024-05-01T10:00:00Z',
			'1767323045',
			'{{ $json.Email }}',
			'<b>bold</b>',
			'"quoted"',
		),
		fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
		fc.integer().map(String),
		fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(looksLike, { minLength: 1, maxLength: 8 }), async (titles) => {
			const { result, made } = await submit(...titles.map((title) => ({ 'What is wrong?': title, Version: title })));
			expect(result.error).toBeUndefined();
			const values = made.map(({ ticket_attributes: { _default_title_: title, Version: version } }) => [title, version]);
			expect(values.sort()).toEqual(titles.map((title) => [title, title]).sort());
		}),
		{ numRuns: 15 },
	);
});

it('the type is asked for once, however many submissions there are', async () => {
	await submit({}, {}, {});
	expect(example.asked()).toEqual([
		'GET /ticket_types',
		expect.stringMatching(/^GET \/ticket_types\/\d+$/),
		'POST /tickets',
		'POST /tickets',
		'POST /tickets',
	]);
});

it('an answer that is not in the list makes no ticket, and the error says what is in it', async () => {
	const { result, made } = await submit({ Severity: 'Dreadful' });
	expect(result.error).toMatchObject({
		message: expect.stringContaining('\'Ticket Attributes: Severity\' cannot be "Dreadful"'),
		description: 'Use one of: Low, Medium, High.',
	});
	expect(made).toEqual([]);
});

it('a workspace without such a type is told so', async () => {
	const { error } = await example.run([answers], (workflow) =>
		Object.assign(nodeOf(workflow, 'Create Ticket').parameters, { ticketTypeId: { __rl: true, mode: 'name', value: 'Unheard of' } }),
	);
	expect(error?.message).toContain("'Ticket Type' cannot be found: no ticket type has the name Unheard of");
});
