/**
 * What a canvas is made of: one row per component. Names, fields and limits: Canvas Kit reference, and the types of
 * Intercom's own client for Node (6.4).
 */

import type { ActionType, ComponentRow, Part, Parts } from './types';

const text = (label: string, more: Partial<Extract<Part, { kind: 'text' }>> = {}): Part => ({ kind: 'text', label, ...more });
const choice = (label: string, values: readonly string[], initial: string, more: { param?: string; rare?: boolean } = {}): Part => ({
	kind: 'choice',
	label,
	initial,
	choices: values.map((value) => ({ value, name: named(value) })),
	...more,
});
const named = (value: string): string =>
	SIZES[value] ??
	value
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
const SIZES: Record<string, string> = { xs: 'Extra Small', s: 'Small', m: 'Medium', l: 'Large', xl: 'Extra Large' };

const action = (may: readonly ActionType[], required = false): Part => ({ kind: 'action', label: 'When Pressed', may, required });
const ANY_ACTION: readonly ActionType[] = ['submit', 'url', 'sheet'];

const disabled: Part = { kind: 'flag', label: 'Disabled', about: 'Whether it is shown, but cannot be used' };
const saveState = choice('Save State', ['unsaved', 'saved', 'failed'], 'unsaved', { rare: true });
const marginBelow: Part = { kind: 'choice', label: 'Margin Below', initial: '', choices: [{ value: 'none', name: 'None' }], rare: true };
const label = text('Label', { example: 'Order number' });
const placeholder = text('Placeholder', { about: 'Shown while nothing is entered' });
const value = text('Value', { about: 'What is entered to begin with' });

const option: Parts = {
	id: text('ID', { required: true, example: 'express' }),
	text: text('Text', { required: true, example: 'Express' }),
	disabled: { ...disabled, rare: true },
};
const options = (least: number, most?: number): Part => ({
	kind: 'list',
	label: 'Options',
	of: option,
	type: 'option',
	row: 'Option',
	least,
	most,
	required: true,
});
const chosen = text('Value', { about: 'ID of the option that is chosen to begin with' });

const item: Parts = {
	id: text('Row ID', { required: true, param: 'rowId', about: 'Told when the row is pressed; row-1, row-2 and so on when left empty' }),
	title: text('Title', { required: true }),
	subtitle: text('Subtitle'),
	tertiary_text: text('Third Text', { about: 'Shown beside the subtitle' }),
	image: { kind: 'url', label: 'Row Image URL', rare: true },
	image_width: { kind: 'pixels', label: 'Row Image Width', rare: true },
	image_height: { kind: 'pixels', label: 'Row Image Height', rare: true },
	rounded_image: { kind: 'flag', label: 'Rounded Image', rare: true },
	disabled: { ...disabled, rare: true },
	action: action(ANY_ACTION),
};
const field: Parts = {
	field: text('Field', { required: true, example: 'Plan' }),
	value: text('Content', { required: true, param: 'content', example: 'Pro' }),
};

export const components: readonly ComponentRow[] = [
	{
		type: 'button',
		name: 'Button',
		about: 'Starts the workflow of Submit, or opens a link',
		identified: true,
		parts: {
			label: { ...label, required: true },
			action: action(ANY_ACTION, true),
			style: choice('Style', ['primary', 'secondary', 'link'], 'primary', { param: 'buttonStyle' }),
			disabled,
		},
	},
	{
		type: 'checkbox',
		name: 'Checkbox',
		about: 'Several of several options',
		identified: true,
		parts: {
			label: { ...label, required: true },
			option: options(1),
			value: { kind: 'ids', label: 'Value', rare: true },
			save_state: saveState,
			disabled,
		},
	},
	{
		type: 'data-table',
		name: 'Data Table',
		about: 'Names and values, one pair per line',
		identified: false,
		parts: { items: { kind: 'list', label: 'Table Rows', of: field, type: 'field-value', row: 'Row', least: 1, required: true } },
		fromItems: { list: 'items', fields: 'table' },
	},
	{ type: 'divider', name: 'Divider', about: 'A line', identified: false, parts: { bottom_margin: marginBelow } },
	{
		type: 'dropdown',
		name: 'Dropdown',
		about: 'One of several options, unfolded',
		identified: true,
		parts: { label, options: options(2, 10), value: chosen, save_state: saveState, disabled },
	},
	{
		type: 'image',
		name: 'Image',
		about: 'A picture from an address',
		identified: false,
		parts: {
			url: { kind: 'url', label: 'Image URL', required: true },
			width: { kind: 'pixels', label: 'Width', required: true },
			height: { kind: 'pixels', label: 'Height', required: true },
			align: choice('Image Alignment', ['left', 'center', 'right', 'full_width'], 'left', { param: 'imageAlign' }),
			rounded: { kind: 'flag', label: 'Rounded Corners' },
			bottom_margin: marginBelow,
			action: { ...action(['url']), rare: true },
		},
	},
	{
		type: 'input',
		name: 'Input',
		about: 'One line of text to enter',
		identified: true,
		parts: { label, placeholder, value, action: action(ANY_ACTION), save_state: saveState, disabled },
	},
	{
		type: 'list',
		name: 'List',
		about: 'Rows with a title, which can be pressed',
		identified: false,
		parts: {
			items: { kind: 'list', label: 'List Rows', of: item, type: 'item', row: 'Row', least: 1, required: true },
			disabled: { ...disabled, rare: true },
		},
		fromItems: { list: 'items', fields: 'rows' },
	},
	{
		type: 'single-select',
		name: 'Single Select',
		about: 'One of several options, all visible',
		identified: true,
		parts: { label, options: options(2, 10), value: chosen, action: action(ANY_ACTION), save_state: saveState, disabled },
	},
	{
		type: 'spacer',
		name: 'Spacer',
		about: 'Empty space',
		identified: false,
		parts: { size: choice('Size', ['xs', 's', 'm', 'l', 'xl'], 's') },
	},
	{
		type: 'text',
		name: 'Text',
		about: 'Words; links and bold as Markdown',
		identified: false,
		parts: {
			text: text('Text', { required: true, rows: 3 }),
			style: choice('Style', ['header', 'paragraph', 'muted', 'error'], 'paragraph', { param: 'textStyle' }),
			align: choice('Text Alignment', ['left', 'center', 'right'], 'left', { param: 'textAlign' }),
			bottom_margin: marginBelow,
		},
	},
	{
		type: 'textarea',
		name: 'Text Area',
		about: 'Several lines of text to enter',
		identified: true,
		parts: { label, placeholder, value, error: { kind: 'flag', label: 'Shown as Failed', rare: true }, disabled },
	},
];

const byType = new Map(components.map((row) => [row.type, row]));
export const componentOf = (type: string): ComponentRow | undefined => byType.get(type);

/** Intercom takes so much of `content`, and as much of `stored_data`. */
export const MOST_BYTES = 64 * 1024;
