/** What a customer did in a conversation since a question: read out of the conversation as Intercom gives it. */

import type { Json } from '../intercom/json';

/** Where a question stands in its conversation. */
export interface Asked {
	conversationId: string;
	/** The contact whose answer counts. */
	contactId: string | null;
	/** The part with the question; Unix seconds of it. */
	partId: string | null;
	askedAt: number;
}

export type CustomerEvent = 'message' | 'quickReply' | 'rating' | 'closed';

export interface CustomerAnswer {
	event: CustomerEvent;
	/** Tells it apart from any other in the conversation. */
	id: string;
	/** Unix seconds. */
	at: number;
	/** The message as Intercom has it (HTML), or the remark of a rating. */
	body: string | null;
	quickReply: Json | null;
	rating: Json | null;
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const words = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const partsOf = (conversation: Json): Json[] => list(object(conversation.conversation_parts).conversation_parts);
const CUSTOMERS = ['user', 'lead', 'contact'];

/** Where the question stands that was just sent: `answer` is what Intercom answered to the reply, the conversation. */
export function askedIn(conversationId: string, answer: Json, nowSeconds: number): Asked {
	const last = partsOf(answer).filter(({ author }) => object(author).type === 'admin').at(-1);
	const contacts = list(object(answer.contacts).contacts);
	const contactId = contacts[0]?.id ?? object(object(answer.source).author).id;
	return { conversationId, contactId: contactId === undefined ? null : String(contactId), partId: last?.id === undefined ? null : String(last.id), askedAt: number(last?.created_at) || nowSeconds };
}

/** What the customer did since, the oldest first: messages and chosen buttons, a rating, and that the conversation was closed. */
export function answersSince(conversation: Json, asked: Asked): CustomerAnswer[] {
	const parts = partsOf(conversation);
	const question = parts.findIndex(({ id }) => asked.partId !== null && String(id) === asked.partId);
	const later = question >= 0 ? parts.slice(question + 1) : parts.filter(({ created_at }) => number(created_at) > asked.askedAt);
	const told = later.flatMap((part) => (isFrom(part, asked.contactId) && words(part.body) !== null ? [messageOf(part)] : []));
	const rating = ratingOf(conversation, asked);
	const closed = object(conversation).state === 'closed' ? later.filter(({ part_type }) => part_type === 'close').at(-1) : undefined;
	const all = [...told, ...(rating ? [rating] : [])].sort((a, b) => a.at - b.at);
	return closed ? [...all, { event: 'closed', id: `closed ${String(closed.id)}`, at: number(closed.created_at), body: null, quickReply: null, rating: null }] : all;
}

const isFrom = ({ author, part_type }: Json, contactId: string | null): boolean => {
	const { type, id } = object(author);
	return part_type !== 'note' && CUSTOMERS.includes(String(type)) && (contactId === null || String(id) === contactId);
};

function messageOf(part: Json): CustomerAnswer {
	const { quick_reply_uuid: uuid } = object(part.metadata);
	const body = words(part.body);
	return { event: uuid === undefined ? 'message' : 'quickReply', id: `part ${String(part.id)}`, at: number(part.created_at), body, quickReply: uuid === undefined ? null : { uuid, text: plain(body ?? '') }, rating: null };
}

function ratingOf({ conversation_rating: value }: Json, { askedAt, contactId }: Asked): CustomerAnswer | undefined {
	const rating = object(value);
	// Intercom says when it asked for the rating, and (in newer versions) when the customer gave it
	const at = number(rating.updated_at) || number(rating.created_at);
	if (rating.rating === undefined || rating.rating === null || at <= askedAt) return undefined;
	const by = object(rating.contact).id;
	if (contactId !== null && by !== undefined && String(by) !== contactId) return undefined;
	return { event: 'rating', id: `rating ${at}`, at, body: words(rating.remark), quickReply: null, rating: { rating: rating.rating, remark: rating.remark ?? null } };
}

/** The words of a message. */
export const plain = (html: string): string => html.replace(/<br\s*\/?>|<\/p>\s*<p[^>]*>/gi, '\n').replace(/<[^>]*>/g, '').replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&').trim();
