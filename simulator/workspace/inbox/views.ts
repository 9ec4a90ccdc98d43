/** Pieces that answers about conversations and tickets share. */
import { has, type Version } from '../../manners/versions';
import type { Workspace } from '../index';
import { tagView } from '../views';
import type { Attachment, Author, Part, Team, Thread } from './types';
import { toPlain } from './texts';

/** How an answer is to be told. */
export interface Telling {
	version: Version;
	/** Texts without HTML. */
	plain?: boolean;
	/** These parts instead of the latest; null leaves parts out. */
	parts?: Part[] | null;
}

export const textView = (html: string | null, { plain }: Telling) => (plain ? toPlain(html) : html);

export function authorView({ type, id, name, email, from_ai_agent, is_ai_answer }: Author) {
	return { type, id, name, email, ...(from_ai_agent !== undefined && { from_ai_agent, is_ai_answer }) };
}

export function attachmentView(workspace: Workspace, attachment: Attachment) {
	return { ...attachment, url: workspace.inbox.files.sign(attachment.url) };
}

export function contactsView(workspace: Workspace, thread: Thread) {
	return {
		type: 'contact.list',
		contacts: thread.contacts.map((id) => ({ type: 'contact', id, external_id: workspace.contacts.get(id)?.external_id ?? null })),
	};
}

export function linkedView(workspace: Workspace, thread: Thread) {
	const data = thread.linked.map((id) => {
		const ticket = workspace.inbox.tickets.get(id);
		return ticket
			? { type: 'ticket', id, category: workspace.inbox.ticketTypes.need(ticket.ticket_type_id).category }
			: { type: 'conversation', id, category: null };
	});
	return { type: 'list', data, total_count: data.length, has_more: false };
}

export function tagsView(workspace: Workspace, thread: Thread) {
	return { type: 'tag.list', tags: thread.tags.map((applied) => tagView(workspace.tags.need(applied.id), applied)) };
}

/** The latest parts, as many as one answer may hold (docs/intercom-behavior.md#newest-parts). */
export function shownParts(workspace: Workspace, thread: Thread, parts: Part[] | undefined): Part[] {
	return parts ?? thread.parts.slice(-workspace.settings.maxParts);
}

/** An assignee of a conversation: nobody is 0 from 2.16 on, null before. */
export function conversationAssignee(id: string | null, version: Version): number | null {
	return id === null ? (has(version, '2.16') ? 0 : null) : Number(id);
}

/** An assignee of a ticket: a number from 2.16 on, text before. */
export function ticketAssignee(id: string | null, version: Version): number | string {
	return has(version, '2.16') ? Number(id ?? 0) : (id ?? '0');
}

export function teamView(team: Team) {
	const { id, name, admin_ids, distribution_method, assignment_limit } = team;
	return {
		type: 'team',
		id,
		name,
		admin_ids: admin_ids.map(Number),
		...(assignment_limit !== null && { assignment_limit }),
		distribution_method,
	};
}
