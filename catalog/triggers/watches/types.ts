/**
 * The words the Intercom Polling Trigger's events are written in. A watch says where new records are read, which
 * moment of a record counts, and how Intercom is asked for the records from a moment on.
 */

import type { Endpoint } from '../../../intercom/client';
import type { Operation, SearchModel } from '../../language/types';

/** The choice that leaves a condition out. */
export const ANY = 'any';

export interface Watch {
	/** The row of the catalog the records are read with; its fields are what the trigger's panel asks for. */
	source: Operation;
	/** Who is addressed when there is nothing to show yet: "contact". */
	noun: string;
	ask: Ask;
	/**
	 * The moment of a record by which the list is sorted, newest first, so that reading can end at the first record
	 * that is too old. As long as the list looks otherwise, it is read to its end. Absent: every record that was asked
	 * for is read, because the question itself has a beginning.
	 */
	newestFirst?: string;
	/** Intercom's description says so; otherwise it is what the list looks like. */
	documented?: boolean;
	/** A record moves to the front of the list when it changes: `newestFirst` is no moment that stays. */
	reorders?: boolean;
	/**
	 * By how many seconds a watched moment may lie behind the one that sorts: a call ends after it began. `one` reads a
	 * record that had not come to it when it was last seen.
	 */
	lag?: { seconds: number; one: Endpoint };
	/** Conditions that are no search: parameter -> the key of a record whose value is one of them. */
	conditions?: Record<string, string>;
	events: readonly WatchedEvent[];
}

/** How Intercom is asked for records from a moment on. Whatever it answers beside them is left out by the reader. */
export type Ask =
	/**
	 * By a search query, which also takes conditions. `id`: the field that names a record. All searches can sort, and are asked to: what is described for contacts
	 * and companies holds for conversations and tickets too (https://github.com/intercom/Intercom-OpenAPI/issues/114).
	 */
	| { by: 'search'; over: SearchModel; id: string }
	/** By a parameter with Unix seconds; `until` ends the span, and then the list is a log: what is in it stays as it is. `sampleDays`: how far a test in the editor looks back, where there is no other way. */
	| { by: 'parameter'; from: string; until?: string; sampleDays?: number }
	/** Not at all: the list is read from its beginning. */
	| { by: 'nothing' };

export interface WatchedEvent {
	/** n8n value. */
	id: string;
	/** Title Case: "New Contact". */
	name: string;
	/** One plain sentence. */
	about: string;
	/** The moment that counts, by Intercom's name: Unix seconds or ISO 8601 in the record. */
	at: string;
	/** Leaves out records in which this moment is the same: an update at the moment of creation is none. */
	differsFrom?: string;
}
