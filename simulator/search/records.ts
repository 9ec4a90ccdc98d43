/** What can be searched. */
import type { Conversation, Ticket } from '../workspace/inbox/types';
import type { Company, Contact } from '../workspace/types';

export interface Records {
	contact: Contact;
	company: Company;
	conversation: Conversation;
	ticket: Ticket;
}

export type SearchModel = keyof Records;
export type Searchable = Records[SearchModel];

/** Conversations and tickets have operators of their own. */
export const isInbox = (model: SearchModel) => model === 'conversation' || model === 'ticket';
