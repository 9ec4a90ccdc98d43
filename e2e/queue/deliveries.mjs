// Webhooks over two processors: some of them twice, some of them forged.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until, wait } from '../setup/machine.mjs';
import { intercomTrigger, node, workflow } from '../talk/workflow.mjs';
import { startBalancer } from './balancer.mjs';
import { HAS_RUN, settled, statuses } from './counting.mjs';
import { deliver, notification } from './intercom.mjs';

const COUNT = 1000;
const ROUTED = 300;
/** At most; and never more than so many that wait for an answer, so that a slow machine gets slower, not overrun. */
const PER_SECOND = 20;
const MOST_WAITING = 40;
const LATER_MS = 5000;
const ENGINE_ROUNDS = 6;
const AT_ONCE = 20;

/** A published workflow that begins with the Intercom Trigger; `path` is where its webhook answers. */
export async function listening({ rest, credential }, name) {
	const trigger = intercomTrigger(credential, { events: ['contact.user.created'] });
	const flow = await rest.createWorkflow(workflow(name, trigger, node('Ran', 'n8n-nodes-base.noOp')));
	await rest.activate(flow);
	return { flow, path: `/webhook/${trigger.webhookId}/webhook` };
}

export async function deliveryChecks(cluster, figures) {
	heading(`${COUNT} deliveries over two webhook processors`);
	figures.deliveries = {};
	await check(
		'spread over both, with repetitions to the other one: each comes out of the trigger exactly once, no forged one starts anything',
		async () => {
			const [one, other] = cluster.urls;
			const row = await deliveries(cluster, 'spread', COUNT, (index) => (index % 2 ? [one, other] : [other, one]));
			figures.deliveries.spread = row;
			exactlyOnce(row);
		},
	);
	await check('behind a load balancer that keeps an address on one processor: a repetition starts no execution', async () => {
		const balancer = await startBalancer(cluster.urls);
		try {
			const row = await deliveries(cluster, 'routed', ROUTED, () => [balancer.url, balancer.url]);
			figures.deliveries.routed = row;
			exactlyOnce(row);
			assert.equal(row.empty, 0, JSON.stringify(row));
		} finally {
			await balancer.stop();
		}
	});
	await check("a processor with n8n's default expression engine takes them too", async () => {
		figures.engines = await engines(cluster);
	});
}

/** How many notifications a second processors answer whose only difference is n8n's expression engine. They take turns, so that both have the same machine. */
async function engines(cluster) {
	const other = await cluster.add('web3', 'webhook', { N8N_EXPRESSION_ENGINE: 'vm' });
	const { flow, path } = await listening(cluster, 'engines');
	const urls = { legacy: cluster.urls[0], vm: other.url };
	const took = { legacy: 0, vm: 0 };
	for (let round = 0; round < ENGINE_ROUNDS; round++) {
		for (const [engine, url] of Object.entries(urls)) {
			const began = Date.now();
			const answers = await Promise.all(
				Array.from(
					{ length: AT_ONCE },
					async (_, index) => await deliver(url + path, notification(`${engine}_${round}_${index}`), { patience: 600_000 }),
				),
			);
			assert.deepEqual(
				answers.filter(({ status }) => status !== 200),
				[],
			);
			// the first round warms up
			if (round > 0) took[engine] += Date.now() - began;
		}
	}
	await settled(cluster, flow, 2 * ENGINE_ROUNDS * AT_ONCE);
	await cluster.rest.deactivate(flow);
	await other.stop();
	delete cluster.processes.web3;
	return { atOnce: AT_ONCE, legacyMs: took.legacy / (ENGINE_ROUNDS - 1), vmMs: took.vm / (ENGINE_ROUNDS - 1) };
}

function exactlyOnce(row) {
	const { lost, forgedRun, refused, ...groups } = row;
	assert.deepEqual([lost, forgedRun, refused], [0, 0, []], JSON.stringify(row));
	for (const kind of ['single', 'atOnce', 'later']) assert.equal(groups[kind].doubled, 0, JSON.stringify(row));
}

/** `to(index)`: where a notification goes first, and where its repetition goes. */
async function deliveries(cluster, name, count, to) {
	const { flow, path } = await listening(cluster, name);
	const kind = (index) => (index % 10 === 3 ? 'once' : index % 10 === 7 ? 'later' : 'single');
	const isForged = (index) => index % 20 === 11;
	const indexes = Array.from({ length: count }, (_, index) => index);
	const refused = [];
	let waiting = 0;
	// more patient than Intercom: the machine of the checks has two cores for all of this
	const send = async (url, what, { forged = false } = {}) => {
		waiting++;
		const { status } = await deliver(url + path, what, { forged, patience: 600_000 });
		waiting--;
		if (status !== (forged ? 401 : 200)) refused.push(status);
	};
	const all = [];
	for (const index of indexes) {
		const [first, second] = to(index);
		const what = notification(`${name}_${kind(index)}_${index}`);
		const sent = send(first, what);
		all.push(sent);
		if (kind(index) === 'once') all.push(send(second, what));
		if (kind(index) === 'later') all.push(sent.then(async () => await wait(LATER_MS)).then(async () => await send(second, what)));
		if (isForged(index)) all.push(send(first, notification(`${name}_forged_${index}`), { forged: true }));
		await wait(1000 / PER_SECOND);
		await until('answers come', () => waiting < MOST_WAITING, { ms: 600_000, every: 10 });
	}
	await Promise.all(all);
	await settled(cluster, flow, count);
	const runs = new Map(
		cluster.postgres
			.sql(
				`select substring(d.data from 'notif_${name}_[a-z]+_[0-9]+'), count(*) from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${flow.id}' and ${HAS_RUN} group by 1`,
			)
			.map(([id, number]) => [id, Number(number)]),
	);
	const executions = Object.values(statuses(cluster, flow)).reduce((total, number) => total + number, 0);
	await cluster.rest.deactivate(flow);
	const group = (wanted) => {
		const ids = indexes.filter((index) => kind(index) === wanted).map((index) => `notif_${name}_${wanted}_${index}`);
		return {
			sent: ids.length,
			doubled: ids.filter((id) => (runs.get(id) ?? 0) > 1).length,
			lost: ids.filter((id) => !runs.get(id)).length,
		};
	};
	const [single, atOnce, later] = ['single', 'once', 'later'].map(group);
	return {
		events: count,
		forged: indexes.filter(isForged).length,
		forgedRun: [...runs.keys()].filter((id) => /_forged_/.test(id)).length,
		lost: single.lost + atOnce.lost + later.lost,
		single,
		atOnce,
		later,
		refused,
		/** Executions that the first step of the trigger has ended. */
		empty: executions - [...runs.values()].reduce((total, number) => total + number, 0),
	};
}
