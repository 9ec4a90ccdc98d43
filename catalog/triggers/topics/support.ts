/** Topics about conversations, tickets, calls and procedures: what is said, and what is done about it. */

import { creatorOfTicket, starterOfConversation, tagger } from './actors';
import { topics } from './group';
import type { EventTopic } from './types';

const conversation = {
	group: 'Conversation',
	object: 'Conversation',
	family: 'conversation',
	permissions: ['Read conversations'],
} as const;
const ticket = { group: 'Ticket', object: 'Ticket', family: 'ticket', permissions: ['Read tickets'], since: '2.9' } as const;
const withContact = { object: 'Conversation, Contact', family: 'conversationContact', since: '2.6' } as const;

const calls = topics(
	{ group: 'Call', object: 'Call', family: 'call', permissions: ['Read conversations'], since: '2.14' },
	{
		'call.started': { name: 'Call Started', about: 'A call over Intercom Phone began' },
		'call.ended': { name: 'Call Ended', about: 'A call that somebody had answered is over' },
		'call.recording_available': { name: 'Call Recording Available', about: 'The recording of a call is ready' },
		'call.transcription_available': { name: 'Call Transcript Available', about: 'The transcript of a call is ready' },
	},
);

const conversations = topics(conversation, {
	'conversation.admin.assigned': { name: 'Conversation Assigned', about: 'A conversation was given to a teammate or team' },
	'conversation.admin.open.assigned': {
		name: 'Conversation Assigned While Open',
		about: 'A conversation that was open was given to a teammate or team',
		since: '2.8',
	},
	'conversation.admin.closed': { name: 'Conversation Closed', about: 'A conversation was closed' },
	'conversation.company.updated': {
		name: 'Conversation Company Updated',
		about: 'The company of a conversation was set or changed',
		since: '2.15',
	},
	'conversation.contact.attached': { ...withContact, name: 'Conversation Contact Added', about: 'A contact joined a conversation' },
	'conversation.contact.detached': {
		...withContact,
		name: 'Conversation Contact Removed',
		about: 'A contact was taken out of a conversation',
	},
	'conversation.deleted': { name: 'Conversation Deleted', about: 'A conversation was deleted; only its ID is left', gone: true },
	'conversation.admin.noted': { name: 'Conversation Note Added', about: 'A teammate wrote an internal note' },
	'conversation_part.redacted': {
		name: 'Conversation Part Redacted',
		about: 'The content of a message was removed',
		object: 'Conversation Part',
		actor: 'teammate',
	},
	'conversation_part.tag.created': {
		name: 'Conversation Part Tagged',
		about: 'A tag was put on a message',
		object: 'Conversation Part',
		actor: tagger,
	},
	'conversation.priority.updated': {
		name: 'Conversation Priority Updated',
		about: 'A conversation became or stopped being a priority',
		since: '2.5',
	},
	'conversation.rating.added': { name: 'Conversation Rated', about: 'A contact rated a conversation', actor: 'contact' },
	'conversation.read': { name: 'Conversation Read', about: 'A contact has read a conversation', actor: 'contact' },
	'conversation.admin.opened': { name: 'Conversation Reopened', about: 'A closed conversation was opened again' },
	'conversation.user.replied': { name: 'Conversation Reply From Contact', about: 'A visitor, lead or user answered', actor: 'contact' },
	'conversation.operator.replied': {
		name: 'Conversation Reply From Fin or Bot',
		about: 'Fin or another bot answered',
		since: '2.14',
		actor: 'bot',
	},
	'conversation.admin.replied': {
		name: 'Conversation Reply From Teammate',
		about: 'A teammate answered; answers of bots are an event of their own',
	},
	'conversation.admin.replied.translated': {
		name: 'Conversation Reply From Teammate Translated',
		about: "Translations of a teammate's answer are there; only for answers whose text is all in HTML blocks",
		since: '2.16',
	},
	'conversation.admin.snoozed': { name: 'Conversation Snoozed', about: 'A conversation was put off until later' },
	'conversation.user.created': {
		name: 'Conversation Started by Contact',
		about: 'A visitor, lead or user began a conversation',
		actor: 'contact',
	},
	'conversation.admin.single.created': {
		name: 'Conversation Started by Teammate',
		about: 'A teammate began a conversation with one contact',
		actor: starterOfConversation,
	},
	'conversation.admin.unsnoozed': { name: 'Conversation Unsnoozed', about: 'The time of a snoozed conversation has come' },
});

const procedures = topics(
	{ group: 'Procedure', object: 'Procedure HITL Notification', family: 'procedure', permissions: ['Read conversations'], stage: 'preview' },
	{
		'procedure.hitl_notification.created': {
			name: 'Procedure Waits for Input',
			about: 'A procedure of Fin needs an answer from a person before it goes on',
		},
	},
);

const tickets = topics(ticket, {
	'ticket.team.assigned': { name: 'Ticket Assigned to Team', about: 'A ticket was given to a team' },
	'ticket.admin.assigned': { name: 'Ticket Assigned to Teammate', about: 'A ticket was given to a teammate' },
	'ticket.attribute.updated': { name: 'Ticket Attribute Updated', about: 'The value of a ticket attribute changed' },
	'ticket.closed': {
		name: 'Ticket Closed',
		about: 'The conversation of a ticket was closed; before version 2.15, the ticket was resolved',
		since: undefined,
	},
	'ticket.contact.attached': { name: 'Ticket Contact Added', about: 'A contact was added to a ticket', family: 'ticketContact' },
	'ticket.contact.detached': { name: 'Ticket Contact Removed', about: 'A contact was taken off a ticket', family: 'ticketContact' },
	'ticket.created': { name: 'Ticket Created', about: 'A ticket was created', actor: creatorOfTicket },
	'ticket.note.created': { name: 'Ticket Note Added', about: 'An internal note was written on a ticket' },
	'ticket.rating.provided': { name: 'Ticket Rated', about: 'A contact rated a ticket', since: undefined, actor: 'contact' },
	'ticket.contact.replied': { name: 'Ticket Reply From Contact', about: 'A contact answered on a ticket', actor: 'contact' },
	'ticket.admin.replied': { name: 'Ticket Reply From Teammate', about: 'A teammate answered on a ticket' },
	'ticket.admin.replied.translated': {
		name: 'Ticket Reply From Teammate Translated',
		about: "Translations of a teammate's answer on a ticket are there",
		since: '2.16',
	},
	'ticket.resolved': { name: 'Ticket Resolved', about: 'A ticket was resolved', since: '2.15' },
	'ticket.admin.snoozed': { name: 'Ticket Snoozed', about: 'A ticket was put off until later', since: '2.16' },
	'ticket.state.updated': { name: 'Ticket State Updated', about: 'A ticket moved to another state' },
	'ticket.admin.unsnoozed': { name: 'Ticket Unsnoozed', about: 'The time of a snoozed ticket has come', since: '2.16' },
});

export const support: EventTopic[] = [...calls, ...conversations, ...procedures, ...tickets];
