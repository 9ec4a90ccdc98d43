import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties, respond } from '../../engine/respond';

/** Answers a card or Fin from inside a workflow that one of them started. What cards are made of is in catalog/canvas. */
export class IntercomApp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom App',
		name: 'intercomApp',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ { card: "respond with card", results: "finish configuration", connector: "respond to Fin" }[$parameter["operation"]] }}',
		description: 'Answers the card in Intercom, or Fin, that started the workflow',
		defaults: { name: 'Intercom App' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await respond(this);
	}
}
