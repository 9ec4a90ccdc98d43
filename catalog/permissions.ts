/**
 * What an app of the Developer Hub may be permitted to read, and a harmless request that shows whether it is. Names of permissions as
 * the webhook table of Intercom's reference has them, else the scope that the API description names; no source lists all of them.
 */

import type { Endpoint } from '../intercom/client';
import type { ApiVersion } from '../intercom/versions';

export interface Probe {
	/** What is read, as people say it. */
	reads: string;
	/** Changes nothing. */
	endpoint: Endpoint;
	query?: Record<string, unknown>;
	body?: Record<string, unknown>;
	/** Where the newest stable version does not have it. */
	version?: ApiVersion;
	/** The key of the list it answers. */
	items: string;
	/** As the Developer Hub calls it. */
	permission?: string;
	/** As the API description calls it. */
	scope?: string;
	/** Nodes and resources that need it. */
	neededFor: string;
}

const one = { per_page: 1 };

export const probes: readonly Probe[] = [
	{
		reads: 'contacts',
		endpoint: 'GET /contacts',
		items: 'data',
		permission: 'Read and list users and companies',
		neededFor: 'Intercom (Contact, Note, Visitor), Intercom Polling Trigger',
	},
	{
		reads: 'companies',
		endpoint: 'GET /companies',
		query: one,
		items: 'data',
		permission: 'Read and list users and companies',
		neededFor: 'Intercom (Company), Intercom Polling Trigger',
	},
	{
		reads: 'conversations',
		endpoint: 'GET /conversations',
		query: one,
		items: 'conversations',
		permission: 'Read conversations',
		scope: 'read_conversations',
		neededFor: 'Intercom (Conversation), Intercom Human Review, Intercom Polling Trigger, Full Object of the Intercom Trigger',
	},
	{
		reads: 'tickets',
		endpoint: 'POST /tickets/search',
		body: { query: { field: 'created_at', operator: '>', value: 0 }, pagination: one },
		items: 'tickets',
		permission: 'Read tickets',
		neededFor: 'Intercom (Ticket), Intercom Polling Trigger',
	},
	{
		reads: 'ticket types',
		endpoint: 'GET /ticket_types',
		items: 'data',
		neededFor: 'Intercom (Ticket: the list of types and their attributes), Intercom Workspace (Ticket Type)',
	},
	{ reads: 'tags', endpoint: 'GET /tags', items: 'data', neededFor: 'Intercom (Tag, and lists of tags everywhere)' },
	{ reads: 'segments', endpoint: 'GET /segments', items: 'segments', neededFor: 'Intercom (Segment)' },
	{
		reads: 'subscription types',
		endpoint: 'GET /subscription_types',
		items: 'data',
		neededFor: 'Intercom (Subscription Type, subscriptions of a contact)',
	},
	{ reads: 'calls', endpoint: 'GET /calls', query: one, items: 'data', neededFor: 'Intercom (Call), Intercom Polling Trigger' },
	{ reads: 'macros', endpoint: 'GET /macros', query: one, items: 'data', scope: 'read_conversations', neededFor: 'Intercom (Macro)' },
	{
		reads: 'data attributes',
		endpoint: 'GET /data_attributes',
		items: 'data',
		neededFor: 'Forms of custom attributes, Intercom Workspace (Data Attribute)',
	},
	{
		reads: 'admins',
		endpoint: 'GET /admins',
		items: 'admins',
		permission: 'Read admins',
		neededFor: 'Lists of teammates everywhere, Intercom Workspace (Admin)',
	},
	{ reads: 'teams', endpoint: 'GET /teams', items: 'teams', neededFor: 'Lists of teams, Intercom Workspace (Team)' },
	{
		reads: 'articles',
		endpoint: 'GET /articles',
		items: 'data',
		permission: 'Read and list articles',
		scope: 'read_articles_scope',
		neededFor: 'Intercom Knowledge (Article), Intercom Polling Trigger',
	},
	{
		reads: 'collections',
		endpoint: 'GET /help_center/collections',
		items: 'data',
		neededFor: 'Intercom Knowledge (Collection, Help Center)',
	},
	{
		reads: 'content snippets',
		endpoint: 'GET /content_snippets',
		items: 'data',
		permission: 'Read content snippets',
		scope: 'read_write_content_snippets',
		neededFor: 'Intercom Knowledge (Content Snippet)',
	},
	{
		reads: 'content import sources',
		endpoint: 'GET /ai/content_import_sources',
		items: 'data',
		permission: 'Read content',
		neededFor: 'Intercom Knowledge (Content Import Source, External Page)',
	},
	{ reads: 'news', endpoint: 'GET /news/news_items', items: 'data', neededFor: 'Intercom Knowledge (News Item, Newsfeed)' },
	{
		reads: 'data connectors',
		endpoint: 'GET /data_connectors',
		query: one,
		items: 'data',
		permission: 'Read data connectors',
		neededFor: 'Intercom Fin (Data Connector), Intercom Fin Connector Trigger',
	},
	{
		reads: 'activity logs',
		endpoint: 'GET /admins/activity_log_event_types',
		items: 'event_types',
		neededFor: 'Intercom Workspace (Activity Log)',
	},
	{
		reads: 'reports',
		endpoint: 'GET /export/reporting_data/get_datasets',
		items: 'data',
		neededFor: 'Intercom Workspace (Reporting Export)',
	},
	{
		reads: 'office hours',
		endpoint: 'GET /office_hours_schedules',
		items: 'data',
		scope: 'read_write_office_hours',
		neededFor: 'Intercom Workspace (Office Hours Schedule, Office Hours Exception)',
	},
	{
		reads: 'audiences',
		endpoint: 'GET /audiences',
		query: one,
		items: 'data',
		permission: 'Read audiences',
		neededFor: 'Intercom Workspace (Audience)',
	},
	{
		reads: 'identity verification secrets',
		endpoint: 'GET /secure_mode_secrets',
		items: 'data',
		version: 'Preview',
		neededFor: 'Intercom Workspace (Identity Verification Secret)',
	},
];
