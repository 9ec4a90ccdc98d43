// A pinned n8n with its Node, installed once into the cache folder and kept there for every later run.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { compiler } from './debian.mjs';
import { cache, e2e, run, say, wait, which } from './machine.mjs';

const RECIPE = ['package.json', 'package-lock.json'];
const FIRST_NODE = 24;
/** Older versions of n8n take this from its maker's server; the one that npm has does for everything but spreadsheets. */
const FROM_NPM = { xlsx: '0.18.5' };

/** Where things are: `folder`, `node` (the program), `n8n` (its start script) and `load` (a require for the packages there). */
export async function installN8n() {
	const recipe = Object.fromEntries(RECIPE.map((name) => [name, fs.readFileSync(path.join(e2e, 'n8n', name), 'utf8')]));
	const { n8n } = JSON.parse(recipe['package.json']).dependencies;
	return await installed(n8n, recipe, ['ci']);
}

/** Another version of n8n, with that version of Node; what it depends on is what npm chooses, because nothing is pinned for it. */
export async function installOther({ n8n, node }) {
	const { overrides } = JSON.parse(fs.readFileSync(path.join(e2e, 'n8n/package.json'), 'utf8'));
	const optionalDependencies = Object.fromEntries(['linux-arm64', 'linux-x64'].map((platform) => [`node-${platform}`, node]));
	return await installed(
		n8n,
		{
			'package.json': JSON.stringify({
				name: 'n8n-under-test',
				private: true,
				dependencies: { n8n },
				optionalDependencies,
				overrides: { ...overrides, ...FROM_NPM },
			}),
		},
		['install', '--package-lock=false'],
	);
}

async function installed(version, recipe, how) {
	const key = Object.values(recipe)
		.reduce((hash, text) => hash.update(text), createHash('sha256'))
		.digest('hex');
	const folder = path.join(cache, `n8n-${version}-${key.slice(0, 12)}`);
	fs.mkdirSync(folder, { recursive: true });
	const ready = path.join(folder, '.ready');
	if (!fs.existsSync(ready)) {
		await alone(path.join(folder, '.installing'), async () => {
			if (fs.existsSync(ready)) return;
			await install(folder, version, recipe, how);
			fs.writeFileSync(ready, new Date().toISOString());
		});
	}
	return {
		folder,
		version,
		node: nodeOf(folder),
		n8n: path.join(folder, 'node_modules/n8n/bin/n8n'),
		load: createRequire(path.join(folder, 'package.json')),
	};
}

async function install(folder, version, recipe, how) {
	await compiler();
	const began = Date.now();
	say(`Installing n8n ${version} into ${folder} (once; some 3 GB and 5 to 10 minutes)`);
	for (const [name, text] of Object.entries(recipe)) fs.writeFileSync(path.join(folder, name), text);
	// no install scripts: the only one that matters is the database driver's, and that is compiled below for the right Node
	await run('npm', [...how, '--ignore-scripts', '--no-audit', '--no-fund'], { log: 'install-n8n', cwd: folder });
	const node = nodeOf(folder);
	const headers = path.join(path.dirname(node), '..');
	const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
	say('Compiling its database driver');
	await run(node, [nodeGyp(), 'rebuild', '--nodedir', headers, '-j', '2'], {
		log: 'compile-sqlite3',
		cwd: path.join(folder, 'node_modules/sqlite3'),
		env,
	});
	await run(node, ['-e', `new (require('sqlite3').Database)(':memory:').get('select 1', (error) => process.exit(error ? 1 : 0))`], {
		log: 'try-sqlite3',
		cwd: folder,
	});
	say(`Installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** n8n's Node from npm; elsewhere than on Linux the one that runs this, if it is new enough. */
function nodeOf(folder) {
	const pinned = path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (fs.existsSync(pinned)) return pinned;
	if (Number(process.versions.node.split('.')[0]) >= FIRST_NODE) return process.execPath;
	throw new Error(
		`n8n needs Node ${FIRST_NODE}, which npm has for Linux only. On this machine, run the checks with Node ${FIRST_NODE} or newer.`,
	);
}

/** The node-gyp that npm itself brings; the driver's own is too old for recent Pythons. */
function nodeGyp() {
	const npm = process.env.npm_execpath ?? which('npm');
	const file = path.join(path.dirname(npm), '../node_modules/node-gyp/bin/node-gyp.js');
	if (!fs.existsSync(file)) throw new Error(`npm's node-gyp is not at ${file}`);
	return file;
}

/** Two runs at once install only once: whoever makes the lock file does it, the other waits. A lock whose owner is gone is void. */
async function alone(lock, work) {
	for (let told = false; ; await wait(1000)) {
		try {
			fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		const owner = Number(readOr(lock, ''));
		if (owner && !isAlive(owner)) fs.rmSync(lock, { force: true });
		else if (!told) (say(`Another run (process ${owner}) is installing n8n; waiting for it`), (told = true));
	}
	try {
		await work();
	} finally {
		fs.rmSync(lock, { force: true });
	}
}

function readOr(file, otherwise) {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return otherwise;
	}
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
