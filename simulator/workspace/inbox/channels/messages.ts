/** Messages teammates send out, and how those over WhatsApp fare. */
import { contactNotFound, notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';
import type { Contact } from '../../types';
import { fromHtml } from '../texts';
import type { Conversation } from '../types';

export interface Message {
	id: string;
	created_at: number;
	subject: string | null;
	/** HTML. */
	body: string;
	message_type: 'inapp' | 'email' | 'sms' | 'whatsapp';
	admin_id: string;
	/** Ids of contacts. */
	to: string[];
	cc: string[];
	bcc: string[];
	conversation_id: string | null;
}

/** One WhatsApp message on its way. */
export interface WhatsappMessage {
	id: string;
	seq: number;
	ruleset_id: string;
	conversation_id: string;
	user_id: string;
	whatsapp_message_id: string;
	template_name: string;
	created_at: number;
	/** Set on what was not delivered. */
	error: { code: number; title: string } | null;
}

/** Seconds until a message is there, and until it is read. */
const DELIVERED_AFTER = 5;
const READ_AFTER = 60;

export class MessageBook {
	private readonly byId = new Map<string, Message>();
	private readonly whatsapp: WhatsappMessage[] = [];

	constructor(private readonly workspace: Workspace) {}

	all(): Message[] {
		return [...this.byId.values()];
	}

	get(id: string): Message | undefined {
		return this.byId.get(id);
	}

	/** @param opens a conversation begins at once, not only when somebody answers. @throws 404 */
	send(wish: Omit<Message, 'id' | 'created_at' | 'conversation_id'> & { created_at?: number }, opens: boolean): Message {
		for (const id of [...wish.to, ...wish.cc, ...wish.bcc]) if (!this.workspace.contacts.get(id)) throw contactNotFound();
		const message: Message = {
			...wish,
			body: fromHtml(wish.body),
			id: this.workspace.ids.digits(),
			created_at: wish.created_at ?? this.workspace.clock.seconds(),
			conversation_id: null,
		};
		this.byId.set(message.id, message);
		if (opens) this.open(message);
		return message;
	}

	/** The conversation of a message; a contact's answer makes it. */
	open(message: Message): Conversation {
		const { conversations } = this.workspace.inbox;
		const known = message.conversation_id === null ? undefined : conversations.get(message.conversation_id);
		if (known) return known;
		const people = message.to.map((id) => this.workspace.contacts.get(id)).filter((contact) => contact !== undefined) as Contact[];
		const type = message.message_type === 'inapp' ? 'conversation' : message.message_type;
		const conversation = conversations.beginAsAdmin(message.admin_id, people, {
			body: message.body,
			subject: message.subject ?? '',
			type,
			created_at: message.created_at,
		});
		conversation.source.id = message.id;
		message.conversation_id = conversation.id;
		return conversation;
	}

	/** A WhatsApp message of a set (`ruleset_id`). */
	addWhatsapp(
		message: Pick<WhatsappMessage, 'ruleset_id' | 'conversation_id' | 'user_id' | 'template_name'> & Partial<WhatsappMessage>,
	): WhatsappMessage {
		const seq = this.whatsapp.length + 1;
		const full: WhatsappMessage = {
			id: `event_${seq}`,
			seq,
			whatsapp_message_id: `wamid_${seq}`,
			created_at: this.workspace.clock.seconds(),
			error: null,
			...message,
		};
		this.whatsapp.push(full);
		return full;
	}

	ofRuleset(rulesetId: string): WhatsappMessage[] {
		return this.whatsapp.filter((message) => message.ruleset_id === rulesetId);
	}

	/** @throws 404 `whatsapp_message_not_found` */
	needWhatsapp(messageId: string): WhatsappMessage {
		const message = this.whatsapp.find((one) => one.whatsapp_message_id === messageId);
		if (!message) throw notFound('Whatsapp message not found', 'whatsapp_message_not_found');
		return message;
	}

	/** How a WhatsApp message stands by now. */
	status(message: WhatsappMessage): { status: string; updated_at: number } {
		const now = this.workspace.clock.seconds();
		if (message.error) return { status: 'failed', updated_at: message.created_at };
		if (now >= message.created_at + READ_AFTER) return { status: 'read', updated_at: message.created_at + READ_AFTER };
		if (now >= message.created_at + DELIVERED_AFTER) return { status: 'delivered', updated_at: message.created_at + DELIVERED_AFTER };
		return { status: 'sent', updated_at: message.created_at };
	}

	clear(): void {
		this.byId.clear();
		this.whatsapp.length = 0;
	}
}
