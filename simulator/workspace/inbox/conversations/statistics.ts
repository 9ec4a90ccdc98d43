/** Reporting figures of a conversation, counted from its parts. Office hours are around the clock. */
import type { Conversation, Part } from '../types';

/** Parts people read as messages; those with a body among the others count too. */
const MESSAGES = ['comment', 'quick_reply', 'open', 'close', 'assignment', 'assign_and_reopen'];

export const isContact = (part: Pick<Part, 'author'>) => part.author.type === 'user' || part.author.type === 'lead';
export const isMessage = (part: Part) =>
	part.part_type === 'comment' || part.part_type === 'quick_reply' || (MESSAGES.includes(part.part_type) && part.body !== null);
export const isContactReply = (part: Part) => isContact(part) && isMessage(part);
export const isAdminReply = (part: Part) => part.author.type === 'admin' && isMessage(part);
export const isAssignment = (part: Part) => part.part_type.startsWith('assign') || part.part_type === 'default_assignment';

/** When a contact first wrote. */
export function firstContactReplyAt(conversation: Conversation): number | null {
	if (isContact(conversation.source)) return conversation.created_at;
	return conversation.parts.find(isContactReply)?.created_at ?? null;
}

export function statistics(conversation: Conversation) {
	const { parts } = conversation;
	const begin = firstContactReplyAt(conversation);
	const since = begin ?? conversation.created_at;
	const times = (is: (part: Part) => boolean) => parts.filter(is).map((part) => part.created_at);
	const contactReplies = [...(isContact(conversation.source) ? [conversation.created_at] : []), ...times(isContactReply)];
	const adminReplies = times(isAdminReply);
	const assignments = times(isAssignment);
	const closes = parts.filter((part) => part.part_type === 'close');
	const after = (at: number | undefined) => (at === undefined ? null : at - since);
	const lastAssignment = assignments.at(-1);
	return {
		time_to_assignment: after(assignments.filter((at) => adminReplies.length === 0 || at <= adminReplies[0]).at(-1)),
		time_to_admin_reply: after(adminReplies[0]),
		time_to_first_close: after(closes[0]?.created_at),
		time_to_last_close: after(closes.at(-1)?.created_at),
		median_time_to_reply: median(delays(conversation)),
		first_contact_reply_at: begin,
		first_assignment_at: assignments[0] ?? null,
		first_admin_reply_at: adminReplies[0] ?? null,
		first_close_at: closes[0]?.created_at ?? null,
		last_assignment_at: lastAssignment ?? null,
		last_assignment_admin_reply_at: lastAssignment === undefined ? null : (adminReplies.find((at) => at >= lastAssignment) ?? null),
		last_contact_reply_at: contactReplies.at(-1) ?? null,
		last_admin_reply_at: adminReplies.at(-1) ?? null,
		last_close_at: closes.at(-1)?.created_at ?? null,
		last_closed_by_id: closes.at(-1)?.author.id ?? null,
		count_reopens: parts.filter((part) => ['open', 'assign_and_reopen'].includes(part.part_type)).length,
		count_assignments: assignments.length,
		count_conversation_parts: parts.length,
	};
}

/** How long contacts waited for each answer. */
function delays(conversation: Conversation): number[] {
	const result: number[] = [];
	let waiting = isContact(conversation.source) ? conversation.created_at : null;
	for (const part of conversation.parts) {
		if (isContactReply(part)) waiting ??= part.created_at;
		if (!isAdminReply(part) || waiting === null) continue;
		result.push(part.created_at - waiting);
		waiting = null;
	}
	return result;
}

function median(values: number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	if (sorted.length === 0) return null;
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : Math.round((sorted[middle - 1] + sorted[middle]) / 2);
}
