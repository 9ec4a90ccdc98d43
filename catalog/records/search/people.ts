/**
 * What contacts and companies can be searched by. Source: the tables in the API description of `POST /contacts/search`
 * and `POST /companies/search`. Contact dates: 2.16 matches them by calendar day and refuses `!=`, `>=` and `<=`;
 * Preview compares seconds. Only what means something under both rules is offered (docs/intercom-behavior.md#date-search).
 */

import { attributeSources } from '../attributes';
import type { SearchSpec } from './index';
import { fields as list } from './words';

function customAttributes(model: 'contact' | 'company'): SearchSpec['attributes'] {
	const { request, query, entries, read } = attributeSources[model];
	return {
		request,
		query,
		read: (body) =>
			entries(body)
				.flatMap((entry) => read(entry) ?? [])
				.map((attribute) => ({ ...attribute, field: `custom_attributes.${attribute.name}` })),
	};
}

export const contact: SearchSpec = {
	example: { field: 'email', operator: '=', value: 'name@example.com' },
	attributes: customAttributes('contact'),
	dates: {
		wholeDays: true,
		hint: 'Intercom compares dates of contacts by whole days in the time zone of the workspace: "Is After" begins with the next day. Without a time zone, the date is taken as UTC.',
	},
	fields: [
		...list('text', {
			id: 'ID',
			role: 'Role (User or Lead)',
			name: 'Name',
			email: 'Email',
			email_domain: 'Email Domain',
			phone: 'Phone',
			formatted_phone: 'Formatted Phone',
			external_id: 'External ID',
			owner_id: 'Owner ID',
			avatar: 'Avatar URL',
			language_override: 'Language Override',
			browser: 'Browser',
			browser_language: 'Browser Language',
			os: 'Operating System',
			'location.country': 'Location: Country',
			'location.region': 'Location: Region',
			'location.city': 'Location: City',
			ios_app_version: 'iOS App Version',
			ios_device: 'iOS Device',
			ios_app_device: 'iOS App Device',
			ios_os_version: 'iOS Version',
			ios_app_name: 'iOS App Name',
			ios_sdk_version: 'iOS SDK Version',
			android_app_version: 'Android App Version',
			android_device: 'Android Device',
			android_app_name: 'Android App Name',
			// Intercom's own table spells this field without the "r"; the name is sent as documented
			andoid_sdk_version: 'Android SDK Version',
		}),
		...list('date', {
			created_at: 'Created At',
			signed_up_at: 'Signed Up At',
			updated_at: 'Updated At',
			last_seen_at: 'Last Seen At',
			last_contacted_at: 'Last Contacted At',
			last_replied_at: 'Last Replied At',
			last_email_opened_at: 'Last Email Opened At',
			last_email_clicked_at: 'Last Email Clicked At',
			ios_last_seen_at: 'iOS Last Seen At',
			android_last_seen_at: 'Android Last Seen At',
		}),
		...list('flag', {
			unsubscribed_from_emails: 'Unsubscribed From Emails',
			marked_email_as_spam: 'Marked Email as Spam',
			has_hard_bounced: 'Email Hard Bounced',
		}),
		...list('id', { segment_id: 'Segment ID', tag_id: 'Tag ID' }),
	],
};

export const company: SearchSpec = {
	example: { field: 'name', operator: '=', value: 'Acme Ltd' },
	attributes: customAttributes('company'),
	fields: [
		...list('text', { company_id: 'Company ID', name: 'Name' }),
		...list('date', {
			created_at: 'Created At',
			updated_at: 'Updated At',
			remote_created_at: 'Remote Created At',
			last_request_at: 'Last Seen At',
		}),
		...list('number', { monthly_spend: 'Monthly Spend', session_count: 'Session Count', user_count: 'User Count' }),
		...list('id', { tag_id: 'Tag ID' }),
	],
};
