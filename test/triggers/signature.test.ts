import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { APP_WEBHOOK, FIN_WEBHOOK, isSignedBy } from '../../intercom/signature';

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
const secret = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });

it('is the HMAC-SHA1 of the body for webhooks of an app', () => {
	// test case 2 of RFC 2202
	const body = Buffer.from('what do ya want for nothing?');
	expect(isSignedBy(APP_WEBHOOK, { body, signature: 'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', secret: 'Jefe' })).toBe(true);
	expect(isSignedBy(APP_WEBHOOK, { body, signature: 'SHA1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79', secret: 'Jefe' })).toBe(true);
});

it('is the HMAC-SHA256 of the body for events of the Fin Agent API', () => {
	// test case 2 of RFC 4231
	const body = Buffer.from('what do ya want for nothing?');
	const signature = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
	expect(isSignedBy(FIN_WEBHOOK, { body, signature, secret: 'Jefe' })).toBe(true);
	expect(isSignedBy(FIN_WEBHOOK, { body, signature: signature.toUpperCase(), secret: 'Jefe' })).toBe(true);
	expect(isSignedBy(FIN_WEBHOOK, { body, signature: signature.slice(0, 47), secret: 'Jefe' })).toBe(false);
});

describe.each([
	['of an app', APP_WEBHOOK, FIN_WEBHOOK],
	['of the Fin Agent API', FIN_WEBHOOK, APP_WEBHOOK],
])('a signature %s', (_, scheme, otherScheme) => {
	const { algorithm } = scheme;
	const sign = (body: Buffer, key: string, by: string = algorithm) => `${by}=${createHmac(by, key).update(body).digest('hex')}`;
	const start = algorithm.length + 1;
	const digits = sign(Buffer.from(''), 'x').length - start;

	it('matches for every body and secret', () => {
		fc.assert(fc.property(bytes, secret, (body, key) => isSignedBy(scheme, { body, signature: sign(body, key), secret: key })));
	});

	it('does not match when one byte of the body is another', () => {
		fc.assert(
			fc.property(
				bytes.filter((body) => body.length > 0),
				secret,
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				(body, key, at, by) => {
					const other = Buffer.from(body);
					other[at % body.length] ^= by;
					return !isSignedBy(scheme, { body: other, signature: sign(body, key), secret: key });
				},
			),
		);
	});

	it('does not match when one digit is another', () => {
		fc.assert(
			fc.property(bytes, secret, fc.nat({ max: digits - 1 }), fc.integer({ min: 1, max: 15 }), (body, key, at, by) => {
				const right = sign(body, key);
				const digit = (parseInt(right[start + at], 16) ^ by).toString(16);
				return !isSignedBy(scheme, { body, signature: right.slice(0, start + at) + digit + right.slice(start + at + 1), secret: key });
			}),
		);
	});

	it('does not match with another secret', () => {
		fc.assert(
			fc.property(
				bytes,
				secret,
				secret,
				(body, key, other) => key === other || !isSignedBy(scheme, { body, signature: sign(body, key), secret: other }),
			),
		);
	});

	it('does not match where it is of the other algorithm, whatever it calls itself', () => {
		fc.assert(
			fc.property(bytes, secret, (body, key) => {
				const other = sign(body, key, otherScheme.algorithm);
				const renamed = other.replace(otherScheme.algorithm, algorithm);
				return (
					[other, renamed].every((signature) => !isSignedBy(scheme, { body, signature, secret: key })) &&
					!isSignedBy(otherScheme, { body, signature: sign(body, key), secret: key })
				);
			}),
		);
	});

	it('never throws and never matches, whatever else stands in its place', () => {
		const anything = fc.oneof(
			fc.anything(),
			fc.string(),
			fc.string().map((text) => `${algorithm}=${text}`),
			fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 80 }).map((hex) => `${algorithm}=${hex}`),
		);
		fc.assert(fc.property(bytes, secret, anything, (body, key, signature) => !isSignedBy(scheme, { body, signature, secret: key })));
	});

	it('never matches without a secret', () => {
		const body = Buffer.from('{}');
		expect(isSignedBy(scheme, { body, signature: sign(body, ''), secret: '' })).toBe(false);
	});
});
