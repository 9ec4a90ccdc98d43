import type { INodeCredentialTestResult } from 'n8n-workflow';

import { path, root } from '../machine.js';
import { testCredential, type CredentialTestRequest } from './credentialTest';
import { openExecutions, type Executions, type ExecutionsRequest } from './executions';
import { Packages } from './packages';
import { callMethod, type PickerAnswers, type PickerRequest } from './pickers';
import { openPoll, type Poller, type PollRequest } from './polls';
import { runNode, runWorkflow, type NodeRequest, type NodeRun, type WorkflowRequest, type WorkflowRun } from './run';
import { openWebhook, type Webhook, type WebhookRequest } from './webhooks';

export type { CredentialTestRequest } from './credentialTest';
export type { CredentialData } from './credentials';
export type { Executions, ExecutionsRequest, StoredExecution } from './executions';
export type { PickerAnswers, PickerRequest } from './pickers';
export type {
	Item,
	NodeRequest,
	NodeResult,
	NodeRun,
	NodeRunResult,
	Progress,
	RunError,
	WorkflowJson,
	WorkflowNode,
	WorkflowRequest,
	WorkflowResult,
	WorkflowRun,
} from './run';
export type { Poller, PollRequest } from './polls';
export { ProcessedTable } from './processed';
export type { IncomingRequest, Webhook, WebhookAnswer, WebhookRequest } from './webhooks';

/** n8n's engine in this process: its own classes for running workflows, without its server and database. */
export interface Host {
	runWorkflow: (request: WorkflowRequest) => WorkflowRun;
	/** One node behind a Manual Trigger. */
	runNode: (request: NodeRequest) => NodeRun;
	/** What a picker in a node's panel offers. */
	callMethod: <Kind extends keyof PickerAnswers>(request: PickerRequest<Kind>) => Promise<PickerAnswers[Kind]>;
	/** The test n8n makes when a credential is saved. */
	testCredential: (request: CredentialTestRequest) => Promise<INodeCredentialTestResult>;
	/** The address of an active workflow that starts with a webhook trigger. */
	openWebhook: (request: WebhookRequest) => Webhook;
	/** An active workflow that starts with a polling trigger. */
	openPoll: (request: PollRequest) => Poller;
	/** The executions of a workflow, which may wait. */
	openExecutions: (request: ExecutionsRequest) => Executions;
	/** The types of n8n's built-in nodes (each loaded when first asked for) and of the packages. */
	packages: Packages;
	/** Cancels what still runs and waits for its end. */
	close: () => Promise<void>;
}

/**
 * Loads packages as n8n does, by the list in their `package.json`: this one where nothing else is asked for, which must
 * have been built. Each host loads the packages anew, so nothing that their modules remember passes from one to another.
 */
export async function createHost({ packageDirs = [root] }: { packageDirs?: string[] } = {}): Promise<Host> {
	const packages = await Packages.load(packageDirs.map((dir) => path.resolve(root, dir)));
	const running = new Set<WorkflowRun | NodeRun>();
	const webhooks: Webhook[] = [];

	function track<Run extends WorkflowRun | NodeRun>(run: Run): Run {
		running.add(run);
		void run.finally(() => running.delete(run)).catch(() => {});
		return run;
	}

	return {
		runWorkflow: (request) => track(runWorkflow(packages, request)),
		runNode: (request) => track(runNode(packages, request)),
		callMethod: async (request) => await callMethod(packages, request),
		testCredential: async (request) => await testCredential(packages, request),
		openWebhook: (request) => {
			const webhook = openWebhook(packages, request);
			webhooks.push(webhook);
			return webhook;
		},
		openPoll: (request) => openPoll(packages, request),
		openExecutions: (request) => openExecutions(packages, request),
		packages,
		close: async () => {
			for (const run of running) run.cancel();
			await Promise.allSettled([...running, ...webhooks.map(async (webhook) => await webhook.close())]);
		},
	};
}
