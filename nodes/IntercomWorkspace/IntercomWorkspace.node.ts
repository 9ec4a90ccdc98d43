import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { intercomWorkspace } from '../../catalog/nodes';
import { nodeFrom } from '../../engine';

const { properties, methods, execute } = nodeFrom(intercomWorkspace);

/** Administer Intercom: teammates, teams, attributes, office hours, exports and settings. What it can do is in catalog/, how it does it in engine/. */
export class IntercomWorkspace implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Intercom Workspace',
		name: 'intercomWorkspace',
		icon: { light: 'file:../../icons/intercom.svg', dark: 'file:../../icons/intercom.dark.svg' },
		group: ['output'],
		version: [1, 1.1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Administer Intercom: teammates, teams, attributes, office hours, exports and settings',
		defaults: { name: 'Intercom Workspace' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'intercomAccessTokenApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'intercomAppOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties,
		// the secret of a new identity verification secret, which Intercom gives once: n8n shows it nowhere
		sensitiveOutputFields: ['secret', 'secret_key', 'secure_mode_secret', 'identity_verification_secret'],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
