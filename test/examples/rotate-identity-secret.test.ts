import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('rotate-identity-secret.json');
const vault = useServer();
const run = async (startNode: string) =>
	await example.run(
		[{}],
		(workflow) => {
			const { parameters } = nodeOf(workflow, 'Store Secret');
			parameters.url = String(parameters.url).replace('https://vault.example.com', vault.url);
		},
		{ startNode },
	);
const names = () => example.sim.workspace.office.secrets.all().map(({ name }) => name);

it('a new secret is made and stored; a week later the older ones go', async () => {
	const { secrets } = example.sim.workspace.office;
	secrets.add({ name: 'By hand', supports_android: false, supports_ios: false, supports_web: true });
	secrets.add({ name: 'Rotated 2025-10-01', supports_android: false, supports_ios: false, supports_web: true });
	example.sim.advance(60_000);
	const made = await run('Every Quarter');
	expect(made.error).toBeUndefined();
	expect(vault.received).toEqual([
		expect.objectContaining({
			method: 'PUT',
			body: { id: expect.any(String) as string, secret: expect.stringMatching(/^[\w-]{40,}$/) as string },
		}),
	]);
	expect(names()).toEqual(['By hand', 'Rotated 2025-10-01', expect.stringMatching(/^Rotated 20/)]);

	const swept = await run('A Week Later');
	expect(swept.error).toBeUndefined();
	expect(names()).toEqual(['By hand', expect.stringMatching(/^Rotated (?!2025-10-01)/)]);
	await run('A Week Later');
	expect(names()).toHaveLength(2);
});

it('a vault that does not take it leaves everything as it was', async () => {
	vault.answer = () => ({ status: 500 });
	const result = await run('Every Quarter');
	expect(result.error).toBeUndefined();
	expect(names()).toEqual([]);
});
