/** Data events: what contacts did elsewhere, one by one and summed up. */
import type { Workspace } from '../index';
import type { Contact } from '../types';

export interface DataEvent {
	id: string;
	seq: number;
	contact_id: string;
	event_name: string;
	created_at: number;
	metadata: Record<string, unknown>;
}

export interface Summary {
	event_name: string;
	count: number;
	first: number;
	last: number;
}

/** Older ones are summed up, but no longer listed. */
const LISTED_FOR = 90 * 86_400;

export class EventBook {
	private readonly byContact = new Map<string, DataEvent[]>();
	/** Summaries sent in, by contact. */
	private readonly added = new Map<string, Summary[]>();
	private seq = 0;

	constructor(private readonly workspace: Workspace) {}

	/** Newest first, those of the last 90 days. */
	of(contact: Contact): DataEvent[] {
		const since = this.workspace.clock.seconds() - LISTED_FOR;
		return [...(this.byContact.get(contact.id) ?? [])]
			.filter((event) => event.created_at >= since)
			.sort((a, b) => b.created_at - a.created_at || b.seq - a.seq);
	}

	add(contact: Contact, event: Pick<DataEvent, 'event_name' | 'created_at'> & { metadata?: Record<string, unknown> }): DataEvent {
		const seq = ++this.seq;
		const full: DataEvent = { id: this.workspace.ids.uuid(), seq, contact_id: contact.id, metadata: {}, ...event };
		this.byContact.set(contact.id, [...(this.byContact.get(contact.id) ?? []), full]);
		this.workspace.happened('event.created', () => this.view(full, contact));
		return full;
	}

	addSummary(contact: Contact, summary: Summary): void {
		this.added.set(contact.id, [...(this.added.get(contact.id) ?? []), summary]);
	}

	/** How often, when first and when last, by name. */
	summaries(contact: Contact): Summary[] {
		const single = (this.byContact.get(contact.id) ?? []).map(({ event_name, created_at }) => ({
			event_name,
			count: 1,
			first: created_at,
			last: created_at,
		}));
		const sums = new Map<string, Summary>();
		for (const one of [...(this.added.get(contact.id) ?? []), ...single]) {
			const known = sums.get(one.event_name);
			sums.set(
				one.event_name,
				known
					? {
							event_name: one.event_name,
							count: known.count + one.count,
							first: Math.min(known.first, one.first),
							last: Math.max(known.last, one.last),
						}
					: one,
			);
		}
		return [...sums.values()];
	}

	/** An event as the API answers it. */
	view(event: DataEvent, contact: Contact) {
		const { id, event_name, created_at, metadata } = event;
		return {
			type: 'event',
			id,
			event_name,
			created_at,
			...(contact.external_id !== null && { user_id: contact.external_id }),
			intercom_user_id: contact.id,
			email: contact.email ?? '',
			metadata,
		};
	}

	clear(): void {
		this.byContact.clear();
		this.added.clear();
		this.seq = 0;
	}
}
