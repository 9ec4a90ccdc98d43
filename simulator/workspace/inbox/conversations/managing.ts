/** What teammates do to conversations all day: close, open, snooze, assign, redact, merge. */
import { badRequest, invalid, missing, notFound, unprocessable } from '../../../manners/errors';
import type { Workspace } from '../../index';
import { adminAuthor, botAuthor } from '../authors';
import { tell } from '../notices';
import { fromHtml } from '../texts';
import type { Conversation, Part } from '../types';
import { isContact } from './statistics';

const DELETED = '<p><i>This message was deleted</i></p>';
const html = (body: string | undefined) => (body ? fromHtml(body) : null);

/** @param body a last word */
export function close(workspace: Workspace, conversation: Conversation, adminId: string, body?: string): Part {
	const author = adminAuthor(workspace, adminId);
	workspace.inbox.threads.settleOn(conversation, 'closed');
	conversation.waiting_since = null;
	const part = workspace.inbox.threads.add(conversation, { part_type: 'close', author, body: html(body) });
	tell(workspace, 'closed', conversation, part);
	return part;
}

export function open(workspace: Workspace, conversation: Conversation, adminId: string): Part {
	const author = adminAuthor(workspace, adminId);
	const slept = conversation.state === 'snoozed';
	workspace.inbox.threads.settleOn(conversation, 'open');
	const part = workspace.inbox.threads.add(conversation, { part_type: 'open', author });
	tell(workspace, 'opened', conversation, part);
	if (slept) tell(workspace, 'unsnoozed', conversation, part);
	return part;
}

/** @throws 400 for a moment that has passed */
export function snooze(workspace: Workspace, conversation: Conversation, adminId: string, until: number): Part {
	const author = adminAuthor(workspace, adminId);
	workspace.inbox.threads.snooze(conversation, until);
	const details = { until: 'custom', custom_until_time: new Date(until * 1000).toISOString() };
	const part = workspace.inbox.threads.add(conversation, { part_type: 'snoozed', author, event_details: details });
	tell(workspace, 'snoozed', conversation, part);
	return part;
}

/** Gives it to somebody, which opens what was closed; `'0'` is nobody. @throws 404 `assignee_not_found` */
export function assign(
	workspace: Workspace,
	conversation: Conversation,
	wish: { type: 'admin' | 'team'; admin_id: string; assignee_id: string; body?: string },
): Part {
	const author = adminAuthor(workspace, wish.admin_id);
	const assigned = workspace.inbox.threads.assign(conversation, wish.type, wish.assignee_id);
	const reopens = assigned !== null && conversation.state === 'closed';
	if (reopens) workspace.inbox.threads.settleOn(conversation, 'open');
	const part = workspace.inbox.threads.add(conversation, {
		part_type: reopens ? 'assign_and_reopen' : 'assignment',
		author,
		body: html(wish.body),
		assigned_to: assigned,
	});
	if (wish.body) conversation.waiting_since = null;
	if (assigned) tell(workspace, wish.type === 'team' ? 'teamAssigned' : 'assigned', conversation, part);
	if (assigned && conversation.state === 'open') tell(workspace, 'openAssigned', conversation, part);
	return part;
}

/** The rules of older workspaces: the first team, or else the first teammate with a seat, gets it. */
export function runAssignmentRules(workspace: Workspace, conversation: Conversation): Part {
	const [team] = workspace.inbox.teams.keys();
	const admin = [...workspace.admins.values()].find((one) => one.has_inbox_seat && !one.away_mode_enabled);
	const assigned =
		team !== undefined
			? workspace.inbox.threads.assign(conversation, 'team', team)
			: admin
				? workspace.inbox.threads.assign(conversation, 'admin', admin.id)
				: null;
	const part = workspace.inbox.threads.add(conversation, {
		part_type: 'default_assignment',
		author: botAuthor(workspace),
		assigned_to: assigned,
	});
	tell(workspace, 'assigned', conversation, part);
	return part;
}

/** Blanks a part. @throws 404, 400 if nothing is to be read in it */
export function redactPart(workspace: Workspace, conversation: Conversation, partId: string): void {
	const part = conversation.parts.find((one) => one.id === partId);
	if (!part) throw notRedactable('missing');
	if (part.body === null) throw notRedactable('empty');
	Object.assign(part, { body: DELETED, attachments: [], redacted: true, updated_at: workspace.clock.seconds() });
	conversation.updated_at = part.updated_at;
	tell(workspace, 'redacted', conversation, part);
}

/** Blanks the first message. @throws 404, 400 if no contact wrote it */
export function redactSource(workspace: Workspace, conversation: Conversation, sourceId: string): void {
	const { source } = conversation;
	if (source.id !== sourceId) throw notRedactable('missing');
	if (!isContact(source)) throw notRedactable('empty');
	Object.assign(source, { body: DELETED, attachments: [], redacted: true });
	conversation.updated_at = workspace.clock.seconds();
	tell(workspace, 'redacted', conversation);
}

/** Lets `secondary` live on in `primary`: closes and links it, and its people join. @throws 422 `merge_failed` */
export function merge(workspace: Workspace, secondary: Conversation, primary: Conversation | undefined): Conversation {
	const failed = (message: string) => unprocessable('merge_failed', message);
	if (!primary) throw failed('Primary conversation not found');
	if (primary === secondary) throw failed('Cannot merge a conversation into itself');
	if (secondary.merged_into !== null) throw failed('Secondary conversation has already been merged');
	const { threads } = workspace.inbox;
	const author = botAuthor(workspace);
	secondary.merged_into = primary.id;
	threads.settleOn(secondary, 'closed');
	threads.add(secondary, { part_type: 'merged_secondary_conversation', author });
	threads.add(primary, { part_type: 'merged_primary_conversation', author });
	threads.link(primary, secondary);
	for (const id of secondary.contacts) if (!primary.contacts.includes(id)) primary.contacts.push(id);
	return primary;
}

/** Notes what became of a part outside. @throws 400, 404 */
export function updatePart(
	workspace: Workspace,
	conversation: Conversation,
	partId: string,
	wish: { send_state?: string; seen?: boolean; admin_id?: string },
): Part {
	const part = conversation.parts.find((one) => one.id === partId);
	if (!part) throw notFound();
	if (wish.seen === false) throw invalid('seen can only be set to true', 'seen');
	if (wish.seen && wish.admin_id === undefined) throw missing('admin_id not specified', 'admin_id');
	if (wish.admin_id !== undefined) adminAuthor(workspace, wish.admin_id);
	if (wish.send_state !== undefined) part.external_reply_send_state = wish.send_state;
	if (wish.seen) part.admin_seen = true;
	part.updated_at = workspace.clock.seconds();
	return part;
}

function notRedactable(why: 'missing' | 'empty') {
	if (why === 'missing') return notFound('Conversation part or message not found', 'conversation_part_or_message_not_found');
	return badRequest('conversation_part_not_redactable', 'Conversation part is not redactable');
}
