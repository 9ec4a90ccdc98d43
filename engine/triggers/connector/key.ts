/**
 * The key in the header by which a call of a data connector is recognised: Intercom does not sign these calls. It is made of the
 * secrets in the credential and the trigger's own ID, so every process of n8n knows it and nothing has to be kept; neither
 * secret can be found out from it.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';
import { credentialTypeOf } from '../../credentials';

export const HEADER = 'X-N8N-Connector-Key';

type Host = Pick<IWebhookFunctions, 'getNode' | 'getNodeParameter' | 'getCredentials'>;

/** The best first: the client secret changes less often than the token. */
async function secretsOf(host: Host): Promise<string[]> {
	const { clientSecret, accessToken, oauthTokenData } = await host.getCredentials(credentialTypeOf(host.getNodeParameter('authentication', 'accessToken')));
	return [clientSecret, accessToken ?? (oauthTokenData as { access_token?: unknown } | undefined)?.access_token].flatMap((secret) => (typeof secret === 'string' && secret.trim() !== '' ? [secret.trim()] : []));
}

const keyFrom = (secret: string, trigger: string): string => createHmac('sha256', secret).update(`data connector of ${trigger}`).digest('hex');

/** @throws what n8n throws where the credential cannot be read; an Error where it has no secret */
export async function keyOf(host: Host): Promise<string> {
	const [secret] = await secretsOf(host);
	if (secret === undefined) throw new Error('The credential has neither a client secret nor an access token');
	return keyFrom(secret, triggerOf(host));
}

/** Whether it is the key made of either secret. Takes as long for a wrong one as for the right one. */
export async function isKey(host: Host, given: unknown): Promise<boolean> {
	if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
	const keys = (await secretsOf(host)).map((secret) => keyFrom(secret, triggerOf(host)));
	return keys.map((key) => timingSafeEqual(Buffer.from(key), Buffer.from(given))).includes(true);
}

/** The last part of the address, which stays the same as long as the node does. */
const triggerOf = (host: Host): string => host.getNode().webhookId ?? host.getNode().id;
