/**
 * How long whole lists take, one page after another against pages ahead, in n8n's own engine; the simulator in a process of its
 * own. Pairs that run in turn; what counts is the median of their ratios. Writes its part of docs/performance.md; fails when a goal
 * does not hold.
 */

import { createHost } from '../../scripts/host';
import { fs, os, path, print, process, root, spawn } from '../../scripts/machine';

const DOCUMENT = path.join(root, 'docs/performance.md');
const BEGIN = '<!-- lists: written by "npm run bench -- lists" -->';
const END = '<!-- end of lists -->';
const RECORDS = { articles: 1500, contacts: 6000, days: 1200 };
const LATENCIES = [20, 200];
const PAIRS = 5;

interface Case {
	name: string;
	node: string;
	parameters: Record<string, unknown>;
	records: number;
	/** Requests one after another, at least. */
	pages: number;
	/** So many times as fast at each of the latencies, at least. */
	goals: number[];
}

const contacts = { resource: 'contact', operation: 'search', returnAll: true, searchWith: 'conditions', output: 'simple' };
const cases: Case[] = [
	{
		name: 'Article > Get Many, pages with numbers',
		node: 'intercomKnowledge',
		parameters: { resource: 'article', operation: 'getAll', returnAll: true },
		records: RECORDS.articles,
		pages: RECORDS.articles / 25,
		goals: [2, 5],
	},
	{
		name: 'Contact > Search, cut into spans of time',
		node: 'intercom',
		parameters: { ...contacts, additionalFields: { sortField: 'created_at' } },
		records: RECORDS.contacts,
		pages: RECORDS.contacts / 150,
		goals: [1, 2.5],
	},
];

interface Workspace {
	url: string;
	token: string;
	end: () => void;
}

async function startWorkspace(): Promise<Workspace> {
	const child = spawn(
		process.execPath,
		[path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'bench/lists/workspace.ts'), ...Object.values(RECORDS).map(String)],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const line = await new Promise<string>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(text.toString())));
	return { ...(JSON.parse(line) as Omit<Workspace, 'end'>), end: () => void child.kill() };
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

interface Result {
	case: Case;
	latencyMs: number;
	/** Seconds. */
	alone: number;
	ahead: number;
	ratio: number;
	goal: number;
	/** Requests of each. */
	requests: [number, number];
}

const row = (cells: Array<string | number>): string => `| ${cells.join(' | ')} |`;

function text(results: Result[]): string {
	const head = [
		'list',
		'records',
		'answer time',
		'one after another',
		'ahead',
		'times as fast (median)',
		'requests, one after another and ahead',
	];
	const rows = results.map(({ case: one, latencyMs, alone, ahead, ratio, requests }) => [
		one.name,
		one.records,
		`${latencyMs} ms`,
		`${alone.toFixed(2)} s`,
		`${ahead.toFixed(2)} s`,
		ratio.toFixed(1),
		requests.join(' and '),
	]);
	const missed = results.filter(({ ratio, goal }) => ratio < goal);
	return `${BEGIN}

${[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')}

Medians of ${PAIRS} pairs in one run, each after the other in turn. *One after another* is the option *Requests at Once* at 1. ${missed.length ? `Goals that did not hold: ${missed.map(({ case: one, latencyMs, goal }) => `${one.name} at ${latencyMs} ms, ${goal} times`).join('; ')}.` : 'All goals held.'}

${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node.js ${process.version}, ${new Date().toISOString().slice(0, 10)}.

${END}`;
}

function write(part: string): void {
	const document = fs.readFileSync(DOCUMENT, 'utf8');
	const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
	if (from < 0 || to < from) throw new Error(`docs/performance.md has no part between ${BEGIN} and ${END}`);
	fs.writeFileSync(DOCUMENT, document.slice(0, from) + part + document.slice(to + END.length));
}

/** `only`: the cases whose names have this; then nothing is written. */
export async function lists(only = ''): Promise<void> {
	const workspace = await startWorkspace();
	const host = await createHost();
	const control = async (what: string, method: string, body?: object): Promise<unknown> =>
		await (
			await fetch(`${workspace.url}/_simulator/${what}`, {
				method,
				...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
			})
		).json();
	const timed = async ({ node, parameters, records }: Case, concurrency: number): Promise<{ seconds: number; requests: number }> => {
		await control('requests', 'DELETE');
		const start = Date.now();
		const { status, json, error } = await host.runNode({
			type: `n8n-nodes-intercom.${node}`,
			parameters: { ...parameters, options: { concurrency } } as never,
			credentials: { intercomAccessTokenApi: { accessToken: workspace.token, region: 'custom', baseUrl: workspace.url } },
		});
		const seconds = (Date.now() - start) / 1000;
		if (status !== 'success' || new Set(json.map(({ id }) => id)).size !== records || json.length !== records)
			throw new Error(`The run failed: ${json.length} items, ${error?.message}`);
		return { seconds, requests: ((await control('requests', 'GET')) as unknown[]).length };
	};
	const results: Result[] = [];
	for (const one of cases.filter(({ name }) => name.includes(only))) {
		for (const [index, latencyMs] of LATENCIES.entries()) {
			await control('settings', 'POST', { latencyMs });
			await timed(one, 0);
			const pairs: Array<{ alone: number; ahead: number; requests: [number, number] }> = [];
			for (let pair = 0; pair < PAIRS; pair++) {
				const alone = await timed(one, 1);
				const ahead = await timed(one, 0);
				pairs.push({ alone: alone.seconds, ahead: ahead.seconds, requests: [alone.requests, ahead.requests] });
			}
			const result = {
				case: one,
				latencyMs,
				alone: median(pairs.map(({ alone }) => alone)),
				ahead: median(pairs.map(({ ahead }) => ahead)),
				ratio: median(pairs.map(({ alone, ahead }) => alone / ahead)),
				goal: one.goals[index],
				requests: pairs[0].requests,
			};
			results.push(result);
			print(
				`${one.name}, ${latencyMs} ms: ${result.alone.toFixed(2)} s one after another, ${result.ahead.toFixed(2)} s ahead, ${result.ratio.toFixed(2)} times as fast (${pairs.map(({ alone, ahead }) => (alone / ahead).toFixed(1)).join(' ')}), requests ${result.requests.join(' and ')}${result.ratio < result.goal ? `  ! goal ${result.goal}` : ''}`,
			);
		}
	}
	if (!only) write(text(results));
	if (results.some(({ ratio, goal }) => ratio < goal)) process.exitCode = 1;
	await host.close();
	workspace.end();
}
