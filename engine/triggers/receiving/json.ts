/** JSON bodies. */

/** Undefined if the body is not JSON. */
export function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined;
	}
}
