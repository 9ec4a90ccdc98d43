/**
 * State of which only the newest version counts. The version is the time of saving, or the previous version plus one, so that it
 * grows even if the clock is set back, and orders the states of several processes.
 */

import { inProcess, introduce, keepFor, type Keeping, type Kept, keptFor, same, without } from './place';

const VERSION_KEY = 'version';

/**
 * The newest state, from the process or from static data; undefined if there is none. State without a version counts as oldest.
 * Where n8n commits the node's data itself (durable cursors), only that data counts: what the process knows may never have been committed.
 */
export function newestOf(host: Keeping): Kept | undefined {
	const found = versioned(host);
	return found && stateOf(found);
}

/** Saves a flat object of strings and numbers as the newest state. An unchanged state keeps its version. */
export function keepNewest(host: Keeping, state: Kept): void {
	const before = versioned(host);
	const version = !before ? Date.now() : same(stateOf(before), state) ? versionOf(before) : Math.max(Date.now(), versionOf(before) + 1);
	const kept = { ...state, [VERSION_KEY]: version };
	introduce(host, (found) => newer(kept, found));
	keepFor(host, kept);
}

const versioned = (host: Keeping): Kept | undefined =>
	[inProcess(host), ...keptFor(host)].reduce((best, one) => (best ? newer(best, one) : one), undefined);

const newer = (one: Kept, other: Kept | undefined): Kept => (other && versionOf(other) > versionOf(one) ? other : one);

const versionOf = ({ [VERSION_KEY]: version }: Kept): number => (Number.isSafeInteger(version) ? (version as number) : 0);

const stateOf = (kept: Kept): Kept => without(VERSION_KEY, kept);
