// Processes and stores that end in the middle of their work.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until, wait } from '../setup/machine.mjs';
import { intercom } from '../talk/workflow.mjs';
import { STOP_PATIENCE_MS } from './cluster.mjs';
import { HAS_RUN, quiet, settled, statuses } from './counting.mjs';
import { deliver, deliverTwice, notification } from './intercom.mjs';
import { listening } from './deliveries.mjs';
import { hooked, split } from './loading.mjs';

const EXECUTIONS = 200;
const ITEMS = 20;
const OUTAGE_MS = 5000;
/** Intercom's second attempt comes after a minute; here sooner, so that the checks end sooner, but not before n8n is ready again. */
const RETRY_MS = 15_000;
/** Sent in every outage: so many at least, and so many at most until what is away is back. */
const LEAST_EVENTS = 70;
const MOST_EVENTS = 150;
/** Of the first attempts, so many wait for an answer at most. */
const MOST_WAITING = 10;
/** When nothing has happened for so long, no execution comes any more. */
const REST_MS = 30_000;

export async function crashChecks(cluster, figures) {
	await workers(cluster, figures);
	await outages(cluster, figures);
	await check('Redis stays away: every process of n8n ends by itself, and started again they go on', async () => {
		figures.endedSeconds = await withoutRedis(cluster);
	});
}

async function withoutRedis(cluster) {
	const { redis, processes } = cluster;
	await redis.stop();
	const since = Date.now();
	await until('they have ended', () => Object.values(processes).every(({ isOver }) => isOver()), { ms: 600_000 });
	const seconds = (Date.now() - since) / 1000;
	await redis.begin();
	await Promise.all(Object.values(processes).map(async ({ begin }) => await begin()));
	const { flow, path } = await listening(cluster, 'after Redis');
	assert.equal((await deliver(cluster.urls[0] + path, notification('after_redis'), { patience: 300_000 })).status, 200);
	assert.deepEqual(await settled(cluster, flow, 1), { success: 1 });
	await cluster.rest.deactivate(flow);
	return seconds;
}

async function workers(cluster, figures) {
	const { simulator, processes } = cluster;
	heading(`A worker ends among ${EXECUTIONS} executions of ${ITEMS} upserts`);
	/** Starts the executions, has `accident` happen when some of them are done, and tells what became of all. */
	const amid = async (name, accident) => {
		const { flow, call } = await hooked(
			cluster,
			name,
			split(),
			intercom('Upsert', cluster.credential, {
				resource: 'contact',
				operation: 'upsert',
				matchBy: 'external_id',
				externalId: '={{ $json.id }}',
				additionalFields: { name: '={{ $json.id }}' },
			}),
		);
		await simulator.forgetRequests();
		const start = async (execution) =>
			await call(execution % 2, { items: Array.from({ length: ITEMS }, (_, item) => ({ id: `${name} ${execution} ${item}` })) });
		const contacts = async () => {
			const made = (await simulator.requests())
				.filter(({ method, path, status }) => method === 'POST' && path === '/contacts' && status < 300)
				.map(({ body }) => body.external_id);
			return { doubled: made.length - new Set(made).size, missing: EXECUTIONS * ITEMS - new Set(made).size };
		};
		const calls = Array.from({ length: EXECUTIONS }, (_, execution) => execution);
		for (let at = 0; at < calls.length; at += 10) await Promise.all(calls.slice(at, at + 10).map(start));
		await until('some executions are done', () => (statuses(cluster, flow).success ?? 0) >= EXECUTIONS / 10, { ms: 600_000, every: 100 });
		await accident();
		const outcome = await settled(cluster, flow, EXECUTIONS);
		const { success = 0, ...others } = outcome;
		const marked = Object.values(others).reduce((total, count) => total + count, 0);
		const row = { executions: EXECUTIONS, succeeded: success, marked, ...(await contacts()) };
		if (!marked) return row;
		// what a user can do: the same data once more
		const unfinished = cluster.postgres.sql(
			`select substring(d.data from '${name} ([0-9]+) ') from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${flow.id}' and e.status <> 'success'`,
		);
		for (const [execution] of unfinished) await start(Number(execution));
		await settled(cluster, flow, EXECUTIONS + marked);
		return { ...row, again: await contacts() };
	};
	await check(
		'killed (kill -9): no contact is made twice, n8n marks as failed what was under way there, and the same data once more completes it',
		async () => {
			const row = await amid('killed worker', async () => {
				await processes.worker1.kill();
				await processes.worker1.begin();
			});
			figures.killedWorker = row;
			assert.equal(row.doubled, 0, JSON.stringify(row));
			assert.ok(row.marked <= 10, JSON.stringify(row));
			assert.ok(row.missing <= row.marked * ITEMS, JSON.stringify(row));
			if (row.marked) assert.deepEqual(row.again, { doubled: 0, missing: 0 }, JSON.stringify(row));
		},
	);
	await check('stopped (SIGTERM): it finishes what it has begun, nothing fails', async () => {
		const row = await amid('stopped worker', async () => {
			await processes.worker2.stop({ patience: STOP_PATIENCE_MS });
			await processes.worker2.begin();
		});
		figures.stoppedWorker = row;
		assert.deepEqual([row.succeeded, row.doubled, row.missing], [EXECUTIONS, 0, 0], JSON.stringify(row));
	});
}

