// Many executions at once on one credential, in two workers that do not know of each other.
import assert from 'node:assert/strict';
import os from 'node:os';
import { check, heading } from '../checks.mjs';
import { intercom } from '../talk/workflow.mjs';
import { settled, spans, workersOf } from './counting.mjs';
import { hooked, split } from './loading.mjs';

const EXECUTIONS = 20;
const ITEMS = 100;
const WINDOW_SECONDS = 10;

export async function pacingChecks(cluster, figures) {
	heading(`${EXECUTIONS} executions of ${ITEMS} upserts at once, on one credential`);
	figures.pacing = [];
	for (const limit of [1666, 167]) {
		await check(
			`where ${limit} requests per ${WINDOW_SECONDS} s are allowed, no item fails, and each worker gets a third of them at least`,
			async () => {
				const row = await upserts(cluster, limit);
				figures.pacing.push(row);
				assert.equal(row.failed, 0, JSON.stringify(row));
				assert.equal(row.missing, 0, JSON.stringify(row));
				assert.equal(row.doubled, 0, JSON.stringify(row));
				assert.equal(row.shares.length, 2, JSON.stringify(row));
				assert.ok(row.shares[0] >= 1 / 3, JSON.stringify(row));
			},
		);
	}
}

/** One item per contact; the e-mail address says which execution and which item it was. */
async function upserts(cluster, limit) {
	const { simulator } = cluster;
	const name = `upserts ${limit}`;
	await simulator.control('settings', { rateLimit: limit, windowSeconds: WINDOW_SECONDS });
	const { flow, call } = await hooked(
		cluster,
		name,
		split(),
		intercom(
			'Upsert',
			cluster.credential,
			{
				resource: 'contact',
				operation: 'upsert',
				matchBy: 'external_id',
				externalId: '={{ $json.id }}',
				additionalFields: { name: '={{ $json.id }}' },
			},
			{ onError: 'continueErrorOutput' },
		),
	);
	await simulator.forgetRequests();
	const before = os.cpus();
	const ids = (execution) => Array.from({ length: ITEMS }, (_, item) => ({ id: `${name} ${execution} ${item}` }));
	await Promise.all(Array.from({ length: EXECUTIONS }, async (_, execution) => await call(execution % 2, { items: ids(execution) })));
	const outcome = await settled(cluster, flow, EXECUTIONS);
	const busy = busySince(before);
	assert.deepEqual(outcome, { success: EXECUTIONS });
	const requests = await simulator.requests();
	await simulator.control('settings', { rateLimit: 1667 });
	const upserted = requests.filter(({ method, path, status }) => method === 'POST' && path === '/contacts' && status < 300);
	const made = upserted.map(({ body }) => body.external_id);
	const times = spans(cluster, flow)
		.map(({ from, to }) => (to - from) / 1000)
		.sort((a, b) => a - b);
	return {
		limit,
		items: EXECUTIONS * ITEMS,
		requests: requests.length,
		failed: failedItems(cluster, flow),
		missing: EXECUTIONS * ITEMS - new Set(made).size,
		doubled: made.length - new Set(made).size,
		refusals: requests.filter(({ status }) => status === 429).length,
		...share(requests, limit),
		shares: sharesOf(cluster, flow, name, upserted),
		busy,
		fastestExecution: times[0],
		slowestExecution: times.at(-1),
	};
}

/** The part of the items that each worker had done when the first of them was through with its own; the smaller one first. */
function sharesOf(cluster, { id }, name, upserted) {
	const workers = workersOf(cluster);
	const rows = cluster.postgres.sql(
		`select e.id, substring(d.data from '${name} ([0-9]+) ') from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${id}'`,
	);
	const workerOf = new Map(rows.map(([execution, number]) => [number, workers.get(execution)]));
	const done = upserted.map(({ at, body }) => ({ at, worker: workerOf.get(body.external_id.slice(name.length + 1).split(' ')[0]) }));
	const names = [...new Set(done.map(({ worker }) => worker))];
	const over = Math.min(...names.map((worker) => Math.max(...done.filter((one) => one.worker === worker).map(({ at }) => at))));
	const both = done.filter(({ at }) => at <= over);
	return names.map((worker) => both.filter((one) => one.worker === worker).length / both.length).sort((a, b) => a - b);
}

/** How much of their time the machine's processors were busy. */
function busySince(before) {
	const total = (cpus, names) => cpus.reduce((sum, { times }) => sum + names.reduce((part, name) => part + times[name], 0), 0);
	const [all, idle] = [['user', 'nice', 'sys', 'irq', 'idle'], ['idle']].map((names) => total(os.cpus(), names) - total(before, names));
	return 1 - idle / all;
}

/** Executions keep their data; a failed item stands in it with its message. */
function failedItems({ postgres }, { id }) {
	const [[count]] = postgres.sql(
		`select coalesce(sum((length(data) - length(replace(data, '[item ', ''))) / length('[item ')), 0) from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${id}'`,
	);
	return Number(count);
}

/** Requests that counted against the limit, as a part of what full windows between the first and the last would have allowed. */
function share(requests, limit) {
	const window = ({ at }) => Math.floor(at / (WINDOW_SECONDS * 1000));
	const done = requests.filter(({ status }) => status !== 429);
	const counts = new Map();
	for (const request of done) counts.set(window(request), (counts.get(window(request)) ?? 0) + 1);
	// the first and the last window are not full: the work began and ended in the middle of them
	const inner = [...counts].sort(([a], [b]) => a - b).slice(1, -1);
	const refused = new Map();
	for (const request of requests.filter(({ status }) => status === 429))
		refused.set(window(request), (refused.get(window(request)) ?? 0) + 1);
	return {
		windows: inner.length,
		share: inner.length ? inner.reduce((total, [, count]) => total + count, 0) / (limit * inner.length) : null,
		mostRefusalsPerWindow: Math.max(0, ...refused.values()),
	};
}
