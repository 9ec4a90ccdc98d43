/** Any JSON. */

import { json as jsonOf } from '../convert/json';
import type { FieldKind } from './kind';
import { base } from './words';

export const json: FieldKind<'json'> = {
	properties: (shown) => {
		const { alwaysShown: top, required, shape } = shown.field;
		// shown by itself although optional, it starts empty: an empty object would be sent
		return [{ ...base(shown), type: 'json', default: top && !required ? '' : shape === 'array' ? '[]' : '{}' }];
	},
	read: (field, raw, label) => jsonOf(raw, label, field.shape),
};
