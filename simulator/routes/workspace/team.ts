/** Teammates: away or back, what they did, who is in a team, and how busy they are. */
import { z } from 'zod';
import { fields, queryNumber, timestamp } from '../../manners/check';
import { conflict, invalid, notFound } from '../../manners/errors';
import { numberedPage } from '../../manners/paging';
import { type Call, route } from '../../manners/route';
import { ACTIVITY_TYPES } from '../../workspace/office';
import { teamView } from '../../workspace/inbox/views';
import { adminView } from '../../workspace/views';

interface Span {
	created_at_after: number;
	created_at_before?: number;
	event_types?: string[];
}

/** Newest first. */
function activities({ workspace }: Call, { created_at_after: after, created_at_before: before = Infinity, event_types: types }: Span) {
	return workspace.office.activities
		.filter((one) => one.created_at >= after && one.created_at <= before && (!types?.length || types.includes(one.activity_type)))
		.reverse();
}

const logView = ({ items, pages }: { items: unknown[]; pages: unknown }) => ({ type: 'activity_log.list', pages, activity_logs: items });
const page = { page: z.number().int().min(1).optional(), per_page: z.number().int().min(1).max(250).optional() };
const teamOf = ({ workspace, params }: Call) => {
	const team = workspace.inbox.teams.get(params.id);
	if (!team) throw notFound('Team not found', 'team_not_found');
	return team;
};
const ids = z.array(z.number().int()).max(1000);

export const team = [
	route(
		'PUT /admins/{id}/away',
		{
			body: fields({ away_mode_enabled: z.boolean(), away_mode_reassign: z.boolean(), away_status_reason_id: z.number().int().optional() }),
		},
		({ workspace, params, body }) => {
			const { admins, office } = workspace;
			const admin = admins.get(params.id);
			if (!admin) throw notFound('Admin not found', 'admin_not_found');
			const { away_status_reason_id: reason, ...away } = body;
			if (
				reason !== undefined &&
				(!office.awayReasons.all().some(({ id, deleted }) => id === String(reason) && !deleted) || !away.away_mode_enabled)
			)
				throw invalid('away_status_reason_id is not valid', 'away_status_reason_id');
			Object.assign(admin, away);
			office.away.delete(admin.id);
			if (reason !== undefined) office.away.set(admin.id, String(reason));
			office.note('admin_away_mode_change', `${admin.name} is ${away.away_mode_enabled ? 'away' : 'back'}`, {
				away_mode: away.away_mode_enabled,
				reassign_conversations: away.away_mode_reassign,
			});
			return { ...adminView(admin), away_status_reason_id: reason ?? null };
		},
	),

	route(
		'GET /admins/activity_logs',
		{
			query: {
				created_at_after: queryNumber,
				created_at_before: queryNumber.optional(),
				page: queryNumber.optional(),
				per_page: queryNumber.optional(),
			},
		},
		(call) => {
			const { query, settings, origin, path } = call;
			const { created_at_after: after, created_at_before: before } = query;
			return logView(
				numberedPage(activities(call as Call, query), query, settings, origin + path, 20, {
					created_at_after: String(after),
					created_at_before: before === undefined ? undefined : String(before),
				}),
			);
		},
	),

	route(
		'POST /admins/activity_logs/search',
		{
			since: '2.16',
			body: fields({
				created_at_after: timestamp,
				created_at_before: timestamp.optional(),
				event_types: z.array(z.string()).optional(),
				...page,
			}),
		},
		(call) => {
			const { body, settings, origin, path } = call;
			const unknown = body.event_types?.find((type) => !(ACTIVITY_TYPES as readonly string[]).includes(type));
			if (unknown !== undefined) throw invalid(`Unknown event type: ${unknown}`, 'event_types');
			return logView(numberedPage(activities(call as Call, body), body, { ...settings, maxPageSize: 250 }, origin + path, 20));
		},
	),

	route('GET /admins/activity_log_event_types', { since: '2.16' }, () => ({
		type: 'activity_log_event_type.list',
		event_types: ACTIVITY_TYPES,
	})),

	route('GET /away_status_reasons', {}, ({ workspace }) => ({
		type: 'list',
		data: workspace.office.awayReasons.all().map((reason) => ({ type: 'away_status_reason', ...reason })),
	})),

	route('GET /teams/{id}/metrics', { since: '2.16', query: { idle_threshold: queryNumber.optional() } }, (call) => {
		const { workspace, query, clock } = call;
		const idle = Math.min(Math.max(query.idle_threshold ?? 1800, 1), 86_400);
		const mine = (id: string) => workspace.inbox.conversations.all().filter((conversation) => conversation.admin_assignee_id === id);
		const data = teamOf(call as Call).admin_ids.map((admin_id) => {
			const open = mine(admin_id).filter(({ state }) => state === 'open');
			return {
				type: 'team_metric',
				admin_id,
				open: open.length,
				idle: open.filter(({ updated_at }) => clock.seconds() - updated_at >= idle).length,
				snoozed: mine(admin_id).filter(({ state }) => state === 'snoozed').length,
			};
		});
		return { type: 'team_metric.list', data };
	}),

	route(
		'PUT /teams/{id}',
		{
			since: 'Preview',
			body: fields({
				admin_ids: ids.min(1),
				admin_priority_level: fields({ primary_admin_ids: ids.nullable().optional(), secondary_admin_ids: ids.nullable().optional() })
					.nullable()
					.optional(),
			}),
		},
		(call) => {
			const { workspace, body } = call;
			const team = teamOf(call as Call);
			if (workspace.office.busyTeams.has(team.id)) throw conflict("Another request is changing this team's members");
			const wanted = [...new Set(body.admin_ids.map(String))];
			const stranger = wanted.find((id) => !workspace.admins.has(id));
			if (stranger !== undefined) throw invalid(`admin ${stranger} not found`, 'admin_ids');
			const levels = body.admin_priority_level ?? {};
			for (const [name, list] of Object.entries(levels))
				if (list?.some((id) => !wanted.includes(String(id))))
					throw invalid(`${name} must be members of the team`, `admin_priority_level.${name}`);
			for (const admin of workspace.admins.values())
				admin.team_ids = [
					...admin.team_ids.filter((id) => String(id) !== team.id),
					...(wanted.includes(admin.id) ? [Number(team.id)] : []),
				];
			team.admin_ids = wanted;
			workspace.office.note('app_team_membership_modification', `The members of ${team.name} were changed`);
			return {
				...teamView(team),
				admin_priority_level: { primary_admin_ids: levels.primary_admin_ids ?? [], secondary_admin_ids: levels.secondary_admin_ids ?? [] },
			};
		},
	),
];
