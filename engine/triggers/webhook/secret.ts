/** The client secret in the credential, and what follows when there is none. */

import { type IHookFunctions, type IWebhookFunctions, NodeOperationError } from 'n8n-workflow';

type Host = Pick<IWebhookFunctions, 'getNodeParameter' | 'getCredentials'>;

/** Verification is on unless somebody turned it off. */
export const verifies = (host: Pick<IWebhookFunctions, 'getNodeParameter'>): boolean => host.getNodeParameter('options.verifySignature', true) !== false;

/** Empty where there is none. Both credential types keep it under the same name. */
export async function secretOf(host: Host): Promise<string> {
	const type = host.getNodeParameter('authentication', 'accessToken') === 'oAuth2' ? 'intercomAppOAuth2Api' : 'intercomAccessTokenApi';
	const { clientSecret } = await host.getCredentials(type);
	return typeof clientSecret === 'string' ? clientSecret.trim() : '';
}

/** A trigger that could not tell Intercom from anybody else does not start to listen. */
export async function requireSecret(host: IHookFunctions): Promise<void> {
	if (!verifies(host) || (await secretOf(host as unknown as Host))) return;
	throw new NodeOperationError(host.getNode(), "The credential has no 'Client Secret'", {
		description:
			"The trigger verifies with it that an event really comes from Intercom. Copy it from the Developer Hub (your app > Configure > Basic information) into the credential. You can turn off 'Verify Signature' in the options instead, but then anybody who knows the address can start this workflow.",
	});
}
