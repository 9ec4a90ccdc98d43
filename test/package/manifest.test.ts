/** The package as npm and n8n's guidelines see it. */

import manifest from '../../package.json';
import { execFileSync, fs, path, root } from '../../scripts/machine.js';

interface Packed {
	files: Array<{ path: string }>;
}

const exists = (file: string): boolean => fs.existsSync(path.join(root, file));
const sources = (folder: string, end: string): string[] =>
	(fs.readdirSync(path.join(root, folder), { recursive: true }) as string[])
		.filter((file) => file.endsWith(end))
		.map((file) => `${folder}/${file}`);
const built = (file: string): string => `dist/${file.replace(/\.ts$/, '.js')}`;

describe('the manifest', () => {
	it('brings no dependencies along: n8n allows none', () => {
		expect(
			Object.keys(manifest).filter((key) =>
				/^(dependencies|optionalDependencies|bundleDependencies|bundledDependencies|overrides|resolutions|bin)$/.test(key),
			),
		).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
	it('runs nothing when it is installed', () => {
		expect(
			Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare|publish)$/.test(name) && name !== 'prepublishOnly'),
		).toEqual([]);
	});
	it('lists every node and every credential there is, and they are built', () => {
		expect([...manifest.n8n.nodes].sort()).toEqual(sources('nodes', '.node.ts').map(built).sort());
		expect([...manifest.n8n.credentials].sort()).toEqual(sources('credentials', '.credentials.ts').map(built).sort());
		expect([...manifest.n8n.nodes, ...manifest.n8n.credentials].filter((file) => !exists(file))).toEqual([]);
	});
	it('is found and accepted as a community package', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-intercom',
			license: 'MIT',
			n8n: { n8nNodesApiVersion: 1, strict: true },
			files: ['dist'],
		});
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.repository.url).toMatch(/^https:\/\/github\.com\/[\w-]+\/n8n-nodes-intercom\.git$/);
		expect(manifest.author).toEqual({ name: expect.any(String) as string, email: expect.stringMatching(/@/) as string });
	});
	it('uses the ESLint configuration of n8n word for word, which "strict" asks for', () => {
		expect(fs.readFileSync(path.join(root, 'eslint.config.mjs'), 'utf8').replace(/\s+/g, ' ').trim()).toBe(
			"import { config } from '@n8n/node-cli/eslint'; export default config;",
		);
	});
});

describe('what npm would publish', () => {
	const [{ files }] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as Packed[];
	const names = files.map((file) => file.path);

	it('is dist, the README, the licence and the manifest', () => {
		expect(names.filter((name) => !name.startsWith('dist/')).sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
	});
	it('holds in dist what n8n loads: code, icons, search words and previews', () => {
		expect(names.filter((name) => name.startsWith('dist/') && !/\.(js|svg|png|json)$/.test(name))).toEqual([]);
		expect(
			names.filter(
				(name) =>
					name.endsWith('.json') && !/^(package\.json|dist\/nodes\/.+\.(node\.json)|dist\/nodes\/.+\/__schema__\/.+\.json)$/.test(name),
			),
		).toEqual([]);
		expect(names).toEqual(
			expect.arrayContaining([
				...manifest.n8n.nodes,
				...manifest.n8n.nodes.map((file) => file.replace('.js', '.json')),
				...manifest.n8n.credentials,
			]),
		);
	});
	it('holds nothing of tests, simulator or scripts', () => {
		expect(names.filter((name) => /^dist\/(?!nodes|credentials|engine|procedures|catalog|markup|intercom|icons)/.test(name))).toEqual([]);
		expect(names.filter((name) => /test|simulator|fixture|\.map$/.test(name))).toEqual([]);
	});
});
