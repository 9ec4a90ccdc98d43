/** Bulk jobs of contacts and companies (Preview): accepted at once, carried out a little later. */
import { z } from 'zod';
import { fields, id, timestamp } from '../../manners/check';
import { invalid, unprocessable } from '../../manners/errors';
import { Answer, route, type Call } from '../../manners/route';
import type { Workspace } from '../../workspace';
import type { Contact, Model } from '../../workspace/types';
import { newCompanyFields } from './companies';
import { contactFields } from './contacts';

const MAX_ITEMS = 100;
const language = z.string().optional();
const tagList = z.array(fields({ id })).optional();
const membership = { company_id: z.string().min(1), name: z.string().optional() };

/** One item of each kind of job. */
const items = {
	newContact: fields({
		...contactFields,
		language_override: language,
		companies: z.array(fields(membership)).optional(),
		tags: fields({ add: tagList }).optional(),
	}).omit({ email_verified: true }),
	contactChange: fields({
		id,
		...contactFields,
		language_override: language,
		companies: z.array(fields({ ...membership, remove: z.boolean().optional() })).optional(),
		tags: fields({ add: tagList, remove: tagList }).optional(),
	}).omit({ role: true, email_verified: true, signed_up_at: true, last_seen_at: true }),
	company: fields(newCompanyFields),
	companyChange: fields({ id, ...newCompanyFields, remote_created_at: timestamp.optional() }).omit({ company_id: true }),
	only: fields({ id }),
};

interface Links {
	companies?: Array<{ company_id: string; name?: string; remove?: boolean }>;
	tags?: { add?: Array<{ id: string }>; remove?: Array<{ id: string }> };
}

/** A bulk endpoint. @param act what to do with one item, later; throwing rejects the item */
function bulk<T extends z.ZodTypeAny>(name: string, model: Model, item: T, act: (workspace: Workspace, input: z.infer<T>) => void) {
	const plural = model === 'contact' ? 'contacts' : 'companies';
	const identified = item instanceof z.ZodObject && 'id' in item.shape;
	const body = z.object({ [plural]: z.unknown(), job: fields({ id: z.string() }).optional() }).strict();
	return route(name, { since: 'Preview', body }, ({ workspace, settings, origin, body: sent }: Call) => {
		const { job, ...lists } = sent as { job?: { id: string } } & Record<string, unknown>;
		const raw = readItems(lists[plural], model, plural, identified);
		const inputs = raw.map((one, index) => {
			const result = (settings.strictFields || !(item instanceof z.ZodObject) ? item : item.strip()).safeParse(one);
			if (result.success) return result.data as z.infer<T>;
			const [issue] = result.error.issues;
			throw invalid(`${plural}.${index}: ${issue.message}`, [plural, index, ...issue.path].join('.'));
		});
		const accepted = workspace.jobs.accept(
			model,
			inputs.map((input) => () => act(workspace, input)),
			job?.id,
		);
		return new Answer(202, workspace.jobs.view(accepted, origin));
	});
}

/** @throws 422 in the documented cases */
function readItems(list: unknown, model: Model, plural: string, identified: boolean): unknown[] {
	if (list === undefined || list === null) throw unprocessable('field_not_found', `${plural} field must be supplied`);
	if (!Array.isArray(list)) throw unprocessable('type_mismatch', `${plural} must be an array`);
	if (list.length > MAX_ITEMS) throw unprocessable('parameter_invalid', `maximum number of ${plural} per request is ${MAX_ITEMS}`);
	for (const one of list) {
		if (typeof one !== 'object' || one === null || Array.isArray(one))
			throw unprocessable('type_mismatch', `each ${model} must be an object`);
		if (identified && !('id' in one)) throw unprocessable('field_not_found', `${plural} must be identified by id`);
	}
	return list;
}

/** Tags that do not exist are passed over, companies that do not exist are made. */
function link(workspace: Workspace, contact: Contact, { companies, tags }: Links): void {
	for (const { remove, ...wish } of companies ?? []) {
		const known = workspace.companies.byOwnId(wish.company_id);
		if (remove) {
			if (known) workspace.detach(contact, known);
		} else {
			workspace.attach(contact, workspace.companies.upsert(wish));
		}
	}
	const known = (wishes: Array<{ id: string }> | undefined) =>
		(wishes ?? []).map((wish) => workspace.tags.get(wish.id)).filter((tag) => tag !== undefined);
	for (const tag of known(tags?.add)) workspace.tag(contact, tag);
	for (const tag of known(tags?.remove)) workspace.untag(contact, tag);
}

const status = (name: string, model: Model) =>
	route(name, { since: 'Preview' }, ({ workspace, params, origin }) => workspace.jobs.view(workspace.jobs.need(model, params.id), origin));

export const contactBulk = [
	bulk('POST /contacts/bulk', 'contact', items.newContact, (workspace, { companies, tags, ...wish }) =>
		link(workspace, workspace.contacts.create(wish), { companies, tags }),
	),
	bulk('PUT /contacts/bulk', 'contact', items.contactChange, (workspace, { id: contactId, companies, tags, ...wish }) => {
		const contact = workspace.contacts.need(contactId);
		link(workspace, workspace.contacts.update(contact, wish), { companies, tags });
	}),
	bulk('POST /contacts/bulk/delete', 'contact', items.only, (workspace, { id: contactId }) =>
		workspace.deleteContact(workspace.contacts.need(contactId)),
	),
	status('GET /contacts/bulk/{id}', 'contact'),
];

export const companyBulk = [
	bulk('POST /companies/bulk', 'company', items.company, (workspace, wish) => void workspace.companies.upsert(wish)),
	bulk(
		'PUT /companies/bulk',
		'company',
		items.companyChange,
		(workspace, { id: companyId, ...wish }) => void workspace.companies.update(workspace.companies.need(companyId), wish),
	),
	bulk('POST /companies/bulk/delete', 'company', items.only, (workspace, { id: companyId }) =>
		workspace.deleteCompany(workspace.companies.need(companyId)),
	),
	status('GET /companies/bulk/{id}', 'company'),
];
