/** What the process knows of a polling trigger beside what is kept: nothing is lost with it, it is only read again. */

import type { IPollFunctions } from 'n8n-workflow';
import { isLive, type Kept, same } from '../keeping/place';
import type { Book } from './book';
import { IntercomClock } from './reading/clock';

export interface Memory {
	/** The book as of the last poll, and what was kept of it, which is less. */
	book?: Book;
	kept?: Kept;
	keptMs: number;
	/** When the last poll ended. */
	polledMs?: number;
	/** The static data that the last poll worked with: n8n keeps it as long as the workflow stays active. */
	live?: object;
	clock: IntercomClock;
}

const MOST_TRIGGERS = 500;
const memories = new Map<string, Memory>();

/** @param isNew forgets what there was */
export function memoryOf(host: Pick<IPollFunctions, 'getWorkflow' | 'getNode'>, isNew = false): Memory {
	const name = triggerOf(host);
	const memory = (isNew ? undefined : memories.get(name)) ?? { keptMs: 0, clock: new IntercomClock() };
	memories.delete(name);
	memories.set(name, memory);
	if (memories.size > MOST_TRIGGERS) memories.delete(memories.keys().next().value as string);
	return memory;
}

/**
 * Whether n8n has nothing at all for the workflow. Then this is another one with the same ID, imported or emptied, whatever the
 * process remembers: of one that has polled, something is saved when it is switched on. Where n8n keeps the data of the node by
 * itself (durable cursors), that of the workflow says nothing: it stays empty.
 */
export function isNewWorkflow(host: IPollFunctions): boolean {
	const own = host.getWorkflowStaticData('node');
	if (!isLive(own)) return Object.keys(own).length === 0;
	const { workflow } = host as unknown as { workflow?: { staticData?: unknown } };
	const data = workflow?.staticData;
	if (typeof data !== 'object' || data === null) return false;
	return Object.entries(data).every(
		([name, value]) =>
			name.startsWith('__') ||
			(typeof value === 'object' && value !== null && !Object.keys(value as object).some((key) => !key.startsWith('__'))),
	);
}

export const triggerOf = (host: Pick<IPollFunctions, 'getWorkflow' | 'getNode'>): string => `${host.getWorkflow().id} ${host.getNode().id}`;

/** The book of the last poll, if nobody has kept another one since. */
export const bookIn = ({ book, kept }: Memory, newest: Kept | undefined): Book | undefined =>
	book && kept && newest && same(kept, newest) ? book : undefined;
