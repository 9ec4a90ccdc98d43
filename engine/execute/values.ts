/**
 * What people entered -> what Intercom expects, for each kind of field. How a value of a kind is read stands in
 * `convert/`, once for fields, attributes, searches and the options of triggers.
 */

import { toHtml } from '../../markup/to-html';
import type { Each, Field } from '../../catalog/language/types';
import { flag } from '../convert/flag';
import { digits } from '../convert/id';
import { json } from '../convert/json';
import { later } from '../convert/later';
import { choices, ids, texts } from '../convert/list';
import { isoDay, isoMoment, unixSeconds } from '../convert/moment';
import { number } from '../convert/number';
import { choice, email, text } from '../convert/text';
import type { Later } from '../describe/later';

/** The value leaves the field out of the request. */
export const NOTHING = Symbol('nothing');

/** Text without a character, null, and a list without entries. */
export const isEmpty = (value: unknown): boolean => value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** Kinds of which there can be several: an empty list has none. For JSON it is a value, for all others a wrong one. */
const SEVERAL: ReadonlyArray<Field['kind']> = ['texts', 'refs', 'choices', 'files'];

/** Whether a field was left empty. */
export const isBlank = ({ kind }: Field, value: unknown): boolean => isEmpty(value) && (!Array.isArray(value) || SEVERAL.includes(kind));

/** Converts one value that is not empty; refs are located before. Throws `BadValue`. */
export function convert(field: Field, value: unknown, label: string): unknown {
	switch (field.kind) {
		case 'text':
			return field.markdown ? toHtml(text(value, label)) : text(value, label);
		case 'url':
		case 'file':
			return text(value, label);
		case 'email':
			return email(value, label);
		case 'number':
			return number(value, label, field);
		case 'flag':
			return flag(value, label);
		case 'choice':
			return choice(field.choices.map((one) => one.value), value, label);
		case 'choices':
			return choices(field.choices.map((one) => one.value), value, label);
		case 'files':
			return texts(value, label);
		case 'texts':
			return each(field.each, texts(value, label));
		case 'date':
			return field.as === 'day' ? isoDay(value, label) : field.as === 'iso' ? isoMoment(value, label) : unixSeconds(value, label);
		case 'later':
			return later(value as Later, label, { iso: field.iso, never: field.nullable });
		case 'json':
			return json(value, label, field.shape);
		case 'refs':
			return field.numeric ? ids(value, label).map((id) => digits(id, label)) : each(field.each, ids(value, label));
		default:
			return value;
	}
}

/** Wraps IDs as the row says. */
export function each(spec: Each | undefined, list: string[]): unknown {
	return spec ? list.map((id) => ({ [spec.key]: id, ...spec.also })) : list;
}
