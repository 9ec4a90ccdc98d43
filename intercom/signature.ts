/**
 * Whether a delivery really comes from Intercom: it carries an HMAC of its body, made with a secret that only
 * Intercom and its receiver know. There are two schemes, each with a header and a secret of its own (facts.md 3).
 */

import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Scheme {
	/** In lower case, as Node gives it. */
	header: string;
	algorithm: 'sha1' | 'sha256';
}

/** Topics of the Developer Hub, signed with the app's client secret. There is no other algorithm for them. */
export const APP_WEBHOOK: Scheme = { header: 'x-hub-signature', algorithm: 'sha1' };

/** Events of the Fin Agent API, signed with the secret of its callback URL. The sample in the docs is too short for SHA-256; their text is right. */
export const FIN_WEBHOOK: Scheme = { header: 'x-fin-agent-api-webhook-signature', algorithm: 'sha256' };

export interface Signed {
	/** The bytes as they arrived; a body that was parsed and written again is another body. */
	body: Uint8Array;
	/** `sha1=` and hexadecimal digits, with the algorithm of the scheme; anything else does not match. */
	signature: unknown;
	secret: string;
}

/** Never throws, and takes as long for a wrong signature as for the right one. An empty secret matches nothing. */
export function isSignedBy({ algorithm }: Scheme, { body, signature, secret }: Signed): boolean {
	const [, name, hex = ''] = (typeof signature === 'string' && /^(sha1|sha256)=([0-9a-f]+)$/i.exec(signature)) || [];
	if (name?.toLowerCase() !== algorithm || secret === '') return false;
	const expected = createHmac(algorithm, secret).update(body).digest();
	return hex.length === 2 * expected.length && timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}
