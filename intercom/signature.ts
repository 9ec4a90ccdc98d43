/**
 * Whether a webhook delivery really comes from Intercom: it carries an HMAC of its body, made with a secret that
 * only Intercom and the owner of the app know. Topics of the Developer Hub use SHA-1 and the app's client secret
 * in `X-Hub-Signature`; there is no other algorithm for them (facts.md 3).
 */

import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-hub-signature';

export interface Signed {
	/** The bytes as they arrived; a body that was parsed and written again is another body. */
	body: Uint8Array;
	/** `sha1=` and 40 hexadecimal digits; anything else does not match. */
	signature: unknown;
	secret: string;
}

/** Never throws, and takes as long for a wrong signature as for the right one. An empty secret matches nothing. */
export function isSignedBy({ body, signature, secret }: Signed): boolean {
	const hex = typeof signature === 'string' ? /^sha1=([0-9a-f]{40})$/i.exec(signature)?.[1] : undefined;
	if (hex === undefined || secret === '') return false;
	const expected = createHmac('sha1', secret).update(body).digest();
	return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}
