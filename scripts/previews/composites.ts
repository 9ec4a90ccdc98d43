/** What the operations of several requests put out, where it is not what one endpoint answers. */

import type { Schema } from './description';

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const flag: Schema = { type: 'boolean' };
const object = (properties: Record<string, Schema>): Schema =>
	Object.keys(properties).length ? { type: 'object', properties } : { type: 'object' };
const texts = (...names: string[]): Record<string, Schema> => Object.fromEntries(names.map((name) => [name, text]));
const textList: Schema = { type: 'array', items: text };
const listOf = (properties: Record<string, Schema>): Schema => ({ type: 'array', items: object(properties) });

export const composites: Record<string, Schema> = {
	'conversation: getTranscript': object({
		id: text,
		title: text,
		state: text,
		transcript: text,
		turns: listOf({ role: text, name: text, at: text, text, attachments: listOf({ name: text, url: text, contentType: text }) }),
		truncated: flag,
		parts_total: whole,
	}),
	'workspace: checkSetup': object(texts('check', 'status', 'found', 'remedy', 'needed_for')),
	'finConversation: askAndWait': object({
		conversation_id: text,
		user_id: text,
		answered: flag,
		status: text,
		answer: text,
		reason: text,
		parts: listOf({ id: text, body: text, at: text }),
		via: text,
	}),
	'article: getDocuments': object({
		...texts('id', 'article_id', 'language', 'title', 'description', 'content', 'url', 'state'),
		collections: textList,
		collection_ids: textList,
		help_center_ids: textList,
		tags: textList,
		author_id: whole,
		...texts('created_at', 'updated_at'),
	}),
};

/** What answers have and the descriptions do not, or under another name: by the kind of record. Source: as for catalog/records/record-fields.ts. */
export const besides: Record<string, Record<string, Schema>> = {
	conversation: { topics: object({}), ticket: object({}) },
	ticket: { ticket_type: object({}) },
	internalArticle: { tags: object({ tags: listOf({ id: text, name: text }) }) },
	ticketType: { ticket_type_attributes: object({ type: text, data: { type: 'array', items: object({}) } }) },
};

/** Composites that put out a record, and before it what was done to it. */
export const withOutcome = ['contact: upsert', 'contact: findOrCreate', 'article: upsert'];

/** Of several endpoints, the one whose answer is put out; the first where nothing is said. */
export const answeredBy: Record<string, string> = {
	'contact: upsert': 'GET /contacts/{contact_id}',
	'contact: findOrCreate': 'GET /contacts/{contact_id}',
	'article: upsert': 'GET /articles/{article_id}',
	'conversation: replyToLast': 'POST /conversations/{conversation_id}/reply',
};
