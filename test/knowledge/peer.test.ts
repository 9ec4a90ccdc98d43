/** The converter beside another one, where that is installed (n8n's own nodes bring it along): for ordinary documents they agree. */

import fc from 'fast-check';
import { toHtml } from '../../markup/to-html';

interface Peer {
	Converter: new (options: object) => { makeHtml: (markdown: string) => string };
}

function peer(): Peer | undefined {
	try {
		return jest.requireActual<Peer>('showdown');
	} catch {
		return undefined;
	}
}

const showdown = peer();
const theirs =
	showdown &&
	new showdown.Converter({
		noHeaderId: true,
		tables: true,
		strikethrough: true,
		simpleLineBreaks: false,
		disableForced4SpacesIndentedSublists: true,
		ghCodeBlocks: true,
		encodeEmails: false,
		literalMidWordUnderscores: true,
	});

/** What of a result does not depend on taste: tags and texts in order, without layout and classes. */
const shape = (html: string): string =>
	html
		.replace(/ (class|id|style)="[^"]*"/g, '')
		.replace(/\s*\/>/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/\s+/g, ' ')
		.replace(/> </g, '><')
		.replace(/ ?(<\/?(?:p|h\d|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|pre|code|hr|br)>) ?/g, '$1')
		.trim();

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9äöü]{0,9}$/);
const line = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '));
const span = fc.oneof(
	line,
	line.map((text) => `*${text}*`),
	line.map((text) => `**${text}**`),
	line.map((text) => `~~${text}~~`),
	line.map((text) => `\`${text}\``),
	fc.tuple(line, word).map(([text, path]) => `[${text}](https://example.com/${path})`),
	fc.tuple(line, word).map(([text, path]) => `![${text}](https://example.com/${path}.png)`),
);
const sentence = fc.array(span, { minLength: 1, maxLength: 4 }).map((spans) => `Then ${spans.join(' and ')}.`);
const block = fc.oneof(
	sentence,
	fc.tuple(fc.integer({ min: 1, max: 6 }), sentence).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
	fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
	fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((item, index) => `${index + 1}. ${item}`).join('\n')),
	fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``),
	sentence.map((text) => `> ${text}`),
	fc.constant('---'),
	fc.tuple(line, line, line, line).map(([a, b, c, d]) => `| ${a} | ${b} |\n| --- | --- |\n| ${c} | ${d} |`),
);
/** One paragraph between any two blocks: where lists and quotes end is a matter of taste. */
const document = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join('\n\nBetween.\n\n'));

(theirs ? test : test.skip)('an ordinary document becomes the same HTML', () => {
	fc.assert(
		fc.property(document, (markdown) => expect(shape(toHtml(markdown))).toBe(shape(theirs?.makeHtml(markdown) ?? ''))),
		{ numRuns: 500 },
	);
});
