/** Names: from Intercom's snake_case to n8n's parameter names and labels. */

import type { Field } from '../catalog/language/types';
import { entities } from '../catalog/records/entities';

const UPPER = new Set(['id', 'ids', 'url', 'json', 'api', 'html', 'ip', 'os', 'sla', 'sms']);

const parts = (wire: string): string[] => wire.split(/[._#\s]+/).filter(Boolean);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `last_seen_at` -> `lastSeenAt` */
export const camel = (wire: string): string =>
	parts(wire)
		.map((word, index) => (index ? capital(word) : word))
		.join('');

/** `owner_id` -> `Owner ID` */
export const titled = (wire: string): string =>
	parts(wire)
		.map((word) => (UPPER.has(word) ? word.replace(/^ids$/, 'IDs').replace(/^(?!IDs).*$/, (text) => text.toUpperCase()) : capital(word)))
		.join(' ');

/** Alphabetically by what people read; `value` of the entry tells which. */
export const byName =
	<T>(name: (entry: T) => string) =>
	(a: T, b: T): number =>
		name(a).localeCompare(name(b));

/** n8n's name for a field. */
export const paramOf = (wire: string, field: Field): string =>
	field.param ?? (field.kind === 'ref' && wire === 'id' ? `${field.to}Id` : camel(wire));

/** What people read: the catalog's label, the kind of record, or the wire name in words. */
export const labelOf = (wire: string, field: Field): string =>
	field.label ?? (field.kind === 'ref' ? entities[field.to].name : titled(wire));
