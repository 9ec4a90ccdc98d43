/** Articles of the help center. Source: the API description's tag Articles. */

import { override, choice, date, flag, html, later, optionalRef, ref, refs, text } from '../../language/fields';
import type { Fields, ListAnswer, Operation, Resource } from '../../language/types';
import { language, languages, translations } from './languages';
import { audiences, availability, body, byMe, newBody, STATES, tagging, title } from './shared';

const article = ref('article');
const path = { article_id: article };
const state = choice('State', STATES, { about: 'Whether everybody can read the article or it is a draft' });
const description = text('Description', { about: 'A line about the article for lists and search results' });
const folder = optionalRef('folder', 'Folder', { param: 'folderId', numeric: true, since: 'Preview' });

/** One collection under the old name, which all versions know; several need the new one. */
const collection = optionalRef('collection', 'Collection', {
	param: 'collectionId',
	alsoSend: { parent_type: 'collection' },
	about: 'The collection of the help center that the article belongs to',
});
const collections = refs('collection', 'Collection Names or IDs', {
	numeric: true,
	pick: true,
	param: 'collectionIds',
	since: 'Preview',
	about: 'All collections the article belongs to, instead of one',
});

const translated = translations(
	{ title: title(), body: html('Body (HTML)', { rows: 6 }) },
	{
		description,
		body_markdown: html('Body (Markdown)', { rows: 6, about: 'Instead of HTML' }),
		state: choice('State', STATES, { about: 'Whether this translation is published' }),
		author_id: optionalRef('admin', 'Author', { param: 'authorId', numeric: true }),
		audience_ids: audiences(),
		...availability('translation'),
	},
);

/** A plan to publish says that the article is to be published; at its time. */
const schedule: Fields = {
	scheduled_publish_at: later('Publish At', { param: 'publishAt', iso: true, since: '2.16', alsoSend: { state: 'published' } }),
	scheduled_unpublish_at: later('Unpublish At', { param: 'unpublishAt', iso: true, since: '2.16' }),
};
const reschedule: Fields = Object.fromEntries(Object.entries(schedule).map(([wire, field]) => [wire, override(field, { nullable: true })]));

const surroundings: Fields = { ...translated, audience_ids: audiences({ since: '2.16' }), ...availability('article', '2.16') };
const changes: Fields = {
	title: title(),
	description,
	...newBody,
	author_id: optionalRef('admin', 'Author', { param: 'authorId', numeric: true }),
	state,
	parent_id: collection,
	parent_ids: collections,
	...surroundings,
	folder_id: override(folder, { nullable: true }),
	...reschedule,
};

