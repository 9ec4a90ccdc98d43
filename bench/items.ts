/**
 * How long many items take where the limit is far away, as ratios within one run: the node as it comes, the HTTP Request node
 * as it comes, one request after another, and the same requests by hand over undici, which is as fast as machine and simulator get.
 *
 * `npm run bench -- items [items] [latency in ms]`
 */

import { Pool } from 'undici';
import { createHost, type NodeRequest } from '../scripts/host';
import { print } from '../scripts/machine';
import { reset, set, startWorkspaces } from './child';
import { credentialsFor, headersFor, httpRequest, oneByOne, ourNode, PACKAGES } from './ways';
import { circumstances, median, table, write } from './writing';

const ROUNDS = 5;

export async function items(count = 100, latencyMs = 60): Promise<void> {
	const workspaces = await startWorkspaces(1);
	const [workspace] = workspaces.all;
	const host = await createHost({ packageDirs: PACKAGES });
	const people = Array.from({ length: count }, (_, index) => ({ ext: `bench-${index}` }));

	const node = (request: NodeRequest) => async (): Promise<void> => {
		const result = await host.runNode({ ...request, items: people, credentials: credentialsFor(workspace) });
		if (result.status !== 'success' || result.json.length !== count) throw new Error(`The run failed: ${result.error?.message}`);
	};
	const byHand = (connections: number) => async (): Promise<void> => {
		const pool = new Pool(workspace.url, { connections });
		const left = [...people];
		const worker = async (): Promise<void> => {
			for (let item = left.shift(); item; item = left.shift()) {
				const { body, statusCode } = await pool.request({
					path: '/contacts',
					method: 'POST',
					headers: headersFor(workspace),
					body: JSON.stringify({ role: 'user', external_id: item.ext }),
				});
				await body.dump();
				if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
			}
		};
		await Promise.all(Array.from({ length: connections }, worker));
		await pool.close();
	};
	const ways: Array<[string, () => Promise<void>]> = [
		['the node, as it comes', node(ourNode())],
		['the node, *Requests at Once* 10', node(ourNode(10))],
		["n8n's HTTP Request node, as it comes (all at once)", node(httpRequest(workspace))],
		["one after another through n8n's helper, as the built-in Intercom node", node(oneByOne())],
		['by hand over undici, ten connections', byHand(10)],
	];

	const seconds = ways.map((): number[] => []);
	for (let round = 0; round <= ROUNDS; round++) {
		for (const [index, [, run]] of ways.entries()) {
			await reset(workspace);
			await set(workspace, { latencyMs, rateLimit: 100_000 });
			const start = Date.now();
			await run();
			// the first round loads what the others find
			if (round > 0) seconds[index].push((Date.now() - start) / 1000);
		}
	}
	await host.close();
	workspaces.end();
	const rows = ways.map(([name], index) => [
		name,
		median(seconds[index]).toFixed(1),
		median(seconds[index].map((its, round) => its / seconds[0][round])).toFixed(2),
	]);
	print(rows.map((cells) => cells.join('  ')).join('\n'));
	write(
		'items',
		`${count} contacts created, ${latencyMs} ms an answer, no limit in the way: medians of ${ROUNDS} paired rounds. The ratio is what to look at.

${table(['way', 'seconds', 'ratio'], rows)}

${circumstances()}`,
	);
}
