/** Processes of the benchmark: each is a file beside this one that prints lines and reads lines. */

import { fs, path, process, root, spawn } from '../scripts/machine';

export interface Child {
	/** The next line it prints. */
	line: () => Promise<string>;
	say: (text: string) => void;
	/** Milliseconds in which it could have gone on and got no processor, so far; 0 where the system does not say. */
	starvedMs: () => number;
	end: () => void;
}

/** @param file below `bench/` */
export function start(file: string, argument: unknown): Child {
	const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', path.join(root, 'bench', file), JSON.stringify(argument)], {
		cwd: root,
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const lines: string[] = [];
	const waiting: Array<(line: string) => void> = [];
	let text = '';
	child.stdout.on('data', (piece: Buffer) => {
		const parts = (text + piece.toString()).split('\n');
		text = parts.pop() ?? '';
		for (const line of parts) (waiting.shift() ?? ((kept: string) => lines.push(kept)))(line);
	});
	return {
		line: async () => lines.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve))),
		say: (words) => void child.stdin.write(`${words}\n`),
		starvedMs: () => {
			try {
				return Number(fs.readFileSync(`/proc/${child.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
			} catch {
				return 0;
			}
		},
		end: () => void child.kill(),
	};
}

export interface Workspace {
	url: string;
	token: string;
}

export interface Workspaces extends Pick<Child, 'starvedMs' | 'end'> {
	all: Workspace[];
}

/** Simulated workspaces, all in one process of their own. */
export async function startWorkspaces(count: number): Promise<Workspaces> {
	const child = start('simulators.ts', count);
	return { all: JSON.parse(await child.line()) as Workspace[], starvedMs: child.starvedMs, end: child.end };
}

/** Changes settings of a simulated workspace. */
export async function set({ url }: Workspace, settings: object): Promise<void> {
	const { ok } = await fetch(`${url}/_simulator/settings`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(settings),
	});
	if (!ok) throw new Error('The simulator refused its settings');
}

/** A request that arrived there. */
export interface Arrival {
	at: number;
	endedAt: number;
	status: number;
	/** The external ID begins with what the sender is called. */
	body: { external_id: string };
}

/** What a workspace was asked for so far. */
export async function arrivals({ url }: Workspace): Promise<Arrival[]> {
	return (await (await fetch(`${url}/_simulator/requests`)).json()) as Arrival[];
}

/** Starts again with an empty workspace. */
export async function reset({ url }: Workspace): Promise<void> {
	await fetch(`${url}/_simulator/reset`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
}

/** From now on, the greatest part of the time that one of them got no processor although it could have gone on, per cent. */
export function starvation(children: Array<Pick<Child, 'starvedMs'>>): () => number {
	const [began, before] = [Date.now(), children.map(({ starvedMs }) => starvedMs())];
	return () => Math.max(...children.map(({ starvedMs }, index) => (100 * (starvedMs() - before[index])) / (Date.now() - began)));
}
