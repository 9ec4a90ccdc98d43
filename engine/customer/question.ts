/** The parameters of Send Reply and Wait for Customer -> what is sent, and how long its answer is waited for. */

import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Json } from '../../intercom/json';
import { collection, forms } from '../convert/list';
import { located } from '../convert/locator';
import { number } from '../convert/number';
import { BadValue } from '../convert/refusal';
import { choice, text } from '../convert/text';
import { type ReadParameter, readTarget } from '../review/question';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const LONGEST_PAUSE_MINUTES = 30;

export interface CustomerQuestion {
	conversationId: string;
	/** The contact whose answer counts, where it is not the one the conversation is with. */
	customerId: string | undefined;
	body: string;
	buttons: string[];
	waitMs: number;
	pauseMs: number;
}

/** Throws `BadValue`. */
export function readCustomerQuestion(read: ReadParameter): CustomerQuestion {
	const { id: conversationId } = readTarget((name) => (name === 'askIn' ? 'conversation' : read(name)));
	const body = wordsOf(read('replyBody'), 'Message');
	const buttons = forms(read('quickReplies'), 'rows', 'Quick Replies').map(({ text: label }, index) =>
		wordsOf(label, `Quick Replies ${index + 1}: Text`),
	);
	const twice = buttons.find((label, index) => buttons.indexOf(label) !== index);
	if (twice !== undefined)
		throw new BadValue(
			'Quick Replies',
			`has two buttons with the text "${twice}"`,
			'The output names the chosen button by its text: give each its own.',
		);
	const unit = choice(Object.keys(UNITS), read('waitUnit') ?? 'days', 'Unit') as keyof typeof UNITS;
	const waitMs = number(read('waitAmount') ?? 1, 'Wait for at Most') * UNITS[unit];
	if (waitMs <= 0) throw new BadValue('Wait for at Most', 'has to be more than 0');
	const { longestPause, customerId } = collection(read('options'), 'Options');
	const pauseMs = 60_000 * number(longestPause ?? LONGEST_PAUSE_MINUTES, 'Longest Pause');
	if (pauseMs < 60_000) throw new BadValue('Longest Pause', 'has to be 1 or more', 'n8n wakes waiting executions once a minute.');
	return { conversationId, customerId: located(customerId, 'Customer', undefined)?.value, body, buttons, waitMs, pauseMs };
}

function wordsOf(value: unknown, label: string): string {
	const words = value === undefined || value === null ? '' : text(value, label).trim();
	if (!words) throw new BadValue(label, 'is required', 'Fill it in, or check that the expression has a value for this item.');
	return words;
}

/** What Intercom gets. */
export function replyOf({ body, buttons }: CustomerQuestion, adminId: string): Json {
	const options = buttons.map((label) => ({ text: label, uuid: randomUUID() }));
	return {
		...(options.length ? { message_type: 'quick_reply', reply_options: options } : { message_type: 'comment' }),
		type: 'admin',
		admin_id: adminId,
		body,
	};
}

/** Tells a reply apart from any other: the same one for the same item, conversation, teammate and words. */
export const keyOf = ({ conversationId, body, buttons }: CustomerQuestion, adminId: string, item: IDataObject): string =>
	createHash('sha256')
		.update(JSON.stringify([conversationId, adminId, body, buttons, item]))
		.digest('hex')
		.slice(0, 32);
