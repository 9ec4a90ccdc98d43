/** CONTRIBUTING.md, followed to the letter: in a copy of the sources, every block applied to the file it names, built, and used. */

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import manifest from '../../package.json';
import { createHost, type Host } from '../../scripts/host';
import { execFileSync, fs, os, path, process, root } from '../../scripts/machine.js';
import type * as Simulators from '../../simulator';
import { applied, blocksOf, commandsOf, countOf } from '../support/walk';

const page = fs.readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
const blocks = blocksOf(page);

/** What is compiled, what the build reads besides, the simulator, and the tests that the page changes. */
const COPIED = [
	'catalog',
	'credentials',
	'engine',
	'icons',
	'intercom',
	'markup',
	'nodes',
	'procedures',
	'scripts',
	'simulator',
	'test/catalog',
	'test/polling',
	'test/support',
	'gulpfile.js',
	'package.json',
	'tsconfig.json',
];

let copy: string;
let host: Host;
let sim: Simulators.Simulator;

beforeAll(async () => {
	copy = fs.mkdtempSync(path.join(os.tmpdir(), 'contributing-'));
	for (const name of COPIED) fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
	fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(copy, 'node_modules'));
	for (const block of blocks) {
		const file = path.join(copy, block.file);
		fs.writeFileSync(file, applied(block, block.language === 'ts' ? '' : fs.readFileSync(file, 'utf8')));
	}
	execFileSync(process.execPath, ['node_modules/gulp/bin/gulp.js', 'build', '--silent'], { cwd: copy, stdio: 'pipe' });
	host = await createHost({ packageDirs: [copy] });
	const { startSimulator } = (await import(path.join(copy, 'simulator'))) as typeof Simulators;
	sim = await startSimulator();
}, 120_000);

afterAll(async () => {
	await host?.close();
	await sim?.close();
	fs.rmSync(copy, { recursive: true, force: true });
});

const propertiesOf = (node: string): INodeProperties[] =>
	host.packages.getByNameAndVersion(`${manifest.name}.${node}`).description.properties;
const valuesOf = ({ options = [] }: INodeProperties): unknown[] =>
	(options as Array<INodePropertyOptions | INodePropertyCollection>).map((one) => ('value' in one ? one.value : one.name));
const isForRename = ({ displayOptions }: INodeProperties): boolean =>
	Boolean(displayOptions?.show?.resource?.includes('segment') && displayOptions.show.operation?.includes('update'));
const rename = async (parameters: object) =>
	await host.runNode({
		type: `${manifest.name}.intercom`,
		parameters: { resource: 'segment', operation: 'update', ...parameters } as never,
		credentials: { intercomAccessTokenApi: { accessToken: sim.token, region: 'custom', baseUrl: sim.url } },
	});

it('every code block says which file it is for', () => {
	expect(blocks.length).toBeGreaterThan(10);
	expect(blocks).toHaveLength(countOf(page));
});

it('every command is one there is, and names tests that are there', () => {
	const commands = commandsOf(page);
	const scripts = commands.flatMap((command) => /^npm run (\S+)/.exec(command)?.[1] ?? []);
	expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
	const tests = commands.filter((command) => command.startsWith('npx jest')).flatMap((command) => command.match(/\btest\/\S+/g) ?? []);
	expect([scripts.length > 5, tests.length > 5]).toEqual([true, true]);
	expect(tests.filter((name) => !fs.existsSync(path.join(root, name)))).toEqual([]);
});

describe('the endpoint', () => {
	it('is an operation of the node, with its fields', () => {
		const operations = propertiesOf('intercom').find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes('segment'),
		) as INodeProperties;
		expect(operations.options).toContainEqual({
			name: 'Update',
			value: 'update',
			action: 'Rename segment',
			description: 'Give a segment a new name',
		});
		expect(
			propertiesOf('intercom')
				.filter((property) => isForRename(property))
				.map(({ name }) => name),
		).toEqual(expect.arrayContaining(['segmentId', 'name']));
	});

	it('is what is sent, and what the simulator carries out', async () => {
		const { id } = sim.workspace.addSegment({ name: 'Trials', model: 'contact', query: { field: 'role', operator: '=', value: 'user' } });
		const { items, error } = await rename({ segmentId: { __rl: true, mode: 'id', value: id }, name: 'Trial users' });
		expect(error).toBeUndefined();
		expect(sim.requests.at(-1)).toMatchObject({ method: 'PUT', path: `/segments/${id}`, status: 200, body: { name: 'Trial users' } });
		expect(items.map(({ json }) => json)).toMatchObject([{ id, name: 'Trial users' }]);
		expect(sim.workspace.segments.get(id)?.name).toBe('Trial users');
	});
});

it('the topic is an event of the trigger, and the simulator can deliver it', async () => {
	expect(valuesOf(propertiesOf('intercomTrigger').find(({ name }) => name === 'events') as INodeProperties)).toContain('contact.blocked');
	const { sampleOf } = (await import(path.join(copy, 'simulator/webhooks/payloads'))) as typeof import('../../simulator/webhooks/payloads');
	expect(sampleOf('contact.blocked')).toMatchObject({ type: 'contact' });
});

it('the watch is events of the polling trigger, and its records can come about and change', async () => {
	expect(valuesOf(propertiesOf('intercomPollingTrigger').find(({ name }) => name === 'event') as INodeProperties)).toEqual(
		expect.arrayContaining(['segmentNew', 'segmentUpdated', 'segmentNewOrUpdated']),
	);
	const { kinds } = (await import(path.join(copy, 'test/polling/records'))) as typeof import('../polling/records');
	const kind = kinds.find(({ id }) => id === 'segment');
	const id = kind?.make(sim) as string;
	const before = { ...sim.workspace.segments.get(id) };
	kind?.change?.(sim, id);
	expect([before.name, sim.workspace.segments.get(id)?.name]).toEqual([expect.any(String), expect.not.stringMatching(`^${before.name}$`)]);
});

it('the kind of field is shown, read and checked', async () => {
	const fields = propertiesOf('intercom').find(
		(property) =>
			isForRename(property) &&
			property.type === 'collection' &&
			(property.options as INodeProperties[]).some(({ name }) => name === 'color'),
	);
	expect(fields?.options).toContainEqual(expect.objectContaining({ displayName: 'Color', name: 'color', type: 'color' }));
	const { id } = sim.workspace.addSegment({ name: 'Trials', model: 'contact', query: {} as never });
	const segmentId = { __rl: true, mode: 'id', value: id };
	await rename({ segmentId, name: 'A', [String(fields?.name)]: { color: ' #0A84FF' } });
	expect(sim.requests.at(-1)?.body).toEqual({ name: 'A', color: '#0a84ff' });
	const asked = sim.requests.length;
	expect((await rename({ segmentId, name: 'A', [String(fields?.name)]: { color: 'blue' } })).error?.message).toContain(
		"'Color' is not a color: blue",
	);
	expect(sim.requests).toHaveLength(asked);
});
