// The package as it would be published, and an npm that gives this very file to n8n's installer.
import fs from 'node:fs';
import path from 'node:path';
import { root, run, which } from './machine.mjs';

/** Builds and packs the checkout into `folder`. */
export async function pack(folder) {
	await run('npm', ['run', 'build'], { log: 'build' });
	const { name, version, n8n } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
	await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { log: 'pack' });
	return { name, version, file: path.join(folder, `${name}-${version}.tgz`), nodes: n8n.nodes, credentials: n8n.credentials };
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * n8n installs a community package by calling `npm view` and `npm pack`. A program named npm, first in its PATH,
 * answers both for our package with the packed file, and hands everything else to the real npm.
 */
export function npmServing({ name, version, file }, folder) {
	const bin = path.join(folder, 'bin');
	fs.mkdirSync(bin, { recursive: true });
	const script = `#!/bin/sh
case "$1 $2" in
  "view ${name}"|"view ${name}@"*) echo '"${version}"' ;;
  "pack ${name}"|"pack ${name}@"*) cp ${quoted(file)} . && echo ${quoted(path.basename(file))} ;;
  *) exec ${quoted(process.execPath)} ${quoted(which('npm'))} "$@" ;;
esac
`;
	fs.writeFileSync(path.join(bin, 'npm'), script, { mode: 0o755 });
	return bin;
}
