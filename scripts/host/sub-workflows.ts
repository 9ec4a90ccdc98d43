import type { ExecuteWorkflowData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { workflow as n8n } from './engine';
import type { Packages } from './packages';
import { runWorkflow, type SubRun, type WorkflowRequest } from './run';

/**
 * What the node *Execute Sub-workflow* calls, for workflows that are given by ID. Whether it waits or not, the run is among
 * `runs` when it began; as in n8n, one that is not waited for cannot make the caller fail.
 */
export function executeWorkflow(
	packages: Packages,
	{ subWorkflows = {}, credentials, signal }: WorkflowRequest,
	runs: Array<Promise<SubRun>>,
): IWorkflowExecuteAdditionalData['executeWorkflow'] {
	return async ({ id = '', code }, _additionalData, { inputData, doNotWaitToFinish }): Promise<ExecuteWorkflowData> => {
		const workflow = code ?? subWorkflows[id];
		if (!workflow) throw new n8n.UserError(`There is no workflow "${id}" here`);
		const run = runWorkflow(packages, {
			workflow: workflow as WorkflowRequest['workflow'],
			startItems: inputData,
			subWorkflows,
			credentials,
			signal,
			mode: 'integrated',
		});
		const told = run.then((result) => ({ id, result }));
		runs.push(told);
		const executionId = String(runs.length + 1);
		if (doNotWaitToFinish) return { executionId, data: [null] };
		const { result } = await told;
		if (result.error) throw new n8n.WorkflowOperationError(result.error.message);
		const last = Object.entries(result.runData).at(-1)?.[1].at(-1);
		return { executionId, data: last?.data?.main ?? [null] };
	};
}
