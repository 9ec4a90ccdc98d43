/**
 * `npm run world`: random histories of the triggers in virtual time (`test/world`). What must be true is checked at the end of
 * each; one that is against it is printed with its seed, and the exit code is 1.
 *
 *   --histories N   how many (10,000)
 *   --seed N        the first seed; the others follow it. `--histories 1 --seed N` repeats one, with what happened in it
 *   --docs          writes the counts into docs/guarantees.md
 */
import { execFileSync, fs, os, path, print, process, root, spawn } from './machine.js';
import { add, type Counts, noCounts, play } from '../test/world/history';

const args: string[] = process.argv.slice(2);
const option = (name: string, usual: number): number => (args.includes(`--${name}`) ? Number(args[args.indexOf(`--${name}`) + 1]) : usual);

const FIRST = option('seed', Date.now() % 2 ** 31);
const COUNT = option('histories', 10_000);
const MOST_SHOWN = 10;

interface Tally {
	counts: Counts;
	/** Seed and what was against the promises. */
	broken: Array<{ seed: number; violations: string[] }>;
}

async function part(from: number, count: number): Promise<Tally> {
	const tally: Tally = { counts: noCounts(), broken: [] };
	for (let seed = from; seed < from + count; seed++) {
		const { counts, violations } = await play(seed);
		add(tally.counts, counts);
		if (violations.length) tally.broken.push({ seed, violations });
	}
	return tally;
}

/** The same in a process of its own. */
async function apart(from: number, count: number): Promise<Tally> {
	const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'scripts/world.ts'), '--part', '--seed', String(from), '--histories', String(count)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
	let text = '';
	child.stdout.on('data', (piece: Buffer) => (text += String(piece)));
	const code = await new Promise((resolve) => child.on('close', resolve));
	if (code !== 0) throw new Error(`A process of the world ended with ${String(code)}`);
	return JSON.parse(text) as Tally;
}

async function main(): Promise<void> {
	if (args.includes('--part')) {
		print(JSON.stringify(await part(FIRST, COUNT)));
		return;
	}
	execFileSync(process.execPath, [path.join(root, 'node_modules/gulp/bin/gulp.js'), 'build', '--silent'], { cwd: root, stdio: 'inherit' });
	if (COUNT === 1) {
		const log: string[] = [];
		const { violations } = await play(FIRST, log);
		print([...log, ...violations.map((one) => `AGAINST THE PROMISES: ${one}`)].join('\n'));
		process.exitCode = violations.length ? 1 : 0;
		return;
	}
	print(`World: ${COUNT} histories from seed ${FIRST}`);
	const began = Date.now();
	const processes = Math.min(COUNT, Math.max(1, os.cpus().length));
	const size = Math.ceil(COUNT / processes);
	const tallies = await Promise.all(Array.from({ length: processes }, async (_, index) => await apart(FIRST + index * size, Math.min(size, COUNT - index * size))));
	const total: Tally = { counts: noCounts(), broken: [] };
	for (const { counts, broken } of tallies) {
		add(total.counts, counts);
		total.broken.push(...broken);
	}
	print(Object.entries(total.counts).map(([name, count]) => `  ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).padEnd(20)} ${count}`).join('\n'));
	for (const { seed, violations } of total.broken.slice(0, MOST_SHOWN)) print(`  seed ${seed}: ${violations.slice(0, 4).join('; ')}`);
	print(`World: ${total.broken.length} of ${total.counts.histories} histories are against the promises (${Math.round((Date.now() - began) / 1000)} s)`);
	if (args.includes('--docs')) document(total.counts);
	process.exitCode = total.broken.length ? 1 : 0;
}

/** Puts the counts where docs/guarantees.md has a place for them. */
function document(counts: Counts): void {
	const file = path.join(root, 'docs/guarantees.md');
	const rows: Array<[string, string]> = [
		['histories', `${counts.histories}, seeds ${FIRST} to ${FIRST + COUNT - 1}`],
		['polls, requests to Intercom', `${counts.polls}, ${counts.requests}`],
		['processes killed, executions that could not be created', `${counts.crashes}, ${counts.refusedExecutions}`],
		['records due by polling', String(counts.due)],
		['of them lost', String(counts.lost)],
		['in an execution that was cut off by a kill', String(counts.interrupted)],
		['output twice, though nothing had failed', String(counts.doubled)],
		['output once more after a kill or a failed execution', String(counts.repeated)],
		['deliveries of webhooks, answers that came too late', `${counts.deliveries}, ${counts.hangUps}`],
		['events that were accepted and lost', String(counts.eventsLost)],
		['run twice in one process', String(counts.eventsDoubled)],
		['run twice across processes or after a kill', String(counts.eventsRepeated)],
		['forged deliveries, of them accepted', `${counts.forged}, ${counts.forgedAccepted}`],
	];
	const table = ['| in the last run | |', '|---|---|', ...rows.map(([what, count]) => `| ${what} | ${count} |`)].join('\n');
	const text: string = fs.readFileSync(file, 'utf8');
	fs.writeFileSync(file, text.replace(/(<!-- world -->\n)[\s\S]*?(\n<!-- \/world -->)/, (_, before: string, after: string) => before + table + after));
}

void main();
