/** Google Sheets and Postgres are replaced (`files.test.ts` looks at their parameters): the rows they would get are looked at, not what they make of them. */

import { replace } from './foreign';
import { useServer } from './server';
import { nodeOf, readExample, useExample } from './support';

const service = useServer();
const COLUMNS = ['intercom_id', 'email', 'name', 'phone', 'external_id', 'created_at', 'updated_at'];

describe.each(['contacts-to-google-sheets.json', 'contacts-to-postgres.json'])('%s', (file) => {
	const example = useExample(file, { now: Date.UTC(2026, 2, 11, 10) });
	const contacts = () => example.sim.workspace.contacts;

	it('rows are told apart by the ID in Intercom', () => {
		expect(nodeOf(readExample(file), 'Write Row').parameters.columns).toMatchObject({
			mappingMode: 'autoMapInputData',
			matchingColumns: ['intercom_id'],
		});
	});
	it('its note names the columns that the rows have', () => {
		const { content } = nodeOf(readExample(file), 'About').parameters;
		expect(COLUMNS.filter((column) => !String(content).includes(column))).toEqual([]);
	});
	it('a row for each user who is new or has changed, also where fields are empty; none for leads', async () => {
		contacts().create({ role: 'user', external_id: 'x-1', email: 'old@example.com', phone: '+353871234567' });
		example.sim.advance(60_000);
		const poller = await example.poll('New or Updated Contacts');
		example.sim.advance(60_000);
		const { id: old } = contacts().update(contacts().byEmail('old@example.com')!, { name: '=1+1' });
		contacts().create({ role: 'lead', email: 'lead@example.com' });
		const { id: fresh } = contacts().create({ role: 'user', email: 'new@example.com' });
		example.sim.advance(60_000);
		const result = await example.run(await poller.tick(), (workflow) => replace(workflow, 'Write Row', { row: '={{ $json }}' }));
		expect(result.error).toBeUndefined();
		const rows = result
			.itemsOf('Row')
			.map(({ json }) => json)
			.sort((a, b) => String(a.email).localeCompare(String(b.email)));
		expect(rows).toEqual([
			{
				intercom_id: fresh,
				email: 'new@example.com',
				name: '',
				phone: '',
				external_id: '',
				created_at: '2026-03-11T10:02:00.000Z',
				updated_at: '2026-03-11T10:02:00.000Z',
			},
			{
				intercom_id: old,
				email: 'old@example.com',
				name: '=1+1',
				phone: '+353871234567',
				external_id: 'x-1',
				created_at: '2026-03-11T10:00:00.000Z',
				updated_at: '2026-03-11T10:02:00.000Z',
			},
		]);
		expect(Object.keys(rows[0])).toEqual(COLUMNS);
	});
	it('a row that is refused goes to "Not Written" with the reason, the others go on', async () => {
		const poller = await example.poll('New or Updated Contacts');
		example.sim.advance(60_000);
		for (const name of ['good', 'bad', 'fine']) contacts().create({ role: 'user', email: `${name}@example.com` });
		example.sim.advance(60_000);
		service.answer = ({ body }) =>
			(body as { email: string }).email.startsWith('bad') ? { status: 422, body: { message: 'no such column' } } : { status: 200 };
		const result = await example.run(await poller.tick(), (workflow) =>
			Object.assign(nodeOf(workflow, 'Write Row'), {
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				credentials: {},
				parameters: { method: 'POST', url: service.url, sendBody: true, specifyBody: 'json', jsonBody: '={{ $json }}', options: {} },
			}),
		);
		expect(result.itemsOf('Not Written').map(({ json }) => json)).toEqual([
			{ contact: 'bad@example.com', reason: expect.stringContaining('no such column') as string },
		]);
		expect(result.itemsOf('Write Row')).toHaveLength(2);
	});
});

it('a sheet takes what people typed as text, never as a formula', () => {
	expect(nodeOf(readExample('contacts-to-google-sheets.json'), 'Write Row').parameters.options).toMatchObject({ cellFormat: 'RAW' });
});
