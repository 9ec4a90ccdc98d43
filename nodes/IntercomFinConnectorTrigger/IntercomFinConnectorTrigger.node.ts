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
	properties,
	receive,
	triggerPanel,
	webhookMethods,
} from '../../engine/triggers/connector';

/** Starts a workflow when a data connector of Intercom calls it, and answers. What it does is in engine/triggers/connector. */
export class IntercomFinConnectorTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Fin Connector Trigger',
		name: 'intercomFinConnectorTrigger',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["connectorName"] }}',
		description: 'Starts the workflow when Fin, a Workflow or a macro calls a data connector, and answers it',
		defaults: { name: 'Intercom Fin Connector Trigger' },
		eventTriggerDescription,
		activationMessage,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'intercomAccessTokenApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'intercomAppOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: '={{ $parameter["answer"] }}', responseData: 'allEntries', path: 'connector' },
		],
		properties,
	};

	// What these do is in engine/triggers/connector/lifecycle.ts.
	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
