// The Intercom Trigger in n8n, with a simulated app that delivers webhooks to it as Intercom does.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { check, heading } from '../checks.mjs';
import { CLIENT_SECRET, workspaceCredential } from '../setup/world.mjs';
import { byId, intercom, intercomTrigger, workflow } from '../talk/workflow.mjs';
import { recordOf } from './topics.mjs';

/** A workflow that starts with our trigger; `send` lets the simulated app deliver to it and nobody else. */
export async function listening({ rest, simulator, n8n, credential }, name, parameters, ...after) {
	const trigger = intercomTrigger(credential, parameters);
	const flow = await rest.createWorkflow(workflow(name, trigger, ...after));
	const url = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
	/** Enters the address in the Developer Hub. */
	const register = async (settings = {}) => {
		// by itself more patient than Intercom, because this machine may be busy with other things
		await simulator.control('webhooks/settings', { retryMs: 200, timeoutMs: 120_000, ...settings });
		await simulator.control('webhooks', { url, topics: '*', secret: CLIENT_SECRET });
	};
	const send = async (what) => (await simulator.control('emit', { settle: true, ...what })).deliveries;
	const output = async ({ id }) => (await rest.execution(id)).output('Intercom Trigger');
	const post = async (body, headers = {}) =>
		await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
	/** Ends the deliveries; the executions stay. */
	const over = async () => {
		await rest.deactivate(flow);
		await simulator.forgetWebhooks();
	};
	return { flow, trigger, url, register, send, output, post, over };
}

