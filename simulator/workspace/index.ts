/** One Intercom workspace in memory. Tests may read and change it directly; the routes do nothing else. */
import type { Clock } from '../clock';
import { compile } from '../search/query';
import { seedDemo } from '../seed/demo';
import type { Settings } from '../settings';
import { ActivityLog } from './contacts/activities';
import { AttributeBook } from './attributes/book';
import { BannerBook } from './contacts/banners';
import { CompanyBook } from './companies/book';
import { ContactBook } from './contacts/book';
import { Fin } from './fin';
import { Happenings } from './happenings';
import { Ids } from './ids';
import { Inbox } from './inbox';
import { JobBook } from './jobs';
import { Knowledge } from './knowledge';
import { NoteBook } from './notes';
import { Office } from './office';
import { companyItem, companyNotice, contactItem, contactNotice, granularNotice, tagNotice } from './notices';
import { CompanyScroll } from './companies/scroll';
import { EventBook } from './contacts/events';
import { VisitorBook } from './contacts/visitors';
import { TagBook } from './tags';
import { TaskBook } from './tasks';
import type { Admin, AppliedTag, Company, Consent, Contact, Model, Segment, SubscriptionType, Tag } from './types';

/** Names a set of sample records. */
export type SeedName = 'demo';

export class Workspace {
	/** `id_code` of the app: the `app_id` of webhooks. */
	readonly id = 'simulatr';
	readonly name = 'Simulated Workspace';
	readonly timezone = 'Etc/UTC';
	readonly createdAt = 1_671_465_577;
	readonly admins = new Map<string, Admin>();
	readonly segments = new Map<string, Segment>();
	readonly subscriptionTypes = new Map<string, SubscriptionType>();
	/** Every state change, for whoever wants to hear of it. */
	readonly happenings: Happenings;
	readonly ids: Ids;
	readonly attributes: AttributeBook;
	readonly activities: ActivityLog;
	readonly contacts: ContactBook;
	readonly visitors: VisitorBook;
	readonly events: EventBook;
	readonly companies: CompanyBook;
	readonly tags: TagBook;
	readonly notes: NoteBook;
	readonly banners: BannerBook;
	readonly jobs: JobBook;
	readonly tasks: TaskBook;
	readonly scroll: CompanyScroll;
	/** Conversations, tickets and all that belongs to them. */
	readonly inbox: Inbox;
	/** Settings, audit log, exports. */
	readonly office: Office;
	/** The AI agent and what it reaches. */
	readonly fin: Fin;
	/** Articles and whatever else people and AI read. */
	readonly knowledge: Knowledge;
	/** Ids of contacts by company id. */
	private readonly members = new Map<string, Set<string>>();

	constructor(
		readonly clock: Clock,
		readonly settings: Settings,
	) {
		const owner = () => this.owner().id;
		this.happenings = new Happenings(clock);
		this.ids = new Ids();
		this.attributes = new AttributeBook(clock, settings, owner);
		this.activities = new ActivityLog(clock);
		const house = {
			clock,
			settings,
			ids: this.ids,
			attributes: this.attributes,
			activities: this.activities,
			owner,
			admin: (id: string) => this.admins.get(id),
			told: (what: string, contact: Contact) => this.happened(`contact.${what}`, () => contactNotice(this, what, contact)),
			toldCompany: (what: string, company: Company) => this.happened(`company.${what}`, () => companyNotice(this, what, company)),
		};
		this.contacts = new ContactBook(house);
		this.visitors = new VisitorBook(this);
		this.events = new EventBook(this);
		this.companies = new CompanyBook(house);
		this.tags = new TagBook(house);
		this.notes = new NoteBook(house);
		this.banners = new BannerBook(house);
		this.jobs = new JobBook(house);
		this.scroll = new CompanyScroll(house);
		this.inbox = new Inbox(this);
		this.office = new Office(this);
		this.fin = new Fin(this);
		this.knowledge = new Knowledge(this);
		this.tasks = new TaskBook(this);
		this.clear();
	}

	/** The admin the token belongs to. */
	owner(): Admin {
		const [first] = this.admins.values();
		return first;
	}

	/** Fills the workspace with sample records, the same in every run. */
	seed(name: SeedName): void {
		if (name === 'demo') this.happenings.silently(() => seedDemo(this));
	}

	/**
	 * Says that something happened: the one hook webhooks hang on (`happenings.subscribe`).
	 * @param topic as in the list of webhook topics
	 * @param item what a webhook carries, or how to make it
	 */
	happened(topic: string, item: unknown): void {
		this.happenings.tell(topic, typeof item === 'function' ? (item as () => unknown) : () => item);
	}

	/** Carries out background work that is due. */
	settle(): void {
		this.jobs.settle();
		this.tasks.settle();
		this.inbox.settle();
		this.office.settle();
		this.fin.settle();
		this.knowledge.settle();
	}

	/** Back to an empty workspace with one admin. */
	clear(): void {
		const books = [
			this.admins,
			this.segments,
			this.subscriptionTypes,
			this.attributes,
			this.activities,
			this.contacts,
			this.companies,
			this.tags,
			this.notes,
			this.banners,
			this.jobs,
			this.members,
			this.visitors,
			this.events,
			this.tasks,
			this.inbox,
			this.office,
			this.fin,
			this.happenings,
		];
		for (const book of books) book.clear();
		this.ids.reset();
		this.scroll.drop();
		this.knowledge.clear();
		this.office.furnish();
		this.addAdmin({ name: 'Ada Owner', email: 'ada@simulator.example', job_title: 'Owner' });
	}

