/**
 * Where the triggers of a workflow keep what they remember, so that no save of one takes away what another one knows.
 *
 * n8n saves the static data of a workflow as a whole, from copies of different age: every webhook request reads one of
 * its own from the database, a polling trigger works on the one that was read when the workflow was activated
 * (n8n 2.41: `LiveWebhooks`, `ActiveWorkflowManager`, `WorkflowStaticDataService`). Whoever saves puts the old state of
 * everybody else back. A node reaches only its own data and that of the workflow (`global`). Hence:
 *
 * - the process knows, for every trigger of ours it has met, what that trigger would keep now;
 * - whoever writes its own data writes that of its neighbours too, under one key of the workflow's data. A workflow with
 *   one trigger of ours has no such key;
 * - whoever reads gets all that was kept for it, wherever, and decides: the newest of it, or all of it.
 *
 * Where n8n hands out a copy of a node's data that it commits itself, together with the execution (durable cursors of
 * polling triggers), that copy alone is the truth, and nothing beside it is written.
 */

import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/** What both a poll and a webhook request offer. */
export type Keeping = Pick<IPollFunctions, 'getWorkflow' | 'getNode' | 'getWorkflowStaticData'>;

/** A flat object of texts and numbers: it is copied, compared and saved by the key. */
export type Kept = IDataObject;

/** In the workflow's data: ID of a trigger -> what it keeps, and when that was written, in Unix seconds. */
const SHARED_KEY = 'intercomTriggers';
const WRITTEN_KEY = 'written';

/** A trigger that is gone from the workflow leaves its part behind; nobody needs one of this age. */
const STALE_SECONDS = 30 * 86_400;

/** Workflows; those not used for longest are given up, because static data has what they keep. */
const MOST_WORKFLOWS = 500;

/**
 * What a trigger would keep now: flat, and complete.
 * @param found what static data has for it, from whatever process; none of it may get lost
 */
export type Current = (found: Kept | undefined) => Kept;

/** Workflow -> trigger -> what it would keep now. */
const known = new Map<string, Map<string, Current>>();

/** From now on, other triggers of the workflow keep for this one what `current` answers. */
export function introduce(host: Keeping, current: Current): void {
	if (!isLive(host.getWorkflowStaticData('node'))) return;
	const workflow = String(host.getWorkflow().id);
	const triggers = known.get(workflow) ?? new Map<string, Current>();
	known.delete(workflow);
	known.set(workflow, triggers.set(host.getNode().id, current));
	if (known.size > MOST_WORKFLOWS) known.delete(known.keys().next().value as string);
}

/** What this process would keep for the trigger; undefined where it has not met it. */
export const inProcess = (host: Keeping): Kept | undefined => known.get(String(host.getWorkflow().id))?.get(host.getNode().id)?.(undefined);

/** Everything that static data has for this trigger, in no order: at most what it wrote itself, and what another one wrote for it. */
export function keptFor(host: Keeping): Kept[] {
	const own = host.getWorkflowStaticData('node');
	const shared = isLive(own) ? sharedOf(host)[host.getNode().id] : undefined;
	return [own, shared].filter(isFlat).map((kept) => without(WRITTEN_KEY, kept)).filter((kept) => Object.keys(kept).length > 0);
}

/** Writes what this trigger keeps, in full, and what its neighbours keep. Nothing in between can see half of it: there is no await. */
export function keepFor(host: Keeping, kept: Kept): void {
	const own = host.getWorkflowStaticData('node');
	for (const key of Object.keys(own)) if (!Object.hasOwn(kept, key)) delete own[key];
	for (const [key, value] of Object.entries(kept)) if (own[key] !== value) own[key] = value;
	if (isLive(own)) keepForNeighbours(host);
}

/** Has n8n save the data also where nothing in it is new: it may have lost the mark that something is. */
export function remark(host: Keeping): void {
	const own = host.getWorkflowStaticData('node');
	for (const [key, value] of Object.entries(own).slice(0, 1)) own[key] = value;
}

/** Whether n8n saves the data together with the workflow's: it watches such data for changes. */
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
	const neighbours = [...(known.get(String(host.getWorkflow().id)) ?? [])].map(([id, current]) => [id, { ...current(flatOf(before[id])), [WRITTEN_KEY]: now }] as const);
	const after = new Map<string, unknown>([...strangers, ...neighbours]);
	// stands in this trigger's own data
	after.delete(own);
	if (after.size === Object.keys(before).length && [...after].every(([id, kept]) => same(flatOf(before[id]), kept as Kept))) return;
	host.getWorkflowStaticData('global')[SHARED_KEY] = Object.fromEntries(after) as IDataObject;
}

const flatOf = (value: unknown): Kept | undefined => (isFlat(value) ? value : undefined);

/** Whether two flat objects say the same, whenever they were written. */
export function same(one: Kept | undefined, other: Kept | undefined): boolean {
	if (!one || !other) return one === other;
	const keys = (kept: Kept) => Object.keys(kept).filter((key) => key !== WRITTEN_KEY);
	return keys(one).length === keys(other).length && keys(one).every((key) => one[key] === other[key]);
}
