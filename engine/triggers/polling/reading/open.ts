/**
 * Records that had not come to the watched moment when they were read: calls that were not over. The newest are on the page
 * that is read anyway; of the others one is asked for with each poll, those that began lately more often than those that may
 * never end.
 */

import type { Poll } from './poll';
import type { Walk } from './state';

/** The one to ask for; undefined where there is none. */
export function nextOpen({ source, asked, open = new Map<string, number>() }: Poll, walk: Walk): string | undefined {
	for (const [id, began] of open) if (began < walk.sureSince - source.traits.lagSeconds) open.delete(id);
	for (const id of asked.keys()) if (!open.has(id)) asked.delete(id);
	if (!source.one) return undefined;
	const due = ([id, began]: [string, number]): number => (walk.since - (asked.get(id) ?? began)) / Math.max(1, walk.since - began);
	const [next] = [...open].filter(([id]) => !walk.order.hasMet(id)).sort((a, b) => due(b) - due(a) || b[1] - a[1]);
	return next?.[0];
}

export async function askFor(id: string, poll: Poll, walk: Walk): Promise<void> {
	if (!poll.hasTime) return;
	const row = await poll.source.one?.(id);
	poll.asked.set(id, walk.since);
	if (row) poll.gather({ rows: [row] }, walk.since);
	else poll.open?.delete(id);
}
