/** The attributes every workspace has, as `GET /data_attributes` lists them. */
import type { DataAttribute, DataType, Model } from '../types';

type Row = [name: string, type: DataType | 'time', label: string, writable?: 'writable', fullName?: string];

const CONTACT: Row[] = [
	['id', 'string', 'ID'],
	['external_id', 'string', 'User ID', 'writable'],
	['role', 'string', 'Role', 'writable'],
	['name', 'string', 'Name', 'writable'],
	['email', 'string', 'Email', 'writable'],
	['email_domain', 'string', 'Email domain'],
	['phone', 'string', 'Phone', 'writable'],
	['avatar', 'string', 'Avatar', 'writable'],
	['owner_id', 'integer', 'Owner', 'writable'],
	['unsubscribed_from_emails', 'boolean', 'Unsubscribed from emails', 'writable'],
	['has_hard_bounced', 'boolean', 'Has hard bounced'],
	['marked_email_as_spam', 'boolean', 'Marked email as spam'],
	['created_at', 'time', 'First seen'],
	['updated_at', 'time', 'Last updated'],
	['signed_up_at', 'time', 'Signed up', 'writable'],
	['last_seen_at', 'time', 'Last seen', 'writable'],
	['last_replied_at', 'time', 'Last heard from'],
	['last_contacted_at', 'time', 'Last contacted'],
	['last_email_opened_at', 'time', 'Last opened email'],
	['last_email_clicked_at', 'time', 'Last clicked on link in email'],
	['language_override', 'string', 'Language override', 'writable'],
	['browser', 'string', 'Browser'],
	['browser_language', 'string', 'Browser language'],
	['os', 'string', 'OS'],
	['country', 'string', 'Country', undefined, 'location.country'],
	['region', 'string', 'Region', undefined, 'location.region'],
	['city', 'string', 'City', undefined, 'location.city'],
];

const COMPANY: Row[] = [
	['name', 'string', 'Company name', 'writable'],
	['company_id', 'string', 'Company ID'],
	['last_request_at', 'time', 'Company last seen'],
	['remote_created_at', 'time', 'Company created at', 'writable'],
	['user_count', 'integer', 'People'],
	['session_count', 'integer', 'Company web sessions'],
	['name', 'string', 'Plan', undefined, 'plan.name'],
	['monthly_spend', 'float', 'Monthly Spend', 'writable'],
	['size', 'integer', 'Company size', 'writable'],
	['industry', 'string', 'Company industry', 'writable'],
	['website', 'string', 'Company website', 'writable'],
	['id', 'string', 'ID'],
	['created_at', 'time', 'Created at'],
	['updated_at', 'time', 'Updated at'],
	['id', 'string', 'Plan ID', undefined, 'plan.id'],
	['app_id', 'string', 'App ID'],
];

/** @param time the type the workspace gives to standard timestamps (docs/intercom-behavior.md#date-search) */
export function standardAttributes(time: 'date' | 'datetime'): DataAttribute[] {
	const rows = (model: Model, table: Row[]) =>
		table.map(
			([name, type, label, writable, fullName]): DataAttribute => ({
				model,
				name,
				full_name: fullName ?? name,
				label,
				description: label,
				data_type: type === 'time' ? time : type,
				api_writable: writable !== undefined,
				ui_writable: false,
				messenger_writable: model === 'company',
				custom: false,
				archived: false,
			}),
		);
	return [...rows('contact', CONTACT), ...rows('company', COMPANY)];
}
