import { type Simulator, startSimulator } from '../../simulator';
import { brokenBecause } from '../../simulator/apps/canvas';
import { card, text, useApps } from '../app/support';
import { useServer } from '../examples/server';

const { open } = useApps();
const anywhere = useServer();
let sim: Simulator;
beforeAll(async () => void (sim = await startSimulator()));
beforeEach(() => sim.reset());
afterAll(async () => await sim?.close());

const control = async (path: string, body: unknown) =>
	(await (
		await fetch(`${sim.url}/_simulator/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		})
	).json()) as Record<string, unknown>;

it('uses the card of an app as Intercom does, signed with the secret that was entered', async () => {
	const webhook = open(
		{},
		{ respond: async () => card(text('Hello'), { type: 'button', id: 'b', label: 'Go', action: { type: 'submit' } }) },
	);
	// the harness has one address, which is that of Initialize
	const url = await webhook.listen();
	await control('apps', { urls: { initialize: url }, secret: 'the client secret of the app' });
	expect(await control('apps/use', { event: 'initialize', audience: 'inbox' })).toMatchObject({
		status: 200,
		canvas: { content: { components: [{ text: 'Hello' }, { id: 'b' }] } },
	});
	await control('apps', { urls: { initialize: url }, secret: 'another' });
	expect(await control('apps/use', { event: 'initialize', audience: 'inbox' })).toMatchObject({
		status: 401,
		broken: 'The app answered 401',
	});
	expect(webhook.runs).toHaveLength(1);
});

it('makes requests that Intercom would not make, and the last one again', async () => {
	const webhook = open({}, { respond: async () => card(text('Hello')) });
	await control('apps', { urls: { initialize: await webhook.listen() }, secret: 'the client secret of the app' });
	expect(await control('apps/replay', {})).toEqual({ error: 'Nothing has been sent yet' });
	const statuses = [];
	for (const forge of ['missing', 'secret', 'body', 'size'])
		statuses.push((await control('apps/use', { event: 'initialize', audience: 'inbox', forge })).status);
	expect(statuses).toEqual([401, 401, 401, 413]);
	expect(webhook.runs).toHaveLength(0);
	await control('apps/use', { event: 'initialize', audience: 'inbox' });
	expect(await control('apps/replay', {})).toMatchObject({ status: 200, forged: 'replay' });
});

it('opens cards with what was configured, or inserted from the Inbox', async () => {
	const answers: Record<string, unknown> = {
		'/initialize': card(text('Hi')),
		'/configure': { results: { color: 'blue' } },
		'/submit': { ...card(text('Done')), card_creation_options: { order: '7' } },
	};
	anywhere.answer = ({ path }) => ({ body: answers[path] });
	const use = async (event: string, audience: string) =>
		await control('apps/use', { event, audience, ...(event === 'submit' ? { component: 'b' } : {}) });
	await control('apps', { urls: { initialize: `${anywhere.url}/initialize`, submit: `${anywhere.url}/submit` }, secret: 's' });
	expect(await use('configure', 'inbox')).toEqual({ error: 'There is no Configure URL in the Developer Hub' });
	await control('apps', {
		urls: Object.fromEntries(['initialize', 'submit', 'configure'].map((event) => [event, `${anywhere.url}/${event}`])),
		secret: 's',
	});
	await use('configure', 'inbox');
	expect(await use('submit', 'inbox')).toMatchObject({ inserts: true });
	for (const audience of ['inbox', 'messenger']) await use('initialize', audience);
	expect(anywhere.received.slice(-2).map(({ body }) => (body as { card_creation_options: unknown }).card_creation_options)).toEqual([
		{ color: 'blue' },
		{ order: '7' },
	]);
});

it('has one conversation, in the workspace, whose messages are events', async () => {
	const scene = await control('apps/scene', {});
	expect(scene).toMatchObject({ contact: 'Mia Martin', lines: [{ from: 'contact' }] });
	const told: string[] = [];
	const deaf = sim.workspace.happenings.subscribe(({ topic }) => void told.push(topic));
	await control('apps/say', { from: 'contact', text: 'Anybody?' });
	expect(await control('apps/say', { from: 'teammate', text: 'Yes!' })).toMatchObject({
		id: scene.id,
		lines: [{}, { from: 'contact', text: 'Anybody?' }, { from: 'teammate', text: 'Yes!' }],
	});
	deaf();
	expect(told).toEqual(['conversation.user.replied', 'conversation.admin.replied']);
	expect(sim.workspace.inbox.conversations.get(String(scene.id))?.parts).toHaveLength(2);
});

it('delivers events to the address that is saved last, which has to answer', async () => {
	expect(await control('apps', { urls: {}, secret: 's', webhook: 'http://127.0.0.1:1/webhook' })).toEqual({
		error: 'The address does not answer a HEAD request',
	});
	expect(sim.webhooks.apps).toEqual([]);
	for (const webhook of [`${anywhere.url}/one`, `${anywhere.url}/one`, `${anywhere.url}/two`])
		await control('apps', { urls: {}, secret: 's', webhook });
	expect(sim.webhooks.apps.map(({ registration }) => registration.url)).toEqual([`${anywhere.url}/two`]);
	expect(anywhere.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['HEAD /one', 'POST /one', 'HEAD /two', 'POST /two']);
	await control('apps', { urls: {}, secret: 's' });
	expect(sim.webhooks.apps).toEqual([]);
});

it('has a page on which a person does the same', async () => {
	const page = await fetch(`${sim.url}/_simulator/page`);
	expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
	const html = await page.text();
	const files = [...html.matchAll(/(?:src|href)="(page\/[^"]+)"/g)].map(([, file]) => file);
	const imports = (
		await Promise.all(
			files.map(async (file) =>
				[...(await (await fetch(`${sim.url}/_simulator/${file}`)).text()).matchAll(/from '\.(\/[^']+)'/g)].map(([, name]) => `page${name}`),
			),
		)
	).flat();
	expect(imports.length).toBeGreaterThan(2);
	for (const file of [...files, ...imports]) expect([file, (await fetch(`${sim.url}/_simulator/${file}`)).status]).toEqual([file, 200]);
	expect(await (await fetch(`${sim.url}/_simulator/apps`)).json()).toEqual({
		settings: { urls: {} },
		exchanges: [],
		connectors: [],
		deliveries: [],
	});
});

it('shows what Intercom would show as broken', () => {
	expect(brokenBecause(card(text('Hi')))).toBeUndefined();
	expect(brokenBecause({ results: {} })).toBeUndefined();
	for (const wrong of [
		undefined,
		{},
		{ canvas: {} },
		card({ type: 'buton' }),
		card({ type: 'button', id: 'a' }),
		card({ type: 'input', id: 'a' }, { type: 'input', id: 'a' }),
		card(text('x'.repeat(70_000))),
	])
		expect(brokenBecause(wrong)).toEqual(expect.any(String));
});
