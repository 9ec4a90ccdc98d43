/** Talking with Fin, and its procedures. Source: the API description's tags Fin Agent and Procedures. */

import { choice, json, ref, rows, text, whole } from '../../language/fields';
import { unknownToFin } from '../../language/skips';
import type { Resource } from '../../language/types';
import { attachments, attributes, conversation, known, maybeMessage, message, metadata, settings, style, user } from './user';

const RATINGS = [
	{ value: 'terrible', name: 'Terrible' },
	{ value: 'bad', name: 'Bad' },
	{ value: 'ok', name: 'OK' },
	{ value: 'good', name: 'Good' },
	{ value: 'amazing', name: 'Amazing' },
];
const context = text('Note to Teammates', {
	rows: 2,
	param: 'escalationContext',
	about: 'Why the conversation is handed over; only teammates see it',
});
const question = { conversation_id: conversation, ...user, ...message, ...metadata, ...attachments };

export const finConversations: Resource = {
	id: 'finConversation',
	name: 'Fin Conversation',
	about: 'Conversations between your users and Fin',
	operations: [
		{
			id: 'askAndWait',
			name: 'Ask and Wait',
			action: 'Ask Fin and wait for answer',
			about: 'Ask Fin one question and output its answer. Without an answer in time the item says so; Fin has been asked all the same.',
			request: [
				'POST /fin/ask',
				'GET /contacts/find_by_external_id/{external_id}',
				'POST /conversations/search',
				'GET /conversations/{conversation_id}',
			],
			since: 'Preview',
			inputs: {
				...question,
				time_limit: whole('Time Limit', {
					initial: 120,
					min: 1,
					max: 900,
					param: 'timeLimitSeconds',
					about: 'Seconds to wait for the answer',
				}),
			},
			procedure: 'askFin',
			skips: unknownToFin,
		},
		{
			id: 'ask',
			name: 'Ask',
			action: 'Ask Fin a question',
			about: 'Ask Fin one question. Its answer comes by webhook (Intercom Fin Trigger).',
			request: 'POST /fin/ask',
			holds: ['status'],
			since: 'Preview',
			body: question,
			skips: unknownToFin,
		},
		{
			id: 'start',
			name: 'Start',
			action: 'Start Fin conversation',
			about: 'Let Fin talk with a user. What it says comes by webhook (Intercom Fin Trigger).',
			request: 'POST /fin/start',
			holds: ['status'],
			body: { ...question, ...settings },
			skips: unknownToFin,
		},
		{
			id: 'reply',
			name: 'Reply',
			action: 'Reply in Fin conversation',
			about: 'Pass the answer of a user on to Fin',
			request: 'POST /fin/reply',
			holds: ['status'],
			body: { conversation_id: known, ...user, ...message, ...attachments, ...settings },
			skips: unknownToFin,
		},
		{
			id: 'escalate',
			name: 'Escalate',
			action: 'Escalate Fin conversation',
			about: 'Hand a conversation over from Fin to people',
			request: 'POST /fin/escalate',
			holds: ['status'],
			since: 'Preview',
			body: { conversation_id: known, context },
		},
		{
			id: 'escalateForUser',
			name: 'Escalate for User',
			action: 'Escalate user without Fin conversation',
			about: 'Hand a user over to people who did not talk with Fin before',
			request: 'POST /fin/escalate',
			holds: ['status'],
			since: 'Preview',
			body: {
				...user,
				message: text('First Message', { rows: 2, param: 'firstMessage', about: 'What the conversation begins with; the user sees it' }),
				context,
			},
		},
		{
			id: 'rate',
			name: 'Rate',
			action: 'Rate Fin conversation',
			about: 'Record how satisfied a user was with Fin, after Fin asked for a rating',
			request: 'POST /fin/csat',
			holds: ['status'],
			// the same rating twice changes nothing
			repeatable: true,
			body: {
				conversation_id: known,
				rating: choice('Rating', RATINGS, { required: true, initial: 'good' }),
				remark: text('Remark', { rows: 2, about: 'What the user adds in words. The rating cannot be changed afterwards.' }),
			},
			refusals: {
				'422': {
					what: 'The rating could not be recorded',
					advice: 'Fin has to have asked for a rating in this conversation, and a rating with a remark is final',
				},
			},
		},
		{
			id: 'getCapabilities',
			name: 'Get Capabilities',
			action: 'Get many capabilities for Fin conversation',
			about: 'Retrieve a list of what Fin can do for a user: answer, reply, and which procedures',
			request: 'POST /fin/capabilities',
			since: 'Preview',
			repeatable: true,
			body: user,
			list: { items: 'capabilities' },
		},
	],
};

export const procedures: Resource = {
	id: 'procedure',
	name: 'Procedure',
	about: 'What Fin does step by step',
	operations: [
		{
			id: 'run',
			name: 'Run',
			action: 'Run procedure',
			about: 'Have Fin carry out a procedure in a new conversation. What it says comes by webhook (Intercom Fin Trigger).',
			request: 'POST /fin/procedures/{procedure_id}/run',
			holds: ['status'],
			since: 'Preview',
			path: {
				procedure_id: text('Procedure ID', {
					required: true,
					example: '12345',
					about: 'The capabilities of Fin tell which procedures there are',
				}),
			},
			body: { conversation_id: conversation, ...user, ...maybeMessage, ...attributes, ...style },
			skips: unknownToFin,
		},
		{
			id: 'collectInput',
			name: 'Submit Agent Input',
			action: 'Submit agent input to procedure',
			about: 'Give a procedure that waits for people what it asked for, so that it goes on',
			request: 'POST /procedures/{conversation_id}/collect_agent_input',
			holds: [],
			since: 'Preview',
			path: { conversation_id: ref('conversation') },
			body: {
				step_id: text('Step ID', { required: true, about: 'The step that asks, as the webhook names it' }),
				attribute_values: rows(
					'Values',
					'Value',
					{
						identifier: text('Identifier', { required: true, about: 'As the webhook names it' }),
						value: json('Value', 'any', {
							required: true,
							about: 'Of the type the webhook asks for: text in quotes, a number, true or false',
						}),
					},
					{ required: true, param: 'attributeValues', about: 'One for everything the webhook asks for' },
				),
			},
			refusals: {
				'409': {
					what: 'The procedure does not wait for this any more',
					advice: 'Somebody answered already, or the procedure went on. The newest webhook names the step that waits.',
				},
			},
		},
	],
};
