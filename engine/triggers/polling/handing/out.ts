/**
 * What was handed to n8n and may not have started an execution. n8n saves the static data of a workflow before it creates
 * the execution, and it does not say afterwards that it did (2.41, unless its durable poll cursors are switched on: then
 * both are one transaction). So the state that is saved with a hand-out says what was in it, and whoever reads that state and
 * does not know what became of it hands the same out once more. The first step of an execution leaves out what an execution
 * before it has had (first-step.ts).
 */

import type { State } from '../follow';
import { Seen } from '../seen';

export interface Out {
	/** Names it among all hand-outs of the trigger. */
	id: string;
	/** Everything in it can be read again from this moment on; Unix seconds. */
	low: number;
	/** What was in it. */
	keys: Seen;
	/** What was known of the fields of its records before; see `Compared.entries`. */
	before: string;
}

/** More than one only where n8n takes longer to begin an execution than until the next poll. */
const MOST_OUT = 5;

export function outOf(id: string, { low }: State, found: ReadonlyArray<{ at: number; identity: string }>): Out {
	const keys = new Seen();
	for (const { at, identity } of found) keys.add(at, identity);
	return { id, low: found.reduce((lowest, { at }) => Math.min(lowest, at), low), keys, before: '' };
}

/** As if what is in doubt had not been handed out. */
export function takenBack(state: State, doubtful: readonly Out[]): State {
	if (!doubtful.length) return state;
	const seen = new Seen(state.seen.text());
	for (const { keys } of doubtful) seen.reopen(keys, state.low);
	const low = Math.min(state.low, ...doubtful.map((out) => out.low));
	// calls that are over by now were open then: all that may have been are looked at
	const former = state.former ?? state.open;
	return { ...state, seen, low, upTo: low, open: undefined, ...(former ? { former } : {}), place: undefined, passing: undefined };
}

/** One line each. */
export const textOf = (outs: readonly Out[]): string =>
	outs
		.slice(-MOST_OUT)
		.map(({ id, low, keys, before }) => [id, low.toString(36), keys.text(), before].join('\t'))
		.join('\n');

export function outsIn(text: unknown): Out[] {
	return (typeof text === 'string' ? text : '').split('\n').flatMap((line) => {
		const [id, low, keys, before = ''] = line.split('\t');
		return id && parseInt(low, 36) > 0 ? [{ id, low: parseInt(low, 36), keys: new Seen(keys), before }] : [];
	});
}
