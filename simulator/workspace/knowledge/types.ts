/** The records of the knowledge half, as they are kept. Times are Unix seconds. */
import type { AppliedTag } from '../types';

export type State = 'published' | 'draft';

/** Which AI may use something. */
export interface Availability {
	ai_chatbot_availability: boolean;
	ai_copilot_availability: boolean;
	ai_sales_agent_availability: boolean;
}

/** What is kept in versions and drafts. */
export interface Words {
	title: string;
	description: string;
	/** HTML. */
	body: string;
}

/** An article in one language. */
export interface Content extends Words, Availability {
	id: string;
	author_id: number;
	state: State;
	created_at: number;
	updated_at: number;
	audience_ids: number[];
	created_by_id: number;
	updated_by_id: number;
	was_published: boolean;
	/** Changes that wait for publication. */
	draft: Partial<Words> | null;
	draft_updated_at: number | null;
}

export interface Article {
	id: string;
	seq: number;
	/** Collections. */
	parent_ids: number[];
	folder_id: number | null;
	default_locale: string;
	contents: Record<string, Content>;
	scheduled_publish_at: number | null;
	scheduled_unpublish_at: number | null;
	tags: AppliedTag[];
}

export interface Version extends Words {
	id: string;
	article_id: string;
	locale: string;
	author_id: number;
	created_by_id: number;
	created_via: 'api';
	from_version_id: string | null;
	state: State;
	created_at: number;
}

export interface HelpCenter {
	id: string;
	identifier: string;
	display_name: string;
	url: string;
	custom_domain: string | null;
	website_turned_on: boolean;
	default: boolean;
	locales: string[];
	created_at: number;
	updated_at: number;
}

export interface Collection {
	id: string;
	seq: number;
	name: string;
	description: string | null;
	parent_id: string | null;
	/** Of a collection at the top; those inside belong to the same. */
	help_center_id: number | null;
	translations: Record<string, { name?: string; description?: string }>;
	created_at: number;
	updated_at: number;
}

export interface Redirect {
	id: string;
	seq: number;
	help_center_id: string;
	from_url: string;
	locale: string;
	target_type: 'article' | 'collection';
	target_id: string;
	created_at: number;
	updated_at: number;
}

export interface Folder {
	id: number;
	name: string;
	description: string | null;
	emoji: string | null;
	parent_folder_id: number | null;
	created_at: number;
	updated_at: number;
}

export interface InternalArticle extends Availability {
	id: string;
	seq: number;
	title: string;
	body: string;
	author_id: number;
	owner_id: number;
	locale: string;
	folder_id: number | null;
	audience_ids: number[];
	tags: AppliedTag[];
	created_at: number;
	updated_at: number;
}

export interface Snippet extends Availability {
	id: string;
	seq: number;
	title: string;
	json_blocks: unknown[];
	body_markdown: string;
	locale: string;
	audience_ids: number[];
	tags: AppliedTag[];
	created_at: number;
	updated_at: number;
}

export interface Source {
	id: number;
	url: string;
	sync_behavior: 'api' | 'automated' | 'manual';
	status: 'active' | 'deactivated';
	audience_ids: number[];
	last_synced_at: number;
	created_at: number;
	updated_at: number;
}

export interface Page {
	id: string;
	seq: number;
	title: string;
	html: string;
	url: string | null;
	source_id: number;
	external_id: string;
	ai_agent_availability: boolean;
	ai_copilot_availability: boolean;
	ai_sales_agent_availability: boolean;
	audience_ids: number[];
	tags: AppliedTag[];
	created_at: number;
	updated_at: number;
}

export interface NewsItem {
	id: string;
	seq: number;
	title: string;
	body: string;
	sender_id: number;
	state: 'draft' | 'live';
	labels: string[];
	reactions: string[];
	deliver_silently: boolean;
	newsfeed_assignments: Array<{ newsfeed_id: number; published_at: number }>;
	created_at: number;
	updated_at: number;
}

export interface Newsfeed {
	id: string;
	name: string;
	created_at: number;
	updated_at: number;
}
