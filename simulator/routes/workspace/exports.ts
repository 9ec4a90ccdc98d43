/** Exports: begin one, ask how far it is, fetch its file. */
import { z } from 'zod';
import { fields, timestamp } from '../../manners/check';
import { badRequest } from '../../manners/errors';
import { Answer, type Call, route } from '../../manners/route';
import { csv, DATASETS, type Export, type ExportKind } from '../../workspace/office/exports';

const ADDRESS: Record<ExportKind, string> = { content: '/download/content/data', reporting: '/download/reporting_data' };

const view = ({ workspace, origin }: Call, job: Export) => workspace.office.exports.view(job, `${origin}${ADDRESS[job.kind]}/${job.id}`);
const COLUMNS = [
	'user_id',
	'user_external_id',
	'content_id',
	'content_type',
	'sent_at',
	'first_open',
	'first_click',
	'first_reply',
	'bounced_at',
];

/** @throws 406 where the client does not ask for bytes */
function file(call: Call, kind: ExportKind): ReadableStream<Uint8Array> {
	const { exports } = call.workspace.office;
	const job = exports.file(exports.need(kind, call.params.id));
	if (call.accept !== 'application/octet-stream') throw badRequest('bad_request', 'The Accept header must be application/octet-stream');
	return ReadableStream.from(csv(job)) as ReadableStream<Uint8Array>;
}

const named = (name: string) => ({ 'Content-Type': 'application/octet-stream', 'Content-Disposition': `attachment; filename="${name}"` });

export const exports = [
	route('POST /export/content/data', { body: fields({ created_at_after: timestamp, created_at_before: timestamp }) }, (call) => {
		if (call.body.created_at_before < call.body.created_at_after)
			throw badRequest('bad_request', 'created_at_before is before created_at_after');
		call.workspace.office.note('bulk_export', 'Message data was exported');
		return view(call as Call, call.workspace.office.exports.start('content', COLUMNS));
	}),
	route('GET /export/content/data/{id}', {}, (call) => view(call as Call, call.workspace.office.exports.need('content', call.params.id))),
	route('POST /export/cancel/{id}', {}, (call) => {
		const { exports: book } = call.workspace.office;
		const job = book.need('content', call.params.id);
		book.cancel(job);
		return view(call as Call, job);
	}),
	/** Compressed, with a name of its own. */
	route(
		'GET /download/content/data/{id}',
		{},
		(call) =>
			new Answer(
				200,
				file(call as Call, 'content').pipeThrough(new CompressionStream('gzip')),
				named(`message-data-${call.params.id}.csv.gz`),
			),
	),

	route(
		'POST /export/reporting_data/enqueue',
		{ body: fields({ dataset_id: z.string(), attribute_ids: z.array(z.string()), start_time: timestamp, end_time: timestamp }) },
		(call) => {
			const { dataset_id: id, attribute_ids: columns, start_time: from, end_time: to } = call.body;
			const dataset = DATASETS[id];
			if (!dataset) throw badRequest('bad_request', `${id} is not a valid dataset_id`);
			if (columns.length === 0) throw badRequest('bad_request', 'attribute_ids must contain at least one attribute_id');
			const unknown = columns.filter(
				(column) => !(column.replace(`${dataset.prefix}.`, '') in dataset.columns) || !column.startsWith(`${dataset.prefix}.`),
			);
			if (unknown.length > 0) throw badRequest('bad_request', `attribute_ids invalid for ${id} dataset: ${unknown.join(', ')}`);
			if (to < from) throw badRequest('bad_request', 'end_time is before start_time');
			return view(call as Call, call.workspace.office.exports.start('reporting', columns));
		},
	),
	route('GET /export/reporting_data/get_datasets', {}, () => ({
		type: 'list',
		data: Object.entries(DATASETS).map(([id, { name, description, time, prefix, columns }]) => ({
			id,
			name,
			description,
			default_time_attribute_id: time,
			attributes: Object.entries(columns).map(([column, label]) => ({ id: column, qualified_id: `${prefix}.${column}`, name: label })),
		})),
	})),
	route(
		'GET /export/reporting_data/{id}',
		{ query: { app_id: z.string().optional(), client_id: z.string().optional(), job_identifier: z.string().optional() } },
		(call) => view(call as Call, call.workspace.office.exports.need('reporting', call.params.id)),
	),
	route(
		'GET /download/reporting_data/{id}',
		{ query: { app_id: z.string().optional(), job_identifier: z.string().optional() } },
		(call) => new Answer(200, file(call as Call, 'reporting'), named(`report-${call.params.id}.csv`)),
	),
];
