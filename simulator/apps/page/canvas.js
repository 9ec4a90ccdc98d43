// Draws a canvas as Intercom does, component by component, and reads what is entered in it.
import { all, el } from './dom.js';

const SPACES = { xs: 4, s: 8, m: 16, l: 24, xl: 32 };

/** @param press called with the ID of a component whose action is to submit */
export function draw(components, press) {
	const act = (action, id) => {
		if (action?.type === 'url') window.open(action.url, '_blank', 'noopener');
		if (action?.type === 'submit') press(id);
	};
	return components.map((component) => {
		const make = KINDS[component.type];
		const drawn = make ? make(component, act) : el('p', { className: 'error', textContent: `Unknown component ${component.type}` });
		if (component.bottom_margin === 'none') drawn.classList.add('tight');
		return drawn;
	});
}

/** ID -> what is entered. */
export const entered = (card) => Object.fromEntries(all('[data-id]', card).map((field) => [field.dataset.id, valueOf(field)]));

function valueOf(field) {
	if (field.dataset.kind === 'several') return all(':checked', field).map(({ value }) => value);
	if (field.dataset.kind === 'one') return field.querySelector(':checked')?.value;
	return field.value;
}

const KINDS = {
	text: ({ text, style = 'paragraph', align = 'left' }) =>
		el('p', { className: `text ${style}`, style: `text-align:${align}` }, ...words(text)),
	divider: () => el('hr'),
	spacer: ({ size = 's' }) => el('div', { style: `height:${SPACES[size]}px` }),
	image: ({ url, width, height, rounded, align }) =>
		el('img', {
			src: url,
			width,
			height,
			alt: '',
			style: `${rounded ? 'border-radius:8px;' : ''}${align === 'center' ? 'margin:0 auto' : align === 'right' ? 'margin-left:auto' : ''}`,
		}),
	button: ({ id, label, style = 'primary', action, disabled }, act) =>
		el('button', { className: style, textContent: label, disabled: Boolean(disabled), onclick: () => act(action, id) }),
	'data-table': ({ items }) =>
		el('table', {}, ...items.map(({ field, value }) => el('tr', {}, el('td', { textContent: field }), el('td', { textContent: value })))),
	list: ({ items, disabled }, act) => el('div', { className: 'rows' }, ...items.map((item) => row(item, disabled, act))),
	input: ({ id, action, ...more }, act) => field(id, more, el('input', { onkeydown: ({ key }) => key === 'Enter' && act(action, id) })),
	textarea: ({ id, ...more }) => field(id, more, el('textarea', { rows: 3 })),
	dropdown: ({ id, options, ...more }) =>
		field(
			id,
			more,
			el(
				'select',
				{},
				...options.map(({ id: value, text, disabled }) => el('option', { value, textContent: text, disabled: Boolean(disabled) })),
			),
		),
	checkbox: ({ id, label, option, value = [], disabled }) => choices(id, 'several', label, option, value, disabled),
	'single-select': ({ id, label, options, value, action, disabled }, act) =>
		choices(id, 'one', label, options, [value], disabled, () => act(action, id)),
};

function row(
	{
		id,
		title,
		subtitle,
		tertiary_text: third,
		image,
		image_width: width = 36,
		image_height: height = 36,
		rounded_image: rounded,
		action,
		disabled: off,
	},
	disabled,
	act,
) {
	const inside = [
		image && el('img', { src: image, width, height, alt: '', style: rounded ? 'border-radius:50%' : '' }),
		el('div', {}, el('b', { textContent: title }), el('span', { textContent: [subtitle, third].filter(Boolean).join(' • ') })),
	].filter(Boolean);
	return action
		? el('button', { className: 'row', disabled: Boolean(disabled || off), onclick: () => act(action, id) }, ...inside)
		: el('div', { className: 'row' }, ...inside);
}

function field(id, { label, placeholder, value, disabled }, made) {
	Object.assign(
		made,
		{ disabled: Boolean(disabled) },
		placeholder === undefined ? {} : { placeholder },
		value === undefined ? {} : { value },
	);
	made.dataset.id = id;
	return el('label', {}, label, made);
}

function choices(id, kind, label, options, chosen, disabled, changed = () => {}) {
	const made = el(
		'div',
		{ className: `options ${kind}` },
		...options.map(({ id: value, text, disabled: off }) =>
			el(
				'label',
				{},
				el('input', {
					type: kind === 'one' ? 'radio' : 'checkbox',
					name: id,
					value,
					checked: chosen.includes(value),
					disabled: Boolean(disabled || off),
					onchange: changed,
				}),
				text,
			),
		),
	);
	Object.assign(made.dataset, { id, kind });
	return el('div', {}, label ? el('label', { textContent: label }) : undefined, made);
}

/** Bold and links, which is what Intercom takes of Markdown here. */
function words(text) {
	return text.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/).map((part) => {
		const [, bold] = /^\*\*([^*]+)\*\*$/.exec(part) ?? [];
		const [, label, href] = /^\[([^\]]+)\]\((https?:[^)\s]+)\)$/.exec(part) ?? [];
		return bold ? el('b', { textContent: bold }) : href ? el('a', { href, textContent: label, target: '_blank', rel: 'noopener' }) : part;
	});
}
