/** n8n's scanner, which decides about verification, on the sources and on what npm would deliver; and n8n loading the latter. */

import manifest from '../../package.json';
import { createHost } from '../../scripts/host';
import { execFileSync, fs, os, path, process, root } from '../../scripts/machine.js';

// the scanner takes seconds, and more on a busy machine
jest.setTimeout(180_000);

interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

const place = fs.mkdtempSync(path.join(os.tmpdir(), 'packed-'));
const unpacked = path.join(place, 'package');

beforeAll(() => {
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', place], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as Array<{ filename: string }>;
	execFileSync('tar', ['-xzf', path.join(place, filename), '-C', place]);
});
afterAll(() => fs.rmSync(place, { recursive: true, force: true }));

/** No NODE_ENV: n8n's rules behave differently where it says "test". */
const scan = (folder: string, ...patterns: string[]): Verdict =>
	JSON.parse(
		execFileSync(process.execPath, [path.join(root, 'test/package/scan.mjs'), folder, ...patterns], {
			env: { PATH: process.env.PATH },
			encoding: 'utf8',
			maxBuffer: 1e8,
		}),
	) as Verdict;
const scanPacked = (): Verdict => scan(unpacked, '**/*.js', 'package.json');

it('finds nothing in the sources', () => expect(scan(root)).toEqual({ passed: true }));

it('finds nothing in the package, but would find what does not belong there', () => {
	expect(scanPacked()).toEqual({ passed: true });

	const odd = path.join(unpacked, 'dist', 'odd.js');
	fs.writeFileSync(odd, "/* eslint-disable */\nconst fs = require('fs');\nconsole.log(fs, process.env);\n");
	const { passed, details } = scanPacked();
	fs.rmSync(odd);
	expect(passed).toBe(false);
	for (const rule of ['no-restricted-imports', 'no-console', 'no-restricted-globals']) expect(details).toContain(rule);
});

it('the package loads in n8n as it is delivered, without anything of this folder', async () => {
	expect(fs.existsSync(path.join(unpacked, 'node_modules'))).toBe(false);
	const host = await createHost({ packageDirs: [unpacked] });
	for (const file of manifest.n8n.nodes) {
		const name = path.basename(file, '.node.js');
		const { description } = host.packages.getByNameAndVersion(`n8n-nodes-intercom.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
		expect(description.properties.length).toBeGreaterThan(0);
	}
	await host.close();
});
