/**
 * What n8n calls when a workflow is activated, deactivated or tested. Intercom has no API to register, change or
 * look up the address of an app's webhooks: it is entered by hand in the Developer Hub (facts.md 4). So there is
 * nothing to create and nothing to delete; what can be checked is that deliveries can be verified.
 */

import type { IHookFunctions } from 'n8n-workflow';
import { requireSecret } from './secret';

export const lifecycle = {
	/** @throws NodeOperationError without a client secret */
	async checkExists(host: IHookFunctions): Promise<boolean> {
		await requireSecret(host);
		return true;
	},
	async create(host: IHookFunctions): Promise<boolean> {
		await requireSecret(host);
		return true;
	},
	async delete(): Promise<boolean> {
		return true;
	},
};
