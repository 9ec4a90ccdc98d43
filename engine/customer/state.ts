/** What one wait for a customer knows. It travels in the item of the sub-workflow that looks, and so outlives a restart. */

import type { IDataObject } from 'n8n-workflow';
import type { Asked } from '../../procedures/customer-answer';

export interface Waiting extends Asked {
	/** Milliseconds. */
	untilMs: number;
	/** The longest pause between two looks, in milliseconds. */
	pauseMs: number;
	/** The place in the line of those who wait for the same customer; 0: not taken yet. */
	place: number;
}

/** n8n looks for executions whose time has come once a minute. */
export const SHORTEST_PAUSE_MS = 60_000;

/** Soon after the question it is looked often, later less: a tenth of the time that has passed. */
export function nextLook({ askedAt, untilMs, pauseMs }: Waiting, nowMs: number): Date {
	const pause = Math.min(Math.max((nowMs - askedAt * 1000) / 10, SHORTEST_PAUSE_MS), Math.max(pauseMs, SHORTEST_PAUSE_MS));
	return new Date(Math.min(nowMs + pause, Math.max(untilMs, nowMs + 1000)));
}

export const stateItem = (waiting: Waiting): IDataObject => ({ waiting: { ...waiting } });
