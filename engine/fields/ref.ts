/** One record of another kind: chosen from a list, by ID, by address, or by a name that is looked up. */

import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import type { Field } from '../../catalog/language/types';
import { entities, type EntityId } from '../../catalog/records/entities';
import { waysTo } from '../../catalog/records/identity';
import { digits } from '../convert/id';
import { located, type Located } from '../convert/locator';
import { BadValue } from '../convert/refusal';
import type { FieldKind, FieldOf } from './kind';
import { each } from './texts';
import { base, sentence } from './words';

type RefField = FieldOf<'ref'>;
type Ways = Pick<RefField, 'to' | 'spell'>;

/** Name of the listSearch method behind "From List". */
export const searchMethod = (to: EntityId): string => `search${to.charAt(0).toUpperCase()}${to.slice(1)}`;

/** None of the kinds of records is a "unit" or an "hour". */
const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** See catalog/records/identity.ts. */
const BY_NAME = 'An exact match goes first, then one that differs in upper and lower case only';

/** The picker. `byName`: with the modes that are looked up. */
export function locator(field: Ways, byName: boolean): Pick<INodeProperties, 'type' | 'default' | 'modes'> {
	const { to } = field;
	const entity = entities[to];
	const noun = withArticle(entity.name.toLowerCase());
	const modes: INodePropertyMode[] = [];
	if (entity.list) {
		modes.push({
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select ${noun}...`,
			typeOptions: { searchListMethod: searchMethod(to), searchable: true },
		});
	}
	modes.push({ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${entity.exampleId}` });
	if (entity.url) {
		const { pattern, example } = entity.url;
		modes.push({
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: `e.g. ${example}`,
			extractValue: { type: 'regex', regex: pattern },
			validation: [
				{ type: 'regex', properties: { regex: `${pattern}.*`, errorMessage: `This is not the address of ${noun} in Intercom` } },
			],
		});
	}
	for (const { label, mode, example, compare } of byName ? waysTo(field) : []) {
		modes.push({
			displayName: label,
			name: mode,
			type: 'string',
			placeholder: `e.g. ${example}`,
			...(compare === 'name' ? { hint: BY_NAME } : {}),
		});
	}
	return { type: 'resourceLocator', default: { mode: entity.list ? 'list' : 'id', value: '' }, modes };
}

/** What there is to say of the ways to point at a record, of those that Intercom does not look up itself. */
const aboutWays = ({ to, spell }: Ways): string[] =>
	waysTo({ to, spell }).flatMap(({ mode, about }) => (about && spell?.modes[mode] === undefined ? [about] : []));

/** One sentence has no full stop, several have. */
function inSentences(parts: Array<string | undefined>): string | undefined {
	const sentences = parts.filter((part): part is string => Boolean(part));
	return sentences.length < 2 ? sentences[0] : sentences.map((one) => (one.endsWith('.') ? one : `${one}.`)).join(' ');
}

/** n8n's name for "Create Tag If Missing". */
export const createIfMissingParam = (to: EntityId): string => `create${entities[to].name.replace(/\s/g, '')}IfMissing`;

function createIfMissing(to: EntityId): INodeProperties {
	const { name } = entities[to];
	return {
		displayName: `Create ${name} If Missing`,
		name: createIfMissingParam(to),
		type: 'boolean',
		default: false,
		description: `Whether to create a ${name.toLowerCase()} that is given by name and does not exist yet`,
	};
}

export const ref: FieldKind<'ref'> = {
	properties: (shown) => {
		const { field, place } = shown;
		// names are looked up for fields of the operation only, not for those in forms
		if (place === 'form') return [{ ...base(shown), ...locator({ to: field.to }, false) }];
		return [{ ...base(shown), ...sentence(inSentences([field.about, ...aboutWays(field)])), ...locator(field, true) }];
	},
	extras: ({ to, mayCreate }) => (mayCreate ? [createIfMissing(to)] : []),
	read: (field, raw, label) => {
		const { name, url } = entities[field.to];
		const found = located(raw, label, url && { pattern: url.pattern, name });
		if (found && found.mode !== 'id' && !waysTo(field).some(({ mode }) => mode === found.mode))
			throw new BadValue(label, `cannot be given by ${found.mode}`);
		return found;
	},
};

/** A value of another kind may look the same and is just data: attributes can be called anything. */
export const isLocated = (field: Field, value: unknown): value is Located =>
	field.kind === 'ref' && typeof value === 'object' && value !== null;

const refOf = (field: Field): RefField => field as RefField;

/** The wire form of an ID. Throws `BadValue`. */
export function idFor(field: Field, id: string, label: string): unknown {
	const { each: listed, numeric } = refOf(field);
	if (numeric) return digits(id, label);
	return listed ? each(listed, [id]) : id;
}

/** The wire name for a record that is identified in this way; undefined where the row has none. */
export const spelled = (field: Field, mode: string): string | undefined => refOf(field).spell?.modes[mode];

/** A record under the name that fits how it is identified. */
export function spelling(
	{ field, wire }: { field: Field; wire: string },
	{ mode, value }: { mode: string; value: unknown },
): Record<string, unknown> {
	const name = spelled(field, mode) ?? wire;
	return refOf(field).spell?.listed ? { [wire]: [{ [name]: value }] } : { [name]: value };
}
