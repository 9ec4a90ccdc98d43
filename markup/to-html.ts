/**
 * Markdown -> HTML, for what Intercom takes as HTML only. Knows what docs are written with: headings, paragraphs, lists,
 * quotes, code, tables, rules, and what stands inside them (inline.ts). HTML in the source is shown, not kept: whatever
 * the source says, the result has no other tags than these.
 */

import { escapeAll } from './escape';
import { inline, linkName, type Links } from './inline';

/** `tight`: a paragraph, which stands in a list without space without tags of its own. */
interface Block {
	html: string;
	paragraph?: boolean;
}

interface State {
	links: Links;
	depth: number;
}

/** Lists and quotes deeper than this are text. */
const DEEPEST = 12;

export function toHtml(markdown: string): string {
	const source = markdown
		.replace(/\r\n?/g, '\n')
		.replace(/\0/g, '\ufffd')
		.replace(/^\t+| +\t+/gm, (tabs) => tabs.replace(/\t/g, '    '));
	const links = new Map<string, { address: string; title?: string }>();
	const lines = withoutDefinitions(source.split('\n'), links);
	return blocks(lines, { links, depth: 0 })
		.map(({ html }) => html)
		.join('\n');
}

const DEFINITION = /^ {0,3}\[([^[\]]{1,999})\]:\s*(?:<([^<>]*)>|(\S+))(?:\s+(?:"([^"]*)"|'([^']*)'|\(([^()]*)\)))?\s*$/;
const FENCE = /^( {0,3})(`{3,}|~{3,})([^`]*)$/;

/** Lines that say where a named link leads are taken out. */
function withoutDefinitions(lines: string[], links: Map<string, { address: string; title?: string }>): string[] {
	let fence: string | undefined;
	return lines.filter((line) => {
		const mark = FENCE.exec(line)?.[2];
		if (fence) {
			if (mark?.startsWith(fence)) fence = undefined;
			return true;
		}
		fence = mark;
		const found = DEFINITION.exec(line);
		if (!found) return true;
		const title = found[4] ?? found[5] ?? found[6];
		const name = linkName(found[1]);
		if (!links.has(name)) links.set(name, { address: found[2] ?? found[3], ...(title === undefined ? {} : { title }) });
		return false;
	});
}

const isBlank = (line: string): boolean => line.trim() === '';
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-+*]|\d{1,9}[.)])(?:( {1,4})(?! )|( {5,})|$)/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;

/** A line that ends a paragraph by beginning something else. */
const interrupts = (line: string): boolean =>
	HEADING.test(line) || RULE.test(line) || FENCE.test(line) || QUOTE.test(line) || /^ {0,3}(?:[-+*]|1[.)]) +\S/.test(line);

function blocks(lines: string[], state: State): Block[] {
	const found: Block[] = [];
	const nested = state.depth < DEEPEST;
	for (let at = 0; at < lines.length; ) {
		const line = lines[at];
		if (isBlank(line)) {
			at++;
			continue;
		}
		const [block, end] =
			fenced(lines, at) ??
			indented(lines, at) ??
			heading(line, at, state) ??
			rule(line, at) ??
			(nested ? (quote(lines, at, state) ?? list(lines, at, state)) : undefined) ??
			table(lines, at, state) ??
			paragraph(lines, at, state);
		found.push(block);
		at = end;
	}
	return found;
}

type Taken = [block: Block, end: number] | undefined;

const code = (lines: string[]): string => `<pre><code>${escapeAll(lines.join('\n'))}</code></pre>`;

function fenced(lines: string[], at: number): Taken {
	const start = FENCE.exec(lines[at]);
	if (!start) return undefined;
	const [, indent, mark] = start;
	const isEnd = (line: string): boolean => new RegExp(`^ {0,3}\\${mark[0]}{${mark.length},}[ \\t]*$`).test(line);
	let end = at + 1;
	while (end < lines.length && !isEnd(lines[end])) end++;
	return [{ html: code(lines.slice(at + 1, end).map((line) => line.replace(new RegExp(`^ {0,${indent.length}}`), ''))) }, end + 1];
}

function indented(lines: string[], at: number): Taken {
	const inside = (line: string): boolean => /^ {4}/.test(line);
	if (!inside(lines[at])) return undefined;
	let end = at;
	while (end < lines.length && (inside(lines[end]) || isBlank(lines[end]))) end++;
	while (isBlank(lines[end - 1])) end--;
	return [{ html: code(lines.slice(at, end).map((line) => line.slice(4))) }, end];
}

function heading(line: string, at: number, { links }: State): Taken {
	const found = HEADING.exec(line);
	return found ? [{ html: headed(found[1].length, found[2] ?? '', links) }, at + 1] : undefined;
}

const headed = (level: number, text: string, links: Links): string => `<h${level}>${inline(text.trim(), links)}</h${level}>`;

const rule = (line: string, at: number): Taken => (RULE.test(line) ? [{ html: '<hr>' }, at + 1] : undefined);

function quote(lines: string[], at: number, state: State): Taken {
	if (!QUOTE.test(lines[at])) return undefined;
	const inner: string[] = [];
	let end = at;
	for (; end < lines.length; end++) {
		const marked = QUOTE.test(lines[end]);
		// a paragraph in a quote may go on without the mark
		if (!marked && (isBlank(lines[end]) || isBlank(inner.at(-1) ?? '') || interrupts(lines[end]))) break;
		inner.push(lines[end].replace(QUOTE, ''));
	}
	return [{ html: `<blockquote>\n${html(blocks(inner, deeper(state)))}\n</blockquote>` }, end];
}

