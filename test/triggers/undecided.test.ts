/** Deliveries of which nobody knows yet whether they start an execution: n8n is slow, or its caller has hung up. */

import { hasStarted } from '../../engine/triggers/receiving/admission';
import type { Webhook } from '../../scripts/host';
import { http, later, wait } from '../../scripts/machine.js';
import { deliver, type Json, notification, outputs, signed, useTriggers } from './support';

const setting = useTriggers();
const contact = 'contact.user.created';
const again = (sent: Json): Json => ({ ...sent, delivery_attempts: 2, delivery_status: 'retry' });

/** A delivery whose sender hangs up before n8n answers. */
async function hungUp(webhook: Webhook, sent: Json, afterMs = 0): Promise<void> {
	const sender = new AbortController();
	if (afterMs) later(afterMs, () => sender.abort());
	else sender.abort();
	expect(await webhook.call({ ...signed(JSON.stringify(sent)), signal: sender.signal })).toMatchObject({ status: 0 });
}

describe.each([
	['after the node was asked', 60],
	['before the node is asked', 0],
])('Intercom hangs up %s', (_, afterMs) => {
	it('and n8n then fails: the second attempt is the one that counts', async () => {
		const webhook = setting.open();
		webhook.slow(40);
		webhook.failStarts(1);
		const sent = notification(contact);
		await hungUp(webhook, sent, afterMs);
		await webhook.settled();
		expect([webhook.answered, webhook.runs]).toEqual([[500], []]);
		webhook.slow(0);
		expect((await deliver(webhook, again(sent))).status).toBe(200);
		expect(outputs(webhook)).toMatchObject([{ attempt: 2, notificationId: sent.id }]);
		await deliver(webhook, again(sent));
		expect(webhook.runs).toHaveLength(1);
	});

	it('and n8n starts the execution all the same: the second attempt starts nothing', async () => {
		const webhook = setting.open();
		webhook.slow(40);
		const sent = notification(contact);
		await hungUp(webhook, sent, afterMs);
		await webhook.settled();
		webhook.slow(0);
		expect(await deliver(webhook, again(sent))).toMatchObject({ status: 200, body: 'OK' });
		expect(outputs(webhook)).toMatchObject([{ attempt: 1 }]);
	});
});

describe('a second attempt while the first is still under way', () => {
	it.each([
		['fails', 1, 2],
		['succeeds', 0, 1],
	])('waits for it, and counts where it %s', async (_, failures, attempt) => {
		const webhook = setting.open();
		webhook.slow(60);
		webhook.failStarts(failures);
		const sent = notification(contact);
		await hungUp(webhook, sent, 70);
		expect((await deliver(webhook, again(sent))).status).toBe(200);
		await webhook.settled();
		expect(outputs(webhook)).toMatchObject([{ attempt }]);
	});

	it('counts also if its sender has hung up meanwhile', async () => {
		const webhook = setting.open();
		webhook.slow(60);
		webhook.failStarts(1);
		const sent = notification(contact);
		await Promise.all([hungUp(webhook, sent, 70), hungUp(webhook, again(sent), 80)]);
		await webhook.settled();
		expect(webhook.runs).toHaveLength(1);
		webhook.slow(0);
		await deliver(webhook, again(sent));
		expect(webhook.runs).toHaveLength(1);
	});

	it.each([0, 1, 5, 19])('counts once where 20 come at the same moment and n8n fails %i times', async (failures) => {
		const webhook = setting.open();
		webhook.slow(5);
		webhook.failStarts(failures);
		const sent = notification(contact);
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await deliver(webhook, sent)));
		expect(answers.filter(({ status }) => status === 500)).toHaveLength(failures);
		expect(webhook.runs).toHaveLength(1);
	});
});

it('what is under way is not in the database, whoever writes meanwhile, and is there once it has started', async () => {
	const webhook = setting.open();
	const kept = (): number =>
		((webhook.staticData()['node:Intercom Trigger'] as { seen?: string } | undefined)?.seen ?? '').split(' ').filter(Boolean).length;
	const [first, second] = [notification(contact), notification(contact)];
	webhook.slow(60);
	const slow = deliver(webhook, first);
	await wait(70);
	webhook.slow(0);
	await deliver(webhook, second);
	expect(kept()).toBe(1);
	await slow;
	await deliver(webhook, notification(contact));
	expect(kept()).toBe(3);
});

describe("Node's own response", () => {
	async function outcome(
		act: (response: import('http').ServerResponse) => void,
		hangUpAfterMs: number | undefined,
		longestMs?: number,
	): Promise<{ started: boolean; finishes: number }> {
		let finishes = 0;
		const server = http.createServer();
		const result = new Promise<boolean>((resolve) => {
			server.on('request', (incoming, response) => {
				incoming.resume();
				response.once('finish', () => (finishes += 1));
				void hasStarted(response, longestMs).then(resolve);
				later(120, () => act(response));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const outgoing = http.request({ port: (server.address() as { port: number }).port, host: '127.0.0.1', method: 'POST' }, (incoming) =>
			incoming.resume(),
		);
		outgoing.on('error', () => {});
		outgoing.end('x');
		if (hangUpAfterMs !== undefined) later(hangUpAfterMs, () => outgoing.destroy());
		const started = await result;
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		return { started, finishes };
	}
	const answer = (status: number) => (response: import('http').ServerResponse) => void response.writeHead(status).end('x');

	it('tells by its status whether n8n has started an execution', async () => {
		expect(await outcome(answer(200), undefined)).toEqual({ started: true, finishes: 1 });
		expect(await outcome(answer(500), undefined)).toEqual({ started: false, finishes: 1 });
	});

	it('tells it also where nobody is there to hear it, without an event', async () => {
		expect(await outcome(answer(200), 20)).toEqual({ started: true, finishes: 0 });
		expect(await outcome(answer(500), 20)).toEqual({ started: false, finishes: 0 });
	});

	it('that never ends has started nothing', async () => {
		expect(await outcome(() => {}, 20, 200)).toEqual({ started: false, finishes: 0 });
		expect(await outcome(() => {}, undefined, 200)).toEqual({ started: false, finishes: 0 });
	});
});
