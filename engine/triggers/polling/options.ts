/** What people chose among the options, as plain values. */

import type { IDataObject } from 'n8n-workflow';
import { BadValue, isEmpty, unixSeconds } from '../../execute/values';

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
	const options = (read('options') ?? {}) as IDataObject;
	const { startFrom } = options;
	return {
		event: String(read('event')),
		...(isEmpty(startFrom ?? '') ? {} : { startAt: unixSeconds(startFrom, 'Start From') }),
		most: whole(options.maxItems ?? DEFAULT_MOST, 'Max Items per Poll', 1, 10_000),
		lookBackSeconds: 60 * whole(options.lookBackMinutes ?? DEFAULT_LOOK_BACK_MINUTES, 'Look Back', 0, 24 * 60),
	};
}

function whole(value: unknown, label: string, min: number, max: number): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < min || number > max) throw new BadValue(label, `has to be a whole number from ${min} to ${max}, not ${JSON.stringify(value)}`);
	return number;
}
