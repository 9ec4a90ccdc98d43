/** Records of the help center, the knowledge hub and the news. */

import { textOf } from '../../../intercom/json';
import type { Entity, EntityId } from './types';
import { titled } from './words';

export const knowledge = {
	article: {
		name: 'Article',
		exampleId: '6871119',
		list: {
			request: 'GET /articles',
			items: 'data',
			paging: 'page',
			undocumented: true,
			search: {
				request: 'GET /articles/search',
				paging: 'page',
				undocumented: true,
				items: 'data.articles',
				query: (phrase) => ({ phrase, state: 'all' }),
			},
			title: (article) => titled(article.title, article.state === 'draft' ? 'draft' : undefined, article.id),
		},
		// help centers have domains of their own
		url: {
			pattern: 'https?://[^/]+/(?:[^?#]*/)?articles/([0-9]+)',
			example: 'https://help.example.com/en/articles/6871119-getting-started',
		},
	},
	articleVersion: {
		name: 'Article Version',
		exampleId: '301',
		list: {
			request: 'GET /articles/{article_id}/versions',
			since: '2.16',
			items: 'data',
			paging: 'page',
			of: { entity: 'article', brace: 'article_id' },
			title: (version) =>
				titled(
					version.title,
					typeof version.created_at === 'number'
						? new Date(version.created_at * 1000).toISOString().slice(0, 16).replace('T', ' ')
						: undefined,
					version.id,
				),
		},
	},
	collection: {
		name: 'Collection',
		exampleId: '6871118',
		list: {
			request: 'GET /help_center/collections',
			items: 'data',
			paging: 'page',
			undocumented: true,
			title: (collection) => titled(collection.name, undefined, collection.id),
		},
		url: { pattern: 'https?://[^/]+/(?:[^?#]*/)?collections/([0-9]+)', example: 'https://help.example.com/en/collections/6871118-basics' },
		lookups: [
			{
				mode: 'name',
				label: 'By Name',
				example: 'Getting Started',
				compare: 'name',
				find: { request: 'GET /help_center/collections', items: 'data', paging: 'page' },
				read: ({ name }) => name,
				create: { request: 'POST /help_center/collections', body: (name) => ({ name }), label: 'Create Collection If Missing' },
			},
		],
	},
	contentImportSource: {
		name: 'Content Import Source',
		exampleId: '1234',
		list: {
			request: 'GET /ai/content_import_sources',
			items: 'data',
			paging: 'page',
			undocumented: true,
			title: (source) => titled(source.url, source.sync_behavior, source.id),
		},
	},
	contentSnippet: {
		name: 'Content Snippet',
		exampleId: '456',
		list: {
			request: 'GET /content_snippets',
			since: '2.16',
			items: 'data',
			paging: 'page',
			title: (snippet) => titled(snippet.title, snippet.locale, snippet.id),
		},
	},
	externalPage: {
		name: 'External Page',
		exampleId: '21',
		list: {
			request: 'GET /ai/external_pages',
			items: 'data',
			paging: 'page',
			undocumented: true,
			title: (page) => titled(page.title, page.external_id, page.id),
		},
	},
	folder: {
		name: 'Folder',
		exampleId: '6',
		list: {
			request: 'GET /folders',
			since: 'Preview',
			items: 'data',
			paging: 'page',
			title: (folder) => titled([textOf(folder.emoji), textOf(folder.name)].filter(Boolean).join(' '), undefined, folder.id),
		},
	},
	helpCenter: {
		name: 'Help Center',
		exampleId: '123',
		list: {
			request: 'GET /help_center/help_centers',
			items: 'data',
			title: (center) => titled(center.display_name ?? center.identifier, center.url, center.id),
		},
	},
	helpCenterRedirect: {
		name: 'Help Center Redirect',
		exampleId: '26',
		list: {
			request: 'GET /help_center/help_centers/{help_center_id}/redirects',
			since: '2.16',
			items: 'data',
			paging: 'page',
			of: { entity: 'helpCenter', brace: 'help_center_id' },
			title: (redirect) => titled(redirect.from_url, redirect.locale, redirect.id),
		},
	},
	internalArticle: {
		name: 'Internal Article',
		exampleId: '7051992',
		list: {
			request: 'GET /internal_articles',
			items: 'data',
			paging: 'page',
			undocumented: true,
			title: (article) => titled(article.title, undefined, article.id),
		},
	},
	newsItem: {
		name: 'News Item',
		exampleId: '33',
		list: {
			request: 'GET /news/news_items',
			items: 'data',
			paging: 'page',
			undocumented: true,
			title: (item) => titled(item.title, item.state === 'draft' ? 'draft' : undefined, item.id),
		},
	},
	newsfeed: {
		name: 'Newsfeed',
		exampleId: '68',
		list: {
			request: 'GET /news/newsfeeds',
			items: 'data',
			paging: 'page',
			undocumented: true,
			title: (feed) => titled(feed.name, undefined, feed.id),
		},
	},
} satisfies Partial<Record<EntityId, Entity>>;
