/** Whether the simulated workspace tells of Fin as Intercom is known to. */

import fastify, { type FastifyInstance } from 'fastify';
import { createHmac } from 'node:crypto';
import { wait } from '../../scripts/machine.js';
import { type Simulator, startSimulator } from '../../simulator';
import { deliver, useFinTriggers } from './fin-support';
import { type Json, outputs } from './support';

let sim: Simulator;
let app: FastifyInstance;
let url: string;
let heads: number;
/** What the receiver answers; by default 200. */
let answers: number[];
let received: Array<{ headers: Record<string, string>; body: string; json: Json }>;

beforeAll(async () => {
	sim = await startSimulator({ finMs: 0 });
	app = fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
	app.route({ method: 'HEAD', url: '/fin', handler: async (_request, reply) => await reply.status(heads).send() });
	app.post('/fin', async (request, reply) => {
		const body = request.body as string;
		received.push({ headers: request.headers as Record<string, string>, body, json: JSON.parse(body) as Json });
		return await reply.status(answers.shift() ?? 200).send();
	});
	url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/fin`;
});
beforeEach(() => {
	sim.reset();
	[answers, heads, received] = [[], 200, []];
	// one connection keeps the order
	sim.webhooks.settings.connections = 1;
});
afterAll(async () => {
	await sim.close();
	await app.close();
});

const api = async (path: string, body: Json): Promise<number> => {
	const headers = { Authorization: `Bearer ${sim.token}`, 'Content-Type': 'application/json', 'Intercom-Version': 'Preview' };
	return (await fetch(`${sim.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
};
const said = (body: string): Json => ({ conversation_id: 'ext-1', user: { id: 'user-1' }, message: { author: 'user', body } });
/** Waits until so many have come. */
async function come(count: number): Promise<Json[]> {
	for (let i = 0; i < 500 && received.length < count; i += 1) await wait(10);
	await sim.webhooks.fin.settled();
	return received.map(({ json }) => json);
}
const names = (events: Json[]): unknown[] => events.map(({ event_name: name, status = null }) => [name, status]);

describe('the callback URL', () => {
	it('is asked with HEAD, and gets a secret of its own that stays', async () => {
		const secret = await sim.webhooks.fin.save(url);
		expect(secret).toMatch(/^[0-9a-f]{40}$/);
		expect(await sim.webhooks.fin.save(url)).toBe(secret);
		expect(received).toEqual([]);
	});

	it('is refused where HEAD is not answered', async () => {
		heads = 404;
		await expect(sim.webhooks.fin.save(url)).rejects.toThrow('status 404');
		await expect(sim.webhooks.fin.save('http://127.0.0.1:1/')).rejects.toThrow('does not answer');
		expect(await sim.webhooks.fin.emit('fin_replied')).toEqual([]);
	});
});

describe('what Fin does is told by itself', () => {
	it('the answer in its parts, that it waits, and the answer to the next message', async () => {
		const secret = await sim.webhooks.fin.save(url);
		sim.workspace.fin.answer = (text) => ({ parts: [`<p>${text}?</p>`, '<p>Look here.</p>'] });
		expect(await api('/fin/start', said('Where'))).toBe(200);
		expect(names(await come(3))).toEqual([
			['fin_replied', 'replying'],
			['fin_replied', 'replying'],
			['fin_status_updated', 'awaiting_user_reply'],
		]);
		expect(await api('/fin/reply', said('There'))).toBe(200);
		const events = await come(6);
		expect(events.map(({ message }) => (message as Json | undefined)?.body)).toEqual([
			'<p>Where?</p>',
			'<p>Look here.</p>',
			undefined,
			'<p>There?</p>',
			'<p>Look here.</p>',
			undefined,
		]);
		expect(events[0]).toMatchObject({
			conversation_id: 'ext-1',
			user_id: 'user-1',
			message: { id: expect.any(String) as string, author: 'fin', timestamp_ms: expect.stringMatching(/Z$/) as string },
			created_at_ms: expect.stringMatching(/\.\d{3}Z$/) as string,
		});
		for (const { headers, body } of received)
			expect(headers).toMatchObject({
				'content-type': 'application/json',
				'x-fin-agent-api-webhook-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
			});
	});

	it('that it hands over, and why', async () => {
		await sim.webhooks.fin.save(url);
		sim.workspace.fin.answer = () => ({ parts: [], escalate: 'Routed to team' });
		await api('/fin/start', said('A person!'));
		expect(await come(2)).toMatchObject([{ status: 'escalated', reason: 'Routed to team' }, { status: 'complete' }]);
	});

	it('that it asks for a rating, with the ratings to offer', async () => {
		await sim.webhooks.fin.save(url);
		sim.settings.finAsksForRating = true;
		await api('/fin/ask', said('Why'));
		const events = await come(3);
		expect(names(events)).toEqual([
			['fin_replied', 'replying'],
			['fin_status_updated', 'complete'],
			['csat_requested', null],
		]);
		expect((events[2].csat as { options: Json[] }).options).toContainEqual({
			key: 'good',
			emoji: expect.any(String) as string,
			label: 'Good',
		});
	});

	it('to nobody else: apps hear nothing of it', async () => {
		await sim.webhooks.register({ url, topics: '*', secret: 'app' });
		await sim.webhooks.fin.save(url);
		await api('/fin/ask', said('Why'));
		await come(4);
		await sim.webhooks.settled();
		expect(received.filter(({ json, headers }) => 'event_name' in json && 'x-hub-signature' in headers)).toEqual([]);
	});

	it('once more after a minute, the same, where the first attempt failed', async () => {
		await sim.webhooks.fin.save(url);
		answers = [500];
		const [delivery] = await sim.webhooks.fin.emit('fin_status_updated');
		expect(delivery.state).toBe('retrying');
		sim.advance(61_000);
		await sim.webhooks.fin.settled();
		expect(delivery.state).toBe('delivered');
		expect(received[1]).toMatchObject({ body: received[0].body });
	});
});

describe('from another process', () => {
	const ask = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${sim.url}/_simulator/fin/${path}`, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
		});
		return { status: response.status, body: (await response.json()) as Json };
	};

	it('the address is saved, and events are sent', async () => {
		expect(await ask('POST', 'webhook', { url })).toMatchObject({ status: 200, body: { secret: expect.any(String) } });
		expect(
			(await ask('POST', 'emit', { event: 'fin_status_updated', change: { status: 'resolved', reason: null }, times: 2, settle: true }))
				.body.deliveries,
		).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
		await ask('POST', 'emit', {
			events: [
				'fin_replied',
				{ event: 'csat_requested' },
				{ event: 'fin_danced', change: { step: 1 } },
				{ event: 'fin_replied', forge: 'missing' },
			],
		});
		expect(received).toHaveLength(6);
		expect(received[0].json).toMatchObject({ event_name: 'fin_status_updated', status: 'resolved' });
		expect((await ask('GET', 'webhook')).body).toMatchObject({ url, events: ['fin_replied', 'fin_status_updated', 'csat_requested'] });
		await ask('DELETE', 'webhook');
		expect((await ask('GET', 'webhook')).body).toMatchObject({ url: null, deliveries: [] });
	});

	it('nonsense is refused', async () => {
		heads = 500;
		expect((await ask('POST', 'webhook', { url })).status).toBe(422);
		expect((await ask('POST', 'webhook', { url: 'nowhere' })).status).toBe(400);
		expect((await ask('POST', 'emit', { event: 'fin_replied', forge: 'nicely' })).status).toBe(400);
		expect(await ask('POST', 'emit', { event: 'fin_danced' })).toMatchObject({
			status: 422,
			body: { error: expect.stringContaining('fin_danced') as string },
		});
	});
});

describe('with the trigger', () => {
	const setting = useFinTriggers();

	it('a conversation over the API starts the workflow with each thing that Fin does', async () => {
		const webhook = await setting.connect();
		const { workspace, settings } = setting.sim;
		workspace.fin.answer = () => ({ parts: ['<p>One</p>', '<p>Two</p>'] });
		workspace.fin.begin('ext-9', { id: 'user-9' }, 'Hello', false);
		setting.sim.advance(settings.finMs);
		await setting.fin.settled();
		const found = outputs(webhook).map(({ event, status, conversationId, text = null }) => [event, status, conversationId, text]);
		// they are sent at the same moment, so they may come in any order
		expect(found.sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
			['fin_replied', 'replying', 'ext-9', 'One'],
			['fin_replied', 'replying', 'ext-9', 'Two'],
			['fin_status_updated', 'awaiting_user_reply', 'ext-9', null],
		]);
	});

	it('samples are what the trigger can read', async () => {
		const webhook = await setting.connect({}, { id: 'samples' });
		for (const event of setting.fin.events) await setting.fin.emit(event);
		expect(outputs(webhook)).toMatchObject([
			{ event: 'fin_replied', text: expect.stringContaining('Your parcel is on its way') as string },
			{ event: 'fin_status_updated', status: 'escalated', reason: expect.any(String) as string },
			{ event: 'csat_requested', csat: { options: [{}, {}] } },
		]);
		expect((await deliver(webhook, setting.fin.deliveries[0].notification)).status).toBe(200);
		expect(webhook.runs).toHaveLength(3);
	});
});
