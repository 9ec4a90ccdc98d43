/** A channel of the client's own: which of its conversations is which here, and what was told of them. */
import { invalid, notFound } from '../../manners/errors';
import type { Workspace } from '../index';
import { replyAsContact } from '../inbox/replies';
import type { Contact } from '../types';

export interface ChannelEvent {
	event_id: string;
	external_conversation_id: string;
	contact: { type: 'user' | 'lead'; external_id: string; name?: string; email?: string };
}

export class ChannelBook {
	/** Every event that counted, oldest first. */
	readonly events: Array<ChannelEvent & { kind: string; text?: string }> = [];
	private readonly conversations = new Map<string, string>();

	constructor(private readonly workspace: Workspace) {}

	/** The first event of a conversation. @throws 400 for one that is known */
	begin(event: ChannelEvent) {
		const { external_conversation_id: id } = event;
		if (this.isKnown(event)) return this.view(event);
		if (this.conversations.has(id)) throw invalid('A conversation with this ID exists already', 'external_conversation_id');
		const thread = this.workspace.inbox.conversations.beginAsContact(this.contactOf(event), {
			body: 'New conversation',
			type: 'custom_channel',
		});
		this.conversations.set(id, thread.id);
		return this.take('new_conversation', event);
	}

	/** Any later one; `text` is what the contact says by it. @throws 404 */
	goOn(kind: string, event: ChannelEvent, text?: string) {
		const thread = this.workspace.inbox.conversations.need(this.need(event.external_conversation_id));
		if (this.isKnown(event)) return this.view(event);
		if (text !== undefined) replyAsContact(this.workspace, thread, this.contactOf(event), { message_type: 'comment', body: text });
		return this.take(kind, event, text);
	}

	clear(): void {
		this.events.length = 0;
		this.conversations.clear();
	}

	private isKnown({ event_id: id }: ChannelEvent): boolean {
		return this.events.some((event) => event.event_id === id);
	}

	private take(kind: string, event: ChannelEvent, text?: string) {
		this.events.push({ ...event, kind, ...(text !== undefined && { text }) });
		return this.view(event);
	}

	private need(id: string): string {
		const known = this.conversations.get(id);
		if (known === undefined) throw notFound('Conversation not found for the given external_conversation_id');
		return known;
	}

	private contactOf({ contact: { type, external_id, ...more } }: ChannelEvent): Contact {
		const { contacts } = this.workspace;
		return contacts.byExternalId(external_id) ?? contacts.create({ role: type, external_id, ...more });
	}

	private view(event: ChannelEvent) {
		const { external_conversation_id: id, contact } = event;
		return {
			external_conversation_id: id,
			conversation_id: this.need(id),
			external_contact_id: contact.external_id,
			contact_id: this.contactOf(event).id,
		};
	}
}
