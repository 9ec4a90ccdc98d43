import fc from 'fast-check';
import { type Flight, Pacer, sharedFor, Turnstile } from '../../intercom/pacing';
import { RateWindow } from '../../intercom/pacing/window';
import { VirtualTime } from '../support/virtual-time';

const headers = (limit: number, remaining: number, reset: number, date?: number) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(reset),
	...(date === undefined ? {} : { date: new Date(date).toUTCString() }),
});

describe('the pacer', () => {
	/** A pacer, a line to it and the moment; `turn` gives the flight and how long it had to wait. */
	const world = () => {
		const time = new VirtualTime();
		const pacer = new Pacer(time.sleep, time.now, () => 0);
		const line = pacer.line();
		const turn = async (): Promise<{ flight: Flight; waited: number }> => {
			const asked = time.now();
			const flight = await time.run(line.turn());
			return { flight, waited: time.now() - asked };
		};
		return { time, pacer, line, turn, start: time.now() };
	};

	test('lets requests through while the window has room, and waits for the next window when it has not', async () => {
		const { turn, start } = world();
		(await turn()).flight.landed(headers(100, 50, start / 1000 + 10));
		const second = await turn();
		expect(second.waited).toBe(0);
		second.flight.landed(headers(100, 2, start / 1000 + 10));
		expect((await turn()).waited).toBeGreaterThanOrEqual(10_000);
	});

	test('counts what is under way, so that a burst cannot overshoot the window', async () => {
		const { turn, start } = world();
		for (let left = 19; left >= 4; left--) (await turn()).flight.landed(headers(20, left, start / 1000 + 5));
		for (let i = 0; i < 4; i++) expect((await turn()).waited).toBe(0);
		expect((await turn()).waited).toBeGreaterThanOrEqual(5_000);
	});

	test('an answer that arrives late does not give room back', async () => {
		const { turn, start } = world();
		(await turn()).flight.landed({});
		const [first, second] = [await turn(), await turn()];
		first.flight.landed(headers(100, 2, start / 1000 + 10));
		second.flight.landed(headers(100, 90, start / 1000 + 10));
		expect((await turn()).waited).toBeGreaterThan(0);
	});

	test('reads the reset by the clock of the server, not by ours', async () => {
		const { turn, start } = world();
		const server = start + 3_600_000;
		(await turn()).flight.landed(headers(100, 0, server / 1000 + 7, server));
		const { waited } = await turn();
		expect(waited).toBeGreaterThanOrEqual(7_000);
		expect(waited).toBeLessThan(20_000);
	});

	test('answers without headers change nothing', async () => {
		const { turn } = world();
		for (let i = 0; i < 500; i++) {
			const { flight, waited } = await turn();
			expect(waited).toBe(0);
			flight.landed({});
		}
	});

	test('a server whose reset always lies a window ahead, and which says there is plenty left, slows nobody down', async () => {
		const { time, line, start } = world();
		for (let sent = 0; sent < 1_000; sent++) {
			const flight = await time.run(line.turn());
			await time.run(time.sleep(20));
			flight.landed(headers(1_667, 1_600, Math.floor(time.now() / 1000) + 10));
		}
		expect((time.now() - start) / 1_000).toBeLessThan(25);
	});

	test('whatever the limit and the number at once: a server that counts windows never has to refuse', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 20, max: 300 }),
				fc.integer({ min: 1, max: 15 }),
				fc.integer({ min: 1, max: 400 }),
				async (limit, atOnce, requests) => {
					const { time, line } = world();
					let window = 0;
					let used = 0;
					let refused = 0;
					let left = requests;
					const worker = async () => {
						while (left-- > 0) {
							const flight = await line.turn();
							await time.sleep(7);
							const current = Math.floor(time.now() / 10_000);
							if (current !== window) [window, used] = [current, 0];
							if (++used > limit) refused++;
							flight.landed(headers(limit, Math.max(0, limit - used), (current + 1) * 10));
						}
					};
					await time.run(Promise.all(Array.from({ length: atOnce }, worker)));
					expect(refused).toBe(0);
				},
			),
			{ numRuns: 60 },
		);
	});

	describe('after a refusal', () => {
		/** How long the next request waits after the first one was refused with these headers, Intercom's clock being an hour ahead. */
		const waitAfter = async (more: Record<string, string>, resetIn?: number) => {
			const { turn, start } = world();
			const server = start + 3_600_000;
			const known = resetIn === undefined ? { date: new Date(server).toUTCString() } : headers(100, 0, server / 1000 + resetIn, server);
			(await turn()).flight.refused({ ...known, ...more });
			return (await turn()).waited;
		};
		const inSeconds = (seconds: number) => new Date(1_700_000_000_000 + 3_600_000 + seconds * 1000).toUTCString();

		test.each([
			['the reset lies ahead', {}, 8, 8_000],
			['the reset has passed, Retry-After counts', { 'retry-after': '6' }, -3, 6_000],
			['the larger of both counts: Retry-After', { 'retry-after': '9' }, 4, 9_000],
			['the larger of both counts: the reset', { 'retry-after': '2' }, 4, 4_000],
			['Retry-After alone', { 'retry-after': '5' }, undefined, 5_000],
			['Retry-After as an HTTP date, by the clock of the server', { 'retry-after': inSeconds(7) }, -3, 7_000],
			['nothing lies ahead', {}, -3, 1_000],
			['Retry-After is 0', { 'retry-after': '0' }, -3, 1_000],
			['what was asked for is absurd', { 'retry-after': '86400' }, 4, 60_000],
			['Retry-After cannot be read', { 'retry-after': 'soon' }, 4, 4_000],
		])('nobody sends while it is not over: %s', async (_, more, resetIn, wait) =>
			expect(await waitAfter(more as never, resetIn)).toBe(wait),
		);

		test('the wait grows where the answers do not say how long', async () => {
			const { turn } = world();
			const waits: number[] = [];
			for (let i = 0; i < 8; i++) {
				const { flight, waited } = await turn();
				waits.push(waited);
				flight.refused({ 'x-ratelimit-reset': '1600000000' });
			}
			expect(waits).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
		});

		test('one request goes and looks, the others wait for its answer', async () => {
			const { time, line, turn } = world();
			(await turn()).flight.refused({ 'retry-after': '3' });
			const sent: Flight[] = [];
			for (let i = 0; i < 5; i++) void line.turn().then((flight) => sent.push(flight));
			await time.pass(4_900);
			expect(sent).toHaveLength(1);
			sent[0].landed({});
			await time.pass(0);
			expect(sent).toHaveLength(5);
		});

		test('several refusals of one window are one', async () => {
			const { line, turn, start } = world();
			(await turn()).flight.landed({});
			const flights = [await turn(), await turn(), await turn()].map(({ flight }) => flight);
			for (const flight of flights) flight.refused(headers(100, 0, start / 1000 + 8));
			expect((await turn()).waited).toBe(8_000);
			expect(line.hopeless).toBe(false);
		});

		test('it is hopeless after ten windows in a row in which nothing got through, not before', async () => {
			const { line, turn } = world();
			for (let i = 0; i < 9; i++) (await turn()).flight.refused({ 'retry-after': '1' });
			expect(line.hopeless).toBe(false);
			(await turn()).flight.landed({});
			for (let i = 0; i < 9; i++) (await turn()).flight.refused({ 'retry-after': '1' });
			expect(line.hopeless).toBe(false);
			(await turn()).flight.refused({ 'retry-after': '1' });
			expect(line.hopeless).toBe(true);
		});

		test('a refused request goes before those that were not sent yet', async () => {
			const { time, line, start } = world();
			const order: string[] = [];
			const first = await line.turn();
			const go = async (name: string, again = false) => {
				const flight = await line.turn(again);
				order.push(name);
				flight.landed({});
			};
			first.refused(headers(100, 0, start / 1000 + 8));
			const all = [go('second'), go('third'), go('first', true)];
			await time.run(Promise.all(all));
			expect(order).toEqual(['first', 'second', 'third']);
		});
	});

	describe('cancelled while it waits', () => {
		test('ends at once, also behind somebody else, and holds up nobody', async () => {
			const { time, pacer, line, turn, start } = world();
			(await turn()).flight.refused(headers(100, 0, start / 1000 + 8));
			const controller = new AbortController();
			const ahead = line.turn();
			const mine = pacer.line({ signal: controller.signal }).turn();
			const behind = pacer.line().turn();
			await time.pass(20);
			controller.abort(new Error('cancelled'));
			await expect(mine).rejects.toThrow('cancelled');
			expect(time.now() - start).toBe(20);
			(await time.run(ahead)).landed(headers(100, 99, start / 1000 + 18));
			await time.run(behind);
			expect(time.now() - start).toBe(8_000);
		});

		test('nobody gets a turn after that', async () => {
			const { pacer } = world();
			const controller = new AbortController();
			controller.abort(new Error('cancelled'));
			await expect(pacer.line({ signal: controller.signal }).turn()).rejects.toThrow('cancelled');
		});

		test('a signal has one listener however many wait, and none when nobody does', async () => {
			const { time, pacer, turn, start } = world();
			(await turn()).flight.refused(headers(100, 0, start / 1000 + 8));
			const { signal } = new AbortController();
			let listeners = 0;
			jest.spyOn(signal, 'addEventListener').mockImplementation(() => void listeners++);
			jest.spyOn(signal, 'removeEventListener').mockImplementation(() => void listeners--);
			const line = pacer.line({ signal });
			const waiting = Array.from({ length: 50 }, async () => (await line.turn()).landed({}));
			await time.pass(1);
			expect(listeners).toBe(1);
			await time.run(Promise.all(waiting));
			expect(listeners).toBe(0);
		});
	});
});

