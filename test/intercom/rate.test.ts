/** How close to the rate limit the pacer comes, and what is refused on the way: in virtual time, against a server that counts windows. */

import { type Count, random, RateWorld, type ServerSettings } from '../support/rate-world';

const LIMITS = [167, 1666];
const LATENCIES = [20, 60, 200, 500, 1000];
const SECONDS = 1000;

/** Constant, or between half of it and half as much again. */
const latencyOf = (ms: number, jittered: boolean): (() => number) => {
	const next = random(7);
	return () => (jittered ? ms * (0.5 + next()) : ms);
};
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
/** Per cent of what the windows allowed. */
const share = (windows: Count[]): number => (100 * sum(windows.map(({ done }) => sum(done)))) / sum(windows.map(({ limit }) => limit));
const mostRefused = (windows: Count[]): number => Math.max(...windows.flatMap(({ refused }) => refused));

interface Run {
	processes?: number;
	forMs?: number;
	/** How long after the one before each process begins. */
	stepMs?: number;
	/** At a moment, milliseconds after the beginning. */
	change?: [atMs: number, change: (settings: ServerSettings) => void];
}

async function run(
	settings: Partial<ServerSettings>,
	{ processes = 1, forMs = 50 * SECONDS, stepMs = 0, change }: Run = {},
): Promise<RateWorld> {
	const world = new RateWorld(settings, processes);
	if (change) world.time.at(world.time.now() + change[0], () => change[1](world.settings));
	await world.time.run(
		Promise.all(
			Array.from(
				{ length: processes },
				async (_, index) => await world.user(index, world.pacer(index + 1), { untilMs: forMs, fromMs: index * stepMs }),
			),
		),
	);
	return world;
}

const matrix = LIMITS.flatMap((limit) =>
	LATENCIES.flatMap((ms) => [false, true].map((jittered) => [limit, ms, jittered ? 'jittered' : 'constant'] as const)),
);

describe.each(['arrival', 'answer'] as const)('where the headers tell the count at the %s', (tells) => {
	test.each(matrix)('%i per 10 s, %i ms %s: at least 95 % of every whole window, nothing refused', async (limit, ms, kind) => {
		const world = await run({ limit, tells, latency: latencyOf(ms, kind === 'jittered') });
		const windows = world.between(9 * SECONDS, 50 * SECONDS);
		expect(windows).toHaveLength(4);
		expect(share(windows)).toBeGreaterThanOrEqual(95);
		expect(mostRefused(windows)).toBe(0);
		expect(world.failed).toBe(0);
	});

	test.each(matrix)(
		'two processes, %i per 10 s, %i ms %s: together 90 %, each a third, at most one refused per window',
		async (limit, ms, kind) => {
			const world = await run({ limit, tells, latency: latencyOf(ms, kind === 'jittered') }, { processes: 2, stepMs: 3 * SECONDS });
			const windows = world.between(3 * SECONDS, 50 * SECONDS);
			expect(windows.length).toBeGreaterThanOrEqual(4);
			expect(share(windows)).toBeGreaterThanOrEqual(90);
			expect(mostRefused(windows)).toBeLessThanOrEqual(1);
			const [first, second] = [0, 1].map((process) => sum(windows.map(({ done }) => done[process])));
			expect(Math.min(first, second) / (first + second)).toBeGreaterThanOrEqual(1 / 3);
			expect(world.failed).toBe(0);
		},
	);
});

test('a clock that goes on between two looks at it stops nobody', async () => {
	for (let seed = 1; seed <= 12; seed++) {
		const next = random(seed);
		const world = new RateWorld({ limit: seed % 2 ? 167 : 1666, latency: () => 20 * (0.5 + next()) });
		await world.time.run(world.user(0, world.pacer(seed, true), { untilMs: 75 * SECONDS }));
		expect(share(world.between(10 * SECONDS, 75 * SECONDS))).toBeGreaterThanOrEqual(95);
	}
});

