import { fs, os, path, process } from '../../scripts/machine.js';
import { nodeOf, useExample } from './support';

const example = useExample('nightly-export.json', { exportMs: 200 });

// n8n writes below the home folder of the process only: a temporary one for these tests. Jest's own `process` is a copy.
const { env } = process.getBuiltinModule('node:process');
const before = env.HOME;
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'nightly-export-'));
const folder = path.join(home, '.n8n-files');
beforeAll(() => {
	env.HOME = home;
	fs.mkdirSync(folder);
});
afterAll(() => {
	env.HOME = before;
	fs.rmSync(home, { recursive: true, force: true });
});
const run = async () =>
	await example.run([{}], (workflow) => {
		const { parameters } = nodeOf(workflow, 'Save File');
		parameters.fileName = String(parameters.fileName).replace('/home/node/.n8n-files', folder);
	});
const saved = () => fs.readdirSync(folder).map((name) => ({ name, size: fs.statSync(path.join(folder, name)).size }));

it('the messages of yesterday, the whole day and no more, become a file', async () => {
	const result = await run();
	expect(result.error).toBeUndefined();
	const { created_at_after: from, created_at_before: to } = example.sim.requests[0].body as Record<string, number>;
	expect(to - from).toBe(86_399);
	expect(Date.now() / 1000 - to).toBeLessThan(86_401);
	expect(saved()).toEqual([
		{ name: expect.stringMatching(/^\d{4}-\d\d-\d\d-message-data-export\d+\.csv\.gz$/) as string, size: expect.any(Number) as number },
	]);
	expect(saved()[0].size).toBeGreaterThan(500);
	fs.rmSync(path.join(folder, saved()[0].name));
});

it('a day without messages writes nothing, and is no failure', async () => {
	example.sim.settings.exportBytes = 0;
	const result = await run();
	expect(result.error).toBeUndefined();
	expect(result.itemsOf('Export Yesterday').map(({ json }) => json.status)).toEqual(['no_data']);
	expect(saved()).toEqual([]);
});
