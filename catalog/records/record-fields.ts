/**
 * The fields that records have, as "Output: Selected Fields" offers them. Source: the answers in the API descriptions 2.16
 * and Preview, and what Intercom is known to answer besides. It says nothing of a field that is missing here: an
 * expression can name any.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const recordFields = {
	contact: words(`
		id external_id workspace_id role email email_domain phone formatted_phone name avatar owner_id social_profiles
		has_hard_bounced marked_email_as_spam unsubscribed_from_emails created_at updated_at signed_up_at last_seen_at
		last_replied_at last_contacted_at last_email_opened_at last_email_clicked_at language_override browser
		browser_version browser_language os location android_app_name android_app_version android_device
		android_os_version android_sdk_version android_last_seen_at ios_app_name ios_app_version ios_device
		ios_os_version ios_sdk_version ios_last_seen_at custom_attributes tags notes companies
		opted_in_subscription_types opted_out_subscription_types utm_campaign utm_content utm_medium utm_source
		utm_term referrer enabled_push_messaging merge_history
	`),
	company: words(`
		id company_id app_id name plan remote_created_at created_at updated_at last_request_at size website industry
		monthly_spend session_count user_count custom_attributes tags segments notes
	`),
	conversation: words(`
		id title created_at updated_at waiting_since snoozed_until open state read priority admin_assignee_id
		team_assignee_id company tags conversation_rating source contacts teammates custom_attributes topics ticket
		first_contact_reply sla_applied statistics linked_objects ai_topics ai_agent_participated ai_agent
		sales_agent_participated sales_agent channel external_references monitor_evaluations scorecards
	`),
	ticket: words(`
		id ticket_id category ticket_attributes ticket_state ticket_type contacts admin_assignee_id team_assignee_id
		company_id created_at updated_at open snoozed_until linked_objects ticket_parts is_shared
		previous_ticket_state_id tags
	`),
	article: words(`
		id workspace_id title description body body_markdown author_id state created_at updated_at
		has_unpublished_changes draft_updated_at url parent_id parent_ids parent_type default_locale
		translated_content tags folder_id audience_ids statistics ai_chatbot_availability ai_copilot_availability
		ai_sales_agent_availability created_by_id updated_by_id exclude_from_article_suggestions help_center_audience
		scheduled_publish_at scheduled_unpublish_at
	`),
	collection: words(`
		id workspace_id name description created_at updated_at url icon order default_locale translated_content
		parent_id help_center_id
	`),
	contentSnippet: words(`
		id title locale json_blocks body_markdown chatbot_availability copilot_availability ai_chatbot_availability
		ai_copilot_availability ai_sales_agent_availability audience_ids created_at updated_at
	`),
	externalPage: words(`
		id external_id title html url locale source_id ai_agent_availability ai_copilot_availability
		ai_sales_agent_availability fin_availability created_at updated_at last_ingested_at
	`),
	internalArticle: words(`
		id title body body_markdown owner_id author_id locale audience_ids folder_id tags ai_chatbot_availability
		ai_copilot_availability ai_sales_agent_availability created_at updated_at
	`),
	newsItem: words(`
		id workspace_id title body sender_id state newsfeed_assignments labels cover_image_url reactions
		deliver_silently created_at updated_at
	`),
	admin: words(`
		id name email job_title role avatar away_mode_enabled away_mode_reassign away_status_reason_id has_inbox_seat
		team_ids team_priority_level
	`),
	dataAttribute: words(`
		id model name full_name label description data_type options api_writable messenger_writable ui_writable custom
		archived admin_id created_at updated_at
	`),
	conversationAttribute: words(`
		id name description data_type options required archived multiline reference visible_to_team_ids created_at
		updated_at
	`),
	ticketType: words(`
		id workspace_id category name description icon ticket_type_attributes ticket_states archived is_internal
		created_at updated_at
	`),
	ticketTypeAttribute: words(`
		id workspace_id name description data_type input_options order required_to_create
		required_to_create_for_contacts visible_on_create visible_to_contacts default ticket_type_id archived
		created_at updated_at
	`),
	dataConnector: words(`
		id name description state http_method url body headers data_inputs response_fields object_mappings token_ids
		audiences direct_fin_usage execution_type configuration_response_type data_transformation_type
		client_function_name client_function_timeout_ms customer_authentication bypass_authentication
		validate_missing_attributes created_by_admin_id updated_by_admin_id execution_results_url created_at
		updated_at
	`),
	executionResult: words(`
		id data_connector_id success http_status http_method error_type error_message execution_time_ms source_type
		source_id conversation_id request_url request_body response_body raw_response_body created_at
	`),
} as const;
