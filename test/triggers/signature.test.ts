import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isSignedBy } from '../../intercom/signature';

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
const secret = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
const sha1 = (body: Buffer, key: string) => `sha1=${createHmac('sha1', key).update(body).digest('hex')}`;

describe('a signature', () => {
	it('is the HMAC-SHA1 of the body', () => {
		// test case 2 of RFC 2202
		const body = Buffer.from('what do ya want for nothing?');
		expect(isSignedBy({ body, signature: 'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', secret: 'Jefe' })).toBe(true);
		expect(isSignedBy({ body, signature: 'SHA1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79', secret: 'Jefe' })).toBe(true);
	});

	it('matches for every body and secret', () => {
		fc.assert(fc.property(bytes, secret, (body, key) => isSignedBy({ body, signature: sha1(body, key), secret: key })));
	});

	it('does not match when one byte of the body is another', () => {
		fc.assert(
			fc.property(bytes.filter((body) => body.length > 0), secret, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, key, at, by) => {
				const other = Buffer.from(body);
				other[at % body.length] ^= by;
				return !isSignedBy({ body: other, signature: sha1(body, key), secret: key });
			}),
		);
	});

	it('does not match when one digit is another', () => {
		fc.assert(
			fc.property(bytes, secret, fc.nat({ max: 39 }), fc.integer({ min: 1, max: 15 }), (body, key, at, by) => {
				const right = sha1(body, key);
				const digit = (parseInt(right[5 + at], 16) ^ by).toString(16);
				return !isSignedBy({ body, signature: right.slice(0, 5 + at) + digit + right.slice(6 + at), secret: key });
			}),
		);
	});

	it('does not match with another secret', () => {
		fc.assert(fc.property(bytes, secret, secret, (body, key, other) => key === other || !isSignedBy({ body, signature: sha1(body, other), secret: key })));
	});

	it('never throws and never matches, whatever else stands in its place', () => {
		const anything = fc.oneof(fc.anything(), fc.string(), fc.string().map((text) => `sha1=${text}`), fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 80 }).map((hex) => `sha1=${hex}`));
		fc.assert(fc.property(bytes, secret, anything, (body, key, signature) => !isSignedBy({ body, signature, secret: key })));
	});

	it('never matches without a secret', () => {
		const body = Buffer.from('{}');
		expect(isSignedBy({ body, signature: sha1(body, ''), secret: '' })).toBe(false);
	});
});
