/**
 * n8n's built-in Intercom node -> this package's, operation by operation. Source: n8n-nodes-base 2.41, nodes/Intercom. Where the old
 * API wrote leads and users, the new one has contacts with a role; `user_id` is the external ID.
 */

import { by, filled, isExpression, jsonOf, type Json } from './values';

export interface Moved {
	parameters: Json;
	/** What does not go along, or is done differently. */
	notes: string[];
}

/** Parameters of an old node -> those of the new one. @throws CannotMove */
export type Move = (old: Json) => Moved;

/** Why a node has to stay as it is. */
export class CannotMove extends Error {}

const inner = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** One of the choices that decide on the request; an expression cannot be followed. */
function chosen(old: Json, name: string, fallback = ''): string {
	const value = old[name] ?? fallback;
	if (isExpression(value)) throw new CannotMove(`'${name}' is an expression`);
	if (value === '') throw new CannotMove(`'${name}' is not chosen`);
	return String(value);
}

const contact = (operation: string, rest: Json): Json => ({ resource: 'contact', operation, ...rest, output: 'raw' });
const company = (operation: string, rest: Json): Json => ({ resource: 'company', operation, ...rest });

const paged = ({ returnAll, limit }: Json): Json => filled({ returnAll, limit });

/** What Intercom no longer lets anybody write. */
const GONE: Record<string, string> = {
	updateLastRequestAt: 'Update Last Request At',
	sessionCount: 'Session Count',
	utmSource: 'UTM Source',
	utmMedium: 'UTM Medium',
	utmCampaign: 'UTM Campaign',
	utmTerm: 'UTM Term',
	utmContent: 'UTM Content',
};

function lost(more: Json): string[] {
	const gone = Object.keys(GONE).filter((name) => name in more);
	return [
		...(gone.length ? [`${gone.map((name) => `'${GONE[name]}'`).join(', ')}: Intercom's API no longer lets this be written`] : []),
		...('companies' in more ? ["'Companies': add a node Contact > Add to Company behind this one, with By Company ID"] : []),
	];
}

/** Custom attributes, from the form or from JSON. */
function attributes({ jsonParameters, customAttributesJson, customAttributesUi }: Json): Json {
	if (isExpression(jsonParameters)) throw new CannotMove("'JSON Parameters' is an expression");
	if (jsonParameters) return filled({ customAttributesJson });
	const pairs = (inner(customAttributesUi).customAttributesValues ?? []) as Array<{ name: unknown; value: unknown }>;
	return pairs.length ? { customAttributesJson: jsonOf(pairs) } : {};
}

const collection = (name: string, values: Json): Json => (Object.keys(values).length ? { [name]: values } : {});

const contactFields = ({ avatar, phone, unsubscribedFromEmails }: Json): Json => filled({ avatar, phone, unsubscribedFromEmails });

const condition = (field: string, value: unknown): Json => ({
	field: `${field}|${/_id$/.test(field) ? 'id' : 'text'}`,
	operator: 'equals',
	value,
});
const search = (conditions: Json[], rest: Json): Json =>
	contact('search', { match: 'AND', conditions: { condition: conditions }, ...rest });

const createLead: Move = (old) => {
	const more = inner(old.additionalFields);
	const { email, name } = more;
	return {
		parameters: contact('create', {
			role: 'lead',
			...filled({ email: email || old.email, name }),
			...collection('additionalFields', { ...contactFields(more), ...attributes(old) }),
		}),
		notes: lost(more),
	};
};

function updateContact(old: Json, mode: string): Moved {
	const more = inner(old.additionalFields);
	const { email, name, userId } = more;
	return {
		parameters: contact('update', {
			contactId: by(mode, old.value),
			...collection('updateFields', { ...filled({ email, name, externalId: userId }), ...contactFields(more), ...attributes(old) }),
		}),
		notes: lost(more),
	};
}

/** The old API creates the user where there is none. */
function upsertUser(old: Json, key: string, value: unknown): Moved {
	const more = inner(old.additionalFields);
	const { email, name, userId } = more;
	const matched =
		key === 'email'
			? { matchBy: 'email', email: value }
			: { matchBy: 'external_id', externalId: value, ...filled({ contactEmail: email }) };
	const beside = key === 'email' ? filled({ externalId: userId }) : {};
	return {
		parameters: contact('upsert', {
			...matched,
			roleWhenCreated: 'user',
			...filled({ name }),
			...collection('additionalFields', { ...beside, ...contactFields(more), ...attributes(old) }),
		}),
		notes: lost(more),
	};
}

