/** The records of a workspace, as they are kept (not as they are answered: that is `views.ts`). Times are Unix seconds. */

export type Role = 'user' | 'lead';
export type Consent = 'opt_in' | 'opt_out';
export type Attributes = Record<string, unknown>;
export type Model = 'contact' | 'company';

export interface AppliedTag {
	id: string;
	applied_at: number;
	/** Admin who applied it. */
	applied_by: string;
}

export interface Merge {
	source_contact_id: string;
	source_contact_role: Role;
	merged_at: number;
}

export interface Contact {
	id: string;
	/** Place in the workspace: 1 is the first record ever. */
	seq: number;
	role: Role;
	external_id: string | null;
	email: string | null;
	email_verified: boolean | null;
	phone: string | null;
	name: string | null;
	avatar: string | null;
	owner_id: string | null;
	has_hard_bounced: boolean;
	marked_email_as_spam: boolean;
	unsubscribed_from_emails: boolean;
	created_at: number;
	updated_at: number;
	signed_up_at: number | null;
	last_seen_at: number | null;
	language_override: string | null;
	location: {
		country: string | null;
		region: string | null;
		city: string | null;
		country_code: string | null;
		continent_code: string | null;
	};
	/** What devices and messages report: `browser`, `ios_device`, `last_replied_at`, `utm_source` ...; absent is null. */
	traits: Record<string, string | number | null>;
	custom_attributes: Attributes;
	tags: AppliedTag[];
	/** Ids of companies. */
	companies: string[];
	/** Preferences by subscription type; absent is no explicit choice. */
	subscriptions: Record<string, Consent>;
	merges: Merge[];
	archived: boolean;
	blocked: boolean;
}

export interface Company {
	id: string;
	seq: number;
	company_id: string;
	name: string | null;
	plan: { id: string; name: string } | null;
	size: number | null;
	website: string | null;
	industry: string | null;
	monthly_spend: number;
	session_count: number;
	remote_created_at: number;
	created_at: number;
	updated_at: number;
	last_request_at: number | null;
	custom_attributes: Attributes;
	tags: AppliedTag[];
}

export interface Admin {
	id: string;
	name: string;
	email: string;
	job_title: string | null;
	away_mode_enabled: boolean;
	away_mode_reassign: boolean;
	has_inbox_seat: boolean;
	team_ids: number[];
}

export interface Tag {
	id: string;
	name: string;
}

export interface Note {
	id: string;
	seq: number;
	/** A note is about a contact or a company, never both. */
	contact_id: string | null;
	company_id: string | null;
	author_id: string;
	body: string;
	created_at: number;
}

export interface Segment {
	id: string;
	name: string;
	/** Whose segment; the API tells contacts apart as `user` and `contact` (lead). */
	model: Model;
	person_type: 'user' | 'contact';
	/** Who is in: a query in the language of search. */
	query: unknown;
	created_at: number;
	updated_at: number;
}

export interface SubscriptionType {
	id: string;
	state: 'live' | 'draft' | 'archived';
	consent_type: Consent;
	content_types: Array<'email' | 'sms_message'>;
	translations: Array<{ name: string; description: string; locale: string }>;
}

export type DataType = 'string' | 'integer' | 'float' | 'boolean' | 'date' | 'datetime';

export interface DataAttribute {
	/** Only custom ones have an id. */
	id?: number;
	model: Model;
	name: string;
	full_name: string;
	label: string;
	description?: string;
	data_type: DataType;
	/** Allowed values of a list attribute. */
	options?: string[];
	api_writable: boolean;
	ui_writable: boolean;
	messenger_writable: boolean;
	custom: boolean;
	archived: boolean;
	created_at?: number;
	updated_at?: number;
	admin_id?: string;
}

export interface Banner {
	id: string;
	title: string | null;
	body: string | null;
	style: string;
	position: string;
	show_dismiss_button: boolean;
	action: Record<string, unknown> | null;
	/** Who sees it: a search query; null is everybody. */
	audience: unknown;
}

export interface Activity {
	id: string;
	event_type: 'contact.created' | 'contact.role_updated' | 'contact.deleted' | 'contact.merged' | 'contact.merge_failed';
	contact_id: string;
	external_id?: string | null;
	role?: Role;
	merge_source_id?: string;
	merge_target_id?: string;
	failure_reason?: string;
	created_at: number;
}
