import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import {
	activationMessage,
	eventTriggerDescription,
	hints,
	properties,
	receive,
	triggerPanel,
	webhookMethods,
	webhooks,
} from '../../engine/triggers/app';

/** Starts a workflow when somebody uses a card of an app, and answers with a card. What cards are made of is in catalog/canvas, the rest in engine/triggers. */
export class IntercomAppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom App Trigger',
		name: 'intercomAppTrigger',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when somebody opens a card or presses a button in the Inbox or the Messenger, and answers on the spot',
		defaults: { name: 'Intercom App Trigger' },
		eventTriggerDescription,
		activationMessage,
		triggerPanel,
		hints,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'intercomAccessTokenApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'intercomAppOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		webhooks,
		properties,
	};

	// Intercom has no API to set the addresses of an app: people enter them in the Developer Hub. What these do
	// instead is in engine/triggers/receiving/lifecycle.ts.
	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
