/** What entities say of an entry. */

export const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
/** "Name (detail)", or whichever of the two there is. */
export const titled = (name: unknown, detail: unknown, id: unknown): string => {
	const [first, second] = [text(name), text(detail)].filter((part) => part !== '');
	if (first === undefined) return text(id);
	return second === undefined ? first : `${first} (${second})`;
};
