/** Conversations and tickets, by their searches. Deleted conversations are a list of their own. */

import { conversations } from '../../rows/intercom/conversations';
import { search } from '../../language/fields';
import { tickets } from '../../rows/intercom/tickets';
import { lifecycle, row, shown } from './words';
import type { Watch } from './types';

export const inbox: readonly Watch[] = [
	{
		source: row(conversations, 'search', { body: shown({ query: search('conversation', { optional: true }) }) }),
		noun: 'conversation',
		ask: { by: 'search', over: 'conversation', id: 'id' },
		events: lifecycle('conversation', 'Conversation'),
	},
	{
		source: row(tickets, 'search', { body: shown({ query: search('ticket', { optional: true }) }) }),
		noun: 'ticket',
		ask: { by: 'search', over: 'ticket', id: 'id' },
		events: lifecycle('ticket', 'Ticket'),
	},
	{
		source: row(conversations, 'getDeleted'),
		noun: 'deleted conversation',
		ask: { by: 'nothing' },
		newestFirst: 'deleted_at',
		documented: true,
		events: [
			{ id: 'conversationDeleted', name: 'Deleted Conversation', at: 'deleted_at', about: 'The ID of every conversation that was deleted' },
		],
	},
];
