/**
 * What leaves the workspace as files or in the background: message data, reports, workflows, jobs.
 * Source: the API description's tags Data Export, Reporting Data Export, Workflows and Jobs.
 */

import { override, date, ref, refs, text, whole } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';

const job = text('Job ID', {
	required: true,
	param: 'jobId',
	example: 'orzzsbd7hk67xyu',
	about: 'The job identifier that the start of the export gave',
});
const path = { job_identifier: job };
const waiting: Fields = {
	job_identifier: text('Continue Job ID', {
		param: 'continueJobId',
		example: 'orzzsbd7hk67xyu',
		about: 'An export that was started before: it is waited for and downloaded, and no other is started',
	}),
	time_limit: whole('Time Limit', {
		initial: 60,
		min: 1,
		max: 2880,
		param: 'timeLimitMinutes',
		about: 'Minutes to wait for the file. The export goes on in Intercom when they are over.',
	}),
};

// --- message data

const days: Fields = {
	created_at_after: date('From', { required: true, param: 'exportFrom', about: 'The first day; messages count by when they were sent' }),
	created_at_before: date('To', { required: true, param: 'exportTo', about: 'The last day, itself included' }),
};
const busy = {
	'429': {
		what: 'Another data export of the workspace is under way',
		advice: 'Intercom makes one at a time: wait until it is finished, or cancel it',
	},
};

export const dataExports: Resource = {
	id: 'dataExport',
	name: 'Data Export',
	about: 'Who got which outbound message and what they did with it, as a file',
	operations: [
		{
			id: 'exportToFile',
			name: 'Export to File',
			action: 'Run data export to file',
			about: 'Start an export, wait until Intercom has made it, and output it as one file',
			request: ['POST /export/content/data', 'GET /export/content/data/{job_identifier}', 'GET /download/content/data/{job_identifier}'],
			inputs: { ...days, ...waiting },
			procedure: 'exportMessages',
		},
		{
			id: 'start',
			name: 'Start',
			action: 'Start data export',
			about: 'Have Intercom begin an export; the output is a job',
			request: 'POST /export/content/data',
			holds: ['status'],
			body: days,
			refusals: busy,
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get data export',
			about: 'Retrieve the progress of an export',
			request: 'GET /export/content/data/{job_identifier}',
			holds: ['status'],
			path,
		},
		{
			id: 'cancel',
			name: 'Cancel',
			action: 'Cancel data export',
			about: 'Stop an export that is under way',
			request: 'POST /export/cancel/{job_identifier}',
			holds: ['status'],
			repeatable: true,
			path,
		},
		{
			id: 'download',
			name: 'Download',
			action: 'Download data export',
			about: 'Retrieve the file of a finished export. Intercom keeps it for two days.',
			request: 'GET /download/content/data/{job_identifier}',
			path,
			answer: { kind: 'file', fileName: 'data-export-{job_identifier}.csv.gz', mimeType: 'application/gzip', direct: true },
		},
	],
};

// --- reports

const dataset = ref('dataset', 'Dataset', { param: 'datasetId', identifies: false });
const report: Fields = {
	dataset_id: dataset,
	attribute_ids: refs('datasetAttribute', 'Column Names or IDs', { required: true, pick: true, param: 'attributeIds' }),
	start_time: date('From', { required: true, param: 'exportFrom' }),
	end_time: date('To', { required: true, param: 'exportTo' }),
};
/** The description wants two codes in the query; the endpoints do without as far as known. */
const codes: Fields = {
	app_id: text('App ID', { about: 'Code of the workspace, if Intercom asks for it' }),
	client_id: text('Client ID', { about: 'Client ID of the app, if Intercom asks for it' }),
};
const full = {
	'429': {
		what: 'Five reporting exports of the workspace are under way',
		advice: 'Intercom makes five at a time: wait until one is finished',
	},
};

export const reportingExports: Resource = {
	id: 'reportingExport',
	name: 'Reporting Export',
	about: 'Conversations, tickets, calls and more as rows of a report',
	operations: [
		{
			id: 'exportToFile',
			name: 'Export to File',
			action: 'Run reporting export to file',
			about: 'Start an export, wait until Intercom has made it, and output it as one file',
			request: [
				'POST /export/reporting_data/enqueue',
				'GET /export/reporting_data/{job_identifier}',
				'GET /download/reporting_data/{job_identifier}',
			],
			inputs: { ...report, ...waiting, ...codes },
			procedure: 'exportReport',
		},
		{
			id: 'start',
			name: 'Start',
			action: 'Start reporting export',
			about: 'Have Intercom begin an export; the output is a job',
			request: 'POST /export/reporting_data/enqueue',
			holds: ['status'],
			body: report,
			refusals: full,
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get reporting export',
			about: 'Retrieve the progress of an export',
			request: 'GET /export/reporting_data/{job_identifier}',
			holds: ['status'],
			path,
			query: codes,
		},
		{
			id: 'download',
			name: 'Download',
			action: 'Download reporting export',
			about: 'Retrieve the file of a finished export',
			request: 'GET /download/reporting_data/{job_identifier}',
			path,
			query: { app_id: codes.app_id },
			answer: { kind: 'file', fileName: 'reporting-export-{job_identifier}.csv', mimeType: 'text/csv', direct: true },
		},
		{
			id: 'getDatasets',
			name: 'Get Many Datasets',
			action: 'Get many datasets of reporting export',
			about: 'Retrieve a list of what can be exported, with the qualified ID of every column',
			request: 'GET /export/reporting_data/get_datasets',
			list: { items: 'data' },
		},
	],
};

// --- workflows and jobs

export const workflowExports: Resource = {
	id: 'workflowExport',
	name: 'Workflow Export',
	about: 'The definition of a workflow of Intercom',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get workflow export',
			about: 'Retrieve a workflow of Intercom with its steps, rules and attributes',
			request: 'GET /export/workflows/{workflow_id}',
			holds: ['workflow'],
			path: { workflow_id: text('Workflow ID', { required: true, example: '12345' }) },
		},
	],
};

export const jobs: Resource = {
	id: 'job',
	name: 'Job',
	about: 'Work that Intercom does in the background, such as creating a ticket',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get job',
			about: 'Retrieve the progress of a job and what it created',
			request: 'GET /jobs/status/{job_id}',
			path: { job_id: override(job, { example: '42', about: 'The ID that the start of the work gave' }) },
		},
	],
};
