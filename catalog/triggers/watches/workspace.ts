/** What teammates did, and what data connectors did. */

import { refs } from '../../language/fields';
import { executionResults } from '../../rows/fin/connectors';
import { activityLogs } from '../../rows/workspace/team';
import { row } from './words';
import type { Watch } from './types';

export const workspace: readonly Watch[] = [
	{
		source: row(activityLogs, 'search', {
			body: {
				event_types: refs('activityType', 'Activity Type Names or IDs', {
					pick: true,
					alwaysShown: true,
					param: 'activityTypes',
					about: 'All types when left empty',
				}),
			},
		}),
		noun: 'activity log entry',
		conditions: { event_types: 'activity_type' },
		ask: { by: 'parameter', from: 'created_at_after', until: 'created_at_before', sampleDays: 30 },
		events: [
			{ id: 'activityNew', name: 'New Activity Log Entry', at: 'created_at', about: 'What teammates do in the workspace, for audits' },
		],
	},
	{
		source: row(executionResults, 'getAll', 'path'),
		noun: 'data connector execution',
		ask: { by: 'parameter', from: 'start_ts', until: 'end_ts', sampleDays: 30 },
		events: [
			{
				id: 'executionNew',
				name: 'New Data Connector Execution',
				at: 'created_at',
				about: 'Every use of a data connector, with its outcome',
			},
		],
	},
];
