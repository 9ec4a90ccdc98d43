/**
 * The key in a header that authenticates calls of a data connector, because Intercom does not sign them. It is derived from a secret of the
 * credential and the trigger's ID, so that every process knows it without storage, and does not reveal the secret.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';
import { credentialTypeOf } from '../../credentials';

export const HEADER = 'X-N8N-Connector-Key';

type Host = Pick<IWebhookFunctions, 'getNode' | 'getNodeParameter' | 'getCredentials'>;

/** In order of preference: the client secret changes less often than the token. */
async function secretsOf(host: Host): Promise<string[]> {
	const { clientSecret, accessToken, oauthTokenData } = await host.getCredentials(
		credentialTypeOf(host.getNodeParameter('authentication', 'accessToken')),
	);
	return [clientSecret, accessToken ?? (oauthTokenData as { access_token?: unknown } | undefined)?.access_token].flatMap((secret) =>
		typeof secret === 'string' && secret.trim() !== '' ? [secret.trim()] : [],
	);
}

const keyFrom = (secret: string, trigger: string): string =>
	createHmac('sha256', secret).update(`data connector of ${trigger}`).digest('hex');

/** Rejects as n8n does if the credential cannot be read; with an Error if it has no secret. */
export async function keyOf(host: Host): Promise<string> {
	const [secret] = await secretsOf(host);
	if (secret === undefined) throw new Error('The credential has neither a client secret nor an access token');
	return keyFrom(secret, triggerOf(host));
}

/** Whether a key matches either secret; constant-time. */
export async function isKey(host: Host, given: unknown): Promise<boolean> {
	if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
	const keys = (await secretsOf(host)).map((secret) => keyFrom(secret, triggerOf(host)));
	return keys.map((key) => timingSafeEqual(Buffer.from(key), Buffer.from(given))).includes(true);
}

/** The last part of the URL, stable for the lifetime of the node. */
const triggerOf = (host: Host): string => host.getNode().webhookId ?? host.getNode().id;
