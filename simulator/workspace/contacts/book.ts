/** Contacts: who they are, what happens to them, and what search already knows of it. */
import type { Clock } from '../../clock';
import { badRequest, conflict, contactMerged, contactNotFound, invalid, missing } from '../../manners/errors';
import { has, type Version } from '../../manners/versions';
import type { Settings } from '../../settings';
import type { ActivityLog } from './activities';
import type { AttributeBook } from '../attributes/book';
import type { Ids } from '../ids';
import type { Admin, Attributes, Contact, Role } from '../types';

/** What may be written on a contact. */
export interface ContactWish {
	role?: Role;
	external_id?: string | null;
	email?: string;
	email_verified?: boolean | null;
	phone?: string | null;
	name?: string | null;
	avatar?: string | null;
	signed_up_at?: number | null;
	last_seen_at?: number | null;
	owner_id?: string | null;
	unsubscribed_from_emails?: boolean | null;
	language_override?: string | null;
	custom_attributes?: Attributes | null;
}

interface Past {
	/** Search shows `view` until this moment (milliseconds). */
	until: number;
	view: Contact | null;
}

interface House {
	clock: Clock;
	settings: Settings;
	ids: Ids;
	attributes: AttributeBook;
	activities: ActivityLog;
	admin(id: string): Admin | undefined;
	/** Told what happens to a contact, in the last words of a topic: `user.created`, `archived` ... */
	told(what: string, contact: Contact): void;
}

export class ContactBook {
	private readonly byId = new Map<string, Contact>();
	private readonly users = { external_id: new Map<string, Contact>(), email: new Map<string, Contact>() };
	private readonly past = new Map<string, Past[]>();
	/** Where merged contacts live on: by id, and by external id. */
	private readonly merged = { id: new Map<string, string>(), external_id: new Map<string, string>() };
	private seq = 0;

	constructor(private readonly house: House) {}

	/** All that exist, oldest first, archived ones too. */
	all(): Contact[] {
		return [...this.byId.values()];
	}

	/** Those that lists show: not archived. */
	listed(): Contact[] {
		return this.all().filter((contact) => !contact.archived);
	}

	/** What search sees at this moment (docs/intercom-behavior.md#search-delay). */
	searched(): Contact[] {
		if (this.past.size === 0) return this.listed();
		return this.listed()
			.map((contact) => this.lateView(contact))
			.filter((contact) => contact !== null);
	}

	get(id: string): Contact | undefined {
		return this.byId.get(id);
	}

	/** @throws 404, or 410 for a merged contact from 2.16 on */
	need(id: string, version?: Version): Contact {
		const contact = this.byId.get(id);
		if (contact) return contact;
		throw this.gone(this.merged.id.get(id), version);
	}

	/** Users only; archived ones are not found. @throws 404 or 410 */
	needByExternalId(externalId: string, version: Version): Contact {
		const contact = this.byExternalId(externalId);
		if (contact && !contact.archived) return contact;
		throw this.gone(contact ? undefined : this.merged.external_id.get(externalId), version);
	}

	/** A user with that external id. */
	byExternalId(externalId: string): Contact | undefined {
		return this.users.external_id.get(externalId);
	}

	/** The user with that address, or else the latest lead with it. */
	byEmail(email: string): Contact | undefined {
		const address = email.toLowerCase();
		return (
			this.users.email.get(address) ??
			this.all()
				.filter((contact) => contact.email === address)
				.pop()
		);
	}

	/** @throws 400 for impossible values, 409 if a user has the email or external id already */
	create(wish: ContactWish): Contact {
		const role = wish.role ?? 'user';
		if (wish.role === undefined && !wish.email && !wish.external_id) throw missing('email, external_id or role must be specified', 'email');
		if (role === 'user' && !wish.email && !wish.external_id) throw missing('email or external_id must be specified for a user', 'email');
		const now = this.house.clock.seconds();
		const contact: Contact = {
			id: this.house.ids.hex(),
			seq: ++this.seq,
			role,
			external_id: role === 'lead' ? this.house.ids.uuid() : null,
			email: null,
			email_verified: null,
			phone: null,
			name: null,
			avatar: null,
			owner_id: null,
			has_hard_bounced: false,
			marked_email_as_spam: false,
			unsubscribed_from_emails: false,
			created_at: now,
			updated_at: now,
			signed_up_at: null,
			last_seen_at: null,
			language_override: null,
			location: { country: null, region: null, city: null, country_code: null, continent_code: null },
			traits: {},
			custom_attributes: {},
			tags: [],
			companies: [],
			subscriptions: {},
			merges: [],
			archived: false,
			blocked: false,
		};
		this.checkWish(wish, contact, role);
		if (this.house.settings.searchDelayMs > 0) this.remember(contact.id, null);
		this.byId.set(contact.id, contact);
		this.apply(contact, wish);
		this.house.activities.add('contact.created', contact);
		this.house.told(`${contact.role}.created`, contact);
		if (contact.role === 'lead' && contact.email !== null) this.house.told('lead.added_email', contact);
		return contact;
	}

	/** @throws 400, 409 */
	update(contact: Contact, wish: ContactWish): Contact {
		const role = wish.role ?? contact.role;
		if (contact.role === 'user' && role === 'lead') throw invalid('A user can not become a lead', 'role');
		this.checkWish(wish, contact, role);
		const before = { ...contact };
		this.change(contact, () => this.apply(contact, wish));
		if (before.role !== role) this.house.activities.add('contact.role_updated', contact);
		this.tellUpdate(before, contact);
		return contact;
	}

