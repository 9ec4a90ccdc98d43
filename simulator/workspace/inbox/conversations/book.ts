/** Conversations: beginning, reading, changing and deleting them. What is done to them daily is in `managing.ts`. */
import { invalid, notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';
import type { Attributes, Contact } from '../../types';
import { adminAuthor, botAuthor, contactAuthor } from '../authors';
import { tell, tellDeleted, tellParticipant } from '../notices';
import { fromText } from '../texts';
import type { Author, Conversation, Priority, Rating, Source } from '../types';

/** What may be written on a conversation. */
export interface ConversationWish {
	read?: boolean;
	title?: string | null;
	custom_attributes?: Attributes;
	company_id?: string | null;
	priority?: Priority;
	/** Who changes the priority; without it the bot. */
	admin_id?: string;
}

/** How a conversation begins. */
export interface Beginning {
	body: string;
	subject?: string;
	/** `conversation` is the Messenger. */
	type?: string;
	created_at?: number;
	attachment_urls?: string[];
	url?: string | null;
}

export interface DeletedConversation {
	id: string;
	metrics_retained: boolean;
	deleted_at: number;
}

export class ConversationBook {
	private readonly byId = new Map<string, Conversation>();
	private deletions: DeletedConversation[] = [];

	constructor(private readonly workspace: Workspace) {}

	/** Oldest first; those that became tickets too. */
	all(): Conversation[] {
		return [...this.byId.values()];
	}

	/** Oldest first. */
	deleted(): DeletedConversation[] {
		return this.deletions;
	}

	get(id: string): Conversation | undefined {
		return this.byId.get(id);
	}

	/** @throws 404 */
	need(id: string): Conversation {
		const conversation = this.byId.get(id);
		if (!conversation) throw notFound();
		return conversation;
	}

	/** The latest one, of that contact if one is given. @throws 404 */
	last(contact?: Contact): Conversation {
		const mine = this.all().filter((conversation) => contact === undefined || conversation.contacts.includes(contact.id));
		if (mine.length === 0) throw notFound();
		return mine.reduce((latest, one) => (one.updated_at >= latest.updated_at ? one : latest));
	}

	/** A contact writes first. @throws 400 */
	beginAsContact(contact: Contact, beginning: Beginning): Conversation {
		const conversation = this.begin([contact], contactAuthor(contact), 'customer_initiated', fromText(beginning.body), beginning);
		conversation.waiting_since = conversation.created_at;
		contact.traits.last_replied_at = conversation.created_at;
		tell(this.workspace, 'userCreated', conversation);
		return conversation;
	}

	/** A teammate writes first. @param body HTML */
	beginAsAdmin(adminId: string, contacts: Contact[], beginning: Beginning): Conversation {
		const conversation = this.begin(contacts, adminAuthor(this.workspace, adminId), 'admin_initiated', beginning.body, beginning);
		for (const contact of contacts) contact.traits.last_contacted_at = conversation.created_at;
		tell(this.workspace, 'adminCreated', conversation);
		return conversation;
	}

	/** @throws 400, 404 */
	update(conversation: Conversation, wish: ConversationWish): Conversation {
		const { inbox, companies } = this.workspace;
		if (wish.custom_attributes) inbox.attributes.checkValues(wish.custom_attributes);
		if (wish.company_id) companies.need(wish.company_id);
		const priorityAuthor = wish.admin_id === undefined ? botAuthor(this.workspace) : adminAuthor(this.workspace, wish.admin_id);
		if (wish.title !== undefined) conversation.title = wish.title;
		for (const [name, value] of Object.entries(wish.custom_attributes ?? {})) this.setAttribute(conversation, name, value);
		if (wish.priority !== undefined) this.setPriority(conversation, wish.priority, priorityAuthor);
		conversation.updated_at = this.workspace.clock.seconds();
		if (wish.read !== undefined) {
			conversation.read = wish.read;
			if (wish.read) tell(this.workspace, 'read', conversation);
		}
		if (wish.company_id !== undefined && wish.company_id !== conversation.company_id) {
			conversation.company_id = wish.company_id || null;
			tell(this.workspace, 'company', conversation);
		}
		return conversation;
	}

	/** What a customer says after all: 1 to 5, and a remark. */
	rate(conversation: Conversation, rating: Pick<Rating, 'rating'> & Partial<Rating>): void {
		const now = this.workspace.clock.seconds();
		conversation.rating = {
			remark: null,
			requested_at: now,
			replied_at: now,
			contact_id: conversation.contacts[0],
			admin_id: conversation.admin_assignee_id,
			...rating,
		};
		conversation.updated_at = now;
		tell(this.workspace, 'rated', conversation);
	}

	/** Adds a contact. @param by teammate or contact who does it */
	attach(conversation: Conversation, contact: Contact, by: Author): void {
		if (conversation.contacts.includes(contact.id)) return;
		conversation.contacts.push(contact.id);
		this.workspace.inbox.threads.add(conversation, {
			part_type: 'participant_added',
			author: by,
			event_details: { participant: { type: contact.role, id: contact.id } },
		});
		tellParticipant(this.workspace, 'attached', conversation, contact.id);
	}

	/** Removes a contact. The last one has to be kept: that is for the caller to check. */
	detach(conversation: Conversation, contact: Contact, by: Author): void {
		conversation.contacts.splice(conversation.contacts.indexOf(contact.id), 1);
		this.workspace.inbox.threads.add(conversation, {
			part_type: 'participant_removed',
			author: by,
			event_details: { participant: { type: contact.role, id: contact.id } },
		});
		tellParticipant(this.workspace, 'detached', conversation, contact.id);
	}

	/** @param metricsRetained whether reports still know it */
	delete(conversation: Conversation, metricsRetained: boolean): void {
		this.deletions.push({ id: conversation.id, metrics_retained: metricsRetained, deleted_at: this.workspace.clock.seconds() });
		tellDeleted(this.workspace, conversation);
		this.workspace.inbox.tickets.forget(conversation.id);
		this.forget(conversation.id);
		this.workspace.inbox.threads.forget(conversation);
	}

	/** Takes it out without a trace. */
	forget(id: string): void {
		this.byId.delete(id);
	}

	clear(): void {
		this.byId.clear();
		this.deletions = [];
	}

	private begin(contacts: Contact[], author: Author, deliveredAs: string, body: string, beginning: Beginning): Conversation {
		const { clock, ids, inbox } = this.workspace;
		if ((beginning.created_at ?? 0) > clock.seconds()) throw invalid('created_at must not be in the future', 'created_at');
		const source: Source = {
			type: beginning.type ?? 'conversation',
			id: ids.digits(),
			delivered_as: deliveredAs,
			subject: beginning.subject ?? '',
			body,
			author,
			attachments: inbox.files.fromUrls(beginning.attachment_urls ?? []),
			url: beginning.url ?? null,
			redacted: false,
		};
		const conversation: Conversation = {
			...inbox.threads.begin(
				contacts.map((contact) => contact.id),
				beginning.created_at,
			),
			title: null,
			source,
			read: false,
			priority: 'none',
			waiting_since: null,
			rating: null,
			custom_attributes: {},
			ai_agent: null,
			handling_events: [],
			side_conversations: [],
			monitor_evaluations: [],
			scorecards: [],
			merged_into: null,
		};
		this.byId.set(conversation.id, conversation);
		return inbox.threads.file(conversation);
	}

	private setAttribute(conversation: Conversation, name: string, value: unknown): void {
		const previous = conversation.custom_attributes[name] ?? null;
		if (value === null) delete conversation.custom_attributes[name];
		else conversation.custom_attributes[name] = Array.isArray(value) ? value.map(String) : value;
		if (Array.isArray(value) || value === previous) return;
		const details = {
			attribute: { name },
			value: { name: value === null ? null : String(value), previous: previous === null ? null : String(previous) },
		};
		this.workspace.inbox.threads.add(conversation, {
			part_type: 'conversation_attribute_updated_by_admin',
			author: botAuthor(this.workspace),
			event_details: details,
		});
	}

	private setPriority(conversation: Conversation, priority: Priority, author: Author): void {
		if (priority === conversation.priority) return;
		const details = { current_priority: priority, previous_priority: conversation.priority };
		conversation.priority = priority;
		tell(
			this.workspace,
			'priority',
			conversation,
			this.workspace.inbox.threads.add(conversation, { part_type: 'priority_changed', author, event_details: details }),
		);
	}
}
