/**
 * Whether Intercom will take an answer, and if not, which component is the reason: checked against the rows of the catalog
 * before anything is sent, because Intercom shows a broken card and does not say why.
 */

import { type ComponentRow, componentOf, components, MOST_BYTES, type Part, type Parts } from '../../catalog/canvas';
import { isObject } from '../convert/json';
import { BadValue, shown } from '../convert/refusal';

type Json = Record<string, unknown>;

export type Audience = 'inbox' | 'messenger';

/** @param audience who sees it; absent where that is not known, so that nothing is refused for it. Throws `BadValue`. */
export function checkCanvas(canvas: unknown, audience?: Audience): void {
	if (!isObject(canvas)) throw new BadValue('Canvas', `has to be an object, not ${shown(canvas)}`);
	const { content, content_url: address, stored_data: stored } = canvas;
	if (stored !== undefined && !isObject(stored)) throw new BadValue('Stored Data', `has to be an object, not ${shown(stored)}`);
	checkSize('Stored Data', stored);
	if (address !== undefined) checkLive(address, content, audience);
	else checkContent(content, audience);
}

/** A canvas that Intercom fetches whenever somebody looks at it. */
function checkLive(address: unknown, content: unknown, audience?: Audience): void {
	if (content !== undefined) throw new BadValue('Canvas', "cannot have both 'content' and 'content_url'");
	if (!isAddress(address)) throw new BadValue('Content URL', `is not an address: ${shown(address)}`, 'It begins with https://.');
	if (audience === 'inbox')
		throw new BadValue(
			'Content URL',
			'works in the Messenger only, and this card is in the Inbox',
			'Answer with the components themselves.',
		);
}

function checkContent(content: unknown, audience?: Audience): void {
	if (!isObject(content) || !Array.isArray(content.components))
		throw new BadValue(
			'Canvas',
			"has no components: it needs 'content' with a list 'components'",
			'A canvas is { "content": { "components": [ ... ] } }.',
		);
	const found = content.components as unknown[];
	if (!found.length) throw new BadValue('Components', 'are missing', 'Add at least one, such as a text.');
	const ids = new Map<string, string>();
	found.forEach((component, index) => checkComponent(component, index, ids, audience));
	checkSize('Components', content);
}

/** Intercom counts bytes, of the JSON. */
function checkSize(label: string, value: unknown): void {
	const bytes = Buffer.byteLength(JSON.stringify(value ?? {}));
	if (bytes > MOST_BYTES)
		throw new BadValue(
			label,
			`${label === 'Components' ? 'are' : 'is'} ${Math.ceil(bytes / 1024)} KB, and Intercom takes 64`,
			label === 'Components' ? 'Show fewer rows, or shorter texts.' : 'Keep less there: an ID with which the workflow finds the rest.',
		);
}

/** `Component 2 (Button 'pay')` */
function nameOf(component: Json, index: number, row?: ComponentRow): string {
	const which = [row?.name, typeof component.id === 'string' && component.id !== '' ? `"${component.id}"` : undefined]
		.filter(Boolean)
		.join(' ');
	return `Component ${index + 1}${which ? ` (${which})` : ''}`;
}

function checkComponent(component: unknown, index: number, ids: Map<string, string>, audience?: Audience): void {
	if (!isObject(component)) throw new BadValue(`Component ${index + 1}`, `has to be an object, not ${shown(component)}`);
	const row = typeof component.type === 'string' ? componentOf(component.type) : undefined;
	if (!row)
		throw new BadValue(
			nameOf(component, index),
			`has no type that Intercom knows: ${shown(component.type)}`,
			`Use one of: ${components.map(({ type }) => type).join(', ')}.`,
		);
	const name = nameOf(component, index, row);
	const { id } = component;
	const parts = Object.fromEntries(Object.entries(component).filter(([wire]) => wire !== 'type' && wire !== 'id'));
	if (id === undefined || id === '') {
		if (row.identified) throw new BadValue(name, 'needs an ID', 'The workflow of Submit is told by it what was pressed or entered.');
	} else take(id, name, ids);
	checkParts(parts, row.parts, { name, ids, audience });
}

function take(id: unknown, name: string, ids: Map<string, string>): void {
	if (typeof id !== 'string') throw new BadValue(`${name}, ID`, `has to be a text, not ${shown(id)}`);
	const other = ids.get(id);
	if (other !== undefined)
		throw new BadValue(name, `has the ID "${id}", as ${other} has`, 'IDs have to be different, also those of the rows of lists.');
	ids.set(id, name);
}

