/** Pages that people read first: short enough, complete, and with links that lead somewhere. */

import { fs, path, root } from '../../scripts/machine.js';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const pages = [
	'README.md',
	'CHANGELOG.md',
	'SECURITY.md',
	'examples/README.md',
	...(fs.readdirSync(path.join(root, 'docs')) as string[]).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`),
];
const anchorsOf = (text: string): string[] =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
		title
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.trim()
			.replace(/ /g, '-'),
	);

it('the README has at most 300 lines', () => expect(read('README.md').split('\n').length).toBeLessThanOrEqual(300));

it('the README goes the way of a newcomer', () => {
	const titles = [...read('README.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
	expect(titles.slice(0, 5)).toEqual([
		'Install',
		'Credentials',
		'Your first workflow',
		'Your first event',
		'Try it without an Intercom account',
	]);
});

it.each(pages)('%s: links within the project lead to a file and a heading that are there', (page) => {
	const links = [...read(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
		.map(([, link, image]) => link ?? image)
		.filter((link) => !/^https?:|^mailto:/.test(link));
	const dead = links.filter((link) => {
		const [file, anchor] = link.split('#');
		const target = file ? path.join(path.dirname(page), file) : page;
		return !fs.existsSync(path.join(root, target)) || (anchor !== undefined && !anchorsOf(read(target)).includes(anchor));
	});
	expect(dead).toEqual([]);
});

it('every picture is on a page', () => {
	const shown = pages.map(read).join('\n');
	expect((fs.readdirSync(path.join(root, 'docs/images')) as string[]).filter((image) => !shown.includes(image))).toEqual([]);
});

it('every error that Intercom can cause has its place in the troubleshooting page', () => {
	const whats = [...read('engine/execute/errors.ts').matchAll(/what: (?:'([^']+)'|"([^"]+)"|`([^`$]+))/g)].map(
		([, single, double, template]) => (single ?? double ?? template).replace(/ \(status $|, which.*$/, '').trim(),
	);
	expect(whats.length).toBeGreaterThan(12);
	const page = read('docs/troubleshooting.md');
	expect(whats.filter((what) => !page.includes(`### ${what}`))).toEqual([]);
});
