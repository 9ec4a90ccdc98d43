/** Sample items about contacts, companies, subscriptions and visitors. Their dates are ISO 8601 text. */
import type { Item, Samples } from './types';

const ISO = '2026-10-05T08:15:30.000+00:00';
export const AT = 1_791_188_130;
export const WORKSPACE = 'simulatr';

const list = (id: string, what: string) => ({ type: 'list', data: [], url: `/contacts/${id}/${what}`, total_count: 0, has_more: false });

export function contactItem(change: Item = {}): Item {
	const id = (change.id as string | undefined) ?? '66f1aa20c9d84b7e5f3a1001';
	return {
		type: 'contact',
		id,
		workspace_id: WORKSPACE,
		external_id: 'shop-7310',
		role: 'user',
		email: 'noor.haddad@example.org',
		phone: '+4915112345678',
		name: 'Noor Haddad',
		avatar: null,
		owner_id: null,
		social_profiles: { type: 'list', data: [] },
		has_hard_bounced: false,
		marked_email_as_spam: false,
		unsubscribed_from_emails: false,
		created_at: '2026-03-11T10:00:00.000+00:00',
		updated_at: ISO,
		signed_up_at: '2026-03-11T10:00:00.000+00:00',
		last_seen_at: ISO,
		last_replied_at: null,
		last_contacted_at: null,
		browser: 'firefox',
		browser_language: 'de',
		os: 'Linux',
		location: { type: 'location', country: 'Germany', region: 'Saxony', city: 'Leipzig', country_code: 'DEU', continent_code: 'EU' },
		custom_attributes: { plan: 'solo' },
		tags: list(id, 'tags'),
		notes: list(id, 'notes'),
		companies: list(id, 'companies'),
		opted_out_subscription_types: list(id, 'subscriptions'),
		opted_in_subscription_types: list(id, 'subscriptions'),
		sms_consent: false,
		unsubscribed_from_sms: false,
		...change,
	};
}

export const leadItem = (change: Item = {}): Item =>
	contactItem({
		id: '66f1aa20c9d84b7e5f3a1002',
		external_id: '7b0a5c1e-44d2-4a5f-9a3e-6f2b8c9d0e11',
		role: 'lead',
		email: null,
		phone: null,
		name: null,
		signed_up_at: null,
		...change,
	});

export const companyItem = (): Item => ({
	type: 'company',
	id: '66f1ab31c9d84b7e5f3a2001',
	company_id: 'org-52',
	app_id: WORKSPACE,
	name: 'Lindgren & Sons',
	plan_id: null,
	remote_created_at: null,
	created_at: '2026-02-01T09:00:00.000+00:00',
	updated_at: ISO,
	last_request_at: null,
	monthly_spend: 120,
	session_count: 4,
	user_count: 2,
	tag_ids: [],
	custom_attributes: { branch: 'carpentry' },
});

const member = (): Item => ({ company: companyItem(), contact: contactItem() });
const tagged = (contact: Item): Item => ({
	type: 'contact_tag',
	created_at: AT,
	tag: { type: 'tag', id: '901', name: 'pilot customer' },
	contact,
});

const newsletter = {
	type: 'subscription',
	id: '310',
	state: 'live',
	consent_type: 'opt_in',
	default_translation: { name: 'Product news', description: 'What is new', locale: 'en' },
	translations: [{ name: 'Product news', description: 'What is new', locale: 'en' }],
	content_types: ['email'],
};
const choice = (type: string, data: Item[], change: Item = {}): Item => ({
	type,
	contact: contactItem(change),
	subscription_types: { type: 'list', data },
	created_at: AT,
});

export const people: Samples = {
	'company.created': companyItem,
	'company.updated': companyItem,
	'company.deleted': () => ({ id: companyItem().id, type: 'company', deleted: true }),
	'company.contact.attached': member,
	'company.contact.detached': member,

	'contact.archived': () => ({ id: contactItem().id, external_id: null, type: 'contact', archived: true }),
	'contact.deleted': () => ({ id: contactItem().id, type: 'contact', deleted: true }),
	'contact.email.updated': () => contactItem({ email: 'noor@haddad.example.org' }),
	'contact.lead.added_email': () => leadItem({ email: 'tove@example.org' }),
	'contact.lead.created': () => leadItem(),
	'contact.lead.signed_up': () => contactItem({ id: leadItem().id }),
	'contact.lead.tag.created': () => tagged(leadItem()),
	'contact.lead.tag.deleted': () => tagged(leadItem()),
	'contact.lead.updated': () => leadItem({ name: 'Tove' }),
	'contact.merged': () => contactItem({ merged_from: { type: 'contact', id: leadItem().id } }),
	'contact.subscribed': () => choice('contact_subscribe', []),
	'contact.unarchive': () => contactItem(),
	'contact.unsubscribed': () => choice('contact_unsubscribe', [], { unsubscribed_from_emails: true }),
	// no capture of it is known
	'contact.unsubscribed_from_sms': () => choice('contact_unsubscribe', [], { unsubscribed_from_sms: true }),
	'contact.user.created': () => contactItem(),
	'contact.user.tag.created': () => tagged(contactItem()),
	'contact.user.tag.deleted': () => tagged(contactItem()),
	'contact.user.updated': () => contactItem({ name: 'Noor Haddad-Weiss' }),

	'granular.subscribe': () => choice('granular_subscribe', [newsletter]),
	'granular.unsubscribe': () => choice('granular_unsubscribe', [newsletter]),

	'visitor.signed_up': () => ({
		type: 'user',
		id: '66f1ac42c9d84b7e5f3a3001',
		user_id: 'shop-7311',
		anonymous: false,
		email: 'iker@example.org',
		name: 'Iker Sola',
		pseudonym: 'Amber Lantern from Bilbao',
		app_id: WORKSPACE,
		companies: { type: 'company.list', companies: [] },
		location_data: { type: 'location_data', city_name: 'Bilbao', country_name: 'Spain', country_code: 'ESP', continent_code: 'EU' },
		created_at: ISO,
		signed_up_at: ISO,
		session_count: 1,
		tags: { type: 'tag.list', tags: [] },
		segments: { type: 'segment.list', segments: [] },
		custom_attributes: {},
	}),
};
