/** What the option 'Allowed for Agents' permits. */

import { type Effect, effectOf } from '../../catalog/language/effects';
import type { Operation } from '../../catalog/language/types';
import { BadValue } from '../convert/refusal';
import { choice } from '../convert/text';
import { ALLOWANCES, type Allowance } from './options';

const PERMITTED: Record<Allowance, readonly Effect[]> = {
	everything: ['reads', 'writes', 'destroys'],
	nothingDestructive: ['reads', 'writes'],
	readingOnly: ['reads'],
};
const ONLY: Record<Allowance, string> = {
	everything: 'everything',
	nothingDestructive: 'nothing that deletes, blocks, redacts or merges',
	readingOnly: 'reading only',
};

/** A model sees the message alone, so all of it is said there. Throws `BadValue`. */
export function requireAllowed(operation: Operation, allowed: unknown): void {
	const allowance = choice(ALLOWANCES, allowed ?? 'everything', 'Allowed for Agents') as Allowance;
	if (PERMITTED[allowance].includes(effectOf(operation))) return;
	throw new BadValue(
		'Allowed for Agents',
		`is '${ONLY[allowance]}', so '${operation.action}' was refused and nothing was sent`,
		"Whoever keeps the workflow can change 'Allowed for Agents' in the options of the node.",
	);
}
