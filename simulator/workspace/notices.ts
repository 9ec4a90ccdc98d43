/** The items of notices about people and companies, in the shape webhooks have them. */
import { appVersion } from '../manners/versions';
import type { Workspace } from './index';
import type { Company, Contact, SubscriptionType, Tag } from './types';
import { companyView, contactView, subscriptionView, tagView } from './views';

export const contactItem = (workspace: Workspace, contact: Contact) => contactView(workspace, contact, appVersion(workspace.settings));
export const companyItem = (workspace: Workspace, company: Company) => companyView(workspace, company, appVersion(workspace.settings));

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
	return { type, contact: contactItem(workspace, contact), subscription_types: { type: 'list', data: types.map(subscriptionView) }, created_at: workspace.clock.seconds() };
}
