/**
 * Calls, macros, and what a contact does. Data events go backwards in time (their next page is what came `before`); the
 * order of calls is not documented. The reader looks at the order of all of them.
 */

import { calls, dataEvents, macros } from '../../rows/intercom/channels';
import { lifecycle, row } from './words';
import type { Watch } from './types';

/** Longer than any call. */
const DAY = 86_400;

export const channels: readonly Watch[] = [
	{
		source: row(calls, 'getAll'),
		noun: 'call',
		ask: { by: 'nothing' },
		newestFirst: 'created_at',
		lag: { seconds: DAY, one: 'GET /calls/{call_id}' },
		events: [
			{ id: 'callNew', name: 'New Call', at: 'created_at', about: 'Every phone call once, when it has begun' },
			{ id: 'callEnded', name: 'Ended Call', at: 'ended_at', about: 'Every phone call once, when it is over' },
		],
	},
	{
		source: row(macros, 'getAll'),
		noun: 'macro',
		ask: { by: 'parameter', from: 'updated_since' },
		newestFirst: 'updated_at',
		documented: true,
		reorders: true,
		events: lifecycle('macro', 'Macro'),
	},
	{
		source: row(dataEvents, 'getAll', 'query'),
		noun: 'data event',
		ask: { by: 'nothing' },
		newestFirst: 'created_at',
		documented: true,
		events: [
			{
				id: 'dataEventNew',
				name: 'New Data Event of a Contact',
				at: 'created_at',
				about: 'What one contact does in your app. To hear of everybody, use the Intercom Trigger with the topic event.created.',
			},
		],
	},
];
