/**
 * The events of the Fin Agent API: how Fin tells what it does in conversations that were started over the API. They come
 * over a webhook of their own (docs/intercom-behavior.md#fin-events); the options of the Intercom Fin Trigger, its filters and the table in the docs
 * come from these rows. Source: the API description's schemas `fin_agent_..._event`, and the reference pages of 2.14 and 2.17.
 *
 * `fin_reply_chunk` is not among them: what Fin is typing goes over the event stream only, never to a webhook.
 */

export interface FinStatus {
	/** On the wire. */
	status: string;
	name: string;
	about: string;
	/** First API version whose description has it. */
	since: string;
}

export interface FinEvent {
	/** `event_name` on the wire. */
	event: string;
	/** Title Case. */
	name: string;
	/** How the list of nodes puts it. */
	action: string;
	/** One plain sentence. */
	about: string;
	since: string;
	/** None: the event has no status. */
	statuses: readonly FinStatus[];
	/** Paths of what tells one event from all others of its name. A second delivery has the same. */
	identity: readonly string[];
}

export const FIN_REPLIED = 'fin_replied';
export const FIN_STATUS_UPDATED = 'fin_status_updated';
export const CSAT_REQUESTED = 'csat_requested';

export const finEvents: readonly FinEvent[] = [
	{
		event: FIN_REPLIED,
		name: 'Reply From Fin',
		action: 'On reply from Fin',
		about: 'Fin said something to the user: an answer, or one part of it',
		since: '2.14',
		statuses: [
			{
				status: 'replying',
				name: 'Replying',
				about: 'A part of an answer; more may follow. The change to Awaiting User Reply or Complete says that it is whole.',
				since: '2.16',
			},
			{
				status: 'awaiting_user_reply',
				name: 'Awaiting User Reply (Legacy)',
				about: 'As older API versions mark every reply',
				since: '2.14',
			},
			{ status: 'complete', name: 'Complete', about: 'The whole answer to a single question (Ask); no reply is expected', since: '2.17' },
		],
		// the same message may come with one status first and another one later: these are two events
		identity: ['conversation_id', 'message.id', 'status'],
	},
	{
		event: FIN_STATUS_UPDATED,
		name: 'Status Changed',
		action: 'On Fin status change',
		about: 'Fin waits for the user, hands over to people, has helped, or has ended',
		since: '2.14',
		statuses: [
			{
				status: 'awaiting_user_reply',
				name: 'Awaiting User Reply',
				about: 'Fin has said all it has to say, and waits for the user',
				since: '2.16',
			},
			{ status: 'complete', name: 'Complete', about: 'Fin has ended; the conversation is yours again', since: '2.14' },
			{ status: 'escalated', name: 'Escalated', about: 'Fin hands the conversation over to people. The reason says why.', since: '2.14' },
			{ status: 'resolved', name: 'Resolved', about: 'The question of the user is answered', since: '2.14' },
		],
		// a conversation comes to the same status again and again
		identity: ['conversation_id', 'status', 'created_at_ms'],
	},
	{
		event: CSAT_REQUESTED,
		name: 'Rating Requested',
		action: 'On rating requested by Fin',
		about: 'Fin asks the user to rate the conversation, and says which ratings to offer',
		since: '2.16',
		statuses: [],
		identity: ['conversation_id', 'created_at_ms'],
	},
];

/** Undefined for events newer than this list. */
export const finEventOf = (event: string): FinEvent | undefined => finEvents.find((one) => one.event === event);
