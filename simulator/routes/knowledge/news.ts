/** News items and newsfeeds. */
import { z } from 'zod';
import { fields, timestamp } from '../../manners/check';
import { route } from '../../manners/route';
import { pageOf, pageQuery } from './words';

const item = fields({
	title: z.string().min(1),
	body: z.string().optional(),
	sender_id: z.number().int(),
	state: z.enum(['draft', 'live']).optional(),
	deliver_silently: z.boolean().optional(),
	labels: z.array(z.string()).optional(),
	reactions: z.array(z.string()).optional(),
	newsfeed_assignments: z.array(fields({ newsfeed_id: z.number().int().optional(), published_at: timestamp.optional() })).optional(),
});

export const news = [
	route('GET /news/news_items', { query: pageQuery }, (call) =>
		pageOf(call, call.workspace.knowledge.news.all(), 10, call.workspace.knowledge.news.view),
	),

	route('POST /news/news_items', { body: item }, ({ workspace, body }) =>
		workspace.knowledge.news.view(workspace.knowledge.news.create(body)),
	),

	route('GET /news/news_items/{id}', {}, ({ workspace, params }) =>
		workspace.knowledge.news.view(workspace.knowledge.news.need(params.id)),
	),

	route('PUT /news/news_items/{id}', { body: item }, ({ workspace, params, body }) => {
		const { news: book } = workspace.knowledge;
		return book.view(book.update(book.need(params.id), body));
	}),

	route('DELETE /news/news_items/{id}', {}, ({ workspace, params }) => {
		const one = workspace.knowledge.news.need(params.id);
		workspace.knowledge.news.delete(one);
		return { id: one.id, object: 'news-item', deleted: true };
	}),

	route('GET /news/newsfeeds', { query: pageQuery }, (call) =>
		pageOf(call, call.workspace.knowledge.newsfeeds.all(), 10, call.workspace.knowledge.newsfeeds.view),
	),

	route('GET /news/newsfeeds/{id}', {}, ({ workspace, params }) =>
		workspace.knowledge.newsfeeds.view(workspace.knowledge.newsfeeds.need(params.id)),
	),

	route('GET /news/newsfeeds/{id}/items', { query: pageQuery }, (call) => {
		const { news: book, newsfeeds } = call.workspace.knowledge;
		return pageOf(call, book.liveIn(newsfeeds.need(call.params.id)), 20, book.view);
	}),
];
