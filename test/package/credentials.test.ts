/** What people are told when they save a credential, against the simulator; and where each region leads. */

import type { INodeProperties } from 'n8n-workflow';
import { REGION_HOSTS, REGION_NAMES } from '../../intercom/regions';
import { workflow as n8n } from '../../scripts/host/engine';
import { startSimulator, type Simulator } from '../../simulator';
import { useHost } from '../support/host';

const host = useHost();
let sim: Simulator;

beforeAll(async () => {
	sim = await startSimulator();
});
beforeEach(() => sim.reset());
afterAll(async () => await sim?.close());

/** What n8n makes of an expression in a credential type. */
function evaluate(expression: string, data: object): unknown {
	const { expression: evaluator } = new n8n.Workflow({ nodes: [], connections: {}, active: false, nodeTypes: host.packages });
	return evaluator.resolveSimpleParameterValue(expression, {}, null, 0, 0, 'none', [], 'internal', {
		$credentials: data,
		$self: data,
	} as never);
}

describe('an access token', () => {
	const test = async (data: object) =>
		await host.testCredential({
			type: 'intercomAccessTokenApi',
			data: { region: 'custom', baseUrl: sim.url, accessToken: sim.token, ...data },
		});

	it('that is right is accepted, and the workspace is asked for with a version', async () => {
		expect(await test({})).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(sim.requests.map(({ method, path, headers }) => [method, path, headers['intercom-version']])).toEqual([['GET', '/me', '2.16']]);
	});
	it('may come with a base URL that ends with a slash', async () =>
		expect(await test({ baseUrl: `${sim.url}/` })).toMatchObject({ status: 'OK' }));
	it('that Intercom does not know is said to be unknown, and where to get the right one', async () => {
		expect(await test({ accessToken: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/does not know this token.*Developer Hub.*region/) as string,
		});
	});
	it('of another region is said to be possibly of another region', async () => {
		sim.settings.tokenRegion = 'EU';
		expect(await test({})).toEqual({ status: 'Error', message: expect.stringMatching(/European or Australian/) as string });
	});
	it('that may belong elsewhere is told where that can be found out', async () => {
		expect((await test({ accessToken: 'wrong' })).message).toContain(
			'Check Setup of the node Intercom Workspace says which region the token belongs to',
		);
	});
	it('whose app may not read the workspace is right all the same', async () => {
		sim.settings.withheld = ['GET /me'];
		expect(await test({})).toEqual({ status: 'Error', message: expect.stringMatching(/token is right.*permissions/) as string });
	});
	it('with a wrong address is told to check the address', async () => {
		expect(await test({ baseUrl: `${sim.url}/nowhere` })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/address.*region and the base URL/) as string,
		});
	});
	it('is told what is the matter when nobody answers', async () =>
		expect(await test({ baseUrl: 'http://127.0.0.1:1' })).toEqual({ status: 'Error', message: 'ECONNREFUSED' }));
});

describe('a connection by OAuth2', () => {
	const test = async (token: string) =>
		await host.testCredential({
			type: 'intercomAppOAuth2Api',
			data: {
				region: 'custom',
				baseUrl: sim.url,
				clientId: 'id',
				clientSecret: 'secret',
				oauthTokenData: { access_token: token, token_type: 'Bearer' },
			},
		});

	it('that works is accepted', async () => expect(await test(sim.token)).toEqual({ status: 'OK', message: 'Connection successful!' }));
	it('that Intercom does not know has to be made again; n8n says so itself, before the credential can', async () => {
		expect(await test('wrong')).toEqual({ status: 'Error', message: expect.stringMatching(/reconnect|connect again/i) as string });
	});
	it('whose app may not read the workspace is told to give it permissions, and one at a wrong address to check it', async () => {
		sim.settings.withheld = ['GET /me'];
		expect(await test(sim.token)).toEqual({
			status: 'Error',
			message: expect.stringMatching(/connection is right.*permissions/) as string,
		});
		expect(
			await host.testCredential({
				type: 'intercomAppOAuth2Api',
				data: {
					region: 'custom',
					baseUrl: `${sim.url}/nowhere`,
					clientId: 'id',
					clientSecret: 'secret',
					oauthTokenData: { access_token: sim.token, token_type: 'Bearer' },
				},
			}),
		).toMatchObject({ message: expect.stringMatching(/Check the region and the base URL/) as string });
	});
	it('has client ID and secret first, where n8n puts what is inherited, and they point at the region', () => {
		const form: INodeProperties[] = [];
		for (const type of ['oAuth2Api', 'intercomAppOAuth2Api'])
			n8n.NodeHelpers.mergeNodeProperties(form, host.packages.credential(type).properties);
		const shown = form.filter(({ type, displayOptions }) => type !== 'hidden' && !displayOptions).map(({ name }) => name);
		expect(shown.slice(0, 2)).toEqual(['clientId', 'clientSecret']);
		expect(shown).toContain('region');
		expect(form.find(({ name }) => name === 'clientId')).toMatchObject({
			required: true,
			default: '',
			description: expect.stringContaining('Choose the region below before you connect') as string,
		});
		expect(form.find(({ name }) => name === 'clientSecret')).toMatchObject({
			required: true,
			default: '',
			typeOptions: { password: true },
		});
	});
	it.each([
		['us', 'https://app.intercom.com/oauth', 'https://api.intercom.io/auth/eagle/token'],
		['eu', 'https://app.eu.intercom.com/oauth', 'https://api.intercom.io/auth/eagle/token'],
		['au', 'https://app.au.intercom.com/oauth', 'https://api.intercom.io/auth/eagle/token'],
		['custom', 'https://proxy.example.com/oauth', 'https://proxy.example.com/auth/eagle/token'],
	])('asks people of region %s to sign in at %s', (region, signIn, token) => {
		const property = (name: string) =>
			String(host.packages.credential('intercomAppOAuth2Api').properties.find((one) => one.name === name)?.default);
		const data = { region, baseUrl: 'https://proxy.example.com' };
		expect([evaluate(property('authUrl'), data), evaluate(property('accessTokenUrl'), data)]).toEqual([signIn, token]);
	});
});

describe.each(['intercomAccessTokenApi', 'intercomAppOAuth2Api'])('%s', (type) => {
	const address = (data: object) => evaluate(String(host.packages.credential(type).test?.request.baseURL), data);

	it('is tested at the address that the node uses later', () => {
		for (const [region, url] of Object.entries(REGION_HOSTS)) expect(address({ region, baseUrl: '' })).toBe(url);
		expect(address({ region: 'custom', baseUrl: 'https://proxy.example.com' })).toBe('https://proxy.example.com');
	});
	it("offers the regions that the node knows, and an address of one's own", () => {
		const region = host.packages.credential(type).properties.find(({ name }) => name === 'region');
		const known = Object.entries(REGION_NAMES).map(([value, name]) => ({ name, value }));
		expect(region?.options).toEqual([...known, { name: 'Custom Base URL', value: 'custom' }].sort((a, b) => a.name.localeCompare(b.name)));
	});
	it('without a region means the United States', () =>
		expect([address({}), address({ region: 'custom' })]).toEqual([REGION_HOSTS.us, REGION_HOSTS.us]));
	it('keeps what is secret from being seen', () => {
		const visible = host.packages
			.credential(type)
			.properties.filter(({ name, typeOptions }) => /token|secret/i.test(name) && !/url$/i.test(name) && !typeOptions?.password);
		expect(visible).toEqual([]);
	});
});
