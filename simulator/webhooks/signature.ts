/** Signatures as Intercom makes them, and as an attacker would. */
import { createHmac } from 'node:crypto';

export const sign = (body: string, secret: string, algorithm: 'sha1' | 'sha256' = 'sha1'): string => `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;

/** What is wrong with the signature of a forged delivery. */
export const FORGERIES = {
	/** There is none. */
	missing: () => undefined,
	empty: () => '',
	/** Made with a secret that was guessed. */
	secret: (body: string) => sign(body, 'a guess'),
	/** Of another body: as if it were changed on the way. */
	body: (body: string, secret: string) => sign(`${body} `, secret),
	/** Right, but of another algorithm. */
	sha256: (body: string, secret: string) => sign(body, secret, 'sha256'),
	/** Right digits, wrong name. */
	relabelled: (body: string, secret: string) => sign(body, secret).replace('sha1', 'sha256'),
	/** No name. */
	unlabelled: (body: string, secret: string) => sign(body, secret).slice(5),
	short: (body: string, secret: string) => sign(body, secret).slice(0, -1),
	long: (body: string, secret: string) => `${sign(body, secret)}0`,
	/** Not hexadecimal. */
	letters: () => `sha1=${'z'.repeat(40)}`,
	zeros: () => `sha1=${'0'.repeat(40)}`,
	/** The last digit is another one. */
	almost: (body: string, secret: string) => sign(body, secret).replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
} satisfies Record<string, (body: string, secret: string) => string | undefined>;

export type Forgery = keyof typeof FORGERIES;

export const forgeries = Object.keys(FORGERIES) as [Forgery, ...Forgery[]];
