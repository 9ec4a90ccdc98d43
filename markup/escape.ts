/** What text and addresses become inside HTML, so that nothing of them is taken for markup. */

const REFERENCE = /&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi;

/** Text that is shown as it is. */
export const escapeAll = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The same; character references (`&copy;`) stay what they are. */
export function escapeText(text: string): string {
	let result = '';
	let from = 0;
	for (const match of text.matchAll(REFERENCE)) {
		result += escapeAll(text.slice(from, match.index)) + match[0];
		from = match.index + match[0].length;
	}
	return result + escapeAll(text.slice(from));
}

const NAMED = new Map(
	Object.entries({
		amp: '&',
		lt: '<',
		gt: '>',
		quot: '"',
		apos: "'",
		nbsp: '\u00a0',
		ndash: '\u2013',
		mdash: '\u2014',
		hellip: '\u2026',
		lsquo: '\u2018',
		rsquo: '\u2019',
		ldquo: '\u201c',
		rdquo: '\u201d',
		laquo: '\u00ab',
		raquo: '\u00bb',
		copy: '\u00a9',
		reg: '\u00ae',
		trade: '\u2122',
		deg: '\u00b0',
		euro: '\u20ac',
		pound: '\u00a3',
		times: '\u00d7',
		middot: '\u00b7',
		bull: '\u2022',
		rarr: '\u2192',
		larr: '\u2190',
		zwnj: '\u200c',
		zwj: '\u200d',
		shy: '\u00ad',
		ensp: '\u2002',
		emsp: '\u2003',
		thinsp: '\u2009',
	}),
);

/** Character references -> characters; unknown ones stay. */
export const decode = (text: string): string =>
	text.replace(REFERENCE, (whole, name: string) => {
		if (!name.startsWith('#')) return NAMED.get(name) ?? NAMED.get(name.toLowerCase()) ?? whole;
		const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
	});

// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028\u2029\ufeff]/g;

/** An address for an attribute, or undefined where it would do something else than lead somewhere (`javascript:`). */
export function safeAddress(address: string, schemes: readonly string[]): string | undefined {
	const plain = decode(address).trim();
	const scheme = /^([^/?#]*?):/.exec(plain.replace(INVISIBLE, ''))?.[1];
	if (scheme !== undefined && !schemes.includes(scheme.toLowerCase())) return undefined;
	return escapeAll(
		plain.replace(INVISIBLE, (character) => (character === ' ' ? '%20' : '')).replace(/[\\^`{|}]/g, encodeURIComponent),
	).replace(/'/g, '&#39;');
}
