/** Opening hours: a day (or several at once), from when, until when. Intervals of minutes on the wire. */

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { forms } from '../convert/list';
import { number } from '../convert/number';
import { BadValue, shown as quoted } from '../convert/refusal';
import { text } from '../convert/text';
import { type FieldKind, NOTHING } from './kind';
import { base } from './words';

/** Days of the week, Monday first, and sets of them. */
const DAYS: Record<string, { name: string; days: readonly number[] }> = {
	everyDay: { name: 'Every Day', days: [0, 1, 2, 3, 4, 5, 6] },
	weekdays: { name: 'Monday to Friday', days: [0, 1, 2, 3, 4] },
	weekend: { name: 'Saturday and Sunday', days: [5, 6] },
	monday: { name: 'Monday', days: [0] },
	tuesday: { name: 'Tuesday', days: [1] },
	wednesday: { name: 'Wednesday', days: [2] },
	thursday: { name: 'Thursday', days: [3] },
	friday: { name: 'Friday', days: [4] },
	saturday: { name: 'Saturday', days: [5] },
	sunday: { name: 'Sunday', days: [6] },
};

/** What one form of the panel holds. */
interface Hours {
	day?: unknown;
	opens?: unknown;
	closes?: unknown;
}

function form(week: boolean): Pick<INodeProperties, 'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'> {
	const time = (name: string, label: string, initial: string): INodeProperties => ({
		displayName: label,
		name,
		type: 'string',
		default: initial,
		placeholder: `e.g. ${initial}`,
	});
	const day: INodeProperties = {
		displayName: 'Day',
		name: 'day',
		type: 'options',
		options: Object.entries(DAYS)
			.map(([value, { name }]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: 'weekdays',
	};
	const closes: INodeProperties = {
		...time('closes', 'Until', '17:00'),
		description: week ? 'A time before the one in From is on the next day' : 'Use 24:00 for midnight',
	};
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Hours',
		default: {},
		options: [{ displayName: 'Hours', name: 'rows', values: [...(week ? [day] : []), time('opens', 'From', '09:00'), closes] }],
	};
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** As Intercom has them: from midnight, or from the beginning of Monday. */
export interface Interval {
	start_minute: number;
	end_minute: number;
}

/** The forms of the panel, and intervals in Intercom's own form, in order. `week`: of a week, not of one day. Throws `BadValue`. */
export function intervals(week: boolean, raw: unknown, label: string): Interval[] {
	return forms(raw, 'rows', label)
		.flatMap((form, index) => intervalsIn(week, form, `${label} ${index + 1}`))
		.sort((a, b) => a.start_minute - b.start_minute);
}

function intervalsIn(week: boolean, form: IDataObject, place: string): Interval[] {
	if ('start_minute' in form) {
		const minute = (name: keyof Interval): number =>
			number(form[name], `${place}: ${name}`, { whole: true, min: 0, max: week ? WEEK : DAY });
		const interval = { start_minute: minute('start_minute'), end_minute: minute('end_minute') };
		if (interval.end_minute <= interval.start_minute) throw new BadValue(place, 'ends before it begins');
		return [interval];
	}
	const { day = 'weekdays', opens, closes } = form as Hours;
	const from = minutes(opens, `${place}: From`);
	const until = minutes(closes, `${place}: Until`);
	if (!week && until <= from) throw new BadValue(place, 'ends before it begins');
	return daysOf(week, day, `${place}: Day`).flatMap((number) =>
		withinWeek({ start_minute: number * DAY + from, end_minute: number * DAY + until + (until <= from ? DAY : 0) }),
	);
}

function daysOf(week: boolean, day: unknown, label: string): readonly number[] {
	if (!week) return [0];
	const name = text(day, label).trim();
	if (!Object.hasOwn(DAYS, name)) throw new BadValue(label, `cannot be ${quoted(name)}`, `Use one of: ${Object.keys(DAYS).join(', ')}.`);
	return DAYS[name].days;
}

/** `09:30` -> minutes since midnight. */
function minutes(value: unknown, label: string): number {
	const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text(value ?? '', label).trim()) ?? [];
	const total = Number(hour) * 60 + Number(minute);
	if (!(total <= DAY) || Number(minute) > 59)
		throw new BadValue(label, `is not a time of day: ${quoted(value)}`, 'Write it as 09:30; midnight at the end of a day is 24:00.');
	if (total % 15 !== 0) throw new BadValue(label, `has to be on a quarter of an hour, not ${quoted(value)}`);
	return total;
}

/** A Sunday night goes on at the beginning of the week. */
function withinWeek({ start_minute, end_minute }: Interval): Interval[] {
	return end_minute <= WEEK
		? [{ start_minute, end_minute }]
		: [
				{ start_minute, end_minute: WEEK },
				{ start_minute: 0, end_minute: end_minute - WEEK },
			];
}

export const hours: FieldKind<'hours'> = {
	properties: (shown) => [{ ...base(shown), ...form(shown.field.week === true) }],
	read: (field, raw, label) => {
		const found = intervals(field.week === true, raw, label);
		return found.length ? found : NOTHING;
	},
	emptied: () => NOTHING,
};
