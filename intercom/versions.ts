/**
 * Intercom's API versions: which exist, and which one a request has to name in `Intercom-Version`.
 * Source: the version enum of Intercom's API description (2.7 to 2.16 and Preview); docs/intercom-behavior.md#versions.
 */

/** Oldest first. `Preview` is not a number: it is whatever comes next, so it ranks above all of them. */
export const API_VERSIONS = ['2.7', '2.8', '2.9', '2.10', '2.11', '2.12', '2.13', '2.14', '2.15', '2.16', 'Preview'] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** The newest stable version: what every request names unless something in it asks for more. */
export const STABLE_VERSION: ApiVersion = '2.16';

const rank = (version: ApiVersion): number => API_VERSIONS.indexOf(version);

/** Whether `version` already has something that first appeared in `since`. */
export const has = (version: ApiVersion, since: ApiVersion): boolean => rank(version) >= rank(since);

/**
 * The version to send for things that appeared in `needs` (one entry per endpoint and field used):
 * the newest stable one, or the newest that any of them needs.
 */
export function versionFor(needs: ApiVersion[]): ApiVersion {
	return needs.reduce((version, need) => (has(version, need) ? version : need), STABLE_VERSION);
}
