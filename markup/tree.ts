/** HTML as a tree, read as forgivingly as browsers do: nothing has to be closed, and what nobody sees is left out. */

import { decode } from './escape';

export interface Element {
	tag: string;
	attributes: Record<string, string>;
	children: Array<Element | string>;
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** Neither shown nor read. */
const UNSEEN = new Set(['head', 'noscript', 'object', 'script', 'style', 'svg', 'template', 'title']);
/** An element of the first kind ends one of the second that is still open, but not beyond one of the third. */
const ENDS: Array<{ opening: Set<string>; ended: Set<string>; within: Set<string> }> = [
	{ opening: new Set(['li']), ended: new Set(['li']), within: new Set(['ul', 'ol']) },
	{ opening: new Set(['td', 'th', 'tr', 'tbody', 'tfoot']), ended: new Set(['td', 'th']), within: new Set(['table']) },
	{ opening: new Set(['tr', 'tbody', 'tfoot']), ended: new Set(['tr']), within: new Set(['table']) },
	{ opening: new Set(['dt', 'dd']), ended: new Set(['dt', 'dd']), within: new Set(['dl']) },
	{
		opening: new Set(['p', 'div', 'ul', 'ol', 'table', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr']),
		ended: new Set(['p']),
		within: new Set(['li', 'td', 'th', 'div', 'blockquote', 'section', 'article']),
	},
];

/** Text of elements deeper than this counts to the one around them. */
const DEEPEST = 200;

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<![^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([a-z][a-z0-9_:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;

export function treeOf(html: string): Element {
	const root: Element = { tag: '', attributes: {}, children: [] };
	const open = [root];
	let unseen: string | undefined;
	let from = 0;
	const say = (text: string): void => {
		if (text && !unseen) (open.at(-1) as Element).children.push(decode(text));
	};
	for (const match of html.matchAll(TOKEN)) {
		say(html.slice(from, match.index));
		from = match.index + match[0].length;
		const [, slash, name, rest = ''] = match as unknown as Array<string | undefined>;
		const tag = name?.toLowerCase();
		if (!tag || (unseen && tag !== unseen)) continue;
		if (UNSEEN.has(tag)) unseen = slash ? undefined : rest.endsWith('/') ? unseen : tag;
		else if (slash) leave(open, tag);
		else enter(open, tag, rest);
	}
	say(html.slice(from));
	return root;
}

function enter(open: Element[], tag: string, rest: string): void {
	for (const { opening, ended, within } of ENDS) {
		if (!opening.has(tag)) continue;
		const at = lastOf(open, (element) => ended.has(element.tag) || within.has(element.tag));
		if (at > 0 && ended.has(open[at].tag)) open.length = at;
	}
	const attributes = Object.fromEntries(
		[...rest.matchAll(ATTRIBUTE)].map(([, name, double, single, bare]) => [name.toLowerCase(), decode(double ?? single ?? bare ?? '')]),
	);
	const element: Element = { tag, attributes, children: [] };
	(open.at(-1) as Element).children.push(element);
	if (!VOID.has(tag) && !rest.endsWith('/') && open.length < DEEPEST) open.push(element);
}

function leave(open: Element[], tag: string): void {
	const at = lastOf(open, (element) => element.tag === tag);
	if (at > 0) open.length = at;
}

function lastOf(open: Element[], which: (element: Element) => boolean): number {
	for (let at = open.length - 1; at > 0; at--) if (which(open[at])) return at;
	return -1;
}