/** `GET /articles` and `GET /articles/search` page without saying how. */
const undocumented: Pick<ListAnswer, 'paging' | 'pageSize' | 'undocumented'> = { paging: 'page', pageSize: 25, undocumented: true };

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create article',
		about: 'Create a new article in the help center',
		request: 'POST /articles',
		body: {
			title: title({ required: true }),
			...body('The text of the article'),
			parent_id: override(collection, { alwaysShown: true, numeric: true, mayCreate: true }),
			state: override(state, { alwaysShown: true, initial: 'draft' }),
			author_id: byMe('Author', 'authorId', 'The teammate who stands as its author'),
			description,
			parent_ids: collections,
			...surroundings,
			folder_id: folder,
			...schedule,
		},
	},
	{
		id: 'upsert',
		name: 'Create or Update',
		action: 'Create or update article',
		about: 'Create a new article, or update the current one if it already exists (upsert)',
		request: ['GET /articles', 'POST /articles', 'PUT /articles/{article_id}'],
		inputs: {
			match_by: choice(
				'Match By',
				[
					{ value: 'id', name: 'Article ID' },
					{ value: 'title', name: 'Title' },
				],
				{ required: true, initial: 'title', about: 'How to recognise an article that exists already' },
			),
			match_id: text('Article ID', {
				alwaysShown: true,
				param: 'knownArticleId',
				identifies: { record: 'article', by: 'id' },
				example: '6871119',
				about: 'The ID you noted when the article was created. Empty for one that is new; one that is gone is created anew.',
				when: { field: 'match_by', is: 'id' },
			}),
			title: override(title({ required: true }), { identifies: true }),
			...body('The text of the article'),
			parent_id: override(collection, {
				alwaysShown: true,
				mayCreate: true,
				numeric: true,
				alsoSend: undefined,
				about: 'The collection that the article belongs to. When matching by title, only articles of this collection count.',
			}),
			state: choice(
				'State',
				[
					{ value: 'draft', name: 'Draft When Created' },
					{ value: 'published', name: 'Published' },
				],
				{
					alwaysShown: true,
					initial: 'draft',
					param: 'stateAfterwards',
					about: 'Whether the article is published, or stays as it is and begins as a draft',
				},
			),
			author_id: byMe('Author When Created', 'authorWhenCreated', 'The teammate who stands as author of a new article'),
			description,
			...surroundings,
			folder_id: folder,
		},
		procedure: 'upsertArticle',
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get article',
		about: 'Retrieve an article',
		request: 'GET /articles/{article_id}',
		path,
		simplify: 'article',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many articles',
		about: 'Retrieve a list of articles, the last updated first',
		request: 'GET /articles',
		list: { items: 'data', ...undocumented },
		simplify: 'article',
	},
	{
		id: 'getDocuments',
		name: 'Get All as Documents',
		action: 'Get all articles as documents',
		about:
			'Retrieve the articles of a help center as clean text or Markdown, one item per article and language, for vector stores and AI prompts',
		request: ['GET /articles', 'GET /help_center/collections', 'GET /help_center/help_centers'],
		inputs: {
			content: choice(
				'Content',
				[
					{ value: 'markdown', name: 'Markdown' },
					{ value: 'text', name: 'Plain Text' },
				],
				{ required: true, initial: 'markdown', param: 'contentFormat', about: 'How article HTML is converted' },
			),
			help_center_id: optionalRef('helpCenter', 'Help Center', {
				alwaysShown: true,
				param: 'helpCenterId',
				about: 'All help centers when left empty',
			}),
			updated_since: date('Updated Since', {
				alwaysShown: true,
				about: 'Only what was changed at this moment or later, for runs that go on where the last one ended',
			}),
			languages: languages({ about: 'All languages when left empty' }),
			state: choice('State', [{ value: 'all', name: 'All' }, ...STATES], {
				initial: 'published',
				about: 'Published articles only, unless another state is chosen',
			}),
			parent_id: override(collection, { alsoSend: undefined, about: 'Only articles of this collection and of those in it' }),
		},
		procedure: 'getDocuments',
	},
	{
		id: 'search',
		name: 'Search',
		action: 'Search articles',
		about: 'Find articles by the words in them',
		request: 'GET /articles/search',
		query: {
			phrase: text('Phrase', { alwaysShown: true, example: 'reset password', about: 'What to look for in titles and texts' }),
			help_center_id: optionalRef('helpCenter', 'Help Center', { param: 'helpCenterId' }),
			state: choice('State', [{ value: 'all', name: 'All' }, ...STATES], { initial: 'all' }),
			highlight: flag('Highlight', 'Whether to show where the words were found'),
		},
		list: { items: 'data.articles', join: { items: 'data.highlights', by: 'article_id', as: 'highlight' }, ...undocumented, pageSize: 10 },
		simplify: 'articleFound',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update article',
		about: 'Change an article. What is published changes at once: Stage Draft keeps changes back.',
		request: 'PUT /articles/{article_id}',
		path,
		body: changes,
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete article',
		about: 'Delete an article permanently',
		request: 'DELETE /articles/{article_id}',
		path,
		deletes: true,
	},
	{
		id: 'getDraft',
		name: 'Get Draft',
		action: 'Get draft of article',
		about: 'Retrieve the changes to a published article that are not published yet',
		request: 'GET /articles/{article_id}/draft',
		since: '2.16',
		path,
		simplify: 'article',
		refusals: {
			'404': {
				what: 'The article has no draft',
				advice: 'It has one while changes wait to be published. If the article itself is gone, it has none either.',
			},
		},
	},
	{
		id: 'stageDraft',
		name: 'Stage Draft',
		action: 'Stage draft of article',
		about: 'Change the texts of a published article without publishing them yet',
		request: 'PUT /articles/{article_id}/draft',
		since: '2.16',
		path,
		body: changes,
		refusals: {
			'422': { what: 'The article has never been published', advice: "Change it with 'Update': what nobody reads yet needs no draft" },
		},
	},
	{
		id: 'publishDraft',
		name: 'Publish Draft',
		action: 'Publish draft of article',
		about: 'Publish the changes that were staged',
		request: 'POST /articles/{article_id}/draft/publish',
		since: '2.16',
		path,
		body: {
			locales: languages({
				alwaysShown: true,
				param: 'languages',
				about: 'Languages whose drafts are published. Needed where the help center has several.',
			}),
		},
		refusals: {
			'422': {
				what: 'There is no draft to publish',
				advice: "Stage one first. Where the help center has several languages, choose those that have a draft under 'Languages'.",
			},
		},
	},
	{
		id: 'getVersions',
		name: 'Get Many Versions',
		action: 'Get many versions of article',
		about: 'Retrieve a list of the versions of an article, the newest first',
		request: 'GET /articles/{article_id}/versions',
		since: '2.16',
		path,
		query: { locale: language() },
		list: { items: 'data', paging: 'page', pageSize: 50 },
	},
	{
		id: 'getVersion',
		name: 'Get Version',
		action: 'Get version of article',
		about: 'Retrieve an earlier version of an article with its text',
		request: 'GET /articles/{article_id}/versions/{version_id}',
		since: '2.16',
		path: { article_id: article, version_id: ref('articleVersion', 'Version', { param: 'versionId' }) },
		query: { locale: language() },
	},
	...tagging('article', 'article', 'articles', 'article_id'),
];

export const articles: Resource = { id: 'article', name: 'Article', about: 'What customers read in the help center', operations };
