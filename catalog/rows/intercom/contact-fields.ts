/** What can be written on a contact: alone, matched by what people know of it, and in bulk. */

import { attributes, choice, date, email, flag, optionalRef, override, ref, refs, rows, text, url, without } from '../../language/fields';
import type { Choice, Fields } from '../../language/types';

export const ROLES: readonly Choice[] = [
	{ value: 'lead', name: 'Lead' },
	{ value: 'user', name: 'User' },
];

export const role = choice('Role', ROLES, { about: 'Whether the contact is a user of your product or a lead' });
export const contact = ref('contact');

/** What can be written on a contact, besides its role. */
export const person: Fields = {
	email: email('Email', { identifies: { record: 'contact', by: 'email' } }),
	external_id: text('External ID', {
		about: 'The ID of the contact in your own system',
		example: 'user-1024',
		identifies: { record: 'contact', by: 'externalId' },
	}),
	name: text('Name', { nullable: true }),
	phone: text('Phone', { nullable: true, example: '+353871234567' }),
	avatar: url('Avatar URL', { nullable: true, about: 'Address of an image', param: 'avatar' }),
	email_verified: flag(
		'Email Verified',
		'Whether you have verified that the contact owns the email address. Needs an email in the same request.',
		{ nullable: true },
	),
	language_override: text('Language Override', {
		nullable: true,
		since: 'Preview',
		example: 'en',
		about: 'Two-letter language code for the Messenger and Fin',
	}),
	last_seen_at: date('Last Seen At', { nullable: true }),
	owner_id: optionalRef('admin', 'Owner', { nullable: true, param: 'ownerId' }),
	signed_up_at: date('Signed Up At', { nullable: true }),
	unsubscribed_from_emails: flag('Unsubscribed From Emails', 'Whether the contact gets no emails', { nullable: true }),
	custom_attributes: attributes('contact'),
};

/** Identification by your own ID or by email, then everything else as data. */
export const matched: Fields = {
	match_by: choice(
		'Match By',
		[
			{ value: 'email', name: 'Email' },
			{ value: 'external_id', name: 'External ID' },
		],
		{ required: true, initial: 'external_id', about: 'How to recognise a contact that exists already' },
	),
	match_external_id: override(person.external_id, { required: true, param: 'externalId', when: { field: 'match_by', is: 'external_id' } }),
	match_email: override(person.email, {
		required: true,
		param: 'email',
		about: 'A user goes before leads with the same address; several leads are an error',
		when: { field: 'match_by', is: 'email' },
	}),
	role: choice('Role When Created', ROLES, {
		alwaysShown: true,
		initial: 'user',
		about: 'What the contact becomes when it is created; one that exists keeps its role',
		param: 'roleWhenCreated',
	}),
};
/** What is written besides; the value that is matched by is not asked for twice. */
export const data: Fields = {
	...person,
	email: override(person.email, { alwaysShown: true, param: 'contactEmail', when: { field: 'match_by', is: 'external_id' } }),
	external_id: override(person.external_id, { when: { field: 'match_by', is: 'email' } }),
	name: override(person.name, { alwaysShown: true }),
};
export const revive = flag(
	'Revive Archived Contact',
	'Whether an archived contact that matches is brought back. Without it, the item fails.',
);

export const companyRow: Fields = {
	company_id: text('Your Company ID', { required: true, about: 'A company that does not exist is created' }),
	name: text('Name'),
};
export const bulkPerson: Fields = {
	...without(person, 'email_verified'),
	companies: rows('Companies', 'Company', companyRow, { about: 'Companies to attach the contact to' }),
	'tags.add': refs('tag', 'Tags to Add', { each: { key: 'id' }, about: 'Unknown tags are skipped by Intercom' }),
};
const bulkJob: Fields = { 'job.id': text('Append to Job ID', { about: 'ID of a bulk job that is still open' }) };
export const bulk = { into: 'contacts', size: 100, shared: bulkJob };
