/** Exports: from start to file in n8n's engine, and what happens when that takes long. */

import { FileAnswer, Refusal } from '../../procedures/procedure';
import { exportMessages, exportReport } from '../../procedures/exports';
import { pretend, refused } from '../support/calls';
import { wait } from '../../scripts/machine.js';
import { by, useIntercom } from '../support/intercom';

const type = 'n8n-nodes-intercom.intercomWorkspace';
const world = useIntercom({ exportMs: 600 });
const span = { exportFrom: '2026-01-01', exportTo: '2026-01-31' };
const report = { datasetId: by('list', 'conversation'), attributeIds: ['conversation.conversation_id', 'conversation.state'], ...span };

/** The content of an item's file. */
const contentOf = (item: { binary?: Record<string, { data: string }> } | undefined): Buffer =>
	Buffer.from(item?.binary?.data.data ?? '', 'base64');
const unzipped = async (bytes: Buffer): Promise<string> =>
	await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();

describe('Export to File', () => {
	it('starts a message export, waits for it, and outputs it as one file with the name Intercom gives it', async () => {
		const { error, items } = await world.run('dataExport: exportToFile', span, [{}], { type });
		expect(error).toBeUndefined();
		const [{ body }] = world.sim.requests;
		expect(body).toEqual({ created_at_after: 1767225600, created_at_before: 1769817600 });
		const job = String(items[0].json.job_identifier);
		expect(items).toEqual([
			expect.objectContaining({ json: expect.objectContaining({ status: 'completed' }) as unknown, pairedItem: { item: 0 } }),
		]);
		expect(items[0].binary?.data).toMatchObject({ fileName: `message-data-${job}.csv.gz`, mimeType: 'application/gzip' });
		const rows = (await unzipped(contentOf(items[0]))).split('\r\n');
		expect(rows[0]).toBe('user_id,user_external_id,content_id,content_type,sent_at,first_open,first_click,first_reply,bounced_at');
		expect(rows.length).toBeGreaterThan(50);
		// polite: one question at a time, and no more than were needed
		expect(world.asked().filter((asked) => asked.startsWith('GET /export'))).toHaveLength(1);
	});

	it('does the same for reports, with the qualified IDs of the columns', async () => {
		const { error, items } = await world.run('reportingExport: exportToFile', report, [{}], { type });
		expect(error).toBeUndefined();
		expect(world.sim.requests[0].body).toEqual({
			dataset_id: 'conversation',
			attribute_ids: ['conversation.conversation_id', 'conversation.state'],
			start_time: 1767225600,
			end_time: 1769817600,
		});
		expect(contentOf(items[0]).toString().split('\r\n').slice(0, 2)).toEqual([
			'conversation.conversation_id,conversation.state',
			'conversation.conversation_id-1,conversation.state-2',
		]);
		expect(items[0].binary?.data).toMatchObject({ mimeType: 'text/csv', fileExtension: 'csv' });
		expect(world.sim.requests.at(-1)?.headers).toMatchObject({ accept: 'application/octet-stream' });
	});

	it('says that there was no data instead of making an empty file', async () => {
		world.sim.settings.exportBytes = 0;
		const { items } = await world.run('dataExport: exportToFile', span, [{}], { type });
		expect(items).toEqual([{ json: expect.objectContaining({ status: 'no_data' }) as unknown, pairedItem: { item: 0 } }]);
	});

	it('fails when Intercom fails, with the job', async () => {
		world.sim.settings.exportOutcome = 'failed';
		const { error } = await world.run('dataExport: exportToFile', span, [{}], { type });
		expect(error?.message).toMatch(/^The data export did not succeed: Intercom says "failed" \(job export\d+\)/);
	});

	it('goes on with an export that was started before, without starting another', async () => {
		const started = await world.run('dataExport: start', span, [{}], { type });
		const job = String(started.json[0].job_identifier);
		world.sim.requests.length = 0;
		const { items } = await world.run('dataExport: exportToFile', { ...span, additionalFields: { continueJobId: job } }, [{}], { type });
		expect(items[0].json.job_identifier).toBe(job);
		expect(world.asked()).toEqual([`GET /export/content/data/${job}`, `GET /download/content/data/${job}`]);
	});

	it('ends at once when the workflow is stopped; the export itself goes on', async () => {
		world.sim.settings.exportMs = 60_000;
		const run = world.run('dataExport: exportToFile', span, [{}], { type });
		for (let tries = 0; tries < 200 && world.asked().length < 1; tries++) await wait(10);
		const start = Date.now();
		run.cancel();
		expect((await run).error?.message).toBe('The execution was cancelled');
		expect(Date.now() - start).toBeLessThan(20_000);
		expect(world.asked()).toHaveLength(1);
	});
});

