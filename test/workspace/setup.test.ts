/** Check Setup, in n8n's engine against the simulator; its procedure alone for what needs Intercom's own hosts. */

import { probes } from '../../catalog/permissions';
import { isReading } from '../../intercom/request';
import { checkSetup } from '../../procedures/setup-check';
import type { Credential } from '../../procedures/procedure';
import { Session } from '../../engine/session';
import { pretend, refused } from '../support/calls';
import { useIntercom } from '../support/intercom';
import { endpointsOf, rows } from '../support/rows';

const world = useIntercom({ seed: 'demo' });
const type = 'n8n-nodes-intercom.intercomWorkspace';
const shared = 'known-to-both-4711';
type Line = Record<'check' | 'status' | 'found' | 'remedy' | 'needed_for', string>;

async function check(parameters: object = {}, credential: object = {}): Promise<{ of: (name: string) => Line; lines: Line[] }> {
	const credentials = { intercomAccessTokenApi: { ...world.credentials.intercomAccessTokenApi, ...credential } };
	const { error, json } = await world.run('workspace: checkSetup', { ...parameters }, [{}], { type, credentials } as never);
	expect(error).toBeUndefined();
	return { lines: json as never, of: (name) => (json as never as Line[]).find((line) => line.check === name) ?? ({} as Line) };
}
const permissions = (lines: Line[], status: string): string[] =>
	lines
		.filter((line) => line.status === status && line.check.startsWith('Permission to read '))
		.map((line) => line.check.replace('Permission to read ', ''));

describe('a workspace in which all is well', () => {
	it('has one item per check: what was found, and nothing to do where it is right', async () => {
		const { lines, of } = await check();
		expect(of('Token')).toMatchObject({
			status: 'ok',
			found: expect.stringContaining('teammate Ada Owner <ada@simulator.example>, workspace Simulated Workspace (simulatr)') as string,
			remedy: null,
		});
		expect(of('Region')).toMatchObject({
			status: 'ok',
			found: expect.stringMatching(/^The workspace is in 'United States', reached by the Base URL at 127\.0\.0\.1:\d+$/) as string,
		});
		expect(of('API version')).toMatchObject({ status: 'ok', found: expect.stringContaining('takes version 2.16') as string });
		expect(permissions(lines, 'ok')).toEqual(probes.map(({ reads }) => reads));
		expect(lines.filter(({ status, remedy }) => status === 'ok' && remedy !== null)).toEqual([]);
		for (const line of lines) expect(Object.keys(line)).toEqual(['check', 'status', 'found', 'remedy', 'needed_for']);
	});
	it('is only read: not one request changes anything', async () => {
		await check();
		expect(world.sim.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
			['GET /me', ...probes.map(({ endpoint }) => endpoint)].sort(),
		);
		expect(world.sim.requests.filter(({ method, path }) => !isReading(`${method} ${path}` as never))).toEqual([]);
		expect(world.sim.requests.every(({ status }) => status === 200)).toBe(true);
	});
	it('says honestly what Intercom does not tell', async () => {
		const { lines } = await check();
		const untold = lines.filter(({ status }) => status === 'not known');
		expect(untold.map((line) => line.check)).toEqual([
			'Permissions to write',
			'Webhook address and topics',
			'Last event',
			'API version of the app',
			'Callback URL of the Fin Agent API',
		]);
		expect(untold.filter(({ remedy }) => !remedy)).toEqual([]);
	});
	it('can be checked without a request per permission', async () => {
		const { of } = await check({ checkPermissions: false });
		expect(of('Permissions')).toMatchObject({ status: 'not known', found: "Not checked, because 'Check Permissions' is off" });
		expect(world.asked()).toEqual(['GET /me']);
	});
});

