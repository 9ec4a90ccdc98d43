// Processes and stores that end in the middle of their work.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until, wait } from '../setup/machine.mjs';
import { intercom } from '../talk/workflow.mjs';
import { settled, statuses } from './counting.mjs';
import { deliverTwice, notification } from './intercom.mjs';
import { listening } from './deliveries.mjs';
import { hooked, split } from './loading.mjs';

const EXECUTIONS = 200;
const ITEMS = 20;
const OUTAGE_MS = 5000;
/** Intercom's second attempt comes after a minute; here sooner, so that the checks end sooner. */
const RETRY_MS = 15_000;
/** So long after the last event an execution may still come. */
const PATIENCE_MS = 60_000;

export async function crashChecks(cluster, figures) {
	await workers(cluster, figures);
	await outages(cluster, figures);
}

async function workers(cluster, figures) {
	const { simulator, processes } = cluster;
	heading(`A worker ends among ${EXECUTIONS} executions of ${ITEMS} upserts`);
	/** Starts the executions, has `accident` happen when some of them are done, and tells what became of all. */
	const amid = async (name, accident) => {
		const { flow, call } = await hooked(cluster, name, split(), intercom('Upsert', cluster.credential, {
			resource: 'contact', operation: 'upsert', matchBy: 'external_id', externalId: '={{ $json.id }}', additionalFields: { name: '={{ $json.id }}' },
		}));
		await simulator.forgetRequests();
		const calls = Array.from({ length: EXECUTIONS }, (_, execution) => execution);
		for (let at = 0; at < calls.length; at += 10) await Promise.all(calls.slice(at, at + 10).map(async (execution) => await call(execution % 2, { items: Array.from({ length: ITEMS }, (__, item) => ({ id: `${name} ${execution} ${item}` })) })));
		await until('some executions are done', () => (statuses(cluster, flow).success ?? 0) >= EXECUTIONS / 10, { every: 100 });
		await accident();
		const outcome = await settled(cluster, flow, EXECUTIONS, 600_000);
		const made = (await simulator.requests()).filter(({ method, path, status }) => method === 'POST' && path === '/contacts' && status < 300).map(({ body }) => body.external_id);
		const { success = 0, ...others } = outcome;
		return { executions: EXECUTIONS, succeeded: success, marked: Object.values(others).reduce((total, count) => total + count, 0), doubled: made.length - new Set(made).size, missing: EXECUTIONS * ITEMS - new Set(made).size };
	};
	await check('killed (kill -9): no contact is made twice, and n8n marks as failed what was under way there', async () => {
		const row = await amid('killed worker', async () => {
			await processes.worker1.kill();
			await processes.worker1.begin();
		});
		figures.killedWorker = row;
		assert.equal(row.doubled, 0, JSON.stringify(row));
		assert.ok(row.marked <= 10, JSON.stringify(row));
		assert.ok(row.missing <= row.marked * ITEMS, JSON.stringify(row));
	});
	await check('stopped (SIGTERM): it finishes what it has begun, nothing fails', async () => {
		const row = await amid('stopped worker', async () => {
			await processes.worker2.stop({ patience: 60_000 });
			await processes.worker2.begin();
		});
		figures.stoppedWorker = row;
		assert.deepEqual([row.succeeded, row.doubled, row.missing], [EXECUTIONS, 0, 0], JSON.stringify(row));
	});
}

/** How often each event of a workflow has run to its end: `notif_... -> 1`. */
const runsOf = ({ postgres }, { id }, name) =>
	new Map(postgres.sql(`select substring(d.data from 'notif_${name}_[0-9]+'), count(*) from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${id}' and e.status = 'success' group by 1`).map(([notif, count]) => [notif, Number(count)]));

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
		await check(`${title}: every event exactly once`, async () => {
			const { flow, path } = await listening(cluster, `outage ${name}`);
			const sent = [];
			let over = false;
			const sending = (async () => {
				for (let index = 0; !over || index < 50; index++) {
					const id = `${name}_${index}`;
					sent.push({ id, attempts: deliverTwice(cluster.urls[index % 2] + path, notification(id), RETRY_MS) });
					await wait(100);
				}
			})();
			await wait(2000);
			await away();
			await wait(OUTAGE_MS);
			await back();
			over = true;
			await sending;
			const ended = Date.now();
			const attempts = await Promise.all(sent.map(async ({ attempts: made }) => await made));
			await until('every event has run, or stays away', () => {
				const isComplete = runsOf(cluster, flow, name).size >= sent.length && !statuses(cluster, flow).running;
				return isComplete || Date.now() - ended > PATIENCE_MS;
			}, { ms: 2 * PATIENCE_MS, every: 500 });
			const runs = runsOf(cluster, flow, name);
			const row = {
				what: title, events: sent.length, secondAttempts: attempts.filter(({ length }) => length > 1).length,
				refusedTwice: attempts.filter((made) => made.at(-1).status !== 200).length,
				// n8n had stored these when it lost the way to its queue; they never run, the second attempt does
				leftAsNew: statuses(cluster, flow).new ?? 0,
				lost: sent.filter(({ id }) => !runs.get(`notif_${id}`)).length, doubled: [...runs.values()].filter((count) => count > 1).length,
			};
			figures.outages.push(row);
			await cluster.rest.deactivate(flow);
			// what Intercom was refused twice is Intercom's to lose; nothing that was accepted may be missing
			assert.ok(row.lost <= row.refusedTwice, JSON.stringify(row));
			assert.equal(row.doubled, 0, JSON.stringify(row));
		});
	}
}
