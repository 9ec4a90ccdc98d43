/** What the node file of the Intercom Trigger needs. */

import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { lifecycleOf } from '../receiving/lifecycle';
import { receive as receiveFrom } from '../receiving/receive';
import { webhookMethodsOf } from '../webhook-methods';
import { appWebhook } from './channel';

export { firstStep } from '../receiving/first-step';
export { hints, webhooks } from '../receiving/description';
export { properties } from './describe';
export { activationMessage, eventTriggerDescription, triggerPanel } from './panel';

export const webhookMethods = webhookMethodsOf(lifecycleOf(appWebhook));
export const receive = async (host: IWebhookFunctions): Promise<IWebhookResponseData> => await receiveFrom(host, appWebhook);
