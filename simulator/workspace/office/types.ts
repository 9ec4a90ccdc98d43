/** The records of the workspace's settings. Times are Unix seconds. */
import type { Kept } from './shelf';

export interface Predicate {
	attribute: string;
	type: string;
	comparison: string;
	value?: string;
}

export interface Audience extends Kept {
	name: string;
	predicates: Predicate[];
	role_predicates: Predicate[];
}

export interface Interval {
	start_minute: number;
	end_minute: number;
}

export interface Schedule extends Kept {
	name: string;
	time_zone_name: string;
	time_intervals: Interval[];
}

export interface Exception extends Kept {
	office_hours_schedule_id: string;
	/** `YYYY-MM-DD`. */
	exception_date: string;
	exception_type: 'closed' | 'custom_hours';
	name: string | null;
	time_intervals: Interval[] | null;
	recurring_annually: boolean;
}

export interface Brand extends Kept {
	name: string;
	is_default: boolean;
	help_center_id: string | null;
	default_address_settings_id: string | null;
}

export interface EmailSetting extends Kept {
	email: string;
	verified: boolean;
	domain: string;
	brand_id: string;
	forwarding_enabled: boolean;
	forwarded_email_last_received_at: number | null;
}

export interface AwayReason extends Kept {
	label: string;
	emoji: string;
	order: number;
	deleted: boolean;
}

/** What can be signed with it is told once, by `create`, and not kept. */
export interface IdentitySecret extends Kept {
	name: string;
	supports_android: boolean;
	supports_ios: boolean;
	supports_web: boolean;
}

export interface Activity {
	id: string;
	performed_by: { type: 'admin'; id: string; email: string; ip: string };
	metadata: Record<string, unknown>;
	created_at: number;
	activity_type: string;
	activity_description: string;
}
