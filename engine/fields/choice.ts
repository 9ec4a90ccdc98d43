/** One or several values of a fixed set. */

import type { Choice } from '../../catalog/language/types';
import { choices as chosenOf } from '../convert/list';
import { choice as oneOf } from '../convert/text';
import type { FieldKind } from './kind';
import { base, optionsOf } from './words';

const valuesOf = (choices: readonly Choice[]): string[] => choices.map(({ value }) => value);

export const choice: FieldKind<'choice'> = {
	properties: (shown) => [
		{
			...base(shown),
			type: 'options',
			options: optionsOf(shown.field.choices),
			default: shown.field.initial ?? shown.field.choices[0].value,
		},
	],
	read: (field, raw, label) => oneOf(valuesOf(field.choices), raw, label),
};

export const choices: FieldKind<'choices'> = {
	properties: (shown) => [{ ...base(shown), type: 'multiOptions', options: optionsOf(shown.field.choices), default: [] }],
	read: (field, raw, label) => chosenOf(valuesOf(field.choices), raw, label),
	several: true,
	emptied: () => [],
};
