/** The example workflows as a test imports and runs them: from their files, in n8n's own engine, against the simulator. */

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { WorkflowJson, WorkflowNode, WorkflowRequest, WorkflowResult } from '../../scripts/host';
import { fs, path, root } from '../../scripts/machine.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { useHost } from '../support/host';

export const folder = path.join(root, 'examples');
export const readExample = (file: string): WorkflowJson => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as WorkflowJson;

export function nodeOf({ nodes }: WorkflowJson, name: string): WorkflowNode & { parameters: IDataObject } {
	const node = nodes.find((one) => one.name === name);
	if (!node) throw new Error(`The workflow has no node "${name}"`);
	return node as WorkflowNode & { parameters: IDataObject };
}

/** What a test says about an example: the workflow with its addresses exchanged, a workspace, and the app whose secret both know. */
export function useExample(file: string, options: SimulatorOptions = {}) {
	const host = useHost();
	const world = {} as { sim: Simulator };
	beforeAll(async () => {
		world.sim = await startSimulator(options);
	});
	beforeEach(() => world.sim.reset());
	afterAll(async () => await world.sim?.close());

	const KEY = 'shared by Intercom and n8n';
	const FIN_KEY = 'shared by Fin and n8n';
	const credentials = () => ({
		intercomAccessTokenApi: {
			accessToken: world.sim.token,
			region: 'custom',
			baseUrl: world.sim.url,
			clientSecret: KEY,
			finSigningSecret: FIN_KEY,
		},
	});

	return {
		host,
		get sim() {
			return world.sim;
		},
		credentials,
		/** The workflow; `change` does what the note on its canvas asks its user to do. */
		run: async (
			startItems: WorkflowRequest['startItems'],
			change: (workflow: WorkflowJson) => void = () => {},
			more: Partial<WorkflowRequest> = {},
		): Promise<WorkflowResult> => {
			const workflow = readExample(file);
			change(workflow);
			return await host.runWorkflow({ workflow, startItems, ...more, credentials: { ...credentials(), ...more.credentials } });
		},
		/** The example's trigger, at a port and entered as the address of an app with the topics it names. The answer tells what starts it from then on. */
		listen: async (trigger = 'Intercom Trigger') => {
			const { type, parameters } = nodeOf(readExample(file), trigger);
			const webhook = host.openWebhook({ type, parameters, credentials: credentials(), id: file });
			await webhook.activate();
			await world.sim.webhooks.register({ url: await webhook.listen(), topics: parameters.events as string[], secret: KEY });
			/** The start items of every execution that these happenings cause. */
			return async (happen: () => unknown): Promise<INodeExecutionData[][]> => {
				const before = webhook.runs.length;
				await happen();
				await world.sim.webhooks.settled();
				return webhook.runs.slice(before);
			};
		},
		/** The example's polling trigger, switched on. */
		poll: async (trigger: string) => {
			const { type, parameters } = nodeOf(readExample(file), trigger);
			const poller = host.openPoll({ type, parameters, credentials: credentials(), id: file });
			await poller.activate();
			return poller;
		},
		/** The same for what Fin does in conversations over its API: the address is saved as the callback URL. */
		listenToFin: async (trigger: string) => {
			const { type, parameters } = nodeOf(readExample(file), trigger);
			const webhook = host.openWebhook({ type, parameters, credentials: credentials(), id: file });
			await webhook.activate();
			await world.sim.webhooks.fin.save(await webhook.listen(), FIN_KEY);
			return async (happen: () => unknown): Promise<INodeExecutionData[][]> => {
				const before = webhook.runs.length;
				await happen();
				world.sim.advance(world.sim.settings.finMs);
				await world.sim.webhooks.fin.settled();
				return webhook.runs.slice(before);
			};
		},
		/** `METHOD /path` of every request so far. */
		asked: () => world.sim.requests.map(({ method, path: asked }) => `${method} ${asked}`),
	};
}
