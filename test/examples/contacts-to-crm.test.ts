import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('contacts-to-crm.json', { now: Date.UTC(2026, 2, 11, 10) });
const crm = useServer();
const run = async (items: Parameters<typeof example.run>[0]) =>
	await example.run(items, (workflow) => {
		const { parameters } = nodeOf(workflow, 'Write to CRM');
		parameters.url = String(parameters.url).replace('https://crm.example.com', crm.url);
	});
const contacts = () => example.sim.workspace.contacts;

it('users who are new or have changed are written to the CRM, leads are not', async () => {
	contacts().create({ role: 'user', external_id: 'old/1', email: 'old@example.com' });
	example.sim.advance(60_000);
	const poller = await example.poll('New or Updated Contacts');
	example.sim.advance(60_000);
	contacts().update(contacts().byEmail('old@example.com')!, { name: 'Olga' });
	contacts().create({ role: 'lead', email: 'lead@example.com' });
	const { id } = contacts().create({ role: 'user', email: 'new@example.com', name: 'Nora' });
	example.sim.advance(60_000);
	const result = await run(await poller.tick());
	expect(result.error).toBeUndefined();
	const written = crm.received.map(({ method, path, body }) => [method, path, (body as { name: string }).name]);
	expect(written.sort()).toEqual([
		['PUT', `/api/contacts/${id}`, 'Nora'],
		['PUT', '/api/contacts/old%2F1', 'Olga'],
	]);
	expect(crm.received[0].body).toMatchObject({ email: expect.any(String), attributes: {}, changedAt: '2026-03-11T10:02:00.000Z' });
	example.sim.advance(300_000);
	expect(await poller.tick()).toBeUndefined();
});

it('one that the CRM refuses goes to "Not Taken" with the reason, the others go on', async () => {
	crm.answer = ({ body }) =>
		(body as { name: string }).name === 'Bad' ? { status: 422, body: { message: 'no such thing' } } : { status: 200, body: {} };
	const poller = await example.poll('New or Updated Contacts');
	example.sim.advance(60_000);
	for (const name of ['Good', 'Bad', 'Fine']) contacts().create({ role: 'user', email: `${name}@example.com`, name });
	example.sim.advance(60_000);
	const result = await run(await poller.tick());
	expect(result.itemsOf('Not Taken').map(({ json }) => json)).toEqual([
		{ contact: 'bad@example.com', reason: expect.stringContaining('422') },
	]);
	expect(crm.received).toHaveLength(3);
});
