/** Search over everything in the knowledge hub, and actions on many. */
import { z } from 'zod';
import { fields, queryNumber } from '../../manners/check';
import { Answer, route } from '../../manners/route';
import { foundView, searchContent } from '../../workspace/knowledge/content';
import { ids, listed, pageOf } from './words';

const onOff = z.enum(['on', 'off']).optional();
const number = z.coerce.number().int();

export const content = [
	route(
		'GET /content/search',
		{
			since: '2.16',
			query: {
				query: z.string().optional(),
				page: queryNumber.optional(),
				per_page: queryNumber.optional(),
				states: listed(z.enum(['published', 'draft'])).optional(),
				locales: listed(z.string()).optional(),
				tag_ids: listed(z.string()).optional(),
				tag_operator: z.enum(['IN', 'NIN']).optional(),
				any_tag_ids: listed(z.string()).optional(),
				folder_ids: listed(number).optional(),
				folder_entity_type: z.enum(['folder']).optional(),
				content_types: listed(z.enum(['snippet', 'external_content', 'file_source_content', 'internal_article', 'article'])).optional(),
				copilot_state: onOff,
				fin_service_state: onOff,
				fin_sales_state: onOff,
				created_by_ids: listed(number).optional(),
				last_updated_by_ids: listed(number).optional(),
				created_at_after: queryNumber.optional(),
				created_at_before: queryNumber.optional(),
				updated_at_after: queryNumber.optional(),
				updated_at_before: queryNumber.optional(),
			},
		},
		(call) => {
			const { page, per_page, ...ask } = call.query;
			const paging = { ...call, query: { page: Math.max(1, page ?? 1), per_page }, settings: { ...call.settings, maxPageSize: 50 } };
			const { pages, ...answer } = pageOf(paging, searchContent(call.workspace, ask), 10, foundView);
			return { ...answer, pages: { ...pages, next: null, prev: null } };
		},
	),

	route(
		'POST /content/bulk_actions',
		{
			since: '2.16',
			body: fields({
				action: z.enum(['publish', 'unpublish', 'delete', 'set_availability', 'set_audience', 'update_tags']),
				content_ids: z
					.array(
						fields({
							type: z.enum([
								'article',
								'article_content',
								'content_snippet',
								'external_content',
								'file_source_content',
								'internal_article',
							]),
							id: z.string().min(1),
						}),
					)
					.min(1)
					.max(1000),
				availability: fields({
					ai_agent: z.boolean().optional(),
					copilot: z.boolean().optional(),
					sales_agent: z.boolean().optional(),
				}).optional(),
				audience: fields({
					add_segment_ids: ids.optional(),
					remove_segment_ids: ids.optional(),
					remove_all: z.boolean().optional(),
				}).optional(),
				tags: fields({ add_tag_ids: ids.optional(), remove_tag_ids: ids.optional() }).optional(),
			}),
		},
		({ workspace, body }) => {
			workspace.knowledge.accept(body);
			return new Answer(202, { type: 'content_bulk_action', status: 'queued' });
		},
	),
];
