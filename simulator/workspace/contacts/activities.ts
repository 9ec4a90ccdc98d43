/** The diary of contacts: created, role changed, merged, deleted. */
import type { Clock } from '../../clock';
import type { Activity, Contact } from '../types';

export class ActivityLog {
	private entries: Array<Activity & { seq: number }> = [];

	constructor(private readonly clock: Clock) {}

	/** Oldest first. */
	all(): Array<Activity & { seq: number }> {
		return this.entries;
	}

	add(type: Activity['event_type'], contact: Contact, more: Partial<Activity> = {}): void {
		const seq = this.entries.length + 1;
		this.entries.push({
			seq,
			id: `${this.clock.ms()}.${seq.toString(16).padStart(6, '0')}`,
			event_type: type,
			contact_id: contact.id,
			...(type !== 'contact.deleted' && { external_id: contact.external_id }),
			role: contact.role,
			...more,
			created_at: this.clock.seconds(),
		});
	}

	clear(): void {
		this.entries = [];
	}
}
