import fc from 'fast-check';
import { schedule } from '../../engine/execute/schedule';

const breath = async (turns: number) => {
	for (let i = 0; i < turns; i++) await Promise.resolve();
};

test('every task runs once; tasks that share a lane run in order and never together; no more at once than allowed', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ lanes: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }), turns: fc.nat(6) }), { maxLength: 40 }),
			fc.integer({ min: 1, max: 8 }),
			async (specs, concurrency) => {
				const started: number[] = [];
				const orders = new Map<string, number[]>();
				const open = new Set<string>();
				let atOnce = 0;
				let most = 0;
				await schedule(
					specs.map(({ lanes, turns }, index) => ({
						lanes,
						run: async () => {
							started.push(index);
							most = Math.max(most, ++atOnce);
							for (const lane of new Set(lanes)) {
								expect(open.has(lane)).toBe(false);
								open.add(lane);
								orders.set(lane, [...(orders.get(lane) ?? []), index]);
							}
							await breath(turns);
							for (const lane of lanes) open.delete(lane);
							atOnce--;
						},
					})),
					() => concurrency,
					() => false,
				);
				expect([...started].sort((a, b) => a - b)).toEqual(specs.map((_, index) => index));
				expect(most).toBeLessThanOrEqual(concurrency);
				for (const order of orders.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
			},
		),
	);
});

test('with one at a time everything runs strictly in input order', async () => {
	const order: number[] = [];
	await schedule(
		Array.from({ length: 20 }, (_, index) => ({ lanes: index % 2 ? ['odd'] : [], run: async () => void order.push(index) })),
		() => 1,
		() => false,
	);
	expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('nothing more starts once it is over', async () => {
	let done = 0;
	await schedule(
		Array.from({ length: 100 }, () => ({ run: async () => void done++ })),
		() => 2,
		() => done >= 5,
	);
	expect(done).toBeLessThanOrEqual(6);
});

test('a task that frees several lanes lets all that waited for them start together', async () => {
	let open = 0;
	let most = 0;
	const task = (...lanes: string[]) => ({
		lanes,
		run: async () => {
			most = Math.max(most, ++open);
			await breath(5);
			open--;
		},
	});
	await schedule(
		[task('a', 'b', 'c'), task('a'), task('b'), task('c')],
		() => 3,
		() => false,
	);
	expect(most).toBe(3);
});
