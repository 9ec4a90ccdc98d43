// n8n in queue mode on one machine: Redis, Postgres, one main, two workers, two webhook processors and the simulator.
// Every n8n process has a user folder of its own, as containers have.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installN8n } from '../setup/install.mjs';
import { say } from '../setup/machine.mjs';
import { startN8n } from '../setup/n8n.mjs';
import { npmServing, pack } from '../setup/pack.mjs';
import { freePort } from '../setup/ports.mjs';
import { startSimulator } from '../setup/simulator.mjs';
import { startPostgres, startRedis } from '../setup/stores.mjs';
import { Rest } from '../talk/rest.mjs';

/** What the cluster runs with beside n8n's defaults; docs/scaling.md repeats the reasons. */
export const SETTINGS = {
	EXECUTIONS_MODE: 'queue',
	// a process that is started later fetches the package by itself
	N8N_REINSTALL_MISSING_PACKAGES: 'true',
	// the default engine needs seconds per webhook once two cores are busy, and Intercom waits five
	N8N_EXPRESSION_ENGINE: 'legacy',
	// as long as it takes on a busy machine; n8n's default is 30 s
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '300',
	N8N_LOG_LEVEL: 'info',
};
/** Longer than a stop may take. */
export const STOP_PATIENCE_MS = 330_000;
/** Executions a worker runs at once; n8n's default. */
export const CONCURRENCY = 10;

/** Starts everything. `processes` are the n8n processes by name; `add` starts another one. */
export async function startCluster() {
	const installation = await installN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-intercom-queue-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	say('Packing the package');
	const tarball = await pack(folder);
	const bin = npmServing(tarball, folder);
	say('Starting Redis, Postgres and the simulator');
	const [redis, postgres, simulator] = [await startRedis(), await startPostgres(), await startSimulator({ options: ['--latency', '60'] })];

	const mainPort = await freePort();
	const processes = {};
	/** Starts one more n8n process and waits until it is ready. */
	async function add(name, kind, more = {}) {
		const port = kind === 'main' ? mainPort : await freePort();
		const command = { main: ['start'], worker: ['worker', `--concurrency=${CONCURRENCY}`], webhook: ['webhook'] }[kind];
		const health =
			kind === 'worker'
				? { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port), N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' }
				: {};
		const settings = {
			...SETTINGS,
			...redis.settings,
			...postgres.settings,
			...health,
			N8N_EDITOR_BASE_URL: `http://127.0.0.1:${mainPort}`,
			...more,
		};
		say(`Starting ${name}`);
		processes[name] = await startN8n({ installation, bin, home: path.join(folder, name), port, log: name, command, settings });
		return processes[name];
	}
	// the main first: it makes the tables
	await add('main', 'main');
	await Promise.all([add('worker1', 'worker'), add('worker2', 'worker'), add('web1', 'webhook'), add('web2', 'webhook')]);

	const rest = new Rest(processes.main.url);
	await rest.setUpOwner();
	return {
		installation,
		tarball,
		redis,
		postgres,
		simulator,
		processes,
		add,
		rest,
		urls: ['web1', 'web2'].map((name) => processes[name].url),
	};
}
