/**
 * Properties, as fast-check tries them. The seed is new in every run and printed at its end, with how many cases each
 * property saw. To go through a run again:
 *
 *   INTERCOM_PROPERTY_SEED=123 [INTERCOM_PROPERTY_PATH=4:1:0] npx jest test/independent -t "name of the property"
 *
 * `INTERCOM_PROPERTY_RUNS=20` tries each twenty times as often.
 */

import fc from 'fast-check';
import { print, process } from '../../scripts/machine.js';

const { INTERCOM_PROPERTY_SEED, INTERCOM_PROPERTY_RUNS, INTERCOM_PROPERTY_PATH } = process.env;
const seed = INTERCOM_PROPERTY_SEED === undefined ? Date.now() % 2 ** 31 : Number(INTERCOM_PROPERTY_SEED);
const factor = Number(INTERCOM_PROPERTY_RUNS ?? 1);

/** For the properties of one file: `const property = useProperties('lists')` at the top. */
export function useProperties(area: string) {
	const counts: string[] = [];
	afterAll(() => print(`Independent Intercom, ${area}: seed ${seed}; ${counts.join(', ') || 'nothing was run'}`));

	/** A test that tries `runs` cases (times `INTERCOM_PROPERTY_RUNS`). */
	return <Case>(name: string, cases: fc.Arbitrary<Case>, runs: number, holds: (one: Case) => Promise<void>, timeout = 120_000): void => {
		it(
			name,
			async () => {
				let tried = 0;
				try {
					await fc.assert(
						fc.asyncProperty(cases, async (one) => {
							tried++;
							await holds(one);
						}),
						{ seed, path: INTERCOM_PROPERTY_PATH, numRuns: Math.max(1, Math.round(runs * factor)), interruptAfterTimeLimit: timeout * 0.4, markInterruptAsFailure: false, endOnFailure: INTERCOM_PROPERTY_SEED === undefined && factor <= 1 ? false : false },
					);
				} finally {
					counts.push(`${name}: ${tried} cases`);
				}
			},
			timeout * Math.max(1, factor),
		);
	};
}
