/**
 * The first step of an execution that a poll has started: leaves out what an execution before it has had. It asks n8n's table
 * of processed data, which all its processes share. The hand-outs of one trigger follow each other, so that it does not matter
 * that n8n reads the table and writes it in two steps.
 */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { handOutsOf, hasBegun, nameOf, unnamed } from './evidence';

/** Only the last hand-outs are ever in doubt: so many items are remembered at least, and so many times those of this one. */
const LEAST_NAMES = 500;
const TIMES = 4;

export async function firstStep(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	for (const handOut of handOutsOf(items)) hasBegun(handOut);
	// a retry is meant to run again what has run before
	const before: ReadonlySet<unknown> =
		host.getMode() === 'retry'
			? new Set()
			: await hadBefore(
					host,
					items.flatMap((item) => nameOf(item)?.own ?? []),
				);
	return [items.filter((item) => !before.has(nameOf(item)?.own)).map(unnamed)];
}

/** Those that another execution has had. Without the table nothing is left out: twice is better than never. */
async function hadBefore(host: IExecuteFunctions, names: readonly string[]): Promise<ReadonlySet<string>> {
	if (!names.length) return new Set();
	const maxEntries = Math.max(LEAST_NAMES, TIMES * names.length);
	const known = async (entries: string[]): Promise<string[]> =>
		(await host.helpers.checkProcessedAndRecord(entries, 'node', { mode: 'entries', maxEntries })).processed as string[];
	const here = `execution ${host.getExecutionId()}`;
	const leftOut = (name: string): string => `${name} not in ${here}`;
	try {
		const before = await known([...names, here]);
		if (!before.includes(here)) {
			if (before.length) await known(before.map(leftOut));
			return new Set(before);
		}
		// n8n runs an execution once more after its worker was lost: it leaves out what it left out before; from the third time on, nothing
		const again = await known([`${here} again`]);
		const others = again.length ? [] : await known(names.map(leftOut));
		return new Set(names.filter((name) => others.includes(leftOut(name))));
	} catch (error) {
		host.logger.warn(`${host.getNode().name}: n8n's table of processed data could not be asked: ${(error as Error).message}`);
		return new Set();
	}
}
