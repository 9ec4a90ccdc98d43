/** Everything in the knowledge hub at once: search, and changes in bulk. Source: the API description's tag Content. */

import { choice, choices, date, flag, override, refs, text } from '../../language/fields';
import type { Choice, Field, Fields, Operation, Resource } from '../../language/types';
import { languages } from './languages';
import { STATES } from './shared';

const SNIPPET: Choice = { value: 'content_snippet', name: 'Content Snippet' };
const PAGE: Choice = { value: 'external_content', name: 'External Page' };
const FILE: Choice = { value: 'file_source_content', name: 'File' };
const INTERNAL: Choice = { value: 'internal_article', name: 'Internal Article' };
const ARTICLE: Choice = { value: 'article', name: 'Article' };
const TEXT: Choice = { value: 'article_content', name: 'Article in One Language' };

const onOff = (label: string, whom: string): Field =>
	choice(
		label,
		[
			{ value: 'on', name: 'On' },
			{ value: 'off', name: 'Off' },
		],
		{ about: `Whether ${whom} may use it` },
	);

/** One entry of a bulk action per item; Intercom takes a thousand at once. */
const id = text('Item ID', {
	required: true,
	param: 'contentId',
	identifies: false,
	example: '678',
	about: 'ID of what the action is for',
});
const each = (...types: Choice[]): Fields => ({
	type: choice('Item Type', types, { required: true, initial: types[0].value, param: 'contentType' }),
	id,
});
const publishing: Fields = {
	id: override(id, {
		label: 'Article Content ID',
		about: "ID of an article in one language: what Search gives under 'contents', not the ID of the article",
		alsoSend: { type: 'article_content' },
	}),
};
const inOne = (shared: Fields) => ({ into: 'content_ids', size: 1000, shared });
const bulk = { request: 'POST /content/bulk_actions', since: '2.16', holds: ['status'] } as const;
const note = 'of all input items, up to 1,000 per request. Intercom does it in the background.';

const operations: Operation[] = [
	{
		id: 'search',
		name: 'Search',
		action: 'Search content',
		about: 'Find articles, snippets, pages, files and internal articles by words and filters',
		request: 'GET /content/search',
		since: '2.16',
		query: {
			query: text('Query', {
				alwaysShown: true,
				param: 'searchQuery',
				example: 'refund',
				about: 'Words in titles and texts. The newest content when left empty.',
			}),
			content_types: choices('Types', [ARTICLE, PAGE, FILE, INTERNAL, { value: 'snippet', name: 'Content Snippet' }], {
				param: 'contentTypes',
			}),
			states: choices('States', STATES),
			locales: languages(),
			tag_ids: refs('tag', 'Tag Names or IDs', { pick: true, param: 'tagIds', about: 'Tags to look for, in the way Tag Match says' }),
			tag_operator: choice(
				'Tag Match',
				[
					{ value: 'IN', name: 'Has One of the Tags' },
					{ value: 'NIN', name: 'Has None of the Tags' },
				],
				{ about: 'How the tags have to match' },
			),
			any_tag_ids: refs('tag', 'Any Tag Names or IDs', {
				pick: true,
				param: 'anyTagIds',
				about: 'Content that has at least one of these tags',
			}),
			folder_ids: refs('folder', 'Folder IDs', { param: 'folderIds', alsoSend: { folder_entity_type: 'folder' } }),
			copilot_state: onOff('For Copilot', 'Copilot'),
			fin_service_state: onOff('For Fin', 'Fin'),
			fin_sales_state: onOff('For Sales Agent', 'the AI sales agent'),
			created_by_ids: refs('admin', 'Created by Names or IDs', { pick: true, param: 'createdByIds' }),
			last_updated_by_ids: refs('admin', 'Last Updated by Names or IDs', { pick: true, param: 'lastUpdatedByIds' }),
			created_at_after: date('Created After'),
			created_at_before: date('Created Before'),
			updated_at_after: date('Updated After'),
			updated_at_before: date('Updated Before'),
		},
		list: { items: 'data', paging: 'page', pageSize: 50 },
	},
	{
		...bulk,
		id: 'publishInBulk',
		name: 'Publish in Bulk',
		action: 'Publish content in bulk',
		about: `Publish the articles ${note}`,
		constants: { action: 'publish' },
		body: publishing,
		batch: inOne({}),
		repeatable: true,
	},
	{
		...bulk,
		id: 'unpublishInBulk',
		name: 'Unpublish in Bulk',
		action: 'Unpublish content in bulk',
		about: `Make drafts of the articles ${note}`,
		constants: { action: 'unpublish' },
		body: publishing,
		batch: inOne({}),
		repeatable: true,
	},
	{
		...bulk,
		id: 'deleteInBulk',
		name: 'Delete in Bulk',
		action: 'Delete content in bulk',
		about: `Delete the content ${note} It is gone permanently. Intercom skips articles from synced sources.`,
		constants: { action: 'delete' },
		body: each(TEXT, SNIPPET, FILE, INTERNAL),
		batch: inOne({}),
		repeatable: true,
	},
	{
		...bulk,
		id: 'setAvailabilityInBulk',
		name: 'Set Availability in Bulk',
		action: 'Set availability of content in bulk',
		about: `Choose which AI may use the content ${note}`,
		constants: { action: 'set_availability' },
		body: each(TEXT, SNIPPET, PAGE, FILE, INTERNAL),
		batch: inOne({
			'availability.ai_agent': flag('Available to Fin', 'Whether Fin may use the content', { param: 'availableToFin' }),
			'availability.copilot': flag('Available to Copilot', 'Whether Copilot may use the content', { param: 'availableToCopilot' }),
			'availability.sales_agent': flag('Available to Sales Agent', 'Whether the AI sales agent may use the content', {
				param: 'availableToSalesAgent',
			}),
		}),
		repeatable: true,
	},
	{
		...bulk,
		id: 'setAudienceInBulk',
		name: 'Set Audience in Bulk',
		action: 'Set audience of content in bulk',
		about: `Choose for whom Fin uses the content ${note}`,
		constants: { action: 'set_audience' },
		body: each(TEXT, SNIPPET, PAGE, FILE, INTERNAL),
		batch: inOne({
			'audience.add_segment_ids': refs('audience', 'Audience Names or IDs to Add', { numeric: true, pick: true, param: 'addAudienceIds' }),
			'audience.remove_segment_ids': refs('audience', 'Audience Names or IDs to Remove', {
				numeric: true,
				pick: true,
				param: 'removeAudienceIds',
			}),
			'audience.remove_all': flag('Remove All', 'Whether to take the content out of all audiences', { param: 'removeAllAudiences' }),
		}),
		repeatable: true,
	},
	{
		...bulk,
		id: 'updateTagsInBulk',
		name: 'Update Tags in Bulk',
		action: 'Update tags of content in bulk',
		about: `Tag and untag the content ${note}`,
		constants: { action: 'update_tags' },
		body: each(ARTICLE, SNIPPET, PAGE, FILE, INTERNAL),
		batch: inOne({
			'tags.add_tag_ids': refs('tag', 'Tag IDs to Add', { numeric: true, param: 'addTagIds', about: 'IDs of tags that exist' }),
			'tags.remove_tag_ids': refs('tag', 'Tag IDs to Remove', { numeric: true, param: 'removeTagIds', about: 'IDs of tags that exist' }),
		}),
		repeatable: true,
	},
];

export const content: Resource = { id: 'content', name: 'Content', about: 'Everything in the knowledge hub at once', operations };
