/** Articles, exports, calls, custom objects. */

import type { Route } from './people';
import type { Call } from './server';
import { type Answer, type Json, notFound, refusal } from './world';

const listOf =
	(kind: string, by: 'page' | 'cursor' | 'none' = 'page', key = 'data') =>
	(call: Call): Answer =>
		call.page({ by, key }, call.world.all(kind), () =>
			call.world.seed(kind, { id: call.world.freshId(kind), name: 'fresh', title: 'fresh', fresh: true }),
		);

function one(kind: string, handler: (call: Call, record: Json) => Answer) {
	return (call: Call): Answer => {
		const found = call.world.shelf(kind).get(call.ids[0]);
		return found && !found.gone ? handler(call, found) : notFound();
	};
}

/** `GET`, `POST`, `PUT`, `DELETE` of a plain kind of record. */
const plain = (path: string, kind: string): Route[] => [
	['GET', path, listOf(kind)],
	[
		'POST',
		path,
		(call) => {
			const id = call.world.freshId(kind);
			const record = call.world.seed(kind, { id, type: kind, ...call.body });
			call.did(kind, id, 'created', call.body);
			return { json: record };
		},
	],
	['GET', `${path}/:`, one(kind, (_call, record) => ({ json: record }))],
	[
		'PUT',
		`${path}/:`,
		one(kind, (call, record) => {
			Object.assign(record, call.body);
			call.did(kind, record.id, 'changed', call.body);
			return { json: record };
		}),
	],
	[
		'DELETE',
		`${path}/:`,
		one(kind, (call, record) => {
			record.gone = true;
			call.did(kind, record.id, 'deleted');
			return { json: { id: record.id, object: kind, deleted: true } };
		}),
	],
];

/** An export: `pending` until it has been looked at as often as its record says. */
const exportRoutes = (start: string, status: string, download: string): Route[] => [
	[
		'POST',
		start,
		(call) => {
			const id = `exp${call.world.freshId('export')}`;
			call.world.seed('export', { id, looks: Number(call.world.shelf('setting').get('export')?.looks ?? 1) });
			call.did('export', id, 'created', call.body);
			return { json: { job_identifier: id, status: 'pending', download_url: '', download_expires_at: '' } };
		},
	],
	[
		'GET',
		`${status}/:`,
		(call) => {
			const job = call.world.shelf('export').get(call.ids[0]);
			if (!job) return refusal(404, 'not_found', `Export job not found for identifier: ${call.ids[0]}`);
			const isDone = job.looks-- <= 0;
			return {
				json: {
					job_identifier: job.id,
					status: isDone ? 'completed' : 'pending',
					download_url: isDone ? `${call.url}${download}/${job.id}` : '',
					download_expires_at: '',
				},
			};
		},
	],
	[
		'GET',
		`${download}/:`,
		(call) => {
			const job = call.world.shelf('export').get(call.ids[0]);
			return job
				? {
						text: Buffer.from('id,name\n1,Ada\n'),
						headers: { 'content-type': 'application/octet-stream', ...call.world.shelf('setting').get('file')?.headers },
					}
				: notFound();
		},
	],
];

export const library: Route[] = [
	...plain('/articles', 'article'),
	...plain('/help_center/collections', 'collection'),
	...plain('/internal_articles', 'internal article'),
	...plain('/news/news_items', 'news item'),
	...plain('/ai/external_pages', 'external page'),
	...plain('/ai/content_import_sources', 'content source'),
	...plain('/folders', 'folder'),
	['GET', '/help_center/help_centers', listOf('help center')],
	['GET', '/news/newsfeeds', listOf('newsfeed')],
	['GET', '/content_snippets', listOf('snippet')],
	['GET', '/audiences', listOf('audience')],
	['GET', '/macros', listOf('macro', 'cursor')],
	['GET', '/calls', listOf('call')],
	['GET', '/data_connectors', listOf('connector', 'cursor')],
	['GET', '/custom_object_instances/:', listOf('object')],
	['GET', '/admins/activity_logs', listOf('log', 'page', 'activity_logs')],
	[
		'GET',
		'/calls/:/recording',
		one('call', (call, record) => ({
			status: 302,
			text: '',
			headers: {
				location:
					record.location?.replace('SIGNATURE', call.world.signature) ??
					`${call.url}/signed/${call.world.signature}/${record.id}.wav?X-Amz-Signature=c2lnbmVk`,
			},
		})),
	],
	[
		'GET',
		'/signed/:/:',
		(call) => ({
			text: Buffer.from(`sound of ${call.ids[1]}`),
			headers: { 'content-type': 'audio/wav', ...call.world.shelf('setting').get('file')?.headers },
		}),
	],
	[
		'GET',
		'/calls/:/transcript',
		one('call', () => ({ text: '[00:00:03] Teammate 1: "Hello"\n', headers: { 'content-type': 'text/plain' } })),
	],
	...exportRoutes('/export/content/data', '/export/content/data', '/download/content/data'),
	...exportRoutes('/export/reporting_data/enqueue', '/export/reporting_data', '/download/reporting_data'),
];
