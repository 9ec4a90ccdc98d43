/** HTML -> Markdown or plain text: what somebody reads, in order, without layout. Made for the bodies of articles. */

import { type Element, treeOf } from './tree';

export const toMarkdown = (html: string): string => blocksOf(treeOf(html), MARKDOWN).join('\n\n').trim();
export const toText = (html: string): string => blocksOf(treeOf(html), TEXT).join('\n\n').trim();

/** How the parts of a text are written. */
interface Writing {
	text: (text: string) => string;
	/** The first signs of a paragraph, which could be taken for something else. */
	start: (paragraph: string) => string;
	mark: (sign: string, text: string) => string;
	code: (text: string) => string;
	link: (text: string, address: string) => string;
	image: (alt: string, address: string) => string;
	heading: (level: number, text: string) => string;
	block: (code: string) => string;
	quote: (text: string) => string;
	table: (rows: string[][]) => string;
	rule: string;
	break: string;
}

const longest = (text: string, sign: RegExp): number => Math.max(0, ...[...text.matchAll(sign)].map(([run]) => run.length));

const MARKDOWN: Writing = {
	text: (text) =>
		text
			.replace(/[\\`*[\]<]/g, '\\$&')
			.replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
			.replace(/~~/g, '\\~~'),
	start: (paragraph) =>
		paragraph.replace(/^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|={2,}|-{2,})/, '\\$1').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'),
	mark: (sign, text) => (text.trim() ? text.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${sign}$2${sign}$3`) : text),
	code: (text) => {
		const fence = '`'.repeat(longest(text, /`+/g) + 1);
		return text.trim() ? `${fence}${/^`|`$/.test(text) ? ` ${text} ` : text}${fence}` : text;
	},
	link: (text, address) => (!address ? text : `[${text.trim() || address}](${destination(address)})`),
	image: (alt, address) => (address ? `![${alt}](${destination(address)})` : alt),
	heading: (level, text) => `${'#'.repeat(level)} ${text}`,
	block: (code) => {
		const fence = '`'.repeat(Math.max(3, longest(code, /`+/g) + 1));
		return `${fence}\n${code}\n${fence}`;
	},
	quote: (text) => text.replace(/^/gm, '> ').replace(/^> $/gm, '>'),
	table: ([head = [], ...rows]) => {
		const width = Math.max(head.length, ...rows.map(({ length }) => length));
		const line = (cells: string[]): string =>
			`| ${Array.from({ length: width }, (_, column) => (cells[column] ?? '').replace(/\|/g, '\\|')).join(' | ')} |`;
		return [line(head), line(Array.from({ length: width }, () => '---')), ...rows.map(line)].join('\n');
	},
	rule: '---',
	break: '  \n',
};

const destination = (address: string): string =>
	/[\s()<>]/.test(address) ? `<${address.replace(/[<>\n]/g, encodeURIComponent)}>` : address;

const TEXT: Writing = {
	text: (text) => text,
	start: (paragraph) => paragraph,
	mark: (_sign, text) => text,
	code: (text) => text,
	link: (text, address) => text.trim() || address,
	image: (alt) => alt,
	heading: (_level, text) => text,
	block: (code) => code,
	quote: (text) => text,
	table: (rows) => rows.map((cells) => cells.join(' | ')).join('\n'),
	rule: '',
	break: '\n',
};

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** What stands in lines of its own; everything else stands inside a line. */
const BLOCKS = new Set([
	...HEADINGS,
	'',
	'address',
	'article',
	'aside',
	'blockquote',
	'body',
	'center',
	'dd',
	'details',
	'div',
	'dl',
	'dt',
	'fieldset',
	'figcaption',
	'figure',
	'footer',
	'form',
	'header',
	'hr',
	'html',
	'li',
	'main',
	'nav',
	'ol',
	'p',
	'pre',
	'section',
	'summary',
	'table',
	'ul',
]);

const isBlock = (child: Element | string): child is Element =>
	typeof child !== 'string' && (BLOCKS.has(child.tag) || (!LEAVES.has(child.tag) && child.children.some(isBlock)));
/** Never looked into for paragraphs. */
const LEAVES = new Set(['code', 'img', 'br', 'iframe', 'video']);

/** The paragraphs and other blocks of an element. */
function blocksOf(element: Element, how: Writing): string[] {
	const found: string[] = [];
	let line: Array<Element | string> = [];
	const flush = (): void => {
		const text = how.start(lineOf(line, how).trim());
		if (text) found.push(text);
		line = [];
	};
	for (const child of element.children) {
		if (!isBlock(child)) {
			line.push(child);
			continue;
		}
		flush();
		found.push(...blockOf(child, how).filter((text) => text !== ''));
	}
	flush();
	return found;
}

function blockOf(element: Element, how: Writing): string[] {
	const { tag } = element;
	if (HEADINGS.has(tag)) {
		const text = lineOf(element.children, how).replace(/\s+/g, ' ').trim();
		return text ? [how.heading(Number(tag[1]), text)] : [];
	}
	if (tag === 'ul' || tag === 'ol') return [list(element, how)];
	if (tag === 'pre') return [how.block(plain(element).replace(/^\n|\n$/g, ''))];
	if (tag === 'blockquote') return [how.quote(blocksOf(element, how).join('\n\n'))];
	if (tag === 'table')
		return [how.table(rowsOf(element).map((row) => row.map((cell) => blocksOf(cell, how).join(' ').replace(/\s+/g, ' '))))];
	if (tag === 'hr') return [how.rule];
	return blocksOf(element, how);
}

function list({ tag, attributes, children }: Element, how: Writing): string {
	const start = Number(attributes.start ?? 1);
	// a list may stand directly in a list
	const items = children.filter((child): child is Element => typeof child !== 'string');
	return items
		.map((item, index) => {
			const sign = tag === 'ol' ? `${(Number.isInteger(start) ? start : 1) + index}. ` : '- ';
			const parts = item.tag === 'li' ? blocksOf(item, how) : blockOf(item, how);
			const text = parts.reduce((before, part, at) => before + (at === 0 ? '' : /^(?:- |\d+\. )/.test(part) ? '\n' : '\n\n') + part, '');
			return sign + text.replace(/\n(?!\n)/g, `\n${' '.repeat(sign.length)}`).replace(/^ +$/gm, '');
		})
		.join('\n');
}

const rowsOf = ({ children }: Element): Element[][] =>
	children.flatMap((child) => {
		if (typeof child === 'string') return [];
		return child.tag === 'tr'
			? [child.children.filter((cell): cell is Element => typeof cell !== 'string' && (cell.tag === 'td' || cell.tag === 'th'))]
			: child.tag === 'table'
				? []
				: rowsOf(child);
	});

/** Text as it stands, spaces and all. */
const plain = ({ children }: Element): string =>
	children.map((child) => (typeof child === 'string' ? child : child.tag === 'br' ? '\n' : plain(child))).join('');

const SIGNS: Record<string, string> = { strong: '**', b: '**', em: '*', i: '*', del: '~~', s: '~~', strike: '~~' };

/** What stands inside a line. */
function lineOf(children: Array<Element | string>, how: Writing, marks = ''): string {
	return children
		.map((child) => {
			if (typeof child === 'string') return how.text(child.replace(/[ \t\r\n]+/g, ' '));
			const { tag, attributes } = child;
			const sign = SIGNS[tag];
			// a mark inside the same mark would end it
			const inner = (): string => lineOf(child.children, how, sign ? marks + sign : marks);
			if (tag === 'br') return how.break;
			if (tag === 'img') return how.image((attributes.alt ?? '').replace(/\s+/g, ' '), attributes.src ?? '');
			if (tag === 'iframe' || tag === 'video') return how.link('', attributes.src ?? '');
			if (tag === 'code') return how.code(plain(child).replace(/\s+/g, ' '));
			if (tag === 'a') return how.link(inner(), attributes.href ?? '');
			return sign && !marks.includes(sign) ? how.mark(sign, inner()) : inner();
		})
		.join('')
		.replace(/ +(?=\n)/g, (spaces) => (how === MARKDOWN ? '  ' : spaces.slice(0, 0)))
		.replace(/\n +/g, '\n');
}
