/**
 * Contacts: users and leads. Source: the API description's tags Contacts, Subscription Types, Tags and Banners.
 */

import { attributes, override, choice, date, email, flag, inParallel, optionalRef, ref, refs, rows, search, text, url, without } from '../../language/fields';
import { sortChoices } from '../../records/search';
import { refusedInJob } from '../../language/skips';
import { simplified } from '../../language/output';
import type { Choice, Fields, ListAnswer, Operation, Resource } from '../../language/types';

const ROLES: readonly Choice[] = [
	{ value: 'lead', name: 'Lead' },
	{ value: 'user', name: 'User' },
];
const ORDERS: readonly Choice[] = [
	{ value: 'ascending', name: 'Ascending' },
	{ value: 'descending', name: 'Descending' },
];

const role = choice('Role', ROLES, { about: 'Whether the contact is a user of your product or a lead' });
const contact = ref('contact');
const inHistory = { include_merge_history: flag('Include Merge History', 'Whether to add the contacts that were merged into a user', { since: '2.16' }) };
const page150: Pick<ListAnswer, 'paging' | 'pageSize'> = { paging: 'query', pageSize: 150 };

/** What can be written on a contact, besides its role. */
const person: Fields = {
	email: email('Email', { identifies: { record: 'contact', by: 'email' } }),
	external_id: text('External ID', { about: 'The ID of the contact in your own system', example: 'user-1024', identifies: { record: 'contact', by: 'externalId' } }),
	name: text('Name', { nullable: true }),
	phone: text('Phone', { nullable: true, example: '+353871234567' }),
	avatar: url('Avatar URL', { nullable: true, about: 'Address of an image', param: 'avatar' }),
	email_verified: flag('Email Verified', 'Whether you have verified that the contact owns the email address. Needs an email in the same request.', { nullable: true }),
	language_override: text('Language Override', { nullable: true, since: 'Preview', example: 'en', about: 'Two-letter language code for the Messenger and Fin' }),
	last_seen_at: date('Last Seen At', { nullable: true }),
	owner_id: optionalRef('admin', 'Owner', { nullable: true, param: 'ownerId' }),
	signed_up_at: date('Signed Up At', { nullable: true }),
	unsubscribed_from_emails: flag('Unsubscribed From Emails', 'Whether the contact gets no emails', { nullable: true }),
	custom_attributes: attributes('contact'),
};

/** Identification by your own ID or by email, then everything else as data. */
const matched: Fields = {
	match_by: choice('Match By', [
		{ value: 'email', name: 'Email' },
		{ value: 'external_id', name: 'External ID' },
	], { required: true, initial: 'external_id', about: 'How to recognise a contact that exists already' }),
	match_external_id: override(person.external_id, { required: true, param: 'externalId', when: { field: 'match_by', is: 'external_id' } }),
	match_email: override(person.email, { required: true, param: 'email', about: 'A user goes before leads with the same address; several leads are an error', when: { field: 'match_by', is: 'email' } }),
	role: choice('Role When Created', ROLES, { alwaysShown: true, initial: 'user', about: 'What the contact becomes when it is created; one that exists keeps its role', param: 'roleWhenCreated' }),
};
/** What is written besides; the value that is matched by is not asked for twice. */
const data: Fields = {
	...person,
	email: override(person.email, { alwaysShown: true, param: 'contactEmail', when: { field: 'match_by', is: 'external_id' } }),
	external_id: override(person.external_id, { when: { field: 'match_by', is: 'email' } }),
	name: override(person.name, { alwaysShown: true }),
};
const revive = flag('Revive Archived Contact', 'Whether an archived contact that matches is brought back. Without it, the item fails.');

