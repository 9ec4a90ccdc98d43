/**
 * The state of a trigger of which only the newest counts. Every state gets a version: the moment it was kept, or one
 * more than the version before, so that it is newer also where a clock has been turned back, and so that the states of
 * two processes are told apart by when they were kept.
 */

import { inProcess, introduce, keepFor, type Keeping, type Kept, keptFor, same, without } from './place';

const VERSION_KEY = 'version';

/**
 * The newest state there is, from the process or from static data; undefined where there is none. What was kept before
 * there were versions counts as the oldest. Where n8n commits the data of the node by itself (durable cursors), it is
 * that data: what the process knows beside it may never have been committed.
 */
export function newestOf(host: Keeping): Kept | undefined {
	const found = versioned(host);
	return found && stateOf(found);
}

/** Keeps a flat object of texts and numbers as the newest state. What says the same as before keeps its version too, and changes nothing. */
export function keepNewest(host: Keeping, state: Kept): void {
	const before = versioned(host);
	const version = !before ? Date.now() : same(stateOf(before), state) ? versionOf(before) : Math.max(Date.now(), versionOf(before) + 1);
	const kept = { ...state, [VERSION_KEY]: version };
	introduce(host, (found) => newer(kept, found));
	keepFor(host, kept);
}

const versioned = (host: Keeping): Kept | undefined => [inProcess(host), ...keptFor(host)].reduce((best, one) => (best ? newer(best, one) : one), undefined);

const newer = (one: Kept, other: Kept | undefined): Kept => (other && versionOf(other) > versionOf(one) ? other : one);

const versionOf = ({ [VERSION_KEY]: version }: Kept): number => (Number.isSafeInteger(version) ? (version as number) : 0);

const stateOf = (kept: Kept): Kept => without(VERSION_KEY, kept);