export async function triggerChecks(world) {
	const { rest, simulator, credential } = world;
	heading('The Intercom Trigger');

	await check('without a client secret it refuses to activate, and says what is missing', async () => {
		const bare = {
			...(await rest.createCredential('Without secret', credential.type, workspaceCredential(simulator, { clientSecret: '' }))),
			type: credential.type,
		};
		const { flow } = await listening({ ...world, credential: bare }, 'no secret', { events: ['contact.user.created'] });
		await assert.rejects(async () => await rest.activate(flow), /no 'Client Secret'/);
		const careless = await listening({ ...world, credential: bare }, 'no verification', {
			events: ['contact.user.created'],
			options: { verifySignature: false },
		});
		await rest.activate(careless.flow);
		await careless.over();
	});

	const all = await listening(world, 'all topics', { events: ['*'] });
	await check('it activates, its address answers HEAD and the ping of the Developer Hub, and nothing starts', async () => {
		await assert.rejects(async () => await all.register(), /does not|404/, 'the address answered before the workflow was active');
		await rest.activate(all.flow);
		await all.register();
		const [ping] = await all.send({ topic: 'ping' });
		assert.equal(ping.attempts[0].status, 200);
		assert.deepEqual(await rest.executions(all.flow), []);
	});

	const type = (await rest.nodeTypes()).find(({ name }) => name === 'n8n-nodes-intercom.intercomTrigger');
	const topics = type.properties
		.find(({ name }) => name === 'events')
		.options.map(({ value }) => value)
		.filter((value) => value !== '*');
	await check(`each of the ${topics.length} topics, sent once, is exactly one execution with the right output`, async () => {
		const deliveries = await all.send({ events: topics, oneByOne: true });
		assert.equal(deliveries.length, topics.length);
		assert.deepEqual(
			deliveries.filter(({ state, attempts }) => state !== 'delivered' || attempts.length !== 1),
			[],
		);
		const executions = await rest.executionsWhen(all.flow, topics.length, 180_000);
		assert.equal(executions.length, topics.length);
		assert.deepEqual(
			executions.filter(({ status }) => status !== 'success'),
			[],
		);
		const sent = new Map(deliveries.map(({ topic, notification }) => [topic, notification]));
		const wrong = [];
		for (const execution of executions) {
			const [item, ...more] = await all.output(execution);
			assert.equal(more.length, 0);
			const notification = sent.get(item.topic);
			assert.ok(notification, `${item.topic} came twice, or was never sent`);
			sent.delete(item.topic);
			assert.equal(item.notificationId, notification.id);
			assert.equal(item.createdAt, new Date(notification.created_at * 1000).toISOString());
			assert.equal(item.workspaceId, notification.app_id);
			assert.equal(item.attempt, 1);
			if (!isDeepStrictEqual(item.data, recordOf(item.topic, notification.data.item)))
				wrong.push(`${item.topic}: ${JSON.stringify(item.data).slice(0, 200)}`);
		}
		assert.equal(sent.size, 0);
		assert.deepEqual(wrong, []);
	});

	await check('200 forged deliveries are refused with 401 and start nothing', async () => {
		const before = (await rest.executions(all.flow)).length;
		const ways = [
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
		const events = Array.from({ length: 200 }, (_, index) => ({ topic: topics[index % topics.length], forge: ways[index % ways.length] }));
		const deliveries = await all.send({ events });
		const attempts = deliveries.flatMap((delivery) => delivery.attempts);
		assert.equal(attempts.length, 400, 'each is tried twice');
		assert.deepEqual(new Set(attempts.map(({ status }) => status)), new Set([401]));
		assert.ok(!attempts.some(({ answer }) => answer.includes(CLIENT_SECRET) || answer.includes('sha1=')), 'an answer gives something away');
		assert.equal((await rest.executions(all.flow)).length, before);
	});

	await check('bodies that are no notifications, or as large as 5 MB, start nothing and break nothing', async () => {
		const before = (await rest.executions(all.flow)).length;
		const bodies = [
			'',
			'{',
			'null',
			'[]',
			'42',
			'{}',
			'{"topic":"contact.user.created"}',
			'{"topic":"contact.user.created","data":null}',
			'{"topic":7,"data":{"item":{}}}',
			'{"topic":"contact.user.created","data":{"item":[]}}',
		];
		for (const body of bodies) {
			const [{ attempts }] = await all.send({ topic: 'contact.user.created', body });
			assert.ok(
				attempts.every(({ status }) => status >= 400 && status < 500 && status !== 410 && status !== 429),
				`${body} was answered ${attempts.map(({ status }) => status)}`,
			);
		}
		const huge = await all.post(JSON.stringify({ topic: 'contact.user.created', data: { item: { text: 'x'.repeat(5_000_000) } } }));
		assert.equal(huge.status, 401, 'unsigned');
		const form = await all.post('topic=contact.user.created', { 'content-type': 'application/x-www-form-urlencoded' });
		assert.equal(form.status, 401);
		assert.equal((await rest.executions(all.flow)).length, before);
	});

	await check('a signed notification of 5 MB and one of an unknown topic each start one execution', async () => {
		const before = (await rest.executions(all.flow)).length;
		const [large] = await all.send({ topic: 'contact.user.created', item: { type: 'contact', id: 'large', about: 'x'.repeat(5_000_000) } });
		const [unknown] = await all.send({ topic: 'planet.discovered', item: { type: 'planet', id: 'p1' } });
		assert.deepEqual([large.state, unknown.state], ['delivered', 'delivered']);
		const executions = await rest.executionsWhen(all.flow, before + 2);
		assert.equal(executions.length, before + 2);
		const [item] = await all.output(executions.at(-1));
		assert.deepEqual([item.topic, item.data], ['planet.discovered', { type: 'planet', id: 'p1' }]);
	});
	await all.over();

	await check('something done in Intercom starts the workflow, and its Intercom node reads the contact', async () => {
		const chosen = await listening(
			world,
			'chosen events',
			{ events: ['contact.user.created', 'contact.user.tag.created'] },
			intercom('Read', credential, { resource: 'contact', operation: 'get', contactId: byId('={{ $json.data.id }}') }),
		);
		await rest.activate(chosen.flow);
		await chosen.register();
		const made = await simulator.api('POST', '/contacts', { role: 'user', email: 'event@e2e.example', name: 'Eva Event' });
		await simulator.api('PUT', `/contacts/${made.id}`, { name: 'Eva Changed' }); // not chosen
		const executions = await rest.executionsWhen(chosen.flow, 1);
		assert.equal(executions.length, 1);
		const execution = await rest.execution(executions[0].id);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(execution.output('Intercom Trigger')[0].topic, 'contact.user.created');
		assert.equal(execution.output('Read')[0].email, 'event@e2e.example');
		await chosen.over();
	});
}
