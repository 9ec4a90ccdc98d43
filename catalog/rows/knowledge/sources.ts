/** Content from elsewhere that Fin answers from: sources and their pages. Source: the API description's tag AI Content. */

import { override, choice, flag, ref, text, url } from '../../language/fields';
import type { Choice, Field, Fields, Resource } from '../../language/types';
import { audiences, htmlBody, title } from './shared';

// --- sources

const source = ref('contentImportSource');
const path = { source_id: source };
const API: Choice = { value: 'api', name: 'API', about: 'You write its pages' };
const status = choice(
	'Status',
	[
		{ value: 'active', name: 'Active' },
		{ value: 'deactivated', name: 'Deactivated' },
	],
	{ initial: 'active' },
);
const root = url('URL', { required: true, about: 'Where the content comes from' });

export const importSources: Resource = {
	id: 'contentImportSource',
	name: 'Content Import Source',
	about: 'Places that external pages come from',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create content import source',
			about: 'Create a new source for external pages of your own',
			request: 'POST /ai/content_import_sources',
			// the only behaviour that a source made by the API can have
			constants: { sync_behavior: 'api' },
			body: { url: override(root, { identifies: true }), status, audience_ids: audiences() },
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get content import source',
			about: 'Retrieve a source of external pages',
			request: 'GET /ai/content_import_sources/{source_id}',
			path,
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many content import sources',
			about: 'Retrieve a list of the sources of external pages',
			request: 'GET /ai/content_import_sources',
			list: { items: 'data', paging: 'page', pageSize: 50, undocumented: true },
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update content import source',
			about: 'Change a source of external pages. Intercom wants its URL and behavior in every update.',
			request: 'PUT /ai/content_import_sources/{source_id}',
			path,
			body: {
				url: override(root, { about: 'Only that of an API source can change' }),
				sync_behavior: choice('Sync Behavior', [API, { value: 'automated', name: 'Automated' }, { value: 'manual', name: 'Manual' }], {
					required: true,
					initial: 'api',
					about: 'An API source stays one, and no other becomes one',
				}),
				status,
				audience_ids: audiences(),
				apply_audience_to_existing_content: flag(
					'Apply Audiences to Pages',
					'Whether the pages that are there already get the audiences too',
					{ param: 'applyAudience' },
				),
			},
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete content import source',
			about: 'Delete a source and all its pages permanently',
			request: 'DELETE /ai/content_import_sources/{source_id}',
			path,
			deletes: true,
		},
	],
};

// --- pages

const page = { page_id: ref('externalPage') };
const ofSource = ref('contentImportSource', 'Source', {
	param: 'sourceId',
	numeric: true,
	identifies: false,
	about: 'Where the page comes from: a content import source',
});
const externalId = text('External ID', {
	identifies: true,
	example: 'docs/refunds',
	about: 'The ID of the page in your own system, unique within the source',
});
const may = (label: string, whom: string, more: Partial<Field> = {}): Field => flag(label, `Whether ${whom} answers from the page`, more);
const availability = (since?: 'Preview'): Fields => ({
	ai_agent_availability: may('Available to Fin', 'Fin', since ? { since } : {}),
	ai_copilot_availability: may('Available to Copilot', 'Copilot', since ? { since } : {}),
	ai_sales_agent_availability: may('Available to Sales Agent', 'the AI sales agent', { since: 'Preview' }),
});
/** Intercom knows no other language here. */
const fixed = { locale: 'en' };

export const externalPages: Resource = {
	id: 'externalPage',
	name: 'External Page',
	about: 'Pages of your own that Fin answers from',
	operations: [
		{
			id: 'upsert',
			name: 'Create or Update',
			action: 'Create or update external page',
			about: 'Create a new page, or update the current one if it already exists (upsert)',
			request: 'POST /ai/external_pages',
			// recognised by its external ID
			repeatable: true,
			constants: fixed,
			body: {
				source_id: ofSource,
				external_id: override(externalId, { required: true, param: 'externalId' }),
				title: title({ required: true }),
				...htmlBody('html', true),
				url: url('URL', { alwaysShown: true, about: 'Where Fin sends readers who want to know more. Without it Fin names no source.' }),
				...availability(),
			},
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get external page',
			about: 'Retrieve a page that Fin answers from',
			request: 'GET /ai/external_pages/{page_id}',
			path: page,
			simplify: 'externalPage',
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many external pages',
			about: 'Retrieve a list of external pages',
			request: 'GET /ai/external_pages',
			list: { items: 'data', paging: 'page', pageSize: 50, undocumented: true },
			simplify: 'externalPage',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update external page',
			about: 'Change a page by its ID. Intercom wants everything that is shown in every update.',
			request: 'PUT /ai/external_pages/{page_id}',
			path: page,
			constants: fixed,
			body: {
				source_id: ofSource,
				title: title({ required: true }),
				...htmlBody('html', true),
				url: url('URL', { required: true, about: 'Where Fin sends readers who want to know more' }),
				external_id: override(externalId, { identifies: false, param: 'externalId' }),
				...availability('Preview'),
				fin_availability: may('Available to All AI', "any of Intercom's AI", { param: 'finAvailability' }),
			},
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete external page',
			about: 'Delete an external page permanently',
			request: 'DELETE /ai/external_pages/{page_id}',
			path: page,
			deletes: true,
		},
	],
};
