/** Numbers, whole or not, within a range. */

import { number as numberOf } from '../convert/number';
import type { FieldKind } from './kind';
import { base } from './words';

export const number: FieldKind<'number'> = {
	properties: (shown) => {
		const { min, max, initial } = shown.field;
		const typeOptions = { ...(min === undefined ? {} : { minValue: min }), ...(max === undefined ? {} : { maxValue: max }) };
		return [{ ...base(shown), type: 'number', default: initial ?? 0, ...(Object.keys(typeOptions).length ? { typeOptions } : {}) }];
	},
	read: (field, raw, label) => numberOf(raw, label, field),
};
