import { forEachTest, talkTo } from './talk';
import type { Fault } from '../../simulator';

const it_ = forEachTest();
const ask: typeof it_.talk = (...args) => it_.talk(...args);
const create = () => ask('POST', '/contacts', { email: 'a@b.example' });
const break_ = (...faults: Fault[]) => (it_.simulator.settings.faults = faults);
const count = () => it_.simulator.workspace.contacts.all().length;

describe('a fault before the work: nothing happened, sending again is right', () => {
	test.each([
		['5xx', 500],
		['429', 429],
	] as const)('%s', async (kind, status) => {
		break_({ match: 'POST /contacts', kind, times: 1 });
		expect((await create()).status).toBe(status);
		expect(count()).toBe(0);
		it_.simulator.advance(10_000);
		expect((await create()).status).toBe(200);
	});

	test('a cut connection', async () => {
		break_({ match: 'POST /contacts', kind: 'cut', times: 1 });
		await expect(create()).rejects.toThrow();
		expect([count(), it_.simulator.requests[0].status, it_.simulator.requests[0].processed]).toEqual([0, 0, false]);
	});
});

describe('a fault after the work: it happened, sending again would be the second time', () => {
	test('a cut connection', async () => {
		break_({ match: 'POST /contacts', kind: 'cut', after: true, times: 1 });
		await expect(create()).rejects.toThrow();
		expect([count(), it_.simulator.requests[0].processed]).toEqual([1, true]);
		expect((await create()).status).toBe(409);
	});

	test('a 503', async () => {
		break_({ match: 'POST /contacts', kind: '5xx', status: 503, after: true, times: 1, code: 'service_unavailable' });
		const answer = await create();
		expect([answer.status, answer.body.errors[0].code, count()]).toEqual([503, 'service_unavailable', 1]);
	});

	test('half an answer', async () => {
		break_({ match: 'POST /contacts', kind: 'badJson', after: true });
		await expect(create()).rejects.toThrow(SyntaxError);
		expect(count()).toBe(1);
	});
});

describe('which requests are hit', () => {
	test('by pattern, after some, so many times', async () => {
		break_({ match: 'GET /contacts/*', kind: '5xx', skip: 1, times: 1 });
		const statuses = [];
		for (const path of ['/contacts/x', '/contacts/x/notes', '/contacts/y', '/contacts/z']) statuses.push((await ask('GET', path)).status);
		expect(statuses).toEqual([404, 404, 500, 404]);
	});

	test('by expression', async () => {
		break_({ match: /^(GET|DELETE) \/tags/g, kind: '5xx' });
		expect([(await ask('GET', '/tags')).status, (await ask('GET', '/tags/1')).status, (await ask('GET', '/me')).status]).toEqual([
			500, 500, 200,
		]);
	});

	test('latency is real time', async () => {
		break_({ match: '** /me', kind: 'latency', ms: 60 });
		const before = Date.now();
		expect((await ask('GET', '/me')).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(55);
	});
});

describe('from another process', () => {
	test('faults, settings, clock, requests and reset', async () => {
		const { simulator } = it_;
		const outside = talkTo(simulator);
		await outside('POST', '/_simulator/settings', { rateLimit: 5, dateRule: 'day' });
		expect([simulator.settings.rateLimit, simulator.settings.dateRule]).toEqual([5, 'day']);
		await outside('POST', '/_simulator/faults', [{ match: '/^GET .me$/', kind: '5xx', times: 1 }]);
		expect([(await ask('GET', '/me')).status, (await ask('GET', '/me')).status]).toEqual([500, 200]);
		expect((await outside('GET', '/_simulator/requests')).body).toHaveLength(2);
		const before = simulator.clock.ms();
		await outside('POST', '/_simulator/clock', { advanceMs: 60_000 });
		expect(simulator.clock.ms() - before).toBeGreaterThanOrEqual(60_000);
		await outside('POST', '/_simulator/reset', { seed: 'demo' });
		expect([count() > 100, simulator.settings.rateLimit, simulator.requests.length]).toEqual([true, 1667, 0]);
	});

	test('nonsense is refused', async () => {
		expect((await ask('POST', '/_simulator/settings', { rateLimits: 5 })).status).toBe(400);
		expect((await ask('POST', '/_simulator/faults', { match: 'GET /me', kind: 'explode' })).status).toBe(400);
	});
});

test('a refusal can be lost on the way, too', async () => {
	await create();
	break_({ match: 'POST /contacts', kind: 'cut', after: true, times: 1 });
	await expect(create()).rejects.toThrow();
	expect([count(), it_.simulator.requests[1].processed]).toEqual([1, false]);
});

test('after a reset the same rule counts anew', async () => {
	const rule: Fault = { match: 'GET /me', kind: '5xx', times: 1 };
	for (let round = 0; round < 2; round++) {
		it_.simulator.reset();
		break_(rule);
		expect([(await ask('GET', '/me')).status, (await ask('GET', '/me')).status]).toEqual([500, 200]);
	}
});
