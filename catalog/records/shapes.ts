/**
 * What "Output: Simplified" keeps of a record: at most ten fields, as n8n wants it, moments as ISO 8601 instead of Unix
 * seconds. The last of them is a summary, `details`: what a workflow goes on with besides - whom to write to, what was
 * searched for, what to decide by. Inside, names and paths are Intercom's own.
 *
 * Nodes of version 1 had the ten of `keep` and no summary. Saved workflows rest on these names, so there all ten stay
 * where they were, beside everything newer.
 */

import { recordFields } from './record-fields';

export interface Shape {
	keep: readonly string[];
	/** Of `keep`: Unix seconds that become ISO text. */
	dates: readonly string[];
	/** Nested records that stand beside the fields of `keep`, cut down to the paths that matter. */
	top?: Readonly<Record<string, Kept>>;
	/** What the summary says; a field of `keep` that is in it stands there instead. */
	details?: Readonly<Record<string, Kept>>;
	/** Fields that are there only when somebody asked for them: they stay. */
	asked?: readonly string[];
	/** What "Output: Selected Fields" offers; the ID is always there. */
	fields: readonly string[];
}

/** All of a value, or the paths inside it, through lists as well. */
export type Kept = 'whole' | readonly string[];

const whole = (...names: string[]): Record<string, Kept> => Object.fromEntries(names.map((name) => [name, 'whole']));
/** Contacts list others by ID, ten at most, and say how many there are. */
const listed: Kept = ['data.id', 'total_count', 'has_more'];
const tags: Record<string, Kept> = { tags: ['tags.id', 'tags.name'] };

const who = ['id', 'type', 'name', 'email'];
const PART = [
	'id',
	'part_type',
	'body',
	'created_at',
	...who.map((name) => `author.${name}`),
	'attachments.name',
	'attachments.url',
	'translations',
];
/** What was said and done: by whom, when, with which files. */
const parts = (name: string): Kept => [...PART.map((path) => `${name}.${path}`), 'total_count'];

const conversationDetails: Record<string, Kept> = {
	...whole('admin_assignee_id', 'team_assignee_id', 'waiting_since', 'snoozed_until', 'custom_attributes'),
	statistics: [
		'first_contact_reply_at',
		'first_admin_reply_at',
		'last_contact_reply_at',
		'last_admin_reply_at',
		'last_close_at',
		'last_closed_by_id',
		'time_to_admin_reply',
		'time_to_first_close',
		'time_to_last_close',
		'handling_time',
		'count_reopens',
		'count_assignments',
		'count_conversation_parts',
	],
	conversation_rating: ['rating', 'remark', 'created_at', 'contact.id', 'teammate.id'],
	sla_applied: ['sla_name', 'sla_status'],
	...whole('ai_agent_participated'),
	ai_agent: ['resolution_state', 'last_answer_type', 'source_type', 'source_title', 'rating', 'rating_remark'],
	...whole('sales_agent_participated', 'sales_agent'),
};

const ticketTop: Record<string, Kept> = {
	ticket_state: ['id', 'category', 'internal_label', 'external_label'],
	ticket_type: ['id', 'name', 'category'],
	contacts: ['contacts.id', 'contacts.external_id'],
};
const ticketDetails: Record<string, Kept> = {
	...whole('category', 'admin_assignee_id', 'team_assignee_id', 'company_id', 'snoozed_until', 'is_shared'),
	...tags,
	linked_objects: ['data.id', 'data.type', 'total_count', 'has_more'],
};

const articleDetails: Record<string, Kept> = {
	...whole('parent_id', 'created_at', 'default_locale', 'folder_id', 'has_unpublished_changes'),
	...tags,
};

