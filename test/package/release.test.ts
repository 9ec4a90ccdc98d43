/** How a version is released: the checklist, the changelog, and the workflows that test and publish. */

import { parse } from 'yaml';
import manifest from '../../package.json';
import { fs, path, root } from '../../scripts/machine.js';
import { type Candidate, checklist, sectionOf } from '../../scripts/release/checklist';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const yaml = (file: string): Record<string, never> => parse(read(`.github/${file}`)) as Record<string, never>;
const changelog = (unreleased = ''): string =>
	`# Changelog\n\n## [Unreleased]\n${unreleased}\n## [0.2.0] - 2026-12-01\n\n### Fixed\n\n- A thing\n\n## [0.1.0] - 2026-11-26\n\n- All\n\n[0.2.0]: https://example.com\n`;
const ready: Candidate = {
	tag: 'v0.2.0',
	version: '0.2.0',
	changelog: changelog(),
	lists: 'x',
	renewed: 'x',
	changes: '',
	tags: ['v0.2.0'],
	unrecorded: [],
};
const open = (change: Partial<Candidate> = {}): string[] =>
	checklist({ ...ready, ...change })
		.filter(({ toDo }) => toDo)
		.map(({ name }) => name);

describe('the release checklist', () => {
	it('passes a version that is ready', () => expect(open()).toEqual([]));
	it.each<[string, Partial<Candidate>]>([
		['the tag is the version', { tag: 'v0.3.0', tags: ['v0.3.0'] }],
		['the tag is on this commit', { tags: ['v0.1.0'] }],
		['nothing is left uncommitted', { changes: ' M README.md\n' }],
		['the changelog has the version, with its date', { changelog: changelog().replace(' - 2026-12-01', '') }],
		['nothing waits for a release in the changelog', { changelog: changelog('\n- Another thing\n') }],
		['the changelog links the version', { changelog: changelog().replace('[0.2.0]: ', '') }],
		['the docs list what this catalog has', { renewed: 'y' }],
		['every operation has a saved workflow that later versions must keep running', { unrecorded: ['contact: dance'] }],
	])('stops at: %s', (name, change) => expect(open(change)).toEqual([name]));
});

it('the changelog says what the version of the manifest brings, and what waits', () => {
	expect(sectionOf(read('CHANGELOG.md'), manifest.version)).toMatch(/^### (Added|Changed|Fixed)/);
	expect(sectionOf(read('CHANGELOG.md'), 'Unreleased')).toBeDefined();
	expect(sectionOf(read('CHANGELOG.md'), '9.9.9')).toBeUndefined();
});

describe('the workflows', () => {
	const files = ['ci', 'e2e', 'publish'].map((name): [string, Record<string, never>] => [name, yaml(`workflows/${name}.yml`)]);

	it('test on every Node that the manifest promises', () => {
		expect(yaml('workflows/ci.yml')).toMatchObject({
			jobs: {
				test: {
					strategy: { matrix: { node: [20, 22, 24] } },
					steps: expect.arrayContaining([{ run: 'npm ci' }, { run: 'npm test' }]) as unknown,
				},
			},
		});
		expect(manifest.engines.node).toMatch(/^>=20\./);
	});
	it('publish by a tag, after the tests and the checklist, with provenance and without a token', () => {
		const publish = yaml('workflows/publish.yml');
		expect(publish).toMatchObject({
			on: { push: { tags: ['v*.*.*'] } },
			jobs: { publish: { needs: 'test', permissions: { 'id-token': 'write', contents: 'read' } } },
		});
		const commands = (publish.jobs as { publish: { steps: Array<{ run?: string }> } }).publish.steps.flatMap(({ run }) => run ?? []);
		expect(commands.slice(-2)).toEqual(['npm run release:check -- "$GITHUB_REF_NAME"', 'npm publish --provenance --access public']);
		expect(read('.github/workflows/publish.yml')).not.toMatch(/secrets\./);
	});
	it.each(files)('%s may write nothing by itself, and runs only actions whose code is fixed', (name, workflow) => {
		expect(workflow.permissions).toEqual({ contents: 'read' });
		const used = [...read(`.github/workflows/${name}.yml`).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
		expect(used.filter((action) => !/^\.\/|@[\da-f]{40}$/.test(action))).toEqual([]);
	});
	it.each(files)('%s runs scripts that exist', (name) => {
		const scripts = [...read(`.github/workflows/${name}.yml`).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
		expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});
});

it('whoever reports a bug is asked for the versions and the operation', () => {
	const { body } = yaml('ISSUE_TEMPLATE/bug.yml') as unknown as { body: Array<{ id?: string; validations?: { required: boolean } }> };
	expect(body.filter(({ validations }) => validations?.required).map(({ id }) => id)).toEqual(['operation', 'n8n', 'package', 'happened']);
});
