/** A believable small workspace: some hundred people, thirty companies, what surrounds them, and an inbox in the middle of the week. */
import type { Workspace } from '../workspace';
import { merge } from '../workspace/contacts/merging';
import { seedKnowledge } from '../workspace/knowledge/seed';
import type { Company, Contact } from '../workspace/types';
import { seedChannels } from './channels';
import { seedInbox } from './inbox';
import { Random } from './random';
import { seedSurroundings } from './surroundings';
import { seedTickets } from './tickets';
import { BROWSERS, COMPANY_NAMES, FIRST_NAMES, INDUSTRIES, LANGUAGES, LAST_NAMES, NOTES, PLACES, PLANS, SYSTEMS } from './words';

const DAY = 86_400_000;
const PEOPLE = 320;
const SPAN_DAYS = 400;

/** Fills an empty workspace. The same records every time; only their dates move along with today. */
export function seedDemo(workspace: Workspace): void {
	const random = new Random(20_261_101);
	const today = Math.floor(workspace.clock.ms() / DAY) * DAY;
	const start = today - SPAN_DAYS * DAY;
	workspace.clock.during(start, () => seedSurroundings(workspace, today / 1000));
	const companies = COMPANY_NAMES.map((name, index) =>
		workspace.clock.during(start + index * DAY, () => addCompany(workspace, random, name, index)),
	);
	for (let index = 0; index < PEOPLE; index++) {
		const born = start + 40 * DAY + Math.floor((index / PEOPLE) * (SPAN_DAYS - 41) * DAY) + random.between(0, DAY / 4);
		workspace.clock.during(born, () => addPerson(workspace, random, companies, index, today));
	}
	finishingTouches(workspace, today);
	seedInbox(workspace, random, today);
	seedTickets(workspace, random, today);
	seedChannels(workspace, random, today);
	seedKnowledge(workspace);
}

function addCompany(workspace: Workspace, random: Random, name: string, index: number): Company {
	const tier = random.pick(['bronze', 'silver', 'gold']);
	const company = workspace.companies.upsert({
		company_id: `company-${index + 1}`,
		name,
		plan: random.pick(PLANS),
		size: random.between(3, 4000),
		website: `https://company-${index + 1}.example`,
		industry: random.pick(INDUSTRIES),
		monthly_spend: random.between(0, 5000),
		remote_created_at: workspace.clock.seconds() - random.between(10, 900) * 86_400,
		custom_attributes: { account_tier: tier, health_score: Math.round(random.next() * 1000) / 10, on_contract: random.chance(60) },
	});
	company.session_count = random.between(0, 900);
	if (random.chance(25)) workspace.tags.apply(company, random.pick(workspace.tags.all()));
	if (random.chance(30)) workspace.notes.add({ company_id: company.id }, random.pick(NOTES), random.pick([...workspace.admins.keys()]));
	return company;
}

function addPerson(workspace: Workspace, random: Random, companies: Company[], index: number, today: number): void {
	const isLead = random.chance(20);
	const now = workspace.clock.seconds();
	const seen = random.chance(85) ? Math.min(today / 1000 - random.between(0, 86_400), now + random.between(0, 300) * 86_400) : null;
	const contact = workspace.contacts.create({
		role: isLead ? 'lead' : 'user',
		...(!isLead && { external_id: `user-${index + 1}` }),
		...((!isLead || random.chance(70)) && { email: `person.${index + 1}@${random.pick(['mail', 'post', 'inbox'])}.example` }),
		name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
		phone: random.chance(40) ? `+353 1 555 ${String(1000 + index)}` : null,
		owner_id: random.chance(30) ? random.pick([...workspace.admins.keys()]) : null,
		signed_up_at: isLead ? null : now,
		last_seen_at: seen,
		unsubscribed_from_emails: random.chance(8),
		custom_attributes: attributes(random, today),
	});
	describe(contact, random, seen);
	for (const company of random.some(companies, random.pick([0, 1, 1, 1, 2]))) {
		workspace.attach(contact, company);
		if (seen !== null) company.last_request_at = Math.max(company.last_request_at ?? 0, seen);
	}
	for (const tag of random.some(workspace.tags.all(), random.pick([0, 0, 0, 1, 1, 2, 3]))) workspace.tag(contact, tag);
	if (random.chance(15)) workspace.notes.add({ contact_id: contact.id }, random.pick(NOTES), random.pick([...workspace.admins.keys()]));
	for (const type of workspace.subscriptionTypes.values()) if (random.chance(12)) contact.subscriptions[type.id] = type.consent_type;
	if (seen !== null) contact.updated_at = Math.max(contact.updated_at, seen);
}

function attributes(random: Random, today: number) {
	return {
		plan_tier: random.pick(['free', 'pro', 'enterprise']),
		seats: random.between(1, 50),
		...(random.chance(70) && { score: Math.round(random.next() * 100) / 10 }),
		...(random.chance(60) && { newsletter_opt_in: random.chance(50) }),
		...(random.chance(50) && { renewal_date: today / 1000 + random.between(-100, 200) * 86_400 + random.between(0, 86_399) }),
	};
}

function describe(contact: Contact, random: Random, seen: number | null): void {
	contact.location = { ...random.pick(PLACES) };
	contact.traits = {
		browser: random.pick(BROWSERS),
		browser_language: random.pick(LANGUAGES),
		os: random.pick(SYSTEMS),
		...(seen !== null &&
			random.chance(50) && { last_contacted_at: seen - random.between(0, 86_400), last_replied_at: seen - random.between(0, 3600) }),
	};
	contact.has_hard_bounced = random.chance(3);
	contact.marked_email_as_spam = random.chance(2);
}

/** One archived contact and one that was merged into another. */
function finishingTouches(workspace: Workspace, today: number): void {
	workspace.clock.during(today - DAY, () => {
		const old = workspace.contacts.create({ external_id: 'archived-1', email: 'archived@mail.example', name: 'Archibald Archived' });
		workspace.contacts.change(old, () => (old.archived = true));
		const user = workspace.contacts.create({ external_id: 'merged-1', email: 'twin@mail.example', name: 'Mira Merged' });
		const lead = workspace.contacts.create({ role: 'lead', email: 'twin@mail.example', name: 'Mira' });
		merge(workspace, lead, user);
	});
}
