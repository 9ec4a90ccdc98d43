/**
 * What an item costs n8n's process, and whose it is: contacts created by the node, and by a node that does nothing but call
 * n8n's HTTP helper. Processor time, so it does not matter how busy the machine is otherwise; the simulator is another process.
 */

import { print, process } from '../../scripts/machine';
import { type Child, reset, set, start, startWorkspaces, type Workspace } from '../child';
import { circumstances, median, table, verdict, write } from '../writing';
import type { Cost, Task } from './run';

/** Milliseconds of processor per item beyond n8n's helper, at most. */
const GOAL = 0.3;
const ROUNDS = 7;
const ITEMS = 500;
const MANY = 5000;
const WAYS: Array<Task['way']> = ['nothing', 'helper', 'parameter', 'node'];

async function ask(child: Child, task: Task): Promise<Cost> {
	child.say(JSON.stringify(task));
	return JSON.parse(await child.line()) as Cost;
}

async function fresh(workspace: Workspace): Promise<Child> {
	await reset(workspace);
	await set(workspace, { rateLimit: 1_000_000, latencyMs: 20 });
	const child = start('cpu/run.ts', workspace);
	if ((await child.line()) !== 'ready') throw new Error('n8n does not start');
	return child;
}

/** Milliseconds per item, by way, of each round; all ways of a round one after the other, each time in another order. */
async function costs(workspace: Workspace): Promise<Array<Record<Task['way'], number>>> {
	const child = await fresh(workspace);
	const rounds: Array<Record<Task['way'], number>> = [];
	for (let run = 0; run <= ROUNDS; run++) {
		const round = { nothing: 0, helper: 0, parameter: 0, node: 0 };
		for (const way of [...WAYS.slice(run % WAYS.length), ...WAYS.slice(0, run % WAYS.length)])
			round[way] = (await ask(child, { way, items: ITEMS, run })).cpuMs / ITEMS;
		// the first one compiles what the others find
		if (run > 0) rounds.push(round);
	}
	child.end();
	return rounds;
}

/** Kilobytes per item, of a process that has done nothing else. */
async function memory(workspace: Workspace, way: Task['way']): Promise<{ kept: number; most: number }> {
	const child = await fresh(workspace);
	const before = await ask(child, { way, items: 10, run: 0 });
	const after = await ask(child, { way, items: MANY, run: 1 });
	child.end();
	return { kept: (after.keptMb * 1024) / MANY, most: ((after.mostMb - before.mostMb) * 1024) / MANY };
}

export async function cpu(): Promise<void> {
	const workspaces = await startWorkspaces(1);
	const [workspace] = workspaces.all;
	const rounds = await costs(workspace);
	const of = (value: (round: Record<Task['way'], number>) => number): number[] => rounds.map(value);
	const ms = (values: number[]): string =>
		`${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
	const ours = of(({ node, helper }) => node - helper);
	const rows: Array<[string, string]> = [
		['n8n hands on an item (its *No Operation* node)', ms(of(({ nothing }) => nothing))],
		["a node that only calls n8n's helper, beyond that", ms(of(({ helper, nothing }) => helper - nothing))],
		['n8n evaluates one expression, beyond that', ms(of(({ parameter, helper }) => parameter - helper))],
		["*Create* of a contact, beyond n8n's helper", ms(ours)],
		['*Create* of a contact, in all', ms(of(({ node }) => node))],
	];
	print(rows.map((cells) => cells.join(': ')).join('\n'));
	const ratio = median(of(({ node, helper }) => node / helper));
	const names: Record<Task['way'], string> = {
		nothing: '*No Operation*',
		helper: "only n8n's helper",
		parameter: '',
		node: '*Create* of a contact',
	};
	const held: Array<[string, string, string]> = [];
	for (const way of ['nothing', 'helper', 'node'] as const) {
		const { kept, most } = await memory(workspace, way);
		held.push([names[way], kept.toFixed(1), most.toFixed(1)]);
	}
	print(held.map((cells) => cells.join(': ')).join('\n'));
	workspaces.end();
	const broken = median(ours) < GOAL ? [] : [`an item takes ${median(ours).toFixed(2)} ms beyond n8n's helper, not less than ${GOAL} ms`];
	write(
		'cpu',
		`Milliseconds of processor time in n8n's process per item, ${ITEMS} contacts at a time, ten requests at once; medians of ${ROUNDS} paired rounds, and the
least and the most.

${table(['', 'ms per item'], rows)}

In all, ${ratio.toFixed(2)} times what n8n's helper takes by itself.

What ${MANY.toLocaleString('en')} items hold, in kilobytes per item: *kept* when the run is over and its items are there, *most* what the process grew by at most,
garbage included that nobody had collected yet.

${table(['', 'kept', 'most'], held)}

${verdict(`less than ${GOAL} ms per item beyond n8n's helper`, broken)}

${circumstances()}`,
	);
	if (broken.length) process.exitCode = 1;
}
