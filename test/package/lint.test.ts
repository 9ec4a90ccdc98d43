/**
 * n8n's lint on what the catalog becomes: every node is written out as a literal file in a package of its own, with this
 * package's manifest, credentials, icons and ESLint configuration, and no rule is switched off.
 */

import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import manifest from '../../package.json';
import { execFileSync, fs, path, process, root } from '../../scripts/machine.js';
import { literalNode } from './literal';

// ESLint takes seconds, and more on a busy machine
jest.setTimeout(180_000);

interface Report {
	files: string[];
	problems: Array<{ file: string; line: number; rule: string; message: string }>;
}

const folder = path.join(root, 'out', 'lint');

/** A class of the built package. */
async function nodeOf(file: string): Promise<[className: string, node: INodeType]> {
	const [[className, NodeClass]] = Object.entries((await import(path.join(root, file))) as Record<string, new () => INodeType>);
	return [className, new NodeClass()];
}

/** Lints the package with nodes as they are, or changed. */
async function lint(change: (properties: INodeProperties[], className: string) => void = () => {}): Promise<Report> {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	for (const name of ['package.json', 'eslint.config.mjs', 'credentials', 'icons'])
		fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
	for (const file of manifest.n8n.nodes) {
		const [className, node] = await nodeOf(file);
		const properties = structuredClone(node.description.properties);
		change(properties, className);
		const place = path.join(folder, 'nodes', className);
		fs.mkdirSync(place, { recursive: true });
		fs.writeFileSync(
			path.join(place, `${className}.node.ts`),
			literalNode(className, {
				...node,
				description: { ...node.description, properties },
				execute: node.execute,
				poll: node.poll,
				webhook: node.webhook,
			}),
		);
	}
	// no NODE_ENV: n8n's rules take everything for a trigger called Test where it says "test"
	return JSON.parse(
		execFileSync(process.execPath, [path.join(root, 'test/package/lint.mjs'), folder], {
			env: { PATH: process.env.PATH },
			encoding: 'utf8',
			maxBuffer: 1e8,
		}),
	) as Report;
}

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it("the whole generated description of every node passes n8n's lint", async () => {
	const { files, problems } = await lint();
	expect(files).toEqual(expect.arrayContaining(manifest.n8n.nodes.map((file) => file.replace('dist/', '').replace('.js', '.ts'))));
	expect(problems).toEqual([]);
});

it('and would not, if a rule were broken anywhere in it', async () => {
	const { problems } = await lint((properties, className) => {
		if (className !== 'Intercom') return;
		const named = (name: string) => properties.find((property) => property.name === name) as INodeProperties;
		(named('operation').options as INodePropertyOptions[]).reverse();
		named('limit').default = 17;
		const optional = properties.flatMap(({ type, options = [] }) => (type === 'collection' ? (options as INodeProperties[]) : []));
		optional.find(({ type }) => type === 'boolean')!.description = 'If true, so be it.';
	});
	const rules = new Set(problems.map(({ rule }) => rule.replace('n8n-nodes-base/', '')));
	expect([...rules].sort()).toEqual(
		expect.arrayContaining([
			'node-param-default-wrong-for-limit',
			'node-param-description-boolean-without-whether',
			'node-param-options-type-unsorted-items',
		]),
	);
});
