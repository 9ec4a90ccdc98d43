/** Values without content. */

/** Text without a character, null, and a list without entries. */
export const isEmpty = (value: unknown): boolean => value === '' || value === null || isEmptyList(value);

export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
