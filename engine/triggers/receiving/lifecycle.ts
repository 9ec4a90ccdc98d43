/**
 * Activation of a webhook trigger. Intercom has no API to register, change or look up webhooks: their address is entered by
 * hand, in the Developer Hub or in Fin's settings (docs/intercom-behavior.md#no-subscription-endpoint). So nothing is created
 * and nothing deleted; checked is that deliveries can be verified.
 */

import type { IHookFunctions } from 'n8n-workflow';
import { toNodeError } from '../../execute/errors';
import type { Lifecycle } from '../webhook-methods';
import type { Panel } from './options';
import type { Channel } from './receive';
import { requireSecret } from './secret';

/** All but `delete` reject with NodeOperationError where the secret is missing or a parameter is invalid. */
export const lifecycleOf = (channel: Pick<Channel<never>, 'secret' | 'check'>): Lifecycle => ({
	async checkExists(host: IHookFunctions): Promise<boolean> {
		await requireReady(host, channel);
		return true;
	},
	async create(host: IHookFunctions): Promise<boolean> {
		await requireReady(host, channel);
		return true;
	},
	async delete(): Promise<boolean> {
		return true;
	},
});

async function requireReady(host: IHookFunctions, { secret, check }: Pick<Channel<never>, 'secret' | 'check'>): Promise<void> {
	try {
		check(host as unknown as Panel);
		await requireSecret(host, secret);
	} catch (error) {
		throw toNodeError(error, { node: host.getNode() });
	}
}