interface Place {
	name: string;
	ids: Map<string, string>;
	audience?: Audience;
}

function checkParts(values: Json, parts: Parts, place: Place): void {
	for (const [wire, value] of Object.entries(values)) {
		const part = Object.hasOwn(parts, wire) ? parts[wire] : undefined;
		if (!part)
			throw new BadValue(
				place.name,
				`has a field that Intercom does not know: ${wire}`,
				`It can have: ${Object.keys(parts).join(', ') || 'no fields'}.`,
			);
		if (value !== undefined) checkPart(value, part, place);
	}
	for (const [wire, part] of Object.entries(parts)) {
		if (part.required && (values[wire] === undefined || values[wire] === ''))
			throw new BadValue(place.name, `needs '${part.label}' (${wire})`);
	}
}

function checkPart(value: unknown, part: Part, place: Place): void {
	const label = `${place.name}, ${part.label}`;
	const refuse = (what: string, advice?: string): never => {
		throw new BadValue(label, what, advice);
	};
	switch (part.kind) {
		case 'text':
			if (typeof value !== 'string') refuse(`has to be a text, not ${shown(value)}`);
			return;
		case 'url':
			if (!isAddress(value)) refuse(`is not an address: ${shown(value)}`, 'It begins with https://.');
			return;
		case 'flag':
			if (typeof value !== 'boolean') refuse(`has to be true or false, not ${shown(value)}`);
			return;
		case 'pixels':
			if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) refuse(`has to be a number of pixels, not ${shown(value)}`);
			return;
		case 'choice':
			if (!part.choices.some((choice) => choice.value === value))
				refuse(`cannot be ${shown(value)}`, `Use one of: ${part.choices.map((choice) => choice.value).join(', ')}.`);
			return;
		case 'ids':
			if (!Array.isArray(value) || value.some((id) => typeof id !== 'string')) refuse(`has to be a list of IDs, not ${shown(value)}`);
			return;
		case 'action':
			checkAction(value, part, label, place.audience);
			return;
		case 'list':
			checkList(value, part, label, place);
	}
}

function checkAction(value: unknown, { may }: Extract<Part, { kind: 'action' }>, label: string, audience?: Audience): void {
	const type = isObject(value) ? value.type : undefined;
	if (!may.some((allowed) => allowed === type))
		throw new BadValue(
			label,
			`cannot be ${shown(type ?? value)}`,
			`Use one of: ${may.map((allowed) => `{ "type": "${allowed}" }`).join(', ')}.`,
		);
	const { url } = value as Json;
	if (type !== 'submit' && !isAddress(url))
		throw new BadValue(label, `needs the address to open, not ${shown(url)}`, 'It begins with https://.');
	if (type === 'sheet' && audience === 'inbox')
		throw new BadValue(label, 'opens a sheet, which works in the Messenger only, and this card is in the Inbox', 'Open a link instead.');
}

function checkList(value: unknown, { of, type, row, least, most }: Extract<Part, { kind: 'list' }>, label: string, place: Place): void {
	if (!Array.isArray(value)) throw new BadValue(label, `has to be a list, not ${shown(value)}`);
	if (value.length < least) throw new BadValue(label, `has ${value.length} of them, and Intercom wants at least ${least}`);
	if (most !== undefined && value.length > most)
		throw new BadValue(
			label,
			`has ${value.length} of them, and Intercom shows ${most} at most`,
			'Leave some out, or let people enter a text instead.',
		);
	// options are told apart within their component, rows of a list on the whole card
	const ids = type === 'item' ? place.ids : new Map<string, string>();
	value.forEach((entry: unknown, index) => {
		const name = `${place.name}, ${row} ${index + 1}`;
		if (!isObject(entry)) throw new BadValue(name, `has to be an object, not ${shown(entry)}`);
		const { type: given, ...parts } = entry;
		if (given !== type) throw new BadValue(name, `has to say "type": "${type}", not ${shown(given)}`);
		if (of.id && parts.id !== undefined && parts.id !== '') take(parts.id, name, ids);
		checkParts(parts, of, { ...place, name });
	});
}

function isAddress(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	try {
		return /^https?:$/.test(new URL(value).protocol);
	} catch {
		return false;
	}
}
