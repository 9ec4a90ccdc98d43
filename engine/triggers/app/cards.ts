/** Cards of the trigger itself, and what it adds to every card. */

import { randomUUID } from 'node:crypto';
import { canvas, type CardAnswer, message } from '../../canvas/answer';
import { isObject, type Json } from '../../../intercom/json';
import { type AppRequest, CARD_KEY, RESULT_KEY } from './request';

/** Button of the loading card. */
export const RESULT_BUTTON = 'n8n_show_result';
const NOTE_ID = 'n8n_note';

/** The current card with a note above it, so that the input can be sent again. */
export function withNote({ canvas: current, stored }: AppRequest, text: string, style: 'muted' | 'error'): CardAnswer {
	const content = current && isObject(current.content) ? current.content : undefined;
	const components = (Array.isArray(content?.components) ? (content.components as unknown[]) : [])
		.filter(isObject)
		.filter(({ id }) => id !== NOTE_ID && id !== RESULT_BUTTON);
	return components.length ? canvas([{ type: 'text', id: NOTE_ID, text, style }, ...components], stored) : message(text, style);
}

/** The current card, unchanged. */
export function asItIs({ canvas: current, stored }: AppRequest, nothing: string): CardAnswer {
	return current && isObject(current.content) ? { canvas: { content: current.content, stored_data: stored } } : message(nothing);
}

/** @param key of the press that is pending */
export const loading = ({ stored }: AppRequest, text: string, key: string): CardAnswer =>
	canvas(
		[
			{ type: 'text', text, style: 'muted' },
			{ type: 'button', id: RESULT_BUTTON, label: 'Show result', style: 'primary', action: { type: 'submit' } },
		],
		{ ...stored, [RESULT_KEY]: key },
	);

/** Adds a random mark, which distinguishes a repeated press of this card from presses of other cards. */
export function marked(answer: CardAnswer): CardAnswer {
	if (!isObject(answer.canvas)) return answer;
	return {
		...answer,
		canvas: { ...answer.canvas, stored_data: { ...(answer.canvas.stored_data as Json | undefined), [CARD_KEY]: randomUUID() } },
	};
}
