/** Whether the simulator delivers as Intercom is known to deliver. */

import fastify, { type FastifyInstance } from 'fastify';
import { createHmac } from 'node:crypto';
import { wait } from '../../scripts/machine.js';
import { type Simulator, startSimulator } from '../../simulator';
import { type Json, KEY } from './support';

let sim: Simulator;
let app: FastifyInstance;
let url: string;
/** What the receiver answers; by default 200. */
let answers: Array<number | 'hang'>;
let heads: number;
let received: Array<{ headers: Record<string, string>; body: string; json: Json }>;

beforeAll(async () => {
	sim = await startSimulator();
	app = fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
	app.route({ method: 'HEAD', url: '/hook', handler: async (_request, reply) => await reply.status(heads).send() });
	app.post('/hook', async (request, reply) => {
		const body = request.body as string;
		received.push({ headers: request.headers as Record<string, string>, body, json: JSON.parse(body) as Json });
		const answer = answers.shift() ?? 200;
		if (answer === 'hang') await wait(6000);
		return await reply.status(answer === 'hang' ? 200 : answer).send();
	});
	url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/hook`;
});
beforeEach(() => {
	sim.reset();
	[answers, heads, received] = [[], 200, []];
});
afterAll(async () => {
	await sim.close();
	await app.close();
});

const register = async (topics: string[] | '*' = '*') => {
	const hub = await sim.webhooks.register({ url, topics, secret: KEY });
	received.length = 0;
	return hub;
};

describe('registration', () => {
	it('asks with HEAD and sends a ping', async () => {
		await sim.webhooks.register({ url, topics: [], secret: KEY });
		expect(received).toMatchObject([
			{ json: { type: 'notification_event', topic: 'ping', id: null, delivery_status: null, data: { item: { type: 'ping' } } } },
		]);
	});

	it('is refused where HEAD is not answered', async () => {
		heads = 404;
		await expect(sim.webhooks.register({ url, topics: '*', secret: KEY })).rejects.toThrow('status 404');
		await expect(sim.webhooks.register({ url: 'http://127.0.0.1:1/', topics: '*', secret: KEY })).rejects.toThrow('does not answer');
		sim.webhooks.settings.httpsOnly = true;
		heads = 200;
		await expect(sim.webhooks.register({ url, topics: '*', secret: KEY })).rejects.toThrow('does not answer');
		expect([sim.webhooks.apps, received]).toEqual([[], []]);
	});
});

describe('a delivery', () => {
	it('is signed, typed and wrapped', async () => {
		await register();
		const [delivery] = await sim.webhooks.emit('ticket.created');
		const [{ headers, body, json }] = received;
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': expect.stringContaining('intercom'),
			'x-hub-signature': `sha1=${createHmac('sha1', KEY).update(body).digest('hex')}`,
		});
		expect(json).toMatchObject({
			app_id: 'simulatr',
			id: expect.stringMatching(/^notif_[0-9a-f-]{36}$/),
			delivery_status: 'pending',
			delivery_attempts: 1,
			data: { type: 'notification_event_data', item: { type: 'ticket' } },
		});
		expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] });
	});

	it('goes to the apps that have the topic', async () => {
		await register(['ticket.created']);
		await register(['ticket.closed', 'ticket.created']);
		expect(await sim.webhooks.emit('ticket.closed')).toHaveLength(1);
		expect(await sim.webhooks.emit('ticket.created')).toHaveLength(2);
		expect(await sim.webhooks.emit('article.created')).toHaveLength(0);
	});

	it.each([[500], [404], [401], ['hang']] as const)('is tried once more after a minute: %s', async (answer) => {
		await register();
		sim.webhooks.settings.timeoutMs = answer === 'hang' ? 1_500 : 30_000;
		answers = [answer];
		const [delivery] = await sim.webhooks.emit('ticket.created');
		expect(delivery.state).toBe('retrying');
		sim.webhooks.settings.timeoutMs = 30_000;
		sim.advance(59_000);
		expect(received).toHaveLength(1);
		sim.advance(2_000);
		await sim.webhooks.settled();
		const [first, second] = received.map(({ json }) => json);
		expect(second).toEqual({ ...first, delivery_status: 'retry', delivery_attempts: 2 });
		expect(delivery.state).toBe('delivered');
	});

	it('is tried no third time', async () => {
		await register();
		sim.webhooks.settings.retryMs = 20;
		answers = [500, 500];
		const [delivery] = await sim.webhooks.emit('ticket.created');
		await sim.webhooks.settled();
		await wait(60);
		expect([delivery.state, received.length]).toEqual(['failed', 2]);
	});

	it('ends the subscription when the answer is 410', async () => {
		const hub = await register();
		answers = [410];
		const [delivery] = await sim.webhooks.emit('ticket.created');
		expect([delivery.state, hub.state]).toEqual(['failed', 'disabled']);
		expect(await sim.webhooks.emit('ticket.created')).toHaveLength(0);
	});

	it('holds everything back when the answer is 429, longer each time, and not for ever', async () => {
		await register();
		answers = [429];
		const [delivery] = await sim.webhooks.emit('ticket.created');
		const [held] = await sim.webhooks.emit('ticket.closed');
		expect([delivery.state, held.state, held.attempts.length]).toEqual(['throttled', 'throttled', 0]);
		sim.advance(60_000);
		await sim.webhooks.settled();
		expect([delivery.state, held.state, received.length]).toEqual(['delivered', 'delivered', 3]);

		answers = Array.from({ length: 20 }, () => 429);
		const [lost] = await sim.webhooks.emit('ticket.created');
		for (let hour = 0; hour < 12 && lost.state === 'throttled'; hour += 1) {
			sim.advance(3_600_000);
			await wait(20);
		}
		expect(lost.state).toBe('dropped');
	});

	it('is dropped for a quarter of an hour after more than a thousand errors in a row', async () => {
		await register();
		Object.assign(sim.webhooks.settings, { mostErrors: 5 });
		answers = Array.from({ length: 6 }, () => 500);
		await sim.webhooks.flood(Array.from({ length: 6 }, () => 'ticket.created'));
		expect((await sim.webhooks.emit('ticket.created'))[0].state).toBe('dropped');
		sim.advance(901_000);
		await sim.webhooks.settled();
		expect((await sim.webhooks.emit('ticket.created'))[0].state).toBe('delivered');
	});
});

describe('from another process', () => {
	const ask = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${sim.url}/_simulator/${path}`, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
		});
		return { status: response.status, body: (await response.json()) as Json };
	};

	it('apps are registered, and events sent', async () => {
		expect(await ask('POST', 'webhooks', { url, topics: '*', secret: KEY })).toMatchObject({
			status: 200,
			body: { id: expect.any(Number) },
		});
		expect((await ask('POST', 'webhooks/settings', { retryMs: 30 })).body).toMatchObject({ retryMs: 30, timeoutMs: 5000 });
		answers = [500];
		received.length = 0;
		const { body } = await ask('POST', 'emit', {
			topic: 'contact.user.created',
			item: { id: '1' },
			envelope: { id: 'notif_x' },
			times: 2,
			settle: true,
		});
		expect(body.deliveries).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
		expect(received).toHaveLength(3);
		expect(
			(
				await ask('POST', 'emit', {
					events: ['ticket.created', { topic: 'ping' }, { topic: 'ticket.closed', forge: 'missing' }],
					order: 'reversed',
				})
			).body.deliveries,
		).toHaveLength(3);
		expect((await ask('GET', 'webhooks')).body).toMatchObject({
			apps: [{ state: 'live', url }],
			topics: expect.arrayContaining(['ticket.created']),
		});
		expect(JSON.stringify((await ask('GET', 'webhooks')).body)).not.toContain(KEY);
		await ask('DELETE', 'webhooks');
		expect((await ask('GET', 'webhooks')).body).toMatchObject({ apps: [], deliveries: [] });
	});

	it('nonsense is refused', async () => {
		heads = 500;
		expect((await ask('POST', 'webhooks', { url, topics: '*', secret: KEY })).status).toBe(422);
		expect((await ask('POST', 'webhooks', { url: 'nowhere' })).status).toBe(400);
		expect((await ask('POST', 'emit', { topic: 'ticket.created', forge: 'nicely' })).status).toBe(400);
		heads = 200;
		await register();
		expect(await ask('POST', 'emit', { topic: 'unheard.of' })).toMatchObject({
			status: 422,
			body: { error: expect.stringContaining('unheard.of') },
		});
	});
});
