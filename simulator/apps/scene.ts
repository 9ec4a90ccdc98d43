/** The one conversation of the page: a customer, a teammate, and what they write. It is in the workspace like any other. */
import type { Workspace } from '../workspace';
import { replyAsAdmin, replyAsContact } from '../workspace/inbox/replies';
import { toPlain } from '../workspace/inbox/texts';
import type { Author, Conversation } from '../workspace/inbox/types';
import type { Contact } from '../workspace/types';

const CUSTOMER = { role: 'user' as const, external_id: 'u-1', name: 'Mia Martin', email: 'mia@example.com' };
const FIRST_MESSAGE = 'Hi! My order 1001 has not arrived yet. Can you help?';

export interface Line {
	from: 'contact' | 'teammate' | 'note' | 'bot';
	name: string | null;
	text: string;
}

export class Scene {
	private ids?: { contact: string; conversation: string };

	constructor(private readonly workspace: Workspace) {}

	clear(): void {
		this.ids = undefined;
	}

	/** Begins when it is first asked for, and again where somebody has deleted it. */
	get(): { contact: Contact; conversation: Conversation } {
		const { contacts, inbox } = this.workspace;
		const there = this.ids && { contact: contacts.get(this.ids.contact), conversation: inbox.conversations.get(this.ids.conversation) };
		if (there?.contact && there.conversation) return { contact: there.contact, conversation: there.conversation };
		const contact = contacts.byEmail(CUSTOMER.email) ?? contacts.byExternalId(CUSTOMER.external_id) ?? contacts.create(CUSTOMER);
		const conversation = inbox.conversations.beginAsContact(contact, { body: FIRST_MESSAGE });
		this.ids = { contact: contact.id, conversation: conversation.id };
		return { contact, conversation };
	}

	say(from: 'contact' | 'teammate', text: string): void {
		const { contact, conversation } = this.get();
		if (from === 'contact') replyAsContact(this.workspace, conversation, contact, { message_type: 'comment', body: text });
		else replyAsAdmin(this.workspace, conversation, { message_type: 'comment', admin_id: this.workspace.owner().id, body: text });
	}

	/** As the page shows it. */
	view(): { id: string; contact: string | null; teammate: string | null; lines: Line[] } {
		const { contact, conversation } = this.get();
		const { source, parts } = conversation;
		const lines = [{ author: source.author, body: source.body, part_type: 'comment' }, ...parts].flatMap(({ author, body, part_type }) => {
			const text = toPlain(body);
			return text ? [{ from: kindOf(author, part_type), name: author.name, text }] : [];
		});
		return { id: conversation.id, contact: contact.name, teammate: this.workspace.owner().name, lines };
	}
}

function kindOf({ type }: Author, partType: string): Line['from'] {
	if (partType === 'note') return 'note';
	return type === 'admin' ? 'teammate' : type === 'bot' ? 'bot' : 'contact';
}
