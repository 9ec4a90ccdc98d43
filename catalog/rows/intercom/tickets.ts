/** Tickets. Source: the API description's tags Tickets and Tags; docs/intercom-behavior.md#reply-attachments. */

import { attributes, override, flag, inParallel, optionalRef, ref, search, text } from '../../language/fields';
import { aboveButtons, actor, attachments, author, chosenReplies, message, quickReplies, sentAt, skipNotifications, snoozeUntil } from './replies';
import { simplified } from '../../language/output';
import type { Fields, Operation, Resource } from '../../language/types';

const ticket = ref('ticket', 'Ticket', { about: "Intercom's own ID of the ticket, not the number teammates see in the inbox" });
const path = { ticket_id: ticket };
const ticketType = ref('ticketType', 'Ticket Type', { param: 'ticketTypeId' });
const state = optionalRef('ticketState', 'Ticket State', { param: 'ticketStateId' });
const reply = 'POST /tickets/{ticket_id}/reply';

const fresh: Fields = {
	ticket_type_id: ticketType,
	contacts: ref('contact', 'Contact', { param: 'contactId', about: 'Whose ticket it is. A contact given by an email that is unknown is created.', spell: { modes: { id: 'id', externalId: 'external_id', email: 'email' }, listed: true } }),
	ticket_attributes: attributes('ticket', { onceChosen: true }),
	'assignment.admin_assignee_id': optionalRef('admin', 'Assigned Admin', { param: 'adminAssigneeId' }),
	'assignment.team_assignee_id': optionalRef('team', 'Assigned Team', { param: 'teamAssigneeId' }),
	company_id: optionalRef('company', 'Company', { param: 'companyId' }),
	conversation_to_link_id: optionalRef('conversation', 'Conversation to Link', { param: 'conversationToLinkId' }),
	...sentAt,
	...skipNotifications,
};

