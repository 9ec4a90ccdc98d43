/** Tags: one endpoint with four meanings, and tagging single contacts. */
import { z } from 'zod';
import { fields, id } from '../../manners/check';
import { badRequest, invalid, missing } from '../../manners/errors';
import { route } from '../../manners/route';
import type { Workspace } from '../../workspace';
import { tagView } from '../../workspace/views';

const body = fields({
	name: z.string().min(1).optional(),
	id: id.optional(),
	companies: z.array(fields({ id: id.optional(), company_id: id.optional(), untag: z.boolean().optional() })).optional(),
	users: z.array(fields({ id })).optional(),
});

function findCompany(workspace: Workspace, wish: { id?: string; company_id?: string }) {
	return wish.id !== undefined
		? workspace.companies.get(wish.id)
		: wish.company_id !== undefined
			? workspace.companies.byOwnId(wish.company_id)
			: undefined;
}

export const tags = [
	route('GET /tags', {}, ({ workspace }) => ({ type: 'list', data: workspace.tags.all().map((tag) => tagView(tag)) })),

	route('POST /tags', { body }, ({ workspace, body: wish }) => {
		if (wish.name === undefined) throw missing('name not specified', 'name');
		if (wish.companies && wish.users) throw invalid('invalid tag parameters');
		if (wish.id !== undefined) {
			if (wish.companies || wish.users) throw invalid('invalid tag parameters');
			return tagView(workspace.tags.rename(wish.id, wish.name));
		}
		// what is unknown is skipped in silence
		const companies = (wish.companies ?? []).flatMap(({ untag = false, ...one }) => {
			const company = findCompany(workspace, one);
			return company ? [{ company, untag }] : [];
		});
		const users = (wish.users ?? []).flatMap((one) => workspace.contacts.get(one.id) ?? []);
		const tag = workspace.tags.ensure(wish.name);
		for (const { company, untag } of companies) {
			if (untag) workspace.tags.remove(company, tag);
			else workspace.tags.apply(company, tag);
		}
		for (const contact of users) workspace.tag(contact, tag);
		return {
			...tagView(tag),
			...(wish.users && { users: users.map((contact) => ({ id: contact.id, tagged: true })) }),
			...(wish.companies && { companies: companies.map(({ company, untag }) => ({ id: company.id, tagged: !untag })) }),
		};
	}),

	route('GET /tags/{id}', {}, ({ workspace, params }) => tagView(workspace.tags.need(params.id))),

	route('DELETE /tags/{id}', {}, ({ workspace, params }) => {
		const tag = workspace.tags.need(params.id);
		const segments = [...workspace.segments.values()].filter((segment) => mentions(segment.query, tag.id));
		if (segments.length > 0) {
			throw badRequest(
				'tag_has_dependent_objects',
				`Unable to delete Tag with dependent objects. Segments: ${segments.map((segment) => segment.name).join(', ')}.`,
			);
		}
		workspace.deleteTag(tag);
	}),

	route('GET /contacts/{id}/tags', {}, ({ workspace, params }) => ({
		type: 'list',
		data: workspace.contacts.need(params.id).tags.map((applied) => tagView(workspace.tags.need(applied.id), applied)),
	})),

	route('POST /contacts/{id}/tags', { body: fields({ id }) }, ({ workspace, params, body: wish }) => {
		const contact = workspace.contacts.need(params.id);
		const tag = workspace.tags.need(wish.id);
		return tagView(tag, workspace.tag(contact, tag));
	}),

	route('DELETE /contacts/{contact_id}/tags/{id}', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.contact_id);
		const tag = workspace.tags.need(params.id);
		const applied = contact.tags.find((one) => one.id === tag.id);
		workspace.untag(contact, tag);
		return tagView(tag, applied);
	}),
];

/** True if a segment's query asks for that tag. */
function mentions(query: unknown, tagId: string): boolean {
	if (Array.isArray(query)) return query.some((one) => mentions(one, tagId));
	if (typeof query !== 'object' || query === null) return false;
	const { field, value } = query as { field?: unknown; value?: unknown };
	return (field === 'tag_id' && value === tagId) || mentions(value, tagId);
}
