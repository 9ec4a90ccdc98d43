/** A question to a customer and what came of it, read out of the conversation as Intercom gives it. */

import type { Json } from '../intercom/json';
import { toText } from '../markup/from-html';

/** A question that was sent. */
export interface Asked {
	/** The contact whose answer counts. */
	customerId: string;
	/** The part with the question, and when Intercom has it from (Unix seconds). */
	partId: string;
	askedAt: number;
	/** UUIDs of its quick replies. */
	buttons: string[];
}

export interface Person {
	type: string;
	id: string;
	name: string | null;
	email: string | null;
}

export interface CustomerAnswer {
	kind: 'message' | 'quickReply' | 'rating' | 'closed';
	/** The part, or what stands for it: tells answers of a conversation apart. */
	id: string;
	/** Unix seconds. */
	at: number;
	/** As Intercom has it (HTML); the remark of a rating. */
	body: string | null;
	quickReply: { text: string; uuid: string } | null;
	rating: { rating: unknown; remark: string | null } | null;
	attachments: Json[];
	by: Person | null;
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const idOf = (value: unknown): string => String(object(value).id ?? '');

const CUSTOMERS = ['user', 'lead', 'contact'];
const isCustomer = (author: unknown): boolean => CUSTOMERS.includes(String(object(author).type));

/** The parts, the oldest first. */
export const partsOf = (conversation: Json): Json[] =>
	list(object(conversation.conversation_parts).conversation_parts).sort((a, b) => number(a.created_at) - number(b.created_at));
const contactsOf = (conversation: Json): string[] => list(object(conversation.contacts).contacts).map(idOf);

/** Whom a conversation is with: who began it, or the first of its contacts; undefined where there is nobody. */
export function customerOf(conversation: Json): string | undefined {
	const contacts = contactsOf(conversation);
	const { author } = object(conversation.source);
	return isCustomer(author) && contacts.includes(idOf(author)) ? idOf(author) : contacts[0];
}

/** A lead that was merged into a user goes on under another ID. */
function todayOf(conversation: Json, customerId: string): string {
	const contacts = contactsOf(conversation);
	return contacts.length === 1 && !contacts.includes(customerId) ? contacts[0] : customerId;
}

/** What a person reads, in one line. */
const plain = (html: string): string => toText(html).replace(/\s+/g, ' ').trim();

/** Replies of a teammate, with these words where some are given, the newest first; only those that stand behind `after`, where it is given. */
export function repliesLike(
	conversation: Json,
	{ body, adminId, after }: { body?: string; adminId: string; after?: string | null },
): Json[] {
	const parts = partsOf(conversation);
	const begin = after === undefined || after === null ? -1 : parts.findIndex((part) => idOf(part) === after);
	return parts
		.slice(begin + 1)
		.filter(
			({ author, part_type, body: said }) =>
				part_type !== 'note' &&
				object(author).type === 'admin' &&
				idOf(author) === adminId &&
				words(said) !== null &&
				(body === undefined || plain(String(said)) === plain(body)),
		)
		.reverse();
}

/** What teammates have said before the question: each may be a question as well. */
export function repliesBefore(conversation: Json, { partId, askedAt }: Asked): string[] {
	const parts = partsOf(conversation);
	const place = parts.findIndex((part) => idOf(part) === partId);
	const before = place < 0 ? parts.filter(({ created_at }) => number(created_at) <= askedAt) : parts.slice(0, place);
	return before
		.filter(({ author, part_type, body }) => object(author).type === 'admin' && part_type !== 'note' && words(body) !== null)
		.map(idOf);
}

/** What ends the waiting of everybody who asked: a rating, and that the conversation was closed. */
export function endOf(conversation: Json, asked: Asked): CustomerAnswer | undefined {
	const closed =
		conversation.state === 'closed'
			? since(conversation, asked)
					.filter(({ part_type }) => part_type === 'close')
					.at(-1)
			: undefined;
	const ends: CustomerAnswer[] = closed
		? [{ ...NOTHING, kind: 'closed', id: idOf(closed), at: number(closed.created_at), by: personOf(closed.author) }]
		: [];
	const rating = ratingOf(conversation, asked);
	return (rating ? [rating, ...ends] : ends).sort((a, b) => a.at - b.at)[0];
}

const NOTHING = { body: null, quickReply: null, rating: null, attachments: [], by: null } as const satisfies Partial<CustomerAnswer>;

function since(conversation: Json, { partId, askedAt }: Asked): Json[] {
	const parts = partsOf(conversation);
	const place = parts.findIndex((part) => idOf(part) === partId);
	return place < 0 ? parts.filter(({ created_at }) => number(created_at) > askedAt) : parts.slice(place + 1);
}

export interface Line {
	/** Parts with questions that were asked before and still wait. */
	before: ReadonlySet<string>;
	/** Parts that others have taken as their answer. */
	taken: ReadonlySet<string>;
}

/** The message or chosen button for a question, or those of the questions before it that messages go to first. */
export interface Share {
	answer?: CustomerAnswer;
	/** Questions whose message is one that this question would have taken. */
	others: string[];
}

/**
 * Which message is for this question. A chosen button belongs to the question that offered it; any other message of the
 * customer to the oldest question that waits.
 */
export function shareOf(conversation: Json, asked: Asked, { before, taken }: Line): Share {
	const customerId = todayOf(conversation, asked.customerId);
	const parts = partsOf(conversation);
	const known = parts.some((part) => idOf(part) === asked.partId);
	let waiting: string[] = [];
	let isAsked = false;
	const others: string[] = [];
	for (const part of parts) {
		const id = idOf(part);
		if (!known && !isAsked && number(part.created_at) > asked.askedAt) {
			waiting.push(asked.partId);
			isAsked = true;
		}
		if (id === asked.partId) isAsked = true;
		if (id === asked.partId || before.has(id)) waiting.push(id);
		else if (isMessageOf(customerId, part) && !taken.has(id)) {
			const owner = ownerOf(parts, part, asked);
			if (owner !== undefined && owner !== asked.partId) {
				waiting = waiting.filter((question) => question !== owner);
				continue;
			}
			const first = owner ?? waiting[0];
			if (first === asked.partId && isAsked) return { answer: messageOf(part), others: [] };
			waiting = waiting.filter((question) => question !== first);
			if (isAsked && first !== undefined) others.push(first);
		}
	}
	return { others };
}

/** Messages of the customer since the question. */
export const messagesSince = (conversation: Json, asked: Asked): string[] =>
	since(conversation, asked)
		.filter((part) => isMessageOf(todayOf(conversation, asked.customerId), part))
		.map(idOf);

const isMessageOf = (customerId: string, { author, part_type, body, attachments }: Json): boolean =>
	part_type !== 'note' && isCustomer(author) && idOf(author) === customerId && (words(body) !== null || list(attachments).length > 0);

const chosenIn = ({ metadata }: Json): string | undefined => words(object(metadata).quick_reply_uuid) ?? undefined;

/** The question whose button it is; undefined for words, and for buttons that nobody here has offered. */
function ownerOf(parts: Json[], part: Json, { partId, buttons }: Asked): string | undefined {
	const uuid = chosenIn(part);
	if (uuid === undefined) return undefined;
	if (buttons.includes(uuid)) return partId;
	const offered = parts.find(({ metadata }) => list(object(metadata).quick_reply_options).some((option) => option.uuid === uuid));
	return offered && idOf(offered);
}

function messageOf(part: Json): CustomerAnswer {
	const body = words(part.body);
	const uuid = chosenIn(part);
	const quickReply = uuid === undefined ? null : { uuid, text: plainTextOf(body) ?? '' };
	return {
		...NOTHING,
		kind: quickReply ? 'quickReply' : 'message',
		id: idOf(part),
		at: number(part.created_at),
		body,
		quickReply,
		attachments: list(part.attachments),
		by: personOf(part.author),
	};
}

function ratingOf(conversation: Json, { askedAt, customerId }: Asked): CustomerAnswer | undefined {
	const { rating, remark, contact, created_at, updated_at } = object(conversation.conversation_rating);
	// Intercom says when it asked for the rating, and in newer versions when the customer gave it
	const at = number(updated_at) || number(created_at);
	if (rating === undefined || rating === null || at <= askedAt) return undefined;
	const id = idOf(contact);
	if (id && id !== todayOf(conversation, customerId)) return undefined;
	return {
		...NOTHING,
		kind: 'rating',
		id: `rating ${at}`,
		at,
		body: words(remark),
		rating: { rating, remark: words(remark) },
		by: id ? personOf(contact) : null,
	};
}

function personOf(author: unknown): Person {
	const { type, name, email } = object(author);
	return { type: String(type ?? ''), id: idOf(author), name: words(name), email: words(email) };
}

/** The words of a message. */
export const plainTextOf = (html: string | null): string | null => (html === null ? null : toText(html));
