/** Opening hours: a day (or several at once), from when, until when. */

import type { INodeProperties } from 'n8n-workflow';

/** Days of the week, Monday first, and sets of them. */
export const DAYS: Record<string, { name: string; days: readonly number[] }> = {
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
export interface Hours {
	day?: unknown;
	opens?: unknown;
	closes?: unknown;
}

export function hoursForm(week: boolean): Pick<INodeProperties, 'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'> {
	const time = (name: string, label: string, initial: string): INodeProperties => ({ displayName: label, name, type: 'string', default: initial, placeholder: `e.g. ${initial}` });
	const day: INodeProperties = {
		displayName: 'Day',
		name: 'day',
		type: 'options',
		options: Object.entries(DAYS).map(([value, { name }]) => ({ name, value })).sort((a, b) => a.name.localeCompare(b.name)),
		default: 'weekdays',
	};
	const closes: INodeProperties = { ...time('closes', 'Until', '17:00'), description: week ? 'A time before the one in From is on the next day' : 'Use 24:00 for midnight' };
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Hours',
		default: {},
		options: [{ displayName: 'Hours', name: 'rows', values: [...(week ? [day] : []), time('opens', 'From', '09:00'), closes] }],
	};
}
