/** What the page sends -> the answer that comes out of the node. */

import type { IDataObject } from 'n8n-workflow';
import { BadValue } from '../convert/refusal';
import type { FormField, Question } from './question';

/** Names of the inputs on the page. */
export const DECISION = 'decision';
export const TEXT = 'text';
export const NAME = 'name';
export const fieldName = (index: number): string => `field${index}`;

export type Decision = 'approve' | 'decline' | 'answer';

/** `data` is the output, without the moment. */
export interface Answer {
	decision: Decision;
	data: IDataObject;
	by?: string;
}

const LONGEST_NAME = 80;

/** `body` is a form as a browser posts it. Throws `BadValue` with words for whoever answers. */
export function readAnswer(question: Question, body: Record<string, unknown>): Answer {
	const by = question.asksName ? line(body[NAME]).slice(0, LONGEST_NAME) : '';
	const signed = (answer: Answer): Answer => (by ? { ...answer, by } : answer);
	switch (question.type) {
		case 'approval': {
			const decision = decisionOf(question, body);
			return signed({ decision, data: { approved: decision === 'approve' } });
		}
		case 'editAndApprove': {
			const decision = decisionOf(question, body);
			const words = lines(body[TEXT]);
			if (decision === 'approve' && !words) throw new BadValue('Text', 'is empty');
			return signed({
				decision,
				data: {
					approved: decision === 'approve',
					text: decision === 'approve' ? words : null,
					edited: decision === 'approve' && words !== lines(question.draft),
				},
			});
		}
		case 'freeText': {
			const words = lines(body[TEXT]);
			if (!words) throw new BadValue('Answer', 'is empty');
			return signed({ decision: 'answer', data: { text: words } });
		}
		default:
			return signed({
				decision: 'answer',
				data: Object.fromEntries(
					question.fields.map((field, index) => [field.label, fieldValue(field, body[fieldName(index)])]),
				) as IDataObject,
			});
	}
}

function decisionOf({ decline }: Question, body: Record<string, unknown>): 'approve' | 'decline' {
	const chosen = body[DECISION];
	if (chosen === 'approve' || (chosen === 'decline' && decline !== undefined)) return chosen;
	throw new BadValue('Decision', 'is missing');
}

/** A browser ends lines with CR and LF. */
const lines = (value: unknown): string => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '');
const line = (value: unknown): string => lines(value).replace(/\s+/g, ' ');

function fieldValue({ label, kind, options, required }: FormField, value: unknown): string | number | boolean | null {
	if (kind === 'checkbox') {
		if (required && value === undefined) throw new BadValue(label, 'has to be ticked');
		return value !== undefined;
	}
	const words = kind === 'textarea' ? lines(value) : line(value);
	if (!words) {
		if (required) throw new BadValue(label, 'is empty');
		return null;
	}
	switch (kind) {
		case 'number':
			if (!Number.isFinite(Number(words))) throw new BadValue(label, 'is not a number');
			return Number(words);
		case 'date':
			if (!/^\d{4}-\d{2}-\d{2}$/.test(words) || Number.isNaN(Date.parse(words))) throw new BadValue(label, 'is not a date');
			return words;
		case 'email':
			if (!/^[^\s@,]+@[^\s@,]+$/.test(words)) throw new BadValue(label, 'is not an email address');
			return words;
		case 'dropdown':
			if (!options.includes(words)) throw new BadValue(label, 'is not one of the choices');
			return words;
		default:
			return words;
	}
}
