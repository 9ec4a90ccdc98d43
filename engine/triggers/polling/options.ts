/** What people chose among the options, as plain values. */

import { collection } from '../../convert/list';
import { unixSeconds } from '../../convert/moment';
import { number } from '../../convert/number';
import { isEmpty } from '../../execute/values';

export interface PollingOptions {
	event: string;
	/** Unix seconds; absent: from the activation on. */
	startAt?: number;
	most: number;
	lookBackSeconds: number;
}

export const DEFAULT_MOST = 1000;
export const DEFAULT_LOOK_BACK_MINUTES = 15;

/** @throws BadValue */
export function readOptions(read: (name: string) => unknown): PollingOptions {
	const { startFrom, maxItems, lookBackMinutes } = collection(read('options'), 'Options');
	return {
		event: String(read('event')),
		...(isEmpty(startFrom ?? '') ? {} : { startAt: unixSeconds(startFrom, 'Start From') }),
		most: number(maxItems ?? DEFAULT_MOST, 'Max Items per Poll', { whole: true, min: 1, max: 10_000 }),
		lookBackSeconds: 60 * number(lookBackMinutes ?? DEFAULT_LOOK_BACK_MINUTES, 'Look Back (Minutes)', { whole: true, min: 0, max: 24 * 60 }),
	};
}
