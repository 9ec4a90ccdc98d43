/**
 * How much memory an export takes that ends as a file in n8n's binary store: reports of growing size, each downloaded by
 * the node in n8n's own engine, which keeps files in a folder as its servers do. The simulator runs in a process of its own.
 * Memory is what the process has beyond the moment before (resident set, looked at every few milliseconds).
 *
 * `npx tsx bench/export-memory.ts [MB ...]`
 */

import { createHost } from '../scripts/host';
import { keepFilesIn } from '../scripts/host/engine';
import { fs, later, os, path, print, process, root, spawn, wait } from '../scripts/machine';

const MB = 1024 * 1024;
const PORT = 4700 + (process.pid % 250);
const URL = `http://127.0.0.1:${PORT}`;
/** Of a job that is done when it is first asked for. */
const SETTINGS = { exportMs: 100, latencyMs: 0 };

async function startWorkspace(): Promise<ReturnType<typeof spawn>> {
	const child = spawn(
		process.execPath,
		[
			path.join(root, 'node_modules/tsx/dist/cli.mjs'),
			path.join(root, 'scripts/simulator.ts'),
			'--port',
			String(PORT),
			'--latency',
			'0',
			'--empty',
		],
		{ stdio: 'ignore' },
	);
	for (let tries = 0; tries < 200; tries++) {
		const up = await fetch(`${URL}/_simulator/settings`).then(
			({ ok }) => ok,
			() => false,
		);
		if (up) return child;
		await wait(100);
	}
	throw new Error('The simulator does not start');
}

const set = async (settings: object): Promise<void> => {
	await fetch(`${URL}/_simulator/settings`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(settings),
	});
};

/** Megabytes that the process holds more while something runs than before. */
async function growth(work: () => Promise<void>): Promise<number> {
	const before = process.memoryUsage().rss;
	let most = before;
	let running = true;
	const look = (): void => {
		most = Math.max(most, process.memoryUsage().rss);
		if (running) later(5, look);
	};
	look();
	await work();
	running = false;
	return (most - before) / MB;
}

async function main(): Promise<void> {
	const sizes = process.argv.slice(2).map(Number);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'export-memory-'));
	const workspace = await startWorkspace();
	const host = await createHost();
	await keepFilesIn(folder);
	const credentials = { intercomAccessTokenApi: { accessToken: 'simulator-token', region: 'custom', baseUrl: URL } };
	const parameters = {
		resource: 'reportingExport',
		operation: 'exportToFile',
		datasetId: { __rl: true, mode: 'id', value: 'conversation' },
		attributeIds: ['conversation.conversation_id', 'conversation.conversation_started_at', 'conversation.state'],
		exportFrom: '2026-01-01',
		exportTo: '2026-01-31',
	};
	try {
		for (const megabytes of [1, ...(sizes.length ? sizes : [10, 100, 400])]) {
			await set({ ...SETTINGS, exportBytes: megabytes * MB });
			let stored = 0;
			const start = Date.now();
			const memory = await growth(async () => {
				const { error, items } = await host.runNode({ type: 'n8n-nodes-intercom.intercomWorkspace', parameters, credentials });
				if (error) throw new Error(error.message);
				stored = Number(items[0].binary?.data.bytes);
			});
			// the first run loads what the others find
			if (megabytes > 1)
				print(
					`${String(megabytes).padStart(4)} MB export: ${(stored / MB).toFixed(1)} MB in the store, ${memory.toFixed(0)} MB of memory, ${((Date.now() - start) / 1000).toFixed(1)} s`,
				);
		}
	} finally {
		workspace.kill();
		await host.close();
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

void main();
