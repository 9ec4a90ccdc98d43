/**
 * Short words for writing rows. Each takes the label (or nothing, when the wire name says it) and what
 * differs from the usual.
 */

import { attributeSources, type AttributeModel } from '../records/attributes';
import type { EntityId } from '../records/entities';
import type { Choice, Field, Fields, SearchModel } from './types';

type More = Omit<Field, 'kind' | 'label'>;
type Of<K extends Field['kind']> = Partial<Omit<Extract<Field, { kind: K }>, 'kind' | 'label'>>;

const field = <K extends Field['kind']>(kind: K, label: string | undefined, more: object): Field =>
	({ kind, ...(label ? { label } : {}), ...more }) as Field;

export const text = (label?: string, more: Of<'text'> = {}): Field => field('text', label, more);
export const email = (label?: string, more: Of<'email'> = {}): Field => field('email', label, { example: 'name@example.com', ...more });
export const html = (label?: string, more: Of<'text'> = {}): Field => text(label, { rows: 4, ...more });
export const url = (label?: string, more: Of<'url'> = {}): Field => field('url', label, more);
export const whole = (label?: string, more: Of<'number'> = {}): Field => field('number', label, { whole: true, ...more });
export const flag = (label: string | undefined, about: string, more: Of<'flag'> = {}): Field => field('flag', label, { about, ...more });
export const date = (label?: string, more: Of<'date'> = {}): Field => field('date', label, more);
export const later = (label?: string, more: Of<'later'> = {}): Field => field('later', label, more);
export const choice = (label: string | undefined, choices: readonly Choice[], more: Of<'choice'> = {}): Field => field('choice', label, { choices, ...more });
export const choices = (label: string | undefined, options: readonly Choice[], more: Of<'choices'> = {}): Field => field('choices', label, { choices: options, ...more });
export const rows = (label: string, row: string, fields: Fields, more: Of<'rows'> = {}): Field => field('rows', label, { row, fields, ...more });
export const attributes = (model: AttributeModel, more: Partial<Of<'attributes'>> = {}): Field => field('attributes', attributeSources[model].label, { model, ...more });
export const json = (label: string | undefined, shape: 'object' | 'array' | 'any', more: Of<'json'> = {}): Field => field('json', label, { shape, ...more });
export const hours = (label: string, more: Of<'hours'> = {}): Field => field('hours', label, more);
export const texts = (label: string | undefined, more: Of<'texts'> = {}): Field => field('texts', label, more);
export const files = (label: string, most: number, more: Of<'files'> = {}): Field => field('files', label, { most, ...more });
export const file = (label: string, more: Of<'file'> = {}): Field => field('file', label, { required: true, initial: 'data', ...more });
export const search = (over: SearchModel, more: Of<'search'> = {}): Field => field('search', 'Conditions', { over, ...more });

/** One record of another kind; required unless said otherwise. */
export const ref = (to: EntityId, label?: string, more: Of<'ref'> = {}): Field => field('ref', label, { to, required: true, ...more });
/** The same, optional. */
export const maybe = (to: EntityId, label?: string, more: Of<'ref'> = {}): Field => ref(to, label, { ...more, required: false });
export const refs = (to: EntityId, label: string, more: Of<'refs'> = {}): Field => field('refs', label, { to, ...more });

/** The same field with something changed. */
export const but = (original: Field, more: Partial<More> & Pick<Partial<Field>, 'label'> & Of<'ref'>): Field => ({ ...original, ...more }) as Field;

/** A set of fields without some. */
export const without = (fields: Fields, ...names: string[]): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
