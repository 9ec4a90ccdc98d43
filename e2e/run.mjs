#!/usr/bin/env node
// `npm run e2e`: the package in a real n8n with a real browser, against the simulated workspace.
import fs from 'node:fs';
import { actionChecks } from './checks/actions.mjs';
import { credentialChecks } from './checks/credentials.mjs';
import { packageChecks } from './checks/package.mjs';
import { pickerChecks } from './checks/pickers.mjs';
import { deliveryChecks } from './checks/delivery.mjs';
import { triggerChecks } from './checks/trigger.mjs';
import { check, summary, wholly } from './checks.mjs';
import { onInterrupt, out, say, stopAll } from './setup/machine.mjs';
import { startWorld } from './setup/world.mjs';

const PARTS = { actions: actionChecks, pickers: pickerChecks, trigger: triggerChecks, delivery: deliveryChecks };
/** `npm run e2e -- actions pickers` runs these parts only. */
const wanted = process.argv.slice(2).filter((word) => word in PARTS);

onInterrupt();
fs.rmSync(out, { recursive: true, force: true });

const world = await check('n8n, the simulator and the packed package start', async () => await startWorld());
if (world) {
	try {
		await packageChecks(world);
		world.credential = await credentialChecks(world);
		for (const [name, part] of Object.entries(PARTS)) {
			if (!wanted.length || wanted.includes(name)) await wholly(name, async () => await part(world));
		}
	} finally {
		await stopAll();
	}
}
say(`\nLogs are in ${out}`);
process.exitCode = summary();
