/** Replies: what a request may hold, and answering conversations. */
import { z } from 'zod';
import { fields, id, since, timestamp } from '../../manners/check';
import { missing } from '../../manners/errors';
import { route } from '../../manners/route';
import type { Workspace } from '../../workspace';
import { needContact, type ContactKey } from '../../workspace/inbox/authors';
import { conversationView } from '../../workspace/inbox/conversations/view';
import { replyAsAdmin, replyAsContact } from '../../workspace/inbox/replies';
import type { Contact } from '../../workspace/types';

const MAX_ATTACHMENTS = 10;

export const attachmentUrls = z.array(z.string()).max(MAX_ATTACHMENTS, `can hold at most ${MAX_ATTACHMENTS} URLs`).optional();
export const attachmentFiles = z
	.array(fields({ content_type: z.string().optional(), data: z.string().optional(), name: z.string().optional() }))
	.max(MAX_ATTACHMENTS, `can hold at most ${MAX_ATTACHMENTS} files`)
	.optional();
const option = fields({ text: z.string().min(1), uuid: z.string().uuid() });
const base = { created_at: timestamp.optional(), attachment_urls: attachmentUrls, reply_options: z.array(option).optional() };

/** The three ways to name a contact, one of which is needed. */
export const contactKeys = { intercom_user_id: z.string().optional(), user_id: id.optional(), email: z.string().optional() };

/** What a teammate may send. */
export const adminReply = {
	message_type: z.enum(['comment', 'note', 'quick_reply']),
	type: z.literal('admin'),
	admin_id: id,
	body: z.string().optional(),
	attachment_files: attachmentFiles,
	skip_notifications: z.boolean().optional(),
	...base,
};
/** What a contact may send. Quick replies stand in the examples, not in the list of values. */
export const contactReply = {
	message_type: z.enum(['comment', 'quick_reply']),
	type: z.literal('user'),
	body: z.string().optional(),
	...contactKeys,
	...base,
};

/** The contact a reply speaks for. @throws 400 if none is named, 404 */
export function speaker(workspace: Workspace, key: ContactKey): Contact {
	if (key.intercom_user_id === undefined && key.user_id === undefined && key.email === undefined)
		throw missing('intercom_user_id, user_id or email must be specified', 'intercom_user_id');
	return needContact(workspace, key);
}

const body = z.discriminatedUnion('type', [
	fields({ ...adminReply, skip_unsnooze: since('Preview', z.boolean().optional()) }),
	fields({ ...contactReply, attachment_files: attachmentFiles }),
]);

export const replies = [
	/** `last` is the latest conversation: of that contact, or of all. */
	route('POST /conversations/{id}/reply', { body }, ({ workspace, version, params, body: wish }) => {
		const { conversations } = workspace.inbox;
		if (wish.type === 'admin') {
			const conversation = params.id === 'last' ? conversations.last() : conversations.need(params.id);
			replyAsAdmin(workspace, conversation, wish);
			return conversationView(workspace, conversation, { version });
		}
		const contact = speaker(workspace, wish);
		const conversation = params.id === 'last' ? conversations.last(contact) : conversations.need(params.id);
		replyAsContact(workspace, conversation, contact, wish);
		return conversationView(workspace, conversation, { version });
	}),
];