const operations: Operation[] = [
	{ id: 'create', name: 'Create', action: 'Create ticket', about: 'Create a new ticket, with the fields of its type', request: 'POST /tickets', body: fresh, ...simplified('ticket') },
	{ id: 'enqueue', name: 'Create in Background', action: 'Create ticket in background', about: 'Create a ticket in the background; the output is a job', request: 'POST /tickets/enqueue', body: fresh },
	{ id: 'get', name: 'Get', action: 'Get ticket', about: 'Retrieve a ticket', request: 'GET /tickets/{ticket_id}', path, ...simplified('ticketWithParts') },
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many tickets',
		about: 'Retrieve a list of tickets',
		request: 'POST /tickets/search',
		repeatable: true,
		// there is no endpoint for all of them
		constants: { query: { field: 'created_at', operator: '>', value: 0 } },
		body: { ...inParallel },
		list: { items: 'tickets', paging: 'body', pageSize: 150, spans: 'created_at' },
		...simplified('ticket'),
	},
	{
		id: 'search',
		name: 'Search',
		action: 'Search tickets',
		about: 'Find tickets by their fields and the attributes of their types',
		request: 'POST /tickets/search',
		repeatable: true,
		body: { query: search('ticket'), ...inParallel },
		list: { items: 'tickets', paging: 'body', pageSize: 150, spans: 'created_at' },
		...simplified('ticket'),
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update ticket',
		about: 'Update a ticket: its state, assignee, attributes and more',
		request: 'PUT /tickets/{ticket_id}',
		path,
		body: {
			ticket_type_id: override(ticketType, { required: false, alwaysShown: true, notSent: true, about: 'Of which type the ticket is, so that its attributes can be shown below. It is not changed.' }),
			ticket_attributes: attributes('ticket'),
			admin_id: optionalRef('admin', 'Admin', { param: 'adminId', numeric: true, isNoChange: true, about: 'The teammate who does this' }),
			'assignee_id#admin': optionalRef('admin', 'Assign to Admin', { param: 'assigneeAdminId' }),
			'assignee_id#team': optionalRef('team', 'Assign to Team', { param: 'assigneeTeamId' }),
			'assignee_id#any': text('Assignee ID', { param: 'assigneeId', about: 'ID of an admin or team; 0 unassigns' }),
			company_id: optionalRef('company', 'Company', { param: 'companyId', nullable: true }),
			is_shared: flag('Shared', 'Whether the contact can see the ticket'),
			open: flag('Open', 'Whether the ticket is open; turning it off closes the ticket'),
			snoozed_until: snoozeUntil,
			ticket_state_id: state,
			...skipNotifications,
		},
		...simplified('ticket'),
	},
	{ id: 'delete', name: 'Delete', action: 'Delete ticket', about: 'Delete a ticket permanently', request: 'DELETE /tickets/{ticket_id}', path, deletes: true },
	{ id: 'reply', name: 'Reply', action: 'Reply to ticket', about: 'Answer the contact as a teammate, with files from the workflow if needed', request: reply, path, constants: { message_type: 'comment', type: 'admin' }, body: { body: message, admin_id: actor, ...attachments, ...sentAt, ...skipNotifications } },
	{
		id: 'addNote',
		name: 'Add Note',
		action: 'Add note to ticket',
		about: 'Write something that only teammates see',
		request: reply,
		path,
		constants: { message_type: 'note', type: 'admin' },
		body: { body: message, admin_id: actor, ...attachments, cross_post: flag('Cross-Post', 'Whether linked conversations get the note as well (back-office tickets)'), ...sentAt, ...skipNotifications },
	},
	{
		id: 'sendQuickReplies',
		name: 'Send Quick Replies',
		action: 'Send quick replies in ticket',
		about: 'Offer the contact buttons to answer with',
		request: reply,
		path,
		constants: { message_type: 'quick_reply', type: 'admin' },
		body: { reply_options: quickReplies, body: aboveButtons, admin_id: actor, ...sentAt, ...skipNotifications },
	},
	{
		id: 'replyAsContact',
		name: 'Reply as Contact',
		action: 'Reply to ticket as contact',
		about: 'Add what a contact said elsewhere, in the name of the contact',
		request: reply,
		path,
		constants: { message_type: 'comment', type: 'user' },
		body: { contact: author, body: message, attachment_urls: attachments.attachment_urls, ...sentAt, reply_options: chosenReplies, ...skipNotifications },
	},
	{
		id: 'changeType',
		name: 'Change Type',
		action: 'Change ticket type',
		about: 'Make a ticket one of another type of the same category',
		request: 'POST /tickets/{ticket_id}/change_type',
		since: '2.16',
		path,
		body: { ticket_type_id: ticketType, ticket_state_id: override(state, { required: true }), ticket_attributes: attributes('ticket') },
		...simplified('ticket'),
	},
	{
		id: 'linkConversation',
		name: 'Link Conversation',
		action: 'Link conversation to ticket',
		about: 'Link a conversation or customer ticket to a tracker ticket',
		request: 'POST /tickets/{ticket_id}/linked_conversations',
		since: '2.16',
		path,
		body: { conversation_id: ref('conversation') },
		...simplified('conversation'),
	},
	{
		id: 'unlinkConversation',
		name: 'Unlink Conversation',
		action: 'Unlink conversation from ticket',
		about: 'Undo the link of a conversation to a tracker ticket',
		request: 'DELETE /tickets/{ticket_id}/linked_conversations/{conversation_id}',
		since: '2.16',
		path: { ...path, conversation_id: ref('conversation') },
		...simplified('conversation'),
	},
	{ id: 'addTag', name: 'Add Tag', action: 'Add tag to ticket', about: 'Tag a ticket, by the ID or the name of the tag', request: 'POST /tickets/{ticket_id}/tags', path, body: { id: ref('tag', 'Tag', { mayCreate: true }), admin_id: actor }, addPathIds: true },
	{ id: 'removeTag', name: 'Remove Tag', action: 'Remove tag from ticket', about: 'Untag a ticket, by the ID or the name of the tag', request: 'DELETE /tickets/{ticket_id}/tags/{tag_id}', path: { ...path, tag_id: ref('tag') }, body: { admin_id: actor }, addPathIds: true },
];

export const tickets: Resource = { id: 'ticket', name: 'Ticket', about: 'Requests that teammates work on, of types with fields of their own', operations, opens: 'create' };
