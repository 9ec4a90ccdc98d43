import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import {
	activationMessage,
	eventTriggerDescription,
	firstStep,
	hints,
	properties,
	receive,
	triggerPanel,
	webhookMethods,
	webhooks,
} from '../../engine/triggers/webhook';

/** Starts a workflow with the events of an Intercom app. The topics are in catalog/triggers/topics, the rest in engine/triggers. */
export class IntercomTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Trigger',
		name: 'intercomTrigger',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].includes("*") ? "all events" : $parameter["events"].join(", ") }}',
		description: 'Work with contacts, conversations, tickets and companies, or start the workflow when something happens in Intercom',
		defaults: { name: 'Intercom Trigger' },
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

	// Intercom has no API to register a webhook: people enter the address in the Developer Hub. What these do
	// instead is in engine/triggers/receiving/lifecycle.ts.
	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** The first step of an execution that an event has started. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await firstStep(this);
	}
}
