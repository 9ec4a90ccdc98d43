/** What teammates do to conversations: close, open, snooze, assign, redact, merge, convert. */
import { z } from 'zod';
import { fields, id, timestamp } from '../../manners/check';
import { invalid } from '../../manners/errors';
import { route } from '../../manners/route';
import * as manage from '../../workspace/inbox/conversations/managing';
import { conversationView, partView } from '../../workspace/inbox/conversations/view';
import { ticketView } from '../../workspace/inbox/tickets/view';

const text = z.string().optional();

const action = z.discriminatedUnion('message_type', [
	fields({ message_type: z.literal('close'), type: z.literal('admin'), admin_id: id, body: text }),
	fields({ message_type: z.literal('snoozed'), admin_id: id, snoozed_until: timestamp }),
	fields({ message_type: z.literal('open'), admin_id: id }),
	fields({ message_type: z.literal('assignment'), type: z.enum(['admin', 'team']), admin_id: id, assignee_id: id, body: text }),
]);

const redaction = z.discriminatedUnion('type', [
	fields({ type: z.literal('conversation_part'), conversation_id: id, conversation_part_id: id }),
	fields({ type: z.literal('source'), conversation_id: id, source_id: id }),
]);

export const managing = [
	route('POST /conversations/{id}/parts', { body: action }, ({ workspace, version, params, body }) => {
		const conversation = workspace.inbox.conversations.need(params.id);
		if (body.message_type === 'close') manage.close(workspace, conversation, body.admin_id, body.body);
		else if (body.message_type === 'open') manage.open(workspace, conversation, body.admin_id);
		else if (body.message_type === 'snoozed') manage.snooze(workspace, conversation, body.admin_id, body.snoozed_until);
		else manage.assign(workspace, conversation, body);
		return conversationView(workspace, conversation, { version });
	}),

	/** Gone since 2.12. */
	route('POST /conversations/{id}/run_assignment_rules', { until: '2.11' }, ({ workspace, version, params }) => {
		const conversation = workspace.inbox.conversations.need(params.id);
		manage.runAssignmentRules(workspace, conversation);
		return conversationView(workspace, conversation, { version });
	}),

	route('POST /conversations/redact', { body: redaction }, ({ workspace, version, body }) => {
		const conversation = workspace.inbox.conversations.need(body.conversation_id);
		if (body.type === 'source') manage.redactSource(workspace, conversation, body.source_id);
		else manage.redactPart(workspace, conversation, body.conversation_part_id);
		return conversationView(workspace, conversation, { version });
	}),

	/** An experiment: the secret is not looked at. */
	route(
		'PUT /conversations/{conversation_id}/conversation_parts/{id}',
		{
			since: 'Preview',
			body: fields({
				send_state: text,
				info_message: text,
				seen: z.boolean().optional(),
				admin_id: id.optional(),
				experimental: z.literal(true),
				secret: z.string().min(1),
			}),
		},
		({ workspace, version, params, body }) => {
			const conversation = workspace.inbox.conversations.need(params.conversation_id);
			return partView(workspace, manage.updatePart(workspace, conversation, params.id, body), { version });
		},
	),

	route(
		'POST /conversations/{id}/merge',
		{ since: '2.16', body: fields({ merge_into_conversation_id: z.unknown() }) },
		({ workspace, version, params, body }) => {
			const { conversations } = workspace.inbox;
			const target = body.merge_into_conversation_id;
			if (!/^\d+$/.test(String(target))) throw invalid('merge_into_conversation_id must be a valid integer conversation ID');
			const primary = manage.merge(workspace, conversations.need(params.id), conversations.get(String(target)));
			return conversationView(workspace, primary, { version });
		},
	),

	route(
		'POST /conversations/{id}/convert',
		{ body: fields({ ticket_type_id: id, ticket_state_id: id.optional(), attributes: z.record(z.unknown()).optional() }) },
		({ workspace, version, params, body }) => {
			const ticket = workspace.inbox.tickets.convert(workspace.inbox.conversations.need(params.id), body);
			return ticketView(workspace, ticket, { version });
		},
	),
];
