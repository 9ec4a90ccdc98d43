/**
 * Rows of n8n's table of processed data, which all its processes share: one for each event, for as long as it can be repeated.
 *
 * n8n (2.41) has one row per node there. It looks whether there is one and then makes it, or writes it anew as a whole. The
 * writing loses what another process writes at the same moment; the making cannot be done twice, because workflow and node are
 * the key of the table. So every event gets a row of its own, under the ID of the node and its name, and whoever makes
 * it is the first.
 */

import type { IExecuteFunctions } from 'n8n-workflow';

/** A row has three entries or so. Should n8n ever name rows in another way, all events share one, and that has an end too. */
const HOW = { mode: 'entries', maxEntries: 1000 } as const;

/**
 * Whether this execution is the first one with the event. The same execution may ask again: n8n may run it once more after its worker was lost.
 * @throws what n8n's database says twice in a row
 */
export async function isFirst(host: IExecuteFunctions, event: string, owner?: string): Promise<boolean> {
	const here = `execution ${host.getExecutionId()}`;
	const ask = async () =>
		await inRow(host, event, async () => await host.helpers.checkProcessedAndRecord([event, here], 'node', HOW), owner);
	// of two executions that make the row at the same moment, one is refused; it then finds what the other one has made
	const { processed } = await ask().catch(ask);
	if (!processed.includes(event) || processed.includes(here)) return true;
	await takeFrom(host, event, [here], owner);
	return false;
}

export const removeRow = async (host: IExecuteFunctions, event: string, owner?: string): Promise<void> =>
	await inRow(host, event, async () => await host.helpers.clearAllProcessedItems('node', HOW), owner);

/** What was written into a row before, out of some entries; they stand in it from now on. */
export async function addTo(host: IExecuteFunctions, event: string, entries: string[], owner?: string): Promise<string[]> {
	const ask = async () => await inRow(host, event, async () => await host.helpers.checkProcessedAndRecord(entries, 'node', HOW), owner);
	return (await ask().catch(ask)).processed.map(String);
}

export const takeFrom = async (host: IExecuteFunctions, event: string, entries: string[], owner?: string): Promise<void> =>
	await inRow(host, event, async () => await host.helpers.removeProcessed(entries, 'node', HOW), owner);

/** How many entries a row has; 0: there is none. Changes nothing. */
export const sizeOf = async (host: IExecuteFunctions, event: string, owner?: string): Promise<number> =>
	await inRow(host, event, async () => await host.helpers.getProcessedDataCount('node', HOW), owner);

/**
 * n8n names a row by the ID of the node, which it reads before it waits for anything: for that long, the node has another one.
 * `owner`: what stands for the ID of the node, where several nodes share rows.
 */
function inRow<T>(host: IExecuteFunctions, event: string, ask: () => T, owner?: string): T {
	const { node } = host.getExecuteData();
	const { id } = node;
	node.id = `${owner ?? id} ${event}`;
	try {
		return ask();
	} finally {
		node.id = id;
	}
}
