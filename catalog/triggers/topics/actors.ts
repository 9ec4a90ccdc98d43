/**
 * Who did what an event of a conversation or ticket reports, as data: the topic says it, or places in the item do. Events of
 * other objects do not tell, or it is no matter of who takes part in a conversation (the log of teammates' activities, the
 * log of API requests).
 */

/** Who does what an event reports. */
export type Actor = 'contact' | 'teammate' | 'bot';

/** Where an author may stand. Paths begin at the item or, where it is not there, at the record in it. */
export interface Place {
	/** To an author, or to a list of things that have one. */
	path: string;
	/** Which of the list: by `created_at` or `applied_at`, and by the order in the list where these are the same. `contact`: the newest that is of a contact. */
	pick?: 'newest' | 'oldest' | 'contact';
	/** To the author, from a member of the list; needed with `pick`. */
	author?: string;
}

const thread = (list: 'conversation_parts' | 'ticket_parts', pick: Place['pick']): Place => ({
	path: `${list}.${list}`,
	pick,
	author: 'author',
});

/** A conversation comes with the part that the event is about. */
export const authorOfConversationPart: readonly Place[] = [thread('conversation_parts', 'newest')];

/** A ticket comes with that part beside it, or with its whole thread, in which that part is the newest. */
export const authorOfTicketPart: readonly Place[] = [{ path: 'ticket_part.author' }, thread('ticket_parts', 'newest')];

/** What a new ticket comes with was written when it was created; a workflow or rule of Intercom may have added to it at once. */
export const creatorOfTicket: readonly Place[] = [
	{ path: 'ticket_part.author' },
	thread('ticket_parts', 'contact'),
	thread('ticket_parts', 'oldest'),
];

/** The first message is not among the parts. */
export const starterOfConversation: readonly Place[] = [{ path: 'source.author' }, thread('conversation_parts', 'newest')];

/** The part that was tagged has the author of the message; the tag says who put it there. */
export const tagger: readonly Place[] = [
	{ path: 'tags_added.tags', pick: 'newest', author: 'applied_by' },
	thread('conversation_parts', 'newest'),
];
