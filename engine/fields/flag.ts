/** True or false. */

import { flag as flagOf } from '../convert/flag';
import type { FieldKind } from './kind';
import { base } from './words';

export const flag: FieldKind<'flag'> = {
	properties: (shown) => [{ ...base(shown), type: 'boolean', default: shown.field.initial ?? false }],
	read: (_, raw, label) => flagOf(raw, label),
};
