// The Test button of the credential form, as n8n answers it.
import assert from 'node:assert/strict';
import { check, heading } from '../checks.mjs';
import { freePort } from '../setup/ports.mjs';
import { workspaceCredential } from '../setup/world.mjs';

const TYPE = 'intercomAccessTokenApi';

/** Answers the credential that the other checks use. */
export async function credentialChecks({ rest, simulator }) {
	heading('Credentials');
	const data = workspaceCredential(simulator);
	const saved = await check('an access token credential can be saved', async () => ({
		...(await rest.createCredential('Intercom (simulator)', TYPE, data)),
		type: TYPE,
	}));
	const tested = async (more) => await rest.testCredential({ id: saved.id, name: saved.name, type: TYPE, data: { ...data, ...more } });

	await check('testing it answers OK', async () => {
		const { status, message } = await tested({});
		assert.equal(status, 'OK', message);
	});
	await check('testing a wrong token says what to do', async () => {
		const { status, message } = await tested({ accessToken: 'nobody-knows-this-token' });
		assert.equal(status, 'Error');
		assert.match(message, /does not know this token/);
	});
	await check("testing a base URL that is not Intercom's API says so", async () => {
		const { status, message } = await tested({ baseUrl: `${simulator.url}/elsewhere` });
		assert.equal(status, 'Error');
		assert.match(message, /not the one of Intercom's API/);
	});
	await check('testing a base URL where nobody answers is an error, not a crash', async () => {
		const { status } = await tested({ baseUrl: `http://127.0.0.1:${await freePort()}` });
		assert.equal(status, 'Error');
	});

	await check("an OAuth2 credential leads to the workspace's own sign-in page", async () => {
		const oauth = await rest.createCredential('Intercom OAuth2 (Europe)', 'intercomAppOAuth2Api', {
			region: 'eu',
			clientId: 'client-1',
			clientSecret: 'secret-1',
		});
		const address = new URL(await rest.ask('GET', `/rest/oauth2-credential/auth?id=${oauth.id}`));
		assert.equal(`${address.origin}${address.pathname}`, 'https://app.eu.intercom.com/oauth');
		assert.equal(address.searchParams.get('client_id'), 'client-1');
	});
	return saved;
}
