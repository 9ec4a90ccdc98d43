import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { CredentialStore, type CredentialData } from './credentials';
import { core, workflow as n8n } from './engine';
import type { Packages } from './packages';

export const executionId = '1';

/** What n8n tells a node about the instance it runs in. */
export function buildAdditionalData(packages: Packages, credentials: CredentialData): IWorkflowExecuteAdditionalData {
	const missing = (what: string) => async () => {
		throw new n8n.UserError(`${what} are not available outside a full n8n`);
	};
	const base = 'http://127.0.0.1:5678';
	return {
		executionId,
		credentialsHelper: new CredentialStore(packages, credentials),
		externalSecretsProxy: new core.ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		userId: 'user',
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: `${base}/`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		formBaseUrl: `${base}/form`,
		formTestBaseUrl: `${base}/form-test`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: missing('Sub-workflows'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: missing('Code runners'),
	} as IWorkflowExecuteAdditionalData;
}
