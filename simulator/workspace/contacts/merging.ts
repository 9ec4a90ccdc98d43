/** Merging a lead into a user: may it be, what would change, and doing it. */
import type { Workspace } from '../index';
import type { Thread } from '../inbox/types';
import { contactItem } from '../notices';
import type { Contact } from '../types';

export interface Obstacle {
	code: 'invalid_merge_role_pair' | 'no_shared_identifier';
	message: string;
}

const ADOPTED = ['name', 'email', 'phone', 'avatar', 'owner_id', 'signed_up_at', 'last_seen_at', 'language_override'] as const;

/** What stands in the way, if anything. */
export function obstacle(from: Contact, into: Contact, skipDuplicateCheck: boolean): Obstacle | undefined {
	if (from.role !== 'lead' || into.role !== 'user') {
		return {
			code: 'invalid_merge_role_pair',
			message: `A lead can be merged into a user only; from is a ${from.role}, into is a ${into.role}`,
		};
	}
	if (skipDuplicateCheck || isDuplicate(from, into)) return undefined;
	return {
		code: 'no_shared_identifier',
		message: 'The contacts share no email and no phone. Set skip_duplicate_validation to true to merge them anyway.',
	};
}

/** What would change, without changing it. */
export function changes(workspace: Workspace, from: Contact, into: Contact) {
	const attributes: Array<Record<string, unknown>> = [];
	for (const field of ADOPTED) {
		if (from[field] === null || from[field] === into[field]) continue;
		const adopted = into[field] === null;
		attributes.push({
			field,
			outcome: adopted ? 'adopted' : 'discarded',
			from_value: from[field],
			...(!adopted && { into_value: into[field] }),
			new_into_value: adopted ? from[field] : into[field],
		});
	}
	const names = (contact: Contact) => workspace.companiesOf(contact).map((company) => company.name ?? company.company_id);
	if (from.companies.some((id) => !into.companies.includes(id))) {
		attributes.push({
			field: 'companies',
			outcome: 'merged',
			from_value: names(from),
			into_value: names(into),
			new_into_value: [...new Set([...names(into), ...names(from)])],
		});
	}
	const threads = (contact: Contact, all: Thread[]) => all.filter((thread) => thread.contacts.includes(contact.id)).length;
	const notes = (contact: Contact) => workspace.notes.about({ contact_id: contact.id }).length;
	return {
		attribute_changes: { attributes, total_count: attributes.length },
		reassignments: {
			conversations: { from: threads(from, workspace.inbox.conversations.all()), into: threads(into, workspace.inbox.conversations.all()) },
			tickets: { from: threads(from, workspace.inbox.tickets.all()), into: threads(into, workspace.inbox.tickets.all()) },
			tags: { from: from.tags.length, into: into.tags.length },
			notes: { from: notes(from), into: notes(into) },
		},
	};
}

/** Does it: `from` is gone afterwards, its companies, tags and notes live on in `into`. */
export function merge(workspace: Workspace, from: Contact, into: Contact): Contact {
	for (const company of workspace.companiesOf(from)) {
		workspace.attach(into, company);
		workspace.detach(from, company);
	}
	workspace.notes.move(from.id, into.id);
	workspace.inbox.moveContact(from.id, into.id);
	workspace.contacts.change(into, () => {
		for (const field of ADOPTED) if (into[field] === null) Object.assign(into, { [field]: from[field] });
		into.custom_attributes = { ...from.custom_attributes, ...into.custom_attributes };
		into.subscriptions = { ...from.subscriptions, ...into.subscriptions };
		into.tags.push(...from.tags.filter((tag) => !into.tags.some((known) => known.id === tag.id)));
		into.merges.push({ source_contact_id: from.id, source_contact_role: from.role, merged_at: workspace.clock.seconds() });
	});
	workspace.contacts.retire(from, into);
	workspace.activities.add('contact.merged', into, { merge_source_id: from.id, merge_target_id: into.id });
	workspace.happened('contact.merged', () => ({ ...contactItem(workspace, into), merged_from: { type: 'contact', id: from.id } }));
	return into;
}

function isDuplicate(a: Contact, b: Contact): boolean {
	return (a.email !== null && a.email === b.email) || (a.phone !== null && a.phone === b.phone);
}