	/** Does something to a contact so that search learns of it in its own time. */
	change(contact: Contact, how: (contact: Contact) => void): void {
		if (this.house.settings.searchDelayMs > 0) this.remember(contact.id, structuredClone(contact));
		how(contact);
		contact.updated_at = this.house.clock.seconds();
	}

	/** Hides a contact from lists and search, or brings it back. */
	archive(contact: Contact, archived: boolean): void {
		if (contact.archived === archived) return;
		this.change(contact, () => (contact.archived = archived));
		this.house.told(archived ? 'archived' : 'unarchive', contact);
	}

	delete(contact: Contact): void {
		this.forget(contact);
		this.house.activities.add('contact.deleted', contact);
		this.house.told('deleted', contact);
	}

	/** Lets `lead` live on as `user`: takes it out of the workspace and leaves its new address. */
	retire(lead: Contact, user: Contact): void {
		this.forget(lead);
		for (const [old, address] of this.merged.id) if (address === lead.id) this.merged.id.set(old, user.id);
		this.merged.id.set(lead.id, user.id);
		if (lead.external_id !== null) this.merged.external_id.set(lead.external_id, user.id);
	}

	clear(): void {
		for (const map of [this.byId, this.users.email, this.users.external_id, this.past, this.merged.id, this.merged.external_id])
			map.clear();
		this.seq = 0;
	}

	private gone(canonical: string | undefined, version: Version | undefined) {
		return canonical !== undefined && version && has(version, '2.16') ? contactMerged(canonical) : contactNotFound();
	}

	private tellUpdate(before: Contact, contact: Contact): void {
		const { told } = this.house;
		told(`${contact.role}.updated`, contact);
		if (before.role === 'lead' && contact.role === 'user') told('lead.signed_up', contact);
		if (before.email !== contact.email)
			told(before.email === null && contact.role === 'lead' ? 'lead.added_email' : 'email.updated', contact);
		if (before.unsubscribed_from_emails !== contact.unsubscribed_from_emails)
			told(contact.unsubscribed_from_emails ? 'unsubscribed' : 'subscribed', contact);
	}

	private checkWish(wish: ContactWish, contact: Contact, role: Role): void {
		const { attributes, admin } = this.house;
		if (wish.email !== undefined && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(wish.email)) throw invalid('email is invalid', 'email');
		if (typeof wish.email_verified === 'boolean' && wish.email === undefined)
			throw badRequest('parameter_invalid', 'email_verified needs an email in the same request', 'email_verified');
		if (wish.owner_id && !admin(wish.owner_id)) throw invalid('The owner specified is not a member of the workspace', 'owner_id');
		if (wish.custom_attributes) attributes.checkValues('contact', wish.custom_attributes);
		if (role === 'user')
			this.checkUnique(
				{ email: wish.email ?? contact.email, external_id: wish.external_id ?? (contact.role === 'user' ? contact.external_id : null) },
				contact.id,
			);
	}

	private checkUnique(keys: { email: string | null; external_id: string | null }, self: string): void {
		const twin = [
			keys.external_id && this.users.external_id.get(keys.external_id),
			keys.email && this.users.email.get(keys.email.toLowerCase()),
		].find((found) => found && found.id !== self);
		if (!twin) return;
		throw conflict(`${twin.archived ? 'An archived contact' : 'A contact'} matching those details already exists with id=${twin.id}`);
	}

	private apply(contact: Contact, wish: ContactWish): void {
		this.unindex(contact);
		const { custom_attributes: attributes, email, language_override: language, unsubscribed_from_emails: unsubscribed, ...plain } = wish;
		for (const [name, value] of Object.entries(plain))
			if (value !== undefined) (contact as unknown as Record<string, unknown>)[name] = value;
		if (email !== undefined) contact.email = email.toLowerCase();
		if (unsubscribed !== undefined) contact.unsubscribed_from_emails = unsubscribed ?? false;
		if (language !== undefined) contact.language_override = language !== null && /^[a-z]{2}$/.test(language) ? language : null;
		for (const [name, value] of Object.entries(attributes ?? {})) contact.custom_attributes[name] = value;
		if (contact.role === 'user') this.index(contact);
	}

	private index(contact: Contact): void {
		if (contact.email !== null) this.users.email.set(contact.email, contact);
		if (contact.external_id !== null) this.users.external_id.set(contact.external_id, contact);
	}

	private unindex(contact: Contact): void {
		if (contact.email !== null && this.users.email.get(contact.email) === contact) this.users.email.delete(contact.email);
		if (contact.external_id !== null && this.users.external_id.get(contact.external_id) === contact)
			this.users.external_id.delete(contact.external_id);
	}

	private forget(contact: Contact): void {
		this.unindex(contact);
		this.byId.delete(contact.id);
		this.past.delete(contact.id);
	}

	private remember(id: string, view: Contact | null): void {
		const until = this.house.clock.ms() + this.house.settings.searchDelayMs;
		this.past.set(id, [...(this.past.get(id) ?? []), { until, view }]);
	}

	private lateView(contact: Contact): Contact | null {
		const views = this.past.get(contact.id)?.filter((view) => view.until > this.house.clock.ms());
		if (!views || views.length === 0) {
			this.past.delete(contact.id);
			return contact;
		}
		this.past.set(contact.id, views);
		return views[0].view;
	}
}
