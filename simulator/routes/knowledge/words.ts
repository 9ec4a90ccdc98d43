/** Schemas and answers that the knowledge routes share. */
import { z } from 'zod';
import { fields, queryNumber } from '../../manners/check';
import type { Call } from '../../manners/route';
import { route } from '../../manners/route';
import { numberedPage } from '../../manners/paging';
import type { AppliedTag } from '../../workspace/types';
import { tagView } from '../../workspace/views';
import { without } from '../../workspace/knowledge/book';
import type { Workspace } from '../../workspace';

export const pageQuery = { page: queryNumber.optional(), per_page: queryNumber.optional() };
export const ids = z.array(z.number().int());
export const availability = {
	ai_chatbot_availability: z.boolean().optional(),
	ai_copilot_availability: z.boolean().optional(),
	ai_sales_agent_availability: z.boolean().optional(),
};

export const LOCALES = [
	'ar',
	'bg',
	'bs',
	'ca',
	'cs',
	'da',
	'de',
	'el',
	'en',
	'es',
	'et',
	'fi',
	'fr',
	'he',
	'hr',
	'hu',
	'id',
	'it',
	'ja',
	'ko',
	'lt',
	'lv',
	'mn',
	'nb',
	'nl',
	'pl',
	'pt',
	'ro',
	'ru',
	'sl',
	'sr',
	'sv',
	'tr',
	'vi',
	'pt-BR',
	'zh-CN',
	'zh-TW',
];

/** Texts by language. */
export const translations = (content: z.ZodTypeAny, type: string) =>
	fields({ type: z.literal(type).nullish(), ...Object.fromEntries(LOCALES.map((locale) => [locale, content.nullish()])) }).nullable();

/** A list in the query: commas, or the name several times. */
export const listed = <T extends z.ZodTypeAny>(entry: T) =>
	z
		.union([z.string(), z.array(z.string())])
		.transform((value) =>
			[value]
				.flat()
				.flatMap((text) => text.split(','))
				.filter((text) => text !== ''),
		)
		.pipe(z.array(entry));

/** One page of a numbered list in the usual shape. */
export function pageOf<T>(
	call: Call<{ page?: number; per_page?: number }>,
	items: T[],
	usual: number,
	view: (item: T) => unknown,
	extra: Record<string, string | undefined> = {},
) {
	const page = numberedPage(items, call.query, call.settings, call.origin + call.path, usual, extra);
	// these lists say no more of the next page than how many there are
	return { type: 'list', pages: without(page.pages, 'next'), total_count: page.total_count, data: page.items.map(view) };
}

/** Tagging records of one kind. */
export const tagging = (plural: string, find: (workspace: Workspace, recordId: string) => { tags: AppliedTag[] }) => [
	route(
		`POST /${plural}/{record_id}/tags`,
		{ since: '2.16', body: fields({ id: z.string().min(1), admin_id: z.string().nullish() }) },
		({ workspace, params, body }) => {
			const record = find(workspace, params.record_id);
			const tag = workspace.tags.need(body.id);
			const applied = workspace.tags.apply(record, tag);
			if (body.admin_id && workspace.admins.has(body.admin_id)) applied.applied_by = body.admin_id;
			return tagView(tag, applied);
		},
	),

	route(`DELETE /${plural}/{record_id}/tags/{id}`, { since: '2.16' }, ({ workspace, params }) => {
		const record = find(workspace, params.record_id);
		const tag = workspace.tags.need(params.id);
		workspace.tags.remove(record, tag);
		return { type: 'tag', id: tag.id, name: tag.name, applied_at: null, applied_by: null };
	}),
];
