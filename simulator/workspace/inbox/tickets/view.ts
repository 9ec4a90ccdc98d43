/** Tickets, their types and states as the API answers them. */
import { has } from '../../../manners/versions';
import type { Workspace } from '../../index';
import type { Attachment, Part, Ticket, TicketState, TicketType, TicketTypeAttribute } from '../types';
import { attachmentView, authorView, contactsView, linkedView, shownParts, textView, ticketAssignee, type Telling } from '../views';

export function ticketView(workspace: Workspace, ticket: Ticket, telling: Telling) {
	const { version } = telling;
	const type = workspace.inbox.ticketTypes.need(ticket.ticket_type_id);
	const state = workspace.inbox.ticketTypes.needState(ticket.ticket_state_id);
	const parts = shownParts(workspace, ticket, telling.parts ?? undefined);
	const labels = { ticket_state_internal_label: state.internal_label, ticket_state_external_label: state.external_label };
	const old = version.rank < 12;
	return {
		type: 'ticket',
		id: ticket.id,
		ticket_id: ticket.ticket_id,
		category: type.category,
		ticket_attributes: attributesView(workspace, type, ticket),
		ticket_state: old ? state.category : stateView(state),
		...(old && labels),
		ticket_type: typeView(workspace, type),
		contacts: contactsView(workspace, ticket),
		admin_assignee_id: ticketAssignee(ticket.admin_assignee_id, version),
		team_assignee_id: ticketAssignee(ticket.team_assignee_id, version),
		...(ticket.company_id !== null && { company_id: ticket.company_id }),
		created_at: ticket.created_at,
		updated_at: ticket.updated_at,
		open: ticket.state !== 'closed',
		snoozed_until: ticket.snoozed_until,
		linked_objects: linkedView(workspace, ticket),
		ticket_parts: {
			type: 'ticket_part.list',
			ticket_parts: parts.map((part) => ticketPartView(workspace, part, telling)),
			total_count: parts.length,
		},
		is_shared: ticket.is_shared,
		...(has(version, '2.16') && { previous_ticket_state_id: ticket.previous_ticket_state_id }),
	};
}

export function ticketPartView(workspace: Workspace, part: Part, telling: Telling) {
	const { id, part_type, created_at, updated_at, redacted, app_package_code } = part;
	return {
		type: 'ticket_part',
		id,
		part_type,
		...(part.body !== null && { body: textView(part.body, telling) }),
		...part.ticket,
		created_at,
		updated_at,
		...(part.assigned_to !== null && { assigned_to: part.assigned_to }),
		author: authorView(part.author),
		attachments: part.attachments.map((attachment) => attachmentView(workspace, attachment)),
		redacted,
		...(app_package_code !== null && { app_package_code }),
	};
}

export function stateView({ id, category, internal_label, external_label }: TicketState) {
	return { type: 'ticket_state', id, category, internal_label, external_label };
}

/** A state in the list of states: with the types that use it. */
export function listedState(workspace: Workspace, state: TicketState) {
	const types = workspace.inbox.ticketTypes.all().filter((type) => type.states.includes(state.id));
	const brief = ({ id, name, description, icon, archived, is_internal, category }: TicketType) => ({
		type: 'ticket_type',
		id,
		name,
		description,
		icon,
		archived,
		is_internal,
		category,
	});
	return { ...stateView(state), ticket_types: { type: 'list', data: types.map(brief) }, archived: state.archived };
}

export function typeView(workspace: Workspace, type: TicketType) {
	const { id, category, name, description, icon, is_internal, archived, created_at, updated_at } = type;
	return {
		type: 'ticket_type',
		id,
		category,
		name,
		description,
		icon,
		workspace_id: workspace.id,
		ticket_type_attributes: { type: 'list', data: type.attributes.map((attribute) => attributeView(workspace, type, attribute)) },
		ticket_states: { type: 'list', data: type.states.map((state) => stateView(workspace.inbox.ticketTypes.needState(state))) },
		archived,
		is_internal,
		created_at,
		updated_at,
	};
}

export function attributeView(workspace: Workspace, type: TicketType, attribute: TicketTypeAttribute) {
	return { type: 'ticket_type_attribute', workspace_id: workspace.id, ticket_type_id: Number(type.id), ...attribute };
}

/** Lists are told by label, files with fresh addresses. */
function attributesView(workspace: Workspace, type: TicketType, { ticket_attributes }: Ticket) {
	const view = ([name, value]: [string, unknown]) => {
		const attribute = type.attributes.find((one) => one.name === name);
		if (attribute?.data_type === 'files' && Array.isArray(value))
			return [name, value.map((file) => attachmentView(workspace, file as Attachment))];
		if (attribute?.data_type === 'list')
			return [name, attribute.input_options?.list_options?.find((option) => option.id === value)?.label ?? null];
		return [name, value];
	};
	return Object.fromEntries(Object.entries(ticket_attributes).map(view));
}
