/** One field of the catalog -> the n8n properties people fill in. */

import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { entities, type EntityId } from '../../catalog/records/entities';
import { waysTo } from '../../catalog/records/identity';
import type { Choice, Field, Fields } from '../../catalog/language/types';
import type { Slot } from '../plan';
import { labelOf, paramOf } from '../plan';
import { byName } from '../words';
import { hoursForm } from './hours';
import { laterForm } from './later';

/** Sentences end with a full stop only when there are several (n8n's style). */
const sentence = (about: string | undefined): { description?: string } => (about ? { description: about } : {});
const eg = (example: string | undefined): { placeholder?: string } => (example ? { placeholder: `e.g. ${example}` } : {});

export const optionsOf = (choices: readonly Choice[]) =>
	choices.map(({ value, name, about }) => ({ name, value, ...sentence(about) })).sort(byName((option) => option.name));

/** None of the kinds of records is a "unit" or an "hour". */
const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

type RefField = Extract<Field, { kind: 'ref' }>;

/** The picker of one kind of record. */
export function locator(field: Pick<RefField, 'to' | 'spell'>): Pick<INodeProperties, 'type' | 'default' | 'modes'> {
	const { to } = field;
	const entity = entities[to];
	const modes: INodePropertyMode[] = [];
	if (entity.list) {
		modes.push({ displayName: 'From List', name: 'list', type: 'list', placeholder: `Select ${withArticle(entity.name.toLowerCase())}...`, typeOptions: { searchListMethod: searchMethod(to), searchable: true } });
	}
	modes.push({ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${entity.exampleId}` });
	if (entity.url) {
		modes.push({
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: `e.g. ${entity.url.example}`,
			extractValue: { type: 'regex', regex: entity.url.pattern },
			validation: [{ type: 'regex', properties: { regex: `${entity.url.pattern}.*`, errorMessage: `This is not the address of ${withArticle(entity.name.toLowerCase())} in Intercom` } }],
		});
	}
	for (const { label, mode, example, compare } of waysTo(field)) modes.push({ displayName: label, name: mode, type: 'string', placeholder: `e.g. ${example}`, ...(compare === 'name' ? { hint: BY_NAME } : {}) });
	return { type: 'resourceLocator', default: { mode: entity.list ? 'list' : 'id', value: '' }, modes };
}

/** See catalog/records/identity.ts. */
const BY_NAME = 'An exact match goes first, then one that differs in upper and lower case only';

/** What there is to say of the ways to point at a record, of those that Intercom does not look up itself. */
function aboutWays({ to, spell }: Pick<RefField, 'to' | 'spell'>): string[] {
	return waysTo({ to, spell }).flatMap(({ mode, about }) => (about && spell?.modes[mode] === undefined ? [about] : []));
}

/** One sentence has no full stop, several have. */
function inSentences(parts: Array<string | undefined>): string | undefined {
	const sentences = parts.filter((part): part is string => Boolean(part));
	return sentences.length < 2 ? sentences[0] : sentences.map((one) => (one.endsWith('.') ? one : `${one}.`)).join(' ');
}

/** Name of the listSearch method behind "From List". */
export const searchMethod = (to: EntityId): string => `search${to.charAt(0).toUpperCase()}${to.slice(1)}`;

/** Name of the loadOptions method with the records of a kind. */
export const optionsMethod = (to: EntityId): string => `listOf${to.charAt(0).toUpperCase()}${to.slice(1)}`;

/** n8n's own wording. */
export const PICKED = 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Several records, chosen from a list. */
function records(to: EntityId): Pick<INodeProperties, 'type' | 'default' | 'description' | 'typeOptions'> {
	const list = entities[to].list;
	const on = list?.part?.entity ?? list?.of?.entity;
	return { type: 'multiOptions', default: [], description: PICKED, typeOptions: { loadOptionsMethod: optionsMethod(to), ...(on ? { loadOptionsDependsOn: [`${paramOf('id', { kind: 'ref', to: on })}.value`] } : {}) } };
}

/** The properties of one slot, without displayOptions. Attributes and searches have files of their own. */
export function propertyOf({ field, param, label }: Pick<Slot, 'field' | 'param' | 'label'>): INodeProperties {
	const base = { displayName: label, name: param, ...sentence(field.about) };
	switch (field.kind) {
		case 'text':
			return { ...base, type: 'string', default: field.initial ?? '', ...eg(field.example), ...(field.rows || field.secret ? { typeOptions: { ...(field.rows ? { rows: field.rows } : {}), ...(field.secret ? { password: true } : {}) } } : {}) };
		case 'email':
			// n8n's own wording of the example
			return { ...base, type: 'string', default: '', placeholder: 'name@email.com' };
		case 'url':
			return { ...base, type: 'string', default: '', placeholder: 'e.g. https://example.com' };
		case 'number':
			return { ...base, type: 'number', default: field.initial ?? 0, ...(field.min !== undefined || field.max !== undefined ? { typeOptions: { ...(field.min === undefined ? {} : { minValue: field.min }), ...(field.max === undefined ? {} : { maxValue: field.max }) } } : {}) };
		case 'flag':
			return { ...base, type: 'boolean', default: field.initial ?? false };
		case 'choice':
			return { ...base, type: 'options', options: optionsOf(field.choices), default: field.initial ?? field.choices[0].value };
		case 'choices':
			return { ...base, type: 'multiOptions', options: optionsOf(field.choices), default: [] };
		case 'date':
			return { ...base, type: 'dateTime', default: '' };
		case 'hours':
			return { ...base, ...hoursForm(field.week === true) };
		case 'later':
			return laterForm({ label, param, field });
		case 'json':
			// shown by itself although optional, it starts empty: an empty object would be sent
			return { ...base, type: 'json', default: field.top && !field.required ? '' : field.shape === 'array' ? '[]' : '{}' };
		case 'texts':
			return { ...base, type: 'string', default: '', ...sentence(separated(field.about)), ...eg(field.example) };
		case 'ref':
			return { ...base, ...sentence(inSentences([field.about, ...aboutWays(field)])), ...locator(field) };
		case 'refs':
			if (field.pick) return { ...base, ...records(field.to) };
			return { ...base, type: 'string', default: '', ...sentence(separated(field.about ?? `${entities[field.to].name} IDs`)), placeholder: `e.g. ${entities[field.to].exampleId}` };
		case 'files':
			return { ...base, type: 'string', default: field.initial ?? '', ...sentence(separated(field.about ?? 'Names of the binary fields of the input item that hold the files')), placeholder: 'e.g. data' };
		case 'file':
			return { ...base, type: 'string', default: field.initial ?? 'data', ...sentence(field.about ?? 'Name of the binary field of the input item that holds the file'), placeholder: 'e.g. data' };
		case 'rows':
			return { ...base, type: 'fixedCollection', typeOptions: { multipleValues: true }, placeholder: `Add ${field.row}`, default: {}, options: [{ displayName: field.row, name: 'rows', values: formOf(field) }] };
		default:
			throw new Error(`A field of kind ${field.kind} has no property of its own`);
	}
}

const separated = (about: string | undefined): string => (about ? `${about.replace(/\.$/, '')}. Separate several with commas.` : 'Separate several with commas');

/** The entries of a collection, sorted as n8n's lists are. */
const collectionOf = (fields: Fields): INodeProperties[] => propertiesOf(fields).sort(byName((property) => property.displayName));

/** n8n wants lists of this length sorted; shorter forms keep the order people fill them in. */
const SORTED_FROM = 5;

/** What stands in one form of a list, with what can be added to it below. */
function formOf({ fields, more }: { fields: Fields; more?: Fields }): INodeProperties[] {
	const form = propertiesOf(fields);
	if (more) form.push({ displayName: 'Additional Fields', name: MORE_PARAM, type: 'collection', placeholder: 'Add Field', default: {}, options: collectionOf(more) });
	return form.length < SORTED_FROM ? form : form.sort(byName((property) => property.displayName));
}

const initials = new WeakMap<Field, unknown>();

/** What a field of a form holds before anybody fills it in. */
export function initialOf(field: Field): unknown {
	if (!initials.has(field)) initials.set(field, propertyOf({ field, param: '', label: '' }).default);
	return initials.get(field);
}

/** The collection inside a form. */
export const MORE_PARAM = 'additionalFields';

const propertiesOf = (fields: Fields): INodeProperties[] => Object.entries(fields).map(([wire, field]) => inForm({ field, param: paramOf(wire, field), label: labelOf(wire, field) }));

/** A record can be chosen inside a form, but not by a name: names are settled only for fields outside. */
function inForm(slot: Pick<Slot, 'field' | 'param' | 'label'>): INodeProperties {
	const { description, ...property } = propertyOf(slot);
	if (slot.field.kind !== 'ref') return { ...property, ...sentence(description) };
	const names = entities[slot.field.to].lookups?.map(({ mode }) => mode) ?? [];
	return { ...property, ...sentence(slot.field.about), modes: property.modes?.filter(({ name }) => !names.includes(name)) };
}
