/** An event that comes again: which of them are one, and how long that is known. */

import { createHost, type Host } from '../../scripts/host';
import { asked, changed, deliver, FIN_TRIGGER, replied, signed, useFinTriggers } from './fin-support';
import { FIN_KEY, type Json, outputs } from './support';

const setting = useFinTriggers();
const runsOf = async (...sent: Json[]): Promise<number> => {
	const webhook = setting.open();
	for (const each of sent) expect((await deliver(webhook, each)).status).toBe(200);
	return webhook.runs.length;
};
const later = { created_at_ms: '2025-01-24T10:00:00.124Z' };

describe('two deliveries are one event', () => {
	it('for a reply: with the same message and the same status, whenever each was made', async () => {
		expect(await runsOf(replied(), replied())).toBe(1);
		expect(await runsOf(replied(), replied(later))).toBe(1);
	});

	it('for a change of status: with the same conversation, status and moment', async () => {
		expect(await runsOf(changed(), changed())).toBe(1);
	});

	it('for a rating: with the same conversation and moment', async () => {
		expect(await runsOf(asked(), asked())).toBe(1);
	});

	it('where the ID of the message is missing, as in older versions: if they are the same throughout', async () => {
		const old = replied({ status: 'awaiting_user_reply' }, { id: undefined });
		expect(await runsOf(old, old)).toBe(1);
		expect(
			await runsOf(
				old,
				replied({ status: 'awaiting_user_reply' }, { id: undefined, body: '<p>The next part, in the same millisecond</p>' }),
			),
		).toBe(2);
	});

	it('where the event is unknown: if they are the same throughout', async () => {
		const unknown = { event_name: 'fin_danced', conversation_id: '1', step: 1, created_at_ms: '2026-11-01T10:00:00.000Z' };
		expect(await runsOf(unknown, unknown)).toBe(1);
		expect(await runsOf(unknown, { ...unknown, step: 2 })).toBe(2);
	});
});

describe('two deliveries are two events', () => {
	it('when the same message comes with another status: first as a part, then as the end', async () => {
		expect(await runsOf(replied({ status: 'replying' }), replied({ status: 'awaiting_user_reply' }), replied({ status: 'complete' }))).toBe(
			3,
		);
	});

	it('when the message, the conversation or the workflow is another', async () => {
		expect(await runsOf(replied(), replied({}, { id: '98766' }))).toBe(2);
		expect(await runsOf(replied(), replied({ conversation_id: '123457' }))).toBe(2);
		const [one, other] = [setting.open(), setting.open()];
		for (const webhook of [one, other]) await deliver(webhook, replied());
		expect([one.runs.length, other.runs.length]).toEqual([1, 1]);
	});

	it('when a conversation comes to the same status again', async () => {
		const waits = changed({ status: 'awaiting_user_reply' });
		expect(await runsOf(waits, { ...waits, ...later })).toBe(2);
		expect(await runsOf(changed(), changed({ status: 'complete' }))).toBe(2);
	});

	it('when Fin asks for a rating again', async () => {
		expect(await runsOf(asked(), asked(later))).toBe(2);
	});

	it('when nothing tells whether they are one', async () => {
		expect(await runsOf({ event_name: 'fin_danced' }, { event_name: 'fin_danced' })).toBe(2);
		expect(await runsOf(changed({ created_at_ms: undefined }), changed({ created_at_ms: undefined }))).toBe(2);
	});

	it('in tests from the editor', async () => {
		const webhook = setting.open({}, { mode: 'manual' });
		for (let i = 0; i < 3; i += 1) await deliver(webhook, replied());
		expect(webhook.runs).toHaveLength(3);
	});
});

it('an event that is filtered out is not remembered', async () => {
	const staticData = { 'node:Intercom Fin Trigger': { seen: '' } };
	const webhook = setting.open({ events: ['fin_replied'], replyStatuses: ['complete'] }, { staticData });
	for (const event of [replied(), changed(), asked()]) await deliver(webhook, event);
	expect(webhook.staticData()).toEqual(staticData);
});

