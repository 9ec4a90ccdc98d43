/** Contacts joining and leaving conversations. */
import { z } from 'zod';
import { fields, id } from '../../manners/check';
import { contactNotFound, missing, unprocessable } from '../../manners/errors';
import { route, type Call } from '../../manners/route';
import type { Workspace } from '../../workspace';
import { adminAuthor, contactAuthor, findContact, needContact, type ContactKey } from '../../workspace/inbox/authors';
import { conversationView } from '../../workspace/inbox/conversations/view';
import type { Conversation } from '../../workspace/inbox/types';
import type { Contact } from '../../workspace/types';
import { contactKeys } from './replies';

/** Who joins, and the contact on whose behalf, unless a teammate does it. */
const customer = fields({ ...contactKeys, customer: fields(contactKeys).nullable().optional() });

/** The contact who is to join; an address nobody has makes a lead. @throws 404 */
function joining(workspace: Workspace, key: ContactKey): Contact {
	const known = findContact(workspace, key);
	if (known) return known;
	if (key.email === undefined) throw contactNotFound();
	return workspace.contacts.create({ role: 'lead', email: key.email });
}

/** The documented type is a conversation, the documented example a list of customers: both. */
function answer({ workspace, version }: Call, conversation: Conversation) {
	const customers = conversation.contacts.map((contactId) => ({ type: workspace.contacts.get(contactId)?.role ?? 'user', id: contactId }));
	return { ...conversationView(workspace, conversation, { version }), customers };
}

export const participants = [
	route('POST /conversations/{id}/customers', { body: fields({ admin_id: id.optional(), customer: customer.optional() }) }, (call) => {
		const { workspace, body } = call;
		const conversation = workspace.inbox.conversations.need(call.params.id);
		if (body.customer === undefined) throw missing('customer not specified', 'customer');
		const { customer: sponsor, ...key } = body.customer;
		if (body.admin_id === undefined && !sponsor) throw missing('admin_id not specified', 'admin_id');
		const by = body.admin_id !== undefined ? adminAuthor(workspace, body.admin_id) : contactAuthor(needContact(workspace, sponsor ?? {}));
		workspace.inbox.conversations.attach(conversation, joining(workspace, key), by);
		return answer(call, conversation);
	}),

	route('DELETE /conversations/{conversation_id}/customers/{contact_id}', { body: z.object({ admin_id: id }).strict() }, (call) => {
		const { workspace, params, body } = call;
		const conversation = workspace.inbox.conversations.need(params.conversation_id);
		const by = adminAuthor(workspace, body.admin_id);
		const contact = workspace.contacts.get(params.contact_id);
		if (!contact || !conversation.contacts.includes(contact.id)) throw contactNotFound();
		if (conversation.contacts.length === 1) throw unprocessable('parameter_invalid', 'Removing the last customer is not allowed');
		workspace.inbox.conversations.detach(conversation, contact, by);
		return answer(call, conversation);
	}),
];