describe('permissions', () => {
	it.each(['forbidden', 'token_unauthorized'] as const)(
		'that are missing (%s) fail alone, with the nodes that need them and what to tick',
		async (withheldAs) => {
			Object.assign(world.sim.settings, { withheld: ['GET /conversations', 'GET /audiences'], withheldAs });
			const { lines, of } = await check();
			expect(permissions(lines, 'failed')).toEqual(['conversations', 'audiences']);
			expect(permissions(lines, 'ok')).toHaveLength(probes.length - 2);
			expect(of('Permission to read conversations')).toMatchObject({
				found: expect.stringContaining('Intercom said: ') as string,
				remedy: expect.stringMatching(
					/^If your workflows use it, give the app 'Read conversations' \(read_conversations\) in Intercom's Developer Hub/,
				) as string,
				needed_for: expect.stringContaining('Intercom Human Review') as string,
			});
		},
	);
	it('that the plan does not include are a warning', async () => {
		Object.assign(world.sim.settings, { withheld: ['GET /audiences'], withheldAs: 'api_plan_restricted' });
		expect((await check()).of('Permission to read audiences')).toMatchObject({
			status: 'warning',
			found: expect.stringContaining('plan of the workspace does not include it') as string,
		});
	});
	it('to ask who one is may be missing while the token is good', async () => {
		world.sim.settings.withheld = ['GET /me'];
		const { of, lines } = await check();
		expect(of('Token')).toMatchObject({ status: 'warning', found: expect.stringContaining('The token is known') as string });
		expect([of('Region').status, of('API version').status]).toEqual(['not known', 'not known']);
		expect(permissions(lines, 'ok')).toHaveLength(probes.length);
	});
	it('are not known where Intercom has a fault, or does not have the endpoint', async () => {
		world.sim.settings.faults = [{ match: 'GET /tags', kind: '5xx', status: 500 }];
		const { lines, of } = await check();
		expect(permissions(lines, 'not known')).toEqual(['tags']);
		expect(of('Permission to read tags').found).toContain('Something went wrong on our side');
		const old = await check({ options: { apiVersion: '2.15' } });
		expect(permissions(old.lines, 'not known')).toEqual(expect.arrayContaining(['macros', 'audiences', 'data connectors']));
		expect(old.of('API version').found).toBe('Intercom takes version 2.15, chosen in the options of this node');
	}, 60_000);
	it('are asked for by reading rows of the catalog, in a version that has them', () => {
		const known = new Map(
			rows
				.flatMap(({ operation }) => endpointsOf(operation).map((endpoint) => [endpoint, operation] as const))
				.filter(([, { procedure }]) => !procedure),
		);
		expect(probes.filter(({ endpoint }) => !known.has(endpoint) || !isReading(endpoint)).map(({ endpoint }) => endpoint)).toEqual([]);
		expect(
			probes
				.filter(({ endpoint, version }) => (known.get(endpoint)?.since === 'Preview') !== (version === 'Preview'))
				.map(({ endpoint }) => endpoint),
		).toEqual([]);
		expect(probes.filter(({ endpoint, items }) => known.get(endpoint)?.list?.items !== items).map(({ endpoint }) => endpoint)).toEqual([]);
	});
});

describe('a token', () => {
	it('that is not known fails, and nothing else is asked', async () => {
		const { of } = await check({ askOtherRegions: false }, { accessToken: 'wrong' });
		expect(of('Token')).toMatchObject({
			status: 'failed',
			found: 'Intercom said: Access Token Invalid (unauthorized)',
			remedy: expect.stringContaining('Copy the token again') as string,
		});
		expect(of('Permissions')).toMatchObject({ status: 'not known' });
		expect(world.asked()).toEqual(['GET /me']);
	});
	it('of which nobody answers is not known, and the address is to be looked at', async () => {
		const { of, lines } = await check({}, { baseUrl: 'http://127.0.0.1:9' });
		expect(of('Token')).toMatchObject({
			status: 'failed',
			found: 'Intercom cannot be reached',
			remedy: expect.stringContaining('Base URL') as string,
		});
		expect(permissions(lines, 'not known')).toHaveLength(probes.length);
	}, 120_000);
	it('at a wrong address', async () => {
		expect((await check({ checkPermissions: false }, { baseUrl: `${world.sim.url}/nowhere` })).of('Token')).toMatchObject({
			status: 'failed',
			found: "This address is not the one of Intercom's API",
		});
	});
});

