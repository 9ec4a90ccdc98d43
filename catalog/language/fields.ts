/**
 * Short words for writing rows. Each takes the label (or nothing, when the wire name says it) and what
 * differs from the usual.
 */

import { attributeSources, type AttributeModel } from '../records/attributes';
import type { EntityId } from '../records/entities';
import type { Choice, Field, Fields, SearchModel } from './types';

type More = Omit<Field, 'kind' | 'label'>;
type Of<K extends Field['kind']> = Partial<Omit<Extract<Field, { kind: K }>, 'kind' | 'label'>>;

/** A label and what differs, or what differs alone. */
type Labelled<K extends Field['kind']> = [label?: string, more?: Of<K>] | [more: Of<K>];
const labelled = <K extends Field['kind']>([first, second = {}]: Labelled<K>): [string | undefined, Of<K>] =>
	typeof first === 'object' ? [undefined, first] : [first, second as Of<K>];

const field = <K extends Field['kind']>(kind: K, label: string | undefined, more: object): Field =>
	({ kind, ...(label ? { label } : {}), ...more }) as Field;

/** `text('Tag Name', { required: true })`; `text()` where the wire name says it all. */
export const text = (label?: string, more: Of<'text'> = {}): Field => field('text', label, more);
/** `email('Reply To')` */
export const email = (label?: string, more: Of<'email'> = {}): Field => field('email', label, { example: 'name@example.com', ...more });
/** `html('Message', { required: true })`: a text of several lines whose tags Intercom keeps. */
export const html = (label?: string, more: Of<'text'> = {}): Field => text(label, { rows: 4, ...more });
/** `url('Website')` */
export const url = (label?: string, more: Of<'url'> = {}): Field => field('url', label, more);
/** `whole('Seats', { min: 1 })`: a number without a fraction. */
export const whole = (label?: string, more: Of<'number'> = {}): Field => field('number', label, { whole: true, ...more });
/** `flag('Include Count', 'Whether to add how many contacts each segment has')` */
export const flag = (label: string | undefined, about: string, more: Of<'flag'> = {}): Field => field('flag', label, { about, ...more });
/** `date('Signed Up At')`: a moment, Unix seconds on the wire. */
export const date = (label?: string, more: Of<'date'> = {}): Field => field('date', label, more);
/** `later('Snooze Until')`: a moment to come. */
export const later = (label?: string, more: Of<'later'> = {}): Field => field('later', label, more);
/** `choice('Role', [{ value: 'lead', name: 'Lead' }])`: one of them. */
export const choice = (label: string | undefined, choices: readonly Choice[], more: Of<'choice'> = {}): Field =>
	field('choice', label, { choices, ...more });
/** `query: { order: listOrder }`: which end of a list comes first, where Intercom takes `asc` and `desc`. */
export const listOrder: Field = choice(
	'Sort Order',
	[
		{ value: 'asc', name: 'Oldest First' },
		{ value: 'desc', name: 'Newest First' },
	],
	{ initial: 'desc' },
);
/** `choices('Labels', LABELS)`: several of them. */
export const choices = (label: string | undefined, options: readonly Choice[], more: Of<'choices'> = {}): Field =>
	field('choices', label, { choices: options, ...more });
/** `rows('Companies', 'Company', { id: text() })`: a list of objects, one form each. */
export const rows = (label: string, row: string, fields: Fields, more: Of<'rows'> = {}): Field =>
	field('rows', label, { row, fields, ...more });
/** `attributes('contact')`: the form of custom attributes, and JSON. */
export const attributes = (model: AttributeModel, more: Partial<Of<'attributes'>> = {}): Field =>
	field('attributes', attributeSources[model].label, { model, ...more });
/** `json('Metadata', 'object')` */
export const json = (label: string | undefined, shape: 'object' | 'array' | 'any', more: Of<'json'> = {}): Field =>
	field('json', label, { shape, ...more });
/** `hours('Office Hours', { week: true })` */
export const hours = (label: string, more: Of<'hours'> = {}): Field => field('hours', label, more);
/** `textList('Attachment URLs')`: entered with commas. */
export const textList = (label: string | undefined, more: Of<'texts'> = {}): Field => field('texts', label, more);
/** `files('Attachment Binary Fields', 10)`: ten at most. */
export const files = (label: string, most: number, more: Of<'files'> = {}): Field => field('files', label, { most, ...more });
/** `file('Input Binary Field', { largest: 100 })` */
export const file = (label: string, more: Of<'file'> = {}): Field => field('file', label, { required: true, initial: 'data', ...more });
/** `search('contact')`: the search builder. */
export const search = (over: SearchModel, more: Of<'search'> = {}): Field => field('search', 'Conditions', { over, ...more });

/** `ref('contact')`, `ref('admin', 'Author', { param: 'adminId' })`, `ref('tag', { param: 'tagId' })`: one record of another kind, required unless said otherwise. */
export const ref = (to: EntityId, ...how: Labelled<'ref'>): Field => {
	const [label, more] = labelled(how);
	return field('ref', label, { to, required: true, ...more });
};
/** `optionalRef('company', 'Company')` */
export const optionalRef = (to: EntityId, label?: string, more: Of<'ref'> = {}): Field => ref(to, label, { ...more, required: false });
/** `refs('contact', 'Contacts', { pick: true })`: several records. */
export const refs = (to: EntityId, label: string, more: Of<'refs'> = {}): Field => field('refs', label, { to, ...more });

/** `override(tag, { label: 'New Tag' })`: the same field with something changed. */
export const override = (original: Field, more: Partial<More> & Pick<Partial<Field>, 'label'> & Of<'ref'>): Field =>
	({ ...original, ...more }) as Field;

/** `...without(person, 'email_verified')`: fields apart from one. */
export const without = (fields: Fields, ...names: string[]): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** The name of `inParallel` in a row. */
export const IN_PARALLEL = 'in_parallel';

/** For searches that have `spans`. */
export const inParallel: Fields = {
	[IN_PARALLEL]: flag(
		'Read in Parallel',
		'Whether to read thousands of records in spans of the time they were created in, several at a time. They come span by span, the newest first. It needs Return All, and no sorting but by Created At, which switches it on by itself.',
		{ notSent: true },
	),
};
