import fastify, { type FastifyInstance } from 'fastify';
import { events } from '../../catalog/triggers/topics';
import { families } from '../../catalog/triggers/topics/families';
import { wait } from '../../scripts/machine.js';
import { deliver, type Json, KEY, notification, outputs, signed, useTriggers } from './support';

const setting = useTriggers();
const options = { fetchFullObject: true };

const apps: FastifyInstance[] = [];
afterEach(async () => {
	for (const app of apps.splice(0)) await app.close();
});

/** A stand-in for Intercom's API with any answers. */
async function api(answer: (path: string) => Promise<Json> | Json): Promise<{ app: FastifyInstance; credentials: never; asked: string[] }> {
	const asked: string[] = [];
	const app = fastify({ forceCloseConnections: true });
	apps.push(app);
	app.get('/*', async ({ url }) => {
		asked.push(url);
		return await answer(url);
	});
	const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
	return {
		app,
		asked,
		credentials: { intercomAccessTokenApi: { accessToken: 'any', region: 'custom', baseUrl, clientSecret: KEY } } as never,
	};
}

const thread = (given: number, statistics: Json = {}) => ({
	type: 'conversation',
	id: '1',
	statistics,
	conversation_parts: {
		type: 'conversation_part.list',
		conversation_parts: Array.from({ length: given }, (_, id) => ({ id })),
		total_count: given,
	},
});

it('is fetched with the credential of the node', async () => {
	const { id } = setting.sim.workspace.contacts.create({ role: 'user', email: 'full@example.org', name: 'Full' } as never);
	const webhook = setting.open({ options });
	await deliver(webhook, notification('contact.user.updated', {}, { type: 'contact', id }));
	expect(outputs(webhook)).toMatchObject([
		{ data: { type: 'contact', id }, fullObject: { type: 'contact', id, email: 'full@example.org' } },
	]);
	expect(setting.sim.requests).toMatchObject([
		{ method: 'GET', path: `/contacts/${id}`, status: 200, headers: { 'intercom-version': '2.16' } },
	]);
	expect(outputs(webhook)[0]).not.toHaveProperty('fetchError');
});

it('is fetched with OAuth2 too, and beside the full notification', async () => {
	const { id } = setting.sim.workspace.contacts.create({ role: 'user', email: 'full@example.org' } as never);
	const webhook = setting.open({ authentication: 'oAuth2', options: { ...options, fullNotification: true } });
	await deliver(webhook, notification('contact.user.updated', {}, { type: 'contact', id }));
	expect(outputs(webhook)).toMatchObject([
		{ type: 'notification_event', data: { item: { id } }, fullObject: { email: 'full@example.org' } },
	]);
});

it('is not there to be fetched: the event goes on and says so', async () => {
	const webhook = setting.open({ options });
	await deliver(webhook, notification('contact.user.updated'));
	expect(outputs(webhook)).toMatchObject([{ data: { type: 'contact' }, fullObject: null, fetchError: { status: 404, code: 'not_found' } }]);
});

it('is fetched from the endpoint of each topic that has one', async () => {
	const { asked, credentials } = await api(() => ({ type: 'any', id: '1' }));
	const webhook = setting.open({ options }, { credentials });
	for (const { topic, family, gone } of events) {
		asked.length = 0;
		await deliver(webhook, notification(topic));
		expect([topic, asked.length]).toEqual([topic, families[family].fetch && !gone ? 1 : 0]);
		if (asked.length)
			expect(asked[0]).toMatch(
				/^\/(admins|ai\/content_import_sources|articles|audiences|calls|companies|contacts|content_snippets|conversations|jobs\/status|tickets)\/[0-9a-f]+$/,
			);
	}
	expect(webhook.runs).toHaveLength(events.length);
});

describe('a thread that is longer than what Intercom gives of it', () => {
	it.each([
		['whole', thread(3, { count_conversation_parts: 3 }), { truncated: false }],
		['without a count', thread(3), { truncated: false }],
		['shorter than its count', thread(3, { count_conversation_parts: 8 }), { truncated: true, partsGiven: 3, partsInAll: 8 }],
		['at the limit', thread(500, { count_conversation_parts: 500 }), { truncated: true, partsGiven: 500, partsInAll: 500 }],
	])('%s', async (_, answer, flags) => {
		const { credentials } = await api(() => answer);
		const webhook = setting.open({ options }, { credentials });
		await deliver(webhook, notification('conversation.user.replied'));
		expect(outputs(webhook)[0]).toMatchObject(flags);
	});
});

describe('Intercom is slow or down', () => {
	it('the event goes on after three seconds, in time for the answer', async () => {
		const { credentials } = await api(async () => {
			await wait(6000);
			return {};
		});
		const webhook = setting.open({ options }, { credentials });
		const begin = Date.now();
		expect((await deliver(webhook, notification('conversation.user.replied'))).status).toBe(200);
		expect(Date.now() - begin).toBeGreaterThan(2500);
		expect(Date.now() - begin).toBeLessThan(4500);
		expect(outputs(webhook)).toMatchObject([
			{ data: { type: 'conversation' }, fullObject: null, fetchError: { message: 'Intercom did not answer within 3 seconds' } },
		]);
	});

	it('a second delivery meanwhile starts nothing', async () => {
		const { credentials } = await api(async () => {
			await wait(300);
			return { type: 'conversation' };
		});
		const webhook = setting.open({ options }, { credentials });
		const sent = signed(JSON.stringify(notification('conversation.user.replied')));
		await Promise.all([webhook.call(sent), webhook.call(sent)]);
		expect(webhook.runs).toHaveLength(1);
	});

	it('what came meanwhile is remembered across a restart', async () => {
		const { credentials } = await api(async () => {
			await wait(150);
			return { type: 'conversation' };
		});
		const webhook = setting.open({ options }, { credentials, staticData: { 'node:Intercom Trigger': { seen: '' } } });
		webhook.slow(5);
		for (let i = 0; i < 2; i += 1) await deliver(webhook, notification('conversation.user.replied'));
		expect((webhook.staticData()['node:Intercom Trigger'] as { seen: string }).seen.split(' ')).toHaveLength(2);
	});

	it('nothing of the credential or the address is in the message', async () => {
		const { app, credentials } = await api(() => ({}));
		await app.close();
		const webhook = setting.open({ options }, { credentials });
		await deliver(webhook, notification('conversation.user.replied'));
		const [{ fetchError }] = outputs(webhook);
		expect(fetchError).toHaveProperty('message');
		expect(JSON.stringify(fetchError)).not.toMatch(/Bearer|any|shared by/);
	});
});
