/** The items of notices about people and companies, in the shape webhooks have them: their times are ISO texts there. */
import { appVersion } from '../manners/versions';
import type { Workspace } from './index';
import type { Company, Contact, SubscriptionType, Tag } from './types';
import { companyView, contactView, subscriptionView, tagView } from './views';

export const contactItem = (workspace: Workspace, contact: Contact) =>
	withIsoTimes(contactView(workspace, contact, appVersion(workspace.settings)));

/** Companies are told with ids in place of plan, tags and segments. */
export function companyItem(workspace: Workspace, company: Company) {
	const {
		type,
		id,
		company_id,
		app_id,
		name,
		remote_created_at,
		created_at,
		updated_at,
		monthly_spend,
		session_count,
		user_count,
		custom_attributes,
	} = companyView(workspace, company, appVersion(workspace.settings));
	const { size, website, industry, last_request_at } = company;
	const times = withIsoTimes({ remote_created_at, created_at, updated_at, last_request_at });
	return {
		type,
		id,
		company_id,
		app_id,
		name,
		plan_id: company.plan?.id ?? null,
		...times,
		size,
		website,
		industry,
		monthly_spend,
		session_count,
		user_count,
		tag_ids: company.tags.map((tag) => tag.id),
		custom_attributes,
	};
}

/** Turns the Unix seconds of fields named `..._at` into ISO texts. */
export function withIsoTimes<T extends object>(record: T): T {
	const told = Object.entries(record).map(([name, value]) => [
		name,
		name.endsWith('_at') && typeof value === 'number' ? new Date(value * 1000).toISOString().replace('Z', '+00:00') : value,
	]);
	return Object.fromEntries(told) as T;
}

/** @param what the last words of a contact topic: `user.created`, `archived` ... */
export function contactNotice(workspace: Workspace, what: string, contact: Contact): unknown {
	switch (what) {
		case 'deleted':
			return { type: 'contact', id: contact.id, deleted: true };
		case 'archived':
			return { type: 'contact', id: contact.id, external_id: contact.external_id, archived: true };
		case 'subscribed':
		case 'unsubscribed':
			return choice(workspace, `contact_${what.replace(/d$/, '')}`, contact, []);
		default:
			return contactItem(workspace, contact);
	}
}

export function companyNotice(workspace: Workspace, what: string, company: Company): unknown {
	return what === 'deleted' ? { type: 'company', id: company.id, deleted: true } : companyItem(workspace, company);
}

export function tagNotice(workspace: Workspace, contact: Contact, tag: Tag): unknown {
	return { type: 'contact_tag', created_at: workspace.clock.seconds(), tag: tagView(tag), contact: contactItem(workspace, contact) };
}

/** A contact chose, or took back, one kind of message. @param what `subscribe` or `unsubscribe` */
export function granularNotice(workspace: Workspace, what: string, contact: Contact, type: SubscriptionType): unknown {
	return choice(workspace, `granular_${what}`, contact, [type]);
}

function choice(workspace: Workspace, type: string, contact: Contact, types: SubscriptionType[]) {
	return {
		type,
		contact: contactItem(workspace, contact),
		subscription_types: { type: 'list', data: types.map(subscriptionView) },
		created_at: workspace.clock.seconds(),
	};
}
