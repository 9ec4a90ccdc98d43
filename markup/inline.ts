/**
 * What stands inside a paragraph of Markdown -> HTML: emphasis, code, links, images, line breaks. HTML in the source is
 * text like any other, but for line breaks (`<br>`) and comments, which nobody means to be seen.
 */

import { escapeAll, escapeText, safeAddress } from './escape';

/** Where `[name]: address` leads. */
export type Links = ReadonlyMap<string, { address: string; title?: string }>;

/** Finished HTML, a run of `*`, `_` or `~`, or an open bracket. */
type Piece =
	| { html: string }
	| { run: string; count: number; opens: boolean; closes: boolean }
	| { bracket: '[' | '!['; at: number; dead?: boolean };

export const linkName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

const FOR_LINKS = ['http', 'https', 'mailto', 'tel'];
const FOR_IMAGES = ['http', 'https'];
const PUNCTUATION = /[!-/:-@[-`{-~]/;

export function inline(source: string, links: Links): string {
	const pieces: Piece[] = [];
	/** Places in `pieces` of brackets that are still open. */
	const open: number[] = [];
	/** Lengths of runs of backticks that nothing closes, so that each is looked for once. */
	const lonely = new Set<number>();
	const lastComment = source.lastIndexOf('-->');
	let text = '';
	const flush = (): void => {
		if (text) pieces.push({ html: escapeText(text) });
		text = '';
	};
	const add = (html: string): void => {
		flush();
		pieces.push({ html });
	};

	for (let at = 0; at < source.length; ) {
		const sign = source[at];
		const rest = (): string => source.slice(at, at + 2000);
		if (sign === '\\' && PUNCTUATION.test(source[at + 1] ?? '')) {
			add(escapeAll(source[at + 1]));
			at += 2;
		} else if (sign === '\n') {
			const hard = /( {2,}|\\)$/.exec(text)?.[0];
			text = (hard ? text.slice(0, -hard.length) : text).trimEnd();
			add(hard ? '<br>\n' : '\n');
			at++;
			while (source[at] === ' ') at++;
		} else if (sign === '`') {
			const code = codeAt(source, at, lonely);
			if (code.html !== undefined) add(code.html);
			else text += source.slice(at, code.end);
			at = code.end;
		} else if (sign === '<' && at < lastComment && source.startsWith('<!--', at)) {
			at = source.indexOf('-->', at) + 3;
		} else if (sign === '<' && /^<br *\/?>/i.test(rest())) {
			add('<br>');
			at = source.indexOf('>', at) + 1;
		} else if (sign === '<' && /^<(?:https?:|mailto:)[^\s<>]{1,1900}>|^<[^\s<>@]{1,200}@[^\s<>@]{1,200}>/i.test(rest())) {
			const inner = source.slice(at + 1, source.indexOf('>', at));
			add(anchor(inner, /^(https?|mailto):/i.test(inner) ? inner : `mailto:${inner}`));
			at += inner.length + 2;
		} else if (sign === '!' && source[at + 1] === '[') {
			flush();
			open.push(pieces.length);
			pieces.push({ bracket: '![', at: at + 2 });
			at += 2;
		} else if (sign === '[') {
			flush();
			open.push(pieces.length);
			pieces.push({ bracket: '[', at: at + 1 });
			at++;
		} else if (sign === ']') {
			flush();
			at = close(source, at, pieces, open, links);
		} else if (sign === '*' || sign === '_' || sign === '~') {
			flush();
			const count = runLength(source, at);
			pieces.push(runAt(source, at, count));
			at += count;
		} else if (
			sign === 'h' &&
			!/\w/.test(source[at - 1] ?? '') &&
			/^https?:\/\/[^\s<]/i.test(rest()) &&
			!open.some((place) => 'bracket' in pieces[place])
		) {
			const address = bare(rest());
			add(anchor(address, address));
			at += address.length;
		} else {
			text += sign;
			at++;
		}
	}
	text = text.trimEnd();
	flush();
	return concatenated(pieces);
}

const anchor = (shown: string, address: string): string => {
	const href = safeAddress(address, FOR_LINKS);
	return href === undefined ? escapeText(shown) : `<a href="${href}">${escapeText(shown)}</a>`;
};