describe('secrets', () => {
	it('are told to be there or not, and never shown', async () => {
		const without = await check({ checkPermissions: false });
		expect([without.of('Client secret').status, without.of('Fin signing secret').status]).toEqual(['warning', 'warning']);
		const { lines, of } = await check({ checkPermissions: false }, { clientSecret: shared, finSigningSecret: `fin-${shared}` });
		expect([of('Client secret').status, of('Fin signing secret').status]).toEqual(['ok', 'ok']);
		expect(JSON.stringify(lines)).not.toContain(shared);
		expect(JSON.stringify(lines)).not.toContain(world.sim.token);
	});
});

describe('the region', () => {
	const credential = (region: Credential['region'], host = ''): Credential => ({
		kind: 'accessToken',
		region,
		host,
		clientSecret: true,
		finSigningSecret: true,
	});
	const me = (region?: string) => ({ type: 'admin', id: '1', app: { id_code: 'ab12', ...(region ? { region } : {}) } });
	const regionOf = async (calls: ReturnType<typeof pretend>): Promise<Line> =>
		((await checkSetup({ check_permissions: false }, calls)) as never as Line[])[1];

	it.each([
		['eu', 'EU', 'ok', "The workspace is in 'Europe', as the credential says"],
		['us', 'EU', 'warning', "The credential has 'United States', and the workspace is in 'Europe'. Intercom leads the requests on."],
		[
			'us',
			undefined,
			'not known',
			"The credential has 'United States', which knows the token. Intercom does not tell the region of the workspace.",
		],
	] as const)('%s of a workspace in %s: %s', async (chosen, actual, status, found) => {
		const calls = { ...pretend({ 'GET /me': () => me(actual) }), credential: credential(chosen) };
		expect(await regionOf(calls)).toMatchObject({ status, found });
	});

	const unknown = pretend({
		'GET /me': () => {
			throw refused('GET /me', 401, 'Access Token Invalid', 'unauthorized');
		},
	});
	it('that knows the token is named, where the one of the credential does not', async () => {
		const askRegion = async (region: string) =>
			region === 'eu' ? me('EU') : await Promise.reject(refused('GET /me', 401, 'no', 'unauthorized'));
		expect(await regionOf({ ...unknown, credential: credential('au'), askRegion })).toMatchObject({
			status: 'failed',
			found: "The credential has 'Australia', and the token belongs to 'Europe'",
			remedy: "Choose the region 'Europe' in the credential",
		});
	});
	it('is the one the workspace names, where the host of another one leads the request on', async () => {
		const askRegion = async (region: string) => (region === 'us' ? me('EU') : await Promise.reject(refused('GET /me', 500)));
		expect((await regionOf({ ...unknown, credential: credential('au'), askRegion })).remedy).toContain("'Europe'");
	});
	it('does not matter where none knows the token, and is not known where one did not say', async () => {
		const asked: string[] = [];
		const nobody = async (region: string) => await Promise.reject(refused(asked.push(region) ? 'GET /me' : '', 401, 'no', 'unauthorized'));
		expect(await regionOf({ ...unknown, credential: credential('us'), askRegion: nobody })).toMatchObject({
			status: 'not known',
			found: 'No region of Intercom knows the token',
		});
		expect(asked).toEqual(['eu', 'au']);
		const faulty = async () => await Promise.reject(refused('GET /me', 500));
		expect(await regionOf({ ...unknown, credential: credential('us'), askRegion: faulty })).toMatchObject({
			status: 'not known',
			found: expect.stringContaining('shows when the token is known') as string,
		});
	});

	it('is asked at its own host, with the same credential', async () => {
		const sent: Array<[string, string]> = [];
		const helpers = {
			httpRequestWithAuthentication: async (name: string, { url }: { url: string }) => (
				sent.push([name, url]),
				await Promise.resolve({ statusCode: 200, headers: {}, body: me('AU') })
			),
		};
		const session = await Session.open(
			{ getCredentials: async () => await Promise.resolve({ accessToken: 'x', region: 'eu' }), getNode: () => ({}), helpers } as never,
			'accessToken',
			1000,
		);
		expect(await session.askRegion('au')).toMatchObject({ app: { region: 'AU' } });
		expect(sent).toEqual([['intercomAccessTokenApi', 'https://api.au.intercom.io/me']]);
		expect(session.credential).toEqual({
			kind: 'accessToken',
			region: 'eu',
			host: 'api.eu.intercom.io',
			clientSecret: false,
			finSigningSecret: false,
		});
	});
});
