/** JSON as Intercom answers it: what a value is, without trusting it to be that. */

export type Json = Record<string, unknown>;

/** An object with fields: no list, no null. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text, or a number as text; `''` for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The objects of a list; none for anything else. */
export const objectsOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
