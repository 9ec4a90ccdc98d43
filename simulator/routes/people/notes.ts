/** Notes about contacts and companies. */
import { z } from 'zod';
import { fields, id, queryNumber } from '../../manners/check';
import { numberedPage } from '../../manners/paging';
import { route, type Call } from '../../manners/route';
import type { Note } from '../../workspace/types';
import { noteView } from '../../workspace/views';

const body = fields({ body: z.string().min(1), admin_id: id.optional() });
/** Documented examples repeat the contact's id in the body. */
const contactNoteBody = body.extend({ contact_id: id.optional() });
const query = { page: queryNumber.optional(), per_page: queryNumber.optional() };

function noteList(call: Call<{ page?: number; per_page?: number }>, notes: Note[]) {
	const page = numberedPage(notes, call.query, call.settings, call.origin + call.path, 50);
	return { type: 'list', data: page.items.map((note) => noteView(call.workspace, note)), total_count: page.total_count, pages: page.pages };
}

export const notes = [
	route('GET /notes/{id}', {}, ({ workspace, params }) => noteView(workspace, workspace.notes.need(params.id))),

	route('GET /contacts/{id}/notes', { query }, (call) =>
		noteList(call, call.workspace.notes.about({ contact_id: call.workspace.contacts.need(call.params.id).id })),
	),

	route('POST /contacts/{id}/notes', { body: contactNoteBody }, ({ workspace, params, body: wish }) => {
		const contact = workspace.contacts.need(params.id);
		return noteView(workspace, workspace.notes.add({ contact_id: contact.id }, wish.body, wish.admin_id));
	}),

	route('GET /companies/{id}/notes', { query }, (call) =>
		noteList(call, call.workspace.notes.about({ company_id: call.workspace.companies.need(call.params.id).id })),
	),

	route('POST /companies/{id}/notes', { since: '2.16', body }, ({ workspace, params, body: wish }) => {
		const company = workspace.companies.need(params.id);
		return noteView(workspace, workspace.notes.add({ company_id: company.id }, wish.body, wish.admin_id));
	}),
];
