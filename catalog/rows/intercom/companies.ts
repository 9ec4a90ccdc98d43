/**
 * Companies. Source: the API description's tag Companies; limits: docs/intercom-behavior.md#companies.
 */

import { attributes, choice, date, flag, listOrder, override, ref, search, text, url, whole } from '../../language/fields';
import { sortChoices } from '../../records/search';
import { refusedInJob } from '../../language/skips';
import type { Choice, Fields, ListAnswer, Operation, Resource } from '../../language/types';

const ORDERS: readonly Choice[] = [
	{ value: 'ascending', name: 'Ascending' },
	{ value: 'descending', name: 'Descending' },
];

const company = ref('company');
const yourId = text('Company ID', {
	about: 'The ID of the company in your own system. It cannot be changed later.',
	example: 'acme-42',
	param: 'externalCompanyId',
	identifies: { record: 'company', by: 'companyId' },
});

const firm: Fields = {
	name: text('Name'),
	plan: text('Plan', { about: 'Name of the plan the company is on' }),
	size: whole('Size', { about: 'Number of employees', min: 0 }),
	website: url('Website'),
	industry: text('Industry'),
	monthly_spend: whole('Monthly Spend', { about: 'What the company pays you per month, in whole units of your currency' }),
	custom_attributes: attributes('company'),
};
/** The published description has it for POST only; the change log for PUT as well. */
const seenNow: Fields = { update_last_request_at: flag('Update Last Seen', 'Whether to set the time the company was last seen to now') };
const atCreation: Fields = {
	remote_created_at: date('Remote Created At', { about: 'When the company was created in your own system' }),
	...seenNow,
};
/** Intercom's pages of companies end after 10,000; a scroll has all of them, with their tags and segments. */
const beyond: ListAnswer['beyond'] = {
	reach: 10_000,
	scroll: 'GET /companies/scroll',
	keeps: { order: null, tag_id: 'tags.tags', segment_id: 'segments.segments' },
};
const bulk = {
	into: 'companies',
	size: 100,
	shared: { 'job.id': text('Append to Job ID', { about: 'ID of a bulk job that is still open' }) },
};

