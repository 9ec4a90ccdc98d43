/**
 * Intercom's API versions, and the one a request sends as `Intercom-Version`.
 * Source: the version enum of Intercom's API description (2.7 to 2.16 and Preview); docs/intercom-behavior.md#versions.
 */

/** Oldest first. `Preview` ranks above all numbers. */
export const API_VERSIONS = ['2.7', '2.8', '2.9', '2.10', '2.11', '2.12', '2.13', '2.14', '2.15', '2.16', 'Preview'] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** The newest stable version, sent unless something in the request needs a newer one. */
export const STABLE_VERSION: ApiVersion = '2.16';

const rank = (version: ApiVersion): number => API_VERSIONS.indexOf(version);

/** Whether `version` includes what appeared in `since`. */
export const has = (version: ApiVersion, since: ApiVersion): boolean => rank(version) >= rank(since);

/**
 * The version for a request whose endpoint and fields appeared in `needs`: the newest stable one, or the newest of these.
 */
export function versionFor(needs: ApiVersion[]): ApiVersion {
	return needs.reduce((version, need) => (has(version, need) ? version : need), STABLE_VERSION);
}