const companyRow: Fields = {
	company_id: text('Your Company ID', { required: true, about: 'A company that does not exist is created' }),
	name: text('Name'),
};
const bulkPerson: Fields = {
	...without(person, 'email_verified'),
	companies: rows('Companies', 'Company', companyRow, { about: 'Companies to attach the contact to' }),
	'tags.add': refs('tag', 'Tags to Add', { each: { key: 'id' }, about: 'Unknown tags are skipped by Intercom' }),
};
const bulkJob: Fields = { 'job.id': text('Append to Job ID', { about: 'ID of a bulk job that is still open' }) };
const bulk = { into: 'contacts', size: 100, shared: bulkJob };

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create contact',
		about: 'Create a new user or lead',
		request: 'POST /contacts',
		body: { role: override(role, { alwaysShown: true, initial: 'user' }), ...person, email: override(person.email, { alwaysShown: true }), external_id: override(person.external_id, { alwaysShown: true }), name: override(person.name, { alwaysShown: true }) },
		refusals: { '409': { what: 'The record conflicts with another one', advice: "Use 'Create or Update' to write to the contact that exists" } },
		simplify: 'contact',
	},
	{
		id: 'upsert',
		name: 'Create or Update',
		action: 'Create or update contact',
		about: 'Create a new contact, or update the current one if it already exists (upsert)',
		request: ['GET /contacts/find_by_external_id/{external_id}', 'POST /contacts/search', 'POST /contacts', 'PUT /contacts/{contact_id}', 'GET /contacts/{contact_id}', 'POST /contacts/{contact_id}/unarchive'],
		inputs: { ...matched, ...data, revive_archived: revive },
		procedure: 'upsertContact',
		simplify: 'contact',
	},
	{
		id: 'findOrCreate',
		name: 'Find or Create',
		action: 'Find or create contact',
		about: 'Get the contact that matches, unchanged, or create it',
		request: ['GET /contacts/find_by_external_id/{external_id}', 'POST /contacts/search', 'POST /contacts', 'GET /contacts/{contact_id}', 'POST /contacts/{contact_id}/unarchive'],
		inputs: { ...matched, ...data, revive_archived: revive },
		procedure: 'findOrCreateContact',
		simplify: 'contact',
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get contact',
		about: 'Retrieve a contact',
		request: 'GET /contacts/{contact_id}',
		path: { contact_id: contact },
		query: inHistory,
		simplify: 'contact',
	},
	{
		id: 'getByExternalId',
		name: 'Get by External ID',
		action: 'Get contact by external ID',
		about: 'Retrieve a contact by its ID in your own system',
		request: 'GET /contacts/find_by_external_id/{external_id}',
		path: { external_id: override(person.external_id, { required: true }) },
		query: inHistory,
		simplify: 'contact',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many contacts',
		about: 'Retrieve a list of contacts',
		request: 'GET /contacts',
		query: inHistory,
		list: { items: 'data', ...page150, undocumented: true },
		simplify: 'contact',
	},
	{
		id: 'search',
		name: 'Search',
		action: 'Search contacts',
		about: 'Find contacts by their fields and custom attributes. A new contact can take minutes to appear in searches.',
		request: 'POST /contacts/search',
		repeatable: true,
		body: {
			query: search('contact'),
			'sort.field': choice('Sort By', sortChoices('contact')),
			'sort.order': choice('Sort Order', ORDERS, { initial: 'descending' }),
			...inParallel,
		},
		query: inHistory,
		list: { items: 'data', paging: 'body', pageSize: 150, spans: 'created_at' },
		simplify: 'contact',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update contact',
		about: 'Update a contact',
		request: 'PUT /contacts/{contact_id}',
		path: { contact_id: contact },
		body: { role, ...person },
		query: inHistory,
		simplify: 'contact',
	},
	{ id: 'delete', name: 'Delete', action: 'Delete contact', about: 'Delete a contact permanently', request: 'DELETE /contacts/{contact_id}', path: { contact_id: contact }, deletes: true },
	{ id: 'archive', name: 'Archive', action: 'Archive contact', about: 'Hide a contact from lists and searches', request: 'POST /contacts/{contact_id}/archive', path: { contact_id: contact } },
	{ id: 'unarchive', name: 'Unarchive', action: 'Unarchive contact', about: 'Bring an archived contact back', request: 'POST /contacts/{contact_id}/unarchive', path: { contact_id: contact } },
	{ id: 'block', name: 'Block', action: 'Block contact', about: 'Block a contact; its conversations are archived and it can start no new ones', request: 'POST /contacts/{contact_id}/block', path: { contact_id: contact } },
	{
		id: 'merge',
		name: 'Merge',
		action: 'Merge contacts',
		about: 'Merge a lead into a user; the lead disappears',
		request: 'POST /contacts/merge',
		body: {
			from: ref('contact', 'Lead', { param: 'fromContactId', about: 'The lead that disappears' }),
			into: ref('contact', 'User', { param: 'intoContactId', identifies: true, about: 'The user that stays' }),
			skip_duplicate_validation: flag('Skip Duplicate Check', 'Whether to merge contacts that share no email or phone', { since: '2.16' }),
		},
		query: inHistory,
		...simplified('contact'),
	},
	{
		id: 'previewMerge',
		name: 'Preview Merge',
		action: 'Preview contact merge',
		about: 'See what a merge would change, without merging',
		request: 'POST /contacts/merge/preview',
		holds: ['allowed'],
		since: 'Preview',
		repeatable: true,
		body: {
			from: ref('contact', 'Lead', { param: 'fromContactId', about: 'The lead that would disappear' }),
			into: ref('contact', 'User', { param: 'intoContactId', about: 'The user that would stay' }),
			skip_duplicate_validation: flag('Skip Duplicate Check', 'Whether to preview contacts that share no email or phone'),
		},
	},
	{
		id: 'getMergeHistory',
		name: 'Get Merge History',
		action: 'Get merge history of contact',
		about: 'Retrieve which contacts were merged into a contact, and when',
		request: 'GET /contacts/{contact_id}/merge_history',
		since: '2.16',
		path: { contact_id: contact },
		query: { order: choice('Sort Order', [{ value: 'asc', name: 'Oldest First' }, { value: 'desc', name: 'Newest First' }], { initial: 'desc' }) },
		list: { items: 'data', paging: 'nextCursor', pageSize: 150 },
	},
	{
		id: 'getActivities',
		name: 'Get Many Activities',
		action: 'Get many contact activities',
		about: 'Retrieve a list of what happened to contacts: created, changed role, merged, deleted',
		request: 'GET /contacts/activities',
		since: 'Preview',
		list: { items: 'data', ...page150 },
	},
	{
		id: 'createInBulk',
		name: 'Create in Bulk',
		action: 'Create contacts in bulk',
		about: 'Create the contacts of all input items in background jobs, 100 per request. Contacts that exist already are refused; only the state of the job says so.',
		request: 'POST /contacts/bulk',
		since: 'Preview',
		body: { role: override(role, { alwaysShown: true, initial: 'user' }), ...bulkPerson, email: override(person.email, { alwaysShown: true }), external_id: override(person.external_id, { alwaysShown: true }) },
		batch: bulk,
	},
	{
		id: 'updateInBulk',
		name: 'Update in Bulk',
		action: 'Update contacts in bulk',
		about: 'Update the contacts of all input items in background jobs, 100 per request',
		request: 'PUT /contacts/bulk',
		// every time starts a job
		repeatable: false,
		since: 'Preview',
		body: {
			id: override(contact, { param: 'contactId' }),
			...without(bulkPerson, 'last_seen_at', 'signed_up_at'),
			companies: rows('Companies', 'Company', { ...companyRow, remove: flag('Remove', 'Whether to detach the contact from the company instead of attaching it') }),
			'tags.remove': refs('tag', 'Tags to Remove', { each: { key: 'id' }, about: 'Unknown tags are skipped by Intercom' }),
		},
		batch: bulk,
	},
	{
		id: 'deleteInBulk',
		name: 'Delete in Bulk',
		action: 'Delete contacts in bulk',
		about: 'Delete the contacts of all input items in background jobs, 100 per request',
		request: 'POST /contacts/bulk/delete',
		since: 'Preview',
		body: { id: override(contact, { param: 'contactId' }) },
		batch: bulk,
	},
	{
		id: 'getBulkJob',
		name: 'Get Bulk Job',
		action: 'Get bulk job of contacts',
		about: 'Retrieve the progress of a bulk job',
		request: 'GET /contacts/bulk/{job_id}',
		since: 'Preview',
		path: { job_id: text('Job ID', { required: true, example: 'job_v2_1' }) },
		skips: refusedInJob,
	},
	{
		id: 'addTag',
		name: 'Add Tag',
		action: 'Add tag to contact',
		about: 'Tag a contact, by the ID or the name of the tag',
		request: 'POST /contacts/{contact_id}/tags',
		path: { contact_id: contact },
		body: { id: ref('tag', 'Tag', { mayCreate: true }) },
		addPathIds: true,
	},
	{
		id: 'removeTag',
		name: 'Remove Tag',
		action: 'Remove tag from contact',
		about: 'Untag a contact, by the ID or the name of the tag',
		request: 'DELETE /contacts/{contact_id}/tags/{tag_id}',
		path: { contact_id: contact, tag_id: ref('tag') },
		addPathIds: true,
	},
	{ id: 'getTags', name: 'Get Many Tags', action: 'Get many tags of contact', about: 'Retrieve a list of the tags of a contact', request: 'GET /contacts/{contact_id}/tags', path: { contact_id: contact }, list: { items: 'data' } },
	{
		id: 'addCompany',
		name: 'Add to Company',
		action: 'Add contact to company',
		about: 'Attach a contact to a company',
		request: 'POST /contacts/{contact_id}/companies',
		path: { contact_id: contact },
		body: { id: ref('company') },
		addPathIds: true,
	},
	{
		id: 'removeCompany',
		name: 'Remove From Company',
		action: 'Remove contact from company',
		about: 'Detach a contact from a company',
		request: 'DELETE /contacts/{contact_id}/companies/{company_id}',
		path: { contact_id: contact, company_id: ref('company') },
		addPathIds: true,
	},
	{
		id: 'getCompanies',
		name: 'Get Many Companies',
		action: 'Get many companies of contact',
		about: 'Retrieve a list of the companies a contact belongs to',
		request: 'GET /contacts/{contact_id}/companies',
		path: { contact_id: contact },
		// the schema has them under `companies`, the example under `data`: both are read
		list: { items: 'companies', paging: 'either', pageSize: 50, undocumented: true },
	},
	{ id: 'getSegments', name: 'Get Many Segments', action: 'Get many segments of contact', about: 'Retrieve a list of the segments a contact is in', request: 'GET /contacts/{contact_id}/segments', path: { contact_id: contact }, list: { items: 'data' } },
	{ id: 'getSubscriptions', name: 'Get Many Subscriptions', action: 'Get many subscriptions of contact', about: 'Retrieve a list of the subscription types a contact opted into or out of', request: 'GET /contacts/{contact_id}/subscriptions', path: { contact_id: contact }, list: { items: 'data' } },
	{
		id: 'addSubscription',
		name: 'Add Subscription',
		action: 'Add subscription to contact',
		about: 'Record that a contact opted into or out of a subscription type',
		request: 'POST /contacts/{contact_id}/subscriptions',
		path: { contact_id: contact },
		body: {
			id: ref('subscriptionType'),
			consent_type: choice('Consent Type', [{ value: 'opt_in', name: 'Opt In' }, { value: 'opt_out', name: 'Opt Out' }], { required: true, initial: 'opt_in', about: 'Opt In for types that need consent, Opt Out for types everybody gets' }),
		},
		addPathIds: true,
	},
	{
		id: 'removeSubscription',
		name: 'Remove Subscription',
		action: 'Remove subscription from contact',
		about: "Remove a contact's opt-in or opt-out",
		request: 'DELETE /contacts/{contact_id}/subscriptions/{subscription_id}',
		path: { contact_id: contact, subscription_id: ref('subscriptionType') },
		addPathIds: true,
	},
	{ id: 'getBanners', name: 'Get Many Banners', action: 'Get many banners of contact', about: 'Retrieve a list of the banners a contact sees', request: 'GET /contacts/{contact_id}/banners', since: '2.16', path: { contact_id: contact }, list: { items: 'data' } },
	{
		id: 'dismissBanner',
		name: 'Dismiss Banner',
		action: 'Dismiss banner for contact',
		about: 'Close a banner for a contact',
		request: 'POST /contacts/{contact_id}/banners/{view_id}/dismiss',
		holds: ['view_id'],
		since: '2.16',
		path: { contact_id: contact, view_id: ref('banner', 'Banner', { param: 'bannerViewId', about: 'The banner as this contact sees it (its view ID)' }) },
	},
];

export const contacts: Resource = { id: 'contact', name: 'Contact', about: 'Users and leads', operations };
