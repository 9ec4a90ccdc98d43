/** Records as the API answers them: the field names and types of the documented examples. */
import { has, type Version } from '../manners/versions';
import { formattedPhone } from '../search/fields';
import type { Workspace } from './index';
import type { Activity, Admin, AppliedTag, Banner, Company, Contact, Note, Segment, SubscriptionType, Tag } from './types';

/** Traits in the order of the documented example, before and after the location. */
const MESSAGES = ['last_replied_at', 'last_contacted_at', 'last_email_opened_at', 'last_email_clicked_at'];
const BROWSER = ['browser', 'browser_version', 'browser_language', 'os'];
const DEVICES = ['android', 'ios'].flatMap((os) =>
	['app_name', 'app_version', 'device', 'os_version', 'sdk_version', 'last_seen_at'].map((what) => `${os}_${what}`),
);
const CAMPAIGN = ['utm_campaign', 'utm_content', 'utm_medium', 'utm_source', 'utm_term', 'referrer'];
/** A contact shows at most so many of its tags, notes and companies. */
const SHOWN = 10;

/** @param mergeHistory include the list of merges (users only) */
export function contactView(workspace: Workspace, contact: Contact, version: Version, mergeHistory = false) {
	const traits = (names: string[]) => Object.fromEntries(names.map((name) => [name, contact.traits[name] ?? null]));
	const list = (type: string, plural: string, path: string, ids: string[]) => ({
		type: 'list',
		data: ids.slice(0, SHOWN).map((id) => ({ id, type, url: `/${plural}/${id}` })),
		url: `/contacts/${contact.id}/${path}`,
		total_count: ids.length,
		has_more: ids.length > SHOWN,
	});
	const subscriptions = (consent: 'opt_in' | 'opt_out') =>
		list(
			'subscription',
			'subscription_types',
			'subscriptions',
			Object.keys(contact.subscriptions).filter(
				(id) => contact.subscriptions[id] === consent && workspace.subscriptionTypes.get(id)?.consent_type === consent,
			),
		);
	return {
		type: 'contact',
		id: contact.id,
		workspace_id: workspace.id,
		external_id: contact.external_id,
		role: contact.role,
		email: contact.email,
		email_domain: contact.email?.split('@')[1] ?? null,
		phone: contact.phone,
		...(has(version, 'Preview') && { formatted_phone: formattedPhone(contact.phone) }),
		name: contact.name,
		avatar: contact.avatar === null ? null : { type: 'avatar', image_url: contact.avatar },
		owner_id: contact.owner_id,
		social_profiles: { type: 'list', data: [] },
		has_hard_bounced: contact.has_hard_bounced,
		marked_email_as_spam: contact.marked_email_as_spam,
		unsubscribed_from_emails: contact.unsubscribed_from_emails,
		created_at: contact.created_at,
		updated_at: contact.updated_at,
		signed_up_at: contact.signed_up_at,
		last_seen_at: contact.last_seen_at,
		...traits(MESSAGES),
		language_override: contact.language_override,
		...traits(BROWSER),
		location: { type: 'location', ...contact.location },
		...traits(DEVICES),
		custom_attributes: contact.custom_attributes,
		tags: list(
			'tag',
			'tags',
			'tags',
			contact.tags.map((tag) => tag.id),
		),
		notes: list(
			'note',
			'notes',
			'notes',
			workspace.notes.about({ contact_id: contact.id }).map((note) => note.id),
		),
		companies: list('company', 'companies', 'companies', contact.companies),
		opted_out_subscription_types: subscriptions('opt_out'),
		opted_in_subscription_types: subscriptions('opt_in'),
		...traits(CAMPAIGN),
		enabled_push_messaging: null,
		...(mergeHistory && contact.role === 'user' && { merge_history: contact.merges.map((merge) => ({ type: 'merge_history', ...merge })) }),
	};
}

