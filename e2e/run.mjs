#!/usr/bin/env node
// `npm run e2e`: the package in a real n8n with a real browser, against the simulated workspace.
// `npm run e2e -- actions panels` runs these parts only; `--pictures` renews the images in docs/images.
// `npm run e2e -- versions` tries the versions of n8n that the README names; `1.85.4` alone tries this one.
// `npm run e2e -- queue` runs n8n in queue mode, with Redis and Postgres; `--docs` writes its figures into docs/scaling.md.
import fs from 'node:fs';
import { openBrowser } from './browser/open.mjs';
import { check, summary, wholly } from './checks.mjs';
import { actionChecks } from './checks/actions.mjs';
import { agentsChecks } from './checks/agents.mjs';
import { appChecks } from './checks/app.mjs';
import { appPageChecks } from './checks/app-page.mjs';
import { oneAppChecks } from './checks/one-app.mjs';
import { credentialChecks } from './checks/credentials.mjs';
import { customerChecks } from './checks/customer.mjs';
import { deliveryChecks } from './checks/delivery.mjs';
import { editorChecks } from './checks/editor.mjs';
import { exampleChecks } from './checks/examples.mjs';
import { finTriggerChecks } from './checks/fin-trigger.mjs';
import { packageChecks } from './checks/package.mjs';
import { panelChecks } from './checks/panels.mjs';
import { peopleChecks } from './checks/people.mjs';
import { pickerChecks } from './checks/pickers.mjs';
import { pollingPanelChecks } from './checks/polling-panel.mjs';
import { pollingChecks } from './checks/polling-trigger.mjs';
import { triggerChecks } from './checks/trigger.mjs';
import { triggerPanelChecks } from './checks/trigger-panel.mjs';
import { VERSIONS, versionChecks } from './versions/index.mjs';
import { QUEUE_PARTS, queueChecks } from './queue/index.mjs';
import { chromium } from './setup/debian.mjs';
import { onInterrupt, out, say, stopAll } from './setup/machine.mjs';
import { startWorld } from './setup/world.mjs';

const PARTS = {
	actions: actionChecks,
	pickers: pickerChecks,
	trigger: triggerChecks,
	delivery: deliveryChecks,
	finTrigger: finTriggerChecks,
	pollingTrigger: pollingChecks,
	people: peopleChecks,
	customer: customerChecks,
	app: appChecks,
	agents: agentsChecks,
};
/** These need a browser. */
const SEEN = {
	editor: editorChecks,
	panels: panelChecks,
	triggerPanel: triggerPanelChecks,
	pollingPanel: pollingPanelChecks,
	examples: exampleChecks,
	appPage: appPageChecks,
	oneApp: oneAppChecks,
};

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const queue = words.filter((word) => word === 'queue' || word in QUEUE_PARTS);
const versions = words.filter((word) => word === 'versions' || VERSIONS.some(({ n8n }) => n8n === word));
const unknown = words.filter((word) => !(word in PARTS) && !(word in SEEN) && ![...queue, ...versions].includes(word));
if (unknown.length)
	throw new Error(
		`There is no part ${unknown.join(', ')}. The parts: ${[...Object.keys(PARTS), ...Object.keys(SEEN), 'queue', ...Object.keys(QUEUE_PARTS), 'versions', ...VERSIONS.map(({ n8n }) => n8n)].join(', ')}`,
	);
const chosen = (parts) => Object.entries(parts).filter(([name]) => !words.length || words.includes(name));

async function run(world) {
	await packageChecks(world);
	world.credential = await credentialChecks(world);
	for (const [name, part] of chosen(PARTS)) await wholly(name, async () => await part(world));
	if (!world.chromium) return;
	const browser = await openBrowser(world);
	try {
		for (const [name, part] of chosen(SEEN)) await wholly(name, async () => await part({ ...world, page: browser.page }));
	} finally {
		await browser.close();
	}
}

onInterrupt();
fs.rmSync(out, { recursive: true, force: true });
if (queue.length) {
	await queueChecks(
		queue.filter((word) => word !== 'queue'),
		{ docs: process.argv.includes('--docs') },
	);
	await stopAll();
}
if (versions.length) await versionChecks(versions.filter((word) => word !== 'versions'));
if (words.length > queue.length + versions.length || !words.length) {
	// first of all, because the other checks take minutes and this one may have to say what to install
	const program = chosen(SEEN).length ? await check('there is a browser, or one can be installed', chromium) : undefined;
	const world = await check('n8n, the simulator and the packed package start', async () => await startWorld());
	if (world) {
		world.chromium = program;
		await wholly('everything', async () => await run(world));
		await stopAll();
	}
}
say(`\nLogs are in ${out}`);
process.exitCode = summary();
