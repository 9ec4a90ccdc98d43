/** The secret that signatures are verified with. */

import { type IHookFunctions, type IWebhookFunctions, NodeOperationError } from 'n8n-workflow';
import { credentialTypeOf } from '../../credentials';
import { verifies } from './options';

/** The secret of a channel. */
export interface Secret {
	/** Name of the credential field. */
	field: 'clientSecret' | 'finSigningSecret';
	/** Its label. */
	label: string;
	/** How to get it. */
	advice: string;
}

type Host = Pick<IWebhookFunctions, 'getNode' | 'getNodeParameter' | 'getCredentials'>;

const chosenType = (host: Pick<Host, 'getNodeParameter'>): string =>
	credentialTypeOf(host.getNodeParameter('authentication', 'accessToken'));

/** Empty if the credential has none. Rejects as n8n does if there is no credential, or if it cannot be read. */
export async function secretOf(host: Host, { field }: Secret): Promise<string> {
	const { [field]: secret } = await host.getCredentials(chosenType(host));
	return typeof secret === 'string' ? secret.trim() : '';
}

/**
 * Whether the error means that there is no credential: none selected, or deleted. Other errors (database, encryption key) may be
 * gone when Intercom retries. n8n's error class for deleted credentials cannot be imported by nodes, so its message is tested.
 */
export const isCredentialGone = (host: Host, error: unknown): boolean =>
	!host.getNode().credentials?.[chosenType(host)] ||
	/^Credential with ID .* (does not exist|was not found)/.test(String((error as Partial<Error> | null)?.message));

/** Prevents activation without a secret to verify with. n8n shows the message only. Rejects with NodeOperationError, `BadValue`. */
export async function requireSecret(host: IHookFunctions, secret: Secret): Promise<void> {
	if (!verifies(host) || (await secretOf(host as unknown as Host, secret))) return;
	throw new NodeOperationError(
		host.getNode(),
		`The credential has no '${secret.label}': enter it there, or turn off 'Verify Signature' in the trigger's options`,
		{
			description: `The trigger verifies with it that an event really comes from Intercom. ${secret.advice} You can turn off 'Verify Signature' in the options instead, but then anybody who knows the address can start this workflow.`,
		},
	);
}
