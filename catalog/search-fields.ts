/**
 * What the searches accept: fields, their types, the operators of each type.
 * Source: the tables in the API description of `POST /contacts/search` and `POST /companies/search`; field.md F1, F4.
 * Contact dates: 2.16 matches them by calendar day and refuses `!=`, `>=` and `<=`; Preview compares seconds.
 * Only what means something under both rules is offered.
 */

import type { Choice, SearchModel } from './types';

/** `id`: a text that can only be compared for equality (tags and segments). */
export type SearchType = 'text' | 'id' | 'number' | 'date' | 'flag';

export interface SearchField {
	/** Intercom's field name; dots go into objects. */
	name: string;
	label: string;
	type: SearchType;
}

export const SEARCH_LIMITS = { levels: 2, perGroup: 15 } as const;

const list = (type: SearchType, fields: Record<string, string>): SearchField[] => Object.entries(fields).map(([name, label]) => ({ name, label, type }));

export const searchFields: Record<SearchModel, readonly SearchField[]> = {
	contact: [
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
	company: [
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

/** A way to compare. `value` is n8n's: one that begins with "=" would be taken for an expression. */
export interface Operator extends Choice {
	/** Intercom's sign. */
	sign: string;
}

const EQUALS: Operator = { value: 'equals', sign: '=', name: 'Equals' };
const DIFFERS: Operator = { value: 'notEquals', sign: '!=', name: 'Does Not Equal' };
const ONE_OF: Operator = { value: 'oneOf', sign: 'IN', name: 'Is One Of' };
const NONE_OF: Operator = { value: 'noneOf', sign: 'NIN', name: 'Is None Of' };
const MORE: Operator = { value: 'greater', sign: '>', name: 'Is Greater Than' };
const LESS: Operator = { value: 'less', sign: '<', name: 'Is Less Than' };

export const operators: Record<SearchType, readonly Operator[]> = {
	text: [
		EQUALS,
		DIFFERS,
		{ value: 'contains', sign: '~', name: 'Contains' },
		{ value: 'notContains', sign: '!~', name: 'Does Not Contain' },
		{ value: 'startsWith', sign: '^', name: 'Starts With' },
		{ value: 'endsWith', sign: '$', name: 'Ends With' },
		ONE_OF,
		NONE_OF,
	],
	id: [EQUALS, DIFFERS],
	number: [EQUALS, DIFFERS, MORE, LESS, ONE_OF, NONE_OF],
	date: [
		{ ...MORE, name: 'Is After' },
		{ ...LESS, name: 'Is Before' },
		{ ...EQUALS, name: 'Is On' },
	],
	flag: [
		{ ...EQUALS, name: 'Is' },
		{ ...DIFFERS, name: 'Is Not' },
	],
};

/** The type of a data attribute (`data_type` of `GET /data_attributes`) as a search sees it. */
export function searchTypeOf(dataType: unknown): SearchType {
	switch (dataType) {
		case 'integer':
		case 'float':
			return 'number';
		case 'boolean':
			return 'flag';
		case 'date':
		case 'datetime':
			return 'date';
		default:
			return 'text';
	}
}

/** The fields a result can be sorted by. */
export const sortChoices = (model: SearchModel): Choice[] =>
	searchFields[model].filter(({ type }) => type !== 'id').map(({ name, label }) => ({ value: name, name: label }));
