/**
 * n8n's engine in a process of its own: one execution per job, all at the same time, each creating contacts in its workspace.
 * Prints `ready`, begins with the first line on its standard input, and prints what came of it as one line of JSON.
 * `tsx bench/rate/n8n.ts <JSON: Job[]>`
 */
import { createHost } from '../../scripts/host';
import { print, process, wait } from '../../scripts/machine';

export interface Job {
	url: string;
	token: string;
	items: number;
	/** The option Requests at Once. */
	atOnce?: number;
	/** Begins so much later. */
	delayMs?: number;
}

export interface Outcome {
	done: number;
	failed: number;
}

async function main(): Promise<void> {
	const jobs = JSON.parse(process.argv[2]) as Job[];
	const host = await createHost();
	const run = async ({ url, token, items, atOnce, delayMs = 0 }: Job, number: number): Promise<Outcome> => {
		await wait(delayMs);
		const { outputs } = await host.runNode({
			type: 'n8n-nodes-intercom.intercom',
			parameters: {
				resource: 'contact',
				operation: 'create',
				role: 'user',
				externalId: '={{ $json.ext }}',
				options: atOnce ? { concurrency: atOnce } : {},
			},
			items: Array.from({ length: items }, (_, index) => ({ ext: `${process.pid}-${number}-${index}` })),
			credentials: { intercomAccessTokenApi: { accessToken: token, region: 'custom', baseUrl: url } },
			onError: 'continueErrorOutput',
		});
		return { done: outputs[0]?.length ?? 0, failed: outputs[1]?.length ?? 0 };
	};
	print('ready');
	// it does not outlive the benchmark
	process.stdin.once('end', () => process.exit(0));
	await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
	print(JSON.stringify(await Promise.all(jobs.map(run))));
	await host.close();
}

void main();
