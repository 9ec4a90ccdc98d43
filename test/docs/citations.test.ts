/** What the code cites can be opened: every address of a document and its section exists. */

import { fs, path, root } from '../../scripts/machine.js';

const FOLDERS = [
	'bench',
	'catalog',
	'credentials',
	'docs',
	'e2e',
	'engine',
	'examples',
	'intercom',
	'markup',
	'nodes',
	'procedures',
	'scripts',
	'simulator',
	'test',
];
const TEXTS = /\.(ts|js|mjs|md)$/;

const read = (name: string): string => fs.readFileSync(path.join(root, name), 'utf8');
const files = [
	...FOLDERS.flatMap((folder) =>
		fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
	),
	...fs.readdirSync(root),
].filter((name) => TEXTS.test(name) && !name.includes('node_modules'));

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.trim()
		.replace(/ /g, '-');
const anchorsOf = (name: string): string[] => [...read(name).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading));

/** Whether an address, with or without a section, seen from the project's folder, can be opened. */
const exists = (target: string): boolean => {
	const [name, anchor] = target.split('#');
	return fs.existsSync(path.join(root, name)) && (anchor === undefined || anchorsOf(name).includes(anchor));
};

it('every section that code and docs name exists', () => {
	const cited = files.flatMap((name) => [...read(name).matchAll(/\bdocs\/[\w-]+\.md(?:#[\w-]+)?/g)].map(([target]) => ({ name, target })));
	expect(cited.length).toBeGreaterThan(30);
	expect(cited.filter(({ target }) => !exists(target))).toEqual([]);
});

it('every link between documents leads somewhere', () => {
	const links = files
		.filter((name) => name.endsWith('.md'))
		.flatMap((name) =>
			[...read(name).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, target]) => ({
				name,
				target: target.startsWith('#') ? `${name}${target}` : path.join(path.dirname(name), target),
			})),
		);
	expect(links.length).toBeGreaterThan(20);
	expect(links.filter(({ target }) => !exists(target))).toEqual([]);
});

it('nothing cites notes that are not in the project', () => {
	const foreign = /\b(?:facts|field|n8n-rules)\.md\b|\((?:correction to )?[FC]\d{1,2}\b/;
	expect(files.filter((name) => !name.endsWith('citations.test.ts') && foreign.test(read(name)))).toEqual([]);
});

it.each(['docs/ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/dependencies.md'])('every file and folder that %s names is there', (page) => {
	const named = [...read(page).matchAll(/`((?:[\w.-]+\/)+(?:[\w.-]+\.(?:ts|js|md))?)`/g)]
		.map(([, name]) => name)
		.filter((name) => !/^(dist|descriptions)\//.test(name));
	expect(named.length).toBeGreaterThan(5);
	// what a walk adds is not there before
	expect(named.filter((name) => !fs.existsSync(path.join(root, name)) && !read(page).includes(`New file \`${name}\``))).toEqual([]);
});
