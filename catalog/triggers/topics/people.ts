/** Topics about contacts, companies, their subscriptions, and visitors. */

import { topics } from './group';
import type { EventTopic, Permission } from './types';

const readUsers: Permission[] = ['Read and list users and companies', 'Read one user and one company'];
const users: Permission[] = ['Read and list users and companies', 'Read and write users', 'Read one user and one company'];

const contact = { group: 'Contact', object: 'Contact', family: 'contact', permissions: users } as const;
const tag = { object: 'Contact Tag', family: 'contactTag' } as const;
const subscription = { object: 'Subscription', family: 'contactSubscription' } as const;

const companies = topics(
	{ group: 'Company', object: 'Company', family: 'company', permissions: readUsers },
	{
		'company.created': { name: 'Company Created', about: 'A company was created' },
		'company.updated': { name: 'Company Updated', about: 'Data of a company changed', since: '2.7' },
		'company.deleted': { name: 'Company Deleted', about: 'A company was deleted; only its ID is left', since: '2.7', gone: true },
		'company.contact.attached': {
			name: 'Company Contact Added',
			about: 'A contact became a member of a company',
			since: '2.6',
			object: 'Company, Contact',
			family: 'companyContact',
		},
		'company.contact.detached': {
			name: 'Company Contact Removed',
			about: 'A contact is no longer a member of a company',
			since: '2.6',
			object: 'Company, Contact',
			family: 'companyContact',
		},
	},
);

const contacts = topics(contact, {
	'contact.archived': { name: 'Contact Archived', about: 'A contact was archived; its ID is sent, not its data', since: '2.6' },
	'contact.deleted': {
		name: 'Contact Deleted',
		about: 'A contact was deleted for good; only its ID is left',
		since: '2.6',
		permissions: readUsers,
		gone: true,
	},
	'contact.email.updated': { name: 'Contact Email Updated', about: 'The email address of a contact changed' },
	'contact.merged': { name: 'Contact Merged', about: 'A contact was merged into the one that is sent', since: '2.6' },
	'contact.unarchive': { name: 'Contact Restored', about: 'An archived contact is back', since: '2.6' },
	'contact.subscribed': { ...subscription, name: 'Contact Subscribed to Email', about: 'A contact takes emails again', since: '2.7' },
	'contact.unsubscribed': { ...subscription, name: 'Contact Unsubscribed From Email', about: 'A contact no longer wants emails' },
	'contact.unsubscribed_from_sms': {
		...subscription,
		name: 'Contact Unsubscribed From SMS',
		about: 'A contact no longer wants text messages',
		stage: 'unlisted',
		permissions: [],
	},
	'contact.lead.added_email': { name: 'Lead Added Email', about: 'A lead now has an email address' },
	'contact.lead.signed_up': { name: 'Lead Converted to User', about: 'A lead became a user' },
	'contact.lead.created': { name: 'Lead Created', about: 'A lead was created' },
	'contact.lead.tag.created': { ...tag, name: 'Lead Tag Added', about: 'A tag was put on a lead' },
	'contact.lead.tag.deleted': { ...tag, name: 'Lead Tag Removed', about: 'A tag was taken off a lead' },
	'contact.lead.updated': { name: 'Lead Updated', about: 'Data of a lead changed' },
	'contact.user.created': { name: 'User Created', about: 'A user was created' },
	'contact.user.tag.created': { ...tag, name: 'User Tag Added', about: 'A tag was put on a user' },
	'contact.user.tag.deleted': { ...tag, name: 'User Tag Removed', about: 'A tag was taken off a user' },
	'contact.user.updated': { name: 'User Updated', about: 'Data of a user changed', since: '2.6' },
});

const subscriptions = topics(
	{ group: 'Subscription', ...subscription, permissions: users },
	{
		'granular.subscribe': { name: 'Subscription Type Opted In', about: 'A contact wants messages of one subscription type', since: '2.6' },
		'granular.unsubscribe': {
			name: 'Subscription Type Opted Out',
			about: 'A contact no longer wants messages of one subscription type',
			since: '2.5',
		},
	},
);

// the item is a user as version 1 had it; its ID is that of the contact
const visitors = topics(
	{ ...contact, group: 'Visitor', object: 'Visitor' },
	{ 'visitor.signed_up': { name: 'Visitor Signed Up', about: 'A visitor became a user' } },
);

export const people: EventTopic[] = [...companies, ...contacts, ...subscriptions, ...visitors];
