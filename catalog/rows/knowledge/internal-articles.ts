/** Internal articles: what teammates and their Copilot read. Source: the API description's tag Internal Articles. */

import { override, optionalRef, ref } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';
import { audiences, availability, body, byMe, newBody, tagging, title } from './shared';

const article = ref('internalArticle');
const path = { internal_article_id: article };
const folder = optionalRef('folder', 'Folder', { param: 'folderId', numeric: true, since: 'Preview' });
const surroundings: Fields = { audience_ids: audiences({ since: '2.16' }), ...availability('internal article', '2.16') };

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create internal article',
		about: 'Create a new article that only teammates see',
		request: 'POST /internal_articles',
		body: {
			title: title({ required: true }),
			...body('The text of the article'),
			author_id: byMe('Author', 'authorId', 'The teammate who wrote it'),
			owner_id: byMe('Owner', 'ownerId', 'The teammate who keeps it up to date'),
			folder_id: folder,
			...surroundings,
		},
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get internal article',
		about: 'Retrieve an article that only teammates see',
		request: 'GET /internal_articles/{internal_article_id}',
		path,
		simplify: 'internalArticle',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many internal articles',
		about: 'Retrieve a list of internal articles',
		request: 'GET /internal_articles',
		list: { items: 'data', paging: 'page', pageSize: 25, undocumented: true },
		simplify: 'internalArticle',
	},
	{
		id: 'search',
		name: 'Search',
		action: 'Search internal articles',
		about: 'Find the internal articles of a folder and of the folders in it. To find words in them, use Content: Search.',
		request: 'GET /internal_articles/search',
		query: { folder_id: optionalRef('folder', 'Folder', { alwaysShown: true, param: 'inFolderId' }) },
		list: { items: 'data.internal_articles', paging: 'page', pageSize: 10, undocumented: true },
		simplify: 'internalArticle',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update internal article',
		about: 'Change an article that only teammates see',
		request: 'PUT /internal_articles/{internal_article_id}',
		path,
		body: {
			title: title(),
			...newBody,
			author_id: optionalRef('admin', 'Author', { param: 'authorId', numeric: true }),
			owner_id: optionalRef('admin', 'Owner', { param: 'ownerId', numeric: true }),
			folder_id: override(folder, { nullable: true }),
			...surroundings,
		},
	},
	{
		id: 'delete',
		name: 'Delete',
		action: 'Delete internal article',
		about: 'Delete an internal article permanently',
		request: 'DELETE /internal_articles/{internal_article_id}',
		path,
		deletes: true,
	},
	...tagging('internalArticle', 'internal article', 'internal_articles', 'internal_article_id'),
];

export const internalArticles: Resource = {
	id: 'internalArticle',
	name: 'Internal Article',
	about: 'What teammates, and Fin in their name, look up',
	operations,
};