export function companyView(workspace: Workspace, company: Company, version: Version) {
	const present = Object.fromEntries(
		(['last_request_at', 'size', 'website', 'industry'] as const).flatMap((name) =>
			company[name] === null ? [] : [[name, company[name]]],
		),
	) as Partial<Company>;
	const notes = workspace.notes.about({ company_id: company.id });
	return {
		type: 'company',
		company_id: company.company_id,
		id: company.id,
		app_id: workspace.id,
		name: company.name,
		remote_created_at: company.remote_created_at,
		created_at: company.created_at,
		updated_at: company.updated_at,
		...present,
		monthly_spend: company.monthly_spend,
		session_count: company.session_count,
		user_count: workspace.contactsOf(company).length,
		tags: { type: 'tag.list', tags: company.tags.map((applied) => tagView(workspace.tags.need(applied.id))) },
		segments: { type: 'segment.list', segments: workspace.segmentsOf('company', company).map((segment) => segmentView(segment)) },
		...(has(version, 'Preview') && {
			notes: {
				type: 'note.list',
				data: notes.slice(0, SHOWN).map((note) => ({ type: 'note', id: note.id, url: `/notes/${note.id}` })),
				url: `/companies/${company.id}/notes`,
				total_count: notes.length,
				has_more: notes.length > SHOWN,
			},
		}),
		plan: company.plan === null ? {} : { type: 'plan', ...company.plan },
		custom_attributes: company.custom_attributes,
	};
}

/** @param applied adds when and by whom, as answers about one contact do */
export function tagView(tag: Tag, applied?: AppliedTag) {
	const plain = { type: 'tag', id: tag.id, name: tag.name };
	return applied ? { ...plain, applied_at: applied.applied_at, applied_by: { type: 'admin', id: applied.applied_by } } : plain;
}

export function segmentView(segment: Segment, count?: number) {
	const { id, name, created_at, updated_at, person_type } = segment;
	return { type: 'segment', id, name, created_at, updated_at, person_type, ...(count !== undefined && { count }) };
}

export function subscriptionView(type: SubscriptionType) {
	const { id, state, consent_type, translations, content_types } = type;
	return { type: 'subscription', id, state, consent_type, default_translation: translations[0], translations, content_types };
}

export function adminView(admin: Admin) {
	const { id, email, name, job_title, away_mode_enabled, away_mode_reassign, has_inbox_seat, team_ids } = admin;
	return {
		type: 'admin',
		id,
		email,
		name,
		...(job_title !== null && { job_title }),
		away_mode_enabled,
		away_mode_reassign,
		away_status_reason_id: null,
		has_inbox_seat,
		team_ids,
	};
}

export function avatarOf(admin: Admin) {
	return { type: 'avatar', image_url: `https://static.simulator.example/avatars/${admin.id}.png` };
}

/** @param view the contact's own view of the banner */
export function bannerView(banner: Banner, view: { id: string; created_at: number }) {
	const { id, title, body, style, position, show_dismiss_button, action } = banner;
	return {
		type: 'banner',
		id,
		view_id: view.id,
		title,
		body,
		style,
		position,
		show_dismiss_button,
		action,
		client_targeting: null,
		created_at: view.created_at,
	};
}

export function activityView(entry: Activity) {
	const { id, event_type, contact_id, external_id, role, merge_source_id, merge_target_id, failure_reason, created_at } = entry;
	return {
		type: 'contact_activity',
		id,
		event_type,
		contact_id,
		external_id,
		role,
		merge_source_id,
		merge_target_id,
		failure_reason,
		created_at,
	};
}

export function noteView(workspace: Workspace, note: Note) {
	const { id, created_at, contact_id, company_id, body } = note;
	const about = contact_id !== null ? { contact: { type: 'contact', id: contact_id } } : { company: { type: 'company', id: company_id } };
	const author = workspace.admins.get(note.author_id);
	return { type: 'note', id, created_at, ...about, author: author ? adminView(author) : null, body };
}
