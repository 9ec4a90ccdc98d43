// Webhooks over two processors: some of them twice, some of them forged.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { wait } from '../setup/machine.mjs';
import { intercomTrigger, workflow } from '../talk/workflow.mjs';
import { startBalancer } from './balancer.mjs';
import { percentile, settled } from './counting.mjs';
import { deliver, notification } from './intercom.mjs';

const COUNT = 1000;
const PER_SECOND = 20;
const LATER_MS = 5000;

/** A published workflow that begins with the Intercom Trigger; `path` is where its webhook answers. */
export async function listening({ rest, credential }, name) {
	const trigger = intercomTrigger(credential, { events: ['contact.user.created'] });
	const flow = await rest.createWorkflow(workflow(name, trigger));
	await rest.activate(flow);
	return { flow, path: `/webhook/${trigger.webhookId}/webhook` };
}

export async function deliveryChecks(cluster, figures) {
	heading(`${COUNT} deliveries over two webhook processors`);
	figures.deliveries = {};
	await check('spread at random, with repetitions to the other processor: none is lost, no forged one starts anything', async () => {
		const [one, other] = cluster.urls;
		const row = await deliveries(cluster, 'spread', (index) => [[one, other][index % 2], [other, one][index % 2]]);
		figures.deliveries.spread = row;
		assert.equal(row.lost, 0, JSON.stringify(row));
		assert.equal(row.forgedRun, 0, JSON.stringify(row));
		assert.equal(row.later.doubled, 0, JSON.stringify(row));
	});
	await check('behind a load balancer that keeps an address on one processor: each exactly once', async () => {
		const balancer = await startBalancer(cluster.urls);
		try {
			const row = await deliveries(cluster, 'routed', () => [balancer.url, balancer.url]);
			figures.deliveries.routed = row;
			assert.deepEqual([row.lost, row.forgedRun, row.atOnce.doubled, row.later.doubled], [0, 0, 0, 0], JSON.stringify(row));
		} finally {
			await balancer.stop();
		}
	});
}

/** `to(index)`: where a notification goes first, and where its repetition goes. */
async function deliveries(cluster, name, to) {
	const { flow, path } = await listening(cluster, name);
	const kind = (index) => (index % 10 === 3 ? 'once' : index % 10 === 7 ? 'later' : 'single');
	const body = (index) => notification(`${name}_${kind(index)}_${index}`);
	const times = [];
	const refused = [];
	const send = async (url, what) => {
		// more patient than Intercom: the machine of the checks has two cores for all of this
		const { status, ms } = await deliver(url + path, what, { patience: 60_000 });
		times.push(ms);
		if (status !== 200) refused.push(status);
	};
	const all = [];
	let forged = 0;
	for (let index = 0; index < COUNT; index++) {
		const [first, second] = to(index);
		const what = body(index);
		all.push(send(first + '', what));
		if (kind(index) === 'once') all.push(send(second, what));
		if (kind(index) === 'later') all.push(wait(LATER_MS).then(async () => await send(second, what)));
		if (index % 20 === 11) {
			forged++;
			all.push(deliver(first + path, notification(`${name}_forged_${index}`), { forged: true, patience: 60_000 }).then(({ status }) => assert.equal(status, 401)));
		}
		await wait(1000 / PER_SECOND);
	}
	await Promise.all(all);
	await settled(cluster, flow, COUNT);
	const runs = new Map(cluster.postgres.sql(`select substring(d.data from 'notif_${name}_[a-z]+_[0-9]+'), count(*) from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${flow.id}' group by 1`).map(([id, count]) => [id, Number(count)]));
	await cluster.rest.deactivate(flow);
	const group = (wanted) => {
		const ids = Array.from({ length: COUNT }, (_, index) => index).filter((index) => kind(index) === wanted).map((index) => `notif_${name}_${wanted}_${index}`);
		return { sent: ids.length, doubled: ids.filter((id) => (runs.get(id) ?? 0) > 1).length, lost: ids.filter((id) => !runs.get(id)).length };
	};
	const [single, atOnce, later] = ['single', 'once', 'later'].map(group);
	assert.deepEqual(refused, []);
	return {
		events: COUNT, forged, forgedRun: [...runs.keys()].filter((id) => /_forged_/.test(id)).length,
		lost: single.lost + atOnce.lost + later.lost, single, atOnce, later,
		medianMs: percentile(times, 0.5), p99Ms: percentile(times, 0.99),
	};
}
