// Programs that do not come from npm. On Debian, as root, they are installed; elsewhere a sentence says what is missing.
import fs from 'node:fs';
import path from 'node:path';
import { named, run, say, which } from './machine.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium. `N8N_E2E_CHROMIUM` chooses one. */
export async function chromium() {
	const chosen = process.env.N8N_E2E_CHROMIUM;
	if (chosen) return which(chosen) ?? missing('a browser', `N8N_E2E_CHROMIUM is ${chosen}, and no such program exists.`);
	const find = () => CHROMIUM.map(which).find(Boolean);
	if (!find()) await apt('a browser', ['chromium', 'fonts-liberation']);
	return (
		find() ??
		missing(
			'a browser',
			'Install Chromium (Debian, as root: apt-get install chromium), or set N8N_E2E_CHROMIUM to the path of a Chromium or Chrome.',
		)
	);
}

/** What compiles n8n's database driver. */
export async function compiler() {
	const ready = () => ['python3', 'make', 'g++'].every(which);
	if (!ready()) await apt('a C++ compiler', ['build-essential', 'python3']);
	if (!ready()) missing('a C++ compiler', 'Install python3, make and g++ (Debian: apt-get install build-essential python3).');
}

/** Paths of the programs of Redis. */
export async function redisPrograms() {
	// links kept: Debian's redis-server is a link to a program of many names
	const find = () => ({ server: named('redis-server'), cli: named('redis-cli') });
	if (!find().server) await apt('Redis', ['redis-server']);
	return find().server ? find() : missing('Redis', 'Install redis-server.');
}

/** Path of nginx. */
export async function nginx() {
	const find = () => which('nginx') ?? which('/usr/sbin/nginx');
	if (!find()) await apt('nginx', ['nginx-light']);
	return find() ?? missing('nginx', 'Install nginx.');
}

/** Paths of the programs of Postgres, the newest version that is installed. Debian keeps them out of PATH. */
export async function postgresPrograms() {
	const folder = '/usr/lib/postgresql';
	const versions = () =>
		fs.existsSync(folder)
			? fs
					.readdirSync(folder)
					.map(Number)
					.filter(Boolean)
					.sort((a, b) => b - a)
			: [];
	const find = () =>
		[
			...versions().map((version) => path.join(folder, String(version), 'bin')),
			path.dirname(which('postgres') ?? '/nowhere/postgres'),
		].find((bin) => ['initdb', 'postgres', 'psql'].every((name) => which(path.join(bin, name))));
	if (!find()) await apt('Postgres', ['postgresql']);
	const bin = find() ?? missing('Postgres', 'Install postgresql.');
	return { initdb: path.join(bin, 'initdb'), server: path.join(bin, 'postgres'), psql: path.join(bin, 'psql') };
}

async function apt(what, packages) {
	if (!which('apt-get') || process.getuid?.() !== 0) return;
	say(`Installing ${what} (apt-get install ${packages.join(' ')})`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		await run('apt-get', ['update'], { log: 'apt-get', env });
		await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { log: 'apt-get', env });
	} catch (error) {
		say(error.message); // what is to be done instead is said by whoever looks for the program next
	}
}

function missing(what, advice) {
	throw new Error(`The end-to-end checks need ${what}. ${advice}`);
}
