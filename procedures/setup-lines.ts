/** The lines of Check Setup, and what an answer that did not come says. */

import { IntercomError } from '../intercom/errors';
import type { Json } from '../intercom/json';
import { rethrown } from '../intercom/rethrown';

export type Status = 'ok' | 'warning' | 'failed' | 'not known';

/** A line of the output. */
export interface Line {
	check: string;
	status: Status;
	found: string;
	/** What to do; null where nothing is to be done. */
	remedy: string | null;
	/** Nodes and resources that need it; null where all do. */
	needed_for: string | null;
}

export const line = (
	check: string,
	status: Status,
	found: string,
	remedy: string | null = null,
	neededFor: string | null = null,
): Line => ({ check, status, found, remedy, needed_for: neededFor });

/** The answer, or why there is none. Rejects where the execution is cancelled. */
export async function answerOf(ask: () => Promise<Json>): Promise<Json | IntercomError> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof IntercomError) return error;
		throw rethrown(error);
	}
}

/** What Intercom said, or why it did not. */
export function reasonOf(error: IntercomError): string {
	const { status, foreign, errors = [], loss, notSent } = error.details;
	const said = errors.map(({ message, code }) => [message, code && `(${code})`].filter(Boolean).join(' ')).filter(Boolean);
	if (notSent) return 'It was not asked any more, because what was asked before ended without an answer';
	if (said.length) return `Intercom said: ${said.join('; ')}`;
	if (foreign) return `The answer (status ${status}) does not come from Intercom: ${foreign}`;
	if (error.kind === 'network') return loss === 'unreached' ? 'Intercom cannot be reached' : 'Intercom did not answer';
	return status === undefined ? error.message : `Intercom answered with status ${status}`;
}
