// Everything a check needs, started: the simulator, n8n with its owner, and our package packed for its installer.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Rest } from '../talk/rest.mjs';
import { installN8n } from './install.mjs';
import { say, stopAll } from './machine.mjs';
import { startN8n } from './n8n.mjs';
import { npmServing, pack } from './pack.mjs';
import { startSimulator } from './simulator.mjs';

/** Client secret of the simulated app, with which it signs its webhooks. */
export const CLIENT_SECRET = 'simulator-client-secret';

/** What Intercom makes for the callback URL of the Fin Agent API, and signs Fin's events with. */
export const FIN_SIGNING_SECRET = 'simulator-fin-signing-secret';

/** `n8nPort` and `simulatorPort` are any free ones unless given. */
export async function startWorld({ n8nPort, simulatorPort, simulatorOptions } = {}) {
	const installation = await installN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-intercom-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	try {
		say('Packing the package');
		const tarball = await pack(folder);
		say('Starting the simulator');
		const simulator = await startSimulator({ port: simulatorPort, options: simulatorOptions });
		say(`Starting n8n ${installation.version}`);
		const bin = npmServing(tarball, folder);
		const n8n = await startN8n({ installation, bin, home: path.join(folder, 'home'), port: n8nPort });
		const rest = new Rest(n8n.url);
		await rest.setUpOwner();
		return { installation, tarball, simulator, n8n, rest };
	} catch (error) {
		await stopAll();
		throw error;
	}
}

/** The credential of somebody whose workspace is the simulator. */
export const workspaceCredential = ({ url, token }, more = {}) => ({
	accessToken: token,
	region: 'custom',
	baseUrl: url,
	clientSecret: CLIENT_SECRET,
	finSigningSecret: FIN_SIGNING_SECRET,
	...more,
});
