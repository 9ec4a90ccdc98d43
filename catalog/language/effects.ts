/** What an operation does to the workspace: a fact of its row, derived from its endpoints and its name where they say it. */

import { isReading } from '../../intercom/request';
import type { Operation } from './types';

/** `destroys`: deletes, blocks, redacts or merges. */
export type Effect = 'reads' | 'writes' | 'destroys';

/** The first word of an action is what it does. */
const DESTROYING = /^(Delete|Block|Redact|Merge)\b/;

export function effectOf(operation: Pick<Operation, 'request' | 'deletes' | 'destroys' | 'action'>): Effect {
	const { request, deletes, destroys, action } = operation;
	if ((typeof request === 'string' ? [request] : request).every(isReading)) return 'reads';
	return (destroys ?? (deletes === true || DESTROYING.test(action))) ? 'destroys' : 'writes';
}
