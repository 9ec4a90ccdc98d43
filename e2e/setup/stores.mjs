// Redis and Postgres, each in a fresh folder and on loopback only. Neither runs as root: then they get Debian's users.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { postgresPrograms, redisPrograms } from './debian.mjs';
import { start, until } from './machine.mjs';
import { freePort } from './ports.mjs';

const isRoot = process.getuid?.() === 0;
const asUser = (user, command, args) =>
	isRoot ? ['setpriv', ['--reuid', user, '--regid', user, '--clear-groups', command, ...args]] : [command, args];

function folderOf(user, prefix) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
	if (isRoot) execFileSync('chown', [`${user}:${user}`, folder]);
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** `begin` starts it (again) on the same data; `settings` are what n8n needs to find it. */
export async function startRedis() {
	const { server, cli } = await redisPrograms();
	const folder = folderOf('redis', 'n8n-redis-');
	const port = await freePort();
	let program;
	const begin = async () => {
		// every change on disk at once, so that a restart is a restart and not a loss
		const options = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'always', daemonize: 'no' };
		program = start(
			...asUser(
				'redis',
				server,
				Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
			),
			{ log: 'redis', cwd: folder },
		);
		await until(
			'Redis answers',
			() => execFileSync(cli, ['-p', String(port), 'ping'], { encoding: 'utf8', stdio: 'pipe' }).trim() === 'PONG',
		);
	};
	await begin();
	return {
		begin,
		stop: async () => await program.stop(),
		kill: async () => await program.kill(),
		settings: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
	};
}

/** The same; `sql` answers rows of texts from n8n's database. */
export async function startPostgres() {
	const { initdb, server, psql } = await postgresPrograms();
	const folder = folderOf('postgres', 'n8n-postgres-');
	const port = await freePort();
	const data = path.join(folder, 'data');
	execFileSync(...asUser('postgres', initdb, ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync']), {
		stdio: 'ignore',
		cwd: folder,
	});
	const ask = (database, query) =>
		execFileSync(psql, ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d', database, '-Atc', query], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		}).trim();
	let program;
	const begin = async () => {
		program = start(
			...asUser('postgres', server, [
				'-D',
				data,
				'-p',
				String(port),
				'-c',
				'listen_addresses=127.0.0.1',
				'-c',
				`unix_socket_directories=${folder}`,
			]),
			{ log: 'postgres', cwd: folder },
		);
		await until('Postgres answers', () => ask('postgres', 'select 1') === '1');
	};
	await begin();
	ask('postgres', 'create database n8n');
	return {
		begin,
		// SIGINT is its "fast" shutdown; SIGTERM waits until nobody is connected
		stop: async () => await program.stop({ signal: 'SIGINT' }),
		kill: async () => await program.kill(),
		sql: (query) =>
			ask('n8n', query)
				.split('\n')
				.filter(Boolean)
				.map((line) => line.split('|')),
		settings: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'n8n',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
		},
	};
}
