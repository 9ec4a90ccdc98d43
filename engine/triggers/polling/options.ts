/** What people chose among the options, as plain values. */

import type { Compared } from '../../../catalog/triggers/watches/compared';
import { collection, texts } from '../../convert/list';
import { unixSeconds } from '../../convert/moment';
import { number } from '../../convert/number';
import { BadValue, shown } from '../../convert/refusal';
import { choice } from '../../convert/text';
import { isEmpty } from '../../convert/empty';

export interface PollingOptions {
	event: string;
	/** Unix seconds; absent: from the activation on. */
	startAt?: number;
	most: number;
	lookBackSeconds: number;
	/** Whether to begin with what happens from now on when the trigger has been at rest. */
	beginsAnew: boolean;
	/** Changes of other fields do not count; empty: all do. */
	fields: string[];
}

export const WHEN_ACTIVE_AGAIN = [
	{ name: 'Begin From Now', value: 'now', description: 'Leave out what happened while the workflow was not active or n8n was not running' },
	{ name: 'Catch Up', value: 'catchUp', description: 'Output what happened while the workflow was not active or n8n was not running' },
];

export const DEFAULT_MOST = 1000;
export const DEFAULT_LOOK_BACK_MINUTES = 15;
/** An answer has what was there when it was asked for, and the time when it was sent: as far as a poll may take; seconds. */
const LEAST_LOOK_BACK = 60;

/** @param known the fields that can be compared, and the key under which a workspace has its own; absent: none can. @throws BadValue */
export function readOptions(read: (name: string) => unknown, known?: Compared): PollingOptions {
	const { startFrom, maxItems, lookBackMinutes, whenActiveAgain } = collection(read('options'), 'Options');
	return {
		event: String(read('event')),
		...(isEmpty(startFrom ?? '') ? {} : { startAt: unixSeconds(startFrom, 'Start From') }),
		most: number(maxItems ?? DEFAULT_MOST, 'Max Items per Poll', { whole: true, min: 1, max: 10_000 }),
		lookBackSeconds: Math.max(
			LEAST_LOOK_BACK,
			60 * number(lookBackMinutes ?? DEFAULT_LOOK_BACK_MINUTES, 'Look Back (Minutes)', { whole: true, min: 0, max: 24 * 60 }),
		),
		beginsAnew: choice(['catchUp', 'now'], whenActiveAgain ?? 'catchUp', 'When Active Again') === 'now',
		fields: known ? texts(read('changedFields') ?? [], CHANGED_FIELDS).map((field) => fieldIn(known, field)) : [],
	};
}

export const CHANGED_FIELDS = 'Changed Field Names or IDs';

function fieldIn({ fields, attributes }: Compared, name: string): string {
	if (Object.hasOwn(fields, name) || name.startsWith(`${attributes}.`)) return name;
	throw new BadValue(
		CHANGED_FIELDS,
		`cannot be ${shown(name)}`,
		`Choose from the list. Attributes of your own are written as ${attributes}.name.`,
	);
}
