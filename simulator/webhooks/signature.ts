/** Signatures as Intercom makes them, and as an attacker would. Apps have SHA-1, the Fin Agent API has SHA-256. */
import { createHmac } from 'node:crypto';

export type Algorithm = 'sha1' | 'sha256';

export const sign = (body: string, secret: string, algorithm: Algorithm = 'sha1'): string =>
	`${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;

const other = (algorithm: Algorithm): Algorithm => (algorithm === 'sha1' ? 'sha256' : 'sha1');
const digits = (algorithm: Algorithm): number => (algorithm === 'sha1' ? 40 : 64);

/** What is wrong with the signature of a forged delivery. */
export const FORGERIES = {
	/** There is none. */
	missing: () => undefined,
	empty: () => '',
	/** Made with a secret that was guessed. */
	secret: (body: string, _secret: string, by: Algorithm = 'sha1') => sign(body, 'a guess', by),
	/** Of another body: as if it were changed on the way. */
	body: (body: string, secret: string, by: Algorithm = 'sha1') => sign(`${body} `, secret, by),
	/** Right, but of the other algorithm: for apps that is SHA-256. */
	sha256: (body: string, secret: string, by: Algorithm = 'sha1') => sign(body, secret, other(by)),
	/** Right digits, wrong name. */
	relabelled: (body: string, secret: string, by: Algorithm = 'sha1') => sign(body, secret, by).replace(by, other(by)),
	/** No name. */
	unlabelled: (body: string, secret: string, by: Algorithm = 'sha1') => sign(body, secret, by).replace(/^.*=/, ''),
	short: (body: string, secret: string, by: Algorithm = 'sha1') => sign(body, secret, by).slice(0, -1),
	long: (body: string, secret: string, by: Algorithm = 'sha1') => `${sign(body, secret, by)}0`,
	/** Not hexadecimal. */
	letters: (_body: string, _secret: string, by: Algorithm = 'sha1') => `${by}=${'z'.repeat(digits(by))}`,
	zeros: (_body: string, _secret: string, by: Algorithm = 'sha1') => `${by}=${'0'.repeat(digits(by))}`,
	/** The last digit is another one. */
	almost: (body: string, secret: string, by: Algorithm = 'sha1') =>
		sign(body, secret, by).replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
} satisfies Record<string, (body: string, secret: string, by?: Algorithm) => string | undefined>;

export type Forgery = keyof typeof FORGERIES;

export const forgeries = Object.keys(FORGERIES) as [Forgery, ...Forgery[]];
