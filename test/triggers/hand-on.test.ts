import { deliver, KEY, notification, outputs, useTriggers } from './support';

const setting = useTriggers();
const contact = 'contact.user.created';
const to = (...addresses: string[]) => ({ options: { alsoDeliverTo: addresses.join(', ') } });

describe('a trigger that also delivers to others', () => {
	it('hands each event on as it came, and both start once, also when Intercom repeats it', async () => {
		const second = setting.open();
		const first = setting.open(to(await second.listen()));
		const sent = notification(contact);
		expect(await deliver(first, sent)).toMatchObject({ status: 200, body: 'OK' });
		expect((await deliver(first, { ...sent, delivery_attempts: 2 })).status).toBe(200);
		expect(outputs(second)).toEqual(outputs(first));
		expect(first.runs).toHaveLength(1);
	});

	it('hands on what it does not want itself', async () => {
		const second = setting.open();
		const first = setting.open({ events: ['ticket.created'], ...to(await second.listen()) });
		await deliver(first, notification(contact));
		expect([first.runs.length, second.runs.length]).toEqual([0, 1]);
	});

	it('tells Intercom to try again while one of them is down; each gets every event once', async () => {
		const [second, third] = [setting.open(), setting.open()];
		const first = setting.open(to(await second.listen(), await third.listen()));
		third.failStarts(1);
		const sent = notification(contact);
		expect(await deliver(first, sent)).toMatchObject({ status: 503, body: 'Another workflow did not take the event' });
		expect([first, second, third].map(({ runs }) => runs.length)).toEqual([1, 1, 0]);
		expect((await deliver(first, { ...sent, delivery_attempts: 2 })).status).toBe(200);
		expect([first, second, third].map(({ runs }) => runs.length)).toEqual([1, 1, 1]);
	});

	it('whose address answers nothing, or refuses, says the same', async () => {
		const other = setting.open({}, { credentials: {} });
		for (const address of ['http://127.0.0.1:9/webhook/x/webhook', await other.listen()])
			expect((await deliver(setting.open(to(address)), notification(contact))).status).toBe(503);
	});

	it('goes round once where two name each other', async () => {
		const first = setting.open();
		const second = setting.open(to(await first.listen()));
		const both = setting.open(to(await second.listen()));
		await deliver(both, notification(contact));
		expect([both, second, first].map(({ runs }) => runs.length)).toEqual([1, 1, 0]);
	});

	it('hands nothing on that is not signed', async () => {
		const second = setting.open();
		const first = setting.open(to(await second.listen()));
		expect((await first.call({ body: JSON.stringify(notification(contact)) })).status).toBe(401);
		expect([second.runs, second.answered]).toEqual([[], []]);
		expect(KEY).not.toBe('');
	});

	it.each([
		['http://n8n.example.com/webhook/a/webhook', 'must begin with https://'],
		['n8n.example.com', 'is not an address'],
		['https://n8n.example.com/webhook-test/a/webhook', 'is a test URL'],
		['https://me:secret@n8n.example.com/webhook/a/webhook', 'cannot have a user name or a password'],
		['http://127.0.0.1:5678/webhook/b3c2d1e0-0000-4000-8000-000000000000/webhook', 'is the address of this trigger itself'],
	])('does not start to listen with %s', async (address, message) => {
		await expect(setting.open(to(address)).activate()).rejects.toThrow(message);
	});
});
