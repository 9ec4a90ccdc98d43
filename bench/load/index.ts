/** What it costs to have a node: loading it in a fresh process, and what n8n sends of it to every browser; beside other nodes of n8n, in the same run. */

import { execFileSync, fs, path, print, process, root } from '../../scripts/machine';
import { circumstances, median, table, verdict, write } from '../writing';

/** Milliseconds of processor to load the Intercom node, at most. */
const GOAL = 150;
const ROUNDS = 5;
const PEERS = ['Hubspot', 'Slack', 'Notion', 'Salesforce'];

interface Cost {
	ms: number;
	cpuMs: number;
	bytes: number;
	newest: number;
	operations: number;
	properties: number;
}

interface Candidate {
	name: string;
	file: string;
	ours: boolean;
}

function candidates(): Candidate[] {
	const { n8n } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } };
	const nameOf = (file: string): string => path.basename(file, '.node.js');
	const actions = n8n.nodes.filter((file) => !nameOf(file).includes('Trigger'));
	return [
		...actions.map((file) => ({ name: nameOf(file), file: path.join(root, file), ours: true })),
		...PEERS.map((name) => ({
			name,
			file: path.join(root, 'node_modules/n8n-nodes-base/dist/nodes', name, `${name}.node.js`),
			ours: false,
		})),
	];
}

const once = ({ name, file }: Candidate): Cost =>
	JSON.parse(execFileSync(process.execPath, [path.join(root, 'bench/load/once.cjs'), file, name], { encoding: 'utf8', cwd: root })) as Cost;

export function load(): void {
	const all = candidates();
	const costs = new Map(all.map((one): [string, Cost[]] => [one.name, []]));
	// one after the other in every round, so that a busy moment meets all; the first round fills the file cache
	for (let round = 0; round <= ROUNDS; round++) {
		for (const one of all) {
			const cost = once(one);
			if (round > 0) costs.get(one.name)?.push(cost);
		}
	}
	const of = (name: string): Cost[] => costs.get(name) ?? [];
	const perOperation = (name: string): number => of(name)[0].newest / of(name)[0].operations;
	const cpu = (name: string): number => median(of(name).map(({ cpuMs }) => cpuMs));
	const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`;
	const rows = all.map(({ name, ours }) => {
		const [{ bytes, newest, operations, properties }] = of(name);
		const ratio = median(of('Slack').map((slack, round) => of(name)[round].cpuMs / slack.cpuMs));
		return [
			ours ? `**${name}**` : name,
			`${cpu(name).toFixed(0)} ms`,
			ratio.toFixed(2),
			operations,
			properties,
			kb(newest),
			kb(bytes),
			`${(perOperation(name) / 1000).toFixed(2)} KB`,
		];
	});
	print(rows.map((cells) => cells.join('  ')).join('\n'));
	const least = Math.min(...PEERS.map(perOperation));
	const broken = [
		cpu('Intercom') >= GOAL && `loading the Intercom node takes ${cpu('Intercom').toFixed(0)} ms, not less than ${GOAL} ms`,
		perOperation('Intercom') > least &&
			`the Intercom node has ${(perOperation('Intercom') / 1000).toFixed(2)} KB per operation, more than the least of the others (${(least / 1000).toFixed(2)} KB)`,
	].filter((fault): fault is string => typeof fault === 'string');
	write(
		'load',
		`Each node loaded alone, in a fresh process that has n8n's engine already: processor time, the median of ${ROUNDS} rounds in which all take turns; beside Slack's, the
median of the ratios of the rounds. Description: the JSON that n8n sends to every browser, of the newest version, and of all versions that it sends. (A node that can be a tool of an agent
is sent twice, whoever wrote it.) A node of this package loads what the package shares; the second one in a process finds it there.

${table(['node', 'load', "beside Slack's", 'operations', 'properties', 'newest version', 'all versions', 'per operation'], rows)}

${verdict(`the Intercom node loads in less than ${GOAL} ms, and is no larger per operation than any of the others; a node of few operations, as IntercomApp, has more per operation`, broken)}

${circumstances()}`,
	);
	if (broken.length) process.exitCode = 1;
}
