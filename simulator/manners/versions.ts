/** API versions: which exist, and which is older than which. */
import type { Settings } from '../settings';
import { badRequest } from './errors';

/** Versions with an own order; Preview is newer than all. */
export type Version = { name: string; rank: number };
/** The first version that has an endpoint or a field; nothing means all have it. */
export type Since = '2.16' | 'Preview';

const PREVIEW = 1000;
const KNOWN = new Map<string, number>([['Preview', PREVIEW]]);
for (let minor = 7; minor <= 16; minor++) KNOWN.set(`2.${minor}`, minor);

/** The version a request speaks. @throws 400 `intercom_version_invalid` */
export function versionOf(header: string | string[] | undefined, settings: Settings): Version {
	const given = Array.isArray(header) ? header[0] : header;
	if (given === undefined && settings.strictVersion) throw badRequest('intercom_version_invalid', 'The Intercom-Version header is missing');
	const name = given ?? settings.appVersion;
	const rank = KNOWN.get(name);
	if (rank === undefined) throw badRequest('intercom_version_invalid', 'The requested version could not be found');
	return { name, rank };
}

/** The version of the app itself: what webhooks speak, whatever a request asked for. */
export function appVersion(settings: Settings): Version {
	return { name: settings.appVersion, rank: KNOWN.get(settings.appVersion) ?? PREVIEW };
}

/** True if `version` is `since` or newer. */
export function has(version: Version, since: Since | undefined): boolean {
	return since === undefined || version.rank >= (KNOWN.get(since) ?? PREVIEW);
}

/** @throws 400 for an endpoint the version does not know yet, or no longer */
export function requireVersion(version: Version, since: Since | undefined, until?: string): void {
	const over = until !== undefined && version.rank > (KNOWN.get(until) ?? PREVIEW);
	if (over || !has(version, since))
		throw badRequest('intercom_version_invalid', 'Requested resource is not available in current API version.');
}
