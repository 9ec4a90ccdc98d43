/**
 * Create or update, and find or create, of a contact - right also when search does not know the contact yet
 * (docs/intercom-behavior.md#search-delay), when somebody else creates it meanwhile, when it is archived, and when it was merged away.
 *
 * By external ID: Intercom's direct look-up. By email: a search, because there is no look-up by email.
 * Either way the answer can be "not there" for a contact that is, and then Intercom refuses the creation (409)
 * and names the contact that is in the way: if it carries the value, that is the one that was meant.
 */

import { conflictingId, conflictIsArchived, IntercomError } from '../intercom/errors';
import { contactsWithEmail } from '../catalog/records/entities/people';
import { comparisonOf, isSame, keyOf, meant, named } from '../catalog/records/identity';
import type { Json } from '../intercom/json';
import { rethrown } from '../intercom/rethrown';
import { type Calls, Refusal, type Procedure, type Values } from './procedure';

interface Wanted {
	by: 'external_id' | 'email';
	value: string;
	role: unknown;
	revive: boolean;
	/** What to write, the identifying value included. */
	data: Json;
}

/** What we match by, as a way to point at a contact. */
const MODES = { external_id: 'externalId', email: 'email' } as const;

function wantedFrom({ match_by, match_external_id, match_email, role, revive_archived, ...data }: Values): Wanted {
	const by = match_by === 'email' ? 'email' : 'external_id';
	const value = String((by === 'email' ? match_email : match_external_id) ?? '').trim();
	return { by, value, role, revive: revive_archived === true, data: { ...data, [by]: value } };
}

const isStatus = (error: unknown, ...statuses: number[]): error is IntercomError =>
	error instanceof IntercomError && statuses.includes(error.status ?? 0);

/** The contact that matches, or undefined. One that was merged away is followed to where it went. */
async function find(wanted: Wanted, calls: Calls): Promise<Json | undefined> {
	return wanted.by === 'external_id' ? await withExternalId(wanted, calls) : await withEmail(wanted, calls);
}

async function withExternalId(wanted: Wanted, { send }: Calls): Promise<Json | undefined> {
	try {
		const found = await send('GET /contacts/find_by_external_id/{external_id}', { path: { external_id: wanted.value } });
		// one whose ID differs, be it in upper and lower case only, is somebody else
		return isMeant(wanted, found) ? found : undefined;
	} catch (error) {
		const canonical = isStatus(error, 410) ? error.details.canonicalId : undefined;
		if (canonical) return await send('GET /contacts/{contact_id}', { path: { contact_id: canonical } });
		if (isStatus(error, 404)) return undefined;
		throw rethrown(error);
	}
}

async function withEmail(wanted: Wanted, { send, list, memo }: Calls): Promise<Json | undefined> {
	const { value } = wanted;
	// made by an earlier item: search may not show it for minutes, and leads would be made twice
	const made = memo.get(keyOf('contact', 'email', value));
	const known =
		made === undefined ? undefined : await unlessGone(async () => await send('GET /contacts/{contact_id}', { path: { contact_id: made } }));
	if (known && isMeant(wanted, known)) return known;
	const [found, ...others] = meant(
		'contact',
		'email',
		value,
		await list('POST /contacts/search', { body: contactsWithEmail(value), paging: 'body', pageSize: 150 }),
	);
	if (others.length)
		throw refuse(
			`${others.length + 1} contacts have the email "${value}"`,
			`Match by external ID, or merge them: ${named('contact', [found, ...others])}.`,
		);
	return found;
}

const isMeant = ({ by, value }: Wanted, contact: Json): boolean => isSame(comparisonOf('contact', MODES[by]), contact[by], value);

async function unlessGone(ask: () => Promise<Json>): Promise<Json | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (isStatus(error, 404, 410)) return undefined;
		throw rethrown(error);
	}
}

type Made = { contact: Json; outcome: 'created' } | { contact: Json; outcome: 'existing' | 'revived' };

