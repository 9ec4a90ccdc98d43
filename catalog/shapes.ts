/**
 * What "Simplify" keeps of a record: at most ten fields, the most used first, moments as ISO 8601 instead of Unix seconds.
 */

export interface Shape {
	keep: readonly string[];
	/** Of `keep`: Unix seconds that become ISO text. */
	dates: readonly string[];
}

export const shapes = {
	contact: {
		keep: ['id', 'role', 'email', 'name', 'external_id', 'phone', 'owner_id', 'created_at', 'updated_at', 'custom_attributes'],
		dates: ['created_at', 'updated_at'],
	},
	company: {
		keep: ['id', 'company_id', 'name', 'plan', 'size', 'user_count', 'monthly_spend', 'created_at', 'updated_at', 'custom_attributes'],
		dates: ['created_at', 'updated_at'],
	},
	conversation: {
		keep: ['id', 'title', 'state', 'priority', 'admin_assignee_id', 'team_assignee_id', 'source', 'waiting_since', 'created_at', 'updated_at'],
		dates: ['waiting_since', 'created_at', 'updated_at'],
	},
	article: {
		keep: ['id', 'title', 'description', 'state', 'url', 'body', 'author_id', 'parent_id', 'parent_ids', 'updated_at'],
		dates: ['updated_at'],
	},
	articleFound: {
		keep: ['id', 'title', 'description', 'state', 'url', 'highlight', 'author_id', 'parent_id', 'parent_ids', 'updated_at'],
		dates: ['updated_at'],
	},
	collection: {
		keep: ['id', 'name', 'description', 'url', 'parent_id', 'help_center_id', 'order', 'icon', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
	},
	contentSnippet: {
		keep: ['id', 'title', 'locale', 'body_markdown', 'audience_ids', 'ai_chatbot_availability', 'ai_copilot_availability', 'ai_sales_agent_availability', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
	},
	externalPage: {
		keep: ['id', 'external_id', 'title', 'url', 'html', 'source_id', 'ai_agent_availability', 'ai_copilot_availability', 'last_ingested_at', 'updated_at'],
		dates: ['last_ingested_at', 'updated_at'],
	},
	internalArticle: {
		keep: ['id', 'title', 'body', 'owner_id', 'author_id', 'folder_id', 'locale', 'audience_ids', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
	},
	newsItem: {
		keep: ['id', 'title', 'body', 'state', 'sender_id', 'labels', 'newsfeed_assignments', 'reactions', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
	},
	admin: {
		keep: ['id', 'name', 'email', 'job_title', 'role', 'away_mode_enabled', 'away_mode_reassign', 'away_status_reason_id', 'has_inbox_seat', 'team_ids'],
		dates: [],
	},
	dataAttribute: {
		keep: ['id', 'name', 'model', 'label', 'data_type', 'options', 'custom', 'archived', 'description', 'full_name'],
		dates: [],
	},
	conversationAttribute: {
		keep: ['id', 'name', 'data_type', 'options', 'required', 'archived', 'multiline', 'reference', 'visible_to_team_ids', 'description'],
		dates: [],
	},
	ticketType: {
		keep: ['id', 'name', 'category', 'description', 'icon', 'archived', 'ticket_type_attributes', 'ticket_states', 'created_at', 'updated_at'],
		dates: ['created_at', 'updated_at'],
	},
	ticketTypeAttribute: {
		keep: ['id', 'name', 'data_type', 'input_options', 'description', 'required_to_create', 'required_to_create_for_contacts', 'visible_to_contacts', 'ticket_type_id', 'archived'],
		dates: [],
	},
	dataConnector: {
		keep: ['id', 'name', 'state', 'description', 'http_method', 'url', 'data_inputs', 'audiences', 'direct_fin_usage', 'updated_at'],
		dates: ['updated_at'],
	},
	executionResult: {
		keep: ['id', 'success', 'http_status', 'http_method', 'error_type', 'error_message', 'execution_time_ms', 'source_type', 'conversation_id', 'created_at'],
		dates: ['created_at'],
	},
} satisfies Record<string, Shape>;
