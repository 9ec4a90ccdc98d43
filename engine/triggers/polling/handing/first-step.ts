/**
 * The first step of an execution that a poll has started: leaves out what an execution before it has had. It asks n8n's table
 * of processed data, which all its processes share. The hand-outs of one trigger follow each other, so that it does not matter
 * that n8n reads the table and writes it in two steps.
 */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { handOutsOf, hasBegun, nameOf, unnamed } from './evidence';

/** Only the last hand-outs are ever in doubt: so many items are remembered at least, and so many times those of this one. */
const LEAST_NAMES = 500;
const TIMES = 3;

export async function firstStep(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	for (const handOut of handOutsOf(items)) hasBegun(handOut);
	// a retry is meant to run again what has run before
	const before = host.getMode() === 'retry' ? new Set() : await hadBefore(host, items.flatMap((item) => nameOf(item)?.own ?? []));
	return [items.filter((item) => !before.has(nameOf(item)?.own)).map(unnamed)];
}

/** Those that another execution has had. Without the table nothing is left out: twice is better than never. */
async function hadBefore(host: IExecuteFunctions, names: readonly string[]): Promise<ReadonlySet<unknown>> {
	if (!names.length) return new Set();
	// an execution that n8n runs once more, after its worker was lost, is the same one
	const here = `execution ${host.getExecutionId()}`;
	try {
		const { processed } = await host.helpers.checkProcessedAndRecord([...names, here], 'node', { mode: 'entries', maxEntries: Math.max(LEAST_NAMES, TIMES * names.length) });
		return new Set(processed.includes(here) ? [] : processed);
	} catch (error) {
		host.logger.warn(`${host.getNode().name}: n8n's table of processed data could not be asked: ${(error as Error).message}`);
		return new Set();
	}
}
