/** What pickers and mappers of the inbox read: teams, ticket types, ticket states, attributes of conversations. */
import { queryFlag } from '../../manners/check';
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import { listedState, typeView } from '../../workspace/inbox/tickets/view';
import { teamView } from '../../workspace/inbox/views';

export const inboxSettings = [
	route('GET /teams', {}, ({ workspace }) => ({ type: 'team.list', teams: [...workspace.inbox.teams.values()].map(teamView) })),

	route('GET /teams/{id}', {}, ({ workspace, params }) => {
		const team = workspace.inbox.teams.get(params.id);
		if (!team) throw notFound('Team not found', 'team_not_found');
		return teamView(team);
	}),

	route('GET /ticket_types', {}, ({ workspace }) => ({
		type: 'list',
		data: workspace.inbox.ticketTypes.all().map((type) => typeView(workspace, type)),
	})),

	route('GET /ticket_types/{id}', {}, ({ workspace, params }) => typeView(workspace, workspace.inbox.ticketTypes.need(params.id))),

	route('GET /ticket_states', {}, ({ workspace }) => ({
		type: 'list',
		data: workspace.inbox.ticketTypes.allStates().map((state) => listedState(workspace, state)),
	})),

	route('GET /conversations/attributes', { since: '2.16', query: { include_archived: queryFlag.optional() } }, ({ workspace, query }) => ({
		type: 'list',
		data: workspace.inbox.attributes.list(query.include_archived ?? false).map((attribute) => workspace.inbox.attributes.view(attribute)),
	})),

	route('GET /conversations/attributes/{id}', { since: '2.16' }, ({ workspace, params }) =>
		workspace.inbox.attributes.view(workspace.inbox.attributes.need(Number(params.id))),
	),
];
