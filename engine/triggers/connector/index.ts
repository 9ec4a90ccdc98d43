/** What the node file of the Intercom Fin Connector Trigger needs. */

import { webhookMethodsOf } from '../webhook-methods';
import { lifecycle } from './lifecycle';

export { properties } from './describe';
export { activationMessage, eventTriggerDescription, triggerPanel } from './panel';
export { receive } from './receive';

export const webhookMethods = webhookMethodsOf(lifecycle);
