import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { execute, methods, properties, receive } from '../../engine/review';

/** Asks teammates in a note and waits for the answer. n8n makes an approval of AI tools out of it, because of the operation 'sendAndWait'. */
export class IntercomHumanReview implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Human Review',
		name: 'intercomHumanReview',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "askCustomer" ? "reply and wait for customer" : {"approval": "approval", "customForm": "form", "editAndApprove": "edit and approve", "freeText": "free text"}[$parameter["responseType"]] }}',
		description: 'Ask teammates or a customer in Intercom, and wait for the answer: approval, edited draft, text, form or reply',
		defaults: { name: 'Intercom Human Review' },
		waitingNodeTooltip: 'The execution goes on when somebody has answered in Intercom',
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'intercomAccessTokenApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'intercomAppOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				responseData: '',
				path: '={{ $nodeId }}',
				restartWebhook: true,
				isFullPath: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: '={{ $nodeId }}',
				restartWebhook: true,
				isFullPath: true,
			},
		],
		properties,
	};

	// n8n never calls these: the addresses belong to executions that wait, and there is nothing to register for them
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
