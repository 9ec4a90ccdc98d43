/**
 * One contender in a process of its own, creating contacts its way. Prints `ready`, begins with the first line on its
 * standard input, and prints how many items it gave up as one line of JSON.
 * `tsx bench/rate/contender.ts <JSON: Entry>`
 */
import { IntercomClient } from 'intercom-client';
import { Pool } from 'undici';
import { createHost, type NodeRequest } from '../../scripts/host';
import { print, process, wait } from '../../scripts/machine';
import type { Workspace } from '../child';
import { WINDOW_S } from './cases';
import { credentialsFor, headersFor, httpRequest, oneByOne, ourNode, PACKAGES } from '../ways';
import type { Way } from './contenders';

export interface Entry extends Workspace {
	way: Way;
	items: number;
	limit: number;
	latencyMs: number;
}

type Run = (ids: string[]) => Promise<{ failed: number }>;

/** An item before the race: n8n and the libraries load what they need. */
const WARM = 'warm';
const idsOf = ({ way, items }: Entry): string[] => Array.from({ length: items }, (_, index) => `${way}-${index}`);

/** A node in n8n's engine; without its own retries, as n8n has it, unless it has some. */
async function inN8n(entry: Entry, request: NodeRequest): Promise<Run> {
	const host = await createHost({ packageDirs: PACKAGES });
	return async (ids) => {
		const { outputs } = await host.runNode({
			items: ids.map((ext) => ({ ext })),
			credentials: credentialsFor(entry),
			onError: 'continueErrorOutput',
			...request,
		});
		return { failed: outputs[1]?.length ?? 0 };
	};
}

/** Knows everything: as many connections as limit and answer time need, and never more in a window than it allows. */
async function overUndici(entry: Entry): Promise<Run> {
	const perMs = entry.limit / WINDOW_S / 1000;
	const connections = Math.min(500, Math.max(10, Math.ceil(2 * perMs * entry.latencyMs)));
	const headers = headersFor(entry);
	return async (ids) => {
		const pool = new Pool(entry.url, { connections });
		const left = [...ids];
		let [window, limit, sent] = [0, entry.limit, 0];
		const worker = async (): Promise<void> => {
			for (let id = left.shift(); id !== undefined; id = left.shift()) {
				const now = Date.now();
				if (Math.floor(now / WINDOW_S / 1000) !== window) [window, sent] = [Math.floor(now / WINDOW_S / 1000), 0];
				if (sent >= limit) {
					left.unshift(id);
					await wait((window + 1) * WINDOW_S * 1000 - now);
					continue;
				}
				sent++;
				const {
					body,
					statusCode,
					headers: answered,
				} = await pool.request({ path: '/contacts', method: 'POST', headers, body: JSON.stringify({ role: 'user', external_id: id }) });
				await body.dump();
				limit = Number(answered['x-ratelimit-limit'] ?? limit);
				if (statusCode === 429) left.push(id);
			}
		};
		await Promise.all(Array.from({ length: connections }, worker));
		await pool.close();
		return { failed: 0 };
	};
}

async function overSdk(entry: Entry): Promise<Run> {
	const client = new IntercomClient({ token: entry.token, environment: entry.url });
	return async (ids) => {
		const results = await Promise.all(
			ids.map(
				async (external_id) =>
					await client.contacts.create({ role: 'user', external_id } as never).then(
						() => true,
						() => false,
					),
			),
		);
		return { failed: results.filter((good) => !good).length };
	};
}

const runs: Record<Way, (entry: Entry) => Promise<Run>> = {
	node: async (entry) => await inN8n(entry, ourNode()),
	atOnce: async (entry) => await inN8n(entry, httpRequest(entry)),
	batched: async (entry) => await inN8n(entry, httpRequest(entry, { batchSize: entry.limit, batchInterval: WINDOW_S * 1000 })),
	serial: async (entry) => await inN8n(entry, oneByOne()),
	script: overUndici,
	sdk: overSdk,
};

async function main(): Promise<void> {
	const entry = JSON.parse(process.argv[2]) as Entry;
	const run = await runs[entry.way](entry);
	await run([WARM]);
	print('ready');
	// it does not outlive the benchmark
	process.stdin.once('end', () => process.exit(0));
	await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
	print(JSON.stringify(await run(idsOf(entry))));
}

void main();
