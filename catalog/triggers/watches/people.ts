/** Contacts and companies. Sources: the API descriptions of their searches. */

import { companies } from '../../rows/intercom/companies';
import { contacts } from '../../rows/intercom/contacts';
import { choice, search } from '../../language/fields';
import { lifecycle, row, shown } from './words';
import { ANY, type Watch } from './types';

const role = choice(
	'Contact Type',
	[
		{ value: ANY, name: 'Leads and Users' },
		{ value: 'lead', name: 'Leads' },
		{ value: 'user', name: 'Users' },
	],
	{ initial: ANY, param: 'contactType' },
);

export const people: readonly Watch[] = [
	{
		source: row(contacts, 'search', { body: shown({ role, query: search('contact', { optional: true }) }) }),
		noun: 'contact',
		ask: { by: 'search', over: 'contact', id: 'id' },
		events: lifecycle('contact', 'Contact'),
	},
	{
		source: row(companies, 'search', { body: shown({ query: search('company', { optional: true }) }) }),
		noun: 'company',
		ask: { by: 'search', over: 'company', id: 'company_id' },
		events: lifecycle('company', 'Company', 'Intercom shows companies that have contacts only'),
	},
];
