import type { INodeExecutionData, IWorkflowExecuteAdditionalData, Workflow, WorkflowExecuteMode } from 'n8n-workflow';

import { core, workflow as n8n } from './engine';
import type { Packages } from './packages';
import type { ProcessedTable } from './processed';

/** An execution that a trigger has started. */
export interface Execution {
	id: string;
	items: INodeExecutionData[];
}

export interface Surroundings {
	workflow: Workflow;
	/** Of the trigger. */
	name: string;
	additionalData: IWorkflowExecuteAdditionalData;
	table: ProcessedTable;
}

/** What comes out of a trigger: n8n runs it as the first node of the execution, if it can be run. */
export async function firstStep(
	packages: Packages,
	{ id: executionId, items }: Execution,
	mode: WorkflowExecuteMode,
	{ workflow, name, additionalData, table }: Surroundings,
): Promise<INodeExecutionData[]> {
	const [node, input] = [{ ...workflow.nodes[name] }, [...items]];
	const { execute } = packages.getByNameAndVersion(node.type, node.typeVersion);
	if (!execute) return input;
	const data = n8n.createRunExecutionData({});
	const context = new core.ExecuteContext(
		workflow,
		node,
		{ ...additionalData, executionId },
		mode,
		data,
		0,
		input,
		{ main: [input] },
		{ node, data: { main: [input] }, source: null },
		[],
	);
	Object.assign(context.helpers, table.helpersFor(workflow.id, node));
	const answer = (await execute.call(context)) as INodeExecutionData[][];
	return answer[0] ?? [];
}