/** An address in running text ends before the full stop of the sentence, and before a bracket that was not opened in it. */
function bare(text: string): string {
	let address = /^https?:\/\/[^\s<]+/i.exec(text)?.[0] ?? '';
	for (;;) {
		const last = address.at(-1) ?? '';
		const unopened = last === ')' && address.split(')').length > address.split('(').length;
		if (!unopened && !/[?!.,:*_~'"`\]]/.test(last)) return address;
		address = address.slice(0, -1);
	}
}

/** A run of backticks: the code it opens, or, when nothing closes it, only its end. */
function codeAt(source: string, at: number, lonely: Set<number>): { html?: string; end: number } {
	const count = runLength(source, at);
	const end = at + count;
	if (lonely.has(count)) return { end };
	for (let next = source.indexOf('`', end); next >= 0; ) {
		const length = runLength(source, next);
		if (length === count) {
			const code = source.slice(end, next).replace(/\n/g, ' ');
			const padded = code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
			return { html: `<code>${escapeAll(padded ? code.slice(1, -1) : code)}</code>`, end: next + length };
		}
		next = source.indexOf('`', next + length);
	}
	lonely.add(count);
	return { end };
}

function runLength(source: string, at: number): number {
	let end = at;
	while (source[end] === source[at]) end++;
	return end - at;
}

/** Whether a run may open or close emphasis depends on what stands before and after it. */
function runAt(source: string, at: number, count: number): Piece {
	const [before, after] = [source[at - 1] ?? ' ', source[at + count] ?? ' '];
	const isSpace = (sign: string): boolean => /\s/.test(sign);
	const isSign = (sign: string): boolean => /[\p{P}\p{S}]/u.test(sign);
	const left = !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
	const right = !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
	const inWord = source[at] === '_';
	return {
		run: source[at],
		count,
		opens: left && (!inWord || !right || isSign(before)),
		closes: right && (!inWord || !left || isSign(after)),
	};
}

/** At `]`: makes a link or an image of what stands since the bracket that it closes. Answers where to go on. */
function close(source: string, at: number, pieces: Piece[], open: number[], links: Links): number {
	const place = open.pop();
	const opener = place === undefined ? undefined : pieces[place];
	if (place === undefined || !opener || !('bracket' in opener)) {
		pieces.push({ html: ']' });
		return at + 1;
	}
	const target = opener.dead ? undefined : targetAt(source, opener.at, at, links);
	if (!target) {
		pieces[place] = { html: opener.bracket };
		pieces.push({ html: ']' });
		return at + 1;
	}
	const inner = concatenated(pieces.splice(place).slice(1));
	const title = target.title === undefined ? '' : ` title="${escapeText(target.title)}"`;
	if (opener.bracket === '![') {
		const src = safeAddress(target.address, FOR_IMAGES);
		const alt = inner
			.replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, '$1')
			.replace(/<[^>]*>/g, '')
			.replace(/\n/g, ' ');
		pieces.push({ html: src === undefined ? alt : `<img src="${src}" alt="${alt}"${title}>` });
	} else {
		const href = safeAddress(target.address, FOR_LINKS);
		pieces.push({ html: href === undefined ? inner : `<a href="${href}"${title}>${inner}</a>` });
		// a link inside a link is none
		for (const other of open) {
			const piece = pieces[other];
			if ('bracket' in piece && piece.bracket === '[') piece.dead = true;
		}
	}
	return target.end;
}

const DIRECT = /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))(?:\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'))?\s*\)/;

/** Where the link whose text ends at `at` leads: `(address "title")`, `[name]`, or the text as the name. */
function targetAt(source: string, from: number, at: number, links: Links): { address: string; title?: string; end: number } | undefined {
	const direct = DIRECT.exec(source.slice(at + 1, at + 4000));
	const plain = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
	if (direct) {
		const title = direct[3] ?? direct[4];
		return {
			address: plain(direct[1] ?? direct[2] ?? ''),
			...(title === undefined ? {} : { title: plain(title) }),
			end: at + 1 + direct[0].length,
		};
	}
	const named = /^\[([^[\]]{0,999})\]/.exec(source.slice(at + 1, at + 1002));
	const link = links.get(linkName(named?.[1] || source.slice(from, Math.min(at, from + 999))));
	return link && { ...link, end: at + 1 + (named?.[0].length ?? 0) };
}

/** Pairs the runs of signs that are left, and puts everything together. */
function concatenated(pieces: Piece[]): string {
	const html: string[] = pieces.map((piece) => ('html' in piece ? piece.html : 'bracket' in piece ? piece.bracket : ''));
	const tags: Array<{ before: string; after: string }> = pieces.map(() => ({ before: '', after: '' }));
	const left = pieces.map((piece) => ('run' in piece ? piece.count : 0));
	const openers: number[] = [];
	for (let place = 0; place < pieces.length; place++) {
		const closer = pieces[place];
		if (!('run' in closer)) continue;
		while (closer.closes && left[place] > 0) {
			let found = openers.length - 1;
			while (found >= 0 && !matches(pieces[openers[found]], left[openers[found]], closer, left[place])) found--;
			if (found < 0) break;
			const other = openers[found];
			openers.length = left[other] > 0 ? found + 1 : found;
			const both = closer.run === '~' ? 2 : Math.min(left[other], left[place]) >= 2 ? 2 : 1;
			const tag = closer.run === '~' ? 'del' : both === 2 ? 'strong' : 'em';
			// the innermost pair is found first, so each further tag goes around what is there
			tags[other].after = `<${tag}>${tags[other].after}`;
			tags[place].before += `</${tag}>`;
			left[other] -= both;
			left[place] -= both;
			if (left[other] === 0) openers.length = found;
		}
		if (closer.opens && left[place] > 0) openers.push(place);
	}
	return pieces
		.map((piece, place) => ('run' in piece ? tags[place].before + piece.run.repeat(left[place]) + tags[place].after : html[place]))
		.join('');
}

function matches(opener: Piece, left: number, closer: Extract<Piece, { run: string }>, right: number): boolean {
	if (!('run' in opener) || opener.run !== closer.run || left === 0) return false;
	if (closer.run === '~') return left >= 2 && right >= 2;
	// three signs that could be both are not split into one and two
	return !(
		(opener.closes || closer.opens) &&
		(opener.count + closer.count) % 3 === 0 &&
		(opener.count % 3 !== 0 || closer.count % 3 !== 0)
	);
}
