/** Words for lists in Intercom whose records came about or changed at a moment. Moments are Unix seconds. */

/** One change of one record. */
export interface Found {
	/** Tells this change from every other: the record's ID and its moment as Intercom writes it. */
	identity: string;
	at: number;
	json: Record<string, unknown>;
	/** It was open before: its ID, and the moment that sorts. */
	wasOpen?: readonly [id: string, order: number];
}

/** One record of a page. */
export interface Row {
	id: string;
	/** The moment by which the list is sorted. */
	order?: number;
	/** Absent: the record does not count, or has not come to the watched moment yet. */
	found?: Found;
	/** It will come to the watched moment: a call that is not over. */
	isOpen?: boolean;
	json?: Record<string, unknown>;
}

export interface Page {
	rows: Row[];
	/** How many records Intercom counts in all of the list. */
	total?: number;
	/** Where the list goes on; absent on its last page. */
	next?: string;
	/** That position names the last record of this page: whatever moves before it does not shift it. */
	isAnchored?: boolean;
	/** The page before this one, and the last one, where pages have numbers. */
	before?: string;
	last?: string;
}

/** Everything from `from` until (without) `until`, and maybe more. Where a list cannot be asked like that, it is all of it. */
export interface Question {
	from: number;
	until?: number;
	/** For searches: by the watched moment. */
	way: 'ascending' | 'descending';
}

/** A list in Intercom, by what happened when. */
export interface Source {
	/** One request. Rejects with `PositionLost` where Intercom does not know the position any more. */
	page(question: Question, position?: string): Promise<Page>;
	/** One record by its ID, where the list has records that are open; undefined where there is none. */
	one?(id: string): Promise<Row | undefined>;
	/** Asks Intercom for nothing but the time. */
	askTime(): Promise<number>;
	/** Intercom's clock as of its last answer, and whether that is sure. */
	now(): number;
	isSure(): boolean;
	/** How long the last answer took: it has what was there when it was asked for, and the time when it was sent; seconds. */
	took?(): number;
	readonly traits: Traits;
}

/** What is known of a list beforehand. */
export interface Traits {
	/**
	 * - `search`: it is asked to sort by the watched moment
	 * - `spans`: it can be asked for a span of time, and has no known order
	 * - `newestFirst`: it begins with the newest
	 */
	kind: 'search' | 'spans' | 'newestFirst';
	/** Intercom's description says so. What is not said is looked at. */
	isDocumented: boolean;
	/** What is in the list stays as it is and where it is: a log. */
	isFixed: boolean;
	/** The watched moment of a record never changes. */
	isSteady: boolean;
	/** A record can move to the front while its watched moment stays what it was. */
	reorders: boolean;
	/** By how many seconds the watched moment may lie behind the one that sorts. */
	lagSeconds: number;
}

/** Intercom does not know the position any more. `cause`: how it said so. */
export class PositionLost extends Error {
	override name = 'PositionLost';
}

/** The time that a poll has is over, and the answer is not there. */
export class OutOfTime extends Error {
	override name = 'OutOfTime';
}
