/**
 * What can be watched for a change in a record: keys of the record, dots go into objects. Moments that move with every change
 * and what Intercom computes from others are left out.
 */

import type { SearchModel } from '../../language/types';

export interface Compared {
	/** Key of the record -> label. */
	fields: Record<string, string>;
	/** The key of the record that holds the workspace's own attributes. */
	attributes: string;
}

const assignment = { admin_assignee_id: 'Assigned Admin', team_assignee_id: 'Assigned Team' };

export const compared: Record<SearchModel, Compared> = {
	contact: {
		attributes: 'custom_attributes',
		fields: {
			avatar: 'Avatar',
			companies: 'Companies',
			email: 'Email',
			external_id: 'External ID',
			has_hard_bounced: 'Email Hard Bounced',
			language_override: 'Language Override',
			last_contacted_at: 'Last Contacted At',
			last_email_clicked_at: 'Last Email Clicked At',
			last_email_opened_at: 'Last Email Opened At',
			last_replied_at: 'Last Replied At',
			last_seen_at: 'Last Seen At',
			location: 'Location',
			marked_email_as_spam: 'Marked Email as Spam',
			name: 'Name',
			owner_id: 'Owner',
			phone: 'Phone',
			role: 'Role',
			signed_up_at: 'Signed Up At',
			tags: 'Tags',
			unsubscribed_from_emails: 'Unsubscribed From Emails',
			custom_attributes: 'Custom Attributes (Any)',
		},
	},
	company: {
		attributes: 'custom_attributes',
		fields: {
			industry: 'Industry',
			last_request_at: 'Last Request At',
			monthly_spend: 'Monthly Spend',
			name: 'Name',
			plan: 'Plan',
			segments: 'Segments',
			session_count: 'Session Count',
			size: 'Size',
			tags: 'Tags',
			user_count: 'User Count',
			website: 'Website',
			custom_attributes: 'Custom Attributes (Any)',
		},
	},
	conversation: {
		attributes: 'custom_attributes',
		fields: {
			...assignment,
			ai_agent: 'AI Agent',
			contacts: 'Contacts',
			conversation_rating: 'Rating',
			linked_objects: 'Linked Objects',
			open: 'Open',
			priority: 'Priority',
			read: 'Read',
			sla_applied: 'SLA',
			snoozed_until: 'Snoozed Until',
			state: 'State',
			'statistics.count_conversation_parts': 'Count of Parts',
			'statistics.last_admin_reply_at': 'Last Admin Reply At',
			'statistics.last_contact_reply_at': 'Last Contact Reply At',
			tags: 'Tags',
			teammates: 'Teammates',
			title: 'Title',
			waiting_since: 'Waiting Since',
			custom_attributes: 'Conversation Attributes (Any)',
		},
	},
	ticket: {
		attributes: 'ticket_attributes',
		fields: {
			...assignment,
			category: 'Category',
			contacts: 'Contacts',
			is_shared: 'Shared With Contact',
			linked_objects: 'Linked Objects',
			open: 'Open',
			snoozed_until: 'Snoozed Until',
			'ticket_attributes._default_description_': 'Description',
			'ticket_attributes._default_title_': 'Title',
			ticket_state: 'State',
			ticket_type: 'Ticket Type',
			ticket_attributes: 'Ticket Attributes (Any)',
		},
	},
};