const CONTACT_MODES: Record<string, string> = { id: 'id', userId: 'externalId' };

const upsertCompany: Move = (old) => {
	const { industry, monthlySpend, name, plan, size, website } = inner(old.additionalFields);
	return {
		parameters: company('upsert', {
			externalCompanyId: old.companyId,
			...filled({ name }),
			...collection('additionalFields', { ...filled({ industry, monthlySpend, plan, size, website }), ...attributes(old) }),
		}),
		notes: [],
	};
};

const COMPANY_MODES: Record<string, string> = { id: 'id', companyId: 'companyId', name: 'name' };

/** `resource operation` of the old node. */
export const moves: Record<string, Move> = {
	'lead create': createLead,
	'lead update': (old) => updateContact(old, CONTACT_MODES[chosen(old, 'updateBy', 'id')]),
	'lead get': (old) => {
		const key = chosen(old, 'selectBy');
		if (key in CONTACT_MODES) return { parameters: contact('get', { contactId: by(CONTACT_MODES[key], old.value) }), notes: [] };
		return { parameters: search([condition('role', 'lead'), condition(key, old.value)], { returnAll: true }), notes: [] };
	},
	'lead getAll': (old) => {
		const filters = Object.entries(filled(inner(old.filters)));
		return {
			parameters: search([condition('role', 'lead'), ...filters.map(([field, value]) => condition(field, value))], paged(old)),
			notes: [],
		};
	},
	'lead delete': (old) => ({
		parameters: { resource: 'contact', operation: 'delete', contactId: by(CONTACT_MODES[chosen(old, 'deleteBy')], old.value) },
		notes: [DELETED],
	}),
	'user create': (old) => {
		const key = chosen(old, 'identifierType');
		return upsertUser(old, key, inner(old.additionalFields)[key] || old.idValue);
	},
	'user update': (old) => {
		const key = chosen(old, 'updateBy', 'id');
		return key === 'id' ? updateContact(old, 'id') : upsertUser(old, key, old.value);
	},
	'user get': (old) => ({ parameters: contact('get', { contactId: by(CONTACT_MODES[chosen(old, 'selectBy')], old.value) }), notes: [] }),
	'user getAll': (old) => {
		const { company_id: companyId, ...others } = filled(inner(old.filters));
		if (companyId === undefined)
			return {
				parameters: search(
					[condition('role', 'user'), ...Object.entries(others).map(([field, value]) => condition(field, value))],
					paged(old),
				),
				notes: [],
			};
		if (Object.keys(others).length)
			throw new CannotMove(
				'Intercom cannot search by company and something else at once: use Company > Get Many Contacts and a Filter node',
			);
		return {
			parameters: company('getContacts', { companyId: by('companyId', companyId), ...paged(old), output: 'raw' }),
			notes: ['also leads of the company come out, not only users'],
		};
	},
	'user delete': ({ id }) => ({ parameters: { resource: 'contact', operation: 'delete', contactId: by('id', id) }, notes: [DELETED] }),
	'company create': upsertCompany,
	'company update': upsertCompany,
	'company get': (old) => ({
		parameters: company('get', { companyId: by(COMPANY_MODES[chosen(old, 'selectBy')], old.value), output: 'raw' }),
		notes: [],
	}),
	'company getAll': (old) => {
		const { segment_id: segment, tag_id: tag } = filled(inner(old.filters));
		if (segment === undefined && tag === undefined) return { parameters: company('getAll', { ...paged(old), output: 'raw' }), notes: [] };
		if (segment !== undefined && tag !== undefined)
			throw new CannotMove('Intercom finds companies by segment or by tag, not by both: use Company > Find and a Filter node');
		return {
			parameters: company('find', {
				filters: segment === undefined ? { tagId: by('id', tag) } : { segmentId: by('id', segment) },
				...paged(old),
				output: 'raw',
			}),
			notes: [],
		};
	},
	'company users': (old) => ({
		parameters: company('getContacts', { companyId: by(COMPANY_MODES[chosen(old, 'listBy')], old.value), ...paged(old), output: 'raw' }),
		notes: ['also leads of the company come out, not only users'],
	}),
};

const DELETED = 'the output is the ID and "deleted", not the whole contact';