	addAdmin(admin: Pick<Admin, 'name' | 'email'> & Partial<Admin>): Admin {
		const id = String(5_000_001 + this.admins.size);
		const full: Admin = {
			id,
			job_title: null,
			away_mode_enabled: false,
			away_mode_reassign: false,
			has_inbox_seat: true,
			team_ids: [],
			...admin,
		};
		this.admins.set(full.id, full);
		return full;
	}

	addSegment(segment: Pick<Segment, 'name' | 'model' | 'query'> & Partial<Segment>): Segment {
		const now = this.clock.seconds();
		const full: Segment = { id: this.ids.hex(), person_type: 'user', created_at: now, updated_at: now, ...segment };
		this.segments.set(full.id, full);
		return full;
	}

	addSubscriptionType(type: Omit<SubscriptionType, 'id' | 'state'>): SubscriptionType {
		const full: SubscriptionType = { id: this.ids.digits(), state: 'live', ...type };
		this.subscriptionTypes.set(full.id, full);
		return full;
	}

	/** Makes a contact a member of a company; twice changes nothing. */
	attach(contact: Contact, company: Company): void {
		if (contact.companies.includes(company.id)) return;
		this.contacts.change(contact, () => contact.companies.push(company.id));
		this.members.set(company.id, (this.members.get(company.id) ?? new Set()).add(contact.id));
		company.updated_at = this.clock.seconds();
		this.happened('company.contact.attached', () => ({ company: companyItem(this, company), contact: contactItem(this, contact) }));
	}

	detach(contact: Contact, company: Company): void {
		if (!contact.companies.includes(company.id)) return;
		this.contacts.change(contact, () => contact.companies.splice(contact.companies.indexOf(company.id), 1));
		this.members.get(company.id)?.delete(contact.id);
		company.updated_at = this.clock.seconds();
		this.happened('company.contact.detached', () => ({ company: companyItem(this, company), contact: contactItem(this, contact) }));
	}

	/** Contacts of a company that are not archived. */
	contactsOf(company: Company): Contact[] {
		return [...(this.members.get(company.id) ?? [])]
			.map((id) => this.contacts.get(id))
			.filter((contact) => contact !== undefined && !contact.archived) as Contact[];
	}

	companiesOf(contact: Contact): Company[] {
		return contact.companies.map((id) => this.companies.get(id)).filter((company) => company !== undefined);
	}

	/** Companies as lists show them: those nobody belongs to are left out (setting `hideLonelyCompanies`). */
	listedCompanies(): Company[] {
		const all = this.companies.all();
		return this.settings.hideLonelyCompanies ? all.filter((company) => this.contactsOf(company).length > 0) : all;
	}

	/** Puts a tag on a contact. */
	tag(contact: Contact, tag: Tag): AppliedTag {
		const known = contact.tags.find((applied) => applied.id === tag.id);
		if (known) return known;
		this.contacts.change(contact, () => this.tags.apply(contact, tag));
		this.happened(`contact.${contact.role}.tag.created`, () => tagNotice(this, contact, tag));
		return this.tags.apply(contact, tag);
	}

	/** Takes a tag off a contact. */
	untag(contact: Contact, tag: Tag): void {
		if (!contact.tags.some((applied) => applied.id === tag.id)) return;
		this.contacts.change(contact, () => this.tags.remove(contact, tag));
		this.happened(`contact.${contact.role}.tag.deleted`, () => tagNotice(this, contact, tag));
	}

	/** Notes what a contact wants of one kind of message; null takes the choice back. */
	subscribe(contact: Contact, type: SubscriptionType, consent: Consent | null): void {
		this.contacts.change(contact, () => {
			if (consent === null) delete contact.subscriptions[type.id];
			else contact.subscriptions[type.id] = consent;
		});
		const what = (consent ?? (type.consent_type === 'opt_in' ? 'opt_out' : 'opt_in')) === 'opt_in' ? 'subscribe' : 'unsubscribe';
		this.happened(`granular.${what}`, () => granularNotice(this, what, contact, type));
	}

	/** Deletes a tag and takes it off everything. */
	deleteTag(tag: Tag): void {
		for (const contact of this.contacts.all()) this.untag(contact, tag);
		for (const company of this.companies.all()) this.tags.remove(company, tag);
		for (const thread of this.inbox.allThreads()) this.tags.remove(thread, tag);
		this.knowledge.untagAll(tag);
		this.tags.delete(tag);
	}

	deleteContact(contact: Contact): void {
		for (const company of contact.companies) this.members.get(company)?.delete(contact.id);
		this.contacts.delete(contact);
	}

	deleteCompany(company: Company): void {
		for (const id of [...(this.members.get(company.id) ?? [])]) {
			const contact = this.contacts.get(id);
			if (contact) this.detach(contact, company);
		}
		this.companies.delete(company);
		this.members.delete(company.id);
	}

	/** Segments a record is in right now. */
	segmentsOf(model: Model, record: Contact | Company): Segment[] {
		return [...this.segments.values()].filter((segment) => segment.model === model && this.isIn(segment, record));
	}

	isIn(segment: Segment, record: Contact | Company): boolean {
		return compile(this, segment.model, segment.query, 'second')(record);
	}

	/** How many records a segment holds. */
	count(segment: Segment): number {
		const records: Array<Contact | Company> = segment.model === 'contact' ? this.contacts.listed() : this.companies.all();
		return records.filter((record) => this.isIn(segment, record)).length;
	}
}
