/** The body of a request, as what it says. */

/** Undefined where it is no JSON. */
export function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined;
	}
}
