/** The cards that the trigger shows by itself, and what it adds to every card. */

import { randomUUID } from 'node:crypto';
import { canvas, type CardAnswer, message } from '../../canvas/answer';
import { isObject, type Json } from '../../../intercom/json';
import { type AppRequest, CARD_KEY, RESULT_KEY } from './request';

/** The button of a card that is still loading. */
export const RESULT_BUTTON = 'n8n_show_result';
const NOTE_ID = 'n8n_note';

/** The card as it was, with something said above it, so that what was entered can be sent again. */
export function withNote({ canvas: current, stored }: AppRequest, text: string, style: 'muted' | 'error'): CardAnswer {
	const content = current && isObject(current.content) ? current.content : undefined;
	const components = (Array.isArray(content?.components) ? (content.components as unknown[]) : []).filter(isObject).filter(({ id }) => id !== NOTE_ID && id !== RESULT_BUTTON);
	return components.length ? canvas([{ type: 'text', id: NOTE_ID, text, style }, ...components], stored) : message(text, style);
}

/** The card as it was; nothing happened. */
export function asItIs({ canvas: current, stored }: AppRequest, nothing: string): CardAnswer {
	return current && isObject(current.content) ? { canvas: { content: current.content, stored_data: stored } } : message(nothing);
}

/** @param key of the press whose answer is still to come */
export const loading = ({ stored }: AppRequest, text: string, key: string): CardAnswer =>
	canvas([{ type: 'text', text, style: 'muted' }, { type: 'button', id: RESULT_BUTTON, label: 'Show result', style: 'primary', action: { type: 'submit' } }], { ...stored, [RESULT_KEY]: key });

/** With a mark of its own, by which a second press of the same card is told from the first of another. */
export function marked(answer: CardAnswer): CardAnswer {
	if (!isObject(answer.canvas)) return answer;
	return { ...answer, canvas: { ...answer.canvas, stored_data: { ...(answer.canvas.stored_data as Json | undefined), [CARD_KEY]: randomUUID() } } };
}
