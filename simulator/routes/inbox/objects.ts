/** Custom object instances. */
import { z } from 'zod';
import { fields, queryNumber, timestamp } from '../../manners/check';
import { numberedPage } from '../../manners/paging';
import { route } from '../../manners/route';

const TYPE = '/custom_object_instances/{type}';
const body = fields({
	external_id: z.string().min(1).optional(),
	external_created_at: timestamp.nullable().optional(),
	external_updated_at: timestamp.nullable().optional(),
	custom_attributes: z.record(z.unknown()).nullable().optional(),
});
const filters = {
	references_contact_id: z.string().optional(),
	references_conversation_id: z.string().optional(),
	external_id: z.string().optional(),
	page: queryNumber.optional(),
	per_page: queryNumber.optional(),
};
const deleted = (instance: { id: string; type: string }) => ({ id: instance.id, object: instance.type, deleted: true });

export const objects = [
	route(`POST ${TYPE}`, { body }, ({ workspace, params, body: wish }) => {
		const { objects: book } = workspace.inbox;
		return book.view(book.upsert(book.needType(params.type), wish));
	}),

	/** One instance by its external id, or a list. */
	route(`GET ${TYPE}`, { query: filters }, ({ workspace, settings, params, query, origin, path }) => {
		const { objects: book } = workspace.inbox;
		const { identifier } = book.needType(params.type);
		const { external_id: externalId, references_contact_id: contactId, references_conversation_id: conversationId, ...paging } = query;
		if (externalId !== undefined) return book.view(book.need(identifier, { external_id: externalId }));
		const ofConversation = conversationId === undefined ? book.all(identifier) : book.ofConversation(identifier, conversationId);
		const found =
			contactId === undefined
				? ofConversation
				: ofConversation.filter((instance) => instance.contacts.includes(workspace.contacts.need(contactId).id));
		const page = numberedPage(found, paging, settings, origin + path, 20, {
			references_contact_id: contactId,
			references_conversation_id: conversationId,
		});
		return { type: 'list', pages: page.pages, total_count: page.total_count, data: page.items.map((instance) => book.view(instance)) };
	}),

	route(`DELETE ${TYPE}`, { query: { external_id: z.string() } }, ({ workspace, params, query }) => {
		const { objects: book } = workspace.inbox;
		const instance = book.need(book.needType(params.type).identifier, query);
		book.delete(instance);
		return deleted(instance);
	}),

	/** Reading takes either id. */
	route(`GET ${TYPE}/{id}`, {}, ({ workspace, params }) => {
		const { objects: book } = workspace.inbox;
		return book.view(book.need(book.needType(params.type).identifier, { id: params.id, external_id: params.id }));
	}),

	route(`DELETE ${TYPE}/{id}`, {}, ({ workspace, params }) => {
		const { objects: book } = workspace.inbox;
		const instance = book.need(book.needType(params.type).identifier, { id: params.id });
		book.delete(instance);
		return deleted(instance);
	}),
];
