/**
 * How long many items take, as ratios within one run (absolute times depend on the machine):
 * our node with its usual ten requests at once, one after another, and the same requests written by hand over undici,
 * which is as fast as this machine and the simulator get. Then ten times more items than a rate window allows.
 *
 * `npm run bench -- [items] [latency in ms]`
 */

import { Pool } from 'undici';
import { createHost } from '../scripts/host';
import { print } from '../scripts/machine';
import { startSimulator } from '../simulator';

const NODE = 'n8n-nodes-intercom.intercom';

export async function items(count = 500, latencyMs = 60): Promise<void> {
	const sim = await startSimulator({ latencyMs, rateLimit: 100_000 });
	const host = await createHost();
	const credentials = { intercomAccessTokenApi: { accessToken: sim.token, region: 'custom', baseUrl: sim.url } };
	const people = Array.from({ length: count }, (_, index) => ({ ext: `bench-${index}`, name: `Person ${index}` }));
	const parameters = { resource: 'contact', operation: 'create', role: 'user', externalId: '={{ $json.ext }}', additionalFields: { name: '={{ $json.name }}' } };

	const timed = async (work: () => Promise<void>): Promise<number> => {
		sim.reset();
		const start = Date.now();
		await work();
		return (Date.now() - start) / 1000;
	};
	const node = async (concurrency: number): Promise<void> => {
		const result = await host.runNode({ type: NODE, parameters: { ...parameters, options: { concurrency } }, items: people, credentials });
		if (result.status !== 'success' || result.json.length !== count) throw new Error(`The run failed: ${result.error?.message}`);
	};
	const raw = async (): Promise<void> => {
		const pool = new Pool(sim.url, { connections: 10 });
		const headers = { authorization: `Bearer ${sim.token}`, 'content-type': 'application/json', 'intercom-version': '2.16' };
		let next = 0;
		const worker = async (): Promise<void> => {
			for (let item = people[next++]; item; item = people[next++]) {
				const { body, statusCode } = await pool.request({ path: '/contacts', method: 'POST', headers, body: JSON.stringify({ role: 'user', external_id: item.ext, name: item.name }) });
				await body.dump();
				if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
			}
		};
		await Promise.all(Array.from({ length: 10 }, worker));
		await pool.close();
	};

	await node(10);
	const ten = await timed(async () => await node(10));
	const one = await timed(async () => await node(1));
	const hand = await timed(raw);
	print(`${count} contacts created, ${latencyMs} ms an answer`);
	print(`  node, ten at once      ${ten.toFixed(1)} s`);
	print(`  node, one at a time    ${one.toFixed(1)} s    ${(one / ten).toFixed(1)} times as long`);
	print(`  by hand over undici    ${hand.toFixed(1)} s    ${(hand / ten).toFixed(2)} times as long`);

	Object.assign(sim.settings, { latencyMs: 5 });
	const limit = Math.ceil(count / 10);
	const limited = await timed(async () => {
		Object.assign(sim.settings, { latencyMs: 5, rateLimit: limit, windowSeconds: 2 });
		await node(10);
	});
	const refused = sim.requests.filter(({ status }) => status === 429).length;
	print(`${count} contacts where ${limit} requests are allowed per 2 s`);
	print(`  ${limited.toFixed(1)} s, at least ${(Math.ceil(count / limit) - 1) * 2} s are possible; ${refused} requests met a full window and were sent again`);
	await host.close();
	await sim.close();
}
