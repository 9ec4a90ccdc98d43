/** The secret in the credential that signatures are verified with, and what follows when there is none. */

import { type IHookFunctions, type IWebhookFunctions, NodeOperationError } from 'n8n-workflow';
import { credentialTypeOf } from '../../credentials';
import { verifies } from './options';

/** Where a channel's secret is. */
export interface Secret {
	/** Field of the credential; both types have it under the same name. */
	field: 'clientSecret' | 'finSigningSecret';
	/** As the credential shows it. */
	label: string;
	/** What to do when it is not there. */
	advice: string;
}

type Host = Pick<IWebhookFunctions, 'getNode' | 'getNodeParameter' | 'getCredentials'>;

const chosenType = (host: Pick<Host, 'getNodeParameter'>): string => credentialTypeOf(host.getNodeParameter('authentication', 'accessToken'));

/** Empty where the credential has none. @throws what n8n throws where there is no credential, or where it cannot be read */
export async function secretOf(host: Host, { field }: Secret): Promise<string> {
	const { [field]: secret } = await host.getCredentials(chosenType(host));
	return typeof secret === 'string' ? secret.trim() : '';
}

/**
 * Whether there is no credential to read: none chosen in the node, or one that was deleted. Every other failure (a database that
 * does not answer, a wrong encryption key) can be over when Intercom tries again. n8n has a class of its own for a deleted
 * credential, which a node cannot import; its message names what is missing.
 */
export const isCredentialGone = (host: Host, error: unknown): boolean =>
	!host.getNode().credentials?.[chosenType(host)] || /^Credential with ID .* (does not exist|was not found)/.test(String((error as Partial<Error> | null)?.message));

/** A trigger that could not tell Intercom from anybody else does not start to listen; n8n shows the message only. @throws NodeOperationError, BadValue */
export async function requireSecret(host: IHookFunctions, secret: Secret): Promise<void> {
	if (!verifies(host) || (await secretOf(host as unknown as Host, secret))) return;
	throw new NodeOperationError(host.getNode(), `The credential has no '${secret.label}': enter it there, or turn off 'Verify Signature' in the trigger's options`, {
		description: `The trigger verifies with it that an event really comes from Intercom. ${secret.advice} You can turn off 'Verify Signature' in the options instead, but then anybody who knows the address can start this workflow.`,
	});
}