describe('a change in the middle', () => {
	/** The windows before, and those after the one in which it changed. */
	const around = async (settings: Partial<ServerSettings>, change: (settings: ServerSettings) => void, atMs = 33 * SECONDS) => {
		const world = await run(settings, { forMs: 85 * SECONDS, change: [atMs, change] });
		expect(world.failed).toBe(0);
		return {
			world,
			before: world.between(8 * SECONDS, atMs),
			during: world.between(atMs - 10 * SECONDS, atMs + 10 * SECONDS),
			after: world.between(atMs + 10 * SECONDS, 85 * SECONDS),
		};
	};

	test.each([
		[20, 1000],
		[1000, 20],
		[60, 500],
		[500, 60],
	])('of the latency from %i to %i ms', async (from, to) => {
		for (const limit of LIMITS) {
			const { before, during, after } = await around({ limit, latency: () => from }, (settings) => (settings.latency = () => to));
			for (const windows of [before, during, after]) {
				expect(share(windows)).toBeGreaterThanOrEqual(95);
				expect(mostRefused(windows)).toBe(0);
			}
		}
	});

	// 26,790 ms after its beginning a window of the world begins
	test.each([20, 200, 1000])('of the limit where a window begins, at %i ms: nothing is refused', async (ms) => {
		for (const [from, to] of [
			[167, 1666],
			[1666, 167],
		]) {
			const { before, during, after } = await around(
				{ limit: from, latency: () => ms, aheadMs: 0 },
				(settings) => (settings.limit = to),
				26_790,
			);
			expect(share(before)).toBeGreaterThanOrEqual(95);
			expect(share(after)).toBeGreaterThanOrEqual(95);
			for (const windows of [before, during, after]) expect(mostRefused(windows)).toBe(0);
		}
	});

	test('of the limit within a window: only what is under way can be refused, once', async () => {
		const { world, during, after } = await around({ limit: 1666, latency: () => 200 }, (settings) => (settings.limit = 167));
		expect(mostRefused(during)).toBeLessThanOrEqual(world.most[0]);
		expect(mostRefused(after)).toBe(0);
		expect(share(after)).toBeGreaterThanOrEqual(95);
	});
});

describe('less than ten requests a window', () => {
	test.each([1, 2, 3, 5, 9])('%i: all items are done, in as few windows as there have to be', async (limit) => {
		const world = new RateWorld({ limit, latency: () => 200 });
		const items = limit * 6;
		expect(await world.time.run(world.user(0, world.pacer(1), { untilMs: 1e9, items }))).toBe(items);
		expect(world.windows.size).toBeLessThanOrEqual(7);
		expect(mostRefused([...world.windows.values()])).toBe(0);
	});

	test.each([2, 3, 5, 9])('%i, and two processes', async (limit) => {
		const world = new RateWorld({ limit, latency: () => 200 }, 2);
		const done = await world.time.run(
			Promise.all([0, 1].map(async (process) => await world.user(process, world.pacer(process + 1), { untilMs: 1e9, items: limit * 4 }))),
		);
		expect(done).toEqual([limit * 4, limit * 4]);
		expect(mostRefused([...world.windows.values()])).toBeLessThanOrEqual(1);
		expect(world.failed).toBe(0);
	});
});

describe('more processes', () => {
	test.each([
		[4, 167],
		[4, 1666],
		[8, 167],
		[8, 1666],
	])('%i on %i per 10 s: no item fails, and the limit is used', async (processes, limit) => {
		for (const ms of [60, 500]) {
			const world = await run({ limit, latency: latencyOf(ms, true) }, { processes, stepMs: 500 });
			expect(world.failed).toBe(0);
			expect(share(world.between(9 * SECONDS, 50 * SECONDS))).toBeGreaterThanOrEqual(90);
		}
	});

	test('a small one beside a large one is done in its first window', async () => {
		const world = new RateWorld({ limit: 1666, latency: () => 200 }, 2);
		const large = world.user(0, world.pacer(1), { untilMs: 60 * SECONDS });
		const began = world.time.now();
		const small = async (): Promise<number> => {
			await world.user(1, world.pacer(2), { untilMs: 60 * SECONDS, fromMs: 22 * SECONDS, items: 40 });
			return world.time.now() - began - 22 * SECONDS;
		};
		const [, took] = await world.time.run(Promise.all([large, small()]));
		expect(took).toBeLessThan(10 * SECONDS);
		expect(mostRefused(world.between(0, 60 * SECONDS))).toBeLessThanOrEqual(1);
	});
});

describe('windows that end later than their reset says, because it has whole seconds', () => {
	test.each([
		[167, 400],
		[167, 900],
		[1666, 400],
		[1666, 900],
	])('%i per 10 s, %i ms: learned after a few windows', async (limit, offsetMs) => {
		const world = await run({ limit, offsetMs, round: Math.floor, latency: latencyOf(200, true) }, { forMs: 95 * SECONDS });
		const windows = world.between(50 * SECONDS, 95 * SECONDS);
		expect(mostRefused(windows)).toBeLessThanOrEqual(1);
		expect(share(windows)).toBeGreaterThanOrEqual(95);
		expect(world.failed).toBe(0);
	});
});

