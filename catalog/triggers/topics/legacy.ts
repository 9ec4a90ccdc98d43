/** Topics that only apps on version 1 or an early version 2 still have. There, a contact is what is a lead today. */

import { topics } from './group';
import type { EventTopic } from './types';

const common = { permissions: [], stage: 'legacy' } as const;

export const legacy: EventTopic[] = [
	...topics(
		{ ...common, group: 'Legacy', object: 'Lead', family: 'contact' },
		{
			'contact.created': { name: 'Legacy: Lead Created', about: 'A lead was created' },
			'contact.updated': { name: 'Legacy: Lead Updated', about: 'Data of a lead changed' },
			'contact.signed_up': { name: 'Legacy: Lead Converted to User', about: 'A lead became a user' },
			'contact.added_email': { name: 'Legacy: Lead Added Email', about: 'A lead now has an email address' },
			'contact.tag.created': {
				name: 'Legacy: Lead Tag Added',
				about: 'A tag was put on a lead',
				object: 'Contact Tag',
				family: 'contactTag',
			},
			'contact.tag.deleted': {
				name: 'Legacy: Lead Tag Removed',
				about: 'A tag was taken off a lead',
				object: 'Contact Tag',
				family: 'contactTag',
			},
			'contact.archive': {
				name: 'Legacy: Contact Archived',
				about: 'A contact was archived; the name of the event in version 2.5',
				object: 'Contact',
				permissions: ['Read and list users and companies', 'Read and write users', 'Read one user and one company'],
			},
		},
	),
	...topics(
		{ ...common, group: 'Legacy', object: 'User', family: 'contact' },
		{
			'user.created': { name: 'Legacy: User Created', about: 'A user was created' },
			'user.deleted': { name: 'Legacy: User Deleted', about: 'A user was archived' },
			'user.email.updated': { name: 'Legacy: User Email Updated', about: 'The email address of a user changed' },
			'user.unsubscribed': { name: 'Legacy: User Unsubscribed From Email', about: 'A user no longer wants emails' },
			'user.unsubscribed_from_sms': { name: 'Legacy: User Unsubscribed From SMS', about: 'A user no longer wants text messages' },
			'user.tag.created': { name: 'Legacy: User Tag Added', about: 'A tag was put on a user', object: 'User Tag', family: 'userTag' },
			'user.tag.deleted': { name: 'Legacy: User Tag Removed', about: 'A tag was taken off a user', object: 'User Tag', family: 'userTag' },
		},
	),
];
