/**
 * What n8n calls when a workflow is activated, deactivated or tested. Intercom has no API to register, change or
 * look up an address that gets events: it is entered by hand, in the Developer Hub or in Fin's settings (facts.md 3,
 * 4). So there is nothing to create and nothing to delete; what can be checked is that deliveries can be verified.
 */

import type { IHookFunctions } from 'n8n-workflow';
import { requireSecret, type Secret } from './secret';

/** @throws NodeOperationError, all but `delete`, without the secret */
export const lifecycleOf = (secret: Secret) => ({
	async checkExists(host: IHookFunctions): Promise<boolean> {
		await requireSecret(host, secret);
		return true;
	},
	async create(host: IHookFunctions): Promise<boolean> {
		await requireSecret(host, secret);
		return true;
	},
	async delete(): Promise<boolean> {
		return true;
	},
});