const operations: Operation[] = [
	{
		id: 'upsert',
		name: 'Create or Update',
		action: 'Create or update company',
		about: 'Create a new company, or update the current one if it already exists (upsert)',
		request: 'POST /companies',
		// Intercom finds an existing company by company_id, so sending this again does not make a second one
		repeatable: true,
		body: { company_id: override(yourId, { required: true }), ...firm, name: override(firm.name, { alwaysShown: true }), ...atCreation },
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get company',
		about: 'Retrieve a company',
		request: 'GET /companies/{company_id}',
		path: { company_id: company },
		simplify: 'company',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many companies',
		about: 'Retrieve a list of companies. Intercom sorts the first 10,000 only: the others come after them, as a scroll gives them.',
		request: 'POST /companies/list',
		repeatable: true,
		query: {
			order: listOrder,
		},
		list: { items: 'data', paging: 'page', pageSize: 60, beyond },
		simplify: 'company',
	},
	{
		id: 'find',
		name: 'Get Many by Filter',
		action: 'Get many companies by filter',
		about: 'Retrieve a list of the companies with a name, company ID, tag or segment',
		request: 'GET /companies',
		query: {
			company_id: yourId,
			name: text('Name', { about: 'The exact name' }),
			segment_id: ref('segment', 'Segment', { required: false }),
			tag_id: ref('tag', 'Tag', { required: false }),
		},
		list: { items: 'data', paging: 'page', pageSize: 60, beyond },
		simplify: 'company',
	},
	{
		id: 'scroll',
		name: 'Scroll',
		action: 'Scroll companies',
		about: 'Retrieve every company of a large workspace. Intercom allows one scroll at a time per app.',
		request: 'GET /companies/scroll',
		list: { items: 'data', paging: 'scroll', pageSize: 100 },
		simplify: 'company',
	},
	{
		id: 'search',
		name: 'Search',
		action: 'Search companies',
		about: 'Find companies by their fields and custom attributes. Intercom leaves out companies without contacts.',
		request: 'POST /companies/search',
		since: 'Preview',
		repeatable: true,
		body: {
			query: search('company'),
			'sort.field': choice('Sort By', sortChoices('company')),
			'sort.order': choice('Sort Order', ORDERS, { initial: 'descending' }),
		},
		list: { items: 'data', paging: 'body', pageSize: 60 },
		simplify: 'company',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update company',
		about: 'Update a company',
		request: 'PUT /companies/{company_id}',
		path: { company_id: company },
		body: { ...firm, ...seenNow },
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete company',
		about: 'Delete a company permanently',
		request: 'DELETE /companies/{company_id}',
		path: { company_id: company },
		deletes: true,
	},
	{
		id: 'getContacts',
		name: 'Get Many Contacts',
		action: 'Get many contacts of company',
		about: 'Retrieve a list of the contacts of a company',
		request: 'GET /companies/{company_id}/contacts',
		path: { company_id: company },
		list: { items: 'data', paging: 'either', pageSize: 50, undocumented: true },
		simplify: 'contact',
	},
	{
		id: 'getSegments',
		name: 'Get Many Segments',
		action: 'Get many segments of company',
		about: 'Retrieve a list of the segments a company is in',
		request: 'GET /companies/{company_id}/segments',
		path: { company_id: company },
		list: { items: 'data' },
	},
	{
		id: 'addTag',
		name: 'Add Tag',
		action: 'Add tag to company',
		about: 'Tag a company; a tag that does not exist is created',
		request: 'POST /tags',
		// by name and company: the second time changes nothing
		repeatable: true,
		body: {
			companies: ref('company', 'Company', { param: 'companyId', each: { key: 'id' } }),
			name: text('Tag Name', { required: true, param: 'tagName', example: 'VIP' }),
		},
		skips: { records: 'companies' },
	},
	{
		id: 'removeTag',
		name: 'Remove Tag',
		action: 'Remove tag from company',
		about: 'Untag a company',
		request: 'POST /tags',
		repeatable: true,
		removes: true,
		body: {
			companies: ref('company', 'Company', { param: 'companyId', each: { key: 'id', also: { untag: true } } }),
			name: text('Tag Name', { required: true, param: 'tagName', example: 'VIP' }),
		},
		skips: { records: 'companies', mayBeNone: true },
	},
	{
		id: 'upsertInBulk',
		name: 'Create or Update in Bulk',
		action: 'Create or update companies in bulk',
		about: 'Create or update the companies of all input items in background jobs, 100 per request',
		request: 'POST /companies/bulk',
		since: 'Preview',
		body: { company_id: override(yourId, { required: true }), ...firm, name: override(firm.name, { alwaysShown: true }), ...atCreation },
		batch: bulk,
	},
	{
		id: 'updateInBulk',
		name: 'Update in Bulk',
		action: 'Update companies in bulk',
		about: 'Update the companies of all input items in background jobs, 100 per request',
		request: 'PUT /companies/bulk',
		// every time starts a job
		repeatable: false,
		since: 'Preview',
		body: { id: override(company, { param: 'companyId' }), ...firm, ...atCreation },
		batch: bulk,
	},
	{
		id: 'deleteInBulk',
		name: 'Delete in Bulk',
		action: 'Delete companies in bulk',
		about: 'Delete the companies of all input items in background jobs, 100 per request',
		request: 'POST /companies/bulk/delete',
		since: 'Preview',
		body: { id: override(company, { param: 'companyId' }) },
		batch: bulk,
	},
	{
		id: 'getBulkJob',
		name: 'Get Bulk Job',
		action: 'Get bulk job of companies',
		about: 'Retrieve the progress of a bulk job',
		request: 'GET /companies/bulk/{job_id}',
		since: 'Preview',
		path: { job_id: text('Job ID', { required: true, example: 'job_v2_1' }) },
		skips: refusedInJob,
	},
];

export const companies: Resource = { id: 'company', name: 'Company', about: 'Organizations that contacts belong to', operations };
