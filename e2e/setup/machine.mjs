// What this machine offers: folders, and running other programs with their output in a log.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const e2e = path.join(root, 'e2e');
/** Logs, and screenshots of checks that failed; not in git. One folder per entry script (`run`, `demo`). */
export const out = path.join(root, 'out', `e2e-${path.basename(process.argv[1] ?? 'run', '.mjs')}`);
/** Outside the checkout, so that a fresh clone need not install n8n again. */
export const cache = path.resolve(
	process.env.N8N_E2E_CACHE || path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'n8n-nodes-intercom-e2e'),
);

export const say = (text) => process.stdout.write(`${text}\n`);
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks `question` until the answer is truthy, and gives that answer. What it throws is told when time is up, or at once if `unless` says so. */
export async function until(what, question, { ms = 120_000, every = 100, unless = () => false } = {}) {
	const end = Date.now() + ms;
	for (let last; ; await wait(every)) {
		try {
			const answer = await question();
			if (answer) return answer;
			last = undefined;
		} catch (error) {
			if (unless(error)) throw error;
			last = error;
		}
		if (Date.now() > end) throw new Error(`Waited ${Math.round(ms / 1000)} s in vain: ${what}${last ? ` (${last.message})` : ''}`);
	}
}

const tail = (file, lines = 25) => fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');

const running = new Set();
// however this process ends, nothing that it started stays behind
process.once('exit', () => {
	for (const program of running) program.endNow();
});

/** Starts a program with its output in `<out>/<log>.log`. A gentle one runs at low priority. */
export function start(command, args, { log, cwd = root, env = process.env, gentle = false }) {
	fs.mkdirSync(out, { recursive: true });
	const file = path.join(out, `${log}.log`);
	const sink = fs.openSync(file, 'a');
	// a process group of its own: Ctrl-C in the terminal reaches only us, and we end the others in order
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', sink, sink], detached: true });
	fs.closeSync(sink);
	if (gentle && child.pid) os.setPriority(child.pid, 10);
	const ended = new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(signal ?? code));
	});
	const program = {
		file,
		ended,
		text: () => fs.readFileSync(file, 'utf8'),
		tail: () => tail(file),
		isOver: () => !running.has(program),
		stop,
		kill,
		endNow,
	};
	running.add(program);
	void ended.then(() => running.delete(program));

	/** Asks it to end, insists after `patience` milliseconds, and leaves nothing behind that it started itself. */
	async function stop({ signal = 'SIGTERM', patience = 20_000 } = {}) {
		if (!program.isOver()) {
			child.kill(signal);
			await Promise.race([ended, wait(patience)]);
		}
		await kill();
	}

	/** Ends it and all that it started, as a power cut would. */
	async function kill() {
		if (endNow()) await ended;
	}

	/** Whether anything was left to end. */
	function endNow() {
		try {
			return process.kill(-child.pid, 'SIGKILL');
		} catch {
			return false;
		}
	}
	return program;
}

/** The last started is stopped first. */
export async function stopAll() {
	for (const program of [...running].reverse()) await program.stop();
}

/** Ctrl-C and its like: `first`, then everything that was started stops, and we end. Whoever is meant to be ended so ends `well`. */
export function onInterrupt({ first = () => {}, well = false } = {}) {
	let stopping = false;
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	]) {
		process.on(signal, async () => {
			if (stopping) return;
			stopping = true;
			first();
			await stopAll();
			process.exit(well ? 0 : code);
		});
	}
}

/** Runs a program to its end. Rejects with the last lines of its output unless it answers 0. */
export async function run(command, args, options) {
	const program = start(command, args, { gentle: true, ...options });
	const end = await program.ended;
	if (end !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${end}; see ${program.file}\n${program.tail()}`);
	return program.text();
}

/** Where the program of this name, or at this absolute path, is, links followed; undefined if nowhere. */
export function which(name) {
	const found = named(name);
	return found && fs.realpathSync(found);
}

/** The same, links kept: for programs that look at the name they are called by. */
export function named(name) {
	const places = path.isAbsolute(name) ? [name] : (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
	return places.find((file) => fs.existsSync(file));
}
