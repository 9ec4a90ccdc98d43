import { components } from '../../catalog/canvas';
import { cardOf, checkAnswer } from '../../engine/canvas/answer';
import { checkCanvas } from '../../engine/canvas/check';

type Json = Record<string, unknown>;

const submit = { type: 'submit' };
const options = [1, 2].map((id) => ({ type: 'option', id: `${id}`, text: `${id}` }));

/** One of each kind, as Canvas Kit's reference has them. */
const samples: Json[] = [
	{ type: 'text', id: 't', text: 'Hello *you*', style: 'header', align: 'center', bottom_margin: 'none' },
	{
		type: 'image',
		url: 'https://example.com/a.png',
		width: 64,
		height: 64,
		align: 'full_width',
		rounded: true,
		action: { type: 'url', url: 'https://example.com' },
	},
	{
		type: 'list',
		items: [
			{
				type: 'item',
				id: 'a',
				title: 'A',
				subtitle: 'B',
				tertiary_text: 'C',
				image: 'https://example.com/a.png',
				image_width: 16,
				image_height: 16,
				action: submit,
			},
		],
	},
	{ type: 'button', id: 'b', label: 'Pay', style: 'link', disabled: true, action: { type: 'url', url: 'https://example.com' } },
	{ type: 'input', id: 'i', label: 'Name', placeholder: 'Ada', value: 'x', save_state: 'failed', action: submit },
	{ type: 'textarea', id: 'ta', label: 'Why', error: true },
	{ type: 'dropdown', id: 'd', options, value: '1' },
	{ type: 'checkbox', id: 'c', label: 'Which', option: options, value: ['1'] },
	{ type: 'single-select', id: 's', options, action: submit },
	{ type: 'data-table', items: [{ type: 'field-value', field: 'Plan', value: 'Pro' }] },
	{ type: 'divider' },
	{ type: 'spacer', size: 'xl' },
];

const canvas = (...list: unknown[]): Json => ({ content: { components: list } });
const refusal = (check: () => void): string => {
	try {
		check();
	} catch (error) {
		const { message, advice } = error as Error & { advice?: string };
		return [message, advice].filter(Boolean).join('. ');
	}
	return 'nothing';
};
const wrong = (...list: unknown[]): string => refusal(() => checkCanvas(canvas(...list)));

it('takes one of each component there is', () => {
	expect(samples.map(({ type }) => type).sort()).toEqual(components.map(({ type }) => type).sort());
	expect(() => checkCanvas(canvas(...samples), 'inbox')).not.toThrow();
});

it.each<[string, unknown[], string]>([
	['an unknown type', [{ type: 'buton' }], "'Component 1' has no type that Intercom knows: buton. Use one of: button, "],
	['no type', [{}], 'has no type'],
	['no object', ['text'], "'Component 1' has to be an object, not text"],
	['a button without ID', [samples[0], { type: 'button', label: 'Pay', action: submit }], "'Component 2 (Button)' needs an ID"],
	['a button without action', [{ type: 'button', id: 'b', label: 'Pay' }], `'Component 1 (Button "b")' needs 'When Pressed' (action)`],
	['an ID twice', [samples[3], { ...samples[4], id: 'b' }], `'Component 2 (Input "b")' has the ID "b", as Component 1 (Button "b") has`],
	['an ID of a row that a button has', [{ ...samples[3], id: 'a' }, samples[2]], 'has the ID "a"'],
	['a text without text', [{ type: 'text' }], "'Component 1 (Text)' needs 'Text' (text)"],
	[
		'a field that does not exist',
		[{ type: 'text', text: 'a', color: 'red' }],
		'has a field that Intercom does not know: color. It can have: text, style, align, bottom_margin',
	],
	['a number for a text', [{ type: 'text', text: 7 }], "'Component 1 (Text), Text' has to be a text, not 7"],
	[
		'a style that does not exist',
		[{ type: 'text', text: 'a', style: 'huge' }],
		'cannot be huge. Use one of: header, paragraph, muted, error',
	],
	[
		'one option',
		[{ ...samples[6], options: options.slice(1) }],
		`'Component 1 (Dropdown "d"), Options' has 1 of them, and Intercom wants at least 2`,
	],
	[
		'eleven options',
		[{ ...samples[8], options: Array.from({ length: 11 }, (_, id) => ({ type: 'option', id: `${id}`, text: 'x' })) }],
		'shows 10 at most',
	],
	['an option twice', [{ ...samples[6], options: [options[0], options[0]] }], 'has the ID "1"'],
	['an option of no type', [{ ...samples[6], options: [{ id: '1', text: 'a' }, options[1]] }], '"type": "option"'],
	['a link to nowhere', [{ ...samples[3], action: { type: 'url', url: 'example' } }], 'needs the address to open, not example'],
	['a script for a link', [{ ...samples[3], action: { type: 'url', url: 'javascript:alert(1)' } }], 'needs the address to open'],
	['an action that does not exist', [{ ...samples[3], action: { type: 'open' } }], 'cannot be open'],
	['an image without a size', [{ type: 'image', url: 'https://example.com/a.png' }], "needs 'Width'"],
])('refuses %s, and says where', (_name, list, expected) => {
	expect(wrong(...list)).toContain(expected);
});

it('refuses a canvas without components, more than 64 KB, and stored data of the kind', () => {
	expect(refusal(() => checkCanvas(canvas()))).toContain("'Components' are missing");
	expect(refusal(() => checkCanvas({}))).toContain('has no components');
	expect(wrong({ type: 'text', text: 'ä'.repeat(33_000) })).toBe(
		"'Components' are 65 KB, and Intercom takes 64. Show fewer rows, or shorter texts.",
	);
	expect(wrong({ type: 'text', text: 'a'.repeat(65_000) })).toBe('nothing');
	expect(refusal(() => checkCanvas({ ...canvas(samples[0]), stored_data: { a: 'x'.repeat(70_000) } }))).toContain("'Stored Data' is 69 KB");
});

it('refuses in the Inbox what only the Messenger knows, and nowhere else', () => {
	const sheet = canvas({ ...samples[3], action: { type: 'sheet', url: 'https://example.com' } });
	const live = { content_url: 'https://example.com/live' };
	for (const only of [sheet, live]) {
		expect(refusal(() => checkCanvas(only, 'inbox'))).toContain('works in the Messenger only, and this card is in the Inbox');
		for (const audience of ['messenger', undefined] as const) expect(() => checkCanvas(only, audience)).not.toThrow();
	}
	expect(refusal(() => checkCanvas({ ...live, ...canvas(samples[0]) }))).toContain("both 'content' and 'content_url'");
});

it('knows what an answer is made of', () => {
	const good = { canvas: canvas(samples[0]), event: { type: 'completed' }, card_creation_options: { a: 1 } };
	expect(() => checkAnswer(good)).not.toThrow();
	expect(() => checkAnswer({ results: {} })).not.toThrow();
	expect(refusal(() => checkAnswer({}))).toContain("neither 'canvas' nor 'results'");
	expect(refusal(() => checkAnswer({ ...good, canvass: 1 }))).toContain('does not know: canvass');
	expect(refusal(() => checkAnswer({ ...good, event: { type: 'done' } }))).toContain("'Event' can only be");
});

it('shows whatever items there are: nothing, one, several, nested, and many fields', () => {
	for (const items of [[], [{}], [{ a: { b: [1] }, c: null, d: new Date(0) }], [{}, { a: 1 }], [{ a: 'x' }, { a: { b: 1 } }]])
		expect(() => checkAnswer(cardOf(items as Json[]))).not.toThrow();
});
