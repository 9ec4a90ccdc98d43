/**
 * A small world for the property test: records that come and change, an index that learns of it late, and a list that is
 * read page by page while all this goes on. Time is whole milliseconds and moves only when something is read or waited for.
 */

import type { Found, Source } from '../../engine/triggers/polling/follow';

/** What happens to a record. */
export interface Change {
	/** Milliseconds after the beginning. */
	after: number;
	/** Which record: created by its first change. */
	record: number;
	/** How long the index takes to show it, milliseconds. */
	late: number;
}

/** How Intercom behaves in this world. */
export interface Manners {
	rule: 'second' | 'day';
	/** Where the day begins, hours from UTC. */
	zone: number;
	/**
	 * `sorted`: a search newest first. `unsorted`: a search by no useful order. `pages`: page numbers, newest first, no search.
	 * `reversed`: by creation, oldest first, against what was expected.
	 */
	list: 'sorted' | 'unsorted' | 'pages' | 'reversed';
	pageSize: number;
	/** How long a page takes, milliseconds. */
	pageMs: number;
	/** Which moment counts. */
	watched: 'created' | 'updated';
}

interface Version {
	/** Unix seconds: Intercom knows nothing finer. */
	at: number;
	/** Milliseconds. */
	visibleAt: number;
	/** What the record says then: the how-manieth change. */
	text: number;
}

interface Row {
	record: number;
	created: number;
	updated: number;
	text: number;
}

const DAY = 86_400;

export class World implements Source {
	ms: number;
	readonly newestFirst: boolean;
	readonly lagSeconds = 0;
	readonly moves: boolean;
	/** So many pages from now on fail. */
	faults = 0;
	private readonly versions = new Map<number, Version[]>();

	constructor(
		changes: readonly Change[],
		private readonly manners: Manners,
		/** Unix seconds. */
		readonly beginning: number,
	) {
		this.ms = beginning * 1000;
		this.newestFirst = manners.list !== 'unsorted';
		this.moves = manners.list === 'pages' && manners.watched === 'created';
		for (const { record, after, late } of [...changes].sort((a, b) => a.after - b.after)) {
			const versions = this.versions.get(record) ?? [];
			versions.push({ at: beginning + Math.floor(after / 1000), visibleAt: beginning * 1000 + after + late, text: versions.length + 1 });
			this.versions.set(record, versions);
		}
	}

	now = (): number => Math.floor(this.ms / 1000);
	askTime = async (): Promise<number> => this.now();

	pass(seconds: number): void {
		this.ms += seconds * 1000;
	}

	/** Everything that can be heard of once everything is in the index, from a moment on: `record@second`. */
	ever(from: number): Set<string> {
		return new Set([...this.versions].flatMap(([record, versions]) => (this.manners.watched === 'created' ? versions.slice(0, 1) : versions).filter(({ at }) => at >= from).map(({ at }) => `${record}@${at}`)));
	}

	/** What has to be heard of: every creation; the last of the updates, which no later one hides. */
	needed(from: number): Set<string> {
		if (this.manners.watched === 'created') return this.ever(from);
		return new Set([...this.versions].flatMap(([record, versions]) => versions.slice(-1).filter(({ at }) => at >= from).map(({ at }) => `${record}@${at}`)));
	}

	/**
	 * What the record says at the end of a second: a change in the same second goes with the one before. Undefined where
	 * the index learns of it later: nobody can tell then that it is another one.
	 */
	textAt(name: string): number | undefined {
		const [record, second] = name.split('@').map(Number);
		const changes = (this.versions.get(record) ?? []).filter(({ at }) => at === second);
		return changes.every(({ visibleAt }) => visibleAt < (second + 1) * 1000) ? Math.max(...changes.map(({ text }) => text)) : undefined;
	}

	/** The updates that the index shows at this moment. */
	shown(from: number): Set<string> {
		return new Set(this.rows().filter(({ updated }) => updated >= from && updated < this.now()).map(({ record, updated }) => `${record}@${updated}`));
	}

	async *read(from: number, until: number | undefined): AsyncGenerator<Found[]> {
		const { pageSize, pageMs } = this.manners;
		let cursor: Row | undefined;
		for (let page = 0; ; page += 1) {
			if (this.faults > 0) {
				this.faults -= 1;
				throw new Error('Intercom has a fault');
			}
			const all = this.matching(from, until);
			const rest = this.isPlain ? all.slice(page * pageSize) : cursor === undefined ? all : all.filter((row) => this.compare(row, cursor as Row) > 0);
			const rows = rest.slice(0, pageSize);
			cursor = rows.at(-1);
			yield rows.map((row) => this.found(row));
			if (rest.length <= pageSize) return;
			// and the world goes on
			this.ms += pageMs;
		}
	}

	private found(row: Row): Found {
		const at = row[this.manners.watched];
		return { identity: `${row.record}@${at}`, at, order: this.order(row), json: { text: row.text } };
	}

	private order(row: Row): number | undefined {
		if (this.manners.list === 'unsorted') return undefined;
		// a plain list does not go by what is watched
		if (this.manners.list === 'pages') return row.updated;
		return this.isPlain ? row.created : row[this.manners.watched];
	}

	private get isPlain(): boolean {
		return this.manners.list === 'pages' || this.manners.list === 'reversed';
	}

	private matching(from: number, until: number | undefined): Row[] {
		const { rule, watched, zone } = this.manners;
		const day = (second: number): number => Math.floor((second + zone * 3600) / DAY);
		const compared = rule === 'day' ? day : (second: number): number => second;
		return this.rows()
			.filter((row) => this.isPlain || (compared(row[watched]) >= compared(from) && (until === undefined || compared(row[watched]) <= compared(until))))
			.sort((a, b) => this.compare(a, b));
	}

	private compare(a: Row, b: Row): number {
		const [one, other] = [this.order(a), this.order(b)];
		return one === undefined || other === undefined || one === other ? a.record - b.record : this.manners.list === 'reversed' ? one - other : other - one;
	}

	/** Records as the index shows them. */
	private rows(): Row[] {
		return [...this.versions].flatMap(([record, versions]) => {
			const visible = versions.filter(({ visibleAt }) => visibleAt <= this.ms);
			const last = visible.reduce((newest: Version | undefined, version) => (newest && newest.text > version.text ? newest : version), undefined);
			return last ? [{ record, created: versions[0].at, updated: last.at, text: last.text }] : [];
		});
	}
}