it('twenty at the same moment start one execution', async () => {
	const webhook = setting.open();
	webhook.slow(20);
	const answers = await Promise.all(Array.from({ length: 20 }, async () => await deliver(webhook, replied())));
	expect(answers.every(({ status }) => status === 200)).toBe(true);
	expect(webhook.runs).toHaveLength(1);
});

it('the second delivery counts if n8n could not start the first execution', async () => {
	const webhook = setting.open();
	webhook.failStarts(1);
	expect((await deliver(webhook, replied())).status).toBe(500);
	for (let i = 0; i < 2; i += 1) expect((await deliver(webhook, replied())).status).toBe(200);
	expect(webhook.runs).toHaveLength(1);
});

describe('after a restart', () => {
	const others: Host[] = [];
	afterEach(async () => {
		for (const host of others.splice(0)) await host.close();
	});

	it('it still knows what it has seen, and nothing of it can be read in what it keeps', async () => {
		const before = setting.open({}, { id: 'same' });
		const sent = [replied(), changed(), asked(), replied({}, { id: undefined })];
		for (const event of sent) await deliver(before, event);
		expect(before.runs).toHaveLength(4);
		const kept = before.staticData();
		expect((kept['node:Intercom Fin Trigger'] as { seen: string }).seen.split(' ')).toHaveLength(4);
		expect(JSON.stringify(kept)).not.toMatch(/98765|123456|Account|escalated/);

		// a host of its own loads the package anew, as another process does
		const host = await createHost();
		others.push(host);
		const after = host.openWebhook({
			type: FIN_TRIGGER,
			parameters: { events: ['*'] },
			credentials: setting.credentials(),
			id: 'same',
			staticData: kept,
		});
		for (const event of [...sent, replied({}, { id: 'new' })]) expect((await after.call(signed(JSON.stringify(event)))).status).toBe(200);
		expect(outputs(after)).toMatchObject([{ message: { id: 'new' } }]);
	});
});

describe('over HTTP, as the simulated workspace sends them', () => {
	it('1,000 different ones at once give 1,000 executions, and their 1,000 repetitions none', async () => {
		const webhook = await setting.connect();
		setting.sim.webhooks.settings.timeoutMs = 60_000;
		const emissions = Array.from({ length: 1000 }, (_, index) => ({
			event: setting.fin.events[index % 3],
			change: { conversation_id: `c${index}` },
		}));
		const first = await setting.fin.flood(emissions);
		expect(first.every(({ state }) => state === 'delivered')).toBe(true);
		expect(new Set(outputs(webhook).map(({ conversationId }) => conversationId)).size).toBe(1000);
		expect(webhook.runs).toHaveLength(1000);
		const again = await setting.fin.flood(first.map(({ notification }) => ({ event: notification.event_name, change: notification })));
		expect(again.every(({ state }) => state === 'delivered')).toBe(true);
		expect(webhook.runs).toHaveLength(1000);
	});

	it('200 forged ones give none', async () => {
		const webhook = await setting.connect();
		const { forgeries } = await import('../../simulator/webhooks/signature');
		const deliveries = await setting.fin.flood(
			Array.from({ length: 200 }, (_, index) => ({ event: setting.fin.events[index % 3], forge: forgeries[index % forgeries.length] })),
		);
		expect(new Set(deliveries.map(({ attempts }) => `${attempts[0].status} ${attempts[0].answer}`))).toEqual(new Set(['401 Unauthorized']));
		expect([webhook.runs, webhook.failures]).toEqual([[], []]);
	});

	it('a second attempt after a failure of n8n is the one that counts', async () => {
		const webhook = await setting.connect();
		webhook.failStarts(1);
		const [delivery] = await setting.fin.emit('fin_replied');
		expect([delivery.state, delivery.attempts[0].status]).toEqual(['retrying', 500]);
		setting.sim.advance(60_000);
		await setting.fin.settled();
		expect([delivery.state, webhook.runs.length]).toEqual(['delivered', 1]);
	});

	it('the secret is that of the callback URL: with another one, nothing is taken', async () => {
		const webhook = setting.open();
		const url = await webhook.listen();
		const made = await setting.fin.save(url);
		expect(made).not.toBe(FIN_KEY);
		expect((await setting.fin.emit('fin_replied'))[0].attempts[0].status).toBe(401);
		expect(webhook.runs).toEqual([]);
	});
});