/** Creates the contact; if Intercom says that it exists, gets that one instead. */
async function create(wanted: Wanted, { send, memo }: Calls): Promise<Made> {
	try {
		// Intercom refuses a second user with the same details, so sending this again cannot make one; leads are not unique
		const contact = await send('POST /contacts', { body: { role: wanted.role, ...wanted.data }, repeatable: wanted.role === 'user' });
		if (wanted.by === 'email') memo.set(keyOf('contact', 'email', wanted.value), String(contact.id));
		return { contact, outcome: 'created' };
	} catch (error) {
		const id = conflictingId(error);
		if (!id) throw rethrown(error);
		const archived = conflictIsArchived(error);
		if (archived && !wanted.revive) {
			throw refuse(`The contact is archived (ID ${id})`, "Turn on 'Revive Archived Contact' to bring it back, or unarchive it first.");
		}
		const get = async () => await send('GET /contacts/{contact_id}', { path: { contact_id: id } });
		const before = archived ? await unlessGone(get) : await get();
		if (before) assertMeant(wanted, before);
		if (before && !archived) return { contact: before, outcome: 'existing' };
		// one that cannot be read while it is archived is looked at afterwards
		await send('POST /contacts/{contact_id}/unarchive', { path: { contact_id: id } });
		const contact = await get();
		assertMeant(wanted, contact);
		return { contact, outcome: 'revived' };
	}
}

const refuse = (message: string, advice: string): Refusal => new Refusal(message, advice);

/**
 * The contact in the way is the one that was meant when it carries what we match by, or nothing there and instead the other
 * value that the item gives.
 */
function assertMeant(wanted: Wanted, contact: Json): void {
	const other: Wanted['by'] = wanted.by === 'email' ? 'external_id' : 'email';
	const isFree = contact[wanted.by] === undefined || contact[wanted.by] === null || contact[wanted.by] === '';
	if (isMeant(wanted, contact) || (isFree && isMeant({ ...wanted, by: other, value: String(wanted.data[other] ?? '') }, contact))) return;
	const label = wanted.by === 'email' ? 'email' : 'external ID';
	throw refuse(
		`Another contact is in the way: ${String(contact.id)}, whose ${label} is ${isFree ? 'empty' : `"${String(contact[wanted.by])}"`}`,
		'Intercom allows a user once per email and once per external ID. Merge the two contacts, or correct the data of one.',
	);
}

/** Outputs the contact with `outcome`: `created`, `updated` or `revived` (which is updated as well). */
export const upsertContact: Procedure = async (values, calls) => {
	const wanted = wantedFrom(values);
	const found = await find(wanted, calls);
	const made: Made = found ? { contact: found, outcome: 'existing' } : await create(wanted, calls);
	if (made.outcome === 'created') return { outcome: 'created', ...made.contact };
	const updated = await calls.send('PUT /contacts/{contact_id}', {
		path: { contact_id: String(made.contact.id) },
		body: dataFor(wanted, made.contact),
	});
	return { outcome: made.outcome === 'revived' ? 'revived' : 'updated', ...updated };
};

/** A contact that was merged away lives on under its own external ID, which must not be taken from it. */
function dataFor(wanted: Wanted, contact: Json): Json {
	const theirs = contact[wanted.by];
	if (typeof theirs !== 'string' || theirs === '' || isMeant(wanted, contact)) return wanted.data;
	return Object.fromEntries(Object.entries(wanted.data).filter(([name]) => name !== wanted.by));
}

/** Outputs the contact with `outcome`: `created`, `found` or `revived`. */
export const findOrCreateContact: Procedure = async (values, calls) => {
	const wanted = wantedFrom(values);
	const found = await find(wanted, calls);
	if (found) return { outcome: 'found', ...found };
	const { contact, outcome } = await create(wanted, calls);
	return { outcome: outcome === 'existing' ? 'found' : outcome, ...contact };
};
