/** Folders, internal articles and snippets. */
import { z } from 'zod';
import { fields, queryNumber, since } from '../../manners/check';
import { Answer, route } from '../../manners/route';
import { pageSize } from '../../manners/paging';
import { lastUpdatedFirst } from '../../workspace/knowledge/book';
import { availability, ids, pageOf, pageQuery, tagging } from './words';

const folder = { description: z.string().optional(), emoji: z.string().optional(), parent_folder_id: z.number().int().nullish() };

const folders = [
	route('GET /folders', { since: 'Preview', query: { ...pageQuery, parent_folder_id: queryNumber.optional() } }, (call) => {
		const { folders: book } = call.workspace.knowledge;
		const { parent_folder_id: parent } = call.query;
		return pageOf(
			call,
			book.all().filter((one) => parent === undefined || one.parent_folder_id === parent),
			50,
			book.view,
			{ parent_folder_id: parent?.toString() },
		);
	}),

	route(
		'POST /folders',
		{ since: 'Preview', body: fields({ folder: fields({ name: z.string().min(1), ...folder }) }) },
		({ workspace, body }) => workspace.knowledge.folders.view(workspace.knowledge.folders.create(body.folder)),
	),

	route('GET /folders/{id}', { since: 'Preview' }, ({ workspace, params }) =>
		workspace.knowledge.folders.view(workspace.knowledge.folders.need(params.id)),
	),

	route(
		'PUT /folders/{id}',
		{ since: 'Preview', body: fields({ folder: fields({ name: z.string().min(1).optional(), ...folder }) }) },
		({ workspace, params, body }) => {
			const { folders: book } = workspace.knowledge;
			return book.view(book.update(book.need(params.id), body.folder));
		},
	),

	route('DELETE /folders/{id}', { since: 'Preview' }, ({ workspace, params }) => {
		const one = workspace.knowledge.folders.need(params.id);
		workspace.knowledge.folders.delete(one);
		return { id: one.id, object: 'folder', deleted: true };
	}),
];

const internal = {
	body: z.string().optional(),
	body_markdown: since('2.16', z.string().optional()),
	// in the documented example, though not in the list of fields
	locale: z.string().optional(),
	folder_id: since('Preview', z.number().int().nullish()),
	audience_ids: since('2.16', ids.nullish()),
	ai_chatbot_availability: since('2.16', z.boolean().optional()),
	ai_copilot_availability: since('2.16', z.boolean().optional()),
	ai_sales_agent_availability: since('2.16', z.boolean().optional()),
};

const internalArticles = [
	route('GET /internal_articles', { query: pageQuery }, (call) => {
		const { internalArticles: book } = call.workspace.knowledge;
		return pageOf(call, lastUpdatedFirst(book.all()), 25, (article) => book.view(article, call.version));
	}),

	route(
		'POST /internal_articles',
		{ body: fields({ title: z.string().min(1), author_id: z.number().int(), owner_id: z.number().int(), ...internal }) },
		({ workspace, version, body }) => workspace.knowledge.internalArticles.view(workspace.knowledge.internalArticles.create(body), version),
	),

	route('GET /internal_articles/search', { query: { ...pageQuery, folder_id: queryNumber.optional() } }, (call) => {
		const { internalArticles: book, folders: shelves } = call.workspace.knowledge;
		const { folder_id: inside } = call.query;
		const wanted = inside === undefined ? undefined : shelves.within(shelves.need(inside).id);
		const found = book
			.all()
			.filter((article) => wanted === undefined || (article.folder_id !== null && wanted.includes(article.folder_id)));
		const { data, ...page } = pageOf(call, lastUpdatedFirst(found), 10, (article) => book.view(article, call.version));
		return { ...page, data: { internal_articles: data } };
	}),

	route('GET /internal_articles/{id}', {}, ({ workspace, version, params }) =>
		workspace.knowledge.internalArticles.view(workspace.knowledge.internalArticles.need(params.id), version),
	),

	route(
		'PUT /internal_articles/{id}',
		{
			body: fields({
				title: z.string().min(1).optional(),
				author_id: z.number().int().optional(),
				owner_id: z.number().int().optional(),
				...internal,
			}),
		},
		({ workspace, version, params, body }) => {
			const { internalArticles: book } = workspace.knowledge;
			return book.view(book.update(book.need(params.id), body), version);
		},
	),

	route('DELETE /internal_articles/{id}', {}, ({ workspace, params }) => {
		const article = workspace.knowledge.internalArticles.need(params.id);
		workspace.knowledge.internalArticles.delete(article);
		return { id: article.id, object: 'internal_article', deleted: true };
	}),

	...tagging('internal_articles', (workspace, articleId) => workspace.knowledge.internalArticles.need(articleId)),
];

const snippet = {
	json_blocks: z.array(z.record(z.unknown())).optional(),
	body_markdown: z.string().optional(),
	locale: z.string().optional(),
	audience_ids: ids.nullish(),
	...availability,
};

const snippets = [
	/** Counts its pages beside the items. */
	route('GET /content_snippets', { since: '2.16', query: pageQuery }, (call) => {
		const { snippets: book } = call.workspace.knowledge;
		const per_page = pageSize(call.query.per_page, { ...call.settings, maxPageSize: 50 }, 50);
		const page = call.query.page ?? 1;
		const all = lastUpdatedFirst(book.all());
		return {
			type: 'list',
			data: all.slice((page - 1) * per_page, page * per_page).map((one) => book.view(one)),
			total_count: all.length,
			page,
			per_page,
			total_pages: Math.ceil(all.length / per_page),
		};
	}),

	route(
		'POST /content_snippets',
		{ since: '2.16', body: fields({ title: z.string().min(1), ...snippet }) },
		({ workspace, body }) => new Answer(201, workspace.knowledge.snippets.view(workspace.knowledge.snippets.create(body))),
	),

	route('GET /content_snippets/{id}', { since: '2.16' }, ({ workspace, params }) =>
		workspace.knowledge.snippets.view(workspace.knowledge.snippets.need(params.id)),
	),

	route(
		'PUT /content_snippets/{id}',
		{ since: '2.16', body: fields({ title: z.string().min(1).optional(), ...snippet }) },
		({ workspace, params, body }) => {
			const { snippets: book } = workspace.knowledge;
			return book.view(book.update(book.need(params.id), body));
		},
	),

	route('DELETE /content_snippets/{id}', { since: '2.16' }, ({ workspace, params }) => {
		workspace.knowledge.snippets.delete(workspace.knowledge.snippets.need(params.id));
		return new Answer(204, undefined);
	}),

	...tagging('content_snippets', (workspace, snippetId) => workspace.knowledge.snippets.need(snippetId)),
];

export const hub = [...folders, ...internalArticles, ...snippets];
