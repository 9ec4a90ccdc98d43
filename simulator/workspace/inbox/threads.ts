/** What happens to conversations and tickets alike: parts, assignment, sleep and waking. */
import { invalid, notFound } from '../../manners/errors';
import type { Workspace } from '../index';
import { botAuthor } from './authors';
import { tell } from './notices';
import type { Attachment, Author, Part, Reference, State, Thread } from './types';

/** A part to be added; what is left out is empty. */
export interface PartWish {
	part_type: string;
	author: Author;
	body?: string | null;
	/** Default now. */
	at?: number;
	attachments?: Attachment[];
	assigned_to?: Reference | null;
	metadata?: Record<string, unknown>;
	event_details?: Record<string, unknown> | null;
	ticket?: Part['ticket'];
}

export class Threads {
	private readonly asleep = new Set<Thread>();
	private readonly byId = new Map<string, Thread>();
	private seq = 0;

	constructor(private readonly workspace: Workspace) {}

	get(id: string): Thread | undefined {
		return this.byId.get(id);
	}

	/** What every thread begins with. @param at when it began, default now */
	begin(contacts: string[], at = this.workspace.clock.seconds()): Thread {
		const id = this.workspace.ids.digits();
		return {
			id,
			seq: ++this.seq,
			created_at: at,
			updated_at: at,
			state: 'open',
			snoozed_until: null,
			admin_assignee_id: null,
			team_assignee_id: null,
			company_id: null,
			contacts,
			tags: [],
			parts: [],
			linked: [],
		};
	}

	file<T extends Thread>(thread: T): T {
		this.byId.set(thread.id, thread);
		return thread;
	}

	add(thread: Thread, wish: PartWish): Part {
		const part = this.part(wish, thread.state);
		thread.parts.push(part);
		thread.updated_at = Math.max(thread.updated_at, part.created_at);
		return part;
	}

	/** A part that belongs to no thread yet. @throws 400 for a moment to come */
	part(wish: PartWish, state: State = 'open'): Part {
		const now = this.workspace.clock.seconds();
		const at = wish.at ?? now;
		if (at > now) throw invalid('created_at must not be in the future', 'created_at');
		const { part_type, author, body = null, attachments = [], assigned_to = null, metadata = {}, event_details = null, ticket } = wish;
		return {
			id: this.workspace.ids.digits(),
			part_type,
			body,
			created_at: at,
			updated_at: at,
			author,
			attachments,
			assigned_to,
			redacted: false,
			state,
			metadata,
			event_details,
			app_package_code: null,
			...(ticket && { ticket }),
		};
	}

	/** Gives a thread to a teammate or team, or to nobody (`'0'`). @throws 404 `assignee_not_found` */
	assign(thread: Thread, type: 'admin' | 'team', id: string): Reference | null {
		const { admins, inbox } = this.workspace;
		const nobody = id === '0' || id === '';
		if (!nobody && !(type === 'admin' ? admins.has(id) : inbox.teams.has(id))) throw notFound('Assignee not found', 'assignee_not_found');
		const field = type === 'admin' ? 'admin_assignee_id' : 'team_assignee_id';
		thread[field] = nobody ? null : id;
		return nobody ? null : { type, id };
	}

	/** @throws 400 for the past */
	snooze(thread: Thread, until: number): void {
		if (until <= this.workspace.clock.seconds()) throw invalid('snoozed_until must be in the future', 'snoozed_until');
		thread.state = 'snoozed';
		thread.snoozed_until = until;
		this.asleep.add(thread);
	}

	/** Opens or closes a thread, whatever it was. */
	settleOn(thread: Thread, state: 'open' | 'closed'): void {
		thread.state = state;
		thread.snoozed_until = null;
		this.asleep.delete(thread);
	}

	/** Wakes what has slept long enough. */
	settle(): void {
		for (const thread of this.asleep) {
			if (thread.snoozed_until === null || thread.snoozed_until > this.workspace.clock.seconds()) continue;
			const at = thread.snoozed_until;
			this.settleOn(thread, 'open');
			tell(this.workspace, 'unsnoozed', thread, this.add(thread, { part_type: 'timer_unsnooze', author: botAuthor(this.workspace), at }));
		}
	}

	/** Links two threads with each other. */
	link(one: Thread, other: Thread): void {
		if (!one.linked.includes(other.id)) one.linked.push(other.id);
		if (!other.linked.includes(one.id)) other.linked.push(one.id);
	}

	unlink(one: Thread, other: Thread): void {
		one.linked = one.linked.filter((id) => id !== other.id);
		other.linked = other.linked.filter((id) => id !== one.id);
	}

	forget(thread: Thread): void {
		for (const id of [...thread.linked]) {
			const other = this.byId.get(id);
			if (other) this.unlink(thread, other);
		}
		this.byId.delete(thread.id);
		this.asleep.delete(thread);
	}

	clear(): void {
		this.byId.clear();
		this.asleep.clear();
		this.seq = 0;
	}
}
