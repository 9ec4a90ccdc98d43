import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { intercomKnowledge } from '../../catalog/nodes';
import { nodeFrom } from '../../engine';

const { properties, methods, execute } = nodeFrom(intercomKnowledge);

/** Help center, news and what AI answers from. What it can do is in catalog/rows/knowledge/, how it does it in engine/. */
export class IntercomKnowledge implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Knowledge',
		name: 'intercomKnowledge',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['output'],
		version: [1, 1.1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Publish and read articles, news and AI content in Intercom',
		defaults: { name: 'Intercom Knowledge' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'intercomAccessTokenApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'intercomAppOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties,
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
