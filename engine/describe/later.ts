/** A moment to come: "3 days from now", or a date. Several parameters by themselves, one form inside a collection. */

import type { INodeProperties } from 'n8n-workflow';
import type { Slot } from '../plan';

export const UNITS = { minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 } as const;

/** What the panel holds; `at` is a date. */
export interface Later {
	mode?: unknown;
	amount?: unknown;
	unit?: unknown;
	at?: unknown;
}

/** n8n's names of the parameters behind a moment that is shown by itself. */
export const laterParams = (param: string): Record<keyof Later, string> => ({ mode: `${param}Mode`, amount: `${param}Amount`, unit: `${param}Unit`, at: param });

/** `never`: that nothing is to come can be said too. */
function properties(label: string, names: Record<keyof Later, string>, never = false): INodeProperties[] {
	const only = (mode: string): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { [names.mode]: [mode] } } });
	return [
		{
			displayName: label,
			name: names.mode,
			type: 'options',
			options: [
				{ name: 'At a Date', value: 'at' },
				{ name: 'From Now', value: 'fromNow' },
				...(never ? [{ name: 'Not at All', value: 'never' }] : []),
			],
			default: 'fromNow',
		},
		{ displayName: 'Amount', name: names.amount, type: 'number', typeOptions: { minValue: 1 }, default: 1, ...only('fromNow') },
		{ displayName: 'Unit', name: names.unit, type: 'options', options: Object.keys(UNITS).sort().map((unit) => ({ name: unit.charAt(0).toUpperCase() + unit.slice(1), value: unit })), default: 'days', ...only('fromNow') },
		{ displayName: 'Date', name: names.at, type: 'dateTime', default: '', ...only('at') },
	];
}

export const laterProperties = ({ label, param }: Pick<Slot, 'label' | 'param'>): INodeProperties[] => properties(label, laterParams(param));

export const laterForm = ({ label, param, field }: Pick<Slot, 'label' | 'param' | 'field'>): INodeProperties => ({
	displayName: label,
	name: param,
	...(field.about ? { description: field.about } : {}),
	type: 'fixedCollection',
	default: {},
	placeholder: 'Choose Moment',
	options: [{ displayName: 'Moment', name: 'moment', values: properties('When', { mode: 'mode', amount: 'amount', unit: 'unit', at: 'at' }, field.nullable) }],
});
