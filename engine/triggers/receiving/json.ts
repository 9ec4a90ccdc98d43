/** The body of a request, as what it says. */

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where it is no JSON. */
export function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined;
	}
}
