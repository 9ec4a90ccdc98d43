/** What the node file of the Intercom Fin Trigger needs. */

import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { lifecycleOf } from '../receiving/lifecycle';
import { receive as receiveFrom } from '../receiving/receive';
import { webhookMethodsOf } from '../webhook-methods';
import { finWebhook } from './channel';

export { firstStep } from '../receiving/first-step';
export { hints, webhooks } from '../receiving/description';
export { properties } from './describe';
export { activationMessage, eventTriggerDescription, triggerPanel } from './panel';

export const webhookMethods = webhookMethodsOf(lifecycleOf(finWebhook));
export const receive = async (host: IWebhookFunctions): Promise<IWebhookResponseData> => await receiveFrom(host, finWebhook);
