/** Help centers, collections and redirects. */
import { z } from 'zod';
import { fields } from '../../manners/check';
import { route } from '../../manners/route';
import { lastUpdatedFirst } from '../../workspace/knowledge/book';
import type { CollectionWish } from '../../workspace/knowledge/help-center';
import { pageOf, pageQuery, translations } from './words';

const group = fields({ type: z.literal('group_content').nullish(), name: z.string().optional(), description: z.string().optional() });
const collection = {
	description: z.string().optional(),
	translated_content: translations(group, 'group_translated_content').optional(),
	parent_id: z.string().nullish(),
};

export const helpCenter = [
	route('GET /help_center/help_centers', {}, ({ workspace }) => ({
		type: 'list',
		data: workspace.knowledge.centers.all().map((center) => ({ ...center, workspace_id: workspace.id })),
	})),

	route('GET /help_center/help_centers/{id}', {}, ({ workspace, params }) => ({
		...workspace.knowledge.centers.need(params.id),
		workspace_id: workspace.id,
	})),

	route('GET /help_center/collections', { query: pageQuery }, (call) => {
		const { collections } = call.workspace.knowledge;
		return pageOf(call, lastUpdatedFirst(collections.all()), 20, (one) => collections.view(one));
	}),

	route(
		'POST /help_center/collections',
		{ body: fields({ name: z.string().min(1), ...collection, help_center_id: z.number().int().nullish() }) },
		({ workspace, body }) => {
			const { collections } = workspace.knowledge;
			return collections.view(collections.create(body as CollectionWish & { name: string }));
		},
	),

	route('GET /help_center/collections/{id}', {}, ({ workspace, params }) =>
		workspace.knowledge.collections.view(workspace.knowledge.collections.need(params.id)),
	),

	route(
		'PUT /help_center/collections/{id}',
		{ body: fields({ name: z.string().min(1).optional(), ...collection }) },
		({ workspace, params, body }) => {
			const { collections } = workspace.knowledge;
			return collections.view(collections.update(collections.need(params.id), body as CollectionWish));
		},
	),

	route('DELETE /help_center/collections/{id}', {}, ({ workspace, params }) => {
		const one = workspace.knowledge.collections.need(params.id);
		workspace.knowledge.collections.delete(one);
		return { id: one.id, object: 'collection', deleted: true };
	}),

	route('GET /help_center/help_centers/{help_center_id}/redirects', { since: '2.16', query: pageQuery }, (call) => {
		const { centers, redirects } = call.workspace.knowledge;
		const settings = { ...call.settings, maxPageSize: 250 };
		return pageOf({ ...call, settings }, redirects.of(centers.need(call.params.help_center_id)), 50, redirects.view);
	}),

	route(
		'POST /help_center/help_centers/{help_center_id}/redirects',
		{
			since: '2.16',
			body: fields({
				from_url: z.string().url(),
				locale: z.string(),
				target_type: z.enum(['article', 'collection']),
				target_id: z.string().min(1),
			}),
		},
		({ workspace, params, body }) => {
			const { centers, redirects } = workspace.knowledge;
			return redirects.view(redirects.create(centers.need(params.help_center_id), body));
		},
	),

	route('GET /help_center/help_centers/{help_center_id}/redirects/{id}', { since: '2.16' }, ({ workspace, params }) => {
		workspace.knowledge.centers.need(params.help_center_id);
		return workspace.knowledge.redirects.view(workspace.knowledge.redirects.need(params.id));
	}),

	route('DELETE /help_center/help_centers/{help_center_id}/redirects/{id}', { since: '2.16' }, ({ workspace, params }) => {
		workspace.knowledge.centers.need(params.help_center_id);
		const redirect = workspace.knowledge.redirects.need(params.id);
		workspace.knowledge.redirects.delete(redirect);
		return { id: redirect.id, object: 'help_center_redirect', deleted: true };
	}),
];
