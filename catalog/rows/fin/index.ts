/** The resources of the node Intercom Fin, the most used first. */

import { finCalls } from './calls';
import { customChannelEvents } from './channels';
import { dataConnectors, executionResults } from './connectors';
import { finConversations, procedures } from './conversations';
import { ecommerceCatalogs } from './ecommerce';
import type { Resource } from '../../language/types';

export const finResources: readonly Resource[] = [
	finConversations,
	procedures,
	dataConnectors,
	executionResults,
	finCalls,
	customChannelEvents,
	ecommerceCatalogs,
];
