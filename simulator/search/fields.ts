/** Which fields can be searched, of what type they are, and where their value stands. */
import type { Company, Contact, DataType } from '../workspace/types';
import type { Workspace } from '../workspace';
import { conversationField, ticketField } from './inbox-fields';
import type { Searchable, SearchModel } from './records';

/** `ids` are lists of texts, `words` a text searched word by word, `assignee` an id or nobody. */
export type FieldType = DataType | 'tag' | 'segment' | 'ids' | 'words' | 'assignee';

export interface Field {
	name: string;
	type: FieldType;
	read: (record: Searchable) => unknown;
}

const contactField = (type: FieldType, read: (contact: Contact) => unknown) => ({ type, read: read as Field['read'] });
const own = (type: FieldType, ...names: Array<keyof Contact>) =>
	names.map((name) => [name, contactField(type, (contact) => contact[name])] as const);
const trait = (type: FieldType, ...names: string[]) =>
	names.map((name) => [name, contactField(type, (contact) => contact.traits[name] ?? null)] as const);
const place = (...names: Array<keyof Contact['location']>) =>
	names.map((name) => [`location.${name}`, contactField('string', (contact) => contact.location[name])] as const);

/** The table of `POST /contacts/search`; two of its names are misspelt in the original and stay so. */
const CONTACT = new Map<string, Omit<Field, 'name'>>([
	...own('string', 'id', 'role', 'name', 'avatar', 'email', 'phone', 'external_id', 'language_override', 'owner_id'),
	...own('boolean', 'unsubscribed_from_emails', 'marked_email_as_spam', 'has_hard_bounced'),
	...own('datetime', 'created_at', 'signed_up_at', 'updated_at', 'last_seen_at'),
	...trait(
		'datetime',
		'last_contacted_at',
		'last_replied_at',
		'last_email_opened_at',
		'last_email_clicked_at',
		'ios_last_seen_at',
		'android_last_seen_at',
	),
	...trait(
		'string',
		'browser',
		'browser_language',
		'os',
		'ios_app_version',
		'ios_device',
		'ios_app_device',
		'ios_os_version',
		'ios_app_name',
		'ios_sdk_version',
	),
	...trait('string', 'android_app_version', 'android_device', 'android_app_name', 'andoid_sdk_version'),
	...place('country', 'region', 'city'),
	['email_domain', contactField('string', (contact) => contact.email?.split('@')[1] ?? null)],
	['formatted_phone', contactField('string', (contact) => formattedPhone(contact.phone))],
	['tag_id', contactField('tag', (contact) => contact.tags.map((tag) => tag.id))],
	['segment_id', contactField('segment', () => null)],
]);

const companyField = (type: FieldType, name: keyof Company) =>
	[name, { type, read: (company: Searchable) => (company as Company)[name] }] as const;

/** The table of `POST /companies/search` (Preview). */
const COMPANY = new Map<string, Omit<Field, 'name'>>([
	...(['company_id', 'name'] as const).map((name) => companyField('string', name)),
	...(['created_at', 'updated_at', 'remote_created_at', 'last_request_at'] as const).map((name) => companyField('datetime', name)),
	...(['monthly_spend', 'session_count'] as const).map((name) => companyField('integer', name)),
	['user_count', { type: 'integer', read: () => null }],
	['tag_id', { type: 'tag', read: (company) => company.tags.map((tag) => tag.id) }],
]);

/** The field of that name, or nothing. */
export function findField(workspace: Workspace, model: SearchModel, name: string): Field | undefined {
	if (model === 'conversation' || model === 'ticket') {
		const field = model === 'conversation' ? conversationField(workspace, name) : ticketField(workspace, name);
		return field && { name, ...field };
	}
	const standard = (model === 'contact' ? CONTACT : COMPANY).get(name);
	if (standard) return { name, ...standard, ...computed(workspace, model, name) };
	if (!name.startsWith('custom_attributes.')) return undefined;
	const attribute = workspace.attributes.find(model, name.slice('custom_attributes.'.length));
	if (!attribute || attribute.archived) return undefined;
	return { name, type: attribute.data_type, read: (record) => (record as Contact | Company).custom_attributes[attribute.name] ?? null };
}

/** A phone number with digits only, in E.164 form. */
export function formattedPhone(phone: string | null): string | null {
	return phone === null ? null : phone.replace(/[^\d+]/g, '');
}

function computed(workspace: Workspace, model: 'contact' | 'company', name: string): Partial<Field> {
	if (name === 'segment_id')
		return { read: (record) => workspace.segmentsOf(model, record as Contact | Company).map((segment) => segment.id) };
	if (name === 'user_count') return { read: (record) => workspace.contactsOf(record as Company).length };
	return {};
}
