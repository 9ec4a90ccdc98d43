/**
 * What n8n calls when a workflow is activated, deactivated or tested. Intercom has no API to register, change or
 * look up an address that gets events: it is entered by hand, in the Developer Hub or in Fin's settings (docs/intercom-behavior.md#no-subscription-endpoint,
 * 4). So there is nothing to create and nothing to delete; what can be checked is that deliveries can be verified.
 */

import type { IHookFunctions } from 'n8n-workflow';
import { toNodeError } from '../../execute/errors';
import type { Panel } from './options';
import type { Channel } from './receive';
import { requireSecret } from './secret';

/** @throws NodeOperationError, all but `delete`, without the secret and for a parameter that cannot be right */
export const lifecycleOf = (channel: Pick<Channel<never>, 'secret' | 'check'>) => ({
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
