/**
 * n8n's engine in a process of its own. Reads one line of JSON after another (`Task`), and prints what each took.
 * `tsx bench/cpu/run.ts <JSON: Workspace>`
 */
import { createHost } from '../../scripts/host';
import { collect, path, print, process, root } from '../../scripts/machine';
import type { Workspace } from '../child';

export interface Task {
	/** The node, the helper alone, the helper and n8n's evaluation of the one parameter, or items that are only handed on. */
	way: 'node' | 'helper' | 'parameter' | 'nothing';
	items: number;
	/** Told apart by this. */
	run: number;
}

export interface Cost {
	/** Milliseconds of the processor, all of them together. */
	cpuMs: number;
	/** Megabytes that are held after it more than before, garbage left out: the items that came out. */
	keptMb: number;
	/** Megabytes of memory at most. */
	mostMb: number;
}

const requests: Record<Task['way'], { type: string; parameters: Record<string, string | number | boolean> }> = {
	node: {
		type: 'n8n-nodes-intercom.intercom',
		parameters: { resource: 'contact', operation: 'create', role: 'user', externalId: '={{ $json.ext }}', simplify: false },
	},
	helper: { type: 'n8n-nodes-probe.probe', parameters: { atOnce: 10, read: false } },
	parameter: { type: 'n8n-nodes-probe.probe', parameters: { atOnce: 10, externalId: '={{ $json.ext }}' } },
	nothing: { type: 'n8n-nodes-base.noOp', parameters: {} },
};

async function main(): Promise<void> {
	const { url, token } = JSON.parse(process.argv[2]) as Workspace;
	const host = await createHost({ packageDirs: [root, path.join(root, 'bench/probe')] });
	const cost = async ({ way, items, run }: Task): Promise<Cost> => {
		const given = Array.from({ length: items }, (_, index) => ({ ext: `${way}-${run}-${index}` }));
		collect();
		const heap = process.memoryUsage().heapUsed;
		const before = process.cpuUsage();
		const result = await host.runNode({
			...requests[way],
			items: given,
			credentials: { intercomAccessTokenApi: { accessToken: token, region: 'custom', baseUrl: url } },
		});
		const { user, system } = process.cpuUsage(before);
		if (result.status !== 'success' || result.json.length !== items) throw new Error(`${way}: ${result.error?.message}`);
		collect();
		return {
			cpuMs: (user + system) / 1000,
			keptMb: (process.memoryUsage().heapUsed - heap) / 2 ** 20,
			mostMb: process.resourceUsage().maxRSS / 1024,
		};
	};
	print('ready');
	let text = '';
	for await (const piece of process.stdin as AsyncIterable<Buffer>) {
		const lines = (text + piece.toString()).split('\n');
		text = lines.pop() ?? '';
		for (const line of lines) print(JSON.stringify(await cost(JSON.parse(line) as Task)));
	}
}

void main();
