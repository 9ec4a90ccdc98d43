/** Tags of conversations and of tickets. */
import { fields, id } from '../../manners/check';
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import type { Workspace } from '../../workspace';
import { adminAuthor } from '../../workspace/inbox/authors';
import type { Thread } from '../../workspace/inbox/types';
import { tagView } from '../../workspace/views';

const tagging = (plural: string, find: (workspace: Workspace, threadId: string) => Thread) => [
	route(`POST /${plural}/{thread_id}/tags`, { body: fields({ id, admin_id: id }) }, ({ workspace, params, body }) => {
		const thread = find(workspace, params.thread_id);
		const tag = workspace.tags.need(body.id);
		return tagView(tag, workspace.inbox.tag(thread, tag, adminAuthor(workspace, body.admin_id).id));
	}),

	route(`DELETE /${plural}/{thread_id}/tags/{id}`, { body: fields({ admin_id: id }) }, ({ workspace, params, body }) => {
		const thread = find(workspace, params.thread_id);
		const tag = workspace.tags.need(params.id);
		adminAuthor(workspace, body.admin_id);
		const applied = workspace.inbox.untag(thread, tag);
		if (!applied) throw notFound();
		return tagView(tag, applied);
	}),
];

export const inboxTags = [
	...tagging('conversations', (workspace, threadId) => workspace.inbox.conversations.need(threadId)),
	...tagging('tickets', (workspace, threadId) => workspace.inbox.tickets.need(threadId)),
];