const deeper = ({ links, depth }: State): State => ({ links, depth: depth + 1 });
const html = (found: Block[]): string => found.map((block) => block.html).join('\n');

/** `-`, `+`, `*`, `.` or `)`: another sign begins another list. */
const kindOf = (marker: string): string => marker.at(-1) as string;

function list(lines: string[], at: number, state: State): Taken {
	const first = ITEM.exec(lines[at]);
	if (!first) return undefined;
	const items: string[][] = [];
	let loose = false;
	let end = at;
	while (end < lines.length) {
		const mark = ITEM.exec(lines[end]);
		if (!mark || kindOf(mark[2]) !== kindOf(first[2]) || RULE.test(lines[end])) break;
		const width = mark[1].length + mark[2].length + (mark[3]?.length ?? 1);
		const item = [lines[end].slice(width)];
		for (end++; end < lines.length; end++) {
			const line = lines[end];
			if (isBlank(line)) item.push('');
			else if (line.startsWith(' '.repeat(width))) item.push(line.slice(width));
			else if (isBlank(item.at(-1) ?? '') || interrupts(line) || ITEM.test(line)) break;
			else item.push(line.trimStart());
		}
		let gap = 0;
		while (item.length > 1 && isBlank(item.at(-1) ?? '')) {
			item.pop();
			gap++;
		}
		const next = end < lines.length ? ITEM.exec(lines[end]) : null;
		if ((gap && next && kindOf(next[2]) === kindOf(first[2])) || hasGap(item)) loose = true;
		items.push(item);
	}
	const ordered = /\d/.test(first[2]);
	const start = ordered ? parseInt(first[2], 10) : 1;
	const tag = ordered ? 'ol' : 'ul';
	const contents = items.map((item) => `<li>${itemHtml(blocks(item, deeper(state)), loose)}</li>`);
	return [{ html: `<${tag}${start === 1 ? '' : ` start="${start}"`}>\n${contents.join('\n')}\n</${tag}>` }, end];
}

/** An empty line between what stands in an item itself, not in a list or code inside it. */
function hasGap(item: string[]): boolean {
	return item.some(
		(line, index) =>
			isBlank(line) &&
			index > 0 &&
			index < item.length - 1 &&
			!/^ /.test(item.slice(index).find((other) => !isBlank(other)) ?? ' ') &&
			!FENCE.test(item[0]),
	);
}

function itemHtml(found: Block[], loose: boolean): string {
	if (loose) return html(found);
	return found
		.map(
			({ html: text, paragraph: isParagraph }, index) => (isParagraph ? text.slice(3, -4) : text) + (index < found.length - 1 ? '\n' : ''),
		)
		.join('');
}

const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

function table(lines: string[], at: number, { links }: State): Taken {
	const [head, marks] = [lines[at], lines[at + 1] ?? ''];
	if (!head.includes('|') || !marks.includes('-') || !DELIMITERS.test(marks)) return undefined;
	const aligned = cells(marks).map((mark) => ({ left: mark.startsWith(':'), right: mark.endsWith(':') }));
	const headings = cells(head);
	if (headings.length !== aligned.length) return undefined;
	const align = aligned.map(({ left, right }) =>
		left && right ? ' align="center"' : right ? ' align="right"' : left ? ' align="left"' : '',
	);
	const row = (tag: string, texts: string[]): string =>
		`<tr>${align.map((how, column) => `<${tag}${how}>${inline(texts[column] ?? '', links)}</${tag}>`).join('')}</tr>`;
	let end = at + 2;
	while (end < lines.length && !isBlank(lines[end]) && !interrupts(lines[end])) end++;
	const body = lines.slice(at + 2, end).map((line) => row('td', cells(line)));
	return [
		{ html: `<table>\n<thead>\n${row('th', headings)}\n</thead>${body.length ? `\n<tbody>\n${body.join('\n')}\n</tbody>` : ''}\n</table>` },
		end,
	];
}

/** Between the bars; an escaped one is text. */
function cells(line: string): string[] {
	const found: string[] = [''];
	const text = line.trim().replace(/^\|/, '');
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '\\' && text[at + 1] === '|') {
			found[found.length - 1] += '|';
			at++;
		} else if (text[at] === '|') {
			found.push('');
		} else {
			found[found.length - 1] += text[at];
		}
	}
	if (found.length > 1 && isBlank(found.at(-1) ?? '')) found.pop();
	return found.map((cell) => cell.trim());
}

function paragraph(lines: string[], at: number, { links }: State): [Block, number] {
	const text: string[] = [];
	let end = at;
	for (; end < lines.length && !isBlank(lines[end]); end++) {
		const underline = end > at ? UNDERLINE.exec(lines[end])?.[1] : undefined;
		if (underline) return [{ html: headed(underline.startsWith('=') ? 1 : 2, text.join('\n'), links) }, end + 1];
		if (end > at && interrupts(lines[end])) break;
		text.push(lines[end].trimStart());
	}
	return [{ html: `<p>${inline(text.join('\n'), links)}</p>`, paragraph: true }, end];
}
