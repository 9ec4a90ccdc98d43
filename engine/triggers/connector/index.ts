/** What the node file of the Intercom Fin Connector Trigger needs. */

export { properties } from './describe';
export { lifecycle } from './lifecycle';
export { activationMessage, eventTriggerDescription, triggerPanel } from './panel';
export { receive } from './receive';
