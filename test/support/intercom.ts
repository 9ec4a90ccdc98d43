/** A simulator and a host with the credential that joins them: what most tests of the node begin with. */

import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { useHost } from './host';

type Settings = Parameters<ReturnType<typeof useHost>['runNode']>[0];

export const NODE = 'n8n-nodes-intercom.intercom';

export function useIntercom(options: SimulatorOptions = {}) {
	const host = useHost();
	const world = {} as { sim: Simulator; credentials: Record<string, Record<string, string>> };
	beforeAll(async () => {
		world.sim = await startSimulator(options);
		world.credentials = { intercomAccessTokenApi: { accessToken: world.sim.token, region: 'custom', baseUrl: world.sim.url } };
	});
	beforeEach(() => world.sim.reset());
	afterAll(async () => await world.sim?.close());
	return {
		host,
		get sim() {
			return world.sim;
		},
		get credentials() {
			return world.credentials;
		},
		/** Runs `contact: upsert` and the like over the items; parameters may be expressions. */
		run: (
			what: string,
			parameters: Record<string, unknown> = {},
			items: Array<Record<string, unknown>> = [{}],
			more: Partial<Settings> = {},
		) => {
			const [resource, operation] = what.split(': ');
			return host.runNode({
				type: NODE,
				parameters: { resource, operation, ...parameters } as never,
				items: items as never,
				credentials: world.credentials as never,
				...more,
			});
		},
		/** `METHOD /path` of every request so far. */
		asked: () => world.sim.requests.map(({ method, path }) => `${method} ${path}`),
	};
}

/** A resource locator as the panel stores it. */
export const by = (mode: string, value: string) => ({ __rl: true, mode, value });
