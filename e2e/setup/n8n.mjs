// One n8n of our own: fresh data folder, loopback only, nothing phones home.
import fs from 'node:fs';
import path from 'node:path';
import { start, until } from './machine.mjs';
import { freePort } from './ports.mjs';

const SETTINGS = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_PROTOCOL: 'http',
	N8N_SECURE_COOKIE: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_LOG_LEVEL: 'warn',
	NODE_NO_WARNINGS: '1',
	// on a busy machine its database is slow, not gone
	DB_PING_TIMEOUT_MS: '120000',
	// no calls to n8n's own services
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,mcp,agents,instance-ai,chat-hub,workflow-builder,quick-connect',
};

/** Names that this process got from npm or from somebody's own n8n, and that would change how ours behaves. */
const FOREIGN = /^(npm_|N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_)/i;

/**
 * `installation` is what installN8n() answered, `bin` a folder of programs it finds first, `home` an empty folder,
 * `command` n8n's own words: `['start']`, `['worker', '--concurrency=10']`, `['webhook']`.
 * Answers when n8n is ready to serve.
 */
export async function startN8n({ installation, bin, home, port, log = 'n8n', command = ['start'], settings = {} }) {
	port ??= await freePort();
	const url = `http://127.0.0.1:${port}`;
	fs.mkdirSync(home, { recursive: true });
	const env = {
		...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
		...SETTINGS,
		PATH: [bin, path.dirname(installation.node), process.env.PATH].join(path.delimiter),
		N8N_USER_FOLDER: home,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: `${url}/`,
		N8N_ENCRYPTION_KEY: 'only-for-a-throw-away-n8n',
		...settings,
	};
	let program;
	const begin = async () => {
		program = start(installation.node, [installation.n8n, ...command], { log, cwd: installation.folder, env });
		await until(
			'n8n starts',
			async () => {
				if (program.isOver()) throw new Ended(`n8n ended while starting; see ${program.file}\n${program.tail()}`);
				return (await fetch(`${url}/healthz/readiness`)).ok;
			},
			{ ms: 240_000, every: 250, unless: (error) => error instanceof Ended },
		);
	};
	await begin();
	return {
		url,
		isOver: () => program.isOver(),
		file: program.file,
		text: () => program.text(),
		begin,
		stop: async (how) => await program.stop(how),
		kill: async () => await program.kill(),
		/** Stops it and starts it again with the same data; `meanwhile` happens while it is not there. */
		async restart({ meanwhile = async () => {} } = {}) {
			await program.stop();
			await meanwhile();
			await begin();
		},
	};
}

class Ended extends Error {}
