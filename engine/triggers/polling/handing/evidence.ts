/** What this process knows of what became of a hand-out. */

import type { INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import { steadyNow } from '../../../../intercom/steady';

/**
 * - `begun`: an execution has begun, or ended
 * - `failed`: n8n could not create one, or threw the hand-out away
 * - `given`: n8n has taken it, and has not said anything else
 */
type Fate = 'begun' | 'failed' | 'given';

interface Known {
	fate: Fate;
	sinceMs: number;
}

/** Longer than n8n waits for its database or its queue: an execution that could not be created has failed by then. */
const LONG_MS = 10 * 60_000;
const MOST_KNOWN = 2000;

const known = new Map<string, Known>();
/** Ways to n8n on which hand-outs have been heard of. */
const heard = new WeakSet<object>();
let hasHeard = false;

function note(id: string, fate: Fate): void {
	const { sinceMs = steadyNow() } = known.get(id) ?? {};
	known.delete(id);
	known.set(id, { fate, sinceMs });
	if (known.size > MOST_KNOWN) known.delete(known.keys().next().value as string);
}

/** An execution of this process has begun with it. */
export const hasBegun = (id: string): void => note(id, 'begun');

/**
 * What is to be thought of a hand-out: that an execution began with it, that it is to be handed out once more, or that this
 * cannot be told yet. @param isSame whether the process has gone on with the workflow ever since, and the hand-out was its own
 */
export function verdict(id: string, isSame: boolean): 'begun' | 'again' | 'open' {
	const { fate, sinceMs } = known.get(id) ?? { fate: undefined, sinceMs: 0 };
	switch (fate) {
		case 'begun':
			return 'begun';
		case 'failed':
			return 'again';
		case 'given':
			return steadyNow() - sinceMs > LONG_MS ? 'begun' : 'open';
		default:
			// n8n has not asked for it, although it does so before anything else; or it does not do so in a way that can be heard
			return isSame && !hasHeard ? 'begun' : 'again';
	}
}

/** A key of an item beside `json`: the name of its hand-out, and a name of its own that it has in every hand-out. */
const HAND_OUT = 'intercomHandOut';

export const named = (item: INodeExecutionData, handOut: string, own: string): INodeExecutionData => ({
	...item,
	[HAND_OUT]: `${handOut} ${own}` as never,
});

/** Undefined for an item that is of no hand-out. */
export function nameOf(item: INodeExecutionData): { handOut: string; own: string } | undefined {
	const [handOut, own] = String(item[HAND_OUT] ?? '').split(' ');
	return own ? { handOut, own } : undefined;
}

/** The item as it was. */
export const unnamed = (item: INodeExecutionData): INodeExecutionData =>
	Object.fromEntries(Object.entries(item).filter(([key]) => key !== HAND_OUT)) as unknown as INodeExecutionData;

/** The hand-outs that items are of. */
export const handOutsOf = (items: readonly INodeExecutionData[]): string[] => [
	...new Set(items.flatMap((item) => nameOf(item)?.handOut ?? [])),
];

/** From now on it is known which hand-outs n8n has taken, and of which it could not create an execution. */
export function listen(host: IPollFunctions): void {
	const { __emit: emit } = host;
	if (typeof emit !== 'function' || heard.has(host)) return;
	heard.add(host);
	host.__emit = (data, response, done) => {
		const names = handOutsOf(data.flat());
		hasHeard ||= names.length > 0;
		for (const name of names) note(name, 'failed');
		emit.call(host, data, response, done ?? (names.length && tells(host) ? outcome(host, names) : undefined));
		for (const name of names) note(name, 'given');
	};
}

/** Whether n8n says that it could not create an execution, and does not trip over being asked for it: since it has cursors. */
const tells = (host: IPollFunctions): boolean => '__commitCursor' in host;

type Done = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

function outcome(host: IPollFunctions, names: readonly string[]): Done {
	const done: Done = host.helpers.createDeferredPromise<IRun | undefined>();
	const all = (fate: Fate) => names.forEach((name) => note(name, fate));
	done.promise.then(
		() => all('begun'),
		(error: unknown) => all(wasBegun(error) ? 'begun' : 'failed'),
	);
	return done;
}

/** Whoever stops an execution, or a process that ends, rejects the promise of its end: it had begun. */
const wasBegun = (error: unknown): boolean => error instanceof Error && /cancel|NotFound/i.test(`${error.name} ${error.constructor.name}`);
