import fc from 'fast-check';
import { Pacer, type Sleep, sharedFor, Turnstile } from '../../intercom/pacing';

/** A clock that only moves when somebody sleeps. */
function world() {
	let now = 1_000_000_000;
	const sleep: Sleep = async (ms) => {
		await Promise.resolve();
		now += ms;
	};
	return { sleep, now: () => now, pass: (ms: number) => (now += ms) };
}

const headers = (limit: number, remaining: number, reset: number, date?: number) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(reset),
	...(date === undefined ? {} : { date: new Date(date).toUTCString() }),
});

describe('the pacer', () => {
	test('lets requests through while the window has room, and waits for the next window when it has not', async () => {
		const { sleep, now } = world();
		const pacer = new Pacer(sleep, now);
		const start = now();
		await pacer.turn();
		pacer.done(headers(100, 50, start / 1000 + 10));
		await pacer.turn();
		expect(now()).toBe(start);
		pacer.done(headers(100, 5, start / 1000 + 10));
		await pacer.turn();
		expect(now() - start).toBeGreaterThanOrEqual(10_000);
	});

	test('counts what is under way, so that a burst cannot overshoot the window', async () => {
		const { sleep, now } = world();
		const pacer = new Pacer(sleep, now);
		const start = now();
		await pacer.turn();
		pacer.done(headers(20, 4, start / 1000 + 10));
		for (let i = 0; i < 3; i++) await pacer.turn();
		expect(now()).toBe(start);
		await pacer.turn();
		expect(now() - start).toBeGreaterThanOrEqual(10_000);
	});

	test('an answer that arrives late does not give room back', async () => {
		const { sleep, now } = world();
		const pacer = new Pacer(sleep, now);
		const start = now();
		await pacer.turn();
		await pacer.turn();
		pacer.done(headers(100, 3, start / 1000 + 10));
		pacer.done(headers(100, 90, start / 1000 + 10));
		await pacer.turn();
		expect(now()).toBeGreaterThan(start);
	});

	test('reads the reset by the clock of the server, not by ours', async () => {
		const { sleep, now } = world();
		const pacer = new Pacer(sleep, now);
		const start = now();
		const server = start + 3_600_000;
		await pacer.turn();
		pacer.done(headers(100, 0, server / 1000 + 7, server));
		await pacer.turn();
		expect(now() - start).toBeGreaterThanOrEqual(7_000);
		expect(now() - start).toBeLessThan(20_000);
	});

	test('after a refusal nobody sends until the window has passed', async () => {
		const { sleep, now } = world();
		const pacer = new Pacer(sleep, now);
		const start = now();
		await pacer.turn();
		pacer.done();
		pacer.refused(headers(100, 0, start / 1000 + 8), 0);
		await pacer.turn();
		expect(now() - start).toBeGreaterThanOrEqual(8_000);
	});

	test('answers without headers change nothing', async () => {
		const { sleep, now } = world();
		const pacer = new Pacer(sleep, now);
		const start = now();
		for (let i = 0; i < 500; i++) {
			await pacer.turn();
			pacer.done({});
		}
		expect(now()).toBe(start);
	});

	test('a cancelled wait does not hold up the ones behind it', async () => {
		const { sleep, now } = world();
		const controller = new AbortController();
		const pacer = new Pacer(async (ms, signal) => {
			if (signal?.aborted) throw new Error('cancelled');
			await sleep(ms);
		}, now);
		await pacer.turn();
		pacer.done(headers(100, 0, now() / 1000 + 10));
		controller.abort();
		await expect(pacer.turn(controller.signal)).rejects.toThrow('cancelled');
		await pacer.turn();
	});

	test('whatever the limit and the number at once: a server that counts windows never has to refuse', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 400 }), async (limit, atOnce, requests) => {
				const clock = world();
				const pacer = new Pacer(clock.sleep, clock.now);
				let window = 0;
				let used = 0;
				let refused = 0;
				let left = requests;
				const worker = async () => {
					while (left-- > 0) {
						await pacer.turn();
						clock.pass(7);
						await Promise.resolve();
						const current = Math.floor(clock.now() / 10_000);
						if (current !== window) [window, used] = [current, 0];
						if (++used > limit) refused++;
						pacer.done(headers(limit, Math.max(0, limit - used), (current + 1) * 10));
					}
				};
				await Promise.all(Array.from({ length: atOnce }, worker));
				expect(refused).toBe(0);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('what users of a credential share', () => {
	test('the same key gives the same pacer, another key another one', () => {
		const { sleep } = world();
		expect(sharedFor('one', sleep)).toBe(sharedFor('one', sleep));
		expect(sharedFor('one', sleep)).not.toBe(sharedFor('two', sleep));
	});

	test('scrolls pass one after another, also after one that failed', async () => {
		const turnstile = new Turnstile();
		const order: string[] = [];
		const first = turnstile.pass(async () => {
			order.push('first in');
			await Promise.resolve();
			order.push('first out');
			throw new Error('broken');
		});
		const second = turnstile.pass(async () => void order.push('second'));
		await expect(first).rejects.toThrow('broken');
		await second;
		expect(order).toEqual(['first in', 'first out', 'second']);
	});
});
