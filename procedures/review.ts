/** What a question to teammates sends to Intercom: notes and an assignment, in conversations and in tickets. */

import type { Endpoint } from '../intercom/client';
import type { Json } from '../intercom/json';
import type { Calls } from './procedure';

export type ReviewPlace = 'conversation' | 'ticket';

/** Where the question is asked. */
export interface ReviewTarget {
	place: ReviewPlace;
	id: string;
}

/** Whom it is for. */
export interface Reviewer {
	kind: 'admin' | 'team';
	id: string;
}

/** The endpoints, and the versions of them, that a question uses: those of the rows Note, Assign to Admin, Assign to Team and Update. */
const NOTE: Record<ReviewPlace, Endpoint> = {
	conversation: 'POST /conversations/{conversation_id}/reply',
	ticket: 'POST /tickets/{ticket_id}/reply',
};

const pathOf = ({ place, id }: ReviewTarget): Record<string, string> => ({ [`${place}_id`]: id });

/** Writes a note that customers do not see. `html` is the whole of it. Rejects with `IntercomError`. */
export async function addNote(target: ReviewTarget, html: string, adminId: string, { send }: Pick<Calls, 'send'>): Promise<Json> {
	return await send(NOTE[target.place], {
		path: pathOf(target),
		body: { message_type: 'note', type: 'admin', admin_id: adminId, body: html },
	});
}

/** Gives the conversation or ticket to a teammate or team. Rejects with `IntercomError`. */
export async function assignTo(target: ReviewTarget, to: Reviewer, adminId: string, { send }: Pick<Calls, 'send'>): Promise<void> {
	if (target.place === 'conversation')
		await send('POST /conversations/{conversation_id}/parts', {
			path: pathOf(target),
			body: { message_type: 'assignment', type: to.kind, admin_id: adminId, assignee_id: to.id },
		});
	else await send('PUT /tickets/{ticket_id}', { path: pathOf(target), body: { admin_id: Number(adminId), assignee_id: to.id } });
}

/** The name of a teammate or team. Rejects with `IntercomError`. */
export async function nameOf({ kind, id }: Reviewer, { send }: Pick<Calls, 'send'>): Promise<string> {
	const { name } =
		kind === 'admin'
			? await send('GET /admins/{admin_id}', { path: { admin_id: id } })
			: await send('GET /teams/{team_id}', { path: { team_id: id } });
	return typeof name === 'string' && name ? name : `${kind === 'admin' ? 'teammate' : 'team'} ${id}`;
}

/** The admin the credential belongs to. Rejects with `IntercomError`; undefined where Intercom does not say. */
export async function ownAdmin({ send }: Pick<Calls, 'send'>): Promise<string | undefined> {
	const { id } = await send('GET /me');
	return id === undefined || id === null || id === '' ? undefined : String(id);
}
