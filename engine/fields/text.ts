/** Texts: of any kind, email addresses, addresses on the web. */

import { randomUUID } from 'node:crypto';
import { toHtml } from '../../markup/to-html';
import { email as emailAddress, text as plainText } from '../convert/text';
import type { FieldKind } from './kind';
import { base, eg } from './words';

export const text: FieldKind<'text'> = {
	properties: (shown) => {
		const { rows, secret, initial, example } = shown.field;
		const typeOptions = { ...(rows ? { rows } : {}), ...(secret ? { password: true } : {}) };
		return [{ ...base(shown), type: 'string', default: initial ?? '', ...eg(example), ...(rows || secret ? { typeOptions } : {}) }];
	},
	read: ({ markdown }, raw, label) => (markdown ? toHtml(plainText(raw, label)) : plainText(raw, label)),
	generated: ({ generate }) => (generate ? randomUUID() : undefined),
	emptied: () => '',
};

export const email: FieldKind<'email'> = {
	// n8n's own wording of the example
	properties: (shown) => [{ ...base(shown), type: 'string', default: '', placeholder: 'name@email.com' }],
	read: (_, raw, label) => emailAddress(raw, label),
};

export const url: FieldKind<'url'> = {
	properties: (shown) => [{ ...base(shown), type: 'string', default: '', placeholder: 'e.g. https://example.com' }],
	read: (_, raw, label) => plainText(raw, label),
	emptied: () => '',
};