describe('the single steps', () => {
	it('start, tell how far it is, and download', async () => {
		const { json } = await world.run('reportingExport: start', report, [{}], { type });
		const job = String(json[0].job_identifier);
		expect(json).toEqual([{ job_identifier: job, status: 'pending', download_url: '', download_expires_at: '' }]);
		world.sim.advance(1000);
		expect((await world.run('reportingExport: get', { jobId: job }, [{}], { type })).json[0].status).toBe('complete');
		const { items } = await world.run('reportingExport: download', { jobId: job }, [{}], { type });
		expect(items[0].json).toEqual({ job_identifier: job });
		expect(contentOf(items[0]).length).toBeGreaterThan(5000);
	});

	it('cancel an export', async () => {
		const { json } = await world.run('dataExport: start', span, [{}], { type });
		const cancelled = await world.run('dataExport: cancel', { jobId: json[0].job_identifier }, [{}], { type });
		expect(cancelled.json[0].status).toBe('canceled');
	});

	it('say why a file cannot be had, although a file was asked for', async () => {
		const { json } = await world.run('dataExport: start', span, [{}], { type });
		const { error } = await world.run('dataExport: download', { jobId: json[0].job_identifier }, [{}], { type });
		expect(error).toMatchObject({
			httpCode: '404',
			description: expect.stringContaining('Intercom said: No file for export job') as string,
		});
	});

	it('do not take "too many exports" for "too many requests": nothing is sent again', async () => {
		const start = async () => await world.run('reportingExport: start', report, [{}], { type });
		for (let job = 0; job < 5; job++) await start();
		world.sim.requests.length = 0;
		const { error } = await start();
		expect(error?.message).toContain('Five reporting exports of the workspace are under way');
		expect(world.asked()).toHaveLength(1);
	});

	it('list what can be exported', async () => {
		const { json } = await world.run('reportingExport: getDatasets', { returnAll: true }, [{}], { type });
		expect(json.map(({ id }) => id)).toEqual(['conversation', 'ticket']);
	});
});

describe('in the panel', () => {
	it('the columns offered are those of the chosen dataset', async () => {
		expect(
			await world.host.callMethod({
				type,
				kind: 'loadOptions',
				method: 'listOfDatasetAttribute',
				parameters: { resource: 'reportingExport', operation: 'start', datasetId: by('list', 'ticket') } as never,
				credentials: world.credentials as never,
			}),
		).toEqual(expect.arrayContaining([{ name: 'Ticket ID', value: 'ticket.ticket_id' }]));
	});
});

describe('what takes longer', () => {
	const start = 'POST /export/content/data' as const;
	const status = 'GET /export/content/data/{job_identifier}' as const;
	const values = { created_at_after: 1, created_at_before: 2, time_limit: 10 };

	it('is asked for less and less often, and given up at the time limit, with the job and how to go on', async () => {
		const calls = pretend({ [start]: () => ({ job_identifier: 'job7' }), [status]: () => ({ status: 'in_progress' }) });
		const failure = await exportMessages(values, calls).then(
			() => undefined,
			(error: Refusal) => error,
		);
		expect(failure).toBeInstanceOf(Refusal);
		expect(failure?.message).toBe('The data export is not finished after 10 minutes (job job7)');
		expect(failure?.advice).toContain("'job7' as 'Continue Job ID'");
		expect(calls.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(600_000);
		expect(calls.pauses.slice(0, -1)).toEqual([...calls.pauses.slice(0, -1)].sort((a, b) => a - b));
		expect(Math.max(...calls.pauses)).toBe(30_000);
		expect(calls.asked.length).toBeLessThan(35);
	});

	it('ends also if the clock stands still', async () => {
		const calls = { ...pretend({ [start]: () => ({ job_identifier: 'job7' }), [status]: () => ({ status: 'pending' }) }), now: () => 0 };
		await expect(exportMessages(values, calls)).rejects.toThrow('not finished');
	});

	it('waits for its turn while others are exported', async () => {
		const busy = refused(start, 429, 'Exceeded rate limit of 1 pending message data export jobs', 'rate_limit_exceeded');
		const calls = pretend({
			[start]: (_, count) => {
				if (count < 4) throw busy;
				return { job_identfier: 'job8' };
			},
			[status]: () => ({ status: 'completed' }),
		});
		expect(await exportMessages(values, calls)).toBeInstanceOf(FileAnswer);
		expect(calls.pauses).toEqual([10_000, 15_000, 22_500, 1_000]);
		await expect(
			exportReport(
				{ ...values },
				pretend({
					'POST /export/reporting_data/enqueue': () => {
						throw busy;
					},
				}),
			),
		).rejects.toThrow('No reporting export could be started within 10 minutes');
	});

	it('tells when it was cancelled in Intercom', async () => {
		const calls = pretend({ [start]: () => ({ job_identifier: 'job9' }), [status]: () => ({ status: 'canceled' }) });
		await expect(exportMessages(values, calls)).rejects.toThrow('Intercom says "canceled" (job job9)');
	});

	it('stops when the execution does, without another request', async () => {
		const calls = pretend({ [start]: () => ({ job_identifier: 'job7' }), [status]: () => ({ status: 'pending' }) }, { stopAfter: 2 });
		await expect(exportMessages(values, calls)).rejects.toThrow('cancelled');
		expect(calls.asked).toHaveLength(3);
	});
});
