/** What can be answered to a request of an app, and whether Intercom will take it. */

import { isObject } from '../convert/json';
import { BadValue, shown } from '../convert/refusal';
import { type Audience, checkCanvas } from './check';

type Json = Record<string, unknown>;

/** `canvas` or, at the end of a configuration, `results`; beside a canvas what else Intercom can be told. */
export interface CardAnswer extends Json {
	canvas?: Json;
	results?: Json;
	event?: { type: 'completed' };
	card_creation_options?: Json;
}

const KNOWN = ['canvas', 'results', 'event', 'card_creation_options'];

/** Throws `BadValue`, which names the component. */
export function checkAnswer(answer: unknown, audience?: Audience): asserts answer is CardAnswer {
	if (!isObject(answer)) throw new BadValue('Answer', `has to be an object, not ${shown(answer)}`);
	const strange = Object.keys(answer).find((key) => !KNOWN.includes(key));
	if (strange !== undefined)
		throw new BadValue('Answer', `has a field that Intercom does not know: ${strange}`, `It can have: ${KNOWN.join(', ')}.`);
	const { canvas, results, event, card_creation_options: options } = answer;
	if (canvas === undefined && results === undefined) throw new BadValue('Answer', "has neither 'canvas' nor 'results'");
	if (canvas !== undefined) checkCanvas(canvas, audience);
	for (const [label, value] of [
		['Results', results],
		['Card Creation Options', options],
	] as const)
		if (value !== undefined && !isObject(value)) throw new BadValue(label, `has to be an object, not ${shown(value)}`);
	if (event !== undefined && (!isObject(event) || event.type !== 'completed'))
		throw new BadValue('Event', `can only be { "type": "completed" }, not ${shown(event)}`);
}

/** Whether it looks like an answer and not like data: people's own fields are called otherwise. */
export const isAnswer = (value: unknown): value is CardAnswer => isObject(value) && (isObject(value.canvas) || isObject(value.results));

/** Items as a card of their own: one is a table of its fields, several are a list. Nested values are shown as JSON. */
export function cardOf(items: Json[]): CardAnswer {
	const [first] = items;
	if (first === undefined) return message('There is nothing to show.');
	if (isAnswer(first)) return first;
	if (Array.isArray(first.components)) return { canvas: { content: { components: first.components as unknown[] } } };
	if (items.length === 1) return canvas([{ type: 'data-table', items: rowsOf(first) }]);
	return canvas([{ type: 'list', items: items.map((item, index) => rowOf(item, index)) }]);
}

export const canvas = (components: Json[], stored?: Json): CardAnswer => ({
	canvas: { content: { components }, ...(stored && Object.keys(stored).length ? { stored_data: stored } : {}) },
});

export const message = (text: string, style: 'paragraph' | 'muted' | 'error' = 'muted'): CardAnswer =>
	canvas([{ type: 'text', text, style }]);

/** The fields of an object as rows of a table; those that are nothing are left out. */
export function rowsOf(item: Json): Json[] {
	const rows = Object.entries(item).flatMap(([field, value]) =>
		value === null || value === undefined || value === '' ? [] : [{ type: 'field-value', field, value: shownAs(value) }],
	);
	return rows.length ? rows : [{ type: 'field-value', field: 'Result', value: 'empty' }];
}

function rowOf(item: Json, index: number): Json {
	const texts = Object.values(item)
		.filter((value) => value !== null && value !== undefined && value !== '')
		.map(shownAs);
	return {
		type: 'item',
		id: `row-${index + 1}`,
		title: texts[0] ?? `${index + 1}`,
		...(texts[1] ? { subtitle: texts[1] } : {}),
		...(texts[2] ? { tertiary_text: texts[2] } : {}),
	};
}

/** As a person reads it. */
export function shownAs(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	return JSON.stringify(value) ?? '';
}
