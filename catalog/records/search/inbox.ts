/**
 * What conversations and tickets can be searched by. Source: the tables in the API description of
 * `POST /conversations/search` and `POST /tickets/search`. Dates are compared by the second, and both ">" and "<"
 * include the second itself (docs/intercom-behavior.md#date-search).
 */

import { attributeSources } from '../attributes';
import type { SearchSpec } from './index';
import { fields } from './words';

/** `dates` is about seconds: somebody who wants a day has to say from when until when. */
const inclusive: Pick<SearchSpec, 'dates' | 'numbers'> = {
	dates: {
		hint: 'Compared to the second; "Is After" and "Is Before" find the very same second as well. For one day, use both. Without a time zone, the date is taken as UTC.',
	},
	numbers: { hint: '"Is Greater Than" and "Is Less Than" find the number itself as well.' },
};

export const conversation: SearchSpec = {
	...inclusive,
	example: { field: 'state', operator: '=', value: 'open' },
	attributes: {
		request: attributeSources.conversation.request,
		since: '2.16',
		read: (body) =>
			attributeSources.conversation
				.entries(body)
				.flatMap((entry) => attributeSources.conversation.read(entry) ?? [])
				.map((attribute) => ({ ...attribute, field: `custom_attributes.${attribute.name}` })),
	},
	fields: [
		...fields('text', {
			id: 'ID',
			state: 'State (Open, Closed or Snoozed)',
			priority: 'Priority',
			'source.type': 'Source: Channel',
			'source.id': 'Source: ID',
			'source.delivered_as': 'Source: Delivered As',
			'source.subject': 'Source: Subject',
			'source.body': 'Source: First Message',
			'source.author.id': 'Author: ID',
			'source.author.type': 'Author: Type',
			'source.author.name': 'Author: Name',
			'source.author.email': 'Author: Email',
			'source.url': 'Source: Page URL',
			contact_ids: 'Contact ID',
			teammate_ids: 'Teammate ID',
			channel_initiated: 'Channel Initiated',
			tag_ids: 'Tag ID',
			'statistics.last_closed_by_id': 'Last Closed By (Admin ID)',
			'conversation_rating.remark': 'Rating: Remark',
			'conversation_rating.contact_id': 'Rating: Contact ID',
			// Intercom's own table spells this field so; the name is sent as documented
			'conversation_rating.admin_d': 'Rating: Admin ID',
			'ai_agent.resolution_state': 'AI Agent: Resolution State',
			'ai_agent.last_answer_type': 'AI Agent: Last Answer Type',
			'ai_agent.rating_remark': 'AI Agent: Rating Remark',
			'ai_agent.source_type': 'AI Agent: Source Type',
			'ai_agent.source_title': 'AI Agent: Source Title',
		}),
		...fields('date', {
			created_at: 'Created At',
			updated_at: 'Updated At',
			waiting_since: 'Waiting Since',
			snoozed_until: 'Snoozed Until',
			'statistics.first_contact_reply_at': 'First Contact Reply At',
			'statistics.first_assignment_at': 'First Assignment At',
			'statistics.first_admin_reply_at': 'First Admin Reply At',
			'statistics.first_close_at': 'First Close At',
			'statistics.last_assignment_at': 'Last Assignment At',
			'statistics.last_assignment_admin_reply_at': 'Last Admin Reply After Assignment At',
			'statistics.last_contact_reply_at': 'Last Contact Reply At',
			'statistics.last_admin_reply_at': 'Last Admin Reply At',
			'statistics.last_close_at': 'Last Close At',
			'conversation_rating.requested_at': 'Rating: Requested At',
			'conversation_rating.replied_at': 'Rating: Replied At',
		}),
		...fields('number', {
			admin_assignee_id: 'Assigned Admin ID',
			team_assignee_id: 'Assigned Team ID',
			'statistics.time_to_assignment': 'Seconds to Assignment',
			'statistics.time_to_admin_reply': 'Seconds to Admin Reply',
			'statistics.time_to_first_close': 'Seconds to First Close',
			'statistics.time_to_last_close': 'Seconds to Last Close',
			'statistics.median_time_to_reply': 'Median Seconds to Reply',
			'statistics.count_reopens': 'Count of Reopens',
			'statistics.count_assignments': 'Count of Assignments',
			'statistics.count_conversation_parts': 'Count of Parts',
			'conversation_rating.score': 'Rating: Score',
			'ai_agent.rating': 'AI Agent: Rating',
		}),
		...fields('flag', { open: 'Open', read: 'Read', ai_agent_participated: 'AI Agent Participated' }),
	],
};

export const ticket: SearchSpec = {
	...inclusive,
	example: { field: 'title', operator: '~', value: 'refund' },
	// Intercom has no list of tickets
	attributes: {
		request: 'GET /ticket_types',
		// the query names an attribute by its ID; two types can have attributes of one name
		read: (body) =>
			(Array.isArray(body.data) ? (body.data as Array<Record<string, unknown>>) : []).flatMap((type) =>
				attributeSources.ticket.entries(type).flatMap((entry) => {
					const attribute = attributeSources.ticket.read(entry);
					return attribute
						? [{ ...attribute, label: `${String(type.name)}: ${attribute.label}`, field: `ticket_attribute.${String(entry.id)}` }]
						: [];
				}),
			),
	},
	fields: [
		...fields('text', {
			id: 'ID',
			title: 'Title',
			description: 'Description',
			category: 'Category (Request, Task or Tracker)',
			ticket_type_id: 'Ticket Type ID',
			contact_ids: 'Contact ID',
			teammate_ids: 'Teammate ID',
			state: 'State',
		}),
		...fields('date', { created_at: 'Created At', updated_at: 'Updated At', snoozed_until: 'Snoozed Until' }),
		...fields('number', { admin_assignee_id: 'Assigned Admin ID', team_assignee_id: 'Assigned Team ID' }),
		...fields('flag', { open: 'Open' }),
	],
};
