/** A moment to come: "3 days from now", or a date. Several parameters by themselves, one form inside a collection. */

import type { INodeProperties } from 'n8n-workflow';
import { forms } from '../convert/list';
import { isoMoment, unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice } from '../convert/text';
import type { FieldKind } from './kind';
import { base } from './words';

const UNITS = { minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 } as const;

/** What the panel holds; `at` is a date. */
export interface Later {
	mode?: unknown;
	amount?: unknown;
	unit?: unknown;
	at?: unknown;
}

/** n8n's names of the parameters behind a moment that is shown by itself. */
const paramsOf = (param: string): Record<keyof Later, string> => ({
	mode: `${param}Mode`,
	amount: `${param}Amount`,
	unit: `${param}Unit`,
	at: param,
});

/** `never`: that nothing is to come can be said too. */
function parameters(label: string, names: Record<keyof Later, string>, never = false): INodeProperties[] {
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
		{
			displayName: 'Unit',
			name: names.unit,
			type: 'options',
			options: Object.keys(UNITS)
				.sort()
				.map((unit) => ({ name: unit.charAt(0).toUpperCase() + unit.slice(1), value: unit })),
			default: 'days',
			...only('fromNow'),
		},
		{ displayName: 'Date', name: names.at, type: 'dateTime', default: '', ...only('at') },
	];
}

/** What the field allows: ISO 8601 on the wire, that nothing is to come. */
interface Ways {
	iso?: boolean;
	never?: boolean;
}

/** Unix seconds, or ISO 8601; null where nothing is to come. Throws `BadValue`, also for a moment that has passed. */
export function moment({ mode, ...entered }: Later, label: string, { iso, never }: Ways = {}): number | string | null {
	const way = choice(['at', 'fromNow', ...(never ? ['never'] : [])], mode ?? 'fromNow', label);
	if (way === 'never') return null;
	const seconds = way === 'at' ? toCome(entered, label) : fromNow(entered, label);
	return iso ? isoMoment(seconds, label) : seconds;
}

function toCome({ at }: Later, label: string): number {
	const seconds = unixSeconds(at, label);
	if (seconds * 1000 <= Date.now()) throw new BadValue(label, `has passed already: ${isoMoment(seconds, label)}`);
	return seconds;
}

function fromNow({ amount, unit }: Later, label: string): number {
	const name = choice(Object.keys(UNITS), unit ?? 'days', `${label}: Unit`) as keyof typeof UNITS;
	const span = number(amount, `${label}: Amount`) * UNITS[name];
	if (span <= 0) throw new BadValue(label, `has to be more than 0 ${name} from now`);
	return unixSeconds(Math.ceil(Date.now() / 1000 + span), label);
}

export const later: FieldKind<'later'> = {
	properties: (shown) => {
		const { label, param, field, place } = shown;
		if (place === 'top') return parameters(label, paramsOf(param));
		const values = parameters('When', { mode: 'mode', amount: 'amount', unit: 'unit', at: 'at' }, field.nullable);
		return [
			{
				...base(shown),
				type: 'fixedCollection',
				default: {},
				placeholder: 'Choose Moment',
				options: [{ displayName: 'Moment', name: 'moment', values }],
			},
		];
	},
	gather: ({ param, label, place }, { read, added }) => {
		if (place === 'collection') return forms(added[param], 'moment', label)[0];
		const names = paramsOf(param);
		return { mode: read(names.mode), amount: read(names.amount), unit: read(names.unit), at: read(names.at) };
	},
	read: ({ iso, nullable }, raw, label) => moment(raw as Later, label, { iso, never: nullable }),
};
