/** What entities say of an entry. */

import { textOf } from '../../../intercom/json';

/** "Name (detail)", or whichever of the two there is. */
export const titled = (name: unknown, detail: unknown, id: unknown): string => {
	const [first, second] = [textOf(name), textOf(detail)].filter((part) => part !== '');
	if (first === undefined) return textOf(id);
	return second === undefined ? first : `${first} (${second})`;
};
