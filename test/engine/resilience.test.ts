import { wait } from '../../scripts/machine';
import { by, NODE, useIntercom } from '../support/intercom';
import { useWire } from '../support/wire';

const intercom = useIntercom();
const wire = useWire();
const { run } = intercom;
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ ext: `p-${index}` }));
const contact = { role: 'user', externalId: '={{ $json.ext }}' };

describe('the rate limit', () => {
	test('ten times more requests than a window allows: all go through, none is refused for good, none is sent twice', async () => {
		Object.assign(intercom.sim.settings, { rateLimit: 40, windowSeconds: 1 });
		const result = await run('contact: create', contact, people(200));
		expect(result.error).toBeUndefined();
		expect(intercom.sim.workspace.contacts.all()).toHaveLength(200);
		const statuses = intercom.sim.requests.map(({ status }) => status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(200);
	});

	test('a request that was refused is sent again after the window, whatever its method', async () => {
		Object.assign(intercom.sim.settings, { windowSeconds: 1 });
		intercom.sim.settings.faults.push({ match: 'POST /contacts', kind: '429', times: 2 });
		const result = await run('contact: create', contact, people(1));
		expect(result.error).toBeUndefined();
		expect(intercom.sim.workspace.contacts.all()).toHaveLength(1);
	});
});

test.each([
	['seconds', (seconds: number) => String(seconds)],
	['a date', (seconds: number) => new Date(Date.now() + seconds * 1000 + 999).toUTCString()],
])('Retry-After as %s counts where the reset of the window has passed', async (_, retryAfter) => {
	// 429 until a moment that only Retry-After tells
	let opensAt = 0;
	wire.recorder.answer = () => {
		opensAt ||= Date.now() + 2000;
		const past = {
			'x-ratelimit-limit': '100',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) - 5),
			'retry-after': retryAfter(Math.ceil((opensAt - Date.now()) / 1000)),
		};
		return Date.now() < opensAt
			? {
					status: 429,
					headers: past,
					body: { type: 'error.list', errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit' }] },
				}
			: { body: { type: 'contact', id: 'x' } };
	};
	const result = await wire.host.runNode({
		type: NODE,
		parameters: { resource: 'contact', operation: 'create', ...contact } as never,
		items: people(30) as never,
		credentials: wire.credentials(),
	});
	expect(result.error).toBeUndefined();
	expect(result.json).toHaveLength(30);
	// all that were under way when the first was refused, and nobody after them
	expect(wire.recorder.requests.length).toBeLessThanOrEqual(30 + 10 + 1);
});

describe('faults on the way', () => {
	test('a read is asked again after a 5xx, a cut connection or an unreadable answer', async () => {
		const { json } = await run('contact: create', contact, people(1));
		for (const kind of ['5xx', 'cut', 'badJson'] as const) {
			intercom.sim.settings.faults.push({ match: 'GET /contacts/*', kind, times: 1 });
			const result = await run('contact: get', { contactId: by('id', String(json[0].id)) });
			expect(result.error).toBeUndefined();
		}
	});

	test('an update is repeated, because the second time changes nothing', async () => {
		const { json } = await run('contact: create', contact, people(1));
		intercom.sim.settings.faults.push({ match: 'PUT /contacts/*', kind: 'cut', times: 1, after: true });
		const result = await run('contact: update', { contactId: by('id', String(json[0].id)), updateFields: { name: 'Again' } });
		expect(result.json[0]).toMatchObject({ name: 'Again' });
	});

	test.each(['5xx', 'cut', 'badJson'] as const)(
		'a note whose answer got lost (%s) is not written a second time, and the error says so',
		async (kind) => {
			const { json } = await run('contact: create', contact, people(1));
			intercom.sim.requests.length = 0;
			intercom.sim.settings.faults.push({ match: 'POST /contacts/*/notes', kind, times: 1, after: true });
			const result = await run('note: create', { contactId: by('id', String(json[0].id)), noteText: 'Once' });
			expect(result.error?.description).toContain('sent once only');
			expect(intercom.asked().filter((line) => line.endsWith('/notes'))).toHaveLength(1);
		},
	);

	test('a fault that stays ends with an error after a few tries', async () => {
		intercom.sim.settings.faults.push({ match: 'GET /me', kind: '5xx', status: 503 });
		const result = await run('me: get');
		expect(result.error?.message).toContain('Intercom has a fault');
		expect(intercom.sim.requests).toHaveLength(4);
	});
});

describe('order', () => {
	test('requests for one record keep the order of the items, others overlap', async () => {
		intercom.sim.settings.latencyMs = 15;
		const { json } = await run('contact: create', contact, people(2));
		const [a, b] = json.map(({ id }) => String(id));
		const items = Array.from({ length: 20 }, (_, index) => ({ id: index % 2 ? b : a, name: `v${index}` }));
		const result = await run(
			'contact: update',
			{ contactId: by('id', '={{ $json.id }}'), updateFields: { name: '={{ $json.name }}' } },
			items,
		);
		expect(result.json.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
		expect((await run('contact: get', { contactId: by('id', a) })).json[0].name).toBe('v18');
		expect((await run('contact: get', { contactId: by('id', b) })).json[0].name).toBe('v19');
	});

	test('with Requests at Once at 1 everything is sent strictly one after another', async () => {
		intercom.sim.settings.latencyMs = 3;
		await run('contact: create', { ...contact, options: { concurrency: 1 } }, people(15));
		expect(intercom.sim.requests.map(({ body }) => (body as { external_id: string }).external_id)).toEqual(
			people(15).map(({ ext }) => ext),
		);
	});

	test('the output keeps the order of the input', async () => {
		intercom.sim.settings.faults.push({ match: 'POST /contacts', kind: 'latency', ms: 120, times: 3 });
		const result = await run('contact: create', contact, people(25));
		expect(result.json.map(({ external_id }) => external_id)).toEqual(people(25).map(({ ext }) => ext));
	});
});

test('cancelling the execution stops the requests', async () => {
	intercom.sim.settings.latencyMs = 20;
	const running = intercom.host.runNode({
		type: NODE,
		parameters: { resource: 'contact', operation: 'create', ...contact } as never,
		items: people(2000) as never,
		credentials: intercom.credentials as never,
	});
	for (let step = 0; step < 500 && intercom.sim.requests.length < 5; step++) await wait(5);
	await running.cancel();
	await running.catch(() => undefined);
	const sent = intercom.sim.requests.length;
	expect(sent).toBeLessThan(500);
});

test('cancelling an execution that waits behind the rate limit of another one ends it at once', async () => {
	wire.recorder.answer = () => ({
		status: 429,
		headers: { 'retry-after': '20' },
		body: { type: 'error.list', errors: [{ code: 'rate_limit_exceeded' }] },
	});
	const start = () =>
		wire.host.runNode({
			type: NODE,
			parameters: { resource: 'contact', operation: 'create', ...contact } as never,
			items: people(1) as never,
			credentials: wire.credentials(),
		});
	const first = start();
	for (let step = 0; step < 1000 && !wire.recorder.requests.length; step++) await wait(5);
	await wait(100);
	const second = start();
	await wait(300);
	const cancelledAt = Date.now();
	second.cancel();
	await second.catch(() => undefined);
	// the first one may wait twenty seconds
	expect(Date.now() - cancelledAt).toBeLessThan(3000);
	first.cancel();
	await first.catch(() => undefined);
	expect(wire.recorder.requests).toHaveLength(1);
});
