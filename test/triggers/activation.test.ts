import { useTriggers } from './support';

const setting = useTriggers();
const without = (type: 'intercomAccessTokenApi' | 'intercomAppOAuth2Api') =>
	({ [type]: { ...setting.credentials()[type], clientSecret: '' } }) as never;

describe('switching the workflow on', () => {
	it('works with a client secret, and changes nothing at Intercom', async () => {
		const webhook = setting.open();
		await webhook.activate();
		await webhook.deactivate();
		expect([setting.sim.requests, webhook.staticData()]).toEqual([[], {}]);
	});

	it.each([
		['accessToken', 'intercomAccessTokenApi'],
		['oAuth2', 'intercomAppOAuth2Api'],
	] as const)('is refused without one: %s', async (authentication, type) => {
		const webhook = setting.open({ authentication }, { credentials: without(type) });
		await expect(webhook.activate()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^The credential has no 'Client Secret': enter it there/),
			description: expect.stringContaining("'Verify Signature'"),
		});
	});

	it('is refused in tests from the editor as well', async () => {
		await expect(setting.open({}, { credentials: without('intercomAccessTokenApi'), mode: 'manual' }).activate()).rejects.toThrow(
			'Client Secret',
		);
	});

	it('works without one where verification is turned off', async () => {
		await setting.open({ options: { verifySignature: false } }, { credentials: without('intercomAccessTokenApi') }).activate();
	});

	it('shows the fault of a credential that cannot be read', async () => {
		await expect(setting.open({}, { credentials: {} }).activate()).rejects.toThrow();
	});
});
