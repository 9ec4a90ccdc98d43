/** Contacts, companies and what hangs on them. */

import type { Call } from './server';
import { type Answer, type Json, notFound, refusal } from './world';

export type Route = [method: string, pattern: string, handler: (call: Call) => Answer];

const container = ({ habits: { containers = 'list' } }: Call, key: string, list: Json): Json =>
	containers === 'list' ? { [key]: list } : containers === 'null' ? { [key]: null } : {};

export function contactAs(call: Call, record: Json): Json {
	const { habits } = call;
	return {
		type: 'contact',
		workspace_id: 'ws303',
		phone: null,
		avatar: null,
		owner_id: null,
		signed_up_at: null,
		last_seen_at: null,
		custom_attributes: {},
		archived: false,
		...record,
		...container(call, 'tags', { type: 'list', data: [], url: `/contacts/${record.id}/tags`, total_count: 0, has_more: false }),
		...container(call, 'companies', { type: 'list', data: [], url: `/contacts/${record.id}/companies`, total_count: 0, has_more: false }),
		...(habits.extras ? { sms_consent: false, $odd: { deep: [null, 1] }, '': 'nameless' } : {}),
	};
}

const same = (one: unknown, other: unknown): boolean => String(one ?? '').toLowerCase() === String(other ?? '').toLowerCase();

/** What stands in the way of a contact like this: users are unique by external ID and by email, leads are not unique by email. */
function rival({ world }: Call, wanted: Json, self?: string): Json | undefined {
	return world
		.all('contact')
		.find(
			(other) =>
				String(other.id) !== self &&
				!other.gone &&
				((wanted.external_id && other.external_id === wanted.external_id) ||
					(wanted.email && wanted.role === 'user' && other.role === 'user' && same(other.email, wanted.email))),
		);
}

const conflict = ({ id, archived }: Json): Answer =>
	refusal(
		409,
		'conflict',
		archived
			? `An archived contact matching those details already exists with id=${id}`
			: `A contact matching those details already exists with id=${id}`,
	);

function contactOf(call: Call, at = 0): Json | undefined {
	const found = call.world.shelf('contact').get(call.ids[at]);
	return found?.gone ? undefined : found;
}

/** One contact, or the answer that there is none. */
const withContact =
	(handler: (call: Call, contact: Json) => Answer, at = 0) =>
	(call: Call): Answer => {
		const contact = contactOf(call, at);
		return contact ? handler(call, contact) : notFound('User');
	};

/** The conditions of a search, as far as people need them. */
export function matches(call: Call, query: Json | undefined, record: Json): boolean {
	if (!query) return true;
	const { operator, field, value } = query;
	if (Array.isArray(value) && (operator === 'AND' || operator === 'OR')) {
		return operator === 'AND'
			? value.every((inner: Json) => matches(call, inner, record))
			: value.some((inner: Json) => matches(call, inner, record));
	}
	const is = record[field];
	const equals = (wanted: unknown): boolean =>
		call.habits.caseSensitiveSearch || field === 'external_id' ? String(is) === String(wanted) : same(is, wanted);
	if (operator === '=') return equals(value);
	if (operator === '!=') return !equals(value);
	if (operator === 'IN') return (value as unknown[]).some(equals);
	if (operator === '~')
		return String(is ?? '')
			.toLowerCase()
			.includes(String(value).toLowerCase());
	if (call.habits.dayZone !== undefined && field.endsWith('_at')) {
		const dayOf = (moment: unknown): number => Math.floor((Number(moment) / 3600 + Number(call.habits.dayZone)) / 24);
		return operator === '>' ? dayOf(is) > dayOf(value) : dayOf(is) < dayOf(value);
	}
	return operator === '>' ? Number(is) >= Number(value) : Number(is) <= Number(value);
}

