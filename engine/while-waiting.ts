/** What a node that lets its execution wait answers meanwhile. */

import type { INodeExecutionData } from 'n8n-workflow';

/**
 * Not what came in: an item with an `error` in it would be a failure to n8n, which runs the node once more where *Retry On Fail* is on.
 * When the execution goes on, n8n drops this.
 */
export const whileWaiting = (): INodeExecutionData[][] => [[{ json: {}, pairedItem: { item: 0 } }]];
