/**
 * `npm run release:check -- v0.2.0`: the checklist before a release, and n8n's scanner on the sources and on the packed file.
 * Exit code 0 only when all of it is true. The publishing workflow runs it too.
 */

import manifest from '../package.json';
import { recordings } from '../test/compat/play';
import { rows } from '../test/support/rows';
import { made, renewed } from './docs/pages';
import { execFileSync, fs, path, print, process, root } from './machine';
import { checklist } from './release/checklist';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' });
const recorded = new Set(recordings().flatMap(([, { workflows }]) => workflows.map(({ name }) => name.split(',')[0])));

const points = checklist({
	tag: process.argv[2] ?? `v${manifest.version}`,
	version: manifest.version,
	changelog: read('CHANGELOG.md'),
	lists: made.map(({ file }) => read(file)).join('\n'),
	renewed: made.map((one) => renewed(one, read(one.file))).join('\n'),
	changes: git('status', '--porcelain'),
	tags: git('tag', '--points-at', 'HEAD').split('\n'),
	unrecorded: rows.map(({ title }) => title).filter((title) => !recorded.has(title)),
});

function scanned(): string {
	try {
		execFileSync('npx', ['jest', '-w', '1', '--silent', 'test/package/manifest.test.ts', 'test/package/scan.test.ts'], {
			cwd: root,
			encoding: 'utf8',
			stdio: 'pipe',
		});
		return '';
	} catch (error) {
		return String((error as { stderr?: string }).stderr ?? error);
	}
}

points.push({ name: "the packed file holds what it should, and n8n's scanner finds nothing in it or in the sources", toDo: scanned() });
for (const { name, toDo } of points) print(toDo ? `[ ] ${name}\n    ${toDo.replace(/\n/g, '\n    ')}` : `[x] ${name}`);
process.exitCode = points.some(({ toDo }) => toDo) ? 1 : 0;