export const people: Route[] = [
	[
		'GET',
		'/contacts',
		(call) =>
			call.page(
				{ by: 'cursor', key: 'data' },
				call.world.all('contact').map((contact) => contactAs(call, contact)),
			),
	],
	[
		'POST',
		'/contacts/search',
		(call) => {
			const hits = call.world
				.all('contact')
				.filter(
					(contact) =>
						!contact.gone && !contact.archived && !(call.habits.lateSearch && contact.isNew) && matches(call, call.body.query, contact),
				);
			return call.page(
				{ by: 'body', key: 'data' },
				hits.map((contact) => contactAs(call, contact)),
			);
		},
	],
	[
		'POST',
		'/contacts',
		(call) => {
			const { world, body } = call;
			const wanted = { role: body.role ?? (body.external_id ? 'user' : 'user'), ...body };
			const other = rival(call, wanted);
			if (other) return conflict(other);
			const id = world.freshId('contact');
			const record = world.seed('contact', { id, external_id: null, name: null, email: null, ...wanted, isNew: true });
			call.did('contact', id, 'created', body);
			return { json: contactAs(call, record) };
		},
	],
	[
		'GET',
		'/contacts/find_by_external_id/:',
		(call) => {
			const found = call.world.all('contact').find(({ external_id, gone, archived }) => external_id === call.ids[0] && !gone && !archived);
			return found ? { json: contactAs(call, found) } : notFound('User');
		},
	],
	['GET', '/contacts/:', withContact((call, contact) => ({ json: contactAs(call, contact) }))],
	[
		'POST',
		'/contacts/merge',
		(call) => {
			const [from, into] = [call.body.from, call.body.into].map((id) =>
				call.world.all('contact').find((one) => one.id === id && !one.gone),
			);
			if (!from || !into) return notFound('User');
			from.gone = true;
			call.did('contact', from.id, 'deleted', { into: into.id });
			return { json: contactAs(call, into) };
		},
	],
	['PUT', '/contacts/bulk', (call) => bulk(call, 'contact')],
	['POST', '/contacts/bulk', (call) => bulk(call, 'contact')],
	['PUT', '/companies/bulk', (call) => bulk(call, 'company')],
	['POST', '/companies/bulk', (call) => bulk(call, 'company')],
	[
		'PUT',
		'/contacts/:',
		withContact((call, contact) => {
			const other = rival(call, { ...contact, ...call.body }, String(contact.id));
			if (other) return conflict(other);
			Object.assign(contact, call.body);
			call.did('contact', contact.id, 'changed', call.body);
			return { json: contactAs(call, contact) };
		}),
	],
	[
		'DELETE',
		'/contacts/:',
		withContact((call, contact) => {
			contact.gone = true;
			call.did('contact', contact.id, 'deleted');
			return { json: { id: contact.id, external_id: contact.external_id ?? null, type: 'contact', deleted: true } };
		}),
	],
	...(['archive', 'unarchive', 'block'] as const).map(
		(verb): Route => [
			'POST',
			`/contacts/:/${verb}`,
			withContact((call, contact) => {
				contact.archived = verb !== 'unarchive';
				call.did('contact', contact.id, 'changed', { [verb]: true });
				return { json: { id: contact.id, external_id: contact.external_id ?? null, type: 'contact', archived: contact.archived } };
			}),
		],
	),
	['POST', '/contacts/:/tags', withContact((call, contact) => hang(call, 'contact', contact, 'tag', call.body.id))],
	['DELETE', '/contacts/:/tags/:', withContact((call, contact) => unhang(call, 'contact', contact, 'tag', call.ids[1]))],
	['POST', '/contacts/:/companies', withContact((call, contact) => hang(call, 'contact', contact, 'company', call.body.id))],
	['DELETE', '/contacts/:/companies/:', withContact((call, contact) => unhang(call, 'contact', contact, 'company', call.ids[1]))],
	['POST', '/contacts/:/subscriptions', withContact((call, contact) => hang(call, 'contact', contact, 'subscription', call.body.id))],
	['DELETE', '/contacts/:/subscriptions/:', withContact((call, contact) => unhang(call, 'contact', contact, 'subscription', call.ids[1]))],
	[
		'POST',
		'/contacts/:/notes',
		withContact((call, contact) => {
			const id = call.world.freshId('note');
			call.did('note', id, 'created', { ...call.body, of: contact.id });
			return { json: { type: 'note', id, body: call.body.body, contact: { type: 'contact', id: contact.id }, author: null } };
		}),
	],
	[
		'GET',
		'/contacts/:/notes',
		withContact((call, contact) => call.page({ by: 'cursor', key: 'data' }, call.world.all(`notes of ${contact.id}`))),
	],
	[
		'GET',
		'/contacts/:/tags',
		withContact((call, contact) => ({
			json: { type: 'list', data: (contact.hung ?? []).map((one: string) => call.world.shelf('tag').get(one.slice(4))).filter(Boolean) },
		})),
	],
	['GET', '/contacts/:/companies', withContact((call) => call.page({ by: 'page', key: 'companies' }, call.world.all('company')))],

	[
		'POST',
		'/events',
		(call) => {
			call.did('event', call.world.freshId('event'), 'created', call.body);
			return { status: 202, text: '' };
		},
	],

	['GET', '/companies', (call) => companiesBy(call)],
	[
		'POST',
		'/companies/list',
		(call) => {
			const reach = call.habits.pagesReach ?? Infinity;
			// this list ends before the companies do: the rest is for the scroll
			const beyond = Number(call.asked.query.get('page') ?? call.body.page ?? 1) * call.size > reach;
			return beyond ? refusal(400, 'bad_request', 'Page limit reached') : call.page({ by: 'page', key: 'data' }, call.world.all('company'));
		},
	],
	[
		'GET',
		'/companies/scroll',
		(call) => {
			const all = call.world.all('company');
			const from = call.asked.query.get('scroll_param') ? Number(call.asked.query.get('scroll_param')!.split(':')[1]) : 0;
			return {
				json: {
					type: 'list',
					data: all.slice(from, from + call.size),
					pages: null,
					total_count: null,
					scroll_param: `scroll/+=:${from + call.size}`,
				},
			};
		},
	],
	[
		'POST',
		'/companies',
		(call) => {
			const { world, body } = call;
			let found = world.all('company').find(({ company_id, gone }) => company_id === body.company_id && !gone);
			const isNew = !found;
			found ??= world.seed('company', { id: world.freshId('company'), type: 'company' });
			Object.assign(found, body);
			call.did('company', found.id, isNew ? 'created' : 'changed', body);
			return { json: companyAs(call, found) };
		},
	],
	['GET', '/companies/:', (call) => withCompany(call, (company) => ({ json: companyAs(call, company) }))],
	[
		'PUT',
		'/companies/:',
		(call) =>
			withCompany(call, (company) => {
				Object.assign(company, call.body);
				call.did('company', company.id, 'changed', call.body);
				return { json: companyAs(call, company) };
			}),
	],
	[
		'DELETE',
		'/companies/:',
		(call) =>
			withCompany(call, (company) => {
				company.gone = true;
				call.did('company', company.id, 'deleted');
				return { json: { id: company.id, object: 'company', deleted: true } };
			}),
	],
	['GET', '/companies/:/contacts', (call) => withCompany(call, () => call.page({ by: 'page', key: 'data' }, call.world.all('contact')))],
	[
		'POST',
		'/companies/:/notes',
		(call) =>
			withCompany(call, (company) => {
				const id = call.world.freshId('note');
				call.did('note', id, 'created', { ...call.body, of: company.id });
				return { json: { type: 'note', id, body: call.body.body } };
			}),
	],
];

