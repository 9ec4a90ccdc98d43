/** Markdown -> HTML: what it knows, and that nothing of the text becomes markup. */

import fc from 'fast-check';
import { toHtml } from '../../markup/to-html';
import { toText } from '../../markup/from-html';

describe('what docs are written with', () => {
	test.each([
		['headings', '# One\n\n### Three ###\n\nTwo\n---', '<h1>One</h1>\n<h3>Three</h3>\n<h2>Two</h2>'],
		['paragraphs and line breaks', 'one\ntwo  \nthree\\\nfour\n\nfive', '<p>one\ntwo<br>\nthree<br>\nfour</p>\n<p>five</p>'],
		[
			'emphasis',
			'*a* **b** ***c*** ~~d~~ _e_ __f__ *a **b** c*',
			'<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <del>d</del> <em>e</em> <strong>f</strong> <em>a <strong>b</strong> c</em></p>',
		],
		['no emphasis inside words with underscores, or beside spaces', 'snake_case_name 2 * 3 * 4 a_', '<p>snake_case_name 2 * 3 * 4 a_</p>'],
		['escapes', '\\*no\\* \\[x\\] \\`y\\`', '<p>*no* [x] `y`</p>'],
		['code', 'a `b <c>` ``d ` e`` `f', '<p>a <code>b &lt;c&gt;</code> <code>d ` e</code> `f</p>'],
		['fenced code', '```js\nif (a < b) {\n\n}\n```\nafter', '<pre><code>if (a &lt; b) {\n\n}</code></pre>\n<p>after</p>'],
		['code that is not closed', '~~~\n# no heading', '<pre><code># no heading</code></pre>'],
		['indented code', '    a\n      b\n\n    c', '<pre><code>a\n  b\n\nc</code></pre>'],
		[
			'links',
			'[a](https://a.example "T") [b][ref] [ref] <https://c.example> https://d.example/x_y.\n\n[ref]: /docs/b "B"',
			'<p><a href="https://a.example" title="T">a</a> <a href="/docs/b" title="B">b</a> <a href="/docs/b" title="B">ref</a> <a href="https://c.example">https://c.example</a> <a href="https://d.example/x_y">https://d.example/x_y</a>.</p>',
		],
		[
			'links with brackets and spaces in them',
			'[a](<b c.md>) [d](e(f).md) [g [h]](i)',
			'<p><a href="b%20c.md">a</a> <a href="e(f).md">d</a> <a href="i">g [h]</a></p>',
		],
		[
			'mail addresses',
			'<name@example.com> [write](mailto:name@example.com)',
			'<p><a href="mailto:name@example.com">name@example.com</a> <a href="mailto:name@example.com">write</a></p>',
		],
		[
			'images',
			'![a *b*](https://x.example/i.png "T") [![c](d.png)](e)',
			'<p><img src="https://x.example/i.png" alt="a b" title="T"> <a href="e"><img src="d.png" alt="c"></a></p>',
		],
		['lists', '- a\n- b\n  1. c\n  2. d\n- e', '<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n<li>d</li>\n</ol></li>\n<li>e</li>\n</ul>'],
		['lists with space between', '1. a\n\n   more\n\n2. b', '<ol>\n<li><p>a</p>\n<p>more</p></li>\n<li><p>b</p></li>\n</ol>'],
		[
			'lists that begin elsewhere, and another sign',
			'3. a\n4. b\n\n- c\n+ d',
			'<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>\n<ul>\n<li>d</li>\n</ul>',
		],
		['code in a list', '- a\n\n  ```\n  b\n  ```', '<ul>\n<li><p>a</p>\n<pre><code>b</code></pre></li>\n</ul>'],
		['quotes', '> a\nb\n>\n> - c\n\nd', '<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>\n<p>d</p>'],
		['rules', 'a\n\n***\n- - -', '<p>a</p>\n<hr>\n<hr>'],
		[
			'tables',
			'| A | B |\n|:--|--:|\n| `x` | a \\| b |\n| 1',
			'<table>\n<thead>\n<tr><th align="left">A</th><th align="right">B</th></tr>\n</thead>\n<tbody>\n<tr><td align="left"><code>x</code></td><td align="right">a | b</td></tr>\n<tr><td align="left">1</td><td align="right"></td></tr>\n</tbody>\n</table>',
		],
		['what only resembles a table', 'a | b\nc | d', '<p>a | b\nc | d</p>'],
		['line breaks and comments in HTML', 'a<br/>b <!-- c --> d', '<p>a<br>b  d</p>'],
		['character references', '&copy; &#8364; &amp; & &unknown;', '<p>&copy; &#8364; &amp; &amp; &unknown;</p>'],
		['line ends of Windows', '# a\r\n\r\nb\r\n', '<h1>a</h1>\n<p>b</p>'],
		['nothing', '', ''],
	])('%s', (_what, markdown, html) => expect(toHtml(markdown)).toBe(html));
});

