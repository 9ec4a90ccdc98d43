/** Contacts: write, read, list, search. */
import { z } from 'zod';
import { fields, id, queryFlag, queryNumber, since, timestamp } from '../../manners/check';
import { cursorPage } from '../../manners/paging';
import { route, type Call } from '../../manners/route';
import { compile, sortOrder } from '../../search/query';
import type { Contact } from '../../workspace/types';
import { contactView } from '../../workspace/views';

const text = z.string().nullable().optional();

/** What may be sent when writing a contact. */
export const contactFields = {
	role: z.enum(['user', 'lead']).optional(),
	external_id: z.string().min(1).optional(),
	email: z.string().optional(),
	email_verified: z.boolean().nullable().optional(),
	phone: text,
	name: text,
	avatar: text,
	signed_up_at: timestamp.nullable().optional(),
	last_seen_at: timestamp.nullable().optional(),
	owner_id: id.nullable().optional(),
	unsubscribed_from_emails: z.boolean().nullable().optional(),
	language_override: since('Preview', text),
	custom_attributes: z.record(z.unknown()).nullable().optional(),
};

/** Asks for the merges of a contact in the answer. */
export const withMergeHistory = { include_merge_history: since('2.16', queryFlag.optional()) };
export const cursorQuery = { per_page: queryNumber.optional(), starting_after: z.string().optional() };

/** The body of a search. */
export const searchBody = fields({
	query: z.record(z.unknown()),
	pagination: fields({ per_page: z.number().int().optional(), starting_after: z.string().nullable().optional() }).nullable().optional(),
	sort: fields({ field: z.string().optional(), order: z.string().optional() }).optional(),
});

/** A list of contacts in the shape of the API. */
export function contactList(call: Call, page: { items: Contact[]; total_count: number; pages: unknown }, mergeHistory = false) {
	return {
		type: 'list',
		data: page.items.map((contact) => contactView(call.workspace, contact, call.version, mergeHistory)),
		total_count: page.total_count,
		pages: page.pages,
	};
}

type Shown = { include_merge_history?: boolean };
const shown = (call: Call<Shown>, contact: Contact) => contactView(call.workspace, contact, call.version, call.query.include_merge_history);
const reference = (contact: Contact) => ({ type: 'contact', id: contact.id, external_id: contact.external_id });

export const contacts = [
	route('POST /contacts', { body: fields(contactFields) }, ({ workspace, version, body }) =>
		contactView(workspace, workspace.contacts.create(body), version),
	),

	route('GET /contacts', { query: { ...cursorQuery, ...withMergeHistory } }, (call) =>
		contactList(call, cursorPage(call.workspace.contacts.listed(), call.query, call.settings), call.query.include_merge_history),
	),

	route('POST /contacts/search', { query: withMergeHistory, body: searchBody }, (call) => {
		const { workspace, settings, body } = call;
		const matches = compile(workspace, 'contact', body.query, settings.dateRule);
		const order = sortOrder(workspace, 'contact', body.sort);
		const found = workspace.contacts.searched().filter(matches);
		return contactList(call, cursorPage(found, body.pagination ?? {}, settings, order), call.query.include_merge_history);
	}),

	route('GET /contacts/find_by_external_id/{external_id}', { query: withMergeHistory }, (call) =>
		shown(call, call.workspace.contacts.needByExternalId(call.params.external_id, call.version)),
	),

	route('GET /contacts/{id}', { query: withMergeHistory }, (call) =>
		shown(call, call.workspace.contacts.need(call.params.id, call.version)),
	),

	route('PUT /contacts/{id}', { query: withMergeHistory, body: fields(contactFields) }, (call) => {
		const contact = call.workspace.contacts.need(call.params.id);
		return shown(call, call.workspace.contacts.update(contact, call.body));
	}),

	route('DELETE /contacts/{id}', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		workspace.deleteContact(contact);
		return { ...reference(contact), deleted: true };
	}),

	route('POST /contacts/{id}/archive', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		workspace.contacts.archive(contact, true);
		return { ...reference(contact), archived: true };
	}),

	route('POST /contacts/{id}/unarchive', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		workspace.contacts.archive(contact, false);
		return { ...reference(contact), archived: false };
	}),

	route('POST /contacts/{id}/block', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		workspace.contacts.change(contact, () => (contact.blocked = true));
		return { ...reference(contact), blocked: true };
	}),
];
