/**
 * What teammates do with a conversation in the inbox: each an operation of its own, although Intercom has one endpoint for several of them.
 * Source: the API description's tags Conversations, Participants and Tags; `run_assignment_rules` from the descriptions up to 2.11.
 */

import { flag, html, optionalRef, override, ref } from '../../language/fields';
import { simplified } from '../../language/output';
import type { Fields, Operation } from '../../language/types';
import {
	aboveButtons,
	actor,
	attachments,
	author,
	chosenReplies,
	message,
	quickReplies,
	sentAt,
	skipNotifications,
	snoozeUntil,
} from './replies';

const path = { conversation_id: ref('conversation') };
const comment = html('Message', { param: 'messageBody', about: 'Something to say along with it' });
const keepSnoozed: Fields = { skip_unsnooze: flag('Keep Snoozed', 'Whether a snoozed conversation stays snoozed', { since: 'Preview' }) };
/** `POST /conversations/{id}/parts` and `/reply` do not say whether a lost answer was carried out: never sent twice. */
const parts = 'POST /conversations/{conversation_id}/parts';
const reply = 'POST /conversations/{conversation_id}/reply';

export const inboxOperations: Operation[] = [
	{
		id: 'reply',
		name: 'Reply',
		action: 'Reply to conversation',
		about: 'Answer the contact as a teammate, with files from the workflow if needed',
		request: reply,
		path,
		constants: { message_type: 'comment', type: 'admin' },
		body: { body: message, admin_id: actor, ...attachments, ...sentAt, ...skipNotifications, ...keepSnoozed },
		...simplified('conversation'),
	},
	{
		id: 'addNote',
		name: 'Add Note',
		action: 'Add note to conversation',
		about: 'Write something that only teammates see',
		request: reply,
		path,
		constants: { message_type: 'note', type: 'admin' },
		body: { body: message, admin_id: actor, ...attachments, ...sentAt, ...skipNotifications, ...keepSnoozed },
		...simplified('conversation'),
	},
	{
		id: 'sendQuickReplies',
		name: 'Send Quick Replies',
		action: 'Send quick replies in conversation',
		about: 'Offer the contact buttons to answer with',
		request: reply,
		path,
		constants: { message_type: 'quick_reply', type: 'admin' },
		body: { reply_options: quickReplies, body: aboveButtons, admin_id: actor, ...sentAt, ...skipNotifications },
		...simplified('conversation'),
	},
	{
		id: 'replyAsContact',
		name: 'Reply as Contact',
		action: 'Reply to conversation as contact',
		about: 'Add what a contact said elsewhere, in the name of the contact',
		request: reply,
		path,
		constants: { message_type: 'comment', type: 'user' },
		body: { contact: author, body: message, ...attachments, ...sentAt, reply_options: chosenReplies },
		...simplified('conversation'),
	},
	{
		id: 'replyToLast',
		name: 'Reply to Last as Contact',
		action: 'Reply to last conversation as contact',
		about: 'Add what a contact said elsewhere to the newest conversation of the contact, whichever that is',
		request: 'POST /conversations/last/reply',
		constants: { message_type: 'comment', type: 'user' },
		body: { contact: author, body: message, ...attachments, ...sentAt, reply_options: chosenReplies },
		...simplified('conversation'),
	},
	{
		id: 'close',
		name: 'Close',
		action: 'Close conversation',
		about: 'Close a conversation',
		request: parts,
		path,
		constants: { message_type: 'close', type: 'admin' },
		body: { admin_id: actor, body: comment },
		...simplified('conversation'),
	},
	{
		id: 'open',
		name: 'Open',
		action: 'Open conversation',
		about: 'Open a conversation that is closed or snoozed',
		request: parts,
		path,
		constants: { message_type: 'open' },
		body: { admin_id: actor },
		...simplified('conversation'),
	},
	{
		id: 'snooze',
		name: 'Snooze',
		action: 'Snooze conversation',
		about: 'Take a conversation out of the inbox until a moment or until the contact answers',
		request: parts,
		path,
		constants: { message_type: 'snoozed' },
		body: { snoozed_until: override(snoozeUntil, { required: true }), admin_id: actor },
		...simplified('conversation'),
	},
	{
		id: 'assignToAdmin',
		name: 'Assign to Admin',
		action: 'Assign conversation to admin',
		about: 'Give a conversation to a teammate',
		request: parts,
		path,
		constants: { message_type: 'assignment', type: 'admin' },
		body: { assignee_id: ref('admin', 'Assignee', { param: 'assigneeId' }), admin_id: actor, body: comment },
		...simplified('conversation'),
	},
	{
		id: 'assignToTeam',
		name: 'Assign to Team',
		action: 'Assign conversation to team',
		about: 'Give a conversation to a team',
		request: parts,
		path,
		constants: { message_type: 'assignment', type: 'team' },
		body: { assignee_id: ref('team', 'Team', { param: 'teamId' }), admin_id: actor, body: comment },
		...simplified('conversation'),
	},
	{
		id: 'unassign',
		name: 'Unassign',
		action: 'Unassign conversation',
		about: 'Take a conversation from whoever has it',
		request: parts,
		path,
		constants: { message_type: 'assignment', type: 'admin', assignee_id: '0' },
		body: { admin_id: actor },
		...simplified('conversation'),
	},
	{
		id: 'runAssignmentRules',
		name: 'Run Assignment Rules',
		action: 'Run assignment rules on conversation',
		about:
			'Let the assignment rules of the inbox assign a conversation. They do not exist where workflows assign conversations, and Intercom announced their end for December 31, 2026.',
		request: 'POST /conversations/{conversation_id}/run_assignment_rules',
		holds: [],
		availability: 'legacy',
		defaultVersion: '2.11',
		path,
	},
	{
		id: 'addTag',
		name: 'Add Tag',
		action: 'Add tag to conversation',
		about: 'Tag a conversation, by the ID or the name of the tag',
		request: 'POST /conversations/{conversation_id}/tags',
		path,
		body: { id: ref('tag', 'Tag', { mayCreate: true }), admin_id: actor },
		addPathIds: true,
	},
	{
		id: 'removeTag',
		name: 'Remove Tag',
		action: 'Remove tag from conversation',
		about: 'Untag a conversation, by the ID or the name of the tag',
		request: 'DELETE /conversations/{conversation_id}/tags/{tag_id}',
		path: { ...path, tag_id: ref('tag') },
		body: { admin_id: actor },
		addPathIds: true,
	},
	{
		id: 'addContact',
		name: 'Add Contact',
		action: 'Add contact to conversation',
		about: 'Let another contact take part',
		request: 'POST /conversations/{conversation_id}/customers',
		// the schema is a conversation, the example its contacts only
		holds: [],
		path,
		body: {
			customer: ref('contact', 'Contact', {
				param: 'contactId',
				spell: { modes: { id: 'customer.intercom_user_id', externalId: 'customer.user_id', email: 'customer.email' } },
			}),
			admin_id: actor,
			// the description has a customer within the customer and does not say what for; nobody needs it as far as known
			'customer.customer': optionalRef('contact', 'Inner Contact', {
				param: 'innerContactId',
				about: 'The customer inside the customer of the request; leave it out unless Intercom asks for it',
				spell: {
					modes: { id: 'customer.customer.intercom_user_id', externalId: 'customer.customer.user_id', email: 'customer.customer.email' },
				},
			}),
		},
	},
	{
		id: 'removeContact',
		name: 'Remove Contact',
		action: 'Remove contact from conversation',
		about: 'Take a contact out of a conversation of several',
		request: 'DELETE /conversations/{conversation_id}/customers/{contact_id}',
		path: { ...path, contact_id: ref('contact') },
		body: { admin_id: actor },
		...simplified('conversation'),
	},
];
