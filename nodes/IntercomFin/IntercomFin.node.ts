import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { intercomFin } from '../../catalog/nodes';
import { nodeFrom } from '../../engine';

const { properties, methods, execute } = nodeFrom(intercomFin);

/** Ask Fin, run its procedures, and manage what it can reach: data connectors, calls, product catalogs. What it can do is in catalog/, how it does it in engine/. */
export class IntercomFin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Fin',
		name: 'intercomFin',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['output'],
		version: [1, 1.1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Ask Fin, run its procedures, and manage what it can reach: data connectors, calls, product catalogs',
		defaults: { name: 'Intercom Fin' },
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
