/** The records of the inbox, as they are kept. Times are Unix seconds. */
import type { AppliedTag, Attributes } from '../types';

export type State = 'open' | 'closed' | 'snoozed';
export type Priority = 'none' | 'low' | 'medium' | 'high' | 'urgent';

/** Who wrote a part: a teammate, a contact or the bot. */
export interface Author {
	type: 'admin' | 'user' | 'lead' | 'bot';
	id: string;
	name: string | null;
	email: string | null;
	/** Only on what the AI agent wrote. */
	from_ai_agent?: boolean;
	is_ai_answer?: boolean;
}

export interface Attachment {
	type: 'upload';
	name: string;
	/** Address; `/...` is a file the simulator serves itself. */
	url: string;
	content_type: string;
	filesize: number | null;
	width: number | null;
	height: number | null;
}

export interface Reference {
	type: string;
	id: string | null;
}

export interface Part {
	id: string;
	part_type: string;
	/** HTML. */
	body: string | null;
	created_at: number;
	updated_at: number;
	author: Author;
	attachments: Attachment[];
	assigned_to: Reference | null;
	redacted: boolean;
	/** State of the thread once the part was there. */
	state: State;
	metadata: Record<string, unknown>;
	event_details: Record<string, unknown> | null;
	/** Set on what came through the API. */
	app_package_code: string | null;
	external_reply_send_state?: string;
	admin_seen?: boolean;
	/** What only parts of tickets say. */
	ticket?: { ticket_state?: string; previous_ticket_state?: string; updated_attribute_data?: unknown };
}

/** What conversations and tickets have in common. A conversation that became a ticket is both, in one object. */
export interface Thread {
	id: string;
	/** Place in the inbox: 1 is the first record ever. */
	seq: number;
	created_at: number;
	updated_at: number;
	state: State;
	snoozed_until: number | null;
	admin_assignee_id: string | null;
	team_assignee_id: string | null;
	/** Intercom's id of a company. */
	company_id: string | null;
	/** Ids of contacts, in the order they joined. */
	contacts: string[];
	tags: AppliedTag[];
	/** Oldest first. */
	parts: Part[];
	/** Ids of linked conversations and tickets. */
	linked: string[];
}

export interface Rating {
	rating: number;
	remark: string | null;
	requested_at: number;
	replied_at: number;
	contact_id: string;
	admin_id: string | null;
}

export interface Source {
	/** `conversation`, `email`, `phone_call`, `whatsapp` ... */
	type: string;
	id: string;
	/** `customer_initiated`, `admin_initiated`, `operator_initiated`, `automated`. */
	delivered_as: string;
	subject: string;
	body: string | null;
	author: Author;
	attachments: Attachment[];
	url: string | null;
	redacted: boolean;
}

export interface AiAgent {
	source_type: string;
	source_title: string | null;
	last_answer_type: string | null;
	resolution_state: string | null;
	rating: number | null;
	rating_remark: string | null;
}

export interface HandlingEvent {
	admin_id: string;
	type: 'paused' | 'resumed';
	at: number;
	reason: string | null;
}

export interface Conversation extends Thread {
	title: string | null;
	source: Source;
	read: boolean;
	priority: Priority;
	waiting_since: number | null;
	rating: Rating | null;
	/** By name; values of lists are labels, values of relationships are ids of custom object instances. */
	custom_attributes: Attributes;
	ai_agent: AiAgent | null;
	handling_events: HandlingEvent[];
	side_conversations: Array<{ id: string; parts: Part[] }>;
	/** Results of quality checks, as they are answered. */
	monitor_evaluations: unknown[];
	scorecards: unknown[];
	/** The conversation this one was merged into. */
	merged_into: string | null;
}

export interface Ticket extends Thread {
	/** The number people see; not good for requests. */
	ticket_id: string;
	ticket_type_id: string;
	ticket_state_id: string;
	previous_ticket_state_id: string | null;
	/** By name; values of lists are ids of list items, values of files are attachments. */
	ticket_attributes: Attributes;
	is_shared: boolean;
}

export type Category = 'Customer' | 'Back-office' | 'Tracker';
export type StateCategory = 'submitted' | 'in_progress' | 'waiting_on_customer' | 'resolved';
export type TicketDataType = 'string' | 'list' | 'integer' | 'decimal' | 'boolean' | 'datetime' | 'files';

export interface TicketState {
	id: string;
	category: StateCategory;
	internal_label: string;
	external_label: string;
	archived: boolean;
}

export interface TicketTypeAttribute {
	id: string;
	name: string;
	description: string;
	data_type: TicketDataType;
	/** `multiline`, `list_items`, `allow_multiple_values` as the type has them. */
	input_options: {
		multiline?: boolean;
		list_options?: Array<{ id: string; label: string; archived: boolean }>;
		allow_multiple_values?: boolean;
	} | null;
	order: number;
	required_to_create: boolean;
	required_to_create_for_contacts: boolean;
	visible_on_create: boolean;
	visible_to_contacts: boolean;
	/** Built in: title and description. */
	default: boolean;
	archived: boolean;
	created_at: number;
	updated_at: number;
}

export interface TicketType {
	id: string;
	category: Category;
	name: string;
	description: string;
	icon: string;
	is_internal: boolean;
	archived: boolean;
	attributes: TicketTypeAttribute[];
	/** Ids of the states its tickets can be in. */
	states: string[];
	created_at: number;
	updated_at: number;
}

export interface Team {
	id: string;
	name: string;
	admin_ids: string[];
	distribution_method: string;
	assignment_limit: number | null;
}

export type ConversationDataType = 'string' | 'integer' | 'list' | 'decimal' | 'boolean' | 'datetime' | 'relationship' | 'files';

export interface ConversationAttribute {
	id: number;
	name: string;
	description: string;
	data_type: ConversationDataType;
	required: boolean;
	visible_to_team_ids: string[];
	archived: boolean;
	multiline?: boolean;
	options?: Array<{ id: string; label: string; archived: boolean }>;
	reference?: { type: 'one' | 'many'; object_type_id?: string };
	created_at: number;
	updated_at: number;
}
