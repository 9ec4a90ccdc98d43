/** What the tests of values have in common. */

import { print, process, seedOf } from '../../scripts/machine.js';
import { BadValue } from '../../engine/convert/refusal';

const SEED = seedOf(process.env.SEED);
const RUNS = 500;
export const settings = { seed: SEED, numRuns: RUNS };
export const announce = (): void => void print(`Values: seed ${SEED}, ${RUNS} runs each (repeat with SEED=${SEED})`);

/** A value for every refusal, and for everything that stands for nothing. */
export const outcome = (convert: () => unknown): unknown => {
	try {
		return convert();
	} catch (error) {
		return error instanceof BadValue ? 'refused' : error;
	}
};

/** As luxon makes it. */
export const dateTime = (ms: number) => ({
	toMillis: () => ms,
	toISO: () => new Date(ms).toISOString(),
	toISODate: () => new Date(ms).toISOString().slice(0, 10),
});
