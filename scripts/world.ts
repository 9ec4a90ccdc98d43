/**
 * `npm run world`: random histories of the triggers in virtual time (`test/world`). What must be true is checked at the end of
 * each; one that is against it is printed with its seed, and the exit code is 1.
 *
 *   --histories N   how many (10,000)
 *   --seed N        the first seed; the others follow it. `--histories 1 --seed N` repeats one, with what happened in it
 *   --docs          writes the counts into docs/guarantees.md
 */
import { execFileSync, fs, os, path, print, process, root, spawn } from './machine.js';
import { add, type Counts, type Faults, noCounts, noFaults } from '../test/world/counts';
import { play } from '../test/world/history';

const args: string[] = process.argv.slice(2);
const option = (name: string, usual: number): number => (args.includes(`--${name}`) ? Number(args[args.indexOf(`--${name}`) + 1]) : usual);

const FIRST = option('seed', Date.now() % 2 ** 31);
const COUNT = option('histories', 10_000);
const MOST_SHOWN = option('shown', 10);

interface Tally {
	counts: Counts;
	faults: Faults;
	/** Seed and what was against the promises. */
	broken: Array<{ seed: number; violations: string[] }>;
}

async function part(from: number, count: number): Promise<Tally> {
	const tally: Tally = { counts: noCounts(), faults: noFaults(), broken: [] };
	for (let seed = from; seed < from + count; seed++) {
		const { counts, faults, violations } = await play(seed);
		add(tally.counts, counts);
		add(tally.faults, faults);
		if (violations.length) tally.broken.push({ seed, violations });
	}
	return tally;
}

/** The same in a process of its own. */
async function apart(from: number, count: number): Promise<Tally> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', path.join(root, 'scripts/world.ts'), '--part', '--seed', String(from), '--histories', String(count)],
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
	);
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
	const tallies = await Promise.all(
		Array.from({ length: processes }, async (_, index) => await apart(FIRST + index * size, Math.min(size, COUNT - index * size))),
	);
	const total: Tally = { counts: noCounts(), faults: noFaults(), broken: [] };
	for (const { counts, faults, broken } of tallies) {
		add(total.counts, counts);
		add(total.faults, faults);
		total.broken.push(...broken);
	}
	print(
		Object.entries({ ...total.counts, ...total.faults })
			.map(([name, count]) => `  ${wordsOf(name).padEnd(22)} ${count}`)
			.join('\n'),
	);
	for (const { seed, violations } of total.broken.slice(0, MOST_SHOWN)) print(`  seed ${seed}: ${violations.slice(0, 4).join('; ')}`);
	print(
		`World: ${total.broken.length} of ${total.counts.histories} histories are against the promises (${Math.round((Date.now() - began) / 1000)} s)`,
	);
	if (args.includes('--docs')) document(total);
	process.exitCode = total.broken.length ? 1 : 0;
}

/** `timesOff` -> `times off` */
const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Puts the counts where docs/guarantees.md has a place for them. */
function document({ counts, faults, broken }: Tally): void {
	const file = path.join(root, 'docs/guarantees.md');
	const rows: Array<[string, string]> = [
		['histories', `${counts.histories}, seeds ${FIRST} to ${FIRST + COUNT - 1}`],
		['of them against the promises', String(broken.length)],
		['polls, requests to Intercom', `${counts.polls}, ${counts.requests}`],
		...Object.entries(faults).map(([name, count]): [string, string] => [wordsOf(name), String(count)]),
		['records due by polling', String(counts.due)],
		['of them lost', String(counts.lost)],
		['in an execution that was cut off by a kill', String(counts.interrupted)],
		['output twice', String(counts.doubled)],
		[
			'output once more after a kill: there is no table of processed data, or a worker was killed while it compared with it',
			String(counts.repeated),
		],
		['deliveries of webhooks', String(counts.deliveries)],
		['events that were accepted and lost', String(counts.eventsLost)],
		['run twice in one process', String(counts.eventsDoubled)],
		['run twice across processes or after a kill', String(counts.eventsRepeated)],
		['forged deliveries, of them accepted', `${counts.forged}, ${counts.forgedAccepted}`],
	];
	const table = ['| in the last run | |', '|---|---|', ...rows.map(([what, count]) => `| ${what} | ${count} |`)].join('\n');
	const text: string = fs.readFileSync(file, 'utf8');
	fs.writeFileSync(
		file,
		text.replace(/(<!-- world -->)[\s\S]*?(<!-- \/world -->)/, (_, before: string, after: string) => `${before}\n${table}\n${after}`),
	);
}

void main();
