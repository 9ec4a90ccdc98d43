/** The simulator sends, over HTTP, as Intercom does; the trigger answers as in n8n. */

import { events } from '../../catalog/triggers/topics';
import { createHost, type Host } from '../../scripts/host';
import { wait } from '../../scripts/machine.js';
import { forgeries } from '../../simulator/webhooks';
import { deliver, type Json, KEY, notification, outputs, signed, TRIGGER, useTriggers } from './support';

const setting = useTriggers();
const hooks = () => setting.sim.webhooks;

/** A host of its own loads the package anew, as another process does. */
const others: Host[] = [];
async function anotherProcess(): Promise<Host> {
	const host = await createHost();
	others.push(host);
	return host;
}
afterEach(async () => {
	for (const host of others.splice(0)) await host.close();
});

it('every topic, delivered once, gives one execution with the right output', async () => {
	const webhook = await setting.connect();
	const deliveries = await hooks().flood(
		events.map(({ topic }) => topic),
		{ order: 'shuffled' },
	);
	expect(deliveries.map(({ state }) => state)).toEqual(events.map(() => 'delivered'));
	expect(webhook.runs).toHaveLength(events.length);
	const byTopic = new Map(outputs(webhook).map((output) => [output.topic, output]));
	for (const { topic, notification: sent } of deliveries) {
		expect(byTopic.get(topic)).toEqual({
			topic,
			notificationId: sent.id,
			workspaceId: 'simulatr',
			attempt: 1,
			createdAt: new Date(sent.created_at * 1000).toISOString(),
			...expected(topic, sent.data.item as Json),
		});
	}
});

/** What the item of a topic has to become, said once more and in other words than the catalog. */
function expected(topic: string, item: Json): Json {
	const { contact, company, ticket, user, tag, conversation } = item as Record<string, Json>;
	if (/^(contact|user)\..*tag\./.test(topic)) return { data: contact ?? user, tag };
	if (/^granular\.|^contact\.(un)?subscribed/.test(topic))
		return { data: contact, subscriptionTypes: (item.subscription_types as Json).data };
	if (topic.startsWith('company.contact.')) return { data: company, contact };
	if (topic.startsWith('conversation.contact.'))
		return { data: { type: 'conversation', id: String((conversation.model as Json).id) }, contact };
	if (/^ticket\.contact\.(at|de)tached$/.test(topic)) return { data: { ...ticket, id: String(ticket.id) }, contact };
	if (topic.startsWith('content_stat.')) return { data: item.content_stat, contact, ...(company && { company }) };
	if (topic.startsWith('ticket.')) return { data: ticket ?? item, ...(item.ticket_part !== undefined && { ticketPart: item.ticket_part }) };
	if (topic === 'conversation.deleted') return { data: { ...item, id: item.conversation_id } };
	if (topic.startsWith('admin.')) return { data: { ...item, id: String(item.id) } };
	return { data: item };
}

it('200 forged deliveries give none', async () => {
	const webhook = await setting.connect();
	const forged = Array.from({ length: 200 }, (_, index) => ({
		topic: events[index % events.length].topic,
		forge: forgeries[index % forgeries.length],
	}));
	const deliveries = await hooks().flood(forged);
	expect(deliveries).toHaveLength(200);
	expect(new Set(deliveries.map(({ attempts }) => `${attempts[0].status} ${attempts[0].answer}`))).toEqual(new Set(['401 Unauthorized']));
	expect([webhook.runs, webhook.failures]).toEqual([[], []]);
});

it('the address is checked, pinged and pinged again without an execution', async () => {
	const webhook = await setting.connect();
	await hooks().ping();
	expect(hooks().deliveries.map(({ topic, state }) => [topic, state])).toEqual([
		['ping', 'delivered'],
		['ping', 'delivered'],
	]);
	expect(webhook.runs).toEqual([]);
});

it('a second attempt after a timeout gives no second execution', async () => {
	const webhook = await setting.connect();
	Object.assign(hooks().settings, { timeoutMs: 100, retryMs: 50 });
	webhook.slow(150);
	const [delivery] = await hooks().emit('conversation.user.replied');
	expect([delivery.state, delivery.attempts[0]]).toMatchObject(['retrying', { status: 0, answer: 'timeout' }]);
	webhook.slow(0);
	hooks().settings.timeoutMs = 30_000;
	await wait(400);
	await hooks().settled();
	expect([delivery.state, delivery.attempts.length]).toEqual(['delivered', 2]);
	expect(webhook.runs).toHaveLength(1);
});

it('a second attempt after a failure of n8n is the one that counts', async () => {
	const webhook = await setting.connect();
	webhook.failStarts(1);
	const [delivery] = await hooks().emit('conversation.user.replied');
	expect([delivery.state, delivery.attempts[0].status]).toEqual(['retrying', 500]);
	setting.sim.advance(60_000);
	await hooks().settled();
	expect(outputs(webhook)).toMatchObject([{ attempt: 2, notificationId: delivery.notification.id }]);
});