export function companyAs(call: Call, record: Json): Json {
	return {
		type: 'company',
		app_id: 'ws303',
		monthly_spend: 0,
		user_count: 0,
		custom_attributes: {},
		...record,
		...container(call, 'tags', { type: 'tag.list', tags: [] }),
		...(call.habits.extras ? { plan: {}, unknown_to_all: [[]] } : {}),
	};
}

function withCompany(call: Call, handler: (company: Json) => Answer): Answer {
	const found = call.world.shelf('company').get(call.ids[0]);
	return found && !found.gone ? handler(found) : refusal(404, 'company_not_found', 'Company Not Found');
}

/** `GET /companies?name=` and `?company_id=`: one record by itself or a list; what resembles the name may come along. */
function companiesBy(call: Call): Answer {
	const { query } = call.asked;
	const there = call.world.all('company').filter(({ gone }) => !gone);
	const [name, companyId] = [query.get('name'), query.get('company_id')];
	if (name === null && companyId === null) return call.page({ by: 'page', key: 'data' }, there);
	const exact = there.filter((one) => (name !== null ? same(one.name, name) : one.company_id === companyId));
	const like =
		name !== null && call.habits.fuzzyNames
			? there.filter((one) => !exact.includes(one) && String(one.name).toLowerCase().includes(name.toLowerCase().slice(0, 4)))
			: [];
	const hits = [...like, ...exact].map((one) => companyAs(call, one));
	if (!hits.length) return refusal(404, 'company_not_found', 'Company Not Found');
	if (call.habits.companyAs === 'list' || exact.length > 1) return call.page({ by: 'page', key: 'data' }, hits);
	return { json: hits[hits.length - 1] };
}

/** A job of Preview's bulk endpoints. */
function bulk(call: Call, kind: string): Answer {
	const id = `job${call.world.freshId('job')}`;
	call.did(`${kind} job`, id, 'created', call.body);
	return { status: 202, json: { type: `${kind}.bulk_job`, job: { id, status: 'pending' }, id, status: 'pending' } };
}

/** A tag, a company... goes onto a record. */
export function hang(call: Call, kind: string, record: Json, what: string, id: unknown): Answer {
	const other = call.world.shelf(what).get(String(id));
	if (!other) return what === 'company' ? refusal(404, 'company_not_found', 'Company Not Found') : notFound();
	const mark = `${what}:${other.id}`;
	record.hung = [...new Set([...(record.hung ?? []), mark])];
	call.did(kind, record.id, 'attached', { kind: what, other: String(other.id) });
	return { json: what === 'company' ? companyAs(call, other) : { type: 'tag', ...other, applied_at: 1_663_597_223, applied_by: null } };
}

export function unhang(call: Call, kind: string, record: Json, what: string, id: string): Answer {
	const mark = `${what}:${id}`;
	const other = call.world.shelf(what).get(id);
	if (!other || !(record.hung ?? []).includes(mark))
		return what === 'company' ? refusal(404, 'company_not_found', 'Company Not Found') : notFound();
	record.hung = record.hung.filter((one: string) => one !== mark);
	call.did(kind, record.id, 'detached', { kind: what, other: id });
	return { json: what === 'company' ? companyAs(call, other) : { type: 'tag', ...other } };
}
