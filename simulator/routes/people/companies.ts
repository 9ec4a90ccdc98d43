/** Companies: write, read, list by page, scroll, search. */
import { z } from 'zod';
import { fields, queryNumber, timestamp } from '../../manners/check';
import { companyNotFound } from '../../manners/errors';
import { cursorPage, numberedPage } from '../../manners/paging';
import { route, type Call } from '../../manners/route';
import { compile, sortOrder } from '../../search/query';
import type { Company } from '../../workspace/types';
import { companyView } from '../../workspace/views';
import { searchBody } from './contacts';

/** What may be sent on a company that exists. */
export const companyFields = {
	name: z.string().optional(),
	plan: z.string().optional(),
	size: z.number().int().optional(),
	website: z.string().optional(),
	industry: z.string().optional(),
	custom_attributes: z.record(z.unknown()).optional(),
	monthly_spend: z.number().optional(),
	/** For PUT it stands in the change log only. */
	update_last_request_at: z.boolean().optional(),
};
/** What may be sent when creating or updating by `company_id`. */
export const newCompanyFields = {
	...companyFields,
	company_id: z.string().min(1).optional(),
	remote_created_at: timestamp.optional(),
};

/** A list of companies in the shape of the API. */
export function companyList(call: Call, page: { items: Company[]; total_count: number; pages: unknown }) {
	return {
		type: 'list',
		data: page.items.map((company) => companyView(call.workspace, company, call.version)),
		pages: page.pages,
		total_count: page.total_count,
	};
}

const pageQuery = { page: queryNumber.optional(), per_page: queryNumber.optional() };
const here = (call: Call) => call.origin + call.path;
const lastSeen = (company: Company) => company.last_request_at ?? 0;

export const companies = [
	route('POST /companies', { body: fields(newCompanyFields) }, ({ workspace, version, body }) =>
		companyView(workspace, workspace.companies.upsert(body), version),
	),

	route(
		'GET /companies',
		{
			query: {
				...pageQuery,
				name: z.string().optional(),
				company_id: z.string().optional(),
				tag_id: z.string().optional(),
				segment_id: z.string().optional(),
			},
		},
		(call) => {
			const { workspace, settings, query, version } = call;
			if (query.company_id !== undefined || query.name !== undefined) {
				const found =
					query.company_id !== undefined
						? workspace.companies.byOwnId(query.company_id)
						: workspace.companies.all().find((company) => company.name === query.name);
				if (!found) throw companyNotFound();
				return companyView(workspace, found, version);
			}
			const { tag_id: tagId, segment_id: segmentId } = query;
			const segment = segmentId === undefined ? undefined : workspace.segments.get(segmentId);
			const listed = workspace
				.listedCompanies()
				.filter((company) => tagId === undefined || company.tags.some((tag) => tag.id === tagId))
				.filter((company) => segmentId === undefined || (segment !== undefined && workspace.isIn(segment, company)));
			return companyList(call, numberedPage(listed.reverse(), query, settings, here(call), 15, { tag_id: tagId, segment_id: segmentId }));
		},
	),

	route('POST /companies/list', { query: { ...pageQuery, order: z.enum(['asc', 'desc']).optional() } }, (call) => {
		const direction = call.query.order === 'asc' ? 1 : -1;
		const sorted = call.workspace.listedCompanies().sort((a, b) => direction * (lastSeen(a) - lastSeen(b) || a.seq - b.seq));
		return companyList(call, numberedPage(sorted, call.query, call.settings, here(call), 15, { order: call.query.order }));
	}),

	route(
		'GET /companies/scroll',
		{ query: { scroll_param: z.string().optional() }, onBroken: (workspace) => workspace.scroll.drop() },
		({ workspace, version, query }) => {
			const { id, page } = workspace.scroll.next(query.scroll_param, () => workspace.listedCompanies());
			return {
				type: 'list',
				data: page.map((company) => companyView(workspace, company, version)),
				pages: null,
				total_count: null,
				scroll_param: id,
			};
		},
	),

	route('POST /companies/search', { since: 'Preview', body: searchBody }, (call) => {
		const { workspace, settings, body } = call;
		const matches = compile(workspace, 'company', body.query, settings.dateRule);
		const order = sortOrder(workspace, 'company', body.sort);
		return companyList(call, cursorPage(workspace.listedCompanies().filter(matches), body.pagination ?? {}, settings, order, 15));
	}),

	route('GET /companies/{id}', {}, ({ workspace, version, params }) =>
		companyView(workspace, workspace.companies.need(params.id), version),
	),

	route('PUT /companies/{id}', { body: fields(companyFields) }, ({ workspace, version, params, body }) =>
		companyView(workspace, workspace.companies.update(workspace.companies.need(params.id), body), version),
	),

	route('DELETE /companies/{id}', {}, ({ workspace, params }) => {
		const company = workspace.companies.need(params.id);
		workspace.deleteCompany(company);
		return { id: company.id, object: 'company', deleted: true };
	}),
];
