/** HTML of articles -> Markdown and text. */

import fc from 'fast-check';
import { toMarkdown, toText } from '../../markup/from-html';
import { toHtml } from '../../markup/to-html';

const both = (html: string) => [toMarkdown(html), toText(html)];

describe('what articles are made of', () => {
	test.each([
		[
			'paragraphs as Intercom writes them',
			'<p class="no-margin">One</p>\n<p class="no-margin"></p><p>Two<br>Three</p>',
			'One\n\nTwo  \nThree',
			'One\n\nTwo\nThree',
		],
		['headings', '<h1 id="x">A</h1><h3>B <b>c</b></h3>', '# A\n\n### B **c**', 'A\n\nB c'],
		['marks, with the spaces outside', '<b> a </b>b<i>c</i><s>d</s><strong><b>e</b></strong>', '**a** b*c*~~d~~**e**', 'a bcde'],
		[
			'links',
			'<a href="https://a.example/b c">d</a> <a>e</a> <a href="https://f.example"></a>',
			'[d](<https://a.example/b c>) e [https://f.example](https://f.example)',
			'd e https://f.example',
		],
		[
			'images in boxes',
			'<div class="intercom-container"><img src="https://i.example/a.png" alt="A"></div>',
			'![A](https://i.example/a.png)',
			'A',
		],
		[
			'lists in lists',
			'<ul><li><p>a</p><ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>',
			'- a\n  3. b\n  4. c\n- d',
			'- a\n  3. b\n  4. c\n- d',
		],
		['a list directly in a list', '<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n- - b', '- a\n- - b'],
		[
			'code',
			'<p>Run <code>a `b`</code></p><pre><code>x &lt; y\n\n  z</code></pre>',
			'Run `` a `b` ``\n\n```\nx < y\n\n  z\n```',
			'Run a `b`\n\nx < y\n\n  z',
		],
		['quotes', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b', 'a\n\nb'],
		[
			'tables',
			'<table><tbody><tr><th>A|</th><th>B</th></tr><tr><td><p>1</p></td><td>2<br>3</td></tr></tbody></table>',
			'| A\\| | B |\n| --- | --- |\n| 1 | 2 3 |',
			'A| | B\n1 | 2 3',
		],
		['rules', 'a<hr>b', 'a\n\n---\n\nb', 'a\n\nb'],
		['videos', '<iframe src="https://v.example/1"></iframe>', '[https://v.example/1](https://v.example/1)', 'https://v.example/1'],
		['what nobody sees', '<style>p{}</style><p>a<!-- b --></p><script>if (a < b) {}</script><title>t</title>c', 'a\n\nc', 'a\n\nc'],
		['character references', '<p>a&nbsp;b &lt;c&gt; &#8364; &unknown;</p>', 'a\u00a0b \\<c> € &unknown;', 'a\u00a0b <c> € &unknown;'],
		['what is not closed', '<ul><li>a<li>b</ul><p>c<p>d<b>e', '- a\n- b\n\nc\n\nd**e**', '- a\n- b\n\nc\n\nde'],
		[
			'text that looks like markup',
			'<p># no *heading* [x] `y` _z_ 1_2</p><p>1. no list</p><p>- none</p>',
			'\\# no \\*heading\\* \\[x\\] \\`y\\` \\_z\\_ 1_2\n\n1\\. no list\n\n\\- none',
			'# no *heading* [x] `y` _z_ 1_2\n\n1. no list\n\n- none',
		],
		[
			'references that nobody knows, of names that JavaScript uses',
			'<p>&constructor; &valueOf; &amp;</p>',
			'&constructor; &valueOf; &',
			'&constructor; &valueOf; &',
		],
		['nothing', '', '', ''],
	])('%s', (_what, html, markdown, text) => expect(both(html)).toEqual([markdown, text]));
});

describe('there and back', () => {
	const word = fc.stringMatching(/^[A-Za-z0-9äöü.,;!?()%$]{1,10}$/);
	const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
	const span = fc.oneof(
		line,
		line.map((text) => `*${text.replace(/^\W+|\W+$/g, '') || 'a'}*`),
		line.map((text) => `**${text.replace(/^\W+|\W+$/g, '') || 'a'}**`),
		line.map((text) => `\`${text}\``),
		line.map((text) => `[${text}](https://example.com/a?b=c&d=e)`),
	);
	const sentence = fc.array(span, { minLength: 1, maxLength: 4 }).map((spans) => spans.join(' '));
	const block = fc.oneof(
		sentence,
		sentence.map((text) => `## ${text}`),
		fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
		fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((item, index) => `${index + 1}. ${item}`).join('\n')),
		fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``),
		sentence.map((text) => `> ${text}`),
		fc.tuple(line, line, line, line).map(([a, b, c, d]) => `| ${a} | ${b} |\n| --- | --- |\n| ${c} | ${d} |`),
	);

	// Intercom puts paragraphs into every list item: lists become tight on the way
	const tight = (html: string): string => html.replace(/<li><p>/g, '<li>').replace(/<\/p><\/li>/g, '</li>');

	test('HTML -> Markdown -> HTML is the same HTML', () => {
		fc.assert(
			fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
				const html = toHtml(blocks.join('\n\n'));
				expect(tight(toHtml(toMarkdown(html)))).toBe(tight(html));
			}),
			{ numRuns: 600 },
		);
	});

	test('text is text, whatever it looks like', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'ab1 #*_`[]()<>!|~-+.\\&;:="\''), minLength: 1, maxLength: 40 }), (text) => {
				const shown = text.replace(/\s+/g, ' ').trim();
				const html = `<p>${shown.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`;
				expect(toText(html)).toBe(shown);
				expect(toText(toHtml(toMarkdown(html)))).toBe(shown);
			}),
			{ numRuns: 2000 },
		);
	});

	test('anything at all is read, quickly', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom(
						'<',
						'>',
						'</',
						'<p>',
						'<li>',
						'<ul>',
						'<table>',
						'<td>',
						'<tr>',
						'<a href="',
						'"',
						"'",
						'<b>',
						'</b>',
						'<!--',
						'<script>',
						'</script>',
						'&',
						'&#',
						';',
						'a',
						' ',
						'\n',
					),
					{ maxLength: 80 },
				),
				(parts) => {
					expect(typeof toMarkdown(parts.join(''))).toBe('string');
				},
			),
		);
		const begun = Date.now();
		for (const html of ['<b>'.repeat(3_000), '<a "'.repeat(3_000), '<ul><li>'.repeat(500), '&'.repeat(50_000), '<!--'.repeat(20_000)])
			toMarkdown(html);
		expect(Date.now() - begun).toBeLessThan(20_000);
	});
});