/** The executions of a workflow that fulfil a condition, by event: `notif_... -> 1`. */
const executionsOf = ({ postgres }, { id }, name, condition) =>
	new Map(
		postgres
			.sql(
				`select substring(d.data from 'notif_${name}_[0-9]+'), count(*) from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${id}' and ${condition} group by 1`,
			)
			.map(([notif, count]) => [notif, Number(count)]),
	);

/** Resolves when n8n says that it can serve again, after a while at least. */
async function ready(urls) {
	await wait(RETRY_MS);
	await until(
		'the processors are ready',
		async () => {
			const answers = await Promise.all(urls.map(async (url) => (await fetch(`${url}/healthz/readiness`)).ok));
			return answers.every(Boolean);
		},
		{ ms: 600_000, every: 500 },
	);
}

async function outages(cluster, figures) {
	heading(`Something is away for ${OUTAGE_MS / 1000} s while webhooks come, ten a second; Intercom tries twice`);
	const { redis, postgres, processes } = cluster;
	const accidents = {
		redis: { title: 'Redis restarts', away: async () => await redis.stop(), back: redis.begin },
		postgres: { title: 'Postgres restarts', away: async () => await postgres.stop(), back: postgres.begin },
		web1: { title: 'a webhook processor is killed', away: async () => await processes.web1.kill(), back: processes.web1.begin },
		main: { title: 'the main is killed', away: async () => await processes.main.kill(), back: processes.main.begin },
	};
	figures.outages = [];
	for (const [name, { title, away, back }] of Object.entries(accidents)) {
		await check(`${title}: no event runs twice, and none is gone without a trace`, async () => {
			const { flow, path } = await listening(cluster, `outage ${name}`);
			const sent = [];
			let over = false;
			const sending = (async () => {
				for (let index = 0; index < LEAST_EVENTS || (!over && index < MOST_EVENTS); index++) {
					const id = `${name}_${index}`;
					// as with an Intercom that sends no faster than it is answered: a slow machine is not overrun
					await until('answers come', () => sent.filter(({ answered }) => !answered).length < MOST_WAITING, { ms: 600_000, every: 10 });
					const event = { id };
					sent.push(event);
					const first = () => (event.answered = true);
					Object.assign(event, {
						attempts: deliverTwice(cluster.urls[index % 2] + path, notification(id), first, async () => await ready(cluster.urls)),
					});
					await wait(100);
				}
			})();
			await wait(2000);
			await away();
			await wait(OUTAGE_MS);
			await back();
			over = true;
			await sending;
			const attempts = await Promise.all(sent.map(async ({ attempts: made }) => await made));
			await quiet(cluster, flow, REST_MS);
			const runs = executionsOf(cluster, flow, name, `e.status = 'success' and ${HAS_RUN}`);
			const shown = executionsOf(cluster, flow, name, `e.status in ('error', 'crashed', 'canceled')`);
			const stuck = executionsOf(cluster, flow, name, `e.status in ('new', 'running', 'unknown')`);
			const notRun = sent
				.map(({ id }, index) => ({ id: `notif_${id}`, attempts: attempts[index].map(({ status }) => status) }))
				.filter(({ id }) => !runs.get(id));
			const failed = notRun.filter(({ id }) => shown.has(id));
			const left = notRun.filter(({ id }) => !shown.has(id) && stuck.has(id));
			const refused = notRun.filter(({ id, attempts: made }) => !shown.has(id) && !stuck.has(id) && made.at(-1) !== 200);
			const lost = notRun.filter((event) => ![...failed, ...left, ...refused].includes(event));
			const row = {
				what: title,
				events: sent.length,
				secondAttempts: attempts.filter(({ length }) => length > 1).length,
				once: [...runs.values()].filter((count) => count === 1).length,
				doubled: [...runs.values()].filter((count) => count > 1).length,
				/** n8n had taken these, and shows their executions as failed, or as still to be run; or it took none of both attempts. */
				failed: failed.length,
				left: left.length,
				refusedTwice: refused.length,
				lost: lost.length,
			};
			const traces = () =>
				notRun
					.map(
						({ id, attempts: made }) =>
							`${id} answered ${made.join(', ')}; executions ${JSON.stringify(cluster.postgres.sql(`select e.id, e.status, e."createdAt", e."startedAt", e."stoppedAt", ${HAS_RUN} from execution_entity e join execution_data d on d."executionId" = e.id where e."workflowId" = '${flow.id}' and d.data like '%"${id}"%'`))}`,
					)
					.join('\n');
			figures.outages.push(row);
			await cluster.rest.deactivate(flow);
			// what n8n shows as failed or refused is for its user to see; nothing may go without a trace
			assert.deepEqual([row.lost, row.doubled], [0, 0], `${JSON.stringify(row)}\n${traces()}`);
			assert.ok(row.once > 0, JSON.stringify(row));
		});
	}
}
