/**
 * Contacts: users and leads; their tags, companies and subscriptions are in contact-links.ts.
 * Source: the API description's tag Contacts.
 */

import { choice, flag, inParallel, listOrder, override, ref, refs, rows, search, text, without } from '../../language/fields';
import { simplified } from '../../language/output';
import { refusedInJob } from '../../language/skips';
import type { Choice, ListAnswer, Operation, Resource } from '../../language/types';
import { sortChoices } from '../../records/search';
import { bulk, bulkPerson, companyRow, contact, data, matched, person, revive, role } from './contact-fields';
import { linkOperations } from './contact-links';

const ORDERS: readonly Choice[] = [
	{ value: 'ascending', name: 'Ascending' },
	{ value: 'descending', name: 'Descending' },
];

const inHistory = {
	include_merge_history: flag('Include Merge History', 'Whether to add the contacts that were merged into a user', { since: '2.16' }),
};
const page150: Pick<ListAnswer, 'paging' | 'pageSize'> = { paging: 'query', pageSize: 150 };

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create contact',
		about: 'Create a new user or lead',
		request: 'POST /contacts',
		body: {
			role: override(role, { alwaysShown: true, initial: 'user' }),
			...person,
			email: override(person.email, { alwaysShown: true }),
			external_id: override(person.external_id, { alwaysShown: true }),
			name: override(person.name, { alwaysShown: true }),
		},
		refusals: {
			'409': { what: 'The record conflicts with another one', advice: "Use 'Create or Update' to write to the contact that exists" },
		},
		simplify: 'contact',
	},
	{
		id: 'upsert',
		name: 'Create or Update',
		action: 'Create or update contact',
		about: 'Create a new contact, or update the current one if it already exists (upsert)',
		request: [
			'GET /contacts/find_by_external_id/{external_id}',
			'POST /contacts/search',
			'POST /contacts',
			'PUT /contacts/{contact_id}',
			'GET /contacts/{contact_id}',
			'POST /contacts/{contact_id}/unarchive',
		],
		inputs: { ...matched, ...data, revive_archived: revive },
		procedure: 'upsertContact',
		simplify: 'contact',
	},
	{
		id: 'findOrCreate',
		name: 'Find or Create',
		action: 'Find or create contact',
		about: 'Get the contact that matches, unchanged, or create it',
		request: [
			'GET /contacts/find_by_external_id/{external_id}',
			'POST /contacts/search',
			'POST /contacts',
			'GET /contacts/{contact_id}',
			'POST /contacts/{contact_id}/unarchive',
		],
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
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete contact',
		about: 'Delete a contact permanently',
		request: 'DELETE /contacts/{contact_id}',
		path: { contact_id: contact },
		deletes: true,
	},
	{
		id: 'archive',
		name: 'Archive',
		action: 'Archive contact',
		about: 'Hide a contact from lists and searches',
		request: 'POST /contacts/{contact_id}/archive',
		path: { contact_id: contact },
	},
	{
		id: 'unarchive',
		name: 'Unarchive',
		action: 'Unarchive contact',
		about: 'Bring an archived contact back',
		request: 'POST /contacts/{contact_id}/unarchive',
		path: { contact_id: contact },
	},
	{
		id: 'block',
		name: 'Block',
		action: 'Block contact',
		about: 'Block a contact; its conversations are archived and it can start no new ones',
		request: 'POST /contacts/{contact_id}/block',
		path: { contact_id: contact },
	},
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
		query: {
			order: listOrder,
		},
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
		about:
			'Create the contacts of all input items in background jobs, 100 per request. Contacts that exist already are refused; only the state of the job says so.',
		request: 'POST /contacts/bulk',
		since: 'Preview',
		body: {
			role: override(role, { alwaysShown: true, initial: 'user' }),
			...bulkPerson,
			email: override(person.email, { alwaysShown: true }),
			external_id: override(person.external_id, { alwaysShown: true }),
		},
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
			companies: rows('Companies', 'Company', {
				...companyRow,
				remove: flag('Remove', 'Whether to detach the contact from the company instead of attaching it'),
			}),
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
	...linkOperations,
];

export const contacts: Resource = { id: 'contact', name: 'Contact', about: 'Users and leads', operations };
