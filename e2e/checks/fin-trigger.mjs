// The Intercom Fin Trigger in n8n, with a simulated workspace that tells it what Fin does.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { check, heading } from '../checks.mjs';
import { FIN_SIGNING_SECRET, workspaceCredential } from '../setup/world.mjs';
import { finTrigger, intercomFin, manual, workflow } from '../talk/workflow.mjs';

/** What the Fin Agent API sends: every event with every status it comes with. */
const EVENTS = [
	...['replying', 'awaiting_user_reply', 'complete'].map((status) => ({ event: 'fin_replied', change: { status } })),
	...['awaiting_user_reply', 'complete', 'escalated', 'resolved'].map((status) => ({ event: 'fin_status_updated', change: { status } })),
	{ event: 'csat_requested' },
];
const FORGERIES = [
	'missing',
	'empty',
	'secret',
	'body',
	'sha256',
	'relabelled',
	'unlabelled',
	'short',
	'long',
	'letters',
	'zeros',
	'almost',
];

/** A workflow that starts with our trigger; `send` has Fin's samples delivered to it and to nobody else. */
async function listening({ rest, simulator, n8n, credential }, name, parameters) {
	const trigger = finTrigger(credential, parameters);
	const flow = await rest.createWorkflow(workflow(name, trigger));
	const url = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
	/** Enters the address as callback URL. */
	const register = async () => {
		await simulator.control('webhooks/settings', { retryMs: 200, timeoutMs: 120_000 });
		await simulator.control('fin/webhook', { url, secret: FIN_SIGNING_SECRET });
	};
	const send = async (what) => (await simulator.control('fin/emit', { settle: true, ...what })).deliveries;
	const output = async ({ id }) => {
		const items = (await rest.execution(id)).output(trigger.name);
		assert.equal(items.length, 1, 'an execution has one event');
		return items[0];
	};
	const count = async () => (await rest.executions(flow)).length;
	const over = async () => {
		await rest.deactivate(flow);
		await simulator.forgetFinWebhook();
	};
	return { flow, url, register, send, output, count, over };
}

