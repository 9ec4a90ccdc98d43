import fc from 'fast-check';
import { schedule } from '../../engine/execute/schedule';

const breath = async (turns: number) => {
	for (let i = 0; i < turns; i++) await Promise.resolve();
};

test('every task runs once; tasks of one lane run in order and never together; no more at once than allowed', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ lane: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }), turns: fc.nat(6) }), { maxLength: 40 }),
			fc.integer({ min: 1, max: 8 }),
			async (specs, concurrency) => {
				const started: number[] = [];
				const lanes = new Map<string, number[]>();
				const open = new Set<string>();
				let atOnce = 0;
				let most = 0;
				await schedule(
					specs.map(({ lane, turns }, index) => ({
						lane,
						run: async () => {
							started.push(index);
							most = Math.max(most, ++atOnce);
							if (lane !== undefined) {
								expect(open.has(lane)).toBe(false);
								open.add(lane);
								lanes.set(lane, [...(lanes.get(lane) ?? []), index]);
							}
							await breath(turns);
							if (lane !== undefined) open.delete(lane);
							atOnce--;
						},
					})),
					concurrency,
					() => false,
				);
				expect([...started].sort((a, b) => a - b)).toEqual(specs.map((_, index) => index));
				expect(most).toBeLessThanOrEqual(concurrency);
				for (const order of lanes.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
			},
		),
	);
});

test('with one at a time everything runs strictly in input order', async () => {
	const order: number[] = [];
	await schedule(Array.from({ length: 20 }, (_, index) => ({ lane: index % 2 ? 'odd' : undefined, run: async () => void order.push(index) })), 1, () => false);
	expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('nothing more starts once it is over', async () => {
	let done = 0;
	await schedule(Array.from({ length: 100 }, () => ({ run: async () => void done++ })), 2, () => done >= 5);
	expect(done).toBeLessThanOrEqual(6);
});
