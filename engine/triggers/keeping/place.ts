/**
 * Storage for the triggers of a workflow, so that no save of one overwrites the state of another.
 *
 * n8n saves the static data of a workflow as a whole, from copies of different age: every webhook request reads its own
 * from the database, a polling trigger uses the one read on activation (n8n 2.41: `LiveWebhooks`, `ActiveWorkflowManager`,
 * `WorkflowStaticDataService`). Every save restores the old state of all other nodes, and a node can access only its own data and that of
 * the workflow (`global`). Therefore:
 *
 * - the process knows the current state of every trigger of ours it has met;
 * - a trigger that writes its own state also writes that of its neighbors, under one key of the workflow's data, which a workflow with
 *   a single trigger of ours does not have;
 * - a trigger that reads gets everything saved for it, and uses the newest or all of it.
 *
 * Where n8n commits a copy of the node's data together with the execution (durable cursors of polling triggers), that copy
 * alone counts, and nothing else is written.
 */

import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/** Available in polls and in webhook requests. */
export type Keeping = Pick<IPollFunctions, 'getWorkflow' | 'getNode' | 'getWorkflowStaticData'>;

/** A flat object of strings and numbers, copied, compared and saved key by key. */
export type Kept = IDataObject;

/** Key in the workflow's data: trigger ID -> its state, and when it was written (Unix seconds). */
const SHARED_KEY = 'intercomTriggers';
const WRITTEN_KEY = 'written';

/** State of removed triggers is dropped at this age. */
const STALE_SECONDS = 30 * 86_400;

/** Maximum number of workflows; the least recently used are dropped: static data has their state. */
const MOST_WORKFLOWS = 500;

/**
 * Returns the complete current state of a trigger.
 * @param found its state in static data, from any process; must not get lost
 */
export type Current = (found: Kept | undefined) => Kept;

/** Workflow -> trigger -> its current state. */
const known = new Map<string, Map<string, Current>>();

/** Registers a trigger: its neighbors save what `current` returns. */
export function introduce(host: Keeping, current: Current): void {
	if (!isLive(host.getWorkflowStaticData('node'))) return;
	const workflow = String(host.getWorkflow().id);
	const triggers = known.get(workflow) ?? new Map<string, Current>();
	known.delete(workflow);
	known.set(workflow, triggers.set(host.getNode().id, current));
	if (known.size > MOST_WORKFLOWS) known.delete(known.keys().next().value as string);
}

/** The trigger's state in this process; undefined if it is not registered. */
export const inProcess = (host: Keeping): Kept | undefined => known.get(String(host.getWorkflow().id))?.get(host.getNode().id)?.(undefined);

/** The trigger's states in static data, unordered: written by itself, and by a neighbor. */
export function keptFor(host: Keeping): Kept[] {
	const own = host.getWorkflowStaticData('node');
	const shared = isLive(own) ? sharedOf(host)[host.getNode().id] : undefined;
	return [own, shared]
		.filter(isFlat)
		.map((kept) => without(WRITTEN_KEY, kept))
		.filter((kept) => Object.keys(kept).length > 0);
}

/** Writes the complete state of this trigger, and those of its neighbors. Atomic, as there is no await. */
export function keepFor(host: Keeping, kept: Kept): void {
	const own = host.getWorkflowStaticData('node');
	for (const key of Object.keys(own)) if (!Object.hasOwn(kept, key)) delete own[key];
	for (const [key, value] of Object.entries(kept)) if (own[key] !== value) own[key] = value;
	if (isLive(own)) keepForNeighbours(host);
}

/** Marks the data as changed, also if nothing is new: n8n may have lost the mark. */
export function remark(host: Keeping): void {
	const own = host.getWorkflowStaticData('node');
	for (const [key, value] of Object.entries(own).slice(0, 1)) own[key] = value;
}

/** Whether n8n saves the data with the workflow: such data is observed for changes. */
export const isLive = (own: Kept): boolean => '__dataChanged' in own;

const isFlat = (value: unknown): value is Kept => typeof value === 'object' && value !== null && !Array.isArray(value);

export const without = (key: string, kept: Kept): Kept => Object.fromEntries(Object.entries(kept).filter(([name]) => name !== key));

function sharedOf(host: Keeping): Record<string, unknown> {
	const { [SHARED_KEY]: shared } = host.getWorkflowStaticData('global');
	return isFlat(shared) ? shared : {};
}

function keepForNeighbours(host: Keeping): void {
	const now = Math.floor(Date.now() / 1000);
	const own = host.getNode().id;
	const before = sharedOf(host);
	const strangers = Object.entries(before).filter(([, kept]) => isFlat(kept) && Number(kept[WRITTEN_KEY]) > now - STALE_SECONDS);
	const neighbours = [...(known.get(String(host.getWorkflow().id)) ?? [])].map(
		([id, current]) => [id, { ...current(flatOf(before[id])), [WRITTEN_KEY]: now }] as const,
	);
	const after = new Map<string, unknown>([...strangers, ...neighbours]);
	// is in this trigger's own data
	after.delete(own);
	if (after.size === Object.keys(before).length && [...after].every(([id, kept]) => same(flatOf(before[id]), kept as Kept))) return;
	host.getWorkflowStaticData('global')[SHARED_KEY] = Object.fromEntries(after) as IDataObject;
}

const flatOf = (value: unknown): Kept | undefined => (isFlat(value) ? value : undefined);

/** Whether two states are equal, apart from when they were written. */
export function same(one: Kept | undefined, other: Kept | undefined): boolean {
	if (!one || !other) return one === other;
	const keys = (kept: Kept) => Object.keys(kept).filter((key) => key !== WRITTEN_KEY);
	return keys(one).length === keys(other).length && keys(one).every((key) => one[key] === other[key]);
}
