/** Files of the input item, by the names of its binary fields. They are fetched when the item's turn comes (engine/files/input.ts). */

import { texts } from '../convert/list';
import { text } from '../convert/text';
import type { FieldKind } from './kind';
import { base, sentence, separated } from './words';

export const files: FieldKind<'files'> = {
	properties: (shown) => {
		const { about = 'Names of the binary fields of the input item that hold the files', initial = '' } = shown.field;
		return [{ ...base(shown), type: 'string', default: initial, ...sentence(separated(about)), placeholder: 'e.g. data' }];
	},
	read: (_, raw, label) => texts(raw, label),
	several: true,
};

export const file: FieldKind<'file'> = {
	properties: (shown) => {
		const { about = 'Name of the binary field of the input item that holds the file', initial = 'data' } = shown.field;
		return [{ ...base(shown), type: 'string', default: initial, ...sentence(about), placeholder: 'e.g. data' }];
	},
	read: (_, raw, label) => text(raw, label),
};
