/** Topics about the workspace itself: teammates, the API, events that customers cause, and work in the background. */

import { topics } from './group';
import type { EventTopic } from './types';

const admins = topics(
	{ group: 'Admin', object: 'Admin', family: 'admin', permissions: ['Read admins'] },
	{
		'admin.activity_log_event.created': { name: 'Teammate Activity Logged', about: 'The activity log has a new entry', family: 'plain' },
		'admin.added_to_workspace': { name: 'Teammate Added', about: 'Somebody joined the workspace', since: '2.5' },
		'admin.away_mode_updated': {
			name: 'Teammate Away Mode Updated',
			about: 'A teammate went away, came back, or changed how',
			since: '2.5',
		},
		'admin.logged_in': { name: 'Teammate Logged In', about: 'A teammate signed in', since: '2.6' },
		'admin.logged_out': { name: 'Teammate Logged Out', about: 'A teammate signed out or was signed out', since: '2.6' },
		'admin.removed_from_workspace': { name: 'Teammate Removed', about: 'Somebody left the workspace', since: '2.5' },
	},
);

const others = [
	...topics(
		{ group: 'API Activity', object: 'API Request', family: 'plain', permissions: ['Read API activity logs'], since: '2.15' },
		{ 'api.request.completed': { name: 'API Request Completed', about: 'Somebody used the API of the workspace with success' } },
	),
	...topics(
		{ group: 'Data Connector', object: 'Data Connector Execution', family: 'plain', permissions: ['Read data connectors'] },
		{
			'data_connector.execution.completed': {
				name: 'Data Connector Execution Completed',
				about: 'A data connector was run, with success or without',
			},
		},
	),
	...topics(
		{ group: 'Data Event', object: 'Event', family: 'event', permissions: ['Read events'] },
		{ 'event.created': { name: 'Data Event Tracked', about: 'A data event of a contact was recorded' } },
	),
	...topics(
		{ group: 'Job', object: 'Job', family: 'job', permissions: ['Read jobs'], since: '2.14' },
		{ 'job.completed': { name: 'Job Completed', about: 'A job in the background has ended' } },
	),
	...topics(
		{ group: 'Messenger', object: 'Messenger', family: 'plain', permissions: [], stage: 'unlisted' },
		{ 'messenger.deployment_completed.event.created': { name: 'Messenger Deployed', about: 'The Messenger was deployed' } },
	),
];

export const workspace: EventTopic[] = [...admins, ...others];
