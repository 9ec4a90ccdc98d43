/** Data connectors and what happened when they were used; product catalogs. */
import { z } from 'zod';
import { fields, queryNumber } from '../../manners/check';
import { badRequest, invalid, notFound } from '../../manners/errors';
import { cursorPage } from '../../manners/paging';
import { Answer, type Call, route } from '../../manners/route';

const since = '2.16' as const;
const wish = {
	description: z.string().optional(),
	http_method: z.enum(['get', 'post', 'put', 'delete', 'patch']).optional(),
	url: z.string().optional(),
	body: z.string().optional(),
	direct_fin_usage: z.boolean().optional(),
	audiences: z.array(z.enum(['leads', 'users', 'visitors'])).optional(),
	headers: z.array(fields({ name: z.string(), value: z.string().optional() })).optional(),
	data_inputs: z
		.array(
			fields({
				name: z.string(),
				type: z.enum(['string', 'integer', 'decimal', 'boolean']),
				description: z.string().optional(),
				required: z.boolean().optional(),
				default_value: z.string().optional(),
			}),
		)
		.optional(),
	customer_authentication: z.boolean().optional(),
	bypass_authentication: z.boolean().optional(),
	validate_missing_attributes: z.boolean().optional(),
	mock_response: z.record(z.unknown()).optional(),
	token_ids: z.array(z.string()).optional(),
};
const paging = { per_page: queryNumber.optional(), starting_after: z.string().optional() };
const connectorOf = ({ workspace, params }: Call) => workspace.fin.connectors.need(params.id);
const HOUR = 3600;

export const connectors = [
	route('GET /data_connectors', { since, query: paging }, ({ workspace, query, settings }) => {
		const { items, pages } = cursorPage(workspace.fin.connectors.all(), query, { ...settings, maxPageSize: 50 }, undefined, 20);
		return { type: 'list', data: items.map((connector) => workspace.fin.connectors.view(connector)), pages };
	}),
	route(
		'POST /data_connectors',
		{ since, body: fields({ name: z.string().min(1), ...wish }) },
		({ workspace, body }) => new Answer(201, workspace.fin.connectors.view(workspace.fin.connectors.create(body))),
	),
	route('GET /data_connectors/{id}', { since, query: { state_version: z.string().optional() } }, (call) => {
		const { query, workspace } = call;
		if (query.state_version !== undefined && !['live', 'draft'].includes(query.state_version))
			throw invalid('Invalid state_version. Must be one of: live, draft');
		const connector = connectorOf(call as Call);
		return workspace.fin.connectors.view(connector, query.state_version === 'draft' ? connector.draft : undefined);
	}),
	route(
		'PATCH /data_connectors/{id}',
		{ since, body: fields({ name: z.string().min(1).optional(), state: z.enum(['draft', 'live']).optional(), ...wish }) },
		(call) => {
			const { connectors: book } = call.workspace.fin;
			return book.view(book.update(connectorOf(call as Call), call.body));
		},
	),
	route('DELETE /data_connectors/{id}', { since }, (call) => {
		const connector = connectorOf(call as Call);
		call.workspace.fin.connectors.delete(connector);
		return { id: connector.id, object: 'data_connector', deleted: true };
	}),
	route(
		'GET /data_connectors/{id}/execution_results',
		{
			since,
			query: {
				...paging,
				success: z.enum(['true', 'false']).optional(),
				error_type: z.string().optional(),
				start_ts: queryNumber.optional(),
				end_ts: queryNumber.optional(),
				include_bodies: z.enum(['true', 'false']).optional(),
			},
		},
		(call) => {
			const { workspace, query, settings, clock } = call;
			const connector = connectorOf(call as Call);
			const {
				start_ts: from = clock.seconds() - HOUR,
				end_ts: to = clock.seconds(),
				success,
				error_type: type,
				include_bodies: bodies,
			} = query;
			const fits = workspace.fin.connectors
				.executionsOf(connector)
				.filter(
					(one) =>
						one.at >= from &&
						one.at <= to &&
						(success === undefined || String(one.success) === success) &&
						(type === undefined || one.error_type === type),
				);
			const { items, pages } = cursorPage(fits, query, { ...settings, maxPageSize: 30 }, undefined, 10);
			return {
				type: 'list',
				data: items.map((one) =>
					workspace.fin.connectors.executionView(one, { method: connector.draft.http_method, bodies: bodies === 'true' }),
				),
				pages,
			};
		},
	),
	route('GET /data_connectors/{id}/execution_results/{result_id}', { since }, (call) => {
		const { connectors: book } = call.workspace.fin;
		const connector = connectorOf(call as Call);
		const result = book.executionsOf(connector).find(({ id }) => id === call.params.result_id);
		if (!result) throw notFound('Execution result not found');
		return book.executionView(result, { method: connector.draft.http_method, bodies: true });
	}),
];

const part = z
	.string()
	.regex(/^[1-9]\d*$/)
	.transform(Number);

export const catalogs = [
	route(
		'POST /ecommerce/connectors/{id}/catalog',
		{
			since: 'Preview',
			multipart: true,
			body: fields({
				catalog: z.string().optional(),
				finalize: z.enum(['true', 'false']).optional(),
				import_job_id: z.string().optional(),
				part_number: part.optional(),
			}),
		},
		({ workspace, params, body }) => {
			const { catalogs: book } = workspace.fin;
			const connector = book.needConnector(params.id);
			const { catalog, finalize, import_job_id: id, part_number: number } = body;
			if (finalize === 'true') {
				if (id === undefined) throw badRequest('bad_request', 'import_job_id is required to finalize');
				return new Answer(202, {
					import_job_id: book.finish(book.need(connector, id)).id,
					status: 'accepted',
					message: 'Catalog sync started',
				});
			}
			if (catalog === undefined) throw badRequest('bad_request', 'catalog file is required');
			if (finalize === 'false') {
				const { job, next } = book.uploadPart(connector, catalog, id, number);
				return { import_job_id: job.id, next_part_number: next };
			}
			if (id !== undefined) throw badRequest('bad_request', 'finalize is required with import_job_id');
			return new Answer(202, { import_job_id: book.upload(connector, catalog).id, status: 'accepted', message: 'Catalog sync started' });
		},
	),
];
