/** Ask teammates in Intercom, and wait for the answer. */

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { methodsFor } from '../pickers/methods';
import { askCustomer } from '../customer/ask';
import { ASK_CUSTOMER } from '../customer/describe';
import { reviewProperties } from './describe';
import { send } from './send';

export { receive } from './receive';

export const properties: INodeProperties[] = reviewProperties;
export const methods = methodsFor(reviewProperties);

/** One question per run: all items have the operation of the first. */
export const execute = async (host: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	host.getNodeParameter('operation', 0, 'sendAndWait') === ASK_CUSTOMER ? await askCustomer(host) : await send(host);
