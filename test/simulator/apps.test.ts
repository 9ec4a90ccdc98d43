import { type Simulator, startSimulator } from '../../simulator';
import { brokenBecause } from '../../simulator/apps/canvas';
import { card, text, useApps } from '../app/support';

const { open } = useApps();
let sim: Simulator;
beforeAll(async () => void (sim = await startSimulator()));
beforeEach(() => sim.reset());
afterAll(async () => await sim?.close());

const control = async (path: string, body: unknown) => (await (await fetch(`${sim.url}/_simulator/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()) as Record<string, unknown>;

it('uses the card of an app as Intercom does, signed with the secret that was entered', async () => {
	const webhook = open({}, { respond: async () => card(text('Hello'), { type: 'button', id: 'b', label: 'Go', action: { type: 'submit' } }) });
	// the harness has one address, which is that of Initialize
	const url = await webhook.listen();
	await control('apps', { urls: { initialize: url }, secret: 'the client secret of the app' });
	expect(await control('apps/use', { event: 'initialize', audience: 'inbox' })).toMatchObject({ status: 200, canvas: { content: { components: [{ text: 'Hello' }, { id: 'b' }] } } });
	await control('apps', { urls: { initialize: url }, secret: 'another' });
	expect(await control('apps/use', { event: 'initialize', audience: 'inbox' })).toMatchObject({ status: 401, broken: 'The app answered 401' });
	expect(webhook.runs).toHaveLength(1);
});

it('has a page on which a person does the same', async () => {
	const page = await fetch(`${sim.url}/_simulator/page`);
	expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
	expect(await page.text()).toContain('Fin asks a data connector');
	expect(await (await fetch(`${sim.url}/_simulator/apps`)).json()).toEqual({ settings: { urls: {} }, exchanges: [], connectors: [] });
});

it('shows what Intercom would show as broken', () => {
	expect(brokenBecause(card(text('Hi')))).toBeUndefined();
	expect(brokenBecause({ results: {} })).toBeUndefined();
	for (const wrong of [undefined, {}, { canvas: {} }, card({ type: 'buton' }), card({ type: 'button', id: 'a' }), card({ type: 'input', id: 'a' }, { type: 'input', id: 'a' }), card(text('x'.repeat(70_000)))]) expect(brokenBecause(wrong)).toEqual(expect.any(String));
});
