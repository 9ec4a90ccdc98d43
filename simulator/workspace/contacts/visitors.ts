/** Visitors: people nobody knows yet. They become contacts. */
import { notFound } from '../../manners/errors';
import type { Workspace } from '../index';
import type { Attributes, Contact, Role } from '../types';

export interface Visitor {
	id: string;
	user_id: string;
	email: string;
	phone: string | null;
	name: string | null;
	pseudonym: string;
	created_at: number;
	updated_at: number;
	last_request_at: number | null;
	session_count: number;
	custom_attributes: Attributes;
	referrer: string | null;
}

export class VisitorBook {
	private readonly byId = new Map<string, Visitor>();

	constructor(private readonly workspace: Workspace) {}

	all(): Visitor[] {
		return [...this.byId.values()];
	}

	/** By Intercom's id, the customer's, or the address. */
	find(key: { id?: string; user_id?: string; email?: string }): Visitor | undefined {
		return this.all().find(
			(one) =>
				(key.id !== undefined && one.id === key.id) ||
				(key.user_id !== undefined && one.user_id === key.user_id) ||
				(key.email !== undefined && one.email === key.email),
		);
	}

	/** @throws 404 */
	need(key: { id?: string; user_id?: string; email?: string }): Visitor {
		const visitor = this.find(key);
		if (!visitor) throw notFound('Visitor Not Found');
		return visitor;
	}

	add(visitor: Partial<Visitor> = {}): Visitor {
		const now = this.workspace.clock.seconds();
		const { ids } = this.workspace;
		const full: Visitor = {
			id: ids.hex(),
			user_id: ids.uuid(),
			email: '',
			phone: null,
			name: null,
			pseudonym: 'Violet Suitcase',
			created_at: now,
			updated_at: now,
			last_request_at: null,
			session_count: 0,
			custom_attributes: {},
			referrer: null,
			...visitor,
		};
		this.byId.set(full.id, full);
		return full;
	}

	update(visitor: Visitor, wish: { name?: string; custom_attributes?: Attributes }): Visitor {
		if (wish.custom_attributes) this.workspace.attributes.checkValues('contact', wish.custom_attributes);
		if (wish.name !== undefined) visitor.name = wish.name;
		Object.assign(visitor.custom_attributes, wish.custom_attributes);
		visitor.updated_at = this.workspace.clock.seconds();
		return visitor;
	}

	/** Makes a lead of the visitor with that id or user id. */
	promote(id: string): Contact | undefined {
		const visitor = this.find({ id, user_id: id });
		return visitor && this.convert(visitor, 'lead', {});
	}

	/** The visitor is gone; who is known by the key takes over, or a new contact comes of it. @throws 409 */
	convert(visitor: Visitor, role: Role, key: { id?: string; user_id?: string; email?: string }): Contact {
		const { contacts } = this.workspace;
		const known =
			(key.id !== undefined && contacts.get(key.id)) ||
			(key.user_id !== undefined && contacts.byExternalId(key.user_id)) ||
			(key.email !== undefined && contacts.byEmail(key.email));
		const details = {
			name: visitor.name,
			phone: visitor.phone,
			last_seen_at: visitor.last_request_at,
			custom_attributes: visitor.custom_attributes,
		};
		const email = key.email ?? (visitor.email === '' ? undefined : visitor.email);
		const contact =
			known ||
			contacts.create({
				role,
				...(role === 'user' && { external_id: key.user_id ?? (email === undefined ? visitor.user_id : null) }),
				email,
				...details,
				signed_up_at: role === 'user' ? this.workspace.clock.seconds() : null,
			});
		if (known && known.role === 'lead' && role === 'user') contacts.update(known, { role });
		this.byId.delete(visitor.id);
		if (contact.role === 'user')
			this.workspace.happened('visitor.signed_up', () => ({
				...this.view(visitor),
				type: 'user',
				user_id: contact.external_id,
				email: contact.email ?? '',
				anonymous: false,
			}));
		return contact;
	}

	/** A visitor as the API answers it. */
	view(visitor: Visitor) {
		const list = (type: string, plural: string) => ({ type, [plural]: [] });
		return {
			type: 'visitor',
			id: visitor.id,
			user_id: visitor.user_id,
			anonymous: true,
			email: visitor.email,
			phone: visitor.phone,
			name: visitor.name,
			pseudonym: visitor.pseudonym,
			avatar: { type: 'avatar', image_url: null },
			app_id: this.workspace.id,
			companies: list('company.list', 'companies'),
			location_data: {},
			last_request_at: visitor.last_request_at,
			created_at: visitor.created_at,
			remote_created_at: visitor.created_at,
			signed_up_at: visitor.created_at,
			updated_at: visitor.updated_at,
			session_count: visitor.session_count,
			social_profiles: list('social_profile.list', 'social_profiles'),
			owner_id: null,
			unsubscribed_from_emails: false,
			marked_email_as_spam: false,
			has_hard_bounced: false,
			tags: list('tag.list', 'tags'),
			segments: list('segment.list', 'segments'),
			custom_attributes: visitor.custom_attributes,
			referrer: visitor.referrer,
			utm_campaign: null,
			utm_content: null,
			utm_medium: null,
			utm_source: null,
			utm_term: null,
			do_not_track: null,
		};
	}

	clear(): void {
		this.byId.clear();
	}
}
