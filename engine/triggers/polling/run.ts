/** What the trigger does in an execution: in the editor it shows some records, otherwise it is the first step. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { firstStep } from './handing/first-step';
import { type Panel, samples } from './poll';

export async function run(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (host.getMode() !== 'manual') return await firstStep(host);
	// an execution reads the parameters of an item
	const getNodeParameter = (name: string, fallback?: unknown): unknown => host.getNodeParameter(name, 0, fallback as never);
	const panel = Object.create(host, { getNodeParameter: { value: getNodeParameter } }) as Panel;
	return await samples(panel);
}
