/**
 * Webhook signatures: an HMAC of the body with a shared secret. There are three schemes, each with its own header and secret (docs/intercom-behavior.md#webhook-signatures).
 */

import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Scheme {
	/** Lower case, as in Node. */
	header: string;
	algorithm: 'sha1' | 'sha256';
	/** Bare digits, without the algorithm's name. */
	bare?: boolean;
}

/** Topics of the Developer Hub, signed with the app's client secret. There is no other algorithm for them. */
export const APP_WEBHOOK: Scheme = { header: 'x-hub-signature', algorithm: 'sha1' };

/** Events of the Fin Agent API, signed with the secret of its callback URL. The sample in the docs is too short for SHA-256; their text is right. */
export const FIN_WEBHOOK: Scheme = { header: 'x-fin-agent-api-webhook-signature', algorithm: 'sha256' };

/** Requests to an app of the Canvas Kit, signed with the app's client secret. Said by Intercom's staff in their forum, and by several who verify it; not in the reference. */
export const APP_REQUEST: Scheme = { header: 'x-body-signature', algorithm: 'sha256', bare: true };

export interface Signed {
	/** The raw body: parsing and serializing changes it. */
	body: Uint8Array;
	/** `sha1=` and hexadecimal digits, by the scheme's algorithm. */
	signature: unknown;
	secret: string;
}

/** Whether a header is well-formed; otherwise the delivery can be rejected without the secret. */
export const isSignature = (scheme: Scheme, signature: unknown): boolean => digitsOf(scheme, signature) !== undefined;

/** Constant-time; never throws. An empty secret matches nothing. */
export function isSignedBy(scheme: Scheme, { body, signature, secret }: Signed): boolean {
	const digits = digitsOf(scheme, signature);
	if (digits === undefined || secret === '') return false;
	return timingSafeEqual(createHmac(scheme.algorithm, secret).update(body).digest(), Buffer.from(digits, 'hex'));
}

const DIGITS: Record<Scheme['algorithm'], number> = { sha1: 40, sha256: 64 };

function digitsOf({ algorithm, bare }: Scheme, signature: unknown): string | undefined {
	if (bare)
		return typeof signature === 'string' && signature.length === DIGITS[algorithm] && /^[0-9a-f]+$/i.test(signature)
			? signature
			: undefined;
	const [, name, digits] = (typeof signature === 'string' && /^(sha1|sha256)=([0-9a-f]+)$/i.exec(signature)) || [];
	return name?.toLowerCase() === algorithm && digits?.length === DIGITS[algorithm] ? digits : undefined;
}
