/** Records around contacts and companies. */

import type { Entity, EntityId } from './types';
import { titled } from './words';

/** The search for contacts with an email. Nothing says whether it looks at upper and lower case: both spellings are asked for. */
export function contactsWithEmail(value: string) {
	const [typed, small] = [value, value.toLowerCase()].map((spelled) => ({ field: 'email', operator: '=', value: spelled }));
	return { query: typed.value === small.value ? typed : { operator: 'OR', value: [typed, small] } };
}

export const people = {
	admin: {
		name: 'Admin',
		exampleId: '991267583',
		list: { request: 'GET /admins', items: 'admins', title: (admin) => titled(admin.name, admin.email, admin.id) },
		lookups: [
			{
				mode: 'email',
				label: 'By Email',
				example: 'teammate@example.com',
				compare: 'email',
				find: { request: 'GET /admins', items: 'admins' },
				read: ({ email }) => email,
			},
		],
	},
	banner: {
		name: 'Banner',
		exampleId: '123456',
		list: {
			request: 'GET /contacts/{contact_id}/banners',
			since: '2.16',
			items: 'data',
			title: (banner) => titled(banner.name ?? banner.title, banner.view_id, banner.view_id),
			idKey: 'view_id',
			of: { entity: 'contact', brace: 'contact_id' },
		},
	},
	company: {
		name: 'Company',
		exampleId: '6762f09a1bb69f9f2193bb34',
		list: {
			request: 'POST /companies/list',
			items: 'data',
			paging: 'page',
			search: {
				request: 'POST /companies/search',
				since: 'Preview',
				paging: 'body',
				body: (name) => ({ query: { field: 'name', operator: '~', value: name } }),
			},
			title: (company) => titled(company.name, company.company_id, company.id),
		},
		url: {
			pattern: 'https?://[^/]*intercom\\.com/.*/companies/([0-9a-zA-Z_-]+)',
			example: 'https://app.intercom.com/a/apps/ab12cd34/companies/6762f09a1bb69f9f2193bb34',
		},
		lookups: [
			{
				mode: 'companyId',
				label: 'By Company ID',
				example: 'acme-42',
				compare: 'exact',
				find: { request: 'GET /companies', query: 'company_id', items: 'data' },
				read: ({ company_id }) => company_id,
			},
			{
				mode: 'name',
				label: 'By Name',
				example: 'Acme Ltd',
				compare: 'name',
				find: { request: 'GET /companies', query: 'name', items: 'data', paging: 'page' },
				read: ({ name }) => name,
			},
		],
	},
	contact: {
		name: 'Contact',
		exampleId: '6762f0dd1bb69f9f2193bb83',
		list: {
			request: 'GET /contacts',
			items: 'data',
			paging: 'query',
			undocumented: true,
			search: {
				request: 'POST /contacts/search',
				paging: 'body',
				body: (value) => ({
					query: {
						operator: 'OR',
						value: ['name', 'email', 'external_id'].map((field) => ({ field, operator: '~', value })),
					},
				}),
			},
			title: (contact) => titled(contact.name, contact.email ?? contact.external_id, contact.id),
		},
		url: {
			pattern: 'https?://[^/]*intercom\\.com/.*/(?:users|contacts|leads)/(?!segments/)([0-9a-zA-Z_-]+)',
			example: 'https://app.intercom.com/a/apps/ab12cd34/users/6762f0dd1bb69f9f2193bb83/all-conversations',
		},
		lookups: [
			{
				mode: 'email',
				label: 'By Email',
				example: 'name@example.com',
				compare: 'email',
				about: 'By email, a user goes before leads with the same address; several leads are an error',
				find: { request: 'POST /contacts/search', body: contactsWithEmail, items: 'data', paging: 'body' },
				read: ({ email }) => email,
				// a user owns an address, leads may share one
				first: ({ role }) => role === 'user',
			},
			{
				mode: 'externalId',
				label: 'By External ID',
				example: 'user-1024',
				compare: 'exact',
				find: { request: 'GET /contacts/find_by_external_id/{value}', path: true },
				read: ({ external_id }) => external_id,
			},
		],
	},
	note: { name: 'Note', exampleId: '34' },
	segment: {
		name: 'Segment',
		exampleId: '6762f0a61bb69f9f2193bb55',
		list: { request: 'GET /segments', items: 'segments', title: (segment) => titled(segment.name, segment.person_type, segment.id) },
		url: {
			pattern: 'https?://[^/]*intercom\\.com/.*/segments/([0-9a-zA-Z_-]+)',
			example: 'https://app.intercom.com/a/apps/ab12cd34/users/segments/6762f0a61bb69f9f2193bb55',
		},
	},
	subscriptionType: {
		name: 'Subscription Type',
		exampleId: '137',
		list: {
			request: 'GET /subscription_types',
			items: 'data',
			title: (subscription) =>
				titled((subscription.default_translation as { name?: unknown } | undefined)?.name, subscription.consent_type, subscription.id),
		},
	},
	tag: {
		name: 'Tag',
		exampleId: '7522907',
		list: { request: 'GET /tags', items: 'data', title: (tag) => titled(tag.name, undefined, tag.id) },
		lookups: [
			{
				mode: 'name',
				label: 'By Name',
				example: 'VIP',
				compare: 'name',
				find: { request: 'GET /tags', items: 'data' },
				read: ({ name }) => name,
				create: { request: 'POST /tags', body: (name) => ({ name }), label: 'Create Tag If Missing' },
			},
		],
	},
} satisfies Partial<Record<EntityId, Entity>>;