describe('what could do harm is shown, not done', () => {
	test.each([
		['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
		['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
		['[a](javascript:alert(1))', '<p>a</p>'],
		['[a](JaVaScRiPt:alert(1))', '<p>a</p>'],
		['[a](java&#115;cript:alert(1))', '<p>a</p>'],
		['[a](&#1;javascript:alert(1))', '<p>a</p>'],
		['[a](<java\tscript:alert(1)>)', '<p>a</p>'],
		['[a](data:text/html;base64,x)', '<p>a</p>'],
		['![a](javascript:alert(1))', '<p>a</p>'],
		['![a" onerror="alert(1)](b)', '<p><img src="b" alt="a&quot; onerror=&quot;alert(1)"></p>'],
		['[a](b "c\\" onclick=\\"d")', '<p><a href="b" title="c&quot; onclick=&quot;d">a</a></p>'],
		['[a](b"onclick="c)', '<p><a href="b&quot;onclick=&quot;c">a</a></p>'],
		['<javascript:alert(1)>', '<p>&lt;javascript:alert(1)&gt;</p>'],
		['```"><script>\n</code></pre><script>\n```', '<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;</code></pre>'],
		['&lt;script&gt;', '<p>&lt;script&gt;</p>'],
	])('%s', (markdown, html) => expect(toHtml(markdown)).toBe(html));
});

const TAGS = 'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong table tbody td th thead tr ul'.split(' ');
const VOID = ['br', 'hr', 'img'];
/** A tag as the converter may write it: no attribute but these, every value in quotes and without signs that end it. */
const TAG = /^<(\/?)([a-z][a-z0-9]*)((?: (?:href|src|alt|title|start|align)="[^"<>]*")*)>$/;

/** What is wrong with the markup of a result. */
function faultsOf(html: string): string[] {
	const faults: string[] = [];
	const open: string[] = [];
	for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
		const [, slash, name, attributes = ''] = TAG.exec(tag) ?? [];
		if (!name || !TAGS.includes(name)) faults.push(`odd tag ${tag}`);
		else if (slash && open.pop() !== name) faults.push(`wrong end ${tag}`);
		else if (!slash && !VOID.includes(name)) open.push(name);
		for (const [, address] of attributes.matchAll(/ (?:href|src)="([^"]*)"/g))
			if (/^[^/?#]*:/.test(address) && !/^(https?|mailto|tel):/i.test(address)) faults.push(`odd address ${address}`);
		if (/<a [^>]*>(?:(?!<\/a>).)*<a /s.test(html)) faults.push('a link in a link');
	}
	if (open.length) faults.push(`left open: ${open.join(' ')}`);
	const texts = html.replace(/<[^>]*>/g, '');
	if (/[<>"]/.test(texts)) faults.push(`raw sign in ${texts}`);
	if (/&(?!#?\w{1,31};)/.test(html)) faults.push('raw &');
	return faults;
}

/** Text with many of the signs that mean something. */
const signs = fc.constantFrom(
	'*',
	'**',
	'_',
	'~~',
	'`',
	'```',
	'[',
	']',
	'](',
	'(',
	')',
	'![',
	'<',
	'>',
	'"',
	"'",
	'&',
	'&lt;',
	'&#x22;',
	'\\',
	'|',
	'|---|',
	'\n',
	'\n\n',
	'  \n',
	'- ',
	'1. ',
	'> ',
	'# ',
	'    ',
	'---',
	'===',
	':',
	'javascript:',
	'http://a.b',
	'<!--',
	'-->',
	'<br>',
	'</p>',
	'<script>',
	'[a]: b "c',
	' ',
	'a',
	'word',
	'é',
	'😀',
	'\u0000',
	'\u202e',
);
const markup = fc
	.array(fc.oneof({ weight: 5, arbitrary: signs }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) }), {
		maxLength: 60,
	})
	.map((parts) => parts.join(''));

describe('whatever the text says', () => {
	test('the result has no other tags and attributes than its own, closed in order, and no raw sign in text', () => {
		fc.assert(
			fc.property(markup, (text) => expect(faultsOf(toHtml(text))).toEqual([])),
			{ numRuns: 3000 },
		);
	});

	test('a word of the text is in the result', () => {
		fc.assert(
			fc.property(markup, fc.stringMatching(/^[a-z]{12}$/), (text, word) =>
				expect(toHtml(`${text.replace(/[[\]<]/g, '')}\n\n${word}\n`)).toContain(word),
			),
			{ numRuns: 500 },
		);
	});

	test('plain words stay the same', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[A-Za-z]{1,12}$/), { minLength: 1, maxLength: 30 }), (words) =>
				expect(toText(toHtml(words.join(' ')))).toBe(words.join(' ')),
			),
		);
	});

	test.each([
		['brackets', '['.repeat(30_000)],
		['closed brackets', '[a]('.repeat(10_000)],
		['stars', '*a '.repeat(20_000)],
		['mixed emphasis', '*_'.repeat(10_000)],
		['backticks', Array.from({ length: 400 }, (_, n) => '`'.repeat(n)).join(' ')],
		['quotes', '>'.repeat(5_000)],
		['lists', Array.from({ length: 200 }, (_, n) => `${' '.repeat(2 * n)}- a`).join('\n')],
		['comments', '<!--'.repeat(20_000)],
		['tables', '|'.repeat(10_000)],
		['definitions', '[a]: b\n'.repeat(5_000)],
	])('it is done in time: %s', (_what, text) => {
		const begun = Date.now();
		toHtml(text);
		expect(Date.now() - begun).toBeLessThan(20_000);
	});
});