describe('resets that are wrong', () => {
	/** `wrong`: by how many seconds the reset of an answer is wrong; `healed`: the windows from the fifth on. */
	const after = async (limit: number, wrong: (answer: number) => number, forMs = 120 * SECONDS) => {
		let answers = 0;
		const world: RateWorld = new RateWorld({ limit, latency: latencyOf(200, true), wrongBy: () => wrong(++answers) });
		await world.time.run(world.user(0, world.pacer(1), { untilMs: forMs }));
		return { world, healed: world.between(50 * SECONDS, forMs), all: world.between(0, forMs) };
	};
	const cases = LIMITS.flatMap((limit) =>
		[1, 9, 100_000].flatMap((seconds) => [0.05, 1.5].map((windows) => [limit, seconds, Math.round(windows * limit)] as const)),
	);

	test.each(cases)('%i per 10 s, one answer by %i s (number %i): a few windows later it is as it was', async (limit, seconds, which) => {
		const { world, healed, all } = await after(limit, (answer) => (answer === which ? seconds : 0));
		expect(healed.length).toBeGreaterThanOrEqual(6);
		expect(share(healed)).toBeGreaterThanOrEqual(95);
		expect(mostRefused(all)).toBeLessThanOrEqual(1);
		expect(mostRefused(healed)).toBe(0);
		expect(world.failed).toBe(0);
	});

	test.each(LIMITS)('%i per 10 s, every other answer by a second: the limit is used and kept', async (limit) => {
		const { world, healed, all } = await after(limit, (answer) => answer % 2);
		expect(share(healed)).toBeGreaterThanOrEqual(90);
		expect(mostRefused(all)).toBeLessThanOrEqual(1);
		expect(world.failed).toBe(0);
	});
});

describe('users of one pacer', () => {
	test('share it fairly, however many requests each has waiting', async () => {
		const world = new RateWorld({ limit: 1666, latency: () => 200 });
		const pacer = world.pacer(1);
		const done = await world.time.run(Promise.all([0, 1, 2].map(async () => await world.user(0, pacer, { untilMs: 35 * SECONDS }))));
		expect(Math.max(...done) - Math.min(...done)).toBeLessThan(0.05 * sum(done));
		expect(share(world.between(10 * SECONDS, 35 * SECONDS))).toBeGreaterThanOrEqual(95);
	});

	test('a late one is not behind what the first one has waiting', async () => {
		const world = new RateWorld({ limit: 1666, latency: () => 200 });
		const pacer = world.pacer(1);
		const first = world.user(0, pacer, { untilMs: 40 * SECONDS });
		const second = world.user(0, pacer, { untilMs: 40 * SECONDS, fromMs: 20 * SECONDS });
		const [all, half] = await world.time.run(Promise.all([first, second]));
		expect(half / (all + half)).toBeGreaterThan(0.22);
	});

	test('somebody who waits in front of it goes first, also when the others have used up their part', async () => {
		const world = new RateWorld({ limit: 1666, latency: () => 60 });
		const pacer = world.pacer(1);
		const busy = world.user(0, pacer, { untilMs: 60 * SECONDS });
		const waits: number[] = [];
		const picker = pacer.line({ urgent: true });
		const look = async (): Promise<void> => {
			for (let i = 0; i < 50; i++) {
				await world.time.sleep(1070);
				const asked = world.time.now();
				await world.request(0, picker);
				waits.push(world.time.now() - asked);
			}
		};
		await world.time.run(Promise.all([busy, look()]));
		// the time of the answer, and nothing else
		expect(Math.max(...waits)).toBeLessThanOrEqual(120);
	});

	test('one that allows only so many at once never has more under way, and takes nothing from the others', async () => {
		const world = new RateWorld({ limit: 1666, latency: () => 200 }, 2);
		const pacer = world.pacer(1);
		const [few, many] = await world.time.run(
			Promise.all([world.user(0, pacer, { untilMs: 35 * SECONDS, most: 3 }), world.user(1, pacer, { untilMs: 35 * SECONDS })]),
		);
		expect(world.most[0]).toBe(3);
		// three at a time, five times a second
		expect(few).toBeGreaterThan(35 * 15 * 0.5);
		expect(many).toBeGreaterThan(3000);
	});
});

describe('answers that do not come in well', () => {
	const growing = async (fault: (at: number) => boolean) => {
		const world: RateWorld = new RateWorld({ limit: 1666, latency: () => 500, fault: () => fault(world.time.now() - began) });
		const began = world.time.now();
		const pacer = world.pacer(1);
		const seen = new Map<number, number>();
		const watch = async (): Promise<void> => {
			for (let second = 0; second < 60; second++) {
				seen.set(second, pacer.atOnce);
				await world.time.sleep(1000);
			}
		};
		await world.time.run(Promise.all([world.user(0, pacer, { untilMs: 60 * SECONDS }), watch()]));
		return { world, at: (second: number) => seen.get(second) as number };
	};

	test('halve what is under way, again and again while it lasts, and it comes back', async () => {
		const { at } = await growing((now) => now > 17_000 && now < 24_000);
		expect(at(16)).toBeGreaterThan(100);
		expect(at(24)).toBeLessThanOrEqual(5);
		expect(at(50)).toBeGreaterThan(50);
	});

	test('one in fifty changes nothing', async () => {
		let count = 0;
		const { world } = await growing(() => ++count % 50 === 0);
		expect(share(world.between(10 * SECONDS, 60 * SECONDS))).toBeGreaterThanOrEqual(95);
	});
});
