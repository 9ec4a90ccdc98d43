/**
 * The words the webhook topics are written in. A topic row says what one event of Intercom is; the options of
 * the Intercom Trigger, the filter, the output and the table in the docs all come from it.
 */

import type { Endpoint } from '../../../intercom/client';
import type { Actor, Place } from './actors';

/** Permissions of an app, by the names the Developer Hub shows; any one of a topic's permissions is enough. */
export type Permission =
	| 'Read admins'
	| 'Read and list articles'
	| 'Read and list users and companies'
	| 'Read and write users'
	| 'Read API activity logs'
	| 'Read audiences'
	| 'Read content'
	| 'Read content data'
	| 'Read content snippets'
	| 'Read conversations'
	| 'Read data connectors'
	| 'Read events'
	| 'Read jobs'
	| 'Read one user and one company'
	| 'Read tickets';

/**
 * `preview`: only for apps on the Preview version. `legacy`: only for apps still on 1.x or an early 2.x.
 * `unlisted`: offered in the Developer Hub, but in no documented list.
 */
export type Stage = 'stable' | 'preview' | 'legacy' | 'unlisted';

export interface EventTopic {
	/** As Intercom sends it: `conversation.user.replied`. */
	topic: string;
	/** Title Case, the object first so that a sorted list keeps together what belongs together. */
	name: string;
	/** One plain sentence. */
	about: string;
	/** Heading in the docs. */
	group: string;
	/** What Intercom calls the object of the notification. */
	object: string;
	stage: Stage;
	/** First API version of an app that offers it; absent: since before such lists were kept, or unknown. */
	since?: string;
	permissions: readonly Permission[];
	/** Shape of `data.item`; a key of `families.ts`. */
	family: FamilyId;
	/** Who did it, where it is told in another way than in its family: by the topic alone, or by the first of these places that has an author. */
	actor?: Actor | readonly Place[];
	/** The record is gone: there is nothing left to fetch. */
	gone?: boolean;
}

export type FamilyId =
	| 'admin'
	| 'article'
	| 'audience'
	| 'audienceMember'
	| 'call'
	| 'company'
	| 'companyContact'
	| 'contact'
	| 'contactSubscription'
	| 'contactTag'
	| 'contentImportSource'
	| 'contentSnippet'
	| 'contentStat'
	| 'conversation'
	| 'conversationContact'
	| 'event'
	| 'job'
	| 'plain'
	| 'procedure'
	| 'ticket'
	| 'ticketContact'
	| 'userTag';

/** How a notification's item becomes the `data` of an output item. Absent keys are never an error. */
export interface Family {
	/** Key of the item that holds the record. The item itself is the record where the key is missing. */
	record?: string;
	/** What else the item holds -> its name beside `data` in the output. */
	beside?: Readonly<Record<string, string>>;
	/** The record's ID where it has no `id`. */
	idFrom?: string;
	/** The record is a model of Intercom's own database under this key; only its ID can be relied on. */
	model?: { key: string; type: string };
	/** IDs come as numbers although the API has them as text. */
	textId?: boolean;
	/** List inside the record with its parts: a conversation comes with those that caused the event, a ticket with all of them. */
	parts?: 'conversation_parts' | 'ticket_parts';
	/** Where an event tells who caused it. Absent: it does not tell. */
	actor?: readonly Place[];
	/** The request for the whole object: one path value, taken from this field of `data`. */
	fetch?: { endpoint: Endpoint; param: string; id: string };
}