describe('the length of a window', () => {
	/** Requests per second by the resets of a row of windows, of which each allows 100 and has one answer or more. */
	const perSecond = (resets: number[]): number => {
		const window = new RateWindow(() => 0);
		for (const reset of resets) window.report({ limit: 100, remaining: 99, reset }, window.sent(), reset * 1000, 0, reset * 1000 - 5_000);
		return 1000 * (window.perMs as number);
	};

	test.each([
		['as it is', [10, 20, 30, 40], 10],
		['one reset is a second too high', [10, 21, 30, 40, 50], 10],
		['one reset is a second too high beside others of the same window', [10, 20, 21, 20, 30, 40], 10],
		['one reset is far too high', [10, 20, 100_000, 30, 40, 50], 10],
		['windows without a request in between', [10, 40, 70, 80, 90], 10],
		['shorter windows', [5, 10, 15, 20], 20],
		['windows that became longer', [10, 20, 30, 60, 90, 120, 150, 180, 210], 100 / 30],
	])('%s', (_, resets, expected) => expect(perSecond(resets)).toBeCloseTo(expected));
});

describe('what users of a credential share', () => {
	test('the same key gives the same pacer, another key another one', () => {
		const { sleep } = new VirtualTime();
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

	test('a cancelled one that waits for its scroll ends at once, and holds up nobody', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile();
		const controller = new AbortController();
		const order: string[] = [];
		const first = turnstile.pass(async () => {
			await time.sleep(60_000);
			order.push('first');
		});
		const second = turnstile.pass(async () => void order.push('second'), controller.signal);
		const third = turnstile.pass(async () => void order.push('third'));
		await time.pass(10);
		controller.abort(new Error('cancelled'));
		await expect(second).rejects.toThrow('cancelled');
		await time.run(Promise.all([first, third]));
		expect(order).toEqual(['first', 'third']);
	});
});
