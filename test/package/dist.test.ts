/** What was built, as n8n loads it. */

import type { INodeTypeDescription } from 'n8n-workflow';
import manifest from '../../package.json';
import { builtInNodes } from '../../scripts/host/engine';
import { fs, path, root } from '../../scripts/machine.js';
import { useHost } from '../support/host';

const host = useHost();
const dist = path.join(root, 'dist');
const files = (fs.readdirSync(dist, { recursive: true }) as string[]).filter((file) => file.endsWith('.js'));
const codeOf = (file: string): string => fs.readFileSync(path.join(dist, file), 'utf8');

/** `dist/nodes/Intercom/Intercom.node.js` -> `intercom` */
const nameOf = (file: string): string =>
	path
		.basename(file)
		.replace(/\..*$/, '')
		.replace(/^./, (letter: string) => letter.toLowerCase());

/** The file behind an address like `icons/n8n-nodes-intercom/dist/icons/intercom.svg`. */
function iconsOf({ iconUrl }: Pick<INodeTypeDescription, 'iconUrl'>): string[] {
	const urls = typeof iconUrl === 'string' ? [iconUrl] : [iconUrl?.light, iconUrl?.dark];
	return urls.map((url) => path.join(root, String(url).replace(`icons/${manifest.name}/`, '')));
}

const isSvg = (file: string): boolean => fs.existsSync(file) && /<svg[\s>]/.test(fs.readFileSync(file, 'utf8'));

describe.each(manifest.n8n.nodes.map((file): [string] => [nameOf(file)]))('the node %s', (name) => {
	const descriptionOf = () => host.packages.getByNameAndVersion(`${manifest.name}.${name}`).description;

	it('is loaded by n8n under its own name', () => expect(descriptionOf().name).toBe(name));
	it('has icons for light and dark where n8n looks for them', () => {
		expect(iconsOf(descriptionOf())).toHaveLength(2);
		expect(iconsOf(descriptionOf()).filter((file) => !isSvg(file))).toEqual([]);
	});
	it('has search words and links, and keeps its actions in the panel', () => {
		const { codex } = descriptionOf();
		expect(codex?.categories?.length).toBeGreaterThan(0);
		expect(codex?.alias?.length).toBeGreaterThan(0);
		expect(codex?.resources).toMatchObject({
			primaryDocumentation: [{ url: expect.stringMatching(/^https:/) as string }],
			credentialDocumentation: [{ url: expect.stringMatching(/^https:/) as string }],
		});
		// with this one the editor would list no actions
		expect(codex?.subcategories?.AI ?? []).not.toContain('Tools');
	});
	it('takes credentials of this package only', () => {
		const own = manifest.n8n.credentials.map(nameOf);
		expect((descriptionOf().credentials ?? []).filter((credential) => !own.includes(credential.name))).toEqual([]);
	});
});

describe('the list of nodes', () => {
	const aliases = (name: string): string[] =>
		(host.packages.getByNameAndVersion(`${manifest.name}.${name}`).description.codex?.alias ?? []).map((word) => word.toLowerCase());

	it.each(['ticket', 'conversation', 'support ticket', 'live chat', 'inbox', 'customer support', 'whatsapp', 'crm', 'helpdesk'])(
		'finds the main node by "%s"',
		(word) => expect(aliases('intercom')).toContain(word),
	);
	it('shows for a node and its trigger together what both can do: the editor takes the words of the trigger', () => {
		for (const [name, words] of Object.entries({
			intercomTrigger: ['contacts', 'tickets', 'start'],
			intercomFinTrigger: ['Ask Fin', 'start'],
		})) {
			const { description } = host.packages.getByNameAndVersion(`${manifest.name}.${name}`).description;
			expect(words.filter((word) => !description.includes(word))).toEqual([]);
		}
	});
});

describe('the credential types', () => {
	const names = manifest.n8n.credentials.map(nameOf);

	it('have names that n8n itself does not use: its own would be replaced in every workflow', () => {
		const known = Object.keys(JSON.parse(fs.readFileSync(path.join(builtInNodes, 'dist/known/credentials.json'), 'utf8')) as object);
		expect(known).toContain('intercomApi');
		expect(names.filter((name) => known.includes(name))).toEqual([]);
	});
	it('are loaded with their icons', () => {
		for (const name of names)
			expect(iconsOf(host.packages.credential(name) as Pick<INodeTypeDescription, 'iconUrl'>).filter((file) => !isSvg(file))).toEqual([]);
	});
	it('may be used by the HTTP Request node too', () => {
		for (const name of names) expect(host.packages.credential(name).restrictToSupportedNodes ?? false).toBe(false);
	});
});

describe('the code', () => {
	it('imports n8n-workflow and node:crypto, and otherwise only itself', () => {
		const imports = files.flatMap((file) =>
			[...codeOf(file).matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']/g)].map(([, name]) => ({ file, name })),
		);
		expect(imports.length).toBeGreaterThan(files.length);
		expect([...new Set(imports.filter(({ name }) => !name.startsWith('.')).map(({ name }) => name))].sort()).toEqual([
			'n8n-workflow',
			'node:crypto',
		]);
		const missing = imports.filter(
			({ file, name }) =>
				name.startsWith('.') &&
				!files.includes(`${path.join(path.dirname(file), name)}.js`.replace(/\.js\.js$/, '.js')) &&
				!files.includes(path.join(path.dirname(file), name, 'index.js')),
		);
		expect(missing).toEqual([]);
	});
	it.each(['console.', 'process.', 'globalThis.', 'setTimeout(', 'setInterval(', 'eval(', 'Function(', 'fetch('])(
		'does not use %s',
		(use) => {
			const [name, sign] = [use.slice(0, -1), use.slice(-1)];
			const pattern = new RegExp(`(?<![.\\w'"\`-])${name}\\s*\\${sign}`);
			expect(pattern.test(`;${use}`)).toBe(true);
			expect(files.filter((file) => pattern.test(codeOf(file)))).toEqual([]);
		},
	);
});
