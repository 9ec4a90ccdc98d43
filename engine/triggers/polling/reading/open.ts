/**
 * Records that had not come to the watched moment when they were read: calls that were not over. The newest are on the page
 * that is read anyway; of the others one is asked for with each poll, those that began lately more often than those that may
 * never end.
 */

import type { Poll, Walk } from './poll';

/** @param isFull this poll has already asked for more than what is new: every other time that has to do */
export async function askForOpen(poll: Poll, walk: Walk, isFull: boolean): Promise<void> {
	const { source, asked } = poll;
	const open = poll.open ?? new Map<string, number>();
	for (const [id, began] of open) if (began < walk.since - source.traits.lagSeconds) open.delete(id);
	for (const id of asked.keys()) if (!open.has(id)) asked.delete(id);
	poll.turn = isFull && !poll.turn;
	if (!source.one || !poll.hasTime || poll.turn) return;
	const due = ([id, began]: [string, number]): number => (walk.since - (asked.get(id) ?? began)) / Math.max(1, walk.since - began);
	const [id] = [...open].filter(([one]) => !walk.order.hasMet(one)).sort((a, b) => due(b) - due(a) || b[1] - a[1])[0] ?? [];
	if (id === undefined) return;
	const row = await source.one(id);
	asked.set(id, walk.since);
	if (!row) open.delete(id);
	else poll.gather({ rows: [row] }, walk.since);
}
