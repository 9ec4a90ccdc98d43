/** Replies to conversations and tickets, by teammates, contacts and the bot. */
import { missing } from '../../manners/errors';
import type { Workspace } from '../index';
import type { Contact } from '../types';
import { adminAuthor, contactAuthor, finAuthor } from './authors';
import type { FileWish } from './files';
import { isConversation, tell } from './notices';
import { fromHtml, fromText } from './texts';
import type { Part, Thread } from './types';

interface ReplyOption {
	text: string;
	uuid: string;
}

interface ReplyWish {
	body?: string;
	created_at?: number;
	attachment_urls?: string[];
	attachment_files?: FileWish[];
	reply_options?: ReplyOption[];
}

export interface AdminReply extends ReplyWish {
	message_type: 'comment' | 'note' | 'quick_reply';
	admin_id: string;
	skip_unsnooze?: boolean;
}

export interface ContactReply extends ReplyWish {
	message_type: 'comment' | 'quick_reply';
}

/** A teammate answers or leaves a note; what sleeps wakes up, what is closed stays closed. @throws 400, 404 */
export function replyAsAdmin(workspace: Workspace, thread: Thread, wish: AdminReply): Part {
	const author = adminAuthor(workspace, wish.admin_id);
	const isQuick = wish.message_type === 'quick_reply';
	if (!isQuick && !wish.body) throw missing('body not specified', 'body');
	if (isQuick && !wish.reply_options?.length) throw missing('reply_options not specified', 'reply_options');
	const attachments = readAttachments(workspace, wish);
	const wakes = thread.state === 'snoozed' && !wish.skip_unsnooze && !isQuick;
	if (wakes) workspace.inbox.threads.settleOn(thread, 'open');
	const part = workspace.inbox.threads.add(thread, {
		part_type: wish.message_type,
		author,
		body: wish.body ? fromHtml(wish.body) : null,
		at: wish.created_at,
		attachments,
		metadata: isQuick ? { quick_reply_options: wish.reply_options } : {},
	});
	if (wish.message_type === 'note') {
		tell(workspace, 'noted', thread, part);
	} else {
		answered(workspace, thread, part);
		tell(workspace, 'replied', thread, part);
	}
	if (wakes) tell(workspace, 'unsnoozed', thread, part);
	return part;
}

/** A contact writes; what is closed or sleeps opens. @throws 400 */
export function replyAsContact(workspace: Workspace, thread: Thread, contact: Contact, wish: ContactReply): Part {
	const chosen = wish.reply_options?.[0];
	const text = wish.body ?? chosen?.text;
	if (!text) throw missing('body not specified', 'body');
	const attachments = readAttachments(workspace, wish);
	const before = thread.state;
	if (before !== 'open') workspace.inbox.threads.settleOn(thread, 'open');
	const part = workspace.inbox.threads.add(thread, {
		part_type: before === 'closed' ? 'open' : 'comment',
		author: contactAuthor(contact),
		body: fromText(text),
		at: wish.created_at,
		attachments,
		metadata: chosen ? { quick_reply_uuid: chosen.uuid } : {},
	});
	if (!thread.contacts.includes(contact.id)) thread.contacts.push(contact.id);
	if (isConversation(thread)) {
		thread.waiting_since ??= part.created_at;
		thread.read = false;
	}
	contact.traits.last_replied_at = part.created_at;
	tell(workspace, 'contactReplied', thread, part);
	if (before === 'snoozed') tell(workspace, 'unsnoozed', thread, part);
	return part;
}

/** The AI agent answers. */
export function replyAsBot(workspace: Workspace, thread: Thread, body: string): Part {
	const part = workspace.inbox.threads.add(thread, { part_type: 'comment', author: finAuthor(workspace), body: fromHtml(body) });
	answered(workspace, thread, part);
	tell(workspace, 'botReplied', thread, part);
	return part;
}

function answered(workspace: Workspace, thread: Thread, part: Part): void {
	if (isConversation(thread)) thread.waiting_since = null;
	for (const id of thread.contacts) {
		const contact = workspace.contacts.get(id);
		if (contact) contact.traits.last_contacted_at = part.created_at;
	}
}

function readAttachments(workspace: Workspace, { attachment_urls: urls = [], attachment_files: files = [] }: ReplyWish) {
	const stored = workspace.inbox.files.fromFiles(files);
	return stored.length > 0 ? stored : workspace.inbox.files.fromUrls(urls);
}
