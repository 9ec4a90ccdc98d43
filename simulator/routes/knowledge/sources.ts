/** Content import sources and external pages. */
import { z } from 'zod';
import { fields, since } from '../../manners/check';
import { Answer, route } from '../../manners/route';
import { ids, pageOf, pageQuery } from './words';

const source = {
	url: z.string().url(),
	status: z.enum(['active', 'deactivated']).optional(),
	audience_ids: z.union([z.number().int(), ids]).nullish(),
};

const importSources = [
	route('GET /ai/content_import_sources', { query: pageQuery }, (call) =>
		pageOf(call, call.workspace.knowledge.sources.all(), 50, call.workspace.knowledge.sources.view),
	),

	route('POST /ai/content_import_sources', { body: fields({ sync_behavior: z.enum(['api']), ...source }) }, ({ workspace, body }) =>
		workspace.knowledge.sources.view(workspace.knowledge.sources.create(body)),
	),

	route('GET /ai/content_import_sources/{id}', {}, ({ workspace, params }) =>
		workspace.knowledge.sources.view(workspace.knowledge.sources.need(params.id)),
	),

	route(
		'PUT /ai/content_import_sources/{id}',
		{
			body: fields({
				sync_behavior: z.enum(['api', 'automated', 'manual']),
				...source,
				apply_audience_to_existing_content: z.boolean().optional(),
			}),
		},
		({ workspace, params, body }) => {
			const { sources: book } = workspace.knowledge;
			return book.view(book.update(book.need(params.id), body));
		},
	),

	route('DELETE /ai/content_import_sources/{id}', {}, ({ workspace, params }) => {
		workspace.knowledge.sources.delete(workspace.knowledge.sources.need(params.id));
		return new Answer(204, undefined);
	}),
];

const locale = z.enum(['en']);
const flag = z.boolean().optional();

const pages = [
	route('GET /ai/external_pages', { query: pageQuery }, (call) =>
		pageOf(call, [...call.workspace.knowledge.pages.all()].reverse(), 50, (page) => call.workspace.knowledge.pages.view(page)),
	),

	route(
		'POST /ai/external_pages',
		{
			body: fields({
				title: z.string().min(1),
				html: z.string(),
				url: z.string().url().optional(),
				ai_agent_availability: flag,
				ai_copilot_availability: flag,
				ai_sales_agent_availability: since('Preview', flag),
				locale,
				source_id: z.number().int(),
				external_id: z.string().min(1),
			}),
		},
		({ workspace, body }) => workspace.knowledge.pages.view(workspace.knowledge.pages.upsert(body)),
	),

	route('GET /ai/external_pages/{id}', {}, ({ workspace, params }) =>
		workspace.knowledge.pages.view(workspace.knowledge.pages.need(params.id)),
	),

	route(
		'PUT /ai/external_pages/{id}',
		{
			body: fields({
				title: z.string().min(1),
				html: z.string(),
				url: z.string().url(),
				ai_agent_availability: since('Preview', flag),
				ai_copilot_availability: since('Preview', flag),
				ai_sales_agent_availability: since('Preview', flag),
				fin_availability: flag,
				locale,
				source_id: z.number().int(),
				external_id: z.string().min(1).optional(),
			}),
		},
		({ workspace, params, body }) => {
			const { pages: book } = workspace.knowledge;
			return book.view(book.update(book.need(params.id), body));
		},
	),

	route('DELETE /ai/external_pages/{id}', {}, ({ workspace, params }) => {
		const page = workspace.knowledge.pages.need(params.id);
		workspace.knowledge.pages.delete(page);
		return { ...workspace.knowledge.pages.view(page), html: '' };
	}),
];

export const sources = [...importSources, ...pages];
