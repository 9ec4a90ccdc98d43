/** Who belongs to which company. */
import { id, queryNumber } from '../../manners/check';
import { missing } from '../../manners/errors';
import { z } from 'zod';
import { cursorPage, numberedPage } from '../../manners/paging';
import { route } from '../../manners/route';
import { companyView } from '../../workspace/views';
import { companyList } from './companies';
import { contactList, cursorQuery } from './contacts';

export const memberships = [
	route('POST /contacts/{id}/companies', { body: z.object({ id: id.optional() }).strict() }, ({ workspace, version, params, body }) => {
		const contact = workspace.contacts.need(params.id);
		if (body.id === undefined) throw missing('company not specified', 'id');
		const company = workspace.companies.need(body.id);
		workspace.attach(contact, company);
		return companyView(workspace, company, version);
	}),

	route('GET /contacts/{id}/companies', { query: { page: queryNumber.optional(), per_page: queryNumber.optional() } }, (call) => {
		const companies = call.workspace.companiesOf(call.workspace.contacts.need(call.params.id));
		return companyList(call, numberedPage(companies, call.query, call.settings, call.origin + call.path, 50));
	}),

	route('DELETE /contacts/{contact_id}/companies/{id}', {}, ({ workspace, version, params }) => {
		const contact = workspace.contacts.need(params.contact_id);
		const company = workspace.companies.need(params.id);
		workspace.detach(contact, company);
		return companyView(workspace, company, version);
	}),

	route('GET /companies/{id}/contacts', { query: cursorQuery }, (call) => {
		const company = call.workspace.companies.need(call.params.id);
		return contactList(call, cursorPage(call.workspace.contactsOf(company), call.query, call.settings));
	}),
];
