#!/usr/bin/env node
// `npm run n8n`: the package in a real n8n to click around in, with the simulated workspace behind it. No Intercom account needed.
import fs from 'node:fs';
import { onInterrupt, out, say, stopAll, until } from './setup/machine.mjs';
import { portOr } from './setup/ports.mjs';
import { CLIENT_SECRET, startWorld, workspaceCredential } from './setup/world.mjs';
import { importExamples, prepareWorkspace } from './talk/examples.mjs';
import { OWNER } from './talk/rest.mjs';

/** The examples that the simulator's page shows. */
const [CARD, CONNECTOR] = ['Refund in two clicks', "Fin asks for an order's status"];

fs.rmSync(out, { recursive: true, force: true });
onInterrupt({ first: () => say('\nStopping n8n and the simulator'), well: true });

const { rest, n8n, simulator, tarball } = await startWorld({
	n8nPort: await portOr(5678),
	simulatorPort: await portOr(4010),
	simulatorOptions: ['--latency', '60'],
});
await rest.install(tarball.name, tarball.version);
const type = 'intercomAccessTokenApi';
const credential = { ...(await rest.createCredential('Intercom (simulator)', type, workspaceCredential(simulator))), type };
await prepareWorkspace(simulator);
const imported = await importExamples(rest, credential);
await behindThePage();

say(`
n8n             ${n8n.url}
  Email         ${OWNER.email}
  Password      ${OWNER.password}
  Credential    ${credential.name}
  Workflows     ${imported.map(({ name }) => name).join(', ') || 'none'}
Simulator       ${simulator.url}
  Access token  ${simulator.token}
  Inbox         ${simulator.url}/_simulator/page (Inbox, Messenger and Fin; answered by *${CARD}* and *${CONNECTOR}*)
  Client secret ${CLIENT_SECRET}

Everything you make here is thrown away when it stops. Ctrl-C stops it.`);

await until('somebody stops it', () => n8n.isOver() || simulator.program.isOver(), { ms: Infinity, every: 1000 });
say(`n8n or the simulator ended by itself; see ${n8n.file} and ${simulator.program.file}`);
await stopAll();
process.exitCode = 1;

/** Publishes these examples, and enters the addresses of the card, so that the page has something to show. */
async function behindThePage() {
	const flows = [CARD, CONNECTOR].map((wanted) => imported.find(({ name }) => name === wanted));
	for (const flow of flows) await rest.activate(flow);
	const { webhookId } = flows[0].nodes.find((node) => node.webhookId);
	const urls = Object.fromEntries(['initialize', 'submit'].map((event) => [event, `${n8n.url}/webhook/${webhookId}/${event}`]));
	await simulator.control('apps', { urls, secret: CLIENT_SECRET });
}
