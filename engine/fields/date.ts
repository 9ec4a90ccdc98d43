/** A moment: Unix seconds on the wire, ISO 8601, or the day alone. */

import { isoDay, isoMoment, unixSeconds } from '../convert/moment';
import type { FieldKind, FieldOf } from './kind';
import { base } from './words';

const onWire = ({ as }: FieldOf<'date'>, raw: unknown, label: string): string | number =>
	as === 'day' ? isoDay(raw, label) : as === 'iso' ? isoMoment(raw, label) : unixSeconds(raw, label);

export const date: FieldKind<'date'> = {
	properties: (shown) => [{ ...base(shown), type: 'dateTime', default: '' }],
	read: onWire,
	generated: (field) => (field.now ? onWire(field, Date.now(), '') : undefined),
};
