/**
 * The first step of an execution started by a webhook: ends it if another execution has had the event. A webhook process knows only its
 * own deliveries and what others have saved by now; in queue mode, duplicates across processes can only be detected here.
 */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { keptFor } from '../keeping/place';
import { entriesIn } from '../memory';
import { isFirst, removeRow } from './rows';

/** Property of the item beside `json`: the event's key in `Memory`. */
const EVENT = 'intercomEvent';

/** Events received by this process whose executions have not begun. */
const taken = new Set<string>();
const MOST_TAKEN = 10_000;

/** The item of an execution that is about to start, with its event. */
export function named(item: INodeExecutionData, event: string): INodeExecutionData {
	taken.add(event);
	if (taken.size > MOST_TAKEN) taken.delete(taken.values().next().value as string);
	return { ...item, [EVENT]: event as never };
}

const nameOf = (item: INodeExecutionData): string | undefined => item[EVENT] as unknown as string | undefined;

const unnamed = (item: INodeExecutionData): INodeExecutionData =>
	Object.fromEntries(Object.entries(item).filter(([key]) => key !== EVENT)) as unknown as INodeExecutionData;

export async function firstStep(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	const event = items.map(nameOf).find(Boolean);
	const isOver = event !== undefined && (await hadBefore(host, event));
	return [isOver ? [] : items.map(unnamed)];
}

/** Without the table nothing counts as a duplicate: twice is better than never. */
async function hadBefore(host: IExecuteFunctions, event: string): Promise<boolean> {
	// received by this process, which deduplicates itself; and retries are meant to run again
	if (taken.delete(event) || host.getMode() === 'retry') return false;
	try {
		const isRepeated = !(await isFirst(host, event));
		await tidy(host, event);
		return isRepeated;
	} catch (error) {
		host.logger.warn(`${host.getNode().name}: n8n's table of processed data could not be asked: ${(error as Error).message}`);
		return false;
	}
}

/** How long rows are kept. Intercom retries after a minute; what comes later is known from static data. */
const KEPT_MS = 15 * 60_000;
/** Maximum number of old rows removed per execution, which adds one. */
const MOST_REMOVED = 5;

interface Row {
	event: string;
	at: number;
}

/** Trigger -> rows that may exist, oldest first. */
const rows = new Map<string, Row[]>();
const MOST_TRIGGERS = 500;

/** Removes old rows, including those of earlier processes that static data knows of. */
async function tidy(host: IExecuteFunctions, event: string): Promise<void> {
	const trigger = `${host.getWorkflow().id} ${host.getNode().id}`;
	const all = rows.get(trigger) ?? kept(host);
	rows.delete(trigger);
	rows.set(trigger, all);
	if (rows.size > MOST_TRIGGERS) rows.delete(rows.keys().next().value as string);
	all.push({ event, at: Date.now() });
	const young = all.findIndex(({ at }) => at > Date.now() - KEPT_MS);
	for (const old of all.splice(0, Math.min(young, MOST_REMOVED))) await removeRow(host, old.event);
}

const kept = (host: IExecuteFunctions): Row[] =>
	keptFor(host)
		.flatMap(({ seen }) => entriesIn(seen))
		.map(([key, seconds]) => ({ event: key, at: seconds * 1000 }))
		.sort((one, other) => one.at - other.at);