export const shapes = {
	contact: {
		keep: ['id', 'role', 'email', 'name', 'external_id', 'phone', 'owner_id', 'created_at', 'updated_at', 'custom_attributes'],
		dates: ['created_at', 'updated_at'],
		details: {
			...whole(
				'owner_id',
				'last_seen_at',
				'last_contacted_at',
				'last_replied_at',
				'signed_up_at',
				'unsubscribed_from_emails',
				'browser',
				'os',
			),
			location: ['country', 'region', 'city'],
			companies: listed,
			tags: listed,
		},
		asked: ['merge_history'],
		fields: recordFields.contact,
	},
	company: {
		keep: ['id', 'company_id', 'name', 'plan', 'size', 'user_count', 'monthly_spend', 'created_at', 'updated_at', 'custom_attributes'],
		dates: ['created_at', 'updated_at'],
		details: {
			...whole('size', 'website', 'industry', 'session_count', 'last_request_at', 'remote_created_at'),
			...tags,
			segments: ['segments.id', 'segments.name'],
		},
		fields: recordFields.company,
	},
	conversation: {
		keep: [
			'id',
			'title',
			'state',
			'priority',
			'admin_assignee_id',
			'team_assignee_id',
			'source',
			'waiting_since',
			'created_at',
			'updated_at',
		],
		dates: ['waiting_since', 'created_at', 'updated_at'],
		top: { contacts: ['contacts.id', 'contacts.external_id'], ...tags },
		details: conversationDetails,
		asked: ['monitor_evaluations', 'scorecards'],
		fields: recordFields.conversation,
	},
	conversationWithParts: {
		keep: ['id', 'title', 'state', 'priority', 'source', 'created_at'],
		dates: ['created_at'],
		top: { contacts: ['contacts.id', 'contacts.external_id'], ...tags, conversation_parts: parts('conversation_parts') },
		details: { ...conversationDetails, ...whole('updated_at') },
		asked: ['monitor_evaluations', 'scorecards'],
		fields: [...recordFields.conversation, 'conversation_parts'],
	},
	ticket: {
		keep: ['id', 'ticket_id', 'open', 'ticket_attributes', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
		top: ticketTop,
		details: ticketDetails,
		fields: recordFields.ticket,
	},
	ticketWithParts: {
		keep: ['id', 'ticket_id', 'open', 'ticket_attributes', 'created_at'],
		dates: ['created_at'],
		top: { ...ticketTop, ticket_parts: parts('ticket_parts') },
		details: { ...ticketDetails, ...whole('updated_at') },
		fields: recordFields.ticket,
	},
	article: {
		keep: ['id', 'title', 'description', 'state', 'url', 'body', 'author_id', 'parent_id', 'parent_ids', 'updated_at'],
		dates: ['updated_at'],
		details: articleDetails,
		fields: recordFields.article,
	},
	articleFound: {
		keep: ['id', 'title', 'description', 'state', 'url', 'highlight', 'author_id', 'parent_id', 'parent_ids', 'updated_at'],
		dates: ['updated_at'],
		details: articleDetails,
		fields: [...recordFields.article, 'highlight'],
	},
	collection: {
		keep: ['id', 'name', 'description', 'url', 'parent_id', 'help_center_id', 'order', 'icon', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
		fields: recordFields.collection,
	},
	contentSnippet: {
		keep: [
			'id',
			'title',
			'locale',
			'body_markdown',
			'audience_ids',
			'ai_chatbot_availability',
			'ai_copilot_availability',
			'ai_sales_agent_availability',
			'created_at',
			'updated_at',
		],
		dates: ['created_at', 'updated_at'],
		fields: recordFields.contentSnippet,
	},
	externalPage: {
		keep: [
			'id',
			'external_id',
			'title',
			'url',
			'html',
			'source_id',
			'ai_agent_availability',
			'ai_copilot_availability',
			'last_ingested_at',
			'updated_at',
		],
		dates: ['last_ingested_at', 'updated_at'],
		details: whole('ai_agent_availability', 'ai_copilot_availability', 'ai_sales_agent_availability', 'locale', 'created_at'),
		fields: recordFields.externalPage,
	},
	internalArticle: {
		keep: ['id', 'title', 'body', 'owner_id', 'author_id', 'folder_id', 'locale', 'audience_ids', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
		details: {
			...whole('locale', 'audience_ids', 'ai_chatbot_availability', 'ai_copilot_availability', 'ai_sales_agent_availability'),
			...tags,
		},
		fields: recordFields.internalArticle,
	},
	newsItem: {
		keep: ['id', 'title', 'body', 'state', 'sender_id', 'labels', 'newsfeed_assignments', 'reactions', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
		fields: recordFields.newsItem,
	},
	admin: {
		keep: [
			'id',
			'name',
			'email',
			'job_title',
			'role',
			'away_mode_enabled',
			'away_mode_reassign',
			'away_status_reason_id',
			'has_inbox_seat',
			'team_ids',
		],
		dates: [],
		fields: recordFields.admin,
	},
	dataAttribute: {
		keep: ['id', 'name', 'model', 'label', 'data_type', 'options', 'custom', 'archived', 'description', 'full_name'],
		dates: [],
		details: whole('full_name', 'api_writable', 'messenger_writable', 'ui_writable'),
		fields: recordFields.dataAttribute,
	},
	conversationAttribute: {
		keep: ['id', 'name', 'data_type', 'options', 'required', 'archived', 'multiline', 'reference', 'visible_to_team_ids', 'description'],
		dates: [],
		fields: recordFields.conversationAttribute,
	},
	ticketType: {
		keep: [
			'id',
			'name',
			'category',
			'description',
			'icon',
			'archived',
			'ticket_type_attributes',
			'ticket_states',
			'created_at',
			'updated_at',
		],
		dates: ['created_at', 'updated_at'],
		fields: recordFields.ticketType,
	},
	ticketTypeAttribute: {
		keep: [
			'id',
			'name',
			'data_type',
			'input_options',
			'description',
			'required_to_create',
			'required_to_create_for_contacts',
			'visible_to_contacts',
			'ticket_type_id',
			'archived',
		],
		dates: [],
		details: whole('required_to_create', 'required_to_create_for_contacts', 'visible_on_create', 'visible_to_contacts'),
		fields: recordFields.ticketTypeAttribute,
	},
	dataConnector: {
		keep: ['id', 'name', 'state', 'description', 'http_method', 'url', 'data_inputs', 'audiences', 'direct_fin_usage', 'updated_at'],
		dates: ['updated_at'],
		details: whole('audiences', 'response_fields', 'customer_authentication', 'created_at'),
		fields: recordFields.dataConnector,
	},
	executionResult: {
		keep: [
			'id',
			'success',
			'http_status',
			'http_method',
			'error_type',
			'error_message',
			'execution_time_ms',
			'source_type',
			'conversation_id',
			'created_at',
		],
		dates: ['created_at'],
		details: whole('source_type', 'source_id', 'data_connector_id'),
		asked: ['request_url', 'request_body', 'response_body', 'raw_response_body'],
		fields: recordFields.executionResult,
	},
} satisfies Record<string, Shape>;
