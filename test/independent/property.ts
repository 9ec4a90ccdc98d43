/**
 * Properties, as fast-check tries them: always the same cases, so that a change is judged by itself. The seed is printed at the
 * end, with how many cases each property saw.
 *
 *   INTERCOM_PROPERTY_SEED=new npx jest test/independent        other cases
 *   INTERCOM_PROPERTY_SEED=123 [INTERCOM_PROPERTY_PATH=4:1:0] npx jest test/independent -t "name of the property"
 *
 * `INTERCOM_PROPERTY_RUNS=20` tries each twenty times as often.
 */

import fc from 'fast-check';
import { print, process, seedOf } from '../../scripts/machine.js';

const { INTERCOM_PROPERTY_SEED, INTERCOM_PROPERTY_RUNS, INTERCOM_PROPERTY_PATH } = process.env;
const seed = seedOf(INTERCOM_PROPERTY_SEED);
const factor = Number(INTERCOM_PROPERTY_RUNS ?? 1);
/** After so many milliseconds no new case is begun: a busy machine tries fewer, and says so. */
const BUDGET = 40_000;

/** For the properties of one file: `const property = useProperties('lists')` at the top. */
export function useProperties(area: string) {
	const counts: string[] = [];
	afterAll(() => print(`Independent Intercom, ${area}: seed ${seed}; cases: ${counts.join(', ') || 'none'}`));

	async function tryOut<Case>({ name, cases, runs, holds }: Property<Case>, budget: number): Promise<void> {
		let tried = 0;
		try {
			const property = fc.asyncProperty(cases, async (one) => {
				tried++;
				await holds(one);
			});
			await fc.assert(property, {
				seed,
				path: INTERCOM_PROPERTY_PATH,
				numRuns: Math.max(1, Math.round(runs * factor)),
				interruptAfterTimeLimit: budget,
				markInterruptAsFailure: false,
			});
		} finally {
			counts.push(`${name} ${tried}`);
		}
	}

	/** A test that tries `runs` cases (times `INTERCOM_PROPERTY_RUNS`). */
	function property<Case>(name: string, cases: fc.Arbitrary<Case>, runs: number, holds: (one: Case) => Promise<void>): void {
		it(name, async () => await tryOut({ name, cases, runs, holds }, BUDGET * factor), 3 * BUDGET * factor);
	}

	/** One test of several properties that are tried at the same time: they wait a lot, and need not wait for one another. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	property.together = (name: string, properties: Array<Property<any>>): void => {
		it(
			name,
			async () => {
				const outcomes = await Promise.allSettled(properties.map(async (one) => await tryOut(one, BUDGET * factor)));
				const failures = outcomes.flatMap((outcome, index) =>
					outcome.status === 'rejected' ? [`${properties[index].name}: ${messageOf(outcome.reason as Error)}`] : [],
				);
				if (failures.length) throw new Error(failures.join('\n\n'));
			},
			3 * BUDGET * factor,
		);
	};
	return property;
}

/** fast-check has what went wrong in the cause. */
const messageOf = ({ message, cause }: Error & { cause?: unknown }): string =>
	`${message}\n${cause instanceof Error || (cause as Error)?.message ? String((cause as Error).message) : ''}`;

/** What holds for every case. */
export interface Property<Case> {
	name: string;
	cases: fc.Arbitrary<Case>;
	runs: number;
	holds: (one: Case) => Promise<void>;
}
