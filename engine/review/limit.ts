/** How long an answer is waited for, and what comes out when none came. */

import type { IDataObject } from 'n8n-workflow';
import { collection } from '../convert/list';
import { isoMoment, unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice } from '../convert/text';
import type { Question, ReadParameter } from './question';

const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const;

/** When the waiting ends; undefined: never. Throws `BadValue`, also for a moment that has passed. */
export function readLimit(read: ReadParameter, nowMs: number): Date | undefined {
	const { limitWaitTime } = collection(read('options'), 'Options');
	const { values } = collection(limitWaitTime, 'Limit Wait Time');
	if (values === undefined) return undefined;
	const { limitType, resumeAmount, resumeUnit, maxDateAndTime } = collection(values, 'Limit Wait Time');
	if (choice(['afterTimeInterval', 'atSpecifiedTime'], limitType ?? 'afterTimeInterval', 'Limit Type') === 'atSpecifiedTime') {
		const seconds = unixSeconds(maxDateAndTime, 'Max Date and Time');
		if (seconds * 1000 <= nowMs) throw new BadValue('Max Date and Time', `has passed already: ${isoMoment(seconds, 'Max Date and Time')}`);
		return new Date(seconds * 1000);
	}
	const unit = choice(Object.keys(UNITS), resumeUnit ?? 'hours', 'Unit') as keyof typeof UNITS;
	const seconds = number(resumeAmount ?? 1, 'Amount') * UNITS[unit];
	if (seconds <= 0) throw new BadValue('Amount', 'has to be more than 0');
	return new Date(nowMs + seconds * 1000);
}

const OUTCOMES = ['decline', 'undecided', 'approve'] as const;

/** What the output says when nobody answered in time. Throws `BadValue`. */
export function readTimeUp(read: ReadParameter, { type, draft }: Question): IDataObject {
	const outcome = choice(
		OUTCOMES,
		collection(read('options'), 'Options').whenTimeIsUp ?? 'decline',
		'When Time Is Up',
	) as (typeof OUTCOMES)[number];
	const approved = outcome === 'undecided' ? null : outcome === 'approve';
	switch (type) {
		case 'approval':
			return { approved, timedOut: true };
		case 'editAndApprove':
			return { approved, text: approved ? draft : null, edited: false, timedOut: true };
		default:
			return { ...(type === 'freeText' ? { text: null } : {}), timedOut: true };
	}
}
