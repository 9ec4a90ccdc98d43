import { createHost, type Host } from '../../scripts/host';

export type { Host } from '../../scripts/host';

/**
 * One host for the tests of a file: `const host = useHost()` at the top, then `host.runNode(...)` in the tests (the
 * methods are there from `beforeAll` on, so do not take them apart at the top).
 *
 * What comes back was made by Node's own engine, outside jest's world: compare with `toEqual`, not `toStrictEqual`, and
 * look at the `name` of an error rather than asking `instanceof`.
 */
export function useHost(options?: Parameters<typeof createHost>[0]): Host {
	const host = {} as Host;
	beforeAll(async () => {
		Object.assign(host, await createHost(options));
	});
	afterAll(async () => {
		await host.close?.();
	});
	return host;
}
