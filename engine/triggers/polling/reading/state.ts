/** What a poll knows from the one before: what is kept in the workflow's static data, and what this process remembers of a reading. */

import type { Seen } from '../seen';
import type { Found } from './list';
import type { Order } from './order';
import type { Whole } from './whole';

export interface State {
	/** The beginning that people chose; Unix seconds. */
	start?: number;
	/** When the watching began, where nobody chose; Unix seconds. */
	began?: number;
	/** Everything older is done with; Unix seconds. */
	low: number;
	/** Everything older has been read at least once; Unix seconds. */
	upTo: number;
	seen: Seen;
	/** What time it was at the polls that got an answer, the latest first: an answer that is not sure moves `low` by these only. */
	times?: readonly number[];
	/** Where an ascending list goes on that cannot be asked for from a second on. */
	place?: Place;
	/** Records that had not come to the watched moment when they were read: ID -> the moment that sorts. Absent: not known yet. */
	open?: ReadonlyMap<string, number>;
	/** Those that were open when it was looked at last, where all that may be open are to be looked at once more. */
	former?: ReadonlyMap<string, number>;
	/** Of this process alone: nothing is lost with it, it is only read again. */
	passing?: Passing;
}

export interface Place {
	/** The question. */
	from: number;
	position: string;
}

/** What a list turned out to be: asked by the day although it was asked by the second; in no order although it was asked for one. */
export type Manner = 'coarse' | 'unsorted';

export interface Passing {
	manner?: Manner;
	/** How many seconds of a list without order are read at a time; of what is read again, how many. */
	span?: number;
	deepSpan?: number;
	/** How many records a page holds, as far as one was full. */
	pageSize?: number;
	/** Positions are not known any more when the next poll asks for them. */
	expires?: boolean;
	/** The poll before has passed something on. */
	isBusy?: boolean;
	/** A part of a list that is read page by page. */
	whole?: Whole;
	/** What was read and not passed on yet. */
	stock?: Stock;
	/** Where the minutes that are read again go on, if there are too many pages of them for one poll. */
	deep?: Deep;
	/** A reading that ran out of time. */
	walk?: Walk;
	/** When each record that is open was last asked for. */
	asked?: ReadonlyMap<string, number>;
	turn?: boolean;
	/** Whether a search has shown that it sorts as it is asked, and a list that it begins with the newest. */
	isSorted?: boolean;
	falls?: boolean;
}

export interface Stock {
	changes: Found[];
	end: number;
	isPresent: boolean;
	since?: number;
	reached: number;
	place?: Place;
	marks: Mark[];
}

/** A page of an ascending list: what is newer than `after` is on it or behind it. */
export interface Mark {
	after: number;
	place: Place;
}

export interface Deep {
	at: number;
	position?: string;
	/** When it began. */
	since: number;
	/** Of a list without order: how many seconds at a time, and how many records there were so far. */
	span?: number;
	count?: number;
	/** A part of it that is read page by page. */
	whole?: Whole;
}

export interface Walk {
	position?: string;
	/** Read from the end of the list to its beginning. */
	isUpward?: boolean;
	order: Order;
	/** When it began, and a moment that is sure not to be later. */
	since: number;
	sureSince: number;
	/** The newest moment on its first page. */
	newest?: number;
	/** Of this reading: pages, and changes that were new. */
	pages: number;
	fresh: number;
	/** How often it was read from the beginning. */
	readings: number;
	/** How many records the list had. */
	total?: number;
	/** Of the first reading of all: everything that is open. */
	open?: Map<string, number>;
}

export interface Limits {
	/** How many changes one poll passes on; a single second with more is passed on whole. */
	most: number;
	/** How far back is read again; seconds. */
	lookBackSeconds: number;
	/** Whether there is time for another request. */
	hasTime: () => boolean;
	/** How long ago the state was kept, by a clock that may be wrong but goes on; seconds. */
	elapsedSeconds?: number;
}
