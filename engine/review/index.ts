/** Ask teammates in Intercom, and wait for the answer. */

import type { INodeProperties } from 'n8n-workflow';
import { methodsFor } from '../pickers/methods';
import { reviewProperties } from './describe';

export { receive } from './receive';
export { send } from './send';

export const properties: INodeProperties[] = reviewProperties;
export const methods = methodsFor(reviewProperties);
