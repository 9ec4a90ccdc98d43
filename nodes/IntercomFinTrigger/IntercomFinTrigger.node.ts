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
} from '../../engine/triggers/fin';

/** Starts a workflow with the events of the Fin Agent API. The events are in catalog/triggers/fin/events.ts, the rest in engine/triggers. */
export class IntercomFinTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Fin Trigger',
		name: 'intercomFinTrigger',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].includes("*") ? "all events" : $parameter["events"].join(", ") }}',
		description: 'Ask Fin, the AI agent, and manage what it can reach, or start the workflow when Fin replies, hands over or ends',
		defaults: { name: 'Intercom Fin Trigger' },
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

	// Intercom has no API to register the callback URL: people enter it in Fin's settings. What these do instead is
	// in engine/triggers/receiving/lifecycle.ts.
	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** The first step of an execution that an event has started. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await firstStep(this);
	}
}
