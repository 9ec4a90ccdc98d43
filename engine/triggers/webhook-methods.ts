/** What n8n calls when a workflow is activated, deactivated or tested: the trigger's `webhookMethods`. */

import type { IHookFunctions, INodeType } from 'n8n-workflow';

export interface Lifecycle {
	/** False: `create` is called. */
	checkExists: (host: IHookFunctions) => Promise<boolean>;
	create: (host: IHookFunctions) => Promise<boolean>;
	delete: () => Promise<boolean>;
}

/** n8n binds `this` to the host. */
export const webhookMethodsOf = (lifecycle: Lifecycle): NonNullable<INodeType['webhookMethods']> => ({
	default: {
		async checkExists(this: IHookFunctions) {
			return await lifecycle.checkExists(this);
		},
		async create(this: IHookFunctions) {
			return await lifecycle.create(this);
		},
		async delete(this: IHookFunctions) {
			return await lifecycle.delete();
		},
	},
});