export async function finTriggerChecks(world) {
	const { rest, simulator, n8n, credential } = world;
	heading('The Intercom Fin Trigger');

	await check('without a signing secret it refuses to activate, and says what is missing', async () => {
		const bare = {
			...(await rest.createCredential('Without signing secret', credential.type, workspaceCredential(simulator, { finSigningSecret: '' }))),
			type: credential.type,
		};
		const { flow } = await listening({ ...world, credential: bare }, 'Fin, no secret', { events: ['*'] });
		await assert.rejects(async () => await rest.activate(flow), /no 'Fin Signing Secret'/);
	});

	const all = await listening(world, 'Fin', { events: ['*'] });
	await check('it activates, and answers the HEAD request with which the callback URL is checked', async () => {
		await assert.rejects(async () => await all.register(), /404/, 'the address answered before the workflow was active');
		await rest.activate(all.flow);
		assert.equal((await fetch(all.url, { method: 'HEAD' })).status, 200);
		await all.register();
		assert.equal(await all.count(), 0);
	});

	await check('each event, with each of its statuses, sent once, is exactly one execution with the right output', async () => {
		const deliveries = await all.send({ events: EVENTS });
		assert.deepEqual(
			deliveries.map(({ state, attempts }) => [state, attempts.length]),
			EVENTS.map(() => ['delivered', 1]),
		);
		const executions = await rest.executionsWhen(all.flow, EVENTS.length);
		assert.equal(executions.length, EVENTS.length);
		assert.deepEqual(
			executions.filter(({ status }) => status !== 'success'),
			[],
		);
		const sent = deliveries.map(({ notification }) => notification);
		for (const execution of executions) {
			const item = await all.output(execution);
			const at = sent.findIndex((event) =>
				isDeepStrictEqual([event.event_name, event.status ?? null, event.message?.id], [item.event, item.status, item.message?.id]),
			);
			assert.ok(at >= 0, `${item.event} ${item.status} came twice, or was never sent`);
			const [event] = sent.splice(at, 1);
			assert.deepEqual(
				[item.conversationId, item.userId, item.createdAt],
				[event.conversation_id, event.user_id, new Date(event.created_at_ms).toISOString()],
			);
			assert.deepEqual([item.message, item.reason, item.csat], [event.message, event.reason, event.csat]);
			if (event.message) assert.match(item.text, /^Your parcel is on its way\. [^<>]*Orders/);
		}
		assert.deepEqual(sent, []);
	});

	await check('60 forged events are refused with 401 and start nothing', async () => {
		const before = await all.count();
		const events = Array.from({ length: 60 }, (_, index) => ({
			...EVENTS[index % EVENTS.length],
			forge: FORGERIES[index % FORGERIES.length],
		}));
		const attempts = (await all.send({ events })).flatMap((delivery) => delivery.attempts);
		assert.equal(attempts.length, 120, 'each is tried twice');
		assert.deepEqual(new Set(attempts.map(({ status }) => status)), new Set([401]));
		assert.ok(
			!attempts.some(({ answer }) => answer.includes(FIN_SIGNING_SECRET) || answer.includes('sha256=')),
			'an answer gives something away',
		);
		assert.equal(await all.count(), before);
	});

	/** The same event whenever it is sent: samples get another ID and moment each time. */
	const same = (conversation_id, created_at_ms = '2026-10-05T08:15:30.123Z') => ({
		event: 'fin_status_updated',
		change: { conversation_id, status: 'resolved', created_at_ms },
	});
	await check('the same event five times at the same moment, and again later, starts one execution', async () => {
		const before = await all.count();
		const deliveries = await all.send({ ...same('twins'), times: 5 });
		assert.deepEqual(
			deliveries.map(({ state }) => state),
			Array(5).fill('delivered'),
		);
		await all.send(same('twins'));
		assert.equal((await rest.executionsWhen(all.flow, before + 1)).length, before + 1);
		await all.send(same('twins', '2026-10-05T08:15:30.124Z'));
		assert.equal(
			(await rest.executionsWhen(all.flow, before + 2)).length,
			before + 2,
			'the same status at another moment is another event',
		);
	});

	await check('what was seen before a restart of n8n is still known after it', async () => {
		const before = (await all.count()) + 1;
		await all.send(same('restart'));
		await rest.executionsWhen(all.flow, before);
		await n8n.restart();
		const [again] = await all.send(same('restart'));
		const [fresh] = await all.send(same('fresh'));
		assert.deepEqual([again.state, fresh.state], ['delivered', 'delivered']);
		const executions = await rest.executionsWhen(all.flow, before + 1);
		assert.equal(executions.length, before + 1);
		assert.equal((await all.output(executions.at(-1))).conversationId, 'fresh');
	});
	await all.over();

	await check('events and statuses that were not chosen are acknowledged and start nothing', async () => {
		const picky = await listening(world, 'Fin hands over', { events: ['fin_status_updated'], newStatuses: ['escalated'] });
		await rest.activate(picky.flow);
		await picky.register();
		const deliveries = await picky.send({ events: EVENTS });
		assert.deepEqual(
			deliveries.map(({ state }) => state),
			EVENTS.map(() => 'delivered'),
		);
		const executions = await rest.executionsWhen(picky.flow, 1);
		assert.equal(executions.length, 1);
		const { event, status } = await picky.output(executions[0]);
		assert.deepEqual([event, status], ['fin_status_updated', 'escalated']);
		await picky.over();
	});

	await check('a conversation that the Intercom Fin node starts comes back to the trigger, answer by answer', async () => {
		const talk = await listening(world, 'Fin talks', { events: ['*'] });
		await rest.activate(talk.flow);
		await talk.register();
		const talking = intercomFin('Talk', credential, {
			resource: 'finConversation',
			operation: 'start',
			conversationId: 'shop-chat-1',
			userId: 'customer-1',
			messageBody: 'Where is my parcel?',
		});
		const started = await rest.run(await rest.createWorkflow(workflow('Fin starts', manual(), talking)));
		assert.equal(started.status, 'success', started.error?.message);
		const executions = await rest.executionsWhen(talk.flow, 2);
		const items = await Promise.all(executions.map(talk.output));
		assert.deepEqual(
			new Set(items.map(({ conversationId, userId }) => `${conversationId} ${userId}`)),
			new Set(['shop-chat-1 customer-1']),
		);
		assert.ok(
			items.some(({ event, text }) => event === 'fin_replied' && text),
			'Fin said nothing',
		);
		assert.ok(
			items.some(({ event, status }) => event === 'fin_status_updated' && status === 'awaiting_user_reply'),
			'nobody was told that the answer is whole',
		);
		assert.equal(items.filter(({ event }) => event === 'fin_status_updated').length, 1);
		await talk.over();
	});
}
