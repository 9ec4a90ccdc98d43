/** What the node file of the Intercom App Trigger needs. */

import { lifecycleOf } from '../receiving/lifecycle';
import { webhookMethodsOf } from '../webhook-methods';
import { readOptions } from './options';
import { secret } from './receive';

export { hints } from '../receiving/description';
export { properties, webhooks } from './describe';
export { activationMessage, eventTriggerDescription, triggerPanel } from './panel';
export { receive } from './receive';

export const webhookMethods = webhookMethodsOf(lifecycleOf({ secret, check: (panel) => void readOptions(panel) }));
