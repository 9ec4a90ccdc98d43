/** All kinds of fields, and the two things the engine does with any of them: show it, and read what was entered. */

import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../catalog/language/types';
import { isEmpty, isEmptyList } from '../convert/empty';
import { BadValue } from '../convert/refusal';
import { attributes } from './attributes';
import { choice, choices } from './choice';
import { date } from './date';
import { file, files } from './files';
import { flag } from './flag';
import { hours } from './hours';
import { json } from './json';
import { type Entered, type FieldKind, NOTHING, type Shown } from './kind';
import { later } from './later';
import { number } from './number';
import { ref } from './ref';
import { refs } from './refs';
import { rowsOf } from './rows';
import { search } from './search';
import { email, text, url } from './text';
import { texts } from './texts';

const kinds: { readonly [K in Field['kind']]: FieldKind<K> } = {
	attributes,
	choice,
	choices,
	date,
	email,
	file,
	files,
	flag,
	hours,
	json,
	later,
	number,
	ref,
	refs,
	rows: rowsOf({ propertiesOf, valueOf }),
	search,
	text,
	texts,
	url,
};

/** The kind of a field; what it is given is that very field. */
const kindOf = ({ kind }: Field) => kinds[kind] as unknown as FieldKind<Field['kind']>;

/** The n8n properties by which a field is entered. */
export function propertiesOf(shown: Shown): INodeProperties[] {
	return kindOf(shown.field).properties(shown);
}

/** What a field adds to the optional fields of its operation besides. */
export const extrasOf = (field: Field): INodeProperties[] => kindOf(field).extras?.(field) ?? [];

/** Whether a field is shown by itself whether it is required or not, and whether it is below all others. */
export const isLarge = (field: Field): boolean => kindOf(field).large !== undefined;
export const isLast = (field: Field): boolean => kindOf(field).large === 'last';

/** What was entered for a field of an operation, as the value of the request; `NOTHING` where nothing was. Throws `BadValue`. */
export function readField(shown: Shown, entered: Entered): unknown {
	const { field, param, label, place } = shown;
	const kind = kindOf(field);
	const raw = kind.gather ? kind.gather(shown, entered) : place === 'top' ? entered.read(param) : entered.added[param];
	const value = valueOf(field, raw, label, place === 'top' || entered.ignoreEmpty);
	return entered.ignoreEmpty && isEmptyList(value) ? NOTHING : value;
}

/** The same for one raw value. `skipEmpty`: an empty value means "not given"; otherwise it is what people want to send. */
function valueOf(field: Field, raw: unknown, label: string, skipEmpty: boolean): unknown {
	const kind = kindOf(field);
	if (raw === undefined) return kind.generated?.(field) ?? NOTHING;
	const isBlank = isEmpty(raw) && (kind.several === true || !Array.isArray(raw));
	const value = isBlank ? undefined : kind.read(field, raw, label);
	return value === undefined || (kind.several && isEmptyList(value)) ? emptied(field, label, skipEmpty) : value;
}

/** What an empty value becomes: null where Intercom takes it, an empty text or list where that is a value of its own. */
function emptied(field: Field, label: string, skip: boolean): unknown {
	const kind = kindOf(field);
	const generated = kind.generated?.(field);
	if (generated !== undefined) return generated;
	const empty = kind.emptied?.();
	if (skip || field.required || empty === NOTHING) return NOTHING;
	if (field.nullable) return null;
	if (empty === undefined)
		throw new BadValue(
			label,
			'is empty',
			"Remove the field, or turn on the option 'Ignore Empty Values' to leave out fields without a value.",
		);
	return empty;
}

export { NOTHING } from './kind';
export type { Entered, Read, Shown } from './kind';