it('1,000 different ones at once give 1,000 executions, and their 1,000 repetitions none', async () => {
	const webhook = await setting.connect();
	const ids = Array.from({ length: 1000 }, (_, index) => `notif_${index}`);
	const flood = async () =>
		await hooks().flood(
			ids.map((id, index) => ({ topic: events[index % events.length].topic, envelope: { id } })),
			{ order: 'shuffled' },
		);
	// how long a busy machine takes is not what this is about
	hooks().settings.timeoutMs = 60_000;
	const first = await flood();
	expect(first.every(({ state }) => state === 'delivered')).toBe(true);
	expect(new Set(outputs(webhook).map(({ notificationId }) => notificationId)).size).toBe(1000);
	expect(webhook.runs).toHaveLength(1000);
	const second = await flood();
	expect(second.every(({ state }) => state === 'delivered')).toBe(true);
	expect(webhook.runs).toHaveLength(1000);
});

it('500 sent three times each at the same moment give 500', async () => {
	const webhook = await setting.connect();
	webhook.slow(5);
	hooks().settings.timeoutMs = 60_000;
	await hooks().flood(Array.from({ length: 500 }, () => ({ topic: 'contact.user.updated', times: 3 })));
	expect(hooks().deliveries.filter(({ topic }) => topic !== 'ping')).toHaveLength(1500);
	expect(webhook.runs).toHaveLength(500);
});

it('order does not matter to it, and can be restored by the moment of each', async () => {
	const webhook = await setting.connect();
	const replies = Array.from({ length: 20 }, (_, index) => ({
		topic: 'conversation.user.replied',
		item: { type: 'conversation', id: String(index) },
	}));
	await hooks().flood(replies, { order: 'reversed', oneByOne: true });
	const inOrder = outputs(webhook).sort((a, b) => String(a.createdAt).localeCompare(String(b.createdAt)));
	expect(inOrder.map(({ data }) => Number((data as { id: string }).id))).toEqual(replies.map((_, index) => index));
});

it('what happens in the workspace arrives by itself', async () => {
	const webhook = await setting.connect({ events: ['contact.user.created', 'contact.user.tag.created'] });
	const { workspace, token, url } = setting.sim;
	const answer = await fetch(`${url}/contacts`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({ role: 'user', email: 'new@example.org' }),
	});
	const { id } = (await answer.json()) as { id: string };
	workspace.tag(workspace.contacts.get(id)!, workspace.tags.ensure('vip'));
	await hooks().settled();
	expect(outputs(webhook)).toMatchObject([
		{ topic: 'contact.user.created', data: { id, email: 'new@example.org' } },
		{ topic: 'contact.user.tag.created', data: { id }, tag: { name: 'vip' } },
	]);
});

describe('after a restart', () => {
	it('it still knows what it has seen', async () => {
		const webhook = await setting.connect({}, { id: 'same' });
		const emissions = Array.from({ length: 50 }, (_, index) => ({ topic: 'contact.user.updated', envelope: { id: `notif_${index}` } }));
		await hooks().flood(emissions, { oneByOne: true });
		expect(webhook.runs).toHaveLength(50);

		const host = await anotherProcess();
		const after = host.openWebhook({
			type: TRIGGER,
			parameters: { events: ['*'] },
			credentials: setting.credentials(),
			id: 'same',
			staticData: webhook.staticData(),
		});
		hooks().clear();
		await hooks().register({ url: await after.listen(), topics: '*', secret: KEY });
		await hooks().flood([...emissions, { topic: 'contact.user.updated', envelope: { id: 'notif_new' } }]);
		expect(outputs(after).map(({ notificationId }) => notificationId)).toEqual(['notif_new']);
	});

	it('it knows of a thousand at once too, as soon as one more has come', async () => {
		const webhook = await setting.connect();
		webhook.slow(3);
		hooks().settings.timeoutMs = 60_000;
		await hooks().flood(Array.from({ length: 1000 }, () => 'contact.user.updated'));
		await hooks().emit('contact.user.updated');
		const kept = webhook.staticData()['node:Intercom Trigger'] as { seen: string };
		expect(kept.seen.split(' ')).toHaveLength(1001);
	});

	it('what other nodes keep in the static data of the workflow is left alone', async () => {
		const webhook = setting.open({}, { staticData: { global: { counter: 5 }, 'node:Other': { cursor: 'x' } } });
		await webhook.call({ method: 'HEAD' });
		await deliver(webhook, notification('contact.user.created'));
		expect(webhook.staticData()).toMatchObject({
			global: { counter: 5 },
			'node:Other': { cursor: 'x' },
			'node:Intercom Trigger': { seen: expect.any(String) },
		});
	});
});

describe('two processes that share a database', () => {
	it('know from each other what was finished before', async () => {
		const other = await anotherProcess();
		const here = setting.open({}, { id: 'shared' });
		const request = signed(JSON.stringify(notification('contact.user.created')));
		await here.call(request);
		const there = other.openWebhook({
			type: TRIGGER,
			parameters: { events: ['*'] },
			credentials: setting.credentials(),
			id: 'shared',
			staticData: here.staticData(),
		});
		await there.call(request);
		expect([here.runs.length, there.runs.length]).toEqual([1, 0]);
	});
});
