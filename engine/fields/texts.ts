/** A list of texts, entered with commas. */

import type { Each } from '../../catalog/language/types';
import { texts as textsOf } from '../convert/list';
import type { FieldKind } from './kind';
import { base, eg, sentence, separated } from './words';

/** Wraps every entry as the row says: `{ key: 'id' }` -> `[{ id: '1' }, { id: '2' }]`. */
export const each = (spec: Each | undefined, list: string[]): unknown[] =>
	spec ? list.map((entry) => ({ [spec.key]: entry, ...spec.also })) : list;

export const texts: FieldKind<'texts'> = {
	properties: (shown) => [
		{ ...base(shown), type: 'string', default: '', ...sentence(separated(shown.field.about)), ...eg(shown.field.example) },
	],
	read: (field, raw, label) => each(field.each, textsOf(raw, label)),
	several: true,
	emptied: () => [],
};
