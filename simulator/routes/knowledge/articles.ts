/** Articles, their drafts, versions and tags. */
import { z } from 'zod';
import { fields, queryFlag, queryNumber, since } from '../../manners/check';
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import { articleView, versionView } from '../../workspace/knowledge/article-view';
import { highlightOf, newestArticles, searchArticles } from '../../workspace/knowledge/article-search';
import type { ArticleWish } from '../../workspace/knowledge/articles';
import { availability, ids, pageOf, pageQuery, tagging, translations } from './words';

const state = z.enum(['published', 'draft']);
const content = fields({
	type: z.literal('article_content').nullish(),
	title: z.string().optional(),
	description: z.string().optional(),
	body: z.string().optional(),
	body_markdown: z.string().nullish(),
	author_id: z.number().int().optional(),
	state: state.optional(),
	created_at: z.number().int().optional(),
	updated_at: z.number().int().optional(),
	has_unpublished_changes: z.boolean().optional(),
	draft_updated_at: z.number().int().nullish(),
	url: z.string().optional(),
	audience_ids: ids.nullish(),
	...availability,
});
const shared = {
	description: z.string().optional(),
	body: z.string().optional(),
	body_markdown: since('2.16', z.string().optional()),
	state: state.optional(),
	parent_type: z.string().optional(),
	parent_ids: since('Preview', ids.optional()),
	folder_id: since('Preview', z.number().int().nullish()),
	translated_content: translations(content, 'article_translated_content').optional(),
	audience_ids: since('2.16', ids.nullish()),
	ai_chatbot_availability: since('2.16', z.boolean().optional()),
	ai_copilot_availability: since('2.16', z.boolean().optional()),
	ai_sales_agent_availability: since('2.16', z.boolean().optional()),
	scheduled_publish_at: since('2.16', z.string().nullish()),
	scheduled_unpublish_at: since('2.16', z.string().nullish()),
};
const fresh = fields({ title: z.string().min(1), author_id: z.number().int(), parent_id: z.number().int().optional(), ...shared });
const change = fields({
	title: z.string().min(1).optional(),
	author_id: z.number().int().optional(),
	parent_id: z.string().optional(),
	...shared,
});

export const articles = [
	route('GET /articles', { query: pageQuery }, (call) =>
		pageOf(call, newestArticles(call.workspace, call.workspace.knowledge.articles.all()), 25, (article) =>
			articleView(call.workspace, article, call.version, { listed: true }),
		),
	),

	route('POST /articles', { body: fresh }, ({ workspace, version, body }) =>
		articleView(workspace, workspace.knowledge.articles.create(body as ArticleWish & typeof body), version),
	),

	route(
		'GET /articles/search',
		{
			query: {
				...pageQuery,
				phrase: z.string().optional(),
				state: z.enum(['published', 'draft', 'all']).optional(),
				help_center_id: queryNumber.optional(),
				highlight: queryFlag.optional(),
			},
		},
		(call) => {
			const { workspace, version, query } = call;
			const found = searchArticles(workspace, query);
			const { data, ...page } = pageOf(call, found, 10, (article) => article);
			const shown = data as typeof found;
			return {
				...page,
				data: {
					articles: shown.map((article) => articleView(workspace, article, version, { listed: true })),
					highlights: query.highlight ? shown.map((article) => highlightOf(workspace, article, query.phrase)) : [],
				},
			};
		},
	),

	route('GET /articles/{id}', {}, ({ workspace, version, params }) =>
		articleView(workspace, workspace.knowledge.articles.need(params.id), version),
	),

	route('PUT /articles/{id}', { body: change }, ({ workspace, version, params, body }) => {
		const { articles: book } = workspace.knowledge;
		return articleView(workspace, book.update(book.need(params.id), body as ArticleWish), version);
	}),

	route('DELETE /articles/{id}', {}, ({ workspace, params }) => {
		const article = workspace.knowledge.articles.need(params.id);
		workspace.knowledge.articles.delete(article);
		return { id: article.id, object: 'article', deleted: true };
	}),

	route('GET /articles/{id}/draft', { since: '2.16' }, ({ workspace, version, params }) => {
		const { articles: book } = workspace.knowledge;
		const article = book.need(params.id);
		if (!book.hasDraft(article)) throw notFound('The article has no draft');
		return articleView(workspace, article, version, { draft: true });
	}),

	route('PUT /articles/{id}/draft', { since: '2.16', body: change }, ({ workspace, version, params, body }) => {
		const { articles: book } = workspace.knowledge;
		return articleView(workspace, book.stage(book.need(params.id), body as ArticleWish), version, { draft: true });
	}),

	route(
		'POST /articles/{id}/draft/publish',
		{ since: '2.16', body: fields({ locales: z.array(z.string()).optional() }) },
		({ workspace, version, params, body }) => {
			const { articles: book } = workspace.knowledge;
			return articleView(workspace, book.publish(book.need(params.id), body.locales), version);
		},
	),

	route('GET /articles/{article_id}/versions', { since: '2.16', query: { ...pageQuery, locale: z.string().optional() } }, (call) => {
		const { articles: book } = call.workspace.knowledge;
		return pageOf(
			call,
			book.versionsOf(book.need(call.params.article_id), call.query.locale),
			25,
			(version) => versionView(version, false),
			{ locale: call.query.locale },
		);
	}),

	route(
		'GET /articles/{article_id}/versions/{id}',
		{ since: '2.16', query: { locale: z.string().optional() } },
		({ workspace, params, query }) => {
			const { articles: book } = workspace.knowledge;
			book.knowsLocale(query.locale);
			return versionView(book.needVersion(book.need(params.article_id), params.id), true);
		},
	),

	...tagging('articles', (workspace, articleId) => workspace.knowledge.articles.need(articleId)),
];
