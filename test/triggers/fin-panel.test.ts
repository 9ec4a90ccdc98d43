/** The events of the Fin Agent API in the catalog, in the panel and in the docs; switching the workflow on. */

import type { INodePropertyOptions } from 'n8n-workflow';
import { workflow as n8n } from '../../scripts/host/engine';
import { FIN_TRIGGER, useFinTriggers } from './fin-support';

const setting = useFinTriggers();
const node = () => setting.host.packages.getByNameAndVersion(FIN_TRIGGER).description;
const optionsOf = (name: string) => node().properties.find((property) => property.name === name)?.options as INodePropertyOptions[];

describe('the panel', () => {
	it('offers the three events that webhooks get, and all of them, in alphabetical order', () => {
		expect(optionsOf('events').map(({ name, value }) => [name, value])).toEqual([
			['All Events', '*'],
			['Rating Requested', 'csat_requested'],
			['Reply From Fin', 'fin_replied'],
			['Status Changed', 'fin_status_updated'],
		]);
		expect(new Set(optionsOf('events').map(({ action }) => action)).size).toBe(4);
	});

	it('does not offer what goes over the event stream only', () => {
		expect(JSON.stringify(node())).not.toContain('fin_reply_chunk');
	});

	it('offers the statuses of each', () => {
		expect(optionsOf('replyStatuses').map(({ value }) => value)).toEqual(['awaiting_user_reply', 'complete', 'replying']);
		expect(optionsOf('newStatuses').map(({ value }) => value)).toEqual(['awaiting_user_reply', 'complete', 'escalated', 'resolved']);
	});

	it.each([
		[['fin_replied'], ['replyStatuses']],
		[['fin_status_updated'], ['newStatuses']],
		[
			['fin_replied', 'fin_status_updated'],
			['replyStatuses', 'newStatuses'],
		],
		[['*'], ['replyStatuses', 'newStatuses']],
		[['csat_requested'], []],
		[[], []],
	])('shows with %j the filters %j', (events, filters) => {
		const full = { id: '', name: 'Fin', type: FIN_TRIGGER, typeVersion: 1, position: [0, 0] as [number, number], parameters: { events } };
		const shown = Object.keys(n8n.NodeHelpers.getNodeParameters(node().properties, { events }, true, false, full, node()) ?? {});
		expect(shown.filter((name) => name.endsWith('Statuses'))).toEqual(filters);
	});

	it('answers HEAD and POST at one address, and shows it once', () => {
		expect(node().webhooks).toMatchObject([
			{ name: 'setup', httpMethod: 'HEAD', path: 'webhook', ndvHideUrl: true },
			{ name: 'default', httpMethod: 'POST', path: 'webhook' },
		]);
	});

	it('says where in Intercom the address belongs, and which secret it is', () => {
		expect(JSON.stringify(node().triggerPanel)).toMatch(
			/accounts team.*Deploy > Fin Agent API.*callback URL.*Fin Signing Secret.*Testing/s,
		);
	});
});

describe('switching the workflow on', () => {
	const without = (type: 'intercomAccessTokenApi' | 'intercomAppOAuth2Api') =>
		({ [type]: { ...setting.credentials()[type], finSigningSecret: '' } }) as never;

	it('works with a signing secret, and changes nothing at Intercom', async () => {
		const webhook = setting.open();
		await webhook.activate();
		await webhook.deactivate();
		expect([setting.sim.requests, webhook.staticData()]).toEqual([[], {}]);
	});

	it.each([
		['accessToken', 'intercomAccessTokenApi'],
		['oAuth2', 'intercomAppOAuth2Api'],
	] as const)('is refused without one, although there is a client secret: %s', async (authentication, type) => {
		const webhook = setting.open({ authentication }, { credentials: without(type) });
		await expect(webhook.activate()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^The credential has no 'Fin Signing Secret': enter it there/) as string,
			description: expect.stringMatching(/Fin Agent API.*'Verify Signature'/s) as string,
		});
	});

	it('is refused in tests from the editor as well', async () => {
		await expect(setting.open({}, { credentials: without('intercomAccessTokenApi'), mode: 'manual' }).activate()).rejects.toThrow(
			'Fin Signing Secret',
		);
	});

	it('works without one where verification is turned off', async () => {
		await setting.open({ options: { verifySignature: false } }, { credentials: without('intercomAccessTokenApi') }).activate();
	});

	it('keeps the secret to itself when it fails', async () => {
		const failure = await setting
			.open({ authentication: 'oAuth2' }, { credentials: { intercomAccessTokenApi: setting.credentials().intercomAccessTokenApi } })
			.activate()
			.catch((error: Error) => error);
		expect(failure).toHaveProperty('message');
		expect(JSON.stringify({ ...(failure as Error), text: String(failure) })).not.toContain('shared by');
	});
});
