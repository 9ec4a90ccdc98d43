/**
 * An export from start to file: begin it, wait until Intercom has made it, hand on the file as it comes in.
 * Nothing is lost when the time is over, a request fails or the workflow is stopped: the job goes on in Intercom, the error
 * names it, and the same operation goes on with it.
 */

import type { Endpoint } from '../intercom/client';
import { IntercomError, isJobLimit } from '../intercom/errors';
import { type Json, textOf } from '../intercom/json';
import { rethrown } from '../intercom/rethrown';
import { type Calls, type Procedure, FileAnswer, Refusal, type Values } from './procedure';
import { MINUTE, until } from './waiting';

interface Kind {
	/** For people: "data export". */
	name: string;
	start: Endpoint;
	status: Endpoint;
	download: Endpoint;
	/** What the two requests about a job may carry in their query, by the names of `inputs`. */
	codes?: { status: readonly string[]; download: readonly string[] };
	file: (job: string) => { name: string; type: string };
}

function exporting(kind: Kind): Procedure {
	return async ({ job_identifier, time_limit, ...inputs }, calls) => {
		const { what, codes } = apart(kind, inputs);
		const limitMs = Number(time_limit ?? 60) * MINUTE;
		const start = calls.now();
		const job = textOf(job_identifier) || (await begin(kind, what, calls, limitMs));
		const look = patiently(
			async () => await calls.send(kind.status, { path: { job_identifier: job }, query: codes.status, holds: ['status'] }),
			job,
		);
		const ended = await until(calls, { limitMs: Math.max(limitMs - (calls.now() - start), 1) }, async () => {
			const state = await look();
			return state && ENDED.test(textOf(state.status)) ? state : undefined;
		});
		if (!ended) throw late(kind, job, limitMs);
		return await result(kind, job, ended, calls, codes.download);
	};
}

/** The states that stay as they are. What Intercom calls the others is no reason to stop waiting. */
const ENDED = /^(complete|fail|no_data|cancel|error|expire)/i;

/** An export may take an hour: so many looks in a row may fail. */
const MOST_FAILED_LOOKS = 5;

/** What `ask` answers, or undefined after a fault that may pass. Rejects with an error that names the job. */
function patiently(ask: () => Promise<Json>, job: string): () => Promise<Json | undefined> {
	let failed = 0;
	return async () => {
		try {
			const state = await ask();
			failed = 0;
			return state;
		} catch (error) {
			if (!(error instanceof IntercomError)) throw rethrown(error);
			if (!mayPass(error) || ++failed >= MOST_FAILED_LOOKS) throw error.during(started(job));
			return undefined;
		}
	};
}

const mayPass = ({ kind, status = 0, details }: IntercomError): boolean => !details.notSent && (kind !== 'http' || status >= 500);

const started = (job: string): { what: string; advice: string } => ({
	what: `job ${job}`,
	advice: `Nothing is lost: the export goes on in Intercom. Run the operation again with '${job}' as 'Continue Job ID'`,
});

/** What the export is about, and what goes into the query of the requests after its start. */
function apart(
	{ codes = { status: [], download: [] } }: Kind,
	inputs: Values,
): { what: Values; codes: { status?: Json; download?: Json } } {
	const named = (names: readonly string[]): Json | undefined => {
		const found = Object.entries(inputs).filter(([name]) => names.includes(name));
		return found.length ? Object.fromEntries(found) : undefined;
	};
	const all = [...codes.status, ...codes.download];
	return {
		what: Object.fromEntries(Object.entries(inputs).filter(([name]) => !all.includes(name))),
		codes: { status: named(codes.status), download: named(codes.download) },
	};
}

/** The new job's ID. While Intercom makes others for the workspace, it waits for its turn. */
async function begin({ name, start }: Kind, what: Values, calls: Calls, limitMs: number): Promise<string> {
	const tries = await attempt(start, what, calls);
	const job = tries ?? (await until(calls, { limitMs, firstMs: 10_000, mostMs: MINUTE }, async () => await attempt(start, what, calls)));
	if (job === '') throw new Refusal(`Intercom does not say which ${name} it started`, 'Look in Intercom before you start another one.');
	if (job === undefined) {
		throw new Refusal(
			`No ${name} could be started within ${limitMs / MINUTE} minutes: others of the workspace are still under way`,
			"Run it at another time, allow more 'Time Limit', or cancel an export that nobody waits for.",
		);
	}
	return job;
}

/** Undefined while there are too many. */
async function attempt(start: Endpoint, body: Values, { send }: Calls): Promise<string | undefined> {
	try {
		const { job_identifier, job_identfier } = await send(start, { body, holds: [] });
		return textOf(job_identifier) || textOf(job_identfier);
	} catch (error) {
		if (isJobLimit(error)) return undefined;
		throw rethrown(error);
	}
}

/** An export without data has no file: the item says so. */
async function result({ name, download, file }: Kind, job: string, ended: Json, calls: Calls, query?: Json): Promise<Json | FileAnswer> {
	const status = textOf(ended.status);
	const json = { ...ended, job_identifier: job };
	if (status === 'no_data') return json;
	if (!/^complete/.test(status))
		throw new Refusal(
			`The ${name} did not succeed: Intercom says "${status}" (job ${job})`,
			status.startsWith('cancel')
				? 'Somebody cancelled it. Start another one.'
				: 'Start another one, over a shorter span of time if it was a long one.',
		);
	return new FileAnswer(json, { ...file(job), download: calls.download(download, { path: { job_identifier: job }, query }) }, started(job));
}

const late = ({ name }: Kind, job: string, limitMs: number): Refusal =>
	new Refusal(
		`The ${name} is not finished after ${limitMs / MINUTE} minutes (job ${job})`,
		`Nothing is lost: Intercom goes on with it. Run the operation again with '${job}' as 'Continue Job ID', or look with 'Get' and fetch the file with 'Download'.`,
	);

/** Message data: always a compressed CSV file. */
export const exportMessages = exporting({
	name: 'data export',
	start: 'POST /export/content/data',
	status: 'GET /export/content/data/{job_identifier}',
	download: 'GET /download/content/data/{job_identifier}',
	file: (job) => ({ name: `data-export-${job}.csv.gz`, type: 'application/gzip' }),
});

/** Reporting data: CSV. */
export const exportReport = exporting({
	name: 'reporting export',
	start: 'POST /export/reporting_data/enqueue',
	status: 'GET /export/reporting_data/{job_identifier}',
	download: 'GET /download/reporting_data/{job_identifier}',
	codes: { status: ['app_id', 'client_id'], download: ['app_id'] },
	file: (job) => ({ name: `reporting-export-${job}.csv`, type: 'text/csv' }),
});
