/**
 * A small world for the property test: records that come and change, an index that learns of it late, and a list that is
 * read page by page while all this goes on. Time is whole milliseconds and moves only when something is read or waited for.
 */

import type { Found, Page, Question, Row as ListRow, Source, Traits } from '../../engine/triggers/polling/follow';

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
	 * - `sorted`: a search that sorts as it is asked
	 * - `moving`: a search that takes no notice of being asked to sort, and puts the latest change first
	 * - `pages`: page numbers, newest first, no search
	 * - `reversed`: page numbers, by creation, oldest first, against what was expected
	 * - `log`: page numbers over a span of time, in no order; what is in it stays as it is
	 */
	list: 'sorted' | 'moving' | 'pages' | 'reversed' | 'log';
	/** What a position of a search stands for: the record before it, or how many come before it. Where dates are compared by the day, updates have the former. */
	cursors: 'record' | 'number';
	/** Whether it says how many records there are. */
	counts: boolean;
	/** Whether our own clock tells a wrong answer from a right one. */
	isSure: boolean;
	pageSize: number;
	/** How long a page takes, milliseconds. */
	pageMs: number;
	/** Which moment counts; in `reversed` and `log`, always the creation. */
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
	readonly traits: Traits;
	/** So many pages from now on fail. */
	faults = 0;
	/** Requests so far. */
	requests = 0;
	/** By how many seconds the next answers say the wrong time. */
	wrong: number[] = [];
	private heard?: number;
	private readonly versions = new Map<number, Version[]>();
	private readonly watched: 'created' | 'updated';

	constructor(
		changes: readonly Change[],
		private readonly manners: Manners,
		/** Unix seconds. */
		readonly beginning: number,
	) {
		this.ms = beginning * 1000;
		const { list } = manners;
		this.watched = list === 'log' || list === 'reversed' ? 'created' : manners.watched;
		const isCreation = this.watched === 'created';
		this.traits = {
			kind: list === 'log' ? 'spans' : list === 'sorted' || list === 'moving' ? 'search' : 'newestFirst',
			isDocumented: list === 'pages',
			isFixed: list === 'log',
			isSteady: list === 'pages' ? false : isCreation,
			reorders: list === 'pages' && isCreation,
			lagSeconds: 0,
		};
		for (const { record, after, late } of [...changes].sort((a, b) => a.after - b.after)) {
			const versions = this.versions.get(record) ?? [];
			versions.push({ at: beginning + Math.floor(after / 1000), visibleAt: beginning * 1000 + after + late, text: versions.length + 1 });
			this.versions.set(record, versions);
		}
	}

	now = (): number => this.heard ?? this.time();
	/** The clocks of poller and Intercom have nothing to do with each other here, or they agree but for a wrong answer. */
	isSure = (): boolean => this.manners.isSure && this.isRight;
	/** Of all answers of a poll. */
	isRight = true;

	askTime = async (): Promise<number> => {
		return this.hear();
	};

	private hear(): number {
		const wrong = this.wrong.shift() ?? 0;
		this.isRight &&= wrong === 0;
		this.heard = this.time() + wrong;
		return this.heard;
	}

	/** What time it is; Unix seconds. */
	time(): number {
		return Math.floor(this.ms / 1000);
	}

	pass(seconds: number): void {
		this.ms += seconds * 1000;
	}

	/** Everything that can be heard of once everything is in the index, from a moment on: `record@second`. */
	ever(from: number): Set<string> {
		return new Set(
			[...this.versions].flatMap(([record, versions]) =>
				(this.watched === 'created' ? versions.slice(0, 1) : versions).filter(({ at }) => at >= from).map(({ at }) => `${record}@${at}`),
			),
		);
	}

	/** What has to be heard of: every creation; the last of the updates, which no later one hides. */
	needed(from: number): Set<string> {
		if (this.watched === 'created') return this.ever(from);
		return new Set(
			[...this.versions].flatMap(([record, versions]) =>
				versions
					.slice(-1)
					.filter(({ at }) => at >= from)
					.map(({ at }) => `${record}@${at}`),
			),
		);
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
		return new Set(
			this.rows()
				.filter(({ updated }) => updated >= from && updated < this.time())
				.map(({ record, updated }) => `${record}@${updated}`),
		);
	}

	async page(question: Question, position?: string): Promise<Page> {
		this.requests += 1;
		if (this.faults > 0) {
			this.faults -= 1;
			throw new Error('Intercom has a fault');
		}
		const { pageSize, pageMs, cursors, counts, rule } = this.manners;
		const all = this.matching(question);
		const isByRecord = this.traits.kind === 'search' && (cursors === 'record' || (rule === 'day' && this.watched === 'updated'));
		const start =
			position === undefined
				? 0
				: isByRecord
					? all.filter((row) => this.compare(row, JSON.parse(position) as Row, question) <= 0).length
					: Number(position);
		const rows = all.slice(start, start + pageSize);
		const hasMore = start + pageSize < all.length;
		const isNumbered = this.traits.kind !== 'search';
		const last = Math.max(0, Math.ceil(all.length / pageSize) - 1) * pageSize;
		this.hear();
		// and the world goes on
		this.ms += pageMs;
		return {
			rows: rows.map((row) => this.row(row)),
			...(counts ? { total: all.length } : {}),
			...(hasMore ? { next: isByRecord ? JSON.stringify(rows.at(-1)) : String(start + pageSize) } : {}),
			isAnchored: isByRecord,
			...(isNumbered && start > 0 ? { before: String(Math.max(0, start - pageSize)) } : {}),
			...(isNumbered ? { last: String(last) } : {}),
		};
	}

	private row(row: Row): ListRow {
		return { id: String(row.record), order: this.order(row), found: this.found(row) };
	}

	private found(row: Row): Found {
		const at = row[this.watched];
		return { identity: `${row.record}@${at}`, at, json: { text: row.text } };
	}

	/** A plain list does not go by what is watched. */
	private order(row: Row): number {
		return this.manners.list === 'pages' ? row.updated : row[this.watched];
	}

	private matching(question: Question): Row[] {
		const { rule, zone } = this.manners;
		const { from, until } = question;
		const isAsked = this.traits.kind !== 'newestFirst';
		const day = (second: number): number => Math.floor((second + zone * 3600) / DAY);
		const compared = rule === 'day' && this.traits.kind === 'search' ? day : (second: number): number => second;
		return this.rows()
			.filter(
				(row) =>
					!isAsked ||
					(compared(row[this.watched]) >= compared(from) && (until === undefined || compared(row[this.watched]) <= compared(until))),
			)
			.sort((a, b) => this.compare(a, b, question));
	}

	private compare(a: Row, b: Row, { way }: Question): number {
		const byRecord = a.record - b.record;
		switch (this.manners.list) {
			case 'sorted':
				return (way === 'ascending' ? 1 : -1) * (a[this.watched] - b[this.watched] || byRecord);
			case 'moving':
				return b.updated - a.updated || byRecord;
			case 'pages':
				return b.updated - a.updated || byRecord;
			case 'reversed':
				return a.created - b.created || byRecord;
			case 'log':
				return ((a.record * 7) % 11) - ((b.record * 7) % 11) || byRecord;
		}
	}

	/** Records as the index shows them. */
	private rows(): Row[] {
		return [...this.versions].flatMap(([record, versions]) => {
			const visible = versions.filter(({ visibleAt }) => visibleAt <= this.ms);
			const last = visible.reduce(
				(newest: Version | undefined, version) => (newest && newest.text > version.text ? newest : version),
				undefined,
			);
			return last ? [{ record, created: versions[0].at, updated: last.at, text: last.text }] : [];
		});
	}
}
