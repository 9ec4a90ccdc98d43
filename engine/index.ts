/** What a node file needs: its properties, its pickers, and its execution, all from one catalog node. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CatalogNode } from '../catalog/language/types';
import { describe } from './describe/node';
import { run } from './execute/run';
import { methodsFor } from './pickers/methods';
import { Plans } from './plan';

export function nodeFrom(node: CatalogNode) {
	const plans = new Plans(node);
	const properties = describe(plans);
	return {
		properties,
		methods: methodsFor(properties),
		execute: async (host: IExecuteFunctions): Promise<INodeExecutionData[][]> => await run(host, plans),
	};
}
