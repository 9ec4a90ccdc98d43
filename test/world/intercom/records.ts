/** The records of a workspace, as its index shows them: some changes later than others. */

import type { Dice } from '../dice';
import type { Time } from '../time';

export type Kind =
	| 'contact'
	| 'company'
	| 'conversation'
	| 'ticket'
	| 'article'
	| 'macro'
	| 'call'
	| 'deleted'
	| 'event'
	| 'activity'
	| 'execution';

export type Row = Record<string, unknown> & { id: string };

/** Something that happened to a record: it came about, it changed, or it went away. */
export interface Happening {
	kind: Kind;
	id: string;
	/** Unix seconds. */
	at: number;
	/** Milliseconds. */
	ms: number;
	what: 'new' | 'change' | 'gone';
	/** What was changed; see `FIELDS`. */
	fields: string[];
}

/** Two fields of a record that a change can be about. */
export const FIELDS: Partial<Record<Kind, [string, string]>> = {
	contact: ['name', 'phone'],
	company: ['name', 'website'],
	conversation: ['title', 'priority'],
	ticket: ['category', 'ticket_state'],
};

interface Pending {
	visibleAt: number;
	order: number;
	id: string;
	/** Undefined: it goes away. */
	row?: Row;
}

/** All records of one kind. */
export class Records {
	/** As they are, whatever the index shows. */
	readonly real = new Map<string, Row>();
	private readonly shown = new Map<string, Row>();
	private readonly pending: Pending[] = [];
	private readonly visibleAt = new Map<string, number>();
	private readonly sorted = new Map<string, Row[]>();
	private order = 0;

	constructor(
		private readonly time: Time,
		private readonly dice: Dice,
	) {}

	set(id: string, row: Row | undefined, lateSeconds: number): void {
		if (row) this.real.set(id, row);
		else this.real.delete(id);
		const late = lateSeconds && this.dice.is(0.3) ? this.dice.whole(0, lateSeconds * 1000) : 0;
		// a change is never shown before the one it follows
		const visibleAt = Math.max(this.time.ms + late, this.visibleAt.get(id) ?? 0);
		this.visibleAt.set(id, visibleAt);
		this.pending.push({ visibleAt, order: this.order++, id, row });
	}

	/** As the index shows them now, by a moment; where it is equal in the order of their IDs turned over, which is as good as any. */
	by(field: string, isDescending: boolean): Row[] {
		this.show();
		const name = `${field} ${isDescending}`;
		const known = this.sorted.get(name);
		if (known) return known;
		const sign = isDescending ? -1 : 1;
		const rows = [...this.shown.values()].sort((a, b) => sign * (secondsOf(a[field]) - secondsOf(b[field])) || (a.id < b.id ? 1 : -1));
		this.sorted.set(name, rows);
		return rows;
	}

	private show(): void {
		const { ms } = this.time;
		const due = this.pending.filter(({ visibleAt }) => visibleAt <= ms);
		if (!due.length) return;
		const left = this.pending.filter(({ visibleAt }) => visibleAt > ms);
		this.pending.splice(0, this.pending.length, ...left);
		for (const { id, row } of due.sort((a, b) => a.visibleAt - b.visibleAt || a.order - b.order)) {
			if (row) this.shown.set(id, row);
			else this.shown.delete(id);
		}
		this.sorted.clear();
	}
}

/** Unix seconds of a moment in a row, which is Unix seconds or ISO 8601. */
export const secondsOf = (moment: unknown): number => (typeof moment === 'string' ? Math.floor(Date.parse(moment) / 1000) : Number(moment));

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** A record after something happened to it. @param fields what was changed, all of them where it is new */
export function rowOf(kind: Kind, id: string, at: number, fields: readonly string[], before: Row | undefined): Row {
	switch (kind) {
		case 'deleted':
			return { id, deleted_at: at, metrics_retained: true };
		case 'call':
			return { id, type: 'call', created_at: before?.created_at ?? at, ended_at: before ? at : null, updated_at: at };
		case 'macro':
			return { id, type: 'macro', name: `macro ${id}`, created_at: before?.created_at ?? iso(at), updated_at: iso(at) };
		case 'execution':
			return { id, type: 'data_connector.execution', success: true, created_at: iso(at) };
		case 'activity':
			return { id, activity_type: 'app_name_change', activity_description: `activity ${id}`, created_at: at };
		case 'event':
			return { id, type: 'event', event_name: `event ${id}`, created_at: at };
		default:
			return {
				...before,
				id,
				type: kind,
				created_at: before?.created_at ?? at,
				updated_at: at,
				...(kind === 'contact' ? { role: before?.role ?? (Number(id) % 3 ? 'user' : 'lead') } : {}),
				...Object.fromEntries(fields.map((field) => [field, `${field} of ${id} ${at} ${String(before?.count ?? '')}`])),
				count: Number(before?.count ?? 0) + 1,
			};
	}
}
