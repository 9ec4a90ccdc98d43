/** Parsing that says what is wrong instead of dropping it. */

/** The parsed value; throws what `refuse` makes of the reason. */
export function parseJson<E extends Error>(source: string, refuse: (reason: string) => E): unknown {
	try {
		return JSON.parse(source) as unknown;
	} catch (error) {
		throw refuse(error instanceof Error ? error.message : 'unreadable');
	}
}
