/** What a question to a customer remembers. It is kept with the execution, so it outlives a restart of n8n and a retry. */

import type { IExecuteFunctions } from 'n8n-workflow';
import type { Asked } from '../../procedures/customer-answer';

/** A reply that was about to be sent. */
export interface Attempt {
	/** Tells replies apart. */
	key: string;
	/** The last part of the conversation before it. */
	after: string | null;
	/** Milliseconds. */
	at: number;
	/** Intercom has said that it was. */
	sent?: boolean;
}

/** A question that was sent. */
export interface Waiting extends Asked {
	conversationId: string;
	/** Of its attempt. */
	key: string;
	/** Milliseconds: since when, until when, and the longest pause between two looks. */
	sinceMs: number;
	untilMs: number;
	pauseMs: number;
	/** Questions before this one to which a message goes first, and since when this has been so. */
	behind: Record<string, number>;
}

export interface Memory {
	attempt?: Attempt;
	waiting?: Waiting;
}

/** Of this node in this execution. */
export const memoryOf = (host: IExecuteFunctions): Memory => host.getContext('node') as Memory;

/** What comes after in a loop is another question. */
export function forget(memory: Memory): void {
	delete memory.attempt;
	delete memory.waiting;
}

/** n8n looks for executions whose time has come once a minute. */
const SHORTEST_PAUSE_MS = 60_000;

/** Soon after the question it is looked often, later less: after a tenth of the time that has passed. */
export function nextLook({ sinceMs, untilMs, pauseMs }: Pick<Waiting, 'sinceMs' | 'untilMs' | 'pauseMs'>, nowMs: number): Date {
	const pause = Math.min(Math.max((nowMs - sinceMs) / 10, SHORTEST_PAUSE_MS), Math.max(pauseMs, SHORTEST_PAUSE_MS));
	return new Date(Math.min(nowMs + pause, Math.max(untilMs, nowMs + 1000)));
}

/** A question that has let its message lie for so long does not wait any more: its execution was stopped. */
export const graceMs = ({ pauseMs }: Pick<Waiting, 'pauseMs'>): number => 2 * Math.max(pauseMs, SHORTEST_PAUSE_MS) + 300_000;
