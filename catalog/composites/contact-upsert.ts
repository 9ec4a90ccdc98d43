/**
 * Create or update, and find or create, of a contact - right also when search does not know the contact yet
 * (field.md F3), when somebody else creates it meanwhile, when it is archived, and when it was merged away.
 *
 * By external ID: Intercom's direct look-up. By email: a search, because there is no look-up by email.
 * Either way the answer can be "not there" for a contact that is, and then Intercom refuses the creation (409)
 * and names the contact that is in the way: that is the one that was meant.
 */

import { conflictingId, conflictIsArchived, IntercomError } from '../../intercom/errors';
import { type Calls, Refusal, type Composite, type Json, type Values } from './composite';

interface Wanted {
	by: 'external_id' | 'email';
	value: string;
	role: unknown;
	revive: boolean;
	/** What to write, the identifying value included. */
	data: Json;
}

function wantedFrom({ match_by, match_external_id, match_email, role, revive_archived, ...data }: Values): Wanted {
	const by = match_by === 'email' ? 'email' : 'external_id';
	const value = String((by === 'email' ? match_email : match_external_id) ?? '').trim();
	return { by, value, role, revive: revive_archived === true, data: { ...data, [by]: value } };
}

const isStatus = (error: unknown, ...statuses: number[]): error is IntercomError => error instanceof IntercomError && statuses.includes(error.status ?? 0);

/** The contact that matches, or undefined. One that was merged away is followed to where it went. */
async function find({ by, value }: Wanted, { send, memo }: Calls): Promise<Json | undefined> {
	if (by === 'external_id') {
		try {
			return await send('GET /contacts/find_by_external_id/{external_id}', { path: { external_id: value } });
		} catch (error) {
			const canonical = isStatus(error, 410) ? error.details.canonicalId : undefined;
			if (canonical) return await send('GET /contacts/{contact_id}', { path: { contact_id: canonical } });
			if (isStatus(error, 404)) return undefined;
			throw asIs(error);
		}
	}
	// made by an earlier item: search may not show it for minutes, and leads would be made twice
	const made = memo.get(`contact ${value.toLowerCase()}`);
	if (made) return await send('GET /contacts/{contact_id}', { path: { contact_id: made } });
	const answer = await send('POST /contacts/search', { body: { query: { field: 'email', operator: '=', value } }, repeatable: true });
	const same = (Array.isArray(answer.data) ? (answer.data as Json[]) : []).filter(({ email }) => String(email).toLowerCase() === value.toLowerCase());
	// users own an address, leads may share one
	return same.find(({ role }) => role === 'user') ?? same[0];
}

/** Errors pass through here untouched; they become n8n's own in one place (engine/execute/errors.ts). */
const asIs = (error: unknown): unknown => error;

type Made = { contact: Json; outcome: 'created' } | { contact: Json; outcome: 'existing' | 'revived' };

/** Creates the contact; if Intercom says that it exists, gets that one instead. */
async function create(wanted: Wanted, { send, memo }: Calls): Promise<Made> {
	try {
		// Intercom refuses a second user with the same details, so sending this again cannot make one; leads are not unique
		const contact = await send('POST /contacts', { body: { role: wanted.role, ...wanted.data }, repeatable: wanted.role === 'user' });
		if (wanted.by === 'email') memo.set(`contact ${wanted.value.toLowerCase()}`, String(contact.id));
		return { contact, outcome: 'created' };
	} catch (error) {
		const id = conflictingId(error);
		if (!id) throw asIs(error);
		const archived = conflictIsArchived(error);
		if (archived && !wanted.revive) {
			throw refuse(`The contact is archived (ID ${id})`, "Turn on 'Revive Archived Contact' to bring it back, or unarchive it first.");
		}
		if (archived) await send('POST /contacts/{contact_id}/unarchive', { path: { contact_id: id } });
		const contact = await send('GET /contacts/{contact_id}', { path: { contact_id: id } });
		assertSame(wanted, contact);
		return { contact, outcome: archived ? 'revived' : 'existing' };
	}
}

const refuse = (message: string, advice: string): Refusal => new Refusal(message, advice);

/** The contact in the way is not the one that was meant when it carries another value of what we match by. */
function assertSame({ by, value }: Wanted, contact: Json): void {
	const theirs = contact[by];
	if (typeof theirs !== 'string' || theirs === '' || theirs.toLowerCase() === value.toLowerCase()) return;
	const label = by === 'email' ? 'email' : 'external ID';
	throw refuse(
		`Another contact is in the way: ${String(contact.id)}, whose ${label} is "${theirs}"`,
		'Intercom allows a user once per email and once per external ID. Merge the two contacts, or correct the data of one.',
	);
}

/** Outputs the contact with `outcome`: `created`, `updated` or `revived` (which is updated as well). */
export const upsertContact: Composite = async (values, calls) => {
	const wanted = wantedFrom(values);
	const found = await find(wanted, calls);
	const made: Made = found ? { contact: found, outcome: 'existing' } : await create(wanted, calls);
	if (made.outcome === 'created') return { outcome: 'created', ...made.contact };
	const updated = await calls.send('PUT /contacts/{contact_id}', { path: { contact_id: String(made.contact.id) }, body: dataFor(wanted, made.contact) });
	return { outcome: made.outcome === 'revived' ? 'revived' : 'updated', ...updated };
};

/** A contact that was merged away lives on under its own external ID, which must not be taken from it. */
function dataFor({ by, value, data }: Wanted, contact: Json): Json {
	const theirs = contact[by];
	if (typeof theirs !== 'string' || theirs === '' || theirs.toLowerCase() === value.toLowerCase()) return data;
	return Object.fromEntries(Object.entries(data).filter(([name]) => name !== by));
}

/** Outputs the contact with `outcome`: `created`, `found` or `revived`. */
export const findOrCreateContact: Composite = async (values, calls) => {
	const wanted = wantedFrom(values);
	const found = await find(wanted, calls);
	if (found) return { outcome: 'found', ...found };
	const { contact, outcome } = await create(wanted, calls);
	return { outcome: outcome === 'existing' ? 'found' : outcome, ...contact };
};
