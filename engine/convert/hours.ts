/** Opening hours, as intervals of minutes. */

import type { IDataObject } from 'n8n-workflow';
import { DAYS, type Hours } from '../describe/hours';
import { forms } from './list';
import { number } from './number';
import { BadValue, shown } from './refusal';
import { text } from './text';

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** As Intercom has them: from midnight, or from the beginning of Monday. */
export interface Interval {
	start_minute: number;
	end_minute: number;
}

/** The forms of the panel, and intervals in Intercom's own form, in order. `week`: of a week, not of one day. Throws `BadValue`. */
export function hours(week: boolean, raw: unknown, label: string): Interval[] {
	return forms(raw, 'rows', label)
		.flatMap((form, index) => intervalsOf(week, form, `${label} ${index + 1}`))
		.sort((a, b) => a.start_minute - b.start_minute);
}

function intervalsOf(week: boolean, form: IDataObject, place: string): Interval[] {
	if ('start_minute' in form) {
		const minute = (name: keyof Interval): number => number(form[name], `${place}: ${name}`, { whole: true, min: 0, max: week ? WEEK : DAY });
		const interval = { start_minute: minute('start_minute'), end_minute: minute('end_minute') };
		if (interval.end_minute <= interval.start_minute) throw new BadValue(place, 'ends before it begins');
		return [interval];
	}
	const { day = 'weekdays', opens, closes } = form as Hours;
	const from = minutes(opens, `${place}: From`);
	const until = minutes(closes, `${place}: Until`);
	if (!week && until <= from) throw new BadValue(place, 'ends before it begins');
	return daysOf(week, day, `${place}: Day`).flatMap((number) => withinWeek({ start_minute: number * DAY + from, end_minute: number * DAY + until + (until <= from ? DAY : 0) }));
}

function daysOf(week: boolean, day: unknown, label: string): readonly number[] {
	if (!week) return [0];
	const name = text(day, label).trim();
	if (!Object.hasOwn(DAYS, name)) throw new BadValue(label, `cannot be ${shown(name)}`, `Use one of: ${Object.keys(DAYS).join(', ')}.`);
	return DAYS[name].days;
}

/** `09:30` -> minutes since midnight. */
function minutes(value: unknown, label: string): number {
	const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text(value ?? '', label).trim()) ?? [];
	const total = Number(hour) * 60 + Number(minute);
	if (!(total <= DAY) || Number(minute) > 59) throw new BadValue(label, `is not a time of day: ${shown(value)}`, 'Write it as 09:30; midnight at the end of a day is 24:00.');
	if (total % 15 !== 0) throw new BadValue(label, `has to be on a quarter of an hour, not ${shown(value)}`);
	return total;
}

/** A Sunday night goes on at the beginning of the week. */
function withinWeek({ start_minute, end_minute }: Interval): Interval[] {
	return end_minute <= WEEK ? [{ start_minute, end_minute }] : [{ start_minute, end_minute: WEEK }, { start_minute: 0, end_minute: end_minute - WEEK }];
}
