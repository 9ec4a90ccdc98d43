/** The inbox half of a workspace: conversations, tickets, and what they need. */
import type { Workspace } from '../index';
import type { AppliedTag, Tag } from '../types';
import { CallBook } from './channels/calls';
import { MacroBook } from './channels/macros';
import { MessageBook } from './channels/messages';
import { ConversationAttributeBook } from './conversations/attributes';
import { ConversationBook } from './conversations/book';
import { FileStore } from './files';
import { tell } from './notices';
import { ObjectBook } from './objects/book';
import { Threads } from './threads';
import { TicketBook } from './tickets/book';
import { TicketTypeBook } from './tickets/types';
import type { Team, Thread } from './types';

export class Inbox {
	readonly teams = new Map<string, Team>();
	readonly threads: Threads;
	readonly conversations: ConversationBook;
	readonly attributes: ConversationAttributeBook;
	readonly tickets: TicketBook;
	readonly ticketTypes: TicketTypeBook;
	readonly objects: ObjectBook;
	readonly messages: MessageBook;
	readonly calls: CallBook;
	readonly macros: MacroBook;
	readonly files: FileStore;

	constructor(private readonly workspace: Workspace) {
		this.threads = new Threads(workspace);
		this.conversations = new ConversationBook(workspace);
		this.attributes = new ConversationAttributeBook(workspace);
		this.tickets = new TicketBook(workspace);
		this.ticketTypes = new TicketTypeBook(workspace);
		this.objects = new ObjectBook(workspace);
		this.messages = new MessageBook(workspace);
		this.calls = new CallBook(workspace);
		this.macros = new MacroBook(workspace);
		this.files = new FileStore(workspace.clock);
	}

	/** A team of these admins, who learn that they are in it. */
	addTeam(team: Pick<Team, 'name'> & Partial<Team>): Team {
		const full: Team = {
			id: String(6_000_001 + this.teams.size),
			admin_ids: [],
			distribution_method: 'manual',
			assignment_limit: null,
			...team,
		};
		this.teams.set(full.id, full);
		for (const id of full.admin_ids) this.workspace.admins.get(id)?.team_ids.push(Number(full.id));
		return full;
	}

	/** Puts a tag on a conversation or ticket; twice changes nothing. */
	tag(thread: Thread, tag: Tag, adminId: string): AppliedTag {
		const known = thread.tags.find((applied) => applied.id === tag.id);
		if (known) return known;
		const applied = Object.assign(this.workspace.tags.apply(thread, tag), { applied_by: adminId });
		thread.updated_at = this.workspace.clock.seconds();
		tell(this.workspace, 'tagged', thread, thread.parts.at(-1), {
			tags_added: { type: 'tag.list', tags: [{ type: 'tag', id: tag.id, name: tag.name }] },
		});
		return applied;
	}

	untag(thread: Thread, tag: Tag): AppliedTag | undefined {
		thread.updated_at = this.workspace.clock.seconds();
		return this.workspace.tags.remove(thread, tag);
	}

	/** Every conversation and ticket once. */
	allThreads(): Thread[] {
		return [...new Set<Thread>([...this.conversations.all(), ...this.tickets.all()])];
	}

	/** Gives what one contact has to another, who it was merged into. */
	moveContact(from: string, into: string): void {
		for (const thread of this.allThreads()) {
			if (!thread.contacts.includes(from)) continue;
			thread.contacts = [...new Set(thread.contacts.map((id) => (id === from ? into : id)))];
		}
	}

	/** Wakes what has slept long enough. */
	settle(): void {
		this.threads.settle();
	}

	clear(): void {
		for (const book of [
			this.teams,
			this.threads,
			this.conversations,
			this.attributes,
			this.tickets,
			this.ticketTypes,
			this.objects,
			this.messages,
			this.calls,
			this.macros,
			this.files,
		])
			book.clear();
	}
}
