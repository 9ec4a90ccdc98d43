// How the package reaches every process.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { until } from '../setup/machine.mjs';
import { workspaceCredential } from '../setup/world.mjs';
import { intercom, node, workflow } from '../talk/workflow.mjs';
import { STOP_PATIENCE_MS } from './cluster.mjs';
import { settled } from './counting.mjs';
import { listening } from './deliveries.mjs';
import { deliver, notification } from './intercom.mjs';

const TOLD = /n8n-nodes-intercom/;

export async function loadingChecks(cluster, figures) {
	const { rest, tarball, processes } = cluster;
	heading('Installing');

	await check("n8n's own installer on the main brings the package to every process that runs", async () => {
		const began = Date.now();
		await rest.install(tarball.name, tarball.version);
		const others = Object.entries(processes).filter(([name]) => name !== 'main');
		await Promise.all(
			others.map(async ([name, process]) => await until(`${name} has it`, () => TOLD.test(process.text()), { ms: 60_000 })),
		);
		figures.installSeconds = (Date.now() - began) / 1000;
		cluster.credential = {
			...(await rest.createCredential('Intercom', 'intercomAccessTokenApi', workspaceCredential(cluster.simulator))),
			type: 'intercomAccessTokenApi',
		};
	});

	await check(
		'a worker that is started later has it too, and without N8N_REINSTALL_MISSING_PACKAGES neither a worker nor a webhook processor has',
		async () => {
			const without = { N8N_REINSTALL_MISSING_PACKAGES: 'false' };
			const flow = await hooked(
				cluster,
				'later worker',
				intercom('Find', cluster.credential, { resource: 'tag', operation: 'getAll', returnAll: true }),
			);
			const trigger = await listening(cluster, 'later processor');
			// a process that fetches the package has n8n tell all that run: those without the setting start afterwards
			const worker = await cluster.add('worker3', 'worker');
			const [bare, processor] = await Promise.all([cluster.add('worker4', 'worker', without), cluster.add('web3', 'webhook', without)]);
			try {
				const { status } = await deliver(processor.url + trigger.path, notification('later'), { patience: 300_000 });
				assert.equal(status, 400);
				await Promise.all(
					['worker1', 'worker2', 'worker4'].map(async (name) => await processes[name].stop({ patience: STOP_PATIENCE_MS })),
				);
				await flow.call(0);
				assert.deepEqual(await settled(cluster, flow.flow, 1), { success: 1 });
				await Promise.all([worker.stop({ patience: STOP_PATIENCE_MS }), bare.begin()]);
				await flow.call(0);
				assert.deepEqual(await settled(cluster, flow.flow, 2), { success: 1, error: 1 });
				const [[message]] = cluster.postgres.sql(
					`select substring(d.data from 'Unrecognized node type') from execution_data d join execution_entity e on e.id = d."executionId" where e."workflowId" = '${flow.flow.id}' and e.status = 'error'`,
				);
				assert.equal(message, 'Unrecognized node type');
			} finally {
				await Promise.all([worker, bare, processor].map(async (process) => await process.stop()));
				await Promise.all(['worker1', 'worker2'].map(async (name) => await processes[name].begin()));
				for (const name of ['worker3', 'worker4', 'web3']) delete processes[name];
				await cluster.rest.deactivate(trigger.flow);
			}
		},
	);
}

/** A workflow that a call of its webhook starts on a worker. `call` names the webhook processor and what is sent. */
export async function hooked({ rest, urls }, name, ...nodes) {
	const path = name.replace(/\W+/g, '-');
	const hook = node(
		'Hook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path, responseMode: 'onReceived' },
		{ typeVersion: 2, webhookId: path },
	);
	const flow = await rest.createWorkflow(workflow(name, hook, ...nodes));
	await rest.activate(flow);
	const call = async (processor, body = {}) => {
		const response = await fetch(`${urls[processor]}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		assert.equal(response.status, 200, await response.text());
	};
	return { flow, call };
}

/** The entries of `items` in what the webhook was sent, one item each. */
export const split = () => node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items', options: {} }, { typeVersion: 1 });
