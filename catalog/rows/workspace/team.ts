/**
 * The people who work in Intercom: admins, what they did, teams, why somebody is away.
 * Source: the API description's tags Admins, Teams and Away Status Reasons. `GET /me` is in the node Intercom.
 */

import { date, flag, optionalRef, ref, refs, whole } from '../../language/fields';
import type { Fields, Operation, Resource } from '../../language/types';

const admin = ref('admin', 'Admin', { param: 'adminId' });

const adminOperations: Operation[] = [
	{
		id: 'get',
		name: 'Get',
		action: 'Get admin',
		about: 'Retrieve a teammate',
		request: 'GET /admins/{admin_id}',
		path: { admin_id: admin },
		simplify: 'admin',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many admins',
		about: 'Retrieve a list of the teammates of the workspace',
		request: 'GET /admins',
		query: { display_avatar: flag('Include Avatar', 'Whether to add the picture of each teammate') },
		list: { items: 'admins' },
		simplify: 'admin',
	},
	{
		id: 'setAway',
		name: 'Set Away',
		action: 'Set admin away or back',
		about: 'Mark a teammate as away from the inbox, or as back',
		request: 'PUT /admins/{admin_id}/away',
		path: { admin_id: admin },
		body: {
			away_mode_enabled: flag('Away', 'Whether the teammate is away. Off brings them back.', {
				required: true,
				initial: true,
				param: 'away',
			}),
			away_mode_reassign: flag('Reassign Replies', 'Whether new replies in their conversations go to the default inbox', {
				required: true,
				initial: false,
				param: 'reassignReplies',
			}),
			away_status_reason_id: optionalRef('awayReason', 'Away Reason', { numeric: true, param: 'awayReasonId' }),
		},
		simplify: 'admin',
	},
];

export const admins: Resource = { id: 'admin', name: 'Admin', about: 'Teammates of the workspace', operations: adminOperations };

const span: Fields = {
	created_at_after: date('After', { required: true, param: 'createdAfter', about: 'From which moment on' }),
	created_at_before: date('Before', { param: 'createdBefore', about: 'Up to which moment; until now when left out' }),
};

export const activityLogs: Resource = {
	id: 'activityLog',
	name: 'Activity Log',
	about: 'What teammates did in the workspace, for audits',
	operations: [
		// the answer tells of its pages, the description of the request does not
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many activity log entries',
			about: 'Retrieve a list of what teammates did in a span of time',
			request: 'GET /admins/activity_logs',
			query: span,
			list: { items: 'activity_logs', paging: 'page', pageSize: 20, undocumented: true },
		},
		{
			id: 'search',
			name: 'Search',
			action: 'Search activity log',
			about: 'Find what teammates did in a span of time by kinds of events',
			request: 'POST /admins/activity_logs/search',
			since: '2.16',
			repeatable: true,
			body: {
				...span,
				event_types: refs('activityType', 'Event Type Names or IDs', { pick: true, alwaysShown: true, param: 'eventTypes' }),
			},
			list: { items: 'activity_logs', paging: 'bodyPage', pageSize: 250 },
		},
		{
			id: 'getEventTypes',
			name: 'Get Many Event Types',
			action: 'Get many event types of activity log',
			about: 'Retrieve a list of the kinds of events a search can ask for',
			request: 'GET /admins/activity_log_event_types',
			since: '2.16',
			list: { items: 'event_types', textsAs: 'event_type' },
		},
	],
};

const team = ref('team', 'Team', { param: 'teamId' });

export const teams: Resource = {
	id: 'team',
	name: 'Team',
	about: 'Groups of teammates that conversations are assigned to',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get team',
			about: 'Retrieve a team with the IDs of its members',
			request: 'GET /teams/{team_id}',
			path: { team_id: team },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many teams',
			about: 'Retrieve a list of the teams of the workspace',
			request: 'GET /teams',
			list: { items: 'teams' },
		},
		{
			id: 'getMetrics',
			name: 'Get Metrics',
			action: 'Get metrics of team',
			about: 'Retrieve how many conversations each member has open, idle and snoozed right now',
			request: 'GET /teams/{team_id}/metrics',
			since: '2.16',
			path: { team_id: team },
			query: {
				idle_threshold: whole('Idle After', {
					min: 1,
					max: 86_400,
					initial: 1800,
					about: 'Seconds without an answer after which an open conversation counts as idle',
				}),
			},
			list: { items: 'data' },
		},
		{
			id: 'updateMembers',
			name: 'Update Members',
			action: 'Update members of team',
			about: 'Set who belongs to a team. Whoever is not named is removed from it.',
			request: 'PUT /teams/{team_id}',
			since: 'Preview',
			path: { team_id: team },
			body: {
				admin_ids: refs('admin', 'Member Names or IDs', { required: true, pick: true, numeric: true, param: 'memberIds' }),
				'admin_priority_level.primary_admin_ids': refs('admin', 'Primary Member Names or IDs', {
					pick: true,
					numeric: true,
					param: 'primaryMemberIds',
				}),
				'admin_priority_level.secondary_admin_ids': refs('admin', 'Secondary Member Names or IDs', {
					pick: true,
					numeric: true,
					param: 'secondaryMemberIds',
				}),
			},
			refusals: {
				'409': {
					what: 'Somebody else is changing the members of this team',
					advice: 'Send the same members again in a moment. Sending an unchanged list changes nothing.',
				},
			},
		},
	],
};

export const awayReasons: Resource = {
	id: 'awayReason',
	name: 'Away Reason',
	about: 'Why a teammate can be away',
	operations: [
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many away reasons',
			about: 'Retrieve a list of the reasons for being away, deleted ones included',
			request: 'GET /away_status_reasons',
			list: { items: 'data' },
		},
	],
};
